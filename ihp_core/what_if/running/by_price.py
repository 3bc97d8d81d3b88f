"""The heat pump run by the price of electricity, with and without the tank, held against a plant
that follows the heat. What it does not make, the operator's own units give at their cost."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ihp_core.assessment import Planned, Screened
from ihp_core.operation.dispatch import DISPATCH
from ihp_core.operation.electricity import hourly_price
from ihp_core.operation.heat_year import HeatYear
from ihp_core.operation.storage.stored_year import stored_year
from ihp_core.operation.todays_heat import Delivery, carbon_price_eur_per_t, displaced_cost
from ihp_core.plant.coupling import USED
from ihp_core.site.cases import Cases, choices
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.what_if.running.offers import (
    ADDED,
    BUFFER,
    WASTE,
    HourlyMachine,
    led_year,
    machine_of,
    network_pump_mw,
    offers_of,
    sent_share,
)
from ihp_core.what_if.running.programme import GAP, Plan, Solved, cheapest
from ihp_core.year.hours import Hours

SECONDS = value("by_price.seconds")
"""After which the best plan so far is taken."""


class RunYear(NamedTuple):
    """A year of the plant, (hours,): electricity with all pumps, source heat, heat delivered and
    what the operator's units give beside it [MW], heat in the tank [MWh], the share of the hour in
    which the heat pump runs, what the heat saves the operator [EUR/h]; and what electricity and
    source heat cost in the year [EUR].
    """

    electricity_mw: Array
    source_mw: Array
    delivered_mw: Array
    boiler_mw: Array
    stored_mwh: Array
    runs: Array
    saved_eur_per_h: Array
    electricity_eur: float
    source_eur: float

    @property
    def saved_eur(self) -> float:
        """What the heat saves the operator in the year [EUR]."""
        return float(self.saved_eur_per_h.sum())

    @property
    def cost_eur(self) -> float:
        """What running costs, less what the heat saves the operator."""
        return self.electricity_eur + self.source_eur - self.saved_eur

    @property
    def starts(self) -> int:
        """How often the heat pump starts."""
        on = self.runs > 0
        return int((on & ~np.roll(on, 1)).sum())


class BothWays(NamedTuple):
    """One plant run in both ways.

    ``gap`` is how far the plan may be from the cheapest as a share of its amount, ``seconds`` how
    long it took.
    """

    led: RunYear
    by_price: RunYear
    gap: float
    seconds: float

    @property
    def saves_eur(self) -> float:
        """What running by price saves in a year, by whomever it is paid [EUR/a]."""
        return self.led.cost_eur - self.by_price.cost_eur

    @property
    def settled(self) -> bool:
        """Whether no plan is cheaper by more than the gap that is asked for."""
        return self.gap <= GAP

    @property
    def boiler_mwh(self) -> float:
        """Heat that the operator's units give in place of the plant's [MWh/a]; below zero where
        the plant delivers more."""
        return float((self.led.delivered_mw - self.by_price.delivered_mw).sum())

    @property
    def boiler_eur(self) -> float:
        """What that costs the operator [EUR/a], the avoided cost of the hours."""
        return self.led.saved_eur - self.by_price.saved_eur

    @property
    def running_eur(self) -> float:
        """What the producer saves in electricity and source heat [EUR/a]."""
        return self.saves_eur + self.boiler_eur


class ByPrice(NamedTuple):
    """A site's plant run by price: as it stands, without a tank, with the tank that is stated or
    asked for [m3]; the price of electricity in each hour [EUR/MWh], (hours,); and what the reserve
    market may pay on top [EUR/a], an income that no other figure counts."""

    without: BothWays
    tank: BothWays | None
    buffer_m3: float
    price_eur_per_mwh: Array
    reserve_eur: float


def by_price(
    screened_site: Screened,
    buffer_m3: float | None = None,
    seconds: float = SECONDS,
    tell: Callable[[], object] = tuple,
) -> ByPrice | None:
    """Run a site's plant by the price of electricity on the 8,760 hours.

    Parameters
    ----------
    screened_site : Screened
        The site; ``assessment.typical_case`` of it for a customer.
    buffer_m3 : float, optional
        The tank asked for [m3]; by itself the one that is stated.
    seconds : float
        After which the best plan so far is taken, for each of both.
    tell : callable, optional
        Called when the year without a tank is done.

    Returns
    -------
    ByPrice or None
        None where the plant has no heat pump, so that no electricity could be saved.
    """
    if not screened_site.plant.built.heat_pump_mw.item(0) > 0:
        return None
    cases, hours = screened_site.cases, screened_site.hours
    volume = cases[BUFFER].item(0) if buffer_m3 is None else buffer_m3
    without = _compared(screened_site, 0.0, seconds)
    tell()
    tank = _compared(screened_site, volume, seconds, without.by_price) if volume > 0 else None
    price = np.array(np.broadcast_to(hourly_price(cases, hours), (1, hours.weight_h.size))[0])
    electric = screened_site.plant.built.electricity_mw.item(0)
    reserve = cases["market.flexibility_eur_per_mw_year"].item(0) * electric
    return ByPrice(without, tank, volume, price, reserve)


def _compared(
    screened_site: Screened, volume_m3: float, seconds: float, *also: RunYear
) -> BothWays:
    """The plant with a tank, run in both ways; to follow the heat is a plan too, and so is what
    else is possible, such as a tank that is left alone."""
    started = time.monotonic()
    heat_led = choices(DISPATCH).index("heat_led")
    cases = screened_site.cases.with_({BUFFER: volume_m3, DISPATCH: heat_led})
    hours, plant = screened_site.hours, screened_site.plant
    bare = led_year(cases, hours, plant)
    machine = machine_of(cases, hours, plant, bare)
    offers = offers_of(cases, hours, plant, bare, machine)
    solved = cheapest(offers, seconds)
    led = _heat_led(cases, hours, plant, stored_year(cases, hours, *plant))
    planned = _planned(cases, hours, plant, bare, machine, solved.plan)
    best = min((led, *also, planned), key=lambda plan: plan.cost_eur)
    return BothWays(led, best, _gap(solved, best), time.monotonic() - started)


def _gap(solved: Solved, best: RunYear) -> float:
    """How far the best way found may be from the cheapest: where time ran out that may be another
    one than the programme's."""
    if solved.gap <= GAP:
        return solved.gap
    return max(best.cost_eur - solved.bound_eur, 0.0) / max(abs(best.cost_eur), 1.0)


