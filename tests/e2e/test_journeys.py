"""The journeys of a conversation: one site, walked through in every way there is."""

from __future__ import annotations

import io
import json
import re
import socket
import time
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Download, Page, expect

from ihp_core.files.project import read
from ihp_core.report.request.filled import COLUMNS
from ihp_core.site.examples.worked import example
from ihp_core.text import say
from tests.e2e.conftest import is_up, served
from tests.e2e.test_browser import ENDS, LOAD_MS, PAGES, opened, settled
from tests.report.papers import embedded

BESIDE = {"supply": "Supply [°C]", "it": "IT capacity [MW]"}
ON_SITE = {
    "supply": "Supply, coldest day, at the connection point [°C]",
    "it": "IT capacity at full build-out [MW]",
}
OTHER_PAGES = [name for name in PAGES if name != "site"]


def strip(page: Page) -> str:
    """The answer in one line."""
    return " ".join(page.locator(".ihp-strip").inner_text().split())


def changed(page: Page, before: str) -> None:
    """Wait for another answer than this."""
    page.wait_for_function(
        "told => document.querySelector('.ihp-strip').innerText.split(/\\s+/).join(' ') !== told",
        arg=before,
        timeout=LOAD_MS,
    )


def box(page: Page, where: str, which: str = "supply"):  # type: ignore[no-untyped-def]
    """The box of an input on a page."""
    name = (ON_SITE if where == "site" else BESIDE)[which]
    return page.get_by_role("textbox", name=name, exact=True)


def entered(page: Page, where: str, text: str) -> str:
    """The strip after something was typed."""
    before = strip(page)
    box(page, where).fill(text)
    box(page, where).press("Enter")
    changed(page, before)
    settled(page)
    return strip(page)


def go(page: Page, where: str) -> None:
    """To another page by its link."""
    page.locator(f"a[href$='/{PAGES[where]}']").first.click()
    expect(page).to_have_url(re.compile(f"/{PAGES[where]}(\\?|$)"), timeout=LOAD_MS)
    page.wait_for_function(
        "path => location.pathname === path && location.search.includes('s=')",
        arg=f"/{PAGES[where]}",
        timeout=LOAD_MS,
    )
    settled(page)


def address(page: Page) -> str:
    """What stands in the address bar, once it holds the site."""
    page.wait_for_function("location.search.includes('s=')", timeout=LOAD_MS)
    return str(page.evaluate("location.href"))


def test_back_forward_undo_and_a_pasted_link_give_the_walk_again(
    page: Page, browser: Browser
) -> None:
    """Two changes on two pages; every way back to them shows the same numbers."""
    opened(page)
    walk = {"start": strip(page)}
    walk["first"] = entered(page, "site", "85")
    go(page, "price")
    walk["second"] = entered(page, "price", "78")
    link = address(page)
    page.go_back()
    expect(box(page, "price")).to_have_value("85", timeout=LOAD_MS)
    settled(page)
    assert strip(page) == walk["first"]
    page.go_forward()
    expect(box(page, "price")).to_have_value("78", timeout=LOAD_MS)
    settled(page)
    assert strip(page) == walk["second"]
    page.get_by_role("button", name="Take back the last change").click()
    expect(box(page, "price")).to_have_value("85", timeout=LOAD_MS)
    settled(page)
    assert strip(page) == walk["first"]
    pasted = browser.new_page()
    pasted.goto(link, timeout=LOAD_MS)
    expect(pasted.locator(".ihp-strip")).to_be_visible(timeout=LOAD_MS)
    settled(pasted)
    assert strip(pasted) == walk["second"]
    pasted.close()


def test_back_over_a_change_of_page_is_one_step(page: Page) -> None:
    """A visitor who presses Back once is on the page before."""
    opened(page)
    for where in ("viability", "heat"):
        go(page, where)
    page.go_back()
    expect(page.locator(".st-key-opening")).to_contain_text("You entered", timeout=LOAD_MS)
    page.wait_for_function("location.pathname === '/viability'", timeout=LOAD_MS)
    page.go_back()
    page.wait_for_function("location.pathname === '/'", timeout=LOAD_MS)


@pytest.mark.parametrize("where", [name for name in PAGES if name != "methods"])
def test_an_input_changes_the_strip_on_every_page(page: Page, where: str) -> None:
    """Twenty arrow keys 50 ms apart move twenty steps, and the answer follows."""
    opened(page, PAGES[where])
    before = strip(page)
    field = box(page, where, "it")
    field.focus()
    for _ in range(20):
        field.press("ArrowUp")
        page.wait_for_timeout(50)
    expect(field).to_have_value("30")
    changed(page, before)
    settled(page)
    page.wait_for_timeout(600)
    expect(field).to_have_value("30")
    assert strip(page) != before


