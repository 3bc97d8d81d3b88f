"""The papers: right figures in three languages, discreet, the same bytes, no trick of a name."""

from __future__ import annotations

import io
import json
import re

import pytest
from pypdf import PdfReader

from ihp_core.answer import answer
from ihp_core.files.link import unpacked
from ihp_core.files.project import read
from ihp_core.files.settings import Settings
from ihp_core.report.drawing.svg import NARROW_PX, WIDE_PX, svg
from ihp_core.report.formats import Wanted, link_to, made
from ihp_core.report.next_steps.term_sheet import term_sheet_rows
from ihp_core.report.next_steps.to_settle import steps
from ihp_core.report.papers.customer_paper import customer_paper
from ihp_core.report.papers.internal_paper import internal_paper
from ihp_core.report.papers.pdf import pdf
from ihp_core.report.price.ladder import ladder
from ihp_core.report.price.real_projects import real_projects
from ihp_core.report.summary.facts import facts, more_facts
from ihp_core.report.summary.resting import evidence_of
from ihp_core.report.viability.findings import Sources, criteria, decisive
from ihp_core.report.viability.screen import beside_the_verdict, verdict_words
from ihp_core.results.discretion import discreet
from ihp_core.site.examples.worked import example, names
from ihp_core.site.site import FIELDS, Site
from ihp_core.text import figure, say
from ihp_core.uncertainty.returns_spread import returns_spread
from tests.report.papers import (
    DAY,
    LANGUAGES,
    answer_of,
    embedded,
    file_of,
    one_of,
    page_by_page,
    paper_of,
    pictures,
    told,
)
from tests.report.papers import file_of as made_of
from tests.sweeps import EXAMPLES, first, only

MEGABYTE = 1_000_000
PRODUCERS = {"discount_rate_fraction": 0.0713, "room_share_fraction": 0.431}
SECRET_WORDS = ("floor", "room", "npv", "irr", "payback")


def plain(words: str) -> str:
    """Words as a page's text has them: plain spaces only."""
    return re.sub(r"\s+", " ", words).strip()


def whole(words: str) -> str:
    """Words without hyphens: a paper breaks words, also behind a stroke, and writes both kinds of
    hyphens alike."""
    return re.sub("[-\u00ad\u2010]", "", plain(words)).replace("/ ", "/")


def changed(name: str, **groups: dict[str, object]) -> Site:
    """An example with something else stated."""
    data = example(name).model_dump(mode="json", exclude_defaults=True)
    for group, given in groups.items():
        data[group] = data.get(group, {}) | given
    return Site.model_validate(data)


@pytest.mark.parametrize("language", first(LANGUAGES, 1))
@pytest.mark.parametrize("name", only(EXAMPLES, names()))
def test_the_customers_paper_says_what_the_assessment_says(name: str, language: str) -> None:
    """Every figure of page one, every criterion, every term, in the language of the paper."""
    text, found = told(paper_of(name, language=language)), discreet(answer_of(name))
    said = [one.figure for one in (*facts(found, language), *more_facts(found, language))]
    said += [row[1] for row in criteria(found, "customer", language, Sources())]
    said += [value for _, value in term_sheet_rows(example(name), found, language)]
    said += [verdict_words(found, language), *beside_the_verdict(found, language)]
    said += [decisive(found, "customer", language)]
    assert [one for one in said if whole(one) not in whole(text)] == []


@pytest.mark.parametrize("name", only(["german"], names()))
def test_a_paper_is_short_light_and_says_on_every_page_that_it_is_no_offer(name: str) -> None:
    """Two to six pages of A4 under one megabyte, tagged; in German, whose words are longest."""
    language = "de"
    content = paper_of(name, language=language)
    reader = PdfReader(io.BytesIO(content))
    assert len(content) < MEGABYTE
    assert 2 <= len(reader.pages) <= 6
    for page, text in zip(reader.pages, page_by_page(content), strict=True):
        assert plain(say("paper.notice", language)) in plain(text)
        assert float(page.mediabox.width) == pytest.approx(595.28, abs=0.5)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"].startswith(language)
    assert b"pdfuaid" in content


