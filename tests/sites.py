"""The one generator of random valid sites, over the whole input space.

A site is drawn as a whole world first, in which everything is known and nothing contradicts;
then about half of what may stay unknown is left unsaid. So each optional input is stated about
half of the time, on its own, and what is stated never contradicts.
"""

from __future__ import annotations

from typing import Any, get_args

import numpy as np
from hypothesis import strategies as st

from ihp_core.plant.heat_pump import heat_pump_cop
from ihp_core.site.fields import (
    Alternative,
    Cooling,
    FeedIn,
    Ground,
    HeatSource,
    Party,
    PowerConnection,
    Quality,
    Refrigerant,
    Structure,
)
from ihp_core.site.site import FIELDS, Site
from ihp_core.tables.assumptions import assumptions, column, table, value
from tests.draws import between, day, log_between, one, sometimes_zero, yes

World = dict[str, Any]

COUNTRIES_WITH_DATA = sorted(
    scope
    for key, scope in assumptions()
    if scope.isalpha() and key == "market.electricity_price_eur_per_mwh"
)
COUNTRIES_WITHOUT_DATA = sorted({"BR", "CA", "IS", "JP", "US", "ZA"} - set(COUNTRIES_WITH_DATA))
SIZES_MW = ((0.05, 0.5), (0.5, 5), (2, 20), (10, 200), (200, 2000))
SOURCES_C = {"air": (8.0, 32.0), "warm_water": (30.0, 62.0), "direct_liquid": (40.0, 78.0)}
NETWORKS_C = ((40.0, 55.0), (55.0, 70.0), (70.0, 80.0), (80.0, 110.0), (110.0, 130.0))
PLACE = ("latitude", "longitude")


def random_site(rng: np.random.Generator) -> Site:
    """One valid site; the same generator state gives the same site."""
    source = _data_centre(rng, one(rng, get_args(Cooling)))
    power_mw = source["it_capacity_mw"] * source["it_utilisation_fraction"]
    heat_mw = power_mw * source["heat_capture_fraction"]
    network = _network(rng, heat_mw, source["source_inlet_c"])
    _put_on_the_map(rng, source, network)
    world = {
        "data_centre": source,
        "network": network,
        "connection": _connection(rng),
        "plant": _plant(rng, heat_mw),
        "market": _market(rng),
        "contract": _contract(rng),
    }
    parts = {name: _half_unsaid(rng, part) for name, part in world.items()}
    _agreeing(parts)
    own = rng.spawn(1)[0]  # a stream of its own, so that all else is drawn as before
    if yes(own):
        parts["connection"]["electrical_available"] = yes(own)
    if yes(own):
        parts["plant"]["quoted"] = _quoted(own)
    if yes(own):
        parts["market"]["connection_fee_eur"] = sometimes_zero(own, log_between(own, 1e3, 1e6))
    if yes(own):
        parts["contract"]["pipe_residual_fraction"] = between(own, 0, 1)
    if yes(own):
        followed = 0.0 if parts["contract"].get("structure") == "fixed" else between(own, 0, 0.5)
        parts["contract"]["market_element_fraction"] = followed
    _financed(own, parts["contract"])
    if yes(own):
        offered = sometimes_zero(own, log_between(own, 1e3, 1e5))
        parts["market"]["flexibility_eur_per_mw_year"] = offered
    if yes(own):
        parts["plant"]["steps"] = _steps(own, parts)
    if yes(own):
        parts["plant"]["buffer_m3"] = sometimes_zero(own, log_between(own, 10, 50000))
    _priced(own, parts["contract"])
    return Site.model_validate(parts | _paperwork(rng))


def random_sites(n: int, seed: int = 0) -> list[Site]:
    """``n`` valid sites, the same ones for the same seed."""
    rng = np.random.default_rng(seed)
    return [random_site(rng) for _ in range(n)]


