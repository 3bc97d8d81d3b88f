"""What a reader of the other side would put a finger on: no such sentence in any paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from ihp_core.report.drawing.picture import Picture
from ihp_core.report.next_steps.term_sheet import term_sheet_rows
from ihp_core.report.papers.blocks import Paper
from ihp_core.report.papers.customer_paper import customer_paper
from ihp_core.report.papers.internal_paper import internal_paper
from ihp_core.report.request.asks import asks
from ihp_core.report.summary.figure_tables import money_rows
from ihp_core.report.viability.findings import Sources, sources_told
from ihp_core.results.discretion import Audience, discreet
from ihp_core.site.examples.worked import example, names
from ihp_core.tables.units import MWH_PER_GWH
from ihp_core.text import LANGUAGES, figure, say
from ihp_core.text.catalogue import translations
from ihp_core.uncertainty.returns_spread import returns_spread
from tests.report.papers import DAY, answer_of, one_of
from tests.sweeps import beyond, only

REMARK = {
    "a remark of whoever filled the tables": (
        r"\(check\)|\bto check\b|via github|summaries of the act|known from|see the row|"
        r"copy in \S+/\S+|\bTODO\b|\bP2H\b"
    ),
}
"""In the sources too."""

EVERYWHERE = REMARK | {
    "a placeholder or nothing where a word belongs": (
        r"[{}]|\bNone\b|\bnan\b|\b[a-z]+_[a-z]+_[a-z]+\b"
    ),
    "two signs or two blanks": r" {2,}| [,.;:](?=\s|$)|[^.]\.\.(?=\s|$)|;;|,,|: *:|\(\)",
    "a unit twice": r"(€/MWh|MWh/a|GWh/a|MW|°C|%)[ \u00a0]\1\b",
    "a share of less than nothing": r"-\d+[ \u00a0]% (of what|dessen|av det)",
}
"""In every language, of every paper."""

OF_LANGUAGE = {
    "en": {
        "a decimal comma": r"\d,\d{1,2}\b(?!\d)",
        "a price that is measured": r"[Mm]easure(d)? first",
    },
    "de": {
        "a decimal point": r"(?<![\d.])\d+\.\d{1,2}(?!\d|\.)",
        "a case that is not German": (
            r"\b(nach|in|mit|seit|vor|von) \d+([.,]\d+)?( bis \d+([.,]\d+)?)?"
            r"[ \u00a0](Jahre|Monate|Tage)\b"
        ),
        "an operator of what": r"(?<![a-zäöüß])Betreiber(s|n)?\b",
        "a second word": r"Richtpreis|Mehrwertsteuer|Bauzinsen|\bgenannten? Eingaben|\bFernwaerme",
        "money that is not a price": (
            r"heutigem Geld\b(?!wert)|in Geld von|Geld des (Jahres|Preis|Liefer)"
        ),
    },
    "sv": {
        "a decimal point": r"(?<![\d.])\d+\.\d{1,2}(?!\d|\.)",
        "a number that breaks": r"(?<![\dP\u00a0])\d{1,3} \d{3}\b",
        "a second word": (
            r"[Nn]ätoperatör|[Ll]öpande kostnad|nettonuvärde|[Rr]iktpris|datahall|uppgiv(et|na)\b"
        ),
    },
}
PAPERS = [
    (name, language)
    if (name, language) in {("german", "en"), ("swedish", "sv"), ("air_cooled_far", "de")}
    else beyond((name, language))
    for name in names()
    for language in LANGUAGES
]


def _strings(thing: Any) -> Iterator[str]:
    """Every text of a block, the charts' titles and descriptions among them; no source."""
    if isinstance(thing, Picture):
        yield from (thing.title, thing.alt)
    elif isinstance(thing, dict):
        if thing.get("kind") != "sources":
            yield from (
                text for name, part in thing.items() if name != "kind" for text in _strings(part)
            )
    elif isinstance(thing, list | tuple):
        yield from (text for part in thing for text in _strings(part))
    elif isinstance(thing, str) and not thing.startswith("#"):
        yield thing


