"""What would make it work really does, and no less of it would."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from ihp_core import Site, assess, levers
from ihp_core.answer import answer
from ihp_core.assessment import screened
from ihp_core.results.other_cases import Lever, Levers
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example
from ihp_core.site.inputs import about
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import FIELDS
from ihp_core.tables.assumptions import column, number, table, table_rows
from ihp_core.text import say
from ihp_core.viability.judgement import Criterion
from ihp_core.viability.rules import rules, tolerance
from ihp_core.what_if.changes import Change, changes, with_its_like
from ihp_core.what_if.levers import RETURN_LINE
from ihp_core.what_if.margins import Point, crossing
from ihp_core.year.measured.year import own_year
from tests.given import site_of
from tests.sites import random_sites
from tests.sweeps import first, up_to

N = up_to(40, 300)
SEED, GROUPS = 77, 10
RANK = {"viable": 0, "pass": 0, "conditional": 1, "not_viable": 2, "fail": 2, "not_tested": 0}
STEPS = {row["field"]: number(row["step"]) for row in table_rows("levers")}
TERM = "contract.term_years"


@cache
def _drawn() -> list[Site]:
    return random_sites(N, SEED)


@cache
def _levers(place: int) -> Levers:
    return levers(_drawn()[place])


def applied(site: Site, stated: dict[str, float]) -> Site:
    """The site with other figures stated, as putting a change into it does."""
    whole = {path: int(given) if path == TERM else given for path, given in stated.items()}
    return Site.model_validate(nested(flat(site.model_dump(mode="json")) | whole))


def _rank(found: Assessment, turns: str) -> int:
    if turns == "verdict":
        return RANK[found.verdict]
    return RANK[next(one.status for one in found.criteria if one.id == turns)]


def _a_little_less(site: Site, lever: Lever) -> Site | None:
    """The site with a step less of a change; ``None`` where that is no change."""
    way = lever.to - lever.start
    step = STEPS[lever.field]
    if abs(way) <= step * (1 + 1e-9):
        return None
    less = lever.to - np.sign(way) * step
    one = screened(site)
    columns = with_its_like(lever.field, np.array([[less]]), one.stated, one.cases)
    return applied(site, {path: column.item(0) for path, column in columns.items()})


def _just(row: Criterion) -> bool:
    """Whether a value lies within the tolerance of a limit, on either side of it."""
    if row.kind == "evidence" or not isinstance(row.value, float):
        return False
    rule = rules()[row.id]
    ends = [end for end in (row.pass_limit, row.conditional_limit) if isinstance(end, float)]
    return any(abs(row.value - end) <= tolerance(rule, end) * (1 + 1e-6) for end in ends)


def _wrong(site: Site, before: Assessment, lever: Lever) -> str:
    """What is wrong with a change; empty if nothing."""
    reached = _rank(assess(applied(site, lever.stated)), lever.turns)
    if not RANK[lever.status] == reached < _rank(before, lever.turns):
        return f"does not turn: {lever}"
    less = None if lever.stepped else _a_little_less(site, lever)
    if less is None:
        return ""
    after = assess(less)
    if _rank(after, lever.turns) <= reached and not any(_just(row) for row in after.criteria):
        return f"a step less turns as well: {lever}"
    return ""


@pytest.mark.parametrize("group", first(range(GROUPS), 1))
def test_a_change_that_is_told_turns_what_it_says_and_a_little_less_does_not(group: int) -> None:
    """Applied to the site, through ``assess``; a step less does not, or only just reaches a limit.

    On random sites over the whole input space: all of their criteria, verdicts and fields.
    """
    wrong = []
    for place in range(group, N, GROUPS):
        site, before = _drawn()[place], assess(_drawn()[place])
        for lever in (one for part in _levers(place).turned.values() for one in part):
            if reason := _wrong(site, before, lever):
                wrong.append(f"{place}: {reason}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.wide
def test_named_steps_are_rare() -> None:
    """Of the changes of figures that are not whole, at most one in fifty is a step."""
    every = [
        one
        for place in range(min(N, 100))
        for part in _levers(place).turned.values()
        for one in part
    ]
    free = [one for one in every if one.field != TERM]
    assert len(free) > min(N, 100)
    assert sum(one.stepped for one in free) <= len(free) / 50


@pytest.mark.parametrize("place", first(range(0, 40, 4)))
def test_each_criterion_that_does_not_pass_is_answered(place: int) -> None:
    """Every failing or conditional criterion of the site is there, with changes or without any."""
    found, asked = assess(_drawn()[place]), set(_levers(place).turned)
    judged = [c for c in found.criteria if c.kind != "evidence" and not isinstance(c.value, str)]
    open_ones = {c.id for c in judged if c.status in ("fail", "conditional")}
    open_ones -= {"cooling"} & {c.id for c in judged if c.value is None}
    verdict = {"verdict"} if found.verdict != "viable" else set()
    assert asked == open_ones | verdict


def test_a_site_that_works_needs_nothing() -> None:
    """The guide's own case is viable: nothing to turn, nothing to ask."""
    assert levers(example("guide_10mw_4g")) == Levers(turned={}, ask=())