def test_search_a_place_drag_a_point_and_the_distance_changes(page: Page) -> None:
    """From a name to a route without a network, and nothing typed but the name."""
    opened(page)
    page.get_by_role("button", name="Start my site").click()
    frame = page.frame_locator("iframe[title*=folium]")
    expect(frame.locator(ENDS)).to_have_count(0, timeout=LOAD_MS)
    settled(page)
    for typed, label in (("norderst", "Norderstedt"), ("quickborn", "Quickborn")):
        search = page.get_by_role("textbox", name="Search a place")
        search.fill(typed)
        search.press("Enter")
        found = page.get_by_role("button", name=re.compile(f"^{label}"))
        found.first.click(timeout=LOAD_MS)
        expect(found).to_have_count(0, timeout=LOAD_MS)
        settled(page)
    expect(frame.locator(ENDS)).to_have_count(2, timeout=LOAD_MS)
    settled(page)
    label = frame.get_by_text(re.compile("km route")).last
    before = label.inner_text()
    frame.locator(ENDS).last.scroll_into_view_if_needed()
    place = frame.locator(ENDS).last.bounding_box()
    assert place is not None
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 30, steps=6)
    page.mouse.up()
    expect(label).not_to_have_text(before, timeout=LOAD_MS)


def test_start_my_site_leaves_nothing_of_the_example(page: Page) -> None:
    """No name, no place, no figure; the ten inputs say what is typical."""
    opened(page)
    page.get_by_role("button", name="Start my site").click()
    expect(page.locator(".ihp-strip .neutral")).to_be_visible(timeout=LOAD_MS)
    settled(page)
    for name in ON_SITE.values():
        field = page.get_by_role("textbox", name=name, exact=True)
        expect(field).to_have_value("")
        expect(field).to_have_attribute("placeholder", re.compile(r"\d"))
    field = page.get_by_role("textbox", name=ON_SITE["it"], exact=True)
    field.fill("6")
    field.press("Enter")
    expect(page.locator(".ihp-whose")).to_contain_text("1 of 10", timeout=LOAD_MS)


@pytest.fixture(scope="module")
def site_in_link(browser: Browser, base_url: str) -> tuple[str, str]:
    """The query of a link to a changed site, and the strip that belongs to it."""
    visit = browser.new_context(base_url=base_url)
    page = opened(visit.new_page())
    told = entered(page, "site", "83")
    query = address(page).split("?", 1)[1]
    visit.close()
    return query, told


@pytest.mark.parametrize("where", PAGES)
def test_a_link_to_any_page_is_the_first_visit_of_a_fresh_server(
    browser: Browser, site_in_link: tuple[str, str], where: str
) -> None:
    """The site is the link's, the page the one asked for."""
    query, told = site_in_link
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    server = served(port)
    try:
        until = time.monotonic() + 60
        while not is_up(port) and time.monotonic() < until:
            time.sleep(0.2)
        page = browser.new_page()
        page.goto(f"http://localhost:{port}/{PAGES[where]}?{query}", timeout=LOAD_MS)
        expect(page.locator(".ihp-strip")).to_be_visible(timeout=LOAD_MS)
        settled(page)
        assert strip(page) == told
        page.wait_for_function(f"location.pathname === '/{PAGES[where]}'", timeout=LOAD_MS)
        page.close()
    finally:
        server.terminate()
        server.wait(timeout=10)


def _saved(page: Page, label: str, tmp_path: Path) -> bytes:
    with page.expect_download(timeout=LOAD_MS) as waiting:
        page.get_by_role("button", name=label).first.click()
    found: Download = waiting.value
    path = tmp_path / found.suggested_filename
    found.save_as(path)
    return path.read_bytes()


def test_the_downloads_open(page: Page, tmp_path: Path) -> None:
    """Project file, hourly figures, summary page: each is what it says."""
    opened(page, "summary")
    project = read(_saved(page, "Project file", tmp_path))
    assert project.sites[0] == example("german")
    hourly = _saved(page, "Hourly figures", tmp_path).decode("utf-8-sig")
    assert len(hourly.strip().splitlines()) >= 8760
    assert _saved(page, "Summary page", tmp_path).startswith(b"<!DOCTYPE html>")


def test_the_papers_and_the_workbook_open(page: Page, tmp_path: Path) -> None:
    """Made when they are asked for; for the decision only behind the switch."""
    opened(page, "summary")
    paper = _saved(page, "Paper to forward", tmp_path)
    assert paper.startswith(b"%PDF")
    assert read(embedded(paper)).sites[0] == example("german").model_copy(update={"notes": {}})
    assert load_workbook(io.BytesIO(_saved(page, "Workbook", tmp_path))).sheetnames[0] == "Answer"
    page.get_by_text("Internal view", exact=False).first.click()
    assert _saved(page, "Paper for the decision", tmp_path).startswith(b"%PDF")


