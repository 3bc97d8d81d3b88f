"""Where the difference between expected and metered heat comes from.

The same chain is run over the same hours with what was measured in place of what was expected.
First the standstills, where the plant would have run at the temperatures it had. Then return,
source, demand and price in every order, each by the mean of what it adds (Shapley); what is left is
``other``. So the causes are all of the difference, hour by hour.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations
from math import factorial
from typing import NamedTuple

import numpy as np

from ihp_core.metering.expected import Engine, first, power_mw, usual_series
from ihp_core.metering.metered import CAUSES
from ihp_core.metering.standstills import runs_of
from ihp_core.operation.dispatch import by_price_led
from ihp_core.operation.heat_year import HeatYear
from ihp_core.tables.arrays import Array, Flags, some
from ihp_core.tables.assumptions import value

Own = Mapping[str, Array]
ByCause = dict[str, dict[str, Array]]
OUTAGE, DEMAND = "outage", "demand"
LOAD = "load_mw"
SMALL_MW = 1e-6
OF_CHANCE, BEYOND = 99, 1.5
SHIFTED_H, AROUND_H = 2, 24
NEAR_LEAST, NEARLY, ROUNDS, FLOWING_K = 1.5, 0.95, 3, 2.0


class Measured(NamedTuple):
    """What was measured of the hours, (hours,), nan where nothing was: heat and electricity [MW],
    the engine's series by the cause that each belongs to; ``spread_k`` is how far the two waters of
    a cause's side are apart [K], nan where only one of them is known."""

    heat_mw: Array
    electricity_mw: Array
    by_cause: Mapping[str, Own]
    spread_k: Own


class Explained(NamedTuple):
    """The causes by hour [MW], (6, hours) as in ``CAUSES``; the share of each hour in which the
    plant stood unexpectedly; what it could have delivered and what of that was not taken [MW];
    whether low demand was concluded from the plant's own meters."""

    lost_mw: Array
    standing: Array
    possible_mw: Array
    deemed_mw: Array
    demand_concluded: bool


def explained(engine: Engine, measured: Measured, stood: Array) -> Explained:
    """The causes of every hour.

    Parameters
    ----------
    engine : Engine
        The chain on the hours.
    measured : Measured
        What was measured.
    stood : ndarray
        The share of each hour in which no heat was metered, nan where nothing is known, (hours,).
    """
    known, stood = np.isfinite(measured.heat_mw), np.nan_to_num(stood)
    heat = np.where(known, measured.heat_mw, 0.0)
    own = _while_flowing(engine, measured, known & (stood < 1))
    stop = _stop(engine, own, stood, heat, known)
    own, stop, concluded = _with_demand(engine, measured, own, stop, known)
    expected = first(engine.expected.delivered_mw, engine.expected)
    lost = np.zeros((len(CAUSES), len(heat)))

    def delivered(causes: frozenset[str]) -> Array:
        series = {name: s for cause in causes for name, s in own.get(cause, {}).items()}
        year = engine.run(series, stop.outage)
        return first(year.delivered_mw, year)

    start = delivered(frozenset())
    lost[CAUSES.index(OUTAGE)] = expected - start
    for cause, added in _shapley(tuple(own), delivered).items():
        lost[CAUSES.index(cause)] = -added
    lost *= known
    lost[-1] = np.where(known, expected - heat - lost[:-1].sum(axis=0), 0.0)
    possible, deemed = _not_taken(engine, own, stop.outage, heat, known)
    return Explained(lost, stop.standing, possible, deemed, concluded)


class _Stop(NamedTuple):
    """The share of each hour in which the plant stood though it would have run, and the engine's
    outage with it: the planned stop where nothing is known, none where it ran all the same."""

    standing: Array
    outage: Array


