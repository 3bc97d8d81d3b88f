"""What the user states about one site, checked as it comes in.

Only three figures are needed; everything else may stay unknown (``None``) and is then filled
from a sourced default. Ranges, units, steps and who knows a figure stand once, in its Field.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Annotated, Any

from pydantic import BaseModel, Field, field_validator, model_validator
from pydantic.fields import FieldInfo

from ihp_core.site.cases import choices
from ihp_core.site.fields import (
    Alternative,
    Cooling,
    Dispatch,
    FeedIn,
    Ground,
    HeatSource,
    Number,
    Part,
    Party,
    Quality,
    Refrigerant,
    Whole,
    choice,
    contradiction,
    known,
)
from ihp_core.site.money import Contract, Market
from ihp_core.tables.assumptions import table, value
from ihp_core.tables.borders import country_at, nearest_city
from ihp_core.tables.units import HOURS_OF_YEAR, KELVIN, log_mean_k

QUOTED = tuple(
    f"plant.quoted.{name}"
    for name in ("cop", "source_inlet_c", "source_outlet_c", "sink_inlet_c", "sink_outlet_c")
)
"""A supplier's point: the COP, then its four temperatures."""

SCHEMA = 1  # of the site's JSON; rises only when a name changes


class DataCentre(Part):
    """Where the heat comes from; temperatures of the facility water at the plant's fence."""

    latitude: Number | None = known(-90, 90, "°", 0.001, "map")
    longitude: Number | None = known(-180, 180, "°", 0.001, "map")
    it_capacity_mw: Number = known(0.05, 2000, "MW", 0.5, "data_centre", default=...)
    it_utilisation_fraction: Number | None = known(0.05, 1, "share", 0.05, "data_centre")
    cooling: Cooling = choice("data_centre", default=...)
    heat_capture_fraction: Number | None = known(0.05, 1, "share", 0.05, "data_centre")
    source_inlet_c: Number | None = known(3, 90, "°C", 1, "data_centre")
    source_outlet_c: Number | None = known(1, 88, "°C", 1, "data_centre")
    source_swing_k: Number | None = known(0, 10, "K", 0.5, "data_centre")
    it_load_swing_fraction: Number | None = known(0, 0.3, "share", 0.05, "data_centre")
    ramp_up_years: Whole | None = known(0, 10, "a", 1, "data_centre")
    first_year_load_fraction: Number | None = known(0.05, 1, "share", 0.05, "data_centre")
    pue: Number | None = known(1, 3, "-", 0.05, "data_centre")
    heat_price_eur_per_mwh: Number | None = known(-100, 200, "EUR/MWh", 1, "data_centre")
    first_operation: dt.date | None = choice("data_centre")

    @model_validator(mode="after")
    def _warm_side_is_warmer(self) -> DataCentre:
        warm, cold = self.source_inlet_c, self.source_outlet_c
        if warm is not None and cold is not None and warm < cold + value("input.min_source_drop_k"):
            code = "swapped_source" if cold > warm else "source_drop_too_small"
            raise contradiction(code, "data_centre.source_inlet_c", warm, cold)
        return self


class HeatUnit(Part):
    """One of up to three heat sources that run in the network today."""

    kind: HeatSource
    capacity_mw: Number | None = known(0, 20000, "MW", 1, "operator")
    cost_eur_per_mwh: Number | None = known(-100, 500, "EUR/MWh", 1, "operator")


class Network(Part):
    """Where the heat goes; temperatures at the connection point, network side."""

    latitude: Number | None = known(-90, 90, "°", 0.001, "map")
    longitude: Number | None = known(-180, 180, "°", 0.001, "map")
    annual_heat_gwh: Number | None = known(0.1, 50000, "GWh/a", 10, "operator")
    peak_load_mw: Number | None = known(0.05, 20000, "MW", 1, "operator")
    summer_load_mw: Number | None = known(0, 10000, "MW", 0.5, "operator")
    supply_winter_c: Number = known(35, 160, "°C", 1, "operator", default=...)
    supply_summer_c: Number | None = known(35, 160, "°C", 1, "operator")
    return_winter_c: Number | None = known(15, 100, "°C", 1, "operator")
    return_summer_c: Number | None = known(15, 100, "°C", 1, "operator")
    must_run_mw: Number | None = known(0, 10000, "MW", 0.5, "operator")
    heat_source_today: HeatSource | None = choice("operator")
    heat_cost_today_eur_per_mwh: Number | None = known(-100, 500, "EUR/MWh", 1, "operator")
    heat_sources_today: tuple[HeatUnit, ...] | None = choice("operator", max_length=3)
    accepts_top_up: bool | None = choice("operator")
    alternatives_possible: tuple[Alternative, ...] | None = choice("operator", max_length=3)
    alternative_cost_eur_per_mwh: Number | None = known(-100, 500, "EUR/MWh", 1, "operator")

    @model_validator(mode="after")
    def _supply_is_above_return(self) -> Network:
        summer = self.supply_winter_c if self.supply_summer_c is None else self.supply_summer_c
        if summer > self.supply_winter_c:
            field = "network.supply_summer_c"
            raise contradiction("summer_above_winter", field, summer, self.supply_winter_c)
        least = value("input.min_network_spread_k")
        for season, supply in (("winter", self.supply_winter_c), ("summer", summer)):
            given = getattr(self, f"return_{season}_c")
            if given is not None and given > supply - least:
                field = f"network.return_{season}_c"
                raise contradiction("return_above_supply", field, given, supply)
        return self

    @model_validator(mode="after")
    def _summer_load_fits_the_year(self) -> Network:
        peak, summer = self.peak_load_mw, self.summer_load_mw
        mean = None if self.annual_heat_gwh is None else self.annual_heat_gwh / 8.76
        for code, limit in (("summer_above_peak", peak), ("summer_above_mean", mean)):
            if summer is not None and limit is not None and summer > limit:
                raise contradiction(code, "network.summer_load_mw", summer, limit)
        if peak is not None and mean is not None and mean > peak:
            raise contradiction("mean_above_peak", "network.peak_load_mw", peak, mean)
        hours = value("input.least_full_load_hours")
        if peak is not None and mean is not None and peak * hours > mean * HOURS_OF_YEAR:
            highest = mean * HOURS_OF_YEAR / hours
            raise contradiction("peak_above_year", "network.peak_load_mw", peak, highest)
        return self


