"""What the answer hangs on: the topics that carry most of what is in doubt about it.

The measure is the first-order Sobol' index of ``main_effects``, worked out for the drivers
anyway: the part of the variance that would be gone if a figure were known. Unlike a rank
correlation it also sees what does harm on both sides, shares add up within a topic, and it is one
scale for a price and for a verdict.
"""

from __future__ import annotations

import numpy as np

from ihp_core.results.other_cases import Driver, Uncertainty
from ihp_core.tables.assumptions import value

SITE = {
    "source_temperature": ("data_centre.source_inlet_c", "data_centre.source_outlet_c"),
    "source_heat": (
        "data_centre.it_capacity_mw",
        "data_centre.it_utilisation_fraction",
        "data_centre.heat_capture_fraction",
    ),
    "supply": ("network.supply_winter_c", "network.supply_summer_c"),
    "summer_return": ("network.return_summer_c",),
    "winter_return": ("network.return_winter_c",),
    "summer_load": (
        "network.summer_load_mw",
        "network.must_run_mw",
        "network.base_load_fraction",
    ),
    "network_size": (
        "network.annual_heat_gwh",
        "network.peak_load_mw",
        "network.plant_share_of_peak_fraction",
    ),
    "route": ("connection.distance_km", "connection.route_km", "connection.detour_factor"),
    "electricity": ("market.electricity_price_eur_per_mwh",),
    "value_of_heat": (
        "network.heat_cost_today_eur_per_mwh",
        "market.gas_price_eur_per_mwh",
        "market.carbon_price_eur_per_t",
        "market.wood_chips_eur_per_mwh",
        "cost.operator_added_eur_per_mwh",
        "alternative.cop_factor",
    ),
}
"""What the parties know of a site, each topic with its uncertain figures."""
PLANT = {
    "plant_cost": (
        "cost.heat_pump_factor",
        "cost.pipe_factor",
        "cost.source_exchanger_eur_per_mw",
        "cost.development_fraction",
        "cost.maintenance_fraction_per_year",
    ),
    "machine": ("heat_pump.cop_factor", "operation.forced_outage_fraction"),
}
"""What only the producer answers for."""
MOST = 3


def hangs_on(doubt: Uncertainty) -> tuple[str, ...]:
    """The topics that carry most of the doubt, the weightiest first; none where all is sure."""
    return _weightiest(doubt, SITE | PLANT)


def publicly_hangs_on(doubt: Uncertainty) -> tuple[str, ...]:
    """Those that a customer may read, of the doubt at typical figures of the producer's: of the
    site alone."""
    return _weightiest(doubt, SITE)


def _weightiest(doubt: Uncertainty, topics: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Topics by their mean share of what is in doubt: the price's spread, the verdict."""
    asked = _in_doubt(doubt)
    if not asked:
        return ()
    by_key = {driver.key: _share(driver, asked) for driver in doubt.drivers}
    weights = {topic: sum(by_key.get(key, 0.0) for key in keys) for topic, keys in topics.items()}
    least = value("uncertainty.hangs_on_fraction")
    first = sorted(weights, key=lambda topic: -weights[topic])
    return tuple(topic for topic in first if weights[topic] >= least)[:MOST]


def _in_doubt(doubt: Uncertainty) -> tuple[str, ...]:
    """Which shares of a driver count: of a price that is not narrow, of an unsure verdict."""
    asked = []
    price = doubt.price
    narrow = value("uncertainty.narrow_price_fraction")
    if price is not None and price.p90 - price.p10 > narrow * abs(price.p50):
        asked.append("price_variance_fraction")
    if doubt.holds_fraction < value("uncertainty.sure_verdict_fraction"):
        asked.append("verdict_doubt_fraction")
    return tuple(asked)


def _share(driver: Driver, asked: tuple[str, ...]) -> float:
    return float(np.mean([getattr(driver, name) for name in asked]))