def _while_flowing(engine: Engine, measured: Measured, running: Flags) -> ByCause:
    """The measured series by cause; the expected ones where nothing is known, and where the plant
    stood and the temperatures of a pair lie so close that no water runs between their sensors."""
    usual = usual_series(engine)
    outcome: ByCause = {}
    for cause, own in measured.by_cause.items():
        if cause == "price" and not some(by_price_led(engine.cases)):
            continue
        counts = np.ones(len(running), bool)
        if cause in measured.spread_k:
            counts = running | (measured.spread_k[cause] > FLOWING_K)
        outcome[cause] = {
            name: np.where(counts & np.isfinite(figures), figures, usual[name])
            for name, figures in own.items()
        }
    return outcome


def _stop(engine: Engine, own: ByCause, stood: Array, heat: Array, known: Flags) -> _Stop:
    """The standstills."""
    planned = engine.hours.outage[0]
    year = engine.run(_all(own), np.zeros(len(stood)))
    able = first(year.delivered_mw, year)
    would_run = known & (able > SMALL_MW)
    stands = _with_ends(
        np.where(would_run, stood, 0.0),
        np.where(would_run, heat / np.maximum(able, SMALL_MW), np.nan),
    )
    stands = np.where(_beside_stop(stands > 0, planned > 0), 0.0, stands)
    expected = first(engine.expected.delivered_mw, engine.expected)  # a tank gives in the stop too
    ran = heat > expected * (1 + value("meter.short_of_fraction"))
    kept = np.where(ran, np.minimum(planned, stands), planned)
    outage = np.where(planned > 0, kept, stands)
    return _Stop(np.where(planned > 0, 0.0, stands), np.where(would_run, outage, planned))


def _with_ends(stands: Array, reached: Array) -> Array:
    """Standstills with the hours in which they begin and end: a plant that gave what it could until
    then, or from then on, stood for what is missing in them; ``reached`` is the share of that."""
    outcome = stands.copy()
    last = len(stands) - 1
    for begin, end in runs_of(stands >= 1):
        for at, beyond in ((begin - 1, begin - 2), (end, end + 1)):
            if min(at, beyond) < 0 or max(at, beyond) > last:
                continue
            if reached[beyond] >= NEARLY and reached[at] < NEARLY:
                outcome[at] = max(outcome[at], 1 - reached[at])
    return outcome


def _beside_stop(stands: Flags, planned: Flags) -> Flags:
    """Standing hours that only are the planned stop begun an hour earlier or ended later."""
    outcome = np.zeros(len(stands), bool)
    for begin, end in runs_of(stands & ~planned):
        beside = planned[max(begin - 1, 0) : end + 1].any()
        outcome[begin:end] = beside and end - begin <= SHIFTED_H
    return outcome


def _with_demand(
    engine: Engine, measured: Measured, own: ByCause, stop: _Stop, known: Flags
) -> tuple[ByCause, _Stop, bool]:
    """The series with the load that the network must have had, where it was not metered: a plant
    that gives less than it could, at the COP that its part load should have, was not asked for
    more; nor was one that stands between hours near its least load.
    """
    if DEMAND in own or not np.isfinite(measured.electricity_mw).any():
        return own, stop, False
    short = _short(engine, measured.heat_mw, own, stop.outage, known)
    if not short.any():
        return own, stop, False
    asked, at_part = _asked(engine, np.nan_to_num(measured.heat_mw), own, stop.outage, short)
    gives, heat = first(at_part.delivered_mw, at_part), np.nan_to_num(measured.heat_mw)
    power = np.where(np.isfinite(measured.electricity_mw), measured.electricity_mw, np.inf)
    sound = _cop(gives, power_mw(at_part)) * value("meter.sound_cop_fraction")
    reached = np.abs(gives - heat) <= value("meter.short_of_fraction") * np.maximum(heat, SMALL_MW)
    low = short & reached & (_cop(heat, power) >= sound)
    if not low.any():
        return own, stop, False
    idle = _idle(engine, heat, low, stop.standing)
    load = np.where(low, asked, usual_series(engine)[LOAD])
    load = np.where(idle, np.minimum(load, engine.cases["network.must_run_mw"].item(0)), load)
    planned = engine.hours.outage[0]
    stop = _Stop(np.where(idle, 0.0, stop.standing), np.where(idle, planned, stop.outage))
    return {**own, DEMAND: {LOAD: load}}, stop, True


