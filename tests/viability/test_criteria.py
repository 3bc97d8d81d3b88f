"""Every criterion at, just below and just above each of its limits, and the verdict."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import numpy as np
import pytest

from ihp_core import assess
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example
from ihp_core.viability.criteria import Judged, verdict
from ihp_core.viability.judgement import Criterion
from ihp_core.viability.rules import (
    CONDITIONAL,
    FAIL,
    NOT_TESTED,
    PASS,
    Rules,
    rules,
    status,
    tolerance,
)
from tests.drawn import drawn, drawn_assessment, places
from tests.given import site_of, temperatures

HAIR = 1e-6
# Pass limit, conditional limit (None: never fails), better side: the guide and the article.
LIMITS = {
    "it_load": (5, 2, "higher"),
    "distance": (1, 2, "lower"),
    "supply_temperature": (90, 95, "lower"),
    "supply_temperature_top_up": (90, 100, "lower"),
    "return_temperature": (50, 55, "lower"),
    "scop": (3.5, 2.5, "higher"),
    "full_load_hours": (6000, 4000, "higher"),
    "summer_offtake": (0.7, None, "higher"),
    "hydraulics": (0.02, 0.2, "lower"),
    "electrical_connection": (1, None, "higher"),
    "price_room": (0.1, -0.15, "higher"),
    "data_quality": (4, 2, "higher"),
    "parties": (3, 2, "higher"),
}


TOLERANCES = {
    "supply_temperature": 0.5,
    "supply_temperature_top_up": 0.5,
    "electrical_connection": 0.0,
    "return_temperature": 0.5,
    "data_quality": 0.0,
    "parties": 0.0,
}
"""Those that are no share of the limit: 0.5 K, none for a count or for yes and no."""
STAND_INS = {"cooling", "it_load", "distance", "scop", "full_load_hours", "summer_offtake"}
EVIDENCE = {"data_quality", "parties"}


def _status(name: str, figure: float) -> int:
    return int(status(rules()[name], np.array(figure)))


def test_no_criterion_is_untested() -> None:
    """The table holds these and the kind of cooling, nothing else."""
    assert set(rules()) == {*LIMITS, "cooling"}


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_counts_to_its_better_side_and_its_tolerance_with_it(name: str) -> None:
    """0.5 K or 2 % beyond a limit still counts as at it; a hair more on the worse side does not."""
    good, fair, better = LIMITS[name]
    worse = -1.0 if better == "higher" else 1.0
    beyond = [tolerance(rules()[name], limit) for limit in (good, fair or 0.0)]
    assert beyond[0] == pytest.approx(TOLERANCES.get(name, 0.02 * good))
    reach = [good + worse * step for step in (-HAIR, 0, beyond[0], beyond[0] + HAIR)]
    assert [_status(name, figure) for figure in reach] == [PASS, PASS, PASS, CONDITIONAL]
    if fair is None:
        assert _status(name, good + 1e6 * worse) == CONDITIONAL
        assert _status(name, -1e9) == CONDITIONAL
    else:
        reach = [fair + worse * step for step in (-HAIR, 0, beyond[1], beyond[1] + HAIR)]
        expected = [CONDITIONAL, CONDITIONAL, CONDITIONAL, FAIL]
        assert [_status(name, figure) for figure in reach] == expected


@pytest.mark.parametrize("name", LIMITS)
def test_a_value_that_does_not_exist_is_not_a_pass(name: str) -> None:
    """Where nothing is delivered there is no yearly COP and no price."""
    assert _status(name, math.nan) == FAIL


@pytest.mark.parametrize("name", [*LIMITS, "cooling"])
def test_every_criterion_says_its_source(name: str) -> None:
    """A limit without a source convinces nobody."""
    assert rules()[name].source


@pytest.mark.parametrize("name", [*LIMITS, "cooling"])
def test_every_criterion_is_of_the_kind_of_the_design(name: str) -> None:
    """Physics and money decide; rules of thumb stand in for what is calculated; evidence waits."""
    kind = "stand_in" if name in STAND_INS else "evidence" if name in EVIDENCE else "deciding"
    assert rules()[name].kind == kind


@pytest.mark.parametrize("name", [*LIMITS, "cooling"])
def test_every_criterion_says_from_which_day_its_limits_stand(name: str) -> None:
    """Whoever edits a limit dates it; the answer carries the day beside the source."""
    assert dt.date.fromisoformat(rules()[name].date) <= dt.date(2100, 1, 1)
    shown = {row.id: row.date for row in drawn_assessment(0).criteria}
    assert shown[name.removesuffix("_top_up")]


def test_the_plant_that_contradicts_a_rule_stands_beside_it() -> None:
    """Norderstedt: a 19 °C loop, 1.2 MW, a return of 55 °C, a COP of about 3."""
    against = {name: rule.counter_example for name, rule in rules().items()}
    for name, part in (("cooling", "19 °C"), ("it_load", "1.2 MW"), ("scop", "about 3")):
        assert "Norderstedt" in against[name]
        assert part in against[name]
    assert "55 °C" in against["return_temperature"]
    for name, plant in (("cooling", "Floridsdorf"), ("cooling", "Ulven")):
        assert plant in against[name]
    for name in ("distance", "full_load_hours"):
        assert "Val d'Europe" in against[name]


def test_the_verdict_is_the_worst_status_and_a_rule_of_thumb_never_more_than_conditional() -> None:
    """Any fail of what decides: not viable; a broken rule of thumb: conditional, by the guide's
    rules not viable; what is not tested leaves it alone. Row by row."""
    rows = {
        "hydraulics": [PASS, PASS, FAIL, PASS, NOT_TESTED, NOT_TESTED],
        "price_room": [PASS, CONDITIONAL, PASS, PASS, PASS, PASS],
        "cooling": [PASS, PASS, PASS, FAIL, FAIL, PASS],
    }
    judged = {
        name: Judged(np.zeros((6, 1)), np.array(statuses, dtype=float)[:, None])
        for name, statuses in rows.items()
    }
    calculated, by_the_guide = (verdict(judged, np.full((6, 1), flag)) for flag in (0.0, 1.0))
    expected = [PASS, CONDITIONAL, FAIL, CONDITIONAL, CONDITIONAL, PASS]
    assert calculated[:, 0].tolist() == expected
    assert by_the_guide[:, 0].tolist() == [PASS, CONDITIONAL, FAIL, FAIL, FAIL, PASS]


def _weight(row: Criterion, *, by_the_guide: bool) -> int:
    """What a row counts for in the verdict."""
    weight = {"pass": 0, "not_tested": 0, "conditional": 1, "fail": 2}[row.status]
    return weight if row.kind == "deciding" or by_the_guide else min(weight, 1)


@pytest.mark.parametrize("rules_of", ["calculated", "guide"])
@pytest.mark.parametrize("place", places())
def test_the_answer_s_verdict_follows_from_its_criteria(place: int, rules_of: Rules) -> None:
    """All but the evidence weigh in; by the guide's rules a broken rule of thumb fails too."""
    answered = assess(drawn()[place], rules=rules_of) if rules_of == "guide" else None
    answered = answered or drawn_assessment(place)
    strict = rules_of == "guide"
    held = [row for row in answered.criteria if row.kind != "evidence"]
    worst = max(_weight(row, by_the_guide=strict) for row in held)
    assert answered.verdict == ("viable", "conditional", "not_viable")[worst]
    ranks = {"pass": 0, "conditional": 1, "fail": 2}
    evident = max(ranks[row.status] for row in answered.criteria if row.kind == "evidence")
    assert answered.confidence == ("high", "medium", "low")[evident]
    assert len({c.id for c in answered.criteria}) == len(answered.criteria) == 13


