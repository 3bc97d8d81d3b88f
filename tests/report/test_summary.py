"""The summary: in order, one page that stands alone, discreet, and safe with hostile names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

import pytest

from ihp_core import assess
from ihp_core.report.summary.contents import NAME_LENGTH, plain_name
from ihp_core.report.summary.facts import more_facts
from ihp_core.report.summary.figure_tables import planner_rows
from ihp_core.report.summary.summary import summary_html, summary_markdown
from ihp_core.report.viability.screen import beside_the_verdict
from ihp_core.results.discretion import Audience, discreet
from ihp_core.site.examples.worked import example
from ihp_core.text import figure, say
from tests import given
from tests.report.conftest import assessed, site_of

DAY = dt.date(2026, 3, 1)
Form = Callable[..., str]
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "${7*7} `whoami` {{7*7}}",
    "\u202eevil\u202c",
    "مركز البيانات",
    "🚀👩‍🔬 Zürich",
    "line\nbreak\x00\x1b[31m",
    "x" * 500,
)


class Page(HTMLParser):
    """The tags and the text of a page, as a browser takes them."""

    def __init__(self) -> None:
        """An empty page."""
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag and its attributes."""
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.words.append(data)


def page(html: str) -> Page:
    """A page as read."""
    found = Page()
    found.feed(html)
    return found


def customer(case: str) -> str:
    """The customer's page of a case."""
    return summary_html(site_of(case), assessed(case), on=DAY)


def test_the_page_stands_alone(case: str) -> None:
    """No script, no link, no picture, nothing fetched from anywhere."""
    html = customer(case)
    found = page(html)
    assert not {"script", "link", "img", "iframe", "a"} & set(found.tags)
    assert not {"src", "href", "onerror", "onload"} & found.attributes
    assert "url(" not in html
    assert "http" not in "".join(found.words[:50])


def test_the_page_says_what_it_has_to_in_its_order() -> None:
    """Site, date and what it is not, verdict and reason, six figures, price, criteria, sources."""
    found = assessed("german")
    html = customer("german")
    price = figure(found.price.indicative_eur_per_mwh, "EUR/MWh")
    marks = [
        "Worked example, Germany (fictitious)</bdi>",
        "1 March 2026 · indicative, not an offer",
        say(f"app.verdict.{found.word}"),
        *beside_the_verdict(discreet(found)),
        figure(found.heat.delivered_gwh, "GWh/a"),
        f"COP {figure(found.heat.heat_pump_scop, '-')} (±",
        price,
        say("report.criteria"),
        say("report.open_points"),
        say("report.next_step"),
        say("report.sources"),
    ]
    places = [unescape(html).index(mark) for mark in marks]
    assert places == sorted(places)
    assert html.count("<dt>") == 6


@pytest.mark.parametrize("case", ["german", "air_cooled_far", "guide_10mw_4g"])
def test_the_customers_page_holds_nothing_of_the_producers(case: str) -> None:
    """No cost, required return, room, investment, value or return of the producer, in no form."""
    found = assessed(case)
    words = " ".join(page(customer(case)).words) + summary_markdown(site_of(case), found)
    names = [say(f"report.producer_figure.{name}") for name in ("floor", "room", "npv", "irr")]
    names += [say("input.contract.discount_rate_fraction.label"), "left to share", "negotiate"]
    names += [say("criterion.price_room.name")]
    assert [name for name in names if name.lower() in words.lower()] == []
    if found.price.floor_eur_per_mwh != found.price.indicative_eur_per_mwh:
        assert figure(found.price.floor_eur_per_mwh, "EUR/MWh") not in words


def test_the_internal_page_holds_them() -> None:
    """The producer's own summary has cost, room, investment, value and return."""
    found = assessed("german")
    html = summary_html(site_of("german"), found, audience="internal", on=DAY)
    for name in ("floor", "room", "capex", "npv", "irr", "payback"):
        assert say(f"report.producer_figure.{name}") in unescape(html)
    assert figure(found.price.floor_eur_per_mwh, "EUR/MWh") in html


def test_without_a_heat_pump_there_is_no_cop_on_the_page() -> None:
    """All heat through the exchanger is said as such."""
    words = " ".join(page(customer("all_direct")).words)
    assert say("report.fact.cop.direct") in words
    assert "COP" not in words


def test_a_cop_above_the_guides_explains_itself() -> None:
    """Six is the highest the guide names; more looks like a mistake unless it is explained."""
    assert assessed("guide_10mw_4g").heat.heat_pump_scop > 6
    assert "above the guide" in customer("guide_10mw_4g")
    assert "above the guide" not in customer("air_cooled_far")