class Connection(Part):
    """The pipe between the plant at the data centre and the connection point."""

    distance_km: Number | None = known(0, 100, "km", 0.1, "map")
    route_km: Number | None = known(0, 200, "km", 0.1, "map")
    detour_factor: Number | None = known(1, 3, "-", 0.05, "map")
    ground: Ground | None = choice("map")
    local_dn: Number | None = known(20, 600, "mm", 50, "operator")
    local_load_fraction: Number | None = known(0, 1, "share", 0.05, "operator")
    hydraulic_separation: bool | None = choice("operator")
    feed_in: FeedIn | None = choice("operator")
    handover_c: Number | None = known(35, 160, "°C", 1, "operator")
    electrical_available: bool | None = choice("data_centre")


class Quoted(Part):
    """A point that a supplier has quoted: the electrical COP at four temperatures of the water at
    the heat pump, all five of them or none."""

    cop: Number | None = known(1, 30, "-", 0.1, "money")
    source_inlet_c: Number | None = known(-10, 95, "°C", 1, "money")
    source_outlet_c: Number | None = known(-15, 94, "°C", 1, "money")
    sink_inlet_c: Number | None = known(0, 120, "°C", 1, "money")
    sink_outlet_c: Number | None = known(20, 160, "°C", 1, "money")

    @model_validator(mode="after")
    def _is_whole_and_possible(self) -> Quoted:
        given = {path: getattr(self, path.rpartition(".")[2]) for path in QUOTED}
        missing = [path for path, figure in given.items() if figure is None]
        if missing and len(missing) < len(QUOTED):
            raise contradiction("quoted_in_part", missing[0], None, "")
        if not missing:
            _check_quoted(*(float(figure) for figure in given.values()))
        return self


def _check_quoted(cop: float, warm: float, cold: float, back: float, supply: float) -> None:
    """Each side the right way round, a lift between them, and no COP above what nature allows."""
    path = dict(zip(Quoted.model_fields, QUOTED, strict=True))
    if warm <= cold:
        raise contradiction("quoted_source_swapped", path["source_inlet_c"], warm, cold)
    if back >= supply:
        raise contradiction("quoted_sink_swapped", path["sink_inlet_c"], back, supply)
    source_k, sink_k = log_mean_k(warm, cold), log_mean_k(supply, back)
    if sink_k <= source_k:
        means = (round(mean - KELVIN, 1) for mean in (sink_k, source_k))
        raise contradiction("quoted_without_lift", path["sink_outlet_c"], *means)
    if cop > sink_k / (sink_k - source_k):
        raise contradiction("quoted_above_carnot", path["cop"], cop, sink_k / (sink_k - source_k))


class PlantStep(Part):
    """Units that are added in the course of the contract, as the data centre grows."""

    year: Whole = known(1, 40, "a", 1, "money", default=...)
    units: Whole = known(1, 20, "-", 1, "money", default=...)


class Plant(Part):
    """The heat pump; its capacity is found by sizing when none is stated."""

    heat_pump_capacity_mw: Number | None = known(0, 1000, "MW", 0.5, "money")
    units: Whole | None = known(1, 20, "-", 1, "money")
    max_supply_c: Number | None = known(40, 150, "°C", 1, "money")
    refrigerant: Refrigerant | None = choice("money")
    buffer_m3: Number | None = known(0, 50000, "m³", 100, "money")
    firm_capacity_mw: Number | None = known(0, 1000, "MW", 0.5, "money")
    dispatch: Dispatch | None = choice("money")
    steps: tuple[PlantStep, ...] | None = choice("money", max_length=5)
    quoted: Quoted = Quoted()

    @field_validator("quoted", mode="before")
    @classmethod
    def _null_is_not_stated(cls, given: Any) -> Any:
        return {} if given is None else given

    @model_validator(mode="after")
    def _steps_follow_each_other_and_fit_the_units(self) -> Plant:
        years = [step.year for step in self.steps or ()]
        for before, year in pairwise(years):
            if year <= before:
                raise contradiction("steps_not_ascending", "plant.steps", year, before)
        added = sum(step.units for step in self.steps or ())
        units = int(value("plant.units")) if self.units is None else self.units
        if added > units:
            raise contradiction("steps_beyond_units", "plant.steps", added, units)
        return self