def sites() -> st.SearchStrategy[Site]:
    """The same sites for property tests."""
    seeds = st.integers(0, 2**32 - 1)
    return seeds.map(lambda seed: random_site(np.random.default_rng(seed)))


def _data_centre(rng: np.random.Generator, cooling: str) -> World:
    warm = between(rng, *SOURCES_C[cooling])
    drop = between(rng, value("input.min_source_drop_k") + 0.1, min(25.0, warm - 2))
    return {
        "it_capacity_mw": log_between(rng, *one(rng, SIZES_MW, (1, 3, 4, 3, 1))),
        "cooling": cooling,
        "it_utilisation_fraction": between(rng, 0.05, 1),
        "heat_capture_fraction": between(rng, 0.3, 1),
        "source_inlet_c": warm,
        "source_outlet_c": warm - drop,
        "source_swing_k": sometimes_zero(rng, between(rng, 0, min(8.0, warm - drop - 1))),
        "it_load_swing_fraction": sometimes_zero(rng, between(rng, 0, 0.3)),
        "ramp_up_years": int(rng.integers(9)),
        "first_year_load_fraction": between(rng, 0.1, 1),
        "pue": between(rng, 1, 2),
        "heat_price_eur_per_mwh": between(rng, -10, 30),
        "first_operation": day(rng),
    }


def _network(rng: np.random.Generator, heat_mw: float, source_c: float) -> World:
    loads = _loads(rng, heat_mw)
    units = [_unit(rng, loads["peak_load_mw"]) for _ in range(rng.integers(4))]
    rest = {
        "must_run_mw": sometimes_zero(rng, between(rng, 0, 1.2) * loads["summer_load_mw"]),
        "heat_source_today": one(rng, get_args(HeatSource)),
        "heat_cost_today_eur_per_mwh": between(rng, 5, 130),
        "heat_sources_today": units,
        "accepts_top_up": yes(rng),
        "alternatives_possible": [kind for kind in get_args(Alternative) if yes(rng)],
        "alternative_cost_eur_per_mwh": between(rng, 20, 120),
    }
    return _network_temperatures(rng, source_c) | loads | rest


def _network_temperatures(rng: np.random.Generator, source_c: float) -> World:
    """Supply of every generation; a quarter of the networks is close to the source."""
    winter = between(rng, *one(rng, NETWORKS_C))
    if yes(rng, 0.25):
        winter = max(40.0, source_c + between(rng, -30, 30))
    summer = winter - sometimes_zero(rng, between(rng, 0, winter - 38))
    spread = value("input.min_network_spread_k") + 0.1
    return {
        "supply_winter_c": winter,
        "supply_summer_c": summer,
        "return_winter_c": between(rng, min(25.0, winter - 10), min(75.0, winter - spread)),
        "return_summer_c": between(rng, min(25.0, summer - 10), min(75.0, summer - spread)),
    }


def _loads(rng: np.random.Generator, heat_mw: float) -> World:
    """Networks from a twentieth of the source to fifty times its size."""
    mean_mw = float(np.clip(heat_mw * log_between(rng, 0.05, 50), 0.06, 4000))
    return {
        "annual_heat_gwh": mean_mw * 8.76,
        "peak_load_mw": mean_mw * 8760 / between(rng, 2200, 5500),
        "summer_load_mw": mean_mw * sometimes_zero(rng, between(rng, 0, 0.9)),
    }


def _unit(rng: np.random.Generator, peak_mw: float) -> World:
    kind = one(rng, get_args(HeatSource))
    cost = between(rng, 5, 130) if kind == "other" or yes(rng) else None
    capacity = between(rng, 0, peak_mw) if yes(rng, 0.7) else None
    return {"kind": kind, "capacity_mw": capacity, "cost_eur_per_mwh": cost}