def test_no_change_makes_warm_water_of_air() -> None:
    """With air cooling no single figure makes the site viable: an empty answer, not a silence."""
    found = levers(site_of({"data_centre.cooling": "air"}))
    assert found.turned["verdict"] == ()
    assert "cooling" not in found.turned


def test_a_straight_limit_is_met_to_the_digit() -> None:
    """2.5 km must become 2 km, an IT load of 4 MW at half use 4 MW: limits of the guide."""
    draft = {"connection.distance_km": 2.5, "data_centre.it_utilisation_fraction": 0.5}
    found = levers(site_of(draft | {"data_centre.it_capacity_mw": 3})).turned
    assert [one.to for one in found["distance"]] == [2.0]
    assert [one.to for one in found["it_load"]] == [4.0]


def test_a_shorter_way_takes_its_route_along() -> None:
    """A stated route of 5 km for 2.5 km becomes 4 km for 2 km."""
    draft = {"connection.distance_km": 2.5, "connection.route_km": 5}
    (lever,) = levers(site_of(draft)).turned["distance"]
    assert lever.stated == pytest.approx({lever.field: 2.0, "connection.route_km": 4.0})


def _change(site: Site, field: str, to: float) -> dict[str, float]:
    one = screened(site)
    found = with_its_like(field, np.array([[to]]), one.stated, one.cases)
    return {path: column.item(0) for path, column in found.items()}


def test_a_cooler_network_keeps_its_stated_summer_and_return_below_it() -> None:
    """95/80 °C over 60 °C at 62 °C: summer at most 62, return 3 K below; unstated ones follow."""
    stated = {"network.supply_winter_c": 95, "network.supply_summer_c": 80}
    site = site_of(stated | {"network.return_winter_c": 60})
    assert _change(site, "network.supply_winter_c", 62) == {
        "network.supply_winter_c": 62,
        "network.supply_summer_c": 62,
        "network.return_winter_c": 59,
    }


def test_a_cooler_summer_return_takes_a_stated_winter_return_along() -> None:
    """56/58 °C with summer at 54 °C: winter at 52 °C."""
    site = site_of({"network.return_winter_c": 56, "network.return_summer_c": 58})
    found = _change(site, "network.return_summer_c", 54)
    assert found["network.return_winter_c"] == pytest.approx(52)


def test_more_water_leaves_the_warm_side_as_it_is() -> None:
    """Where the warm side is assumed from the cold one, it is held: no heat gets warmer by it."""
    site = site_of({"data_centre.source_outlet_c": 40})
    warm = assess(site).inputs["data_centre.source_inlet_c"].value
    assert _change(site, "data_centre.source_outlet_c", 44)["data_centre.source_inlet_c"] == warm