def test_by_the_guide_s_rules_a_broken_rule_of_thumb_fails_norderstedt() -> None:
    """It runs on a 19 °C loop and 1.2 MW: possible as calculated, out for the guide."""
    both = [assess(example("norderstedt"), rules=name) for name in ("calculated", "guide")]
    assert [answer.verdict for answer in both] == ["conditional", "not_viable"]
    assert [answer.word for answer in both] == ["possible", "not_viable"]
    assert [_of(answer, "cooling").status for answer in both] == ["fail", "fail"]


def _criterion(draft: dict[str, Any], name: str) -> Criterion:
    return _of(assess(site_of(draft)), name)


def _of(found: Assessment, name: str) -> Criterion:
    return next(c for c in found.criteria if c.id == name)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("direct_liquid", "pass"), ("warm_water", "pass"), ("air", "fail")],
)
def test_air_cooling_fails_and_liquid_passes(kind: str, expected: str) -> None:
    """Chilled-water loops count as air; where no temperature is stated the kind decides."""
    found = _criterion({"data_centre.cooling": kind}, "cooling")
    assert (found.status, found.value, found.unit) == (expected, kind, "choice")


@pytest.mark.parametrize(
    ("kind", "warm", "expected"),
    [("air", 40, "pass"), ("air", 39.5, "pass"), ("air", 39.4, "fail"), ("warm_water", 30, "fail")],
)
def test_a_loop_is_judged_by_its_temperature_where_it_is_stated(
    kind: str, warm: float, expected: str
) -> None:
    """From 40 °C it counts as liquid whatever it is called."""
    found = _criterion(
        {"data_centre.cooling": kind} | temperatures(warm, warm - 8, 45, 80), "cooling"
    )
    assert (found.status, found.value, found.unit) == (expected, warm, "°C")
    assert found.at_limit == (warm == 39.5)