def _paper(name: str, audience: Audience, language: str) -> Paper:
    site, found = example(name), answer_of(name)
    if audience == "customer":
        return customer_paper(site, found, language, DAY)
    returns = found.negotiation.returns
    spread = returns_spread(one_of(name), returns) if returns else None
    return internal_paper(site, found, spread, language, DAY)


def _texts(name: str, language: str) -> list[str]:
    """What the papers and the requests of an example say, but for what projects published."""
    told = [text for one in ("customer", "internal") for text in _said(name, one, language)]
    for party in ("data_centre", "network_operator"):
        told += [
            text
            for ask in asks(example(name), answer_of(name), party, language)
            for text in ask[1:7]
        ]
    return told


def _said(name: str, audience: Any, language: str) -> list[str]:
    blocks = [
        one for one in _paper(name, audience, language).blocks if not _is_published(one, language)
    ]
    return list(_strings(blocks))


def _is_published(block: dict[str, Any], language: str) -> bool:
    """The table of real projects, whose scope is told as it was published."""
    return say("price.project.scope", language) in block.get("header", ())


def _found(texts: Sequence[str], rules: dict[str, str]) -> list[str]:
    return [
        f"{what}: {text}" for what, rule in rules.items() for text in texts if re.search(rule, text)
    ]


@pytest.mark.parametrize("paper", PAPERS, ids=str)
def test_no_sentence_of_a_paper_is_one_to_laugh_at(paper: tuple[str, str]) -> None:
    """No remark of ours, no gap, no word of another language's numbers, no second name."""
    name, language = paper
    texts = _texts(name, language)
    assert len(texts) > 200
    found = _found(texts, EVERYWHERE | OF_LANGUAGE[language])
    assert found == []


@pytest.mark.parametrize("name", only(("german", "swedish"), names()))
def test_no_source_of_a_paper_is_a_remark(name: str) -> None:
    """Publisher, work, day: what a customer's analyst can look up."""
    blocks = _paper(name, "customer", "en").blocks
    sources = [
        told for block in blocks if block["kind"] == "sources" for told in block["sentences"]
    ]
    assert len(sources) > 5
    assert _found(sources, REMARK) == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_translation_has_a_second_name_for_a_thing(language: str) -> None:
    """The same rules for all that the app says, but for figures, which are not filled in there."""
    words = {w: r for w, r in OF_LANGUAGE[language].items() if "decimal" not in w}
    assert _found(list(translations(language).values()), words) == []


def test_a_reader_is_told_that_a_copy_was_read_and_not_whose() -> None:
    """The owner of a copy is for the page Methods; how sources are to be read stands first."""
    sources = Sources()
    sources.number(
        "Eurostat, nrg_pc_205 (copy in some-one/a-store.of_data, read 2026-11-28); judgement"
    )
    sources.number("Office (copy in other/figures); second-hand")
    note, *rest = sources_told(sources, "en")
    assert note == say("report.sources_note")
    assert rest == [
        "[1] Eurostat, nrg_pc_205 (read in a copy, 2026-11-28); judgement",
        "[2] Office (read in a copy); second-hand",
    ]
    assert sources_told(Sources(), "en") == ()


def test_a_work_stands_once_with_all_that_is_cited_of_it() -> None:
    """One number for a guide or a law, whatever of it is meant; a judgement has none."""
    sources = Sources(judged="judgement")
    guide = 'Guide "How to" (IHP), '
    marks = [sources.number(guide + place) for place in ("Q9: 55 °C", "Q7: 1-2 km", "Q9: 55 °C")]
    marks += [sources.number("Waermegesetz (WG) § 1"), sources.number("judgement: as usual")]
    assert marks == ["[1]", "[1]", "[1]", "[2]", "judgement"]
    assert sources.listed("en") == (
        '[1] Guide "How to" (IHP), Q9: 55 °C · Q7: 1-2 km',
        "[2] Waermegesetz (WG) § 1",
    )
    assert Sources().number("judgement: as usual") == "[1]"


