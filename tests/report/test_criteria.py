"""The sentences of the criteria on random sites: value and limit of the answer, no false praise."""

from __future__ import annotations

import re

import pytest

from ihp_core import assess
from ihp_core.report.next_steps.gives_and_gets_words import three_columns_rows
from ihp_core.report.price.beside import beside_words
from ihp_core.report.viability.findings import (
    Sources,
    criteria,
    deciding,
    decisive,
    evidence,
    how_many_met,
    open_ones,
    readiness,
    to_be_tested,
)
from ihp_core.report.viability.headline import untested_sentence, viability_sentence
from ihp_core.report.viability.reasons import is_unknown
from ihp_core.results.discretion import Audience
from ihp_core.results.results import Assessment
from ihp_core.text import figure, say
from ihp_core.viability.judgement import Criterion
from tests.drawn import N, drawn, drawn_assessment, places
from tests.given import site_of
from tests.report.papers import answer_of

AUDIENCES: tuple[Audience, ...] = ("customer", "internal")
PRAISE = ("attractive", "profitable", "good case for", "worth it", "saves", "saving over")


def _sentences(found: Assessment) -> dict[str, str]:
    """The internal sentence of each site criterion by its name."""
    rows = criteria(found, "internal", "en", Sources())
    return {name: reason for name, _, _, reason, _ in rows}


def _written(row: Criterion) -> tuple[set[str], str]:
    """The ways in which a value may be written, and the limit it is held against."""
    if isinstance(row.value, str) or isinstance(row.limit, str):
        return {say(f"choice.{row.value}")}, say(f"choice.{row.limit}")
    limit = row.conditional_limit if row.at_limit and row.status == "conditional" else row.limit
    assert isinstance(limit, float)
    plain = figure(row.value, row.unit)
    return {plain, figure(row.value, row.unit, apart_from=limit)}, figure(limit, row.unit)


def _said(found: Assessment) -> str:
    """All that is said of the verdict and of the parties."""
    parts = [decisive(found, audience, "en") for audience in AUDIENCES]
    for audience in AUDIENCES:
        parts += [" ".join(row[:4]) for row in criteria(found, audience, "en", Sources())]
    parts += [
        viability_sentence(found),
        untested_sentence(found),
        *evidence(found, "en"),
        readiness(found, "en"),
    ]
    columns = three_columns_rows(found).values()
    return "\n".join([*parts, *(sentence for rows in columns for _, sentence in rows)])


@pytest.mark.wide
def test_the_random_sites_hold_what_is_asked_of_them() -> None:
    """Sites without room, without lifted heat and without any heat are among them."""
    found = [drawn_assessment(place) for place in range(N)]
    assert sum((one.price.room_eur_per_mwh or 0) < 0 for one in found) >= 10
    assert sum(one.heat.heat_pump_scop is None for one in found) >= 5
    statuses = {row.status for one in found for row in one.criteria}
    assert statuses == {"pass", "conditional", "fail", "not_tested"}
    assert {"possible", "not_viable"} <= {one.word for one in found}


@pytest.mark.parametrize("place", places())
def test_every_sentence_holds_its_value_and_its_limit(place: int) -> None:
    """Both are those of the assessment, in its unit, and the limit is the one that decided."""
    found = drawn_assessment(place)
    said = _sentences(found)
    for row in found.criteria:
        name = say(f"criterion.{row.id}.name")
        if row.kind == "evidence" or name not in said:
            continue
        if row.status == "not_tested":
            assert "not tested yet" in said[name]
            continue
        if is_unknown(row):
            needed = figure(found.price.floor_eur_per_mwh, "EUR/MWh")
            assert f"at least {needed}" in said[name]
            continue
        if row.value in ("yes", "no"):
            assert "full load" in said[name] or row.status == "pass"
            continue
        if row.value is None:
            assert said[name].startswith(say("report.not_judged"))
            continue
        values, limit = _written(row)
        assert ("at the limit" in said[name]) is (row.at_limit and row.status == "pass")
        assert any(value in said[name] for value in values), (row, said[name])
        assert limit in said[name], (row, said[name])
        failing = row.status == "fail" and row.conditional_limit is not None
        if row.id != "cooling":
            assert row.limit == (row.conditional_limit if failing else row.pass_limit)


@pytest.mark.parametrize("place", places())
def test_the_evidence_says_how_much_of_how_much(place: int) -> None:
    """Counts as whole numbers, and the line of readiness with both."""
    found, site = drawn_assessment(place), drawn()[place]
    measured = next(row.value for row in found.criteria if row.id == "data_quality")
    parties = len(set(site.parties_engaged))
    assert isinstance(measured, float)
    line = readiness(found, "en")
    assert f"{parties} of 3 parties engaged, {measured:.0f} of 4 decisive temperatures" in line
    for row in found.criteria:
        if row.kind == "evidence":
            numbers = {"value": str(round(row.value or 0)), "limit": str(round(row.limit or 0))}  # type: ignore[arg-type]
            sentence = say(f"criterion.{row.id}.{row.status}", **numbers)
            assert set(numbers.values()) <= set(re.findall(r"\d+", sentence))