def _connection(rng: np.random.Generator) -> World:
    distance = sometimes_zero(rng, log_between(rng, 0.05, 20))
    return {
        "distance_km": distance,
        "route_km": distance * between(rng, 1, 2),
        "detour_factor": between(rng, 1, 2),
        "ground": one(rng, get_args(Ground)),
        "local_dn": float(one(rng, column("pipes", "dn"))),
        "local_load_fraction": between(rng, 0, 1),
        "hydraulic_separation": yes(rng),
        "feed_in": one(rng, get_args(FeedIn)),
        "handover_c": between(rng, 60, 95),
    }


def _plant(rng: np.random.Generator, heat_mw: float) -> World:
    capacity = sometimes_zero(rng, heat_mw * log_between(rng, 0.1, 3), share=0.3)
    hottest = between(rng, 40, 150) if yes(rng, 0.1) else between(rng, 70, 110)
    return {
        "heat_pump_capacity_mw": min(capacity, 1000.0),
        "units": int(rng.integers(1, 9)),
        "max_supply_c": hottest,
        "refrigerant": one(rng, get_args(Refrigerant)),
        "firm_capacity_mw": sometimes_zero(rng, between(rng, 0, 10)),
        "dispatch": "price_led" if yes(rng, 0.1) else "heat_led",
    }


def _steps(rng: np.random.Generator, parts: World) -> list[World]:
    """One or two steps within the units and the term that are stated or usual."""
    units = parts["plant"].get("units", int(value("plant.units")))
    term = parts["contract"].get("term_years", int(value("contract.term_years")))
    years = sorted({int(rng.integers(1, term + 1)) for _ in range(min(units, 2))})
    return [{"year": year, "units": 1} for year in years]


def _quoted(rng: np.random.Generator) -> World:
    """A supplier's point: a machine somewhat better or worse than the model's."""
    cold, drop = between(rng, 5, 55), between(rng, 3, 15)
    supply, spread = cold + drop + between(rng, 15, 40), between(rng, 5, 14)
    four = (cold + drop, cold, supply - spread, supply)
    names = ("source_inlet_c", "source_outlet_c", "sink_inlet_c", "sink_outlet_c")
    cop = float(heat_pump_cop(*four)) * between(rng, 0.8, 1.15)
    return dict(zip(names, four, strict=True)) | {"cop": cop}


def _market(rng: np.random.Generator) -> World:
    return {
        "electricity_connection": one(rng, get_args(PowerConnection)),
        "electricity_price_eur_per_mwh": sometimes_zero(rng, between(rng, 10, 300), share=0.05),
        "gas_price_eur_per_mwh": between(rng, 0, 150),
        "carbon_price_eur_per_t": between(rng, 0, 250),
    }


def _contract(rng: np.random.Generator) -> World:
    return {
        "structure": one(rng, ("indexed", "two_part", "fixed")),
        "term_years": int(rng.integers(5, 41)),
        "discount_rate_fraction": sometimes_zero(rng, between(rng, 0.01, 0.2)),
        "grant_fraction": sometimes_zero(rng, between(rng, 0.05, 0.9)),
        "minimum_volume_fraction": between(rng, 0, 1),
        "target_price_eur_per_mwh": between(rng, 0, 150),
        "room_share_fraction": between(rng, 0, 1),
        "escalator_fraction": between(rng, -0.02, 0.05),
        "availability_guarantee_fraction": between(rng, 0.8, 1),
        "it_load_trigger_fraction": between(rng, 0, 1),
        "closure_carried_by": one(rng, get_args(Party)),
        "it_load_carried_by": one(rng, get_args(Party)),
        "demand_carried_by": one(rng, get_args(Party)),
        "start": day(rng),
    }