@pytest.mark.parametrize(
    ("capacity", "used", "expected"),
    [
        (10, 0.5, "pass"),
        (10, 0.499, "pass"),
        (10, 0.489, "conditional"),
        (4, 0.5, "conditional"),
        (4, 0.499, "conditional"),
        (4, 0.489, "fail"),
    ],
)
def test_the_load_is_nameplate_times_use(capacity: float, used: float, expected: str) -> None:
    """5 and 2 MW of load, not of nameplate."""
    draft = {"data_centre.it_capacity_mw": capacity, "data_centre.it_utilisation_fraction": used}
    assert _criterion(draft, "it_load").status == expected


@pytest.mark.parametrize(
    ("distance", "expected"),
    [(1, "pass"), (1.01, "pass"), (1.03, "conditional"), (2.03, "conditional"), (2.05, "fail")],
)
def test_the_distance_is_the_straight_line(distance: float, expected: str) -> None:
    """A long way round does not count against it; the route only costs."""
    draft = {"connection.distance_km": distance, "connection.route_km": 5}
    assert _criterion(draft, "distance").status == expected


@pytest.mark.parametrize(
    ("supply", "top_up", "expected"),
    [
        (90, False, "pass"),
        (90.5, False, "pass"),
        (90.6, False, "conditional"),
        (95, False, "conditional"),
        (95.5, False, "conditional"),
        (95.6, False, "fail"),
        (90, True, "pass"),
        (90.5, True, "pass"),
        (90.6, True, "conditional"),
        (100, True, "conditional"),
        (100.5, True, "conditional"),
        (100.6, True, "fail"),
    ],
)
def test_the_supply_is_judged_as_the_operator_runs_it(
    supply: float, top_up: bool, expected: str
) -> None:
    """Without a boiler behind the plant the highest counts, with one the 90th percentile."""
    draft = temperatures(60, 50, 45, supply) | {"network.accepts_top_up": top_up}
    assert _criterion(draft, "supply_temperature").status == expected


def test_the_supply_s_percentile_is_weighted_by_load() -> None:
    """A tenth of the heat is asked for above it: the hours say the same, to 1 K."""
    draft = {"network.supply_winter_c": 110, "network.supply_summer_c": 70}
    found = assess(site_of(draft))
    order = np.argsort(found.year.supply_c)
    share = np.cumsum(found.year.load_mw[order]) / found.year.load_mw.sum()
    expected = found.year.supply_c[order][np.searchsorted(share, 0.9)]
    value = _of(found, "supply_temperature").value
    assert value == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("back", "expected"),
    [(50, "pass"), (50.5, "pass"), (50.6, "conditional"), (55, "conditional"), (55.6, "fail")],
)
def test_the_summer_return_is_judged(back: float, expected: str) -> None:
    """A return that is the same all year: its June-August mean is that."""
    found = _criterion(temperatures(60, 50, back, 85), "return_temperature")
    assert found.status == expected
    assert found.value == pytest.approx(back)


