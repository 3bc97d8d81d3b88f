"""The sentences of the criteria on random sites: value and limit of the answer, no false praise."""

from __future__ import annotations

import re

import pytest

from ihp_core.report.next_steps.gives_and_gets_words import three_columns_rows
from ihp_core.report.viability.findings import Sources, criteria, decisive, evidence, readiness
from ihp_core.results.discretion import Audience
from ihp_core.results.results import Assessment
from ihp_core.text import figure, say
from ihp_core.viability.judgement import Criterion
from pages.components.viability.criteria import viability_sentence
from tests.drawn import N, drawn, drawn_assessment, places

AUDIENCES: tuple[Audience, ...] = ("customer", "internal")
PRAISE = ("attractive", "profitable", "good case for", "worth it", "saves", "saving over")


def _sentences(found: Assessment) -> dict[str, str]:
    """The internal sentence of each site criterion by its name."""
    rows = criteria(found, "internal", "en", Sources())
    return {name: reason for name, _, _, reason, _ in rows}


def _written(row: Criterion) -> tuple[set[str], str]:
    """The ways in which a value may be written, and its limit."""
    if isinstance(row.value, str) or isinstance(row.limit, str):
        return {say(f"choice.{row.value}")}, say(f"choice.{row.limit}")
    plain = figure(row.value, row.unit)
    return {plain, figure(row.value, row.unit, apart_from=row.limit)}, figure(row.limit, row.unit)


def _said(found: Assessment) -> str:
    """All that is said of the verdict and of the parties."""
    parts = [decisive(found, audience, "en") for audience in AUDIENCES]
    for audience in AUDIENCES:
        parts += [" ".join(row[:4]) for row in criteria(found, audience, "en", Sources())]
    parts += [viability_sentence(found), *evidence(found, "en"), readiness(found, "en")]
    columns = three_columns_rows(found).values()
    return "\n".join([*parts, *(sentence for rows in columns for _, sentence in rows)])


@pytest.mark.wide
def test_the_random_sites_hold_what_is_asked_of_them() -> None:
    """Sites without room, without lifted heat and without any heat are among them."""
    found = [drawn_assessment(place) for place in range(N)]
    assert sum((one.price.room_eur_per_mwh or 0) < 0 for one in found) >= 10
    assert sum(one.heat.heat_pump_scop is None for one in found) >= 5
    assert {row.status for one in found for row in one.criteria} == {"pass", "conditional", "fail"}


@pytest.mark.parametrize("place", places())
def test_every_sentence_holds_its_value_and_its_limit(place: int) -> None:
    """Both are those of the assessment, in its unit, and the limit is the one that decided."""
    found = drawn_assessment(place)
    said = _sentences(found)
    for row in found.criteria:
        name = say(f"criterion.{row.id}.name")
        if row.kind != "site" or name not in said:
            continue
        if row.value is None:
            assert said[name].startswith(say("report.not_judged"))
            continue
        values, limit = _written(row)
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
    assert not said.startswith(say("app.verdict.viable").lower())


@pytest.mark.parametrize("place", places())
def test_no_site_without_lifted_heat_mentions_a_cop(place: int) -> None:
    """Where no heat pump runs there is no COP to speak of, nor of another plant's."""
    found = drawn_assessment(place)
    if found.heat.heat_pump_scop is None:
        assert "COP" not in _said(found)