def test_a_filled_request_changes_what_it_fills(page: Page, tmp_path: Path) -> None:
    """Asked for, filled, sent back: the box has the value, the strip another answer."""
    opened(page, "summary")
    before = strip(page)
    page.get_by_text("Ask for the data that are missing").click()
    sheet = tmp_path / "request.xlsx"
    sheet.write_bytes(_saved(page, "Request to fill", tmp_path))
    book = load_workbook(sheet)
    for row in book.worksheets[0].iter_rows(min_row=5):
        if row[0].value == "data_centre.source_inlet_c":
            assert "€/MWh" in str(row[COLUMNS.index("price")].value)
            row[COLUMNS.index("answer")].value = 46
    book.save(sheet)
    page.get_by_test_id("stMain").locator("input[type=file]").last.set_input_files(sheet)
    expect(page.get_by_text("1 inputs were taken")).to_be_visible(timeout=LOAD_MS)
    settled(page)
    assert strip(page) != before


def test_a_project_file_opens_in_another_visit(
    page: Page, browser: Browser, base_url: str, tmp_path: Path
) -> None:
    """Saved here, opened there: the same answer."""
    opened(page, "summary")
    told = entered(page, "summary", "81")
    saved = tmp_path / "site.json"
    saved.write_bytes(_saved(page, "Project file", tmp_path))
    assert json.loads(saved.read_text("utf-8"))["sites"]
    visit = browser.new_context(base_url=base_url)
    other = opened(visit.new_page())
    other.get_by_role("button", name="Examples and files").click()
    other.get_by_test_id("stPopoverBody").locator("input[type=file]").set_input_files(saved)
    expect(box(other, "site")).to_have_value("81", timeout=LOAD_MS)
    settled(other)
    # It is a site of one's own there, and no longer an example: the figures are the same.
    assert strip(other).partition(" Heat ")[2] == told.partition(" Heat ")[2]
    visit.close()


@pytest.mark.parametrize("where", PAGES)
def test_the_conversation_says_nothing_of_the_producers(page: Page, where: str) -> None:
    """The words of the internal list stand on no page until the switch is on."""
    opened(page, PAGES[where])
    page.wait_for_timeout(800)
    body = page.locator("[data-testid=stMain]").inner_text()
    if where != "methods":  # which explains the words
        for word in ("incl. return", "Net present value", "IRR", "Room to negotiate"):
            assert word not in body


@pytest.mark.parametrize(
    ("language", "verdict", "page_name", "axis"),
    [
        ("Deutsch", "Voraussichtlich bedingt geeignet", "Wärme und COP", "Wärme der Anlage, MW"),
        ("Svenska", "Ser lämplig ut, med villkor", "Värme och COP", "Värme från anläggningen, MW"),
    ],
)
def test_a_language_is_chosen_anywhere_and_stays(
    page: Page, browser: Browser, language: str, verdict: str, page_name: str, axis: str
) -> None:
    """Strip, pages, charts and the link speak it; nothing that was entered is lost."""
    opened(page, "heat")
    entered(page, "heat", "91")
    page.get_by_text(language, exact=True).first.click()
    expect(page.locator(".ihp-verdict")).to_contain_text(verdict, timeout=LOAD_MS)
    expect(page.get_by_role("link", name=page_name).first).to_be_visible()
    expect(page.locator("[data-testid=stVegaLiteChart] svg").first).to_contain_text(axis)
    settled(page)
    link = address(page)
    assert "lang=en" not in link
    other = browser.new_page()
    other.goto(link, timeout=LOAD_MS)
    expect(other.locator(".ihp-verdict")).to_contain_text(verdict, timeout=LOAD_MS)
    settled(other)
    assert strip(other) == strip(page)
    other.close()


@pytest.mark.parametrize(
    ("lang", "terms", "heading"),
    [("de", "Eckpunktepapier", "Was dies ist"), ("sv", "Huvudvillkor", "Vad detta är")],
)
def test_what_is_run_without_the_page_speaks_its_language(
    page: Page, lang: str, terms: str, heading: str
) -> None:
    """A part that is unfolded, and files that are made when they are asked for."""
    opened(page, f"price?lang={lang}")
    page.get_by_text(terms, exact=True).first.click()
    settled(page)
    expect(page.get_by_text(f"{heading}.").first).to_be_visible(timeout=LOAD_MS)
    with page.expect_download(timeout=LOAD_MS) as asked:
        page.get_by_role("button", name=f"{terms} (").first.click()
    assert heading in Path(asked.value.path()).read_text("utf-8")
    opened(page, f"portfolio?lang={lang}")
    with page.expect_download(timeout=LOAD_MS) as asked:
        page.get_by_role("button", name="(CSV)").first.click()
    head = Path(asked.value.path()).read_text("utf-8-sig").splitlines()[0]
    assert say("input.network.annual_heat_gwh.label", lang) in head