def test_a_site_that_lifts_nothing_passes_on_cop() -> None:
    """All direct: no yearly COP, and the best there is."""
    found = _criterion(temperatures(65, 55, 40, 60) | {"network.annual_heat_gwh": 500}, "scop")
    assert (found.status, found.value) == ("pass", None)


def test_a_site_that_delivers_nothing_fails_on_cop() -> None:
    """No heat at all is not "all direct"."""
    draft = temperatures(30, 22, 50, 80) | {
        "network.annual_heat_gwh": 500,
        "network.accepts_top_up": False,
        "plant.heat_pump_capacity_mw": 0,
    }
    found = assess(site_of(draft))
    assert _of(found, "scop").status == "fail"
    assert found.verdict == "not_viable"
    assert "no_heat" in found.warnings


def test_a_weak_summer_alone_never_fails() -> None:
    """No heat at all in summer is a condition."""
    found = _criterion(
        {"network.summer_load_mw": 0, "network.annual_heat_gwh": 100}, "summer_offtake"
    )
    assert found.status == "conditional"


def test_a_narrow_place_of_hand_over_is_found() -> None:
    """A machine of 6 MW behind a hand-over of a twentieth of the load, or of DN50, fails; behind
    a wide one it passes; where nothing is stated of the place it is not tested."""
    draft = temperatures(60, 50, 45, 75) | {"network.annual_heat_gwh": 200}
    assert _criterion(draft, "hydraulics").status == "not_tested"
    draft |= {"plant.heat_pump_capacity_mw": 6}
    assert (
        _criterion(draft | {"connection.local_load_fraction": 0.05}, "hydraulics").status == "fail"
    )
    assert _criterion(draft | {"connection.local_dn": 50}, "hydraulics").status == "fail"
    assert _criterion(draft | {"connection.local_dn": 400}, "hydraulics").status == "pass"


def test_a_plant_that_may_be_sized_fits_the_place_of_hand_over() -> None:
    """Where no machine is stated it is built as small as a narrow place asks for."""
    draft = temperatures(60, 50, 45, 75) | {"network.annual_heat_gwh": 200}
    for narrow in ({"connection.local_load_fraction": 0.05}, {"connection.local_dn": 150}):
        assert _criterion(draft | narrow, "hydraulics").status != "fail"


def test_confidence_follows_what_is_measured_and_who_is_at_the_table() -> None:
    """All four temperatures and three parties: high; two and two: medium; none: low."""
    parties = ["producer", "data_centre", "network_operator"]
    for n, m, expected in ((4, 3, "high"), (2, 2, "medium"), (4, 2, "medium"), (0, 3, "low")):
        site = site_of({"parties_engaged": parties[:m]})
        site = site.model_copy(update={"data_quality": dict.fromkeys(FOUR[:n], "measured")})
        assert assess(site).confidence == expected


FOUR = (
    "data_centre.source_inlet_c",
    "data_centre.source_outlet_c",
    "network.supply_winter_c",
    "network.return_summer_c",
)
KNOWN = {
    **temperatures(60, 50, 45, 75),
    "network.annual_heat_gwh": 200,
    "network.must_run_mw": 0,
    "network.heat_source_today": "gas_boiler",
    "connection.distance_km": 0.8,
    "connection.local_load_fraction": 1,
    "connection.electrical_available": True,
}
"""All that a criterion asks for is stated, and all are met."""


@pytest.mark.parametrize(
    ("name", "path", "stated"),
    [
        ("return_temperature", "network.return_summer_c", 52.0),
        ("distance", "connection.distance_km", 3.0),
        ("hydraulics", "connection.local_load_fraction", 0.05),
        ("electrical_connection", "connection.electrical_available", False),
        ("full_load_hours", "network.annual_heat_gwh", 20.0),
        ("summer_offtake", "network.summer_load_mw", 0.1),
    ],
)
def test_what_only_a_default_meets_or_fails_is_not_tested(
    name: str, path: str, stated: float
) -> None:
    """Left out it is open, and neither a yes nor a no; stated it is judged."""
    assert _criterion({}, name).status == "not_tested"
    assert _criterion({"network.supply_winter_c": 94}, name).status == "not_tested"
    assert _criterion({path: stated}, name).status in ("conditional", "fail")