@pytest.mark.parametrize("form", [summary_html, summary_markdown])
def test_a_judgement_is_called_so_and_has_no_number_among_the_sources(form: Form) -> None:
    """As on paper: "judgement" stands where nobody published a figure."""
    text = form(site_of("german"), assessed("german"), on=DAY)
    judged = say("report.judged")
    assert judged in text
    assert not re.search(rf"\[\d+\] {judged}", text, re.IGNORECASE)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("form", [summary_html, summary_markdown])
def test_a_hostile_name_stays_a_name(name: str, form) -> None:  # type: ignore[no-untyped-def]
    """Whatever someone calls a site is shown as words and does nothing."""
    site = site_of("german").model_copy(update={"name": name})
    told = form(site, assessed("german"), on=DAY)
    assert "<script" not in told
    assert "<img" not in told
    assert "${" not in told
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", told)


def test_the_words_of_a_hostile_name_are_all_there() -> None:
    """Escaped, not cut out: the page shows what was typed."""
    site = site_of("german").model_copy(update={"name": "<b>${x}</b> مرحبا 🚀"})
    found = page(summary_html(site, assessed("german"), on=DAY))
    assert "<b>${x}</b> مرحبا 🚀" in "".join(found.words)


def test_a_name_of_ten_thousand_signs_is_cut() -> None:
    """The heading stays a heading."""
    assert len(plain_name("long " * 2000, "en")) <= NAME_LENGTH
    assert plain_name("long " * 2000, "en").endswith("…")
    assert plain_name(" \n\t", "en") == say("report.no_name")


def test_every_source_mark_leads_to_a_source() -> None:
    """Marks in the tables and the list at the foot are the same set."""
    words = page(customer("german")).words
    used = {word for word in words if re.fullmatch(r"\[\d+\]", word)}
    listed = {word.split()[0] for word in words if re.match(r"\[\d+\] ", word)}
    assert used
    assert used == listed


def test_the_markdown_says_the_same_as_the_page() -> None:
    """One content, two forms: every figure of the page stands in the text."""
    html = " ".join(page(customer("german")).words)
    text = summary_markdown(site_of("german"), assessed("german"), on=DAY)
    figures = set(re.findall(r"\d[\d.,]*\s€/MWh", html))
    assert figures
    assert all(one in text for one in figures)


@pytest.mark.parametrize("audience", ["customer", "internal"])
def test_what_has_no_day_yet_is_an_open_point(audience: Audience) -> None:
    """The date of the electrical connection, which can take longer than the rest."""
    site = example("german")
    assert say("plan.open.grid_connection") in summary_html(site, assess(site), audience)


def test_a_limit_nobody_stated_is_no_planning_data() -> None:
    """What the connection point can take is a figure where reach or pipe were stated only."""
    silent, stated = (
        planner_rows(assess(given.site_of(draft)))
        for draft in ({}, {"connection.local_load_fraction": 0.5})
    )
    label = say("app.planner.local_limit.label")
    for rows, told in ((silent, False), (stated, True)):
        by_name = dict(zip(*list(rows.values())[:2], strict=True))
        assert (by_name[label] == say("app.planner.local_limit.open")) is not told
        assert (say("app.planner.beyond_limit.label") in by_name) is told


def test_more_hours_than_the_guides_say_what_they_rest_on() -> None:
    """An even load and a summer without must-run; with either stated the guide's stand alone."""
    notes = {}
    for name, draft in (
        ("even", {"network.annual_heat_gwh": 500}),
        ("must_run", {"network.annual_heat_gwh": 500, "network.must_run_mw": 5}),
    ):
        found = assess(given.site_of(draft))
        assert found.heat.full_load_hours > 7000
        notes[name] = more_facts(found, "en")[-1].note
    assert "IT load is taken as even" in notes["even"]
    assert "IT load is taken as even" not in notes["must_run"]


def test_the_exchanger_is_named_for_a_high_cop_where_it_does_something_only() -> None:
    """A warm source and a small lift without any direct heat: no word of the exchanger."""
    lifted = assess(
        given.site_of(given.temperatures(45, 38, 46, 62) | {"connection.distance_km": 0.1})
    )
    helped = assess(
        given.site_of(given.temperatures(60, 50, 45, 70) | {"connection.distance_km": 0.1})
    )
    assert (lifted.heat.heat_pump_scop or 0) > 6
    assert lifted.heat.direct_fraction == 0
    assert "cop_above_guide_alone" in lifted.warnings
    assert helped.heat.direct_fraction > 0.1
    assert "cop_above_guide" in helped.warnings
    assert "cop_above_guide_alone" not in helped.warnings