def _short(engine: Engine, heat_mw: Array, own: ByCause, outage: Array, known: Flags) -> Flags:
    """The running hours that gave less than the plant could, by more than chance."""
    year = engine.run(_all(own), outage)
    able, heat = first(year.delivered_mw, year), np.nan_to_num(heat_mw)
    running = known & (heat > SMALL_MW) & (able > SMALL_MW)
    if not running.any():
        return running
    # Hours that give more than they could tell how far readings and chain are apart by chance.
    gains = np.maximum(heat - able, 0)[running]
    chance = BEYOND * float(np.percentile(gains, OF_CHANCE))
    least = np.maximum(value("meter.short_of_fraction") * able, chance)
    return np.asarray(running & (able - heat > least))


def _asked(
    engine: Engine, heat: Array, own: ByCause, outage: Array, short: Flags
) -> tuple[Array, HeatYear]:
    """The load at which the plant gives what was metered, and its run at that."""
    available = (1 - engine.cases["operation.forced_outage_fraction"].item(0)) * (1 - outage)
    must_run = engine.cases["network.must_run_mw"].item(0)
    usual, free = usual_series(engine)[LOAD], heat / np.maximum(available, SMALL_MW)
    for _ in range(ROUNDS):
        load = np.where(short, must_run + free, usual)
        at_part = engine.run(_all(own) | {LOAD: load}, outage)
        gives = first(at_part.delivered_mw, at_part)
        # A boiler behind the plant may take a part of the load.
        free = free * np.where(gives > SMALL_MW, heat / np.maximum(gives, SMALL_MW), 1.0)
    return load, at_part


def _idle(engine: Engine, heat: Array, low: Flags, standing: Array) -> Flags:
    """Standstills between hours of low demand near the least load of a unit."""
    cases, machines = engine.cases, engine.site.plant.built
    share = cases["heat_pump.min_load_fraction"] / cases["plant.units"]
    least = float((share * machines.heat_pump_mw).item(0))
    near = low & (heat <= NEAR_LEAST * least)
    outcome = np.zeros(len(heat), bool)
    for begin, end in runs_of(standing > 0):
        sides = near[max(begin - AROUND_H, 0) : begin], near[end : end + AROUND_H]
        outcome[begin:end] = all(side.any() for side in sides)
    return outcome


def _all(own: ByCause) -> dict[str, Array]:
    """The series of all causes together."""
    return {name: figures for part in own.values() for name, figures in part.items()}


def _cop(heat: Array, power: Array) -> Array:
    return np.asarray(heat / np.maximum(power, SMALL_MW))


def _not_taken(
    engine: Engine, own: ByCause, outage: Array, heat: Array, known: Flags
) -> tuple[Array, Array]:
    """What the plant could have delivered in each hour as it was, less the pipe's loss, and what of
    that the network did not take [MW]; nothing where it stood."""
    year = engine.run(_all(own), outage)
    taken = first(year.delivered_mw, year)
    runs = taken > SMALL_MW
    possible = np.where(runs, first(year.possible_mw, year) - first(year.loss_mw, year), 0.0)
    possible = np.maximum(possible, taken)
    return possible, np.where(known & runs, np.maximum(possible - np.maximum(taken, heat), 0), 0.0)


def _shapley(
    causes: tuple[str, ...], delivered: Callable[[frozenset[str]], Array]
) -> dict[str, Array]:
    """What each cause adds on the mean of all orders in which they may be put in, (hours,)."""
    of = {
        frozenset(s): delivered(frozenset(s))
        for n in range(len(causes) + 1)
        for s in combinations(causes, n)
    }
    count = len(causes)
    outcome: dict[str, Array] = {}
    for cause in causes:
        rest = [s for s in of if cause not in s]
        weight = {
            s: factorial(len(s)) * factorial(count - len(s) - 1) / factorial(count) for s in rest
        }
        outcome[cause] = np.sum([weight[s] * (of[s | {cause}] - of[s]) for s in rest], axis=0)
    return outcome
