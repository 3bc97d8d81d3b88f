"""The papers as they lie on the table: full pages, nothing small, nothing parted or cut off."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from ihp_core.files.settings import Settings
from ihp_core.report.drawing.picture import Spec
from ihp_core.report.formats import Wanted, made
from ihp_core.report.papers.blocks import Paper
from ihp_core.report.papers.customer_paper import customer_paper
from ihp_core.report.papers.internal_paper import internal_paper
from ihp_core.results.discretion import Audience
from ihp_core.site.examples.worked import example, names
from ihp_core.site.site import Site
from ihp_core.uncertainty.returns_spread import returns_spread
from tests.report.layout import (
    EDGE_MM,
    FOOT_MM,
    LEFT_MM,
    RIGHT_MM,
    TOP_MM,
    Page,
    pages,
    words,
)
from tests.report.papers import DAY, LANGUAGES, answer_of, one_of, pictures
from tests.sweeps import beyond

SMALLEST_PT = 7.95
"""Eight points, less what rounding of a scaled chart takes."""

ACCENT_MM = 1.0
"""What stands on a capital stands above its line."""

FULL, WIDEST_GAP_MM = 2 / 3, 18.0
"""Least fill of a page that is not the last; the highest blank band of page one."""

COVERED_MM = 0.6
"""How far signs may reach into each other: slanted and kerned ones do a little."""

MOST_PAGES: dict[Audience, int] = {"customer": 6, "internal": 4}
EQUAL = 0.95
"""Of the longest bar of a chart: were the shortest as long, the chart would say nothing."""

NAMES = {
    "as_is": None,
    "eighty": "Abwärmeauskopplung Rechenzentrum Gewerbegebiet Kaltenkirchen-Süd in die Fernwärme",
    "longest": "Abwärmeauskopplung Rechenzentrum Gewerbegebiet Kaltenkirchen-Süd: Machbarkeit einer"
    " Wärmelieferung in das Verbundnetz der Stadtwerke, Bauabschnitt II",
    "one_word": "Fernwärmeübergabestationsgebäudeenergieeffizienzmaßnahmenförderungsantragsmappe",
}
"""As it is, of eighty signs, of more than a heading holds, all in one word as only German can."""

BRAND = Settings(
    address="https://screener.example.org",
    company="Nordwärme Energiedienstleistungsgesellschaft",
    contact="Dr.-Ing. Annegret Musterfrau, +49 40 1234567, waerme@nordwaerme.example",
    study_fee_eur=25_000,
)
Case = tuple[str, str, Audience, str]
QUICK: tuple[Case, ...] = (
    ("german", "de", "customer", "as_is"),
    ("norderstedt", "de", "customer", "eighty"),
    ("german", "de", "internal", "as_is"),
)
ALL: tuple[Case, ...] = (
    *(
        (name, language, audience, "as_is")
        for name in names()
        for language in LANGUAGES
        for audience in ("customer", "internal")
    ),
    *(
        (name, "de", audience, called)
        for name in names()
        for audience in ("customer", "internal")
        for called in ("eighty", "longest", "one_word")
    ),
)
CASES = [one if one in QUICK else beyond(one) for one in dict.fromkeys((*QUICK, *ALL))]
BRIEFS = [
    one if one in QUICK else beyond(one)
    for one in dict.fromkeys((*QUICK, *ALL))
    if one[2] == "customer"
]


def _site(name: str, called: str) -> Site:
    data = example(name).model_dump(mode="json", exclude_defaults=True)
    return Site.model_validate(data | ({"name": NAMES[called]} if NAMES[called] else {}))


@cache
def laid_out(case: Case) -> tuple[Page, ...]:
    """The pages of a paper; a name of one's own comes with a brand, an address and a fee."""
    name, language, audience, called = case
    settings = Settings() if called == "as_is" else BRAND
    wanted = Wanted(_site(name, called), None, DAY, audience, language, settings)
    return tuple(pages(made(".pdf", wanted)))


@cache
def paper_as_blocks(case: Case) -> Paper:
    """What the paper is made of."""
    name, language, audience, called = case
    site, found = _site(name, called), answer_of(name)
    if audience == "customer":
        return customer_paper(site, found, language, DAY)
    returns = found.negotiation.returns if found.negotiation else None
    spread = returns_spread(one_of(name), returns) if returns else None
    return internal_paper(site, found, spread, language, DAY)


