"""The criteria: value, status and whose limit, and the verdict they make.

Deciding criteria measure physics and money. Stand-ins are the guide's rules of thumb for what the
chain itself computes: broken, they make a site conditional, never more, unless whoever runs the
tool takes only sites by the guide. Evidence only says how far to trust the verdict. A criterion is
a row of ``data/criteria.csv``, the function here that is named like it, and its sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from ihp_core.economics.outcome import Outcome
from ihp_core.economics.todays_cost import todays_cost
from ihp_core.economics.worth import at_high_prices, is_known
from ihp_core.operation.network import Size, local_limit_mw, narrow_place, usual_supply_c
from ihp_core.plant.limits import share_above
from ihp_core.site.cases import MARK, Cases, choices
from ihp_core.site.feed_in import hottest_handover_c, preheats, topped_up
from ihp_core.site.filling import POSSIBLE
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array, Flags, every, ratio, some
from ihp_core.viability.rules import (
    CONDITIONAL,
    FAIL,
    NOT_TESTED,
    PASS,
    PRICE_ROOM,
    SUPPLY,
    CriterionRule,
    rule_of,
    rules,
    site_criterion_ids,
    status,
)
from ihp_core.year.hours import Hours

NOTHING_BEYOND: Array = np.zeros((1, 1))
MEASURABLE = (
    "data_centre.source_inlet_c",
    "data_centre.source_outlet_c",
    "network.supply_winter_c",
    "network.return_summer_c",
)


class Judged(NamedTuple):
    """Value and status of one criterion, columns (rows, 1)."""

    value: Array
    status: Array


class Facts(NamedTuple):
    """What a site criterion may look at: the filled cases, their hours, network and outcome."""

    cases: Cases
    hours: Hours
    network: Size
    outcome: Outcome


Rating = Callable[[Facts], Array | Judged]
"""The value that is held against the limits of its row, (rows, 1), or value and status where the
status does not hang on the limits alone."""

WARM_SIDE, ROUTE, DISTANCE = (
    "data_centre.source_inlet_c",
    "connection.route_km",
    "connection.distance_km",
)
POINTS = tuple(
    f"{end}.{axis}" for end in ("data_centre", "network") for axis in ("latitude", "longitude")
)
UNSURE = {
    **dict.fromkeys(("scop", "full_load_hours", "summer_offtake", "price_room"), 0.04),
    "hydraulics": 0.2,
}
"""Criteria whose value hangs on the hours that are looked at, and how far typical ones are off: as
a share of the limit, or of one."""
EXACT, SMALLEST_MW = 1e-9, 1e-12

FUNCTIONS: dict[str, Rating] = {}
"""The site criteria by the id of their row."""


def site_criterion(function: Rating) -> Rating:
    """A criterion: the function is named like its row in ``data/criteria.csv``."""
    FUNCTIONS[function.__name__] = function
    return function


def site_criteria(cases: Cases, hours: Hours, network: Size, outcome: Outcome) -> dict[str, Judged]:
    """Every site criterion of every case, in the order of the table."""
    facts = Facts(cases, hours, network, outcome)
    return {name: _judged(name, FUNCTIONS[name](facts), cases) for name in site_criterion_ids()}


def _judged(name: str, value: Array | Judged, cases: Cases) -> Judged:
    """Value and status; what only a default fulfils or fails is not tested."""
    judged = value if isinstance(value, Judged) else Judged(value, status(rules()[name], value))
    asked = rules()[name].inputs.split()
    if not asked or name == PRICE_ROOM:
        return judged
    known = some_stated(cases, asked)
    return (
        judged
        if every(known)
        else judged._replace(status=np.where(known, judged.status, float(NOT_TESTED)))
    )


def settled(criteria: Mapping[str, Judged], cases: Cases) -> dict[str, Judged]:
    """The criteria, open where they are met only as long as nobody says what they are met with."""
    return {name: _settled(name, judged, cases) for name, judged in criteria.items()}


def _settled(name: str, judged: Judged, cases: Cases) -> Judged:
    asked = rules()[name].met_with.split()
    if not asked:
        return judged
    open_still = (judged.status == PASS) & ~some_stated(cases, asked)
    return judged._replace(status=np.where(open_still, float(NOT_TESTED), judged.status))


def some_stated(cases: Cases, paths: Sequence[str]) -> Flags:
    """Whether one of these inputs is stated, (rows, 1)."""
    return np.asarray(reduce(np.maximum, (cases[MARK + path] for path in paths)) > 0)


def verdict(criteria: Mapping[str, Judged], by_the_guide: Array) -> Array:
    """The worst status of the site criteria, (rows, 1); what is not tested leaves it alone.

    A broken stand-in counts as conditional, unless ``by_the_guide`` is 1.
    """
    return reduce(
        np.maximum,
        (_weight(name, judged.status, by_the_guide) for name, judged in criteria.items()),
    )


def _weight(name: str, judged: Array, by_the_guide: Array) -> Array:
    tested = np.where(judged == NOT_TESTED, float(PASS), judged)
    if rules()[name].kind == "deciding":
        return tested
    return np.where(by_the_guide > 0, tested, np.minimum(tested, CONDITIONAL))


def near_a_limit(criteria: Mapping[str, Judged]) -> Flags:
    """Whether a value that typical hours give lies so close to a limit that the real hours may
    see it on the other side, (rows, 1)."""
    return reduce(np.logical_or, (_near(rules()[name], j) for name, j in criteria.items()))


def _near(rule: CriterionRule, judged: Judged) -> Flags:
    if rule.id not in UNSURE:
        return NOTHING_BEYOND > 0
    scale = 1.0 if rule.unit == "share" else abs(rule.pass_limit)
    apart = [abs(judged.value - end) for end in (rule.pass_limit, rule.conditional_limit)]
    near = np.fmin(*apart) < UNSURE[rule.id] * scale
    return np.asarray(near & (judged.status != NOT_TESTED))


@site_criterion
def cooling(facts: Facts) -> Judged:
    """The source's warm side where it is stated [°C], else, without a figure, the kind."""
    cases = facts.cases
    air = choices("data_centre.cooling").index("air")
    by_kind = np.where(cases["data_centre.cooling"] == air, float(FAIL), float(PASS))
    known = cases[MARK + WARM_SIDE] > 0
    warm = np.where(known, cases[WARM_SIDE], np.nan)
    return Judged(warm, np.where(known, status(rules()["cooling"], warm), by_kind))