@pytest.mark.parametrize("place", places())
def test_no_site_without_room_is_called_attractive(place: int) -> None:
    """Where today's heat is cheaper the criterion never passes and no sentence praises."""
    found = drawn_assessment(place)
    if found.price.room_eur_per_mwh is not None and found.price.room_eur_per_mwh > 0:
        return
    row = next(row for row in found.criteria if row.id == "price_room")
    assert row.status != "pass"
    assert found.verdict != "viable"
    said = _said(found).lower()
    assert [word for word in PRAISE if word in said] == []
    words = (say(f"app.verdict.{word}").lower() for word in ("viable", "looks_viable"))
    assert not said.startswith(tuple(f"{word}:" for word in words))


@pytest.mark.parametrize("place", places())
def test_no_site_without_lifted_heat_mentions_a_cop(place: int) -> None:
    """Where no heat pump runs there is no COP to speak of, nor of another plant's."""
    found = drawn_assessment(place)
    if found.heat.heat_pump_scop is None:
        assert "COP" not in _said(found)


@pytest.mark.parametrize("place", places())
def test_what_is_not_tested_is_never_counted_as_met(place: int) -> None:
    """So many of so many, the others named; each is an open point and none holds back."""
    answered = drawn_assessment(place)
    rows = deciding(answered)
    open_rows = [row for row in rows if row.status == "not_tested"]
    met = sum(row.status == "pass" for row in rows)
    told = how_many_met(rows, "en")
    if open_rows:
        assert told.startswith(f"{met} of {len(rows)} criteria are met.")
        assert f"{len(open_rows)} of {len(rows)} not tested yet" in told
        assert "not tested yet" in untested_sentence(answered, "en")
    assert ("All" in told) is (met == len(rows))
    assumed = how_many_met(rows, "en", assumed=True)
    assert ("on what was assumed" in assumed) is (met == len(rows))
    assert len(to_be_tested(answered, "customer", "en")) == len(open_rows)
    held = open_ones(answered, "internal", "en")
    assert (held == ()) is (answered.verdict == "viable")


def test_what_decides_is_told_before_rules_of_thumb() -> None:
    """The far air-cooled site breaks three rules of thumb, but is out for its price."""
    answered = answer_of("air_cooled_far")
    assert {row.kind for row in deciding(answered) if row.status == "fail"} == {
        "deciding",
        "stand_in",
    }
    row = next(row for row in answered.criteria if row.id == "price_room")
    assert decisive(answered, "customer", "en") == say(
        "report.price_room.fail", **beside_words(answered.price)
    )
    assert row.status == "fail"


def test_a_broken_rule_of_thumb_says_whose_it_is_what_was_calculated_and_who_runs_so() -> None:
    """Norderstedt: a 19 °C loop, though the guide asks for liquid."""
    answered = answer_of("norderstedt")
    said = _sentences(answered)[say("criterion.cooling.name")]
    cop = figure(answered.heat.heat_pump_scop, "-")
    for part in ("the guide asks for liquid", f"a COP of {cop} from 19/13", "Floridsdorf"):
        assert part in said
    load = _sentences(answered)[say("criterion.it_load.name")]
    assert f"Calculated instead: {figure(answered.heat.delivered_gwh, 'GWh/a')}" in load


def test_the_words_use_the_figure_that_was_entered() -> None:
    """92 °C on the coldest day, 90.1 °C weighted by load, at the limit; the nameplate too."""
    said = _sentences(answer_of("german"))
    supply, load = (
        said[say(f"criterion.{name}.name")] for name in ("supply_temperature", "it_load")
    )
    plain = supply.replace("\N{NO-BREAK SPACE}", " ")
    assert plain.startswith(
        "92 °C on the coldest day; 90.1 °C weighted by load, at the limit of 90"
    )
    assert "(10 MW installed)" in load.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"connection.route_km": 1.8}, "1.8 km of pipe route"),
        ({"connection.distance_km": 1.4}, "1.4 km in a straight line"),
        (
            {"connection.distance_km": 1.4, "connection.route_km": 1.8},
            "1.4 km in a straight line (1.8 km of pipe route)",
        ),
    ],
)
def test_the_distance_is_said_as_it_was_entered(stated: dict[str, float], expected: str) -> None:
    """The way beside the straight line, each by its name."""
    said = _sentences(assess(site_of(stated)))[say("criterion.distance.name")]
    assert said.replace("\N{NO-BREAK SPACE}", " ").startswith(expected)