@pytest.mark.parametrize("name", only(EXAMPLES, names()))
def test_the_customers_paper_holds_none_of_the_producers_figures(name: str) -> None:
    """Neither in the text nor in the file that is embedded, whatever was stated."""
    site = changed(name, contract=PRODUCERS)
    found = answer(site)
    content = made_of(site, ".pdf")
    text, inside = told(content), embedded(content)
    own = {
        figure(found.price.floor_eur_per_mwh, "EUR/MWh"),
        figure(found.finance.npv_eur, "EUR"),
    } - {say("figure.none")}
    shown = {one.figure for one in facts(discreet(found), "en")}
    seen = discreet(found)
    shown |= {figure(seen.price.needed_eur_per_mwh, "EUR/MWh")}
    drawn = json.dumps(ladder(seen, "en").spec, ensure_ascii=False)  # at typical figures
    shown |= {one for one in own if one in drawn}
    assert not [one for one in own if f" {plain(one)} " in text and one not in shown]
    assert not re.search(r"\bIRR\b|required return|room to negotiate|present value", text, re.I)
    assert "0.0713" not in inside
    assert "0.431" not in inside
    link = link_to(Wanted(site, settings=Settings(address="https://screener.example.org")))
    draft = unpacked(link.split("s=")[1]).draft
    assert not {path for path in draft if path.endswith(tuple(PRODUCERS))}


def test_the_embedded_file_opens_the_same_numbers() -> None:
    """The paper's own project file, read again and assessed."""
    site = example("german")
    project = read(embedded(paper_of("german")))
    assert project.dated == DAY
    assert answer(project.sites[0]).as_json() == answer(site).as_json()


@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".md", ".json", ".csv"])
@pytest.mark.parametrize("audience", first(["customer", "internal"], 1))
def test_the_same_case_gives_the_same_bytes(ending: str, audience: str) -> None:
    """No clock, no chance: a file can be compared with the one of last week."""
    one, other = (file_of(example("swedish"), ending, audience) for _ in range(2))
    assert one == other
    assert file_of(example("swedish"), ending, audience, on=None)


def test_the_embedded_file_makes_the_same_paper_again() -> None:
    """Who holds the paper holds all it was made of, its day included."""
    content = paper_of("swedish")
    project = read(embedded(content))
    again = file_of(project.sites[0], ".pdf", on=project.dated)
    assert told(again) == told(content)


@pytest.mark.parametrize("language", first(LANGUAGES, 2))
def test_what_to_measure_first_is_named_with_its_evidence(language: str) -> None:
    """The weightiest inputs that can be known, on page one and where it is told how."""
    drivers = answer_of("german").uncertainty.drivers
    theirs = [one.key for one in drivers if one.key in FIELDS and one.quality != "measured"]
    first = [key for key in theirs if not key.startswith(("contract.", "plant."))][:3]
    text = whole(told(paper_of("german", language=language)))
    assert len(first) == 3
    assert whole(say("paper.step.readings", language, names="").removesuffix(".").strip()) in text
    for path in first:
        assert text.count(whole(say(f"input.{path}.label", language))) >= 2
        assert whole(evidence_of(path, language)) in text


def test_the_internal_paper_opens_with_the_decision_and_has_what_decides_it() -> None:
    """Decision, returns at P10, P50 and P90, odds, exit values, notes."""
    site = changed("german", notes={"network.return_summer_c": "Meter 7, August 2025"})
    text = told(made_of(site, ".pdf", "internal"))
    found, one = answer(site), one_of("german")
    returns = found.negotiation.returns
    spread = returns_spread(one, returns)
    assert text.index(say("internal.decision")) < text.index(say("internal.spread"))
    for levels, unit in ((spread.npv_eur, "EUR"), (spread.irr_fraction, "share")):
        assert all(plain(figure(end, unit)) in text for end in (levels.p10, levels.p50, levels.p90))
    for share in found.uncertainty.verdicts.values():
        assert plain(figure(share, "share")) in text
    assert all(plain(figure(one, "EUR")) in text for one in found.negotiation.exit.annuity_eur)
    assert "Meter 7, August 2025" in text
    assert text.count("in money of 2025") >= 8
    assert plain(say("internal.only")) in text