def _priced(rng: np.random.Generator, contract: World) -> None:
    """Sometimes one of all structures instead, with what its price goes by in the year."""
    drawn = one(rng, get_args(Structure))
    free = "structure" in contract and not contract.get("market_element_fraction")
    if yes(rng) and free:
        contract["structure"] = drawn
    told = {
        "fall_per_k_fraction": between(rng, 0, 0.2),
        "no_price_above_c": between(rng, 0, 30),
        "collar_low_fraction": between(rng, 0, 1),
        "collar_high_fraction": between(rng, 1, 2),
        "summer_price_fraction": between(rng, 0, 1),
        "winter_from_month": int(rng.integers(1, 13)),
        "winter_to_month": int(rng.integers(1, 13)),
    }
    contract.update(_half_unsaid(rng, told))


def _financed(rng: np.random.Generator, contract: World) -> None:
    """A debt that is paid back within the term, and the switch of tax, each on its own."""
    term = contract.get("term_years", int(value("contract.term_years")))
    drawn = {
        "debt_fraction": sometimes_zero(rng, between(rng, 0.1, 1)),
        "debt_rate_fraction": sometimes_zero(rng, between(rng, 0.01, 0.15)),
        "debt_years": int(rng.integers(1, term + 1)),
        "after_tax": yes(rng),
    }
    contract |= {name: figure for name, figure in drawn.items() if yes(rng)}


def _put_on_the_map(rng: np.random.Generator, source: World, network: World) -> None:
    """Most places in a city with climate data, some as far from one as it reaches; a few on one
    spot."""
    row = int(rng.integers(len(table("climate")["city"])))
    place = np.array([column("climate", name)[row] for name in PLACE])
    if yes(rng, 0.1):
        place = place + rng.uniform((-80, -179), (80, 179)) * (3 / 80, 4 / 179)
    apart = sometimes_zero(rng, between(rng, 0.001, 0.1)) * rng.uniform(-1, 1, 2)
    source |= dict(zip(PLACE, map(float, place), strict=True))
    network |= dict(zip(PLACE, map(float, place + apart), strict=True))


def _paperwork(rng: np.random.Generator) -> World:
    """What surrounds the figures: name, country, quality marks, notes, parties."""
    countries = COUNTRIES_WITH_DATA if yes(rng, 0.75) else COUNTRIES_WITHOUT_DATA
    marked = [str(path) for path in rng.choice(sorted(FIELDS), size=5, replace=False)]
    return {
        "name": one(rng, ("", "Site 1", "Näsby ⇄ Öster", "=1+1", "<b>&amp;</b>" * 20)),
        "country": one(rng, countries) if yes(rng) else None,
        "data_quality": {path: one(rng, get_args(Quality)) for path in marked},
        "notes": {marked[0]: "told on the telephone"} if yes(rng, 0.3) else {},
        "parties_engaged": [party for party in get_args(Party) if yes(rng)],
    }


def _agreeing(parts: dict[str, World]) -> None:
    """No own alternative without its cost; below the supply only where that can be."""
    network, connection = parts["network"], parts["connection"]
    if "alternative_cost_eur_per_mwh" not in network and "alternatives_possible" in network:
        kept = [kind for kind in network["alternatives_possible"] if kind != "other"]
        network["alternatives_possible"] = kept
    back = [network[name] for name in ("return_winter_c", "return_summer_c") if name in network]
    least = max(back, default=0.0) + value("input.min_network_spread_k")
    reached = connection.get("handover_c", value("connection.handover_c"))
    reached = min(reached, parts["plant"].get("max_supply_c", reached))
    if connection.get("feed_in") == "preheat":
        possible = network.get("accepts_top_up") is not False and reached >= least
        connection["feed_in"] = "preheat" if possible else "supply"


def _half_unsaid(rng: np.random.Generator, part: World) -> World:
    """The part as someone would state it who knows about half of it."""
    needed = ("it_capacity_mw", "cooling", "supply_winter_c")
    known = {name: name in needed or yes(rng) for name in part}
    if "latitude" in part and yes(rng, 0.9):
        known["longitude"] = known["latitude"]
    if known.get("heat_source_today") and part["heat_source_today"] == "other":
        known["heat_cost_today_eur_per_mwh"] = True
    return {name: given for name, given in part.items() if known[name]}
