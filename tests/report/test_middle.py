"""Headline figures in words: their band always, their middle where they lie off it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import pytest

from ihp_core.answer import answer
from ihp_core.assessment import assess
from ihp_core.report.papers.customer_paper import customer_paper
from ihp_core.report.papers.internal_paper import internal_paper
from ihp_core.report.summary.facts import facts, price_rows
from ihp_core.report.summary.middle import (
    COP,
    GAP,
    HEAT,
    INTERNAL,
    ON_HEAT,
    ON_PRICE,
    PRICE,
    headline,
    in_eight_of_ten,
    sentences,
)
from ihp_core.report.summary.tiles import heat_tile, price_tile
from ihp_core.report.viability.hanging import holds_sentence
from ihp_core.results.discretion import discreet
from ihp_core.results.other_cases import Quantiles
from ihp_core.results.results import CO2, Assessment
from ihp_core.site.examples.worked import example, names
from ihp_core.text import figure, say
from tests.drawn import drawn, places
from tests.report.papers import LANGUAGES, answer_of
from tests.sweeps import only

NAMED = (*ON_HEAT, *ON_PRICE, *INTERNAL)


def with_heat(levels: Quantiles) -> Assessment:
    """The German example with its 57.75 GWh a year in another spread."""
    found = answer_of("german")
    return found.model_copy(update={"spread": {HEAT: levels}})


def test_the_words_are_those_of_the_design() -> None:
    """57.8 GWh/a above a P75 of 56: as entered, likely, middle."""
    found = with_heat(Quantiles(p10=48.1, p25=50, p50=53.2, p75=56, p90=58.2))
    (sentence,) = sentences(ON_HEAT, found, "en")
    assert re.sub(r"\s", " ", sentence) == (
        "Heat: 57.8 GWh/a as entered; likely 48.1 to 58.2, middle 53.2."
    )
    assert heat_tile(found, "en").band == "48.1 to 58.2, middle 53.2"


def test_within_the_middle_half_nothing_is_said() -> None:
    """P25 to P75 around it: the band alone."""
    found = with_heat(Quantiles(p10=48.1, p25=50, p50=53.2, p75=57.8, p90=58.2))
    assert sentences(ON_HEAT, found, "en") == ()
    assert heat_tile(found, "en").band == "48.1 to 58.2"


@pytest.mark.parametrize("place", places())
def test_words_stand_where_and_only_where_a_figure_is_off_its_middle(place: int) -> None:
    """Of every headline figure, in every language, on the page and in the summary's facts."""
    found = answer(drawn()[place])
    for language in LANGUAGES:
        likely = say("middle.off", language, figure="|", low="|", high="|", middle="|").split("|")
        said = {name: sentences((name,), found, language) for name in NAMED}
        for name, sentence in said.items():
            known = headline(name, found)
            off = known is not None and not (known.levels.p25 <= known.amount <= known.levels.p75)
            assert bool(sentence) == off, (name, language)
        notes = [one.note for one in facts(found, language)]
        shown = [HEAT, COP, PRICE if found.price.indicative_eur_per_mwh else GAP, CO2]
        count = sum(
            (known := headline(name, found)) is not None and known.is_off() for name in shown
        )
        told_off = sum(likely[1] in note and likely[3] in note for note in notes)
        assert told_off == (count if found.heat.delivered_gwh > 0 else 0), (language, notes)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", only(["german", "norderstedt"], names()))
def test_every_headline_figure_carries_its_band(name: str, language: str) -> None:
    """Heat, COP, price or gap and CO2 among the facts; today's heat and the best alternative."""
    found = discreet(answer(example(name)))
    ends = re.escape(say("tile.band", language, low="|", high="|")).replace(r"\|", r"[-−]?[\d.,]+")
    by_name = {one.name: f"{one.figure} {one.note}" for one in facts(found, language)}
    for fact in ("heat", "cop", "price", "co2"):
        assert re.search(ends, by_name[say(f"report.fact.{fact}.name", language)]), fact
    tiles = heat_tile(found, language), price_tile(found, language)
    assert all(re.search(ends, tile.band) for tile in tiles)
    assert re.search(ends, tiles[0].phone)
    banded = [row for row in price_rows(found, language) if re.search(ends, row.figure)]
    assert len(banded) == 2


def test_more_co2_is_told_with_its_spread_turned_round() -> None:
    """120 t more, in eight of ten cases 50 less to 200 more: "120 more (-50 to 200)"."""
    found = answer_of("german")
    basis = found.emissions.life_cycle.model_copy(update={"displaced_t_per_year": -120.0})
    more = found.emissions.model_copy(update={"life_cycle": basis})
    levels = Quantiles(p10=-200, p25=-150, p50=-120, p75=-80, p90=50)
    found = found.model_copy()
    found = found.with_makers(emissions=lambda: more, co2_spread=lambda: levels)
    known = headline(CO2, found)
    assert known is not None
    assert (known.amount, known.levels.p10, known.levels.p90) == (120, -50, 200)
    (fact,) = (one for one in facts(found, "en") if one.name == "CO2")
    assert re.sub(r"\s", " ", fact.figure) == "120 t/a more (-50 to 200)"


def test_without_samples_a_cop_keeps_the_band_of_the_model() -> None:
    """``assess`` alone draws none: "COP 5.5 (±0.7)" and no other band."""
    found = assess(example("german"))
    (cop,) = (one for one in facts(found, "en") if one.figure.startswith("COP"))
    off = figure((found.heat.heat_pump_scop or 0) * found.heat.cop_band_fraction, "-")
    assert cop.figure.endswith(f"(±{off})")
    assert heat_tile(found, "en").band == ""
    assert in_eight_of_ten(found, "en") == ""


def _texts(part: object) -> Iterator[str]:
    """Every text of a paper's blocks, those within others too."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        yield from _texts(tuple(part.values()))
    elif isinstance(part, Iterable):
        for one in part:
            yield from _texts(one)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_internal_paper_has_cost_and_profit_with_their_bands(language: str) -> None:
    """The German example's profit is off its middle, and how often the verdict holds is there."""
    site, found = example("german"), answer_of("german")
    paper = internal_paper(site, found, None, language)
    texts = list(_texts(paper.blocks))
    for name in INTERNAL:
        (sentence,) = sentences((name,), found, language)
        assert sum(text.endswith(sentence.split(": ", 1)[1]) for text in texts) == 1
    holds = holds_sentence(found, language)
    assert any(holds in text for text in texts)
    customers = customer_paper(site, found, language)
    assert holds not in repr(customers)