def test_above_the_reach_of_heat_pumps_the_operator_is_asked_for_the_return_line() -> None:
    """Above 95 °C (IHP Q2) at the connection point, not at 95 °C."""
    assert levers(site_of({"network.supply_winter_c": 96})).ask == (RETURN_LINE,)
    assert levers(site_of({"network.supply_winter_c": 95})).ask == ()


def test_what_is_measured_is_no_change() -> None:
    """A measured return cannot be stated away."""
    own = own_year({"return_c": np.full(8760, 57.0)})
    found = levers(site_of(), own)
    fields = {one.field for part in found.turned.values() for one in part}
    assert found.turned["return_temperature"] is not None
    assert "network.return_summer_c" not in fields


@pytest.mark.parametrize("name", ["norderstedt", "german"])
def test_the_full_answer_has_them_in_the_form_of_the_contract(name: str) -> None:
    """field, from, to, turns, status; ``assess`` alone asks no other cases."""
    full: list[dict[str, Any]] = answer(example(name)).as_json()["levers"]
    assert full
    assert all({"field", "from", "to", "turns", "status"} <= set(one) for one in full)
    assert assess(example(name)).as_json()["levers"] is None


def test_asking_for_the_return_line_has_no_figures() -> None:
    """A code among the changes, with what it is about."""
    found = levers(site_of({"network.supply_winter_c": 110})).as_json()[-1]
    assert found["field"] == RETURN_LINE
    assert found["turns"] == "supply_temperature"
    assert found["from"] is found["to"] is None


def test_the_conversation_hears_nothing_that_tells_the_producers_cost() -> None:
    """No price criterion, and no change of money."""
    found = levers(example("mantsala"))
    assert found.turned["price_room"]
    kept = found.discreet()
    assert "price_room" not in kept.turned
    fields = [one.field for part in kept.turned.values() for one in part]
    assert fields
    assert not [field for field in fields if field.startswith(("contract", "market"))]


@pytest.mark.parametrize("field", table("levers")["field"])
def test_every_field_that_may_change_is_an_input_with_an_end_in_reason(field: str) -> None:
    """Within the input's limits, to a figure that can be stated."""
    draft = {"market.electricity_price_eur_per_mwh": 150, "connection.distance_km": 3}
    one = screened(site_of(draft | {"network.return_summer_c": 55}))
    (change,) = (one for one in changes(one.cases, set()) if one.field == field)
    assert field in FIELDS
    assert about(field)["unit"]
    assert change.at(change.rounded(change.most)) == pytest.approx(change.at(change.most))
    assert change.rounded(0.3 * change.most) >= 0.3 * change.most * (1 - 1e-9)


def test_the_steps_of_rounding_lead_away_from_the_limit() -> None:
    """Whole kelvins, hundred metres and years, never less than what is needed."""
    supply = Change("network.supply_winter_c", 92.0, -1.0, 30.0, 1.0)
    assert supply.at(supply.rounded(6.97)) == 85.0
    assert supply.at(supply.rounded(0.1234)) == 91.0
    way = Change("connection.distance_km", 2.37, -1.0, 2.27, 0.1)
    assert way.at(way.rounded(0.3)) == pytest.approx(2.0)
    assert way.at(way.rounded(2.25)) == pytest.approx(0.1)
    term = Change(TERM, 15.0, 1.0, 5.0, 1.0)
    assert term.at(term.rounded(1.2)) == 17.0
    assert (column("levers", "step") > 0).all()


def test_the_last_criterion_to_reach_its_limit_decides_the_crossing() -> None:
    """Two margins along a line, at zero at 2 and at 3: at 3; none where one runs away."""
    low, high = Point(1.0, np.array([-1.0, -2.0])), Point(4.0, np.array([2.0, 1.0]))
    assert crossing(low, high) == pytest.approx(3.0)
    assert np.isnan(crossing(low, Point(4.0, np.array([2.0, -3.0]))))


@pytest.mark.parametrize("field", table("levers")["field"])
def test_every_field_has_a_name_on_screen(field: str) -> None:
    """What is shown of a change is the label of its input."""
    assert say(f"input.{field}.label")