def _check_swapped(name: str, latitude: float, longitude: float, stated: str | None) -> None:
    """A point far from all that is known here, with a country of ours the other way round.

    Whoever means the point states its country.
    """
    if nearest_city(latitude, longitude).km <= value("climate.reach_km") or abs(longitude) > 90:
        return
    here, there = country_at(latitude, longitude), country_at(longitude, latitude)
    if there in choices("country")[:-1] and (not here or here != stated):
        point = (latitude, longitude)
        raise contradiction("swapped_place", f"{name}.latitude", point, (longitude, latitude))


class Site(Part):
    """One candidate site, as stated; ``text.errors.problems`` says in sentences what is wrong."""

    name: str = Field(default="", max_length=500)
    country: str | None = Field(default=None, json_schema_extra={"unit": "", "who": "map"})
    data_centre: DataCentre
    network: Network
    connection: Connection = Connection()
    plant: Plant = Plant()
    market: Market = Market()
    contract: Contract = Contract()
    data_quality: dict[str, Quality] = {}
    notes: dict[str, Annotated[str, Field(max_length=2000)]] = {}
    parties_engaged: tuple[Party, ...] = Field(default=("producer",), max_length=3)

    @model_validator(mode="after")
    def _country_is_known(self) -> Site:
        if self.country is not None and self.country not in table("iso_3166")["iso2"]:
            raise contradiction("unknown_country", "country", self.country, "ISO 3166-1 alpha-2")
        return self

    @model_validator(mode="after")
    def _places_are_not_swapped(self) -> Site:
        for name in ("data_centre", "network"):
            end = getattr(self, name)
            if end.latitude is not None and end.longitude is not None:
                _check_swapped(name, end.latitude, end.longitude, self.country)
        return self

    @model_validator(mode="after")
    def _qualities_and_notes_name_fields(self) -> Site:
        for group in ("data_quality", "notes"):
            for path in getattr(self, group):
                if path not in FIELDS:
                    raise contradiction("unknown_path", f"{group}.{path}", path, "")
        return self

    @model_validator(mode="after")
    def _both_heat_cost_and_other(self) -> Site:
        network = self.network
        if network.heat_source_today == "other" and network.heat_cost_today_eur_per_mwh is None:
            field = "network.heat_cost_today_eur_per_mwh"
            raise contradiction("cost_needed_with_other", field, None, "")
        own = "other" in (network.alternatives_possible or ())
        if own and network.alternative_cost_eur_per_mwh is None:
            field = "network.alternative_cost_eur_per_mwh"
            raise contradiction("cost_needed_with_alternative", field, None, "")
        return self

    @model_validator(mode="after")
    def _only_an_index_has_a_market_element(self) -> Site:
        share, structure = self.contract.market_element_fraction, self.contract.structure
        field = "contract.market_element_fraction"
        if share and structure == "fixed":
            raise contradiction("market_element_in_fixed", field, share, "")
        if share and structure in ("outdoor_temperature", "share_of_alternative"):
            raise contradiction("market_element_in_market", field, share, "")
        return self

    @model_validator(mode="after")
    def _steps_are_built_within_the_term(self) -> Site:
        stated = self.contract.term_years
        term = int(value("contract.term_years")) if stated is None else stated
        last = max((step.year for step in self.plant.steps or ()), default=1)
        if last > term:
            raise contradiction("step_beyond_term", "plant.steps", last, term)
        return self

    @model_validator(mode="after")
    def _preheated_water_is_above_the_return(self) -> Site:
        if self.connection.feed_in != "preheat":
            return self
        if self.network.accepts_top_up is False:
            raise contradiction("preheat_without_top_up", "network.accepts_top_up", False, "")
        agreed, reached = self.connection.handover_c, self.plant.max_supply_c
        handover = value("connection.handover_c") if agreed is None else agreed
        back = (self.network.return_winter_c, self.network.return_summer_c)
        lowest = max((c for c in back if c is not None), default=0.0)
        lowest += value("input.min_network_spread_k")
        for field, given in (("connection.handover_c", handover), ("plant.max_supply_c", reached)):
            if given is not None and given < lowest:
                raise contradiction("handover_below_return", field, given, lowest)
        return self


def _leaves(model: type[BaseModel], prefix: str = "") -> dict[str, FieldInfo]:
    found: dict[str, FieldInfo] = {}
    for name, info in model.model_fields.items():
        part = info.annotation
        if isinstance(part, type) and issubclass(part, Part):
            found |= _leaves(part, f"{prefix}{name}.")
        elif name not in ("data_quality", "notes"):
            found[prefix + name] = info
    return found


FIELDS: dict[str, FieldInfo] = _leaves(Site)
"""Every input by its dotted path, the one vocabulary of files, links and widgets."""