@site_criterion
def it_load(facts: Facts) -> Array:
    """IT load in use on the mean of the year [MW]."""
    capacity = facts.cases["data_centre.it_capacity_mw"]
    return capacity * facts.cases["data_centre.it_utilisation_fraction"]


@site_criterion
def distance(facts: Facts) -> Judged:
    """Straight line between the two points, else the way that is stated [km]."""
    cases = facts.cases
    placed = reduce(np.minimum, (cases[MARK + point] for point in POINTS)) > 0
    straight = placed | (cases[MARK + DISTANCE] > 0)
    by_route = ~straight & (cases[MARK + ROUTE] > 0)
    km = np.where(by_route, cases[ROUTE], cases[DISTANCE])
    known = straight | by_route
    return Judged(km, np.where(known, status(rules()["distance"], km), float(NOT_TESTED)))


@site_criterion
def supply_temperature(facts: Facts) -> Judged:
    """Highest supply, or its load-weighted 90th percentile where a boiler tops it up; ahead of
    the boiler what is handed over [°C]."""
    cases = facts.cases
    top_up = topped_up(cases)
    highest = np.maximum(cases["network.supply_winter_c"], cases["network.supply_summer_c"])
    without = Judged(highest, status(rules()[SUPPLY], highest))
    if not some(top_up):
        return without
    usual = usual_supply_c(cases, facts.network, facts.hours)
    usual = np.where(preheats(cases), np.minimum(usual, hottest_handover_c(cases)), usual)
    topped = Judged(usual, status(rule_of(SUPPLY, topped_up=True), usual))
    return Judged(
        np.where(top_up, topped.value, without.value),
        np.where(top_up, topped.status, without.status),
    )


@site_criterion
def return_temperature(facts: Facts) -> Array:
    """Mean return from June to August [°C]."""
    return facts.hours.summer_mean(facts.outcome.year.return_c)


