"""What a tank gained on the real hours, held where typical ones answer, on its own because they
cannot run it."""

from __future__ import annotations

from ihp_core.operation.heat_year import NO_TANK, HeatYear
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, ratio
from ihp_core.year.hours import Hours

GAINED = (
    "delivered_mw",
    "direct_mw",
    "lifted_mw",
    "source_mw",
    "electricity_mw",
    "pumping_mw",
    "loss_mw",
)
MORE = "tank.more_mw"


def gain(hours: Hours, year: HeatYear) -> dict[str, Array]:
    """Columns of a case: by which factor its tank raised each amount of the year, (rows, 1), and
    what more is sent off [MW]; none where there is no tank."""
    without = year.tank.without
    if without is None:
        return {}
    factors = {
        f"tank.{name}": ratio(
            hours.total(getattr(year, name)), hours.total(getattr(without, name)), 1.0
        )
        for name in GAINED
    }
    return factors | {MORE: year.tank.more_mw}


def held_gain(cases: Cases, year: HeatYear) -> HeatYear:
    """A year of typical hours with the gain of the real ones, where it is known."""
    if MORE not in cases:
        return year
    amounts = {name: getattr(year, name) * cases[f"tank.{name}"] for name in GAINED}
    return year._replace(**amounts, tank=NO_TANK._replace(more_mw=cases[MORE]))