def test_the_next_phase_has_a_cost_only_where_the_settings_state_a_fee() -> None:
    """No figure of ours stands for a price that nobody has named."""
    site, found = example("german"), answer_of("german")
    bare = told(pdf(internal_paper(site, found, None, "en", DAY)))
    asked = told(pdf(internal_paper(site, found, None, "en", DAY, study_fee_eur=25_000)))
    fee = plain(say("internal.fee", "en", fee=figure(25_000, "EUR", "en")))
    assert fee in asked
    assert say("internal.fee", "en", fee="").split(".")[0].strip() not in bare


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_producers_paper_has_what_kills_it_on_page_one(language: str) -> None:
    """Beside the odds; then what moves the price by size, and the capital of built plants."""
    site, found = example("german"), answer_of("german")
    pages = page_by_page(pdf(internal_paper(site, found, None, language, DAY)))
    assert len(pages) <= 4
    assert whole(say("internal.kills.title", language)) in whole(pages[0])
    assert whole(say("internal.moves", language)) in whole(pages[1])
    assert whole(say("internal.built.title", language)[:20]) in whole(pages[2])
    assert all(plain(say("internal.only", language)) in plain(page) for page in pages)


HOSTILE = (
    "<b>bold</b><script>alert(1)</script>",
    '#panic("x") $ x^2 $ *strong* _em_ `code` @ref <label> [content] \\ // note',
    '=cmd|" /C calc"!A0',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\tTab",
    "${top.x=1} `${process}` {{7*7}}",
    "مرحبا שלום",
    "🎉🔥 Rechenzentrum 🏭",
    "Z" * 500,
)


@pytest.mark.parametrize("name", first(HOSTILE, 2))
def test_a_hostile_name_is_text_in_every_paper(name: str) -> None:
    """Text everywhere, executed nowhere, clipped where it must be."""
    data = example("german").model_dump(mode="json", exclude_defaults=True)
    data |= {"name": name, "notes": {"network.return_summer_c": name}}
    site = Site.model_validate(data)
    for audience in ("customer", "internal"):
        content = file_of(site, ".pdf", audience)
        text = told(content)
        first = re.findall(r"[A-Za-z]{3,}", name)
        assert not first or first[0][:100] in text
        assert len(PdfReader(io.BytesIO(content)).pages) <= 7
        root = PdfReader(io.BytesIO(content)).trailer["/Root"]
        assert not {"/OpenAction", "/AA"} & set(root)


def lines_of(drawing: str) -> set[str]:
    """What a drawing writes, line by line, but for figures, units and short names of months."""
    texts = re.findall(r">([^<>]+)</(?:text|tspan)>", drawing)
    return {text for text in texts if re.search(r"[^\W\d_]{4,}", text)}


@pytest.mark.parametrize("language", first(["de", "sv"], 1))
@pytest.mark.parametrize("name", first(["german", "guide_10mw_4g"], 1))
def test_no_english_word_stands_in_a_chart_of_another_language(name: str, language: str) -> None:
    """No line reads as in English, but for the published names of projects."""
    found, one = answer_of(name), one_of(name)
    spread = returns_spread(one, found.negotiation.returns)
    drawn = {
        spoken: [
            *pictures(customer_paper(one.site, found, spoken, DAY)),
            *pictures(internal_paper(one.site, found, spread, spoken, DAY)),
        ]
        for spoken in ("en", language)
    }
    seen: set[str] = set()
    published = tuple(one.name for one in real_projects())
    for english, other in zip(*drawn.values(), strict=True):
        theirs = lines_of(svg(other, NARROW_PX))
        both = lines_of(svg(english, NARROW_PX)) & theirs
        assert {line for line in both if not line.startswith(published)} == set(), english.title
        seen |= theirs
    assert len(seen) > 30


