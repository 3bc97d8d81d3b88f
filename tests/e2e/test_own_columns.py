"""A file with names that nobody knows, in the browser: asked, answered, used, kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page, expect

from tests.e2e.test_browser import LOAD_MS, opened, settled
from tests.own_years import csv

SHAPE = 12 + 10 * np.cos(np.arange(8760) / 8760 * 2 * np.pi)
STRIP = ".ihp-strip"


def to_the_box(page: Page) -> None:
    """Unfold where the measured year is."""
    opened(page)
    # By its own event: a click by its place hits what stands there when the page has moved.
    page.get_by_text("More about the network").first.dispatch_event("click")
    expect(page.locator(".st-key-own-year")).to_be_visible(timeout=LOAD_MS)


def drop(page: Page, path: Path) -> None:
    """Put a file into the box."""
    page.locator(".st-key-own-year input[type=file]").set_input_files(path)
    page.wait_for_timeout(1500)
    settled(page)


def choose(page: Page, column: str, series: str) -> None:
    """Say what a column is; a list that shuts because the page still moves is opened again."""
    box = page.locator(".st-key-own-year").get_by_role("combobox", name=column)
    option = page.get_by_role("option", name=series, exact=True)
    box.scroll_into_view_if_needed()
    for _ in range(5):
        page.wait_for_timeout(700)
        if option.count() == 0:
            box.click()
        page.wait_for_timeout(700)
        if option.count():
            break
    option.click()
    # Its unit is asked then; before, the list is still closing and swallows the next click.
    expect(page.get_by_role("combobox", name="Unit").first).to_be_visible(timeout=LOAD_MS)
    settled(page)


def test_a_column_is_assigned_and_the_answer_moves(page: Page, tmp_path: Path) -> None:
    """Unknown header, a question, a choice, another answer."""
    file = tmp_path / "plant.csv"
    file.write_text(csv({"Kanal 7 [MW]": SHAPE}))
    to_the_box(page)
    before = page.locator(STRIP).inner_text()
    drop(page, file)
    expect(page.get_by_text("Not in use yet")).to_be_visible(timeout=LOAD_MS)
    assert page.locator(STRIP).inner_text() == before
    choose(page, "Kanal 7", "Network load")
    page.get_by_role("button", name="Use the columns so").click()
    settled(page)
    expect(page.get_by_text("A measured year is in use")).to_be_visible(timeout=LOAD_MS)
    assert page.locator(STRIP).inner_text() != before


def test_the_choice_survives_that_the_project_is_opened_again(
    page: Page, browser: Browser, base_url: str, tmp_path: Path
) -> None:
    """Saved here and opened there: the same figures, what was answered, and no question again."""
    file = tmp_path / "plant.csv"
    file.write_text(csv({"Signal 12": SHAPE}))
    to_the_box(page)
    drop(page, file)
    choose(page, "Signal 12", "Network load")
    page.get_by_role("button", name="Use the columns so").click()
    expect(page.get_by_text("A measured year is in use")).to_be_visible(timeout=LOAD_MS)
    settled(page)
    page.get_by_role("link", name="Summary").first.click()
    expect(page.get_by_role("button", name="Project file").first).to_be_visible(timeout=LOAD_MS)
    settled(page)
    told = figures(page)
    saved = tmp_path / "site.json"
    with page.expect_download(timeout=LOAD_MS) as waiting:
        page.get_by_role("button", name="Project file").first.click()
    waiting.value.save_as(saved)
    visit = browser.new_context(base_url=base_url)
    other = opened(visit.new_page())
    other.get_by_role("button", name="Examples and files").click()
    other.get_by_test_id("stPopoverBody").locator("input[type=file]").set_input_files(saved)
    expect(other.get_by_text("measured year", exact=False).first).to_be_visible(timeout=LOAD_MS)
    settled(other)
    assert figures(other) == told
    other.get_by_role("button", name="Examples and files").click()
    other.get_by_text("More about the network").first.click()
    expect(other.get_by_text("Signal 12: Network load")).to_be_visible(timeout=LOAD_MS)
    drop(other, file)
    expect(other.get_by_text("Network load read from column")).to_be_visible(timeout=LOAD_MS)
    assert other.get_by_text("Not in use yet").count() == 0
    visit.close()


def figures(page: Page) -> str:
    """Heat and price of the answer; what is said of an example before is another's."""
    return " ".join(page.locator(STRIP).inner_text().split()).partition(" Heat ")[2]


def test_a_wrong_file_says_why_and_leaves_the_answer(page: Page, tmp_path: Path) -> None:
    """A picture is no year of hours."""
    file = tmp_path / "photo.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))
    to_the_box(page)
    before = page.locator(STRIP).inner_text()
    drop(page, file)
    expect(page.locator(".st-key-own-year").get_by_role("alert")).to_be_visible(timeout=LOAD_MS)
    assert page.locator(STRIP).inner_text() == before