@pytest.mark.parametrize("name", only(("german", "air_cooled_far"), names()))
def test_a_paper_lists_what_it_cites_and_nothing_else(name: str) -> None:
    """Every number of its tables stands in the list, and the other way round; no work twice."""
    told = _paper(name, "customer", "en").blocks
    (listed_,) = (block["sentences"] for block in told if block["kind"] == "sources")
    numbers = [match[1] for line in listed_ if (match := re.match(r"\[(\d+)\] ", line))]
    cells = " ".join(
        text for block in told if block["kind"] == "tabled" for text in _strings(block)
    )
    assert sorted(set(re.findall(r"\[(\d+)\]", cells)), key=int) == numbers
    works = [
        re.split(r"[,:§(]", line.partition("] ")[2])[0] for line in listed_ if line.startswith("[")
    ]
    assert len(set(works)) == len(works)


def test_two_coefficients_of_performance_never_share_a_name() -> None:
    """Of the heat pump alone, of the plant with its exchanger, of all electricity."""
    found = discreet(answer_of("swedish"))
    heat = found.heat
    texts = _said("swedish", "customer", "en")
    alone, plant = figure(heat.heat_pump_scop, "-"), figure(heat.scop, "-")
    assert alone != plant
    assert [text for text in texts if re.search(rf"COP {re.escape(plant)}\b", text)] == []
    assert any(f"{plant}: all heat of the plant over the electricity" in text for text in texts)
    agreed = figure(found.negotiation.terms.guaranteed_system_cop, "-")
    assert any(
        f"{agreed} MWh of heat for each MWh of electricity, pumps included" in t for t in texts
    )


def test_a_site_that_does_not_work_is_not_sent_to_a_study() -> None:
    """What comes next follows the verdict, in the paper and in its tables."""
    step = say("paper.step.decide"), say("report.next_step_not")
    for name, said, unsaid in (("german", *step), ("air_cooled_far", *reversed(step))):
        texts = _said(name, "customer", "en")
        assert said in texts
        assert unsaid not in texts


def test_what_hangs_on_the_best_alternative_is_in_the_table() -> None:
    """The saving were it a tenth cheaper, at the same price: from what the table itself shows."""
    found = discreet(answer_of("german"))
    price, heat = found.price, found.heat.delivered_gwh * MWH_PER_GWH
    left = (0.9 * price.ceiling_eur_per_mwh - price.indicative_eur_per_mwh) * heat
    name, amount, _ = (list(column) for column in money_rows(found).values())
    label = say("app.money.saving_if_cheaper.label", cheaper=figure(0.1, "share"))
    assert amount[name.index(label)] == figure(left, "EUR/a")
    dear = say("app.money.extra_if_cheaper.label", cheaper=figure(0.1, "share"))
    assert dear in next(iter(money_rows(discreet(answer_of("swedish"))).values()))


def test_the_term_sheet_asks_for_water_and_pressure() -> None:
    """Both are the network operator's to name."""
    terms = dict(term_sheet_rows(example("german"), discreet(answer_of("german"))))
    assert "bar" in terms[say("contract.heading.water")]


def test_a_pue_has_the_same_digits_wherever_it_stands() -> None:
    """1.15 beside limits of 1.2, 1.3 and 1.5; it is a default, and is told as one."""
    texts = " ".join(_said("german", "customer", "en"))
    assert set(re.findall(r"(1\.\d+) \(assumed\)", texts)) == {"1.15"}
    pue = next(
        ask
        for ask in asks(example("german"), answer_of("german"), "data_centre")
        if ask[0] == "data_centre.pue"
    )
    assert "1.15" in pue