@pytest.fixture(params=CASES, ids="-".join)
def case(request: pytest.FixtureRequest) -> Case:
    """Each of the papers in turn."""
    kept: Case = request.param
    return kept


def test_every_page_but_the_last_is_two_thirds_full(case: Case) -> None:
    """And there are no more pages than somebody reads."""
    told = laid_out(case)
    assert len(told) <= MOST_PAGES[case[2]]
    short = {n: round(page.filled(), 2) for n, page in enumerate(told[:-1], 1)}
    assert {n: share for n, share in short.items() if share < FULL} == {}


@pytest.mark.parametrize("brief", BRIEFS, ids="-".join)
def test_page_one_of_the_customers_paper_fills_its_sheet(brief: Case) -> None:
    """From edge to edge, and with no hole in it: it is the one that lies on the table."""
    first = laid_out(brief)[0]
    assert first.filled() > 0.95
    assert first.widest_gap_mm() < WIDEST_GAP_MM


def test_no_heading_is_parted_from_what_it_is_about(case: Case) -> None:
    """The last line of a page is no heading, no title, no head of a table."""
    heads = {"".join("".join(head).split()) for head in _heads(paper_as_blocks(case).blocks)}
    for page in laid_out(case):
        last = page.lines()[-1]
        assert not all(sign.is_bold for sign in last), words(last)
        assert words(last) not in heads


def _heads(blocks: Any) -> list[list[str]]:
    """The heads of all tables, those in columns too."""
    if isinstance(blocks, dict):
        own = [blocks["header"]] if blocks.get("kind") == "tabled" else []
        return own + [head for part in blocks.values() for head in _heads(part)]
    if isinstance(blocks, list | tuple):
        return [head for part in blocks for head in _heads(part)]
    return []


def test_no_word_is_smaller_than_eight_points(case: Case) -> None:
    """Sources, notes, the foot of the page and the words in charts too."""
    signs = [sign for page in laid_out(case) for sign in page.signs]
    assert len(signs) > 3000
    assert {sign.text: sign.size for sign in signs if sign.size < SMALLEST_PT} == {}


def test_nothing_stands_outside_the_margins(case: Case) -> None:
    """However long a name or a word of German is."""
    for page in laid_out(case):
        outside = [
            sign
            for sign in page.signs
            if sign.left < LEFT_MM - EDGE_MM
            or sign.right > RIGHT_MM + EDGE_MM
            or sign.top < TOP_MM - (ACCENT_MM if sign.text in "ÅÄÖÜ" else EDGE_MM)
            or sign.bottom > FOOT_MM
        ]
        assert outside == []


def test_no_two_words_lie_on_each_other(case: Case) -> None:
    """Signs of one size on one line never cover each other, in charts neither."""
    for page in laid_out(case):
        for line in page.lines():
            for one, other in pairwise(line):
                shared = min(one.right, other.right) - max(one.left, other.left)
                level = abs(one.bottom - other.bottom) < 1 and one.size == other.size
                is_ligature = (one.left, one.right) == (other.left, other.right)
                assert not level or is_ligature or shared < COVERED_MM, words(line)


def test_no_chart_has_equal_bars(case: Case) -> None:
    """Where all bars are of one length, a sentence says it."""
    for picture in pictures(paper_as_blocks(case)):
        for lengths in _bars(picture.spec):
            assert min(lengths) < EQUAL * max(lengths), picture.title


def _bars(spec: Spec) -> list[list[float]]:
    """The lengths of the upright bars of each layer of a chart, of each colour apart."""
    told: list[list[float]] = []
    for layer in spec["layer"]:
        if "bar" not in (layer["mark"], *_type(layer["mark"])):
            continue
        up, down = (layer["encoding"][end]["field"] for end in ("y", "y2"))
        by_colour: dict[Any, list[float]] = {}
        for row in layer["data"]["values"]:
            by_colour.setdefault(row.get("layer"), []).append(abs(row[up] - row[down]))
        told += [lengths for lengths in by_colour.values() if len(lengths) > 2]
    return told


def _type(mark: Any) -> tuple[str, ...]:
    return (mark["type"],) if isinstance(mark, dict) else ()