@pytest.mark.parametrize("name", only(EXAMPLES, names()))
def test_no_chart_of_a_paper_is_empty(name: str) -> None:
    """Every drawing has marks, in both widths."""
    for picture in pictures(customer_paper(example(name), answer_of(name), "en", DAY)):
        for width in (WIDE_PX, NARROW_PX):
            drawing = svg(picture, width)
            assert "<path" in drawing
            assert "NaN" not in drawing
            assert "currentColor" not in drawing


def test_the_brand_stands_on_the_paper() -> None:
    """Company and contact where the settings name them, nothing where they do not."""
    paper = customer_paper(example("german"), answer_of("german"), "en", DAY)
    branded = told(pdf(paper, Settings(company="Heat & Co", contact="Ann, 0123")))
    assert "Heat & Co" in branded
    assert "Ann, 0123" in branded
    assert "Heat & Co" not in told(pdf(paper))


def test_what_the_study_costs_is_told_where_the_settings_say_it() -> None:
    """And nowhere else: no other sum of the producer's stands on page one."""
    site = example("german")
    paid = Settings(study_fee_eur=25_000)
    priced = told(made(".pdf", Wanted(site, on=DAY, language="en", settings=paid)))
    assert plain(figure(25_000, "EUR")) in priced
    assert plain(figure(25_000, "EUR")) not in told(paper_of("german"))
    assert "€" not in "".join(step.what for step in steps(answer_of("german"), ()))


def test_page_one_names_the_pages_behind_it_in_the_order_of_the_app() -> None:
    """Viability, heat, price as in the app, then what it rests on."""
    content = paper_of("german")
    first, *behind = (plain(page) for page in page_by_page(content))
    line = first[first.index(say("paper.contents")) :]
    titles = [say(f"app.page.{page}") for page in ("viability", "heat", "price")]
    titles += [say("paper.assumptions"), say("report.sources")]
    named = re.findall("|".join(rf"{title} \d" for title in titles), line)
    assert [one.rpartition(" ")[0] for one in named] == titles
    for one in named:
        title, _, number = one.rpartition(" ")
        assert title in behind[int(number) - 2]


def test_a_link_stands_on_the_paper_only_where_there_is_a_public_address() -> None:
    """No code to this machine."""
    site, found = example("german"), answer_of("german")
    linked = pdf(customer_paper(site, found, "en", DAY, link="https://screener.example.org/?s=x"))
    assert say("paper.link") in told(linked)
    assert say("paper.link") not in told(paper_of("german"))
    assert link_to(Wanted(site)) == ""


def test_without_heat_the_paper_says_so_and_stays_short() -> None:
    """Nothing to deliver: no chart of heat, no price, no terms."""
    cold = {"source_inlet_c": 20, "source_outlet_c": 14, "cooling": "air"}
    data = example("german").model_dump(mode="json", exclude_defaults=True)
    data["data_centre"] |= cold
    data["network"] |= {"supply_winter_c": 130, "supply_summer_c": 120, "accepts_top_up": False}
    site = Site.model_validate(data)
    assert answer(site).heat.delivered_gwh == 0
    for audience in ("customer", "internal"):
        content = file_of(site, ".pdf", audience)
        assert len(PdfReader(io.BytesIO(content)).pages) <= 6
        assert file_of(site, ".xlsx", audience)
    assert say("report.fact.heat.none_note") in told(file_of(site, ".pdf"))


def test_results_for_all_hold_none_of_the_producers_figures() -> None:
    """The JSON to take away, at a rate and a share that would be found."""
    site = changed("german", contract=PRODUCERS)
    text = file_of(site, ".json").decode()
    assert "0.0713" not in text
    assert "0.431" not in text
    data = json.loads(text)
    assert data["price"]["floor_eur_per_mwh"] is None
    assert data["finance"] is None
    room = next(row for row in data["criteria"] if row["id"] == "price_room")
    assert room["value"] is None
    assert json.loads(file_of(site, ".json", "internal"))["price"]["floor_eur_per_mwh"] > 0