@site_criterion
def scop(facts: Facts) -> Judged:
    """All heat over the heat pump's electricity; a site that lifts none passes, one without heat
    fails."""
    outcome = facts.outcome
    cop = all_heat_cop(facts.hours, outcome)
    direct = np.isnan(cop) & (outcome.heat_mwh > 0)
    return Judged(cop, np.where(direct, float(PASS), status(rules()["scop"], cop)))


def all_heat_cop(hours: Hours, outcome: Outcome) -> Array:
    """Heat of exchanger and heat pump over the latter's electricity [-], (rows, 1); nan where
    nothing is lifted."""
    year, electricity = outcome.year, outcome.energy.electricity
    lifted = hours.total(year.lifted_mw)
    heat = hours.total(year.direct_mw) + lifted
    return np.where(lifted > 0, ratio(heat, electricity), np.nan)


@site_criterion
def full_load_hours(facts: Facts) -> Array:
    """Delivered heat over the plant's capacity [h/a]."""
    return ratio(facts.outcome.heat_mwh, facts.outcome.capacity_mw)


@site_criterion
def summer_offtake(facts: Facts) -> Array:
    """Heat of the plant over what it could make as built, June to August [-]."""
    year, hours = facts.outcome.year, facts.hours
    made = hours.total(year.direct_mw + year.lifted_mw, "summer")
    return ratio(made, hours.total(year.possible_mw, "summer"))


@site_criterion
def hydraulics(facts: Facts) -> Array:
    """Share of the heat delivered in hours above what the place of hand-over can take [-].

    Where an hour stands for several, the share of them above the limit, which moves with the
    load.
    """
    cases, year = facts.cases, facts.outcome.year
    if not narrow_place(cases):
        return NOTHING_BEYOND
    limit = local_limit_mw(cases, year.load_mw, year.supply_c, year.return_c)
    half = cases["connection.local_load_fraction"] * year.boundary.free_half_mw
    beyond = share_above(year.delivered_mw - limit * (1 + EXACT) - SMALLEST_MW, half)
    heat = facts.outcome.heat_mwh
    share = ratio(facts.hours.total(year.delivered_mw * beyond), heat)
    return np.where(heat > 0, share, 0.0)


@site_criterion
def electrical_connection(facts: Facts) -> Array:
    """Whether power for the plant is there: 1 or 0, nan where nobody said."""
    return facts.cases["connection.electrical_available"]


@site_criterion
def price_room(facts: Facts) -> Judged:
    """What is left to share, over what the heat is worth [-].

    A worth that nobody knows never fails the site by itself: not an alternative that is only
    taken as possible, nor today's heat where nobody said what runs, up to the high end of what it
    may cost.
    """
    outcome = facts.outcome
    room = ratio(outcome.room, outcome.ceiling)
    plain = status(rules()[PRICE_ROOM], room)
    if not some((plain == FAIL) & (outcome.heat_mwh > 0)):
        return Judged(room, plain)
    known = status(rules()[PRICE_ROOM], room_below_the_known(facts))
    return Judged(room, np.where(plain == FAIL, np.maximum(known, CONDITIONAL), plain))


def room_below_the_known(facts: Facts) -> Array:
    """The room below what the heat is worth by what somebody stated, the rest at the high end of
    its range [-]."""
    outcome, cases = facts.outcome, facts.cases
    ways = outcome.worth
    today = np.where(np.isnan(ways.today.term), ways.today.unbound, ways.today.term)
    assumed = is_known(cases) < 1
    if some(assumed):
        dear = at_high_prices(cases, facts.network)
        ends = facts.hours, facts.network, outcome.year, outcome.factors
        today = np.where(assumed, np.maximum(todays_cost(dear, *ends).unbound, today), today)
    stated = cases[MARK + POSSIBLE] > 0
    lesser = np.where(stated, np.fmin(today, ways.alternative), today)
    return ratio(lesser - outcome.floor.total, lesser)


def evidence(site: Site) -> dict[str, float]:
    """How many of the four temperatures are measured, how many parties engaged."""
    measured = sum(site.data_quality.get(path) == "measured" for path in MEASURABLE)
    return {"data_quality": float(measured), "parties": float(len(set(site.parties_engaged)))}
