"""The first row of a screening in the form of the contract: an Assessment."""

from __future__ import annotations

from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from math import isnan
from typing import Any

import numpy as np

from ihp_core.assumptions import some, value
from ihp_core.columns import Cases, countries, decoded_choice
from ihp_core.figures import ALTERNATIVES
from ihp_core.finance import irr_fraction
from ihp_core.hourly import hourly_year
from ihp_core.hours import Hours
from ihp_core.outcome import Outcome
from ihp_core.provenance import inputs
from ihp_core.results import (
    Assessment,
    Confidence,
    Cost,
    Criterion,
    Finance,
    Heat,
    Pipe,
    Price,
    Status,
    Verdict,
)
from ihp_core.screening import Screening
from ihp_core.site import SCHEMA, Site
from ihp_core.viability import Rule, evidence, rules, status

LEAST_COOLING = "warm_water"
DATA_VERSION = "2026.11"
VERDICTS: tuple[Verdict, ...] = ("viable", "conditional", "not_viable")
STATUSES: tuple[Status, ...] = ("pass", "conditional", "fail")
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")
GUIDE_HIGHEST_COP = 6.0
PEAK_TOLERANCE = 0.15


def record(site: Site, stated: Cases, cases: Cases, hours: Hours, found: Screening) -> Assessment:
    """The assessment of the first case.

    Raises
    ------
    ValueError
        When the screening did not keep its year.
    """
    if found.found is None:
        raise ValueError("an assessment needs the screening's year")
    figures = {name: row[0] for name, row in found.figures.items()}
    groups = _groups(figures)
    year = partial(hourly_year, hours, found.found)
    known = _decided(found)
    evident = _evidence(site)
    judged = _site_criteria(cases, figures)
    return Assessment(
        verdict=VERDICTS[int(figures["verdict"])],
        confidence=CONFIDENCES[max(STATUSES.index(c.status) for c in evident)],
        criteria=(*judged, *evident),
        heat=_heat(groups["heat"], stated),
        price=_price(groups["price"]),
        cost=Cost.model_validate(groups["cost"]),
        finance=_finance(groups["finance"], found.found),
        connection=Pipe.model_validate(groups["connection"]),
        warnings=tuple(_warnings(figures, stated, cases)),
        versions={"software": _software(), "data": DATA_VERSION, "schema": str(SCHEMA)},
    ).with_makers(year, partial(inputs, site, stated, cases, known))