def test_what_is_not_tested_leaves_the_verdict_alone_and_only_its_word_looks() -> None:
    """All stated: viable. One thing open: the same verdict, "looks viable"."""
    known = assess(site_of(KNOWN))
    assert (known.verdict, known.word) == ("viable", "viable")
    open_one = {path: stated for path, stated in KNOWN.items() if "local_load" not in path}
    answered = assess(site_of(open_one))
    assert _of(answered, "hydraulics").status == "not_tested"
    assert (answered.verdict, answered.word) == ("viable", "looks_viable")


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        ({}, "not_tested"),
        ({"network.must_run_mw": 0}, "pass"),
        ({"network.must_run_mw": 6}, "conditional"),
        ({"network.summer_load_mw": 0.5}, "conditional"),
    ],
)
def test_summer_is_never_met_as_long_as_nobody_says_what_must_run(
    stated: dict[str, float], status: str
) -> None:
    """A stated network alone leaves it open; too small a load is short of it whatever runs."""
    unasked = {path: entry for path, entry in KNOWN.items() if path != "network.must_run_mw"}
    assert _of(assess(site_of(unasked | stated)), "summer_offtake").status == status


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "viable"),
        ({"network.return_summer_c": 53}, "conditional"),
        ({"network.supply_winter_c": 104, "network.accepts_top_up": False}, "not_viable"),
        ({"connection.distance_km": 1.5}, "conditional"),
        ({"connection.distance_km": 2.5}, "possible"),
        ({"data_centre.cooling": "air", "data_centre.source_inlet_c": 30.0}, "possible"),
    ],
)
def test_the_word_of_the_verdict_tells_the_guide_from_what_was_calculated(
    changes: dict[str, Any], expected: str
) -> None:
    """Outside the guide a site is possible at best, never viable."""
    low = {"data_centre.source_outlet_c": 22.0} if "data_centre.cooling" in changes else {}
    assert assess(site_of(KNOWN | changes | low)).word == expected


def test_a_temperature_that_is_marked_as_assumed_only_looks_so() -> None:
    """Whoever marks a figure as assumed gets the word for it."""
    site = site_of(KNOWN).model_copy(update={"data_quality": {FOUR[0]: "assumed"}})
    assert assess(site).word == "looks_viable"


def test_the_guide_s_screen_is_that_of_its_rules_of_thumb_alone() -> None:
    """Inside, at the edge, outside; what nobody stated is not counted."""
    inside, edge, outside = (
        assess(site_of(KNOWN | {"connection.distance_km": km})).guide for km in (0.8, 1.5, 2.5)
    )
    assert (inside.status, inside.broken, inside.borderline) == ("inside", (), ())
    assert (edge.status, edge.borderline) == ("borderline", ("distance",))
    assert (outside.status, outside.broken) == ("outside", ("distance",))
    assert inside.tested == 5
    assert assess(site_of({})).guide.tested == 3


def test_at_the_limit_is_said_of_the_tolerance_alone() -> None:
    """90.3 of 90 is at the limit; 89 is not, nor is a price that only nobody knows."""
    for supply, at_limit in ((89.0, False), (90.0, False), (90.3, True), (92.0, False)):
        draft = temperatures(60, 50, 45, supply) | {"network.accepts_top_up": False}
        assert _criterion(draft, "supply_temperature").at_limit is at_limit
    assert not _of(assess(example("norderstedt")), "price_room").at_limit


def test_a_worth_that_nobody_knows_never_fails_the_price_by_itself() -> None:
    """As calculated a third above what typical heat costs: a condition; stated so low: a no."""
    dear = {"market.electricity_price_eur_per_mwh": 300.0} | temperatures(25, 19, 45, 80)
    dear |= {"network.annual_heat_gwh": 200}
    answered = _criterion(dear, "price_room")
    assert isinstance(answered.value, float)
    assert answered.value < -0.15
    assert answered.status == "conditional"
    known = dear | {"network.heat_source_today": "other"}
    known |= {"network.heat_cost_today_eur_per_mwh": 20.0}
    assert _criterion(known, "price_room").status == "fail"
