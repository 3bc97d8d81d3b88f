"""What is guaranteed, pro rata for metered hours, on its own because the contract asks for it."""

from __future__ import annotations

import numpy as np

from ihp_core.assessment import Screened
from ihp_core.metering.metered import Guarantee, MeteredHours
from ihp_core.metering.sums import summed_over
from ihp_core.tables.units import HOURS_OF_YEAR

SMALL = 1e-9


def guarantees(site: Screened, hours: MeteredHours) -> tuple[Guarantee, ...]:
    """COP, minimum volume and availability of the hours.

    The COP of a year is scaled to the span as the expected one is; the minimum volume by the share
    of a year's heat that was expected in it, its weather included; of the availability the planned
    stop is taken out on both sides.
    """
    period = summed_over(hours, np.ones(len(hours.utc), bool))
    outcome, cases = site.screening.outcome, site.cases
    if outcome is None:
        raise ValueError("the year of the site was not kept")
    heat = outcome.energy.heat.item(0)
    power = (outcome.energy.electricity + outcome.energy.pumping).item(0)
    per_heat = outcome.power_per_heat.item(0)
    agreed_cop = 1 / per_heat if per_heat > 0 else 0.0
    due_cop = agreed_cop * (period.expected_cop or 0.0) * power / max(heat, SMALL)
    least = cases["contract.minimum_volume_fraction"].item(0)
    promised = cases["contract.availability_guarantee_fraction"].item(0)
    stop = float(site.hours.outage.sum()) / HOURS_OF_YEAR
    return (
        _held("cop", agreed_cop, due_cop, period.cop),
        _held("minimum_volume", least * heat, least * period.expected_heat_mwh, period.heat_mwh),
        _held("availability", promised, _in_service(promised, stop), period.availability),
    )


def _in_service(promised: float, stop: float) -> float:
    """An availability of a year [-] as that of its hours outside the planned stop."""
    return min(promised / (1 - stop), 1.0)


def _held(name: str, agreed: float, due: float, measured: float | None) -> Guarantee:
    met = None if measured is None else bool(measured >= due - SMALL)
    return Guarantee(name, agreed, due, measured, met)
