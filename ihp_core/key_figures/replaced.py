"""What the heat replaces, month by month: how much, at which running cost, of which unit."""

from __future__ import annotations

import numpy as np
from pydantic import BaseModel, ConfigDict

from ihp_core.economics.outcome import Outcome
from ihp_core.operation.network import Size
from ihp_core.operation.todays_heat import (
    KINDS,
    Delivery,
    carbon_price_eur_per_t,
    displaced_cost,
    displaced_units,
)
from ihp_core.site.cases import HEAT_UNITS, Cases
from ihp_core.tables.arrays import Array
from ihp_core.year.hours import Hours

MONTHS = 12


class Month(BaseModel):
    """Heat metered in a month [MWh], and what it saves the operator [EUR/MWh].

    ``today`` is the running cost of what would run, ``avoided`` the same less the operator's own
    added cost; ``None`` without heat.
    """

    model_config = ConfigDict(frozen=True)

    heat_mwh: float
    today_eur_per_mwh: float | None
    avoided_eur_per_mwh: float | None


class Replaced(BaseModel):
    """The year by month, and by month the heat [MWh] that each kind of unit no longer gives."""

    model_config = ConfigDict(frozen=True)

    months: tuple[Month, ...]
    units: tuple[dict[str, float], ...]


def replaced_heat(cases: Cases, hours: Hours, network: Size, outcome: Outcome) -> Replaced:
    """What the first case's heat replaces over the 8,760 hours."""
    year, carbon = outcome.year, carbon_price_eur_per_t(cases, network.peak_mw)
    delivery = year.delivery(carbon)
    cost = displaced_cost(cases, hours, delivery) * np.ones(hours.weight_h.shape)
    added = cases["cost.operator_added_eur_per_mwh"].item(0)
    heat, cost_eur = (
        _by_month(hours, part) for part in (year.delivered_mw, cost * year.delivered_mw)
    )
    today = [
        value / amount if amount > 0 else None for value, amount in zip(cost_eur, heat, strict=True)
    ]
    return Replaced(
        months=tuple(
            Month(
                heat_mwh=amount,
                today_eur_per_mwh=per_mwh,
                avoided_eur_per_mwh=None if per_mwh is None else per_mwh - added,
            )
            for amount, per_mwh in zip(heat, today, strict=True)
        ),
        units=_units(cases, hours, delivery),
    )


def given_by_kind(cases: Cases, hours: Hours, delivery: Delivery) -> tuple[tuple[str, Array], ...]:
    """Each kind of unit with the heat it no longer gives [MW], (1, hours)."""
    kinds = [cases[f"network.heat_sources_today.{n}.kind"].item(0) for n in range(HEAT_UNITS)]
    if np.isnan(kinds[0]):
        return ((KINDS[int(cases["network.heat_source_today"].item(0))], delivery.delivered_mw),)
    power_mw = displaced_units(cases, hours, delivery).power_mw
    return tuple(
        (KINDS[int(kind)], power)
        for kind, power in zip(kinds, power_mw, strict=True)
        if not np.isnan(kind)
    )


def _units(cases: Cases, hours: Hours, delivery: Delivery) -> tuple[dict[str, float], ...]:
    months: list[dict[str, float]] = [{} for _ in range(MONTHS)]
    for name, power in given_by_kind(cases, hours, delivery):
        _add(months, name, _by_month(hours, power))
    return tuple(months)


def _add(months: list[dict[str, float]], name: str, heat: list[float]) -> None:
    for month, amount in zip(months, heat, strict=True):
        month[name] = month.get(name, 0.0) + amount


def _by_month(hours: Hours, power_mw: Array) -> list[float]:
    """Energy of the first case in each month [MWh]."""
    month = hours.month[0].astype(int) - 1
    energy = (power_mw * hours.weight_h)[0]
    return [float(part) for part in np.bincount(month, weights=energy, minlength=MONTHS)]
