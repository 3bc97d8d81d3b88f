"""Whether the heat pump runs in an hour whose electricity costs more than its heat saves."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np

from ihp_core.operation.design import Design
from ihp_core.operation.electricity import hourly_price
from ihp_core.operation.heat_year import HeatYear, heat_year
from ihp_core.operation.network import Size
from ihp_core.operation.todays_heat import carbon_price_eur_per_t, displaced_cost
from ihp_core.site.cases import Cases, choices
from ihp_core.tables.arrays import Array, Flags, some
from ihp_core.year.hours import Hours

DISPATCH = "plant.dispatch"
Chosen = TypeVar("Chosen", bound=tuple[Any, ...])


def dispatched_year(cases: Cases, hours: Hours, network: Size, built: Design) -> HeatYear:
    """The year of a plant that follows the heat, or in real hours the price where it shall.

    Typical hours cannot tell on which side of a price an hour lies: on them all follow the heat.
    """
    year = heat_year(cases, hours, network, built)
    by_price = by_price_led(cases)
    if hours.spread is not None or not some(by_price):
        return year
    alone = heat_year(cases, hours, network, built._replace(heat_pump_mw=0 * built.heat_pump_mw))
    stands = by_price & _costs_more(cases, hours, network, year, alone)
    led = _one_or_other(stands, alone, year)
    return led._replace(run=led.run._replace(too_dear=stands))


def by_price_led(cases: Cases) -> Flags:
    """Whether the heat pump stands in hours that do not pay, (rows, 1)."""
    return np.asarray(cases[DISPATCH] == choices(DISPATCH).index("price_led"))


def _costs_more(
    cases: Cases, hours: Hours, network: Size, year: HeatYear, alone: HeatYear
) -> Flags:
    """Whether what the heat pump adds in an hour costs more than it saves there.

    Cost: electricity of heat pump and pumps at the price of the hour, and the source's heat.
    """
    price, waste = hourly_price(cases, hours), cases["data_centre.heat_price_eur_per_mwh"]
    carbon = carbon_price_eur_per_t(cases, network.peak_mw)
    with_pump, without = (
        _saved(cases, hours, candidate, carbon)
        - (candidate.electricity_mw + candidate.pumping_mw) * price
        - candidate.source_mw * waste
        for candidate in (year, alone)
    )
    return np.asarray(without > with_pump)


def _saved(cases: Cases, hours: Hours, year: HeatYear, carbon: Array) -> Array:
    """What the operator saves in each hour [EUR/h]."""
    displaced = displaced_cost(cases, hours, year.delivery(carbon))
    return (displaced - cases["cost.operator_added_eur_per_mwh"]) * year.delivered_mw


def _one_or_other(where: Flags, first: Chosen, second: Chosen) -> Chosen:
    """Field by field the first where it holds, else the second; what both share stays."""
    fields: list[Any] = []
    for a, b in zip(first, second, strict=True):
        shared = a is b
        mixed = _one_or_other if isinstance(a, tuple) else np.where
        fields.append(a if shared else mixed(where, a, b))
    return type(first)(*fields)
