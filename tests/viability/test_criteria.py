"""Every criterion at, just below and just above each of its limits, and the verdict."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import numpy as np
import pytest

from ihp_core import assess
from ihp_core.results.results import Assessment
from ihp_core.viability.criteria import CONDITIONAL, FAIL, PASS, Judged, rules, status, verdict
from ihp_core.viability.judgement import Criterion
from tests.drawn import drawn_assessment, places
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
    "price_room": (0.1, -0.15, "higher"),
    "data_quality": (4, 2, "higher"),
    "parties": (3, 2, "higher"),
}


def _status(name: str, figure: float) -> int:
    return int(status(rules()[name], np.array(figure)))


def test_no_criterion_is_untested() -> None:
    """The table holds these and the kind of cooling, nothing else."""
    assert set(rules()) == {*LIMITS, "cooling"}


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_counts_to_its_better_side(name: str) -> None:
    """At the limit it is met; a hair on the worse side it is not, on the better side it is."""
    good, fair, better = LIMITS[name]
    worse = -HAIR if better == "higher" else HAIR
    assert [_status(name, good + k * worse) for k in (-1, 0, 1)] == [PASS, PASS, CONDITIONAL]
    if fair is None:
        assert _status(name, good + 1e6 * worse) == CONDITIONAL
        assert _status(name, -1e9) == CONDITIONAL
    else:
        expected = [CONDITIONAL, CONDITIONAL, FAIL]
        assert [_status(name, fair + k * worse) for k in (-1, 0, 1)] == expected


@pytest.mark.parametrize("name", LIMITS)
def test_a_value_that_does_not_exist_is_not_a_pass(name: str) -> None:
    """Where nothing is delivered there is no yearly COP and no price."""
    assert _status(name, math.nan) == FAIL


@pytest.mark.parametrize("name", [*LIMITS, "cooling"])
def test_every_criterion_says_its_source(name: str) -> None:
    """A limit without a source convinces nobody."""
    assert rules()[name].source
    assert rules()[name].kind in ("site", "evidence")


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


def test_the_verdict_is_the_worst_status() -> None:
    """Any fail: not viable; any conditional: conditional; else viable. Row by row."""
    rows = {"a": [0, 0, 0, 1], "b": [0, 1, 2, 2], "c": [0, 0, 1, 1]}
    judged = {
        name: Judged(np.zeros((4, 1)), np.array(found)[:, None]) for name, found in rows.items()
    }
    assert verdict(judged)[:, 0].tolist() == [PASS, CONDITIONAL, FAIL, FAIL]


@pytest.mark.parametrize("place", places())
def test_the_answer_s_verdict_follows_from_its_criteria(place: int) -> None:
    """Site criteria decide; evidence criteria only give the confidence."""
    found = drawn_assessment(place)
    ranks = {"pass": 0, "conditional": 1, "fail": 2}
    of_kind = {
        kind: max(ranks[c.status] for c in found.criteria if c.kind == kind)
        for kind in ("site", "evidence")
    }
    assert found.verdict == ("viable", "conditional", "not_viable")[of_kind["site"]]
    assert found.confidence == ("high", "medium", "low")[of_kind["evidence"]]
    assert len({c.id for c in found.criteria}) == len(found.criteria) == 12


def _criterion(draft: dict[str, Any], name: str) -> Criterion:
    return _of(assess(site_of(draft)), name)


def _of(found: Assessment, name: str) -> Criterion:
    return next(c for c in found.criteria if c.id == name)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("direct_liquid", "pass"), ("warm_water", "pass"), ("air", "fail")],
)
def test_air_cooling_fails_and_liquid_passes(kind: str, expected: str) -> None:
    """Chilled-water loops count as air."""
    found = _criterion({"data_centre.cooling": kind}, "cooling")
    assert (found.status, found.value) == (expected, kind)


@pytest.mark.parametrize(
    ("capacity", "used", "expected"),
    [(10, 0.5, "pass"), (10, 0.499, "conditional"), (4, 0.5, "conditional"), (4, 0.499, "fail")],
)
def test_the_load_is_nameplate_times_use(capacity: float, used: float, expected: str) -> None:
    """5 and 2 MW of load, not of nameplate."""
    draft = {"data_centre.it_capacity_mw": capacity, "data_centre.it_utilisation_fraction": used}
    assert _criterion(draft, "it_load").status == expected


@pytest.mark.parametrize(
    ("distance", "expected"),
    [(1, "pass"), (1.001, "conditional"), (2, "conditional"), (2.001, "fail")],
)
def test_the_distance_is_the_straight_line(distance: float, expected: str) -> None:
    """A long way round does not count against it; the route only costs."""
    draft = {"connection.distance_km": distance, "connection.route_km": 5}
    assert _criterion(draft, "distance").status == expected


@pytest.mark.parametrize(
    ("supply", "top_up", "expected"),
    [
        (90, False, "pass"),
        (90.1, False, "conditional"),
        (95, False, "conditional"),
        (95.1, False, "fail"),
        (90, True, "pass"),
        (90.1, True, "conditional"),
        (100, True, "conditional"),
        (100.1, True, "fail"),
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
    ("back", "expected"), [(50, "pass"), (50.1, "conditional"), (55, "conditional"), (55.1, "fail")]
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
    """A hand-over of a twentieth of the load, or of DN50, fails hydraulics; a wide one passes."""
    draft = temperatures(60, 50, 45, 75) | {"network.annual_heat_gwh": 200}
    assert _criterion(draft, "hydraulics").status == "pass"
    assert (
        _criterion(draft | {"connection.local_load_fraction": 0.05}, "hydraulics").status == "fail"
    )
    assert _criterion(draft | {"connection.local_dn": 50}, "hydraulics").status == "fail"
    assert _criterion(draft | {"connection.local_dn": 400}, "hydraulics").status == "pass"


def test_confidence_follows_what_is_measured_and_who_is_at_the_table() -> None:
    """All four temperatures and three parties: high; two and two: medium; none: low."""
    four = (
        "data_centre.source_inlet_c",
        "data_centre.source_outlet_c",
        "network.supply_winter_c",
        "network.return_summer_c",
    )
    parties = ["producer", "data_centre", "network_operator"]
    for n, m, expected in ((4, 3, "high"), (2, 2, "medium"), (4, 2, "medium"), (0, 3, "low")):
        site = site_of({"parties_engaged": parties[:m]})
        site = site.model_copy(update={"data_quality": dict.fromkeys(four[:n], "measured")})
        assert assess(site).confidence == expected