def _heat_led(cases: Cases, hours: Hours, plant: Planned, year: HeatYear) -> RunYear:
    """The chain's own year."""
    power = year.electricity_mw + year.pumping_mw
    shape = (1, hours.weight_h.size)
    figures = (power, year.source_mw, year.delivered_mw, year.tank.stored_mwh)
    power, source, delivered, stored = (np.broadcast_to(f, shape)[0] for f in figures)
    runs = np.broadcast_to(year.running.lifting, shape)[0] * (power > 0)
    return _running(cases, hours, plant, year, (power, source, delivered, stored, runs))


def _planned(
    cases: Cases,
    hours: Hours,
    plant: Planned,
    year: HeatYear,
    machine: HourlyMachine,
    plan: Plan,
) -> RunYear:
    """The year of a plan."""
    lifted = machine.least.electricity_mw * plan.runs
    lifted = lifted + (machine.part_electricity * plan.part_mw).sum(axis=0)
    made = machine.least.heat_mw * plan.runs + plan.part_mw.sum(axis=0)
    source = made - USED * lifted + plan.alone_mw
    sent = made + plan.alone_mw - plan.filled_mw
    pumps = source * machine.source_pump + network_pump_mw(cases, hours, plant, year, sent)
    loss = np.minimum((year.boundary.loss_mw * sent_share(cases, hours))[0], sent)
    flows = (lifted + pumps, source, sent - loss, plan.stored_mwh, plan.runs)
    return _running(cases, hours, plant, year, flows)


def _running(
    cases: Cases, hours: Hours, plant: Planned, year: HeatYear, flows: tuple[Array, ...]
) -> RunYear:
    """The flows of a year with what they cost and save, at the prices of its hours."""
    power, source, delivered, stored, runs = flows
    price = np.broadcast_to(hourly_price(cases, hours), (1, len(power)))[0]
    carbon = carbon_price_eur_per_t(cases, plant.network.peak_mw)
    heat = Delivery(year.load_mw, delivered[None], year.return_c, carbon)
    worth = displaced_cost(cases, hours, heat) - cases[ADDED]
    worth = np.broadcast_to(worth, (1, len(power)))
    boiler = np.maximum(year.load_mw[0] - delivered, 0)
    return RunYear(
        *(power, source, delivered, boiler, stored, runs),
        (worth * delivered)[0],
        float((price * power).sum()),
        float(source.sum()) * cases[WASTE].item(0),
    )