def _groups(figures: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The figures by their group and bare name, nan as ``None``."""
    found: dict[str, dict[str, Any]] = {}
    for name, figure in figures.items():
        group, _, bare = name.partition(".")
        found.setdefault(group, {})[bare] = None if figure != figure else float(figure)
    return found


def _heat(found: dict[str, Any], stated: Cases) -> Heat:
    nested = {
        part: {name[len(part) + 1 :]: found[name] for name in found if name.startswith(part + ".")}
        for part in ("regime_hours", "off_reasons")
    }
    assumed = any(
        some(np.isnan(stated[path]))
        for path in (
            "data_centre.source_outlet_c",
            "network.return_winter_c",
            "network.return_summer_c",
        )
    )
    band = value("heat_pump.cop_band_fraction", "assumed_temperatures" if assumed else "")
    return Heat.model_validate(found | nested | {"cop_band_fraction": band})


def _price(found: dict[str, Any]) -> Price:
    known = found["alternative_eur_per_mwh"] is not None
    kind = ALTERNATIVES[int(found["alternative_kind"])] if known else ""
    return Price.model_validate(found | {"alternative_kind": kind})


def _finance(group: dict[str, Any], found: Outcome) -> Finance:
    years = int((found.factors[0] > 0).sum())
    margin = group["margin_eur_per_year"]
    irr = np.nan
    if margin is not None and group["npv_eur"] is not None:
        irr = irr_fraction(group["capital_eur"], np.full(years, margin))
    return Finance.model_validate(group | {"irr_fraction": None if np.isnan(irr) else irr})


def _site_criteria(cases: Cases, figures: dict[str, Any]) -> list[Criterion]:
    found = []
    for rule in rules().values():
        worth = figures.get(f"criteria.{rule.id}.value")
        if rule.kind == "site" and worth is not None:
            place = int(figures[f"criteria.{rule.id}.status"])
            found.append(_criterion(_asked(rule, cases), worth, place))
    return found


def _asked(rule: Rule, cases: Cases) -> Rule:
    """The supply is held against other limits where the operator tops it up."""
    if rule.id == "supply_temperature" and cases["network.accepts_top_up"][0, 0] > 0:
        return rules()["supply_temperature_top_up"]
    return rule


def _criterion(rule: Rule, worth: float, place: int) -> Criterion:
    chosen = rule.id == "cooling"
    limits = [None if isnan(x) else x for x in (rule.pass_limit, rule.conditional_limit)]
    failing = place == STATUSES.index("fail") and limits[1] is not None
    shown: float | str | None = None if isnan(worth) else float(worth)
    return Criterion(
        id=rule.id.removesuffix("_top_up"),
        kind="evidence" if rule.kind == "evidence" else "site",
        status=STATUSES[place],
        value=decoded_choice("data_centre.cooling", worth) if chosen else shown,
        limit=LEAST_COOLING if chosen else limits[1] if failing else limits[0],
        pass_limit=limits[0],
        conditional_limit=limits[1],
        unit=rule.unit,
        source=rule.source,
        counter_example=rule.counter_example,
    )


def _evidence(site: Site) -> list[Criterion]:
    found = []
    for name, worth in evidence(site).items():
        rule = rules()[name]
        found.append(_criterion(rule, worth, int(status(rule, np.array(worth)))))
    return found


def _decided(found: Screening) -> dict[str, Any]:
    """What the chain found for inputs that have no default of their own, as (1,)."""
    figures = found.figures
    added = value("cost.operator_added_eur_per_mwh")
    return {
        "plant.heat_pump_capacity_mw": figures["heat.heat_pump_capacity_mw"],
        "network.annual_heat_gwh": figures["heat.network_heat_gwh"],
        "network.peak_load_mw": figures["heat.network_peak_mw"],
        "network.summer_load_mw": figures["heat.summer_load_mw"],
        "network.heat_cost_today_eur_per_mwh": figures["price.ceiling_eur_per_mwh"] + added,
        "market.carbon_price_eur_per_t": figures["price.carbon_price_eur_per_t"],
    }


def _warnings(figures: dict[str, Any], stated: Cases, cases: Cases) -> list[str]:
    """Codes of what a careful reader should be told beside the verdict."""
    scop, peak = figures["heat.heat_pump_scop"], stated["network.peak_load_mw"][0, 0]
    delivered, topped_up = figures["heat.delivered_gwh"], figures["heat.topped_up_gwh"]
    country = cases["country"][0, 0]
    implied = abs(figures["heat.network_peak_mw"] / peak - 1) > PEAK_TOLERANCE
    flags = {
        "implied_peak": bool(implied),
        "extrapolated": figures["heat.extrapolated"] > 0,
        "cop_above_guide": scop > GUIDE_HIGHEST_COP,
        "all_direct": bool(np.isnan(scop) and delivered > topped_up == 0),
        "no_heat": figures["heat.delivered_gwh"] <= 0,
        "summer_off": figures["criteria.summer_offtake.value"] < 0.05,
        "no_room": figures["price.room_eur_per_mwh"] < 0,
        "country_unknown": bool(np.isnan(country)),
        "country_without_data": country == len(countries()) - 1,
        "zero_distance": figures["connection.distance_km"] <= 0,
    }
    return [code for code, raised in flags.items() if raised]


@cache
def _software() -> str:
    try:
        return version("ihp-screener")
    except PackageNotFoundError:
        return "unpackaged"
