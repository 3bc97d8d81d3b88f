"""The page Operation in a browser: brush by mouse, cursor and window by keys, the year played."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.test_browser import CHART, LOAD_MS, SCREENS, opened, settled
from tests.readings import readings

NOW, SPENT = ".st-key-operation_now", ".ihp-spent"
LANGUAGES = {
    "en": ("Day", "Play the year", "14 January, 07:00"),
    "de": ("Tag", "Jahr abspielen", "14. Januar, 07:00 Uhr"),
    "sv": ("Dag", "Spela upp året", "14 januari kl. 07:00"),
}


def knob(page: Page, name: str) -> Locator:
    """A slider by its label."""
    return page.locator(f"input[type=range][aria-label='{name}']")


def at_january_14(page: Page, day: str = "Day") -> None:
    """The cursor on 14 January, by keys alone."""
    expect(page.locator(NOW)).to_be_visible(timeout=LOAD_MS)
    knob(page, day).focus()
    knob(page, day).press("Home")
    for _ in range(13):
        knob(page, day).press("ArrowRight")
    expect(knob(page, day)).to_have_attribute("value", "13")


@pytest.mark.parametrize("language", LANGUAGES)
def test_arrow_keys_move_the_cursor_day_by_day(page: Page, language: str) -> None:
    """From 1 January thirteen presses on; the hour is told as the language writes it."""
    day, _, told = LANGUAGES[language]
    opened(page, f"operation?lang={language}")
    at_january_14(page, day)
    expect(page.locator(NOW)).to_contain_text(told, timeout=LOAD_MS)


def test_the_year_is_played_by_a_key_and_stands_where_it_is_stopped(page: Page) -> None:
    """Space sets it going, a day a tick, and stops it; another page stops it as well."""
    opened(page, "operation")
    at_january_14(page)
    switch = page.get_by_label("Play the year").first
    switch.focus()
    page.keyboard.press("Space")
    expect(page.locator(NOW)).to_contain_text("17 January", timeout=LOAD_MS)
    page.get_by_role("link", name="Heat price").first.click()
    page.wait_for_function("location.pathname === '/price'", timeout=LOAD_MS)
    settled(page)
    page.go_back()
    expect(page.locator(NOW)).to_be_visible(timeout=LOAD_MS)
    stands = page.locator(NOW).inner_text()
    page.wait_for_timeout(2000)
    assert page.locator(NOW).inner_text() == stands
    expect(page.get_by_label("Play the year").first).not_to_be_checked()


def test_a_brush_over_the_year_chooses_the_window(page: Page) -> None:
    """Drawn with the mouse; a key on the slider beside it moves on from there."""
    opened(page, "operation")
    year = page.locator(f"{CHART} svg").first
    expect(year).to_be_visible(timeout=LOAD_MS)
    field = year.bounding_box()
    assert field is not None
    left, middle = field["x"], field["y"] + 40
    page.mouse.move(left + 0.3 * field["width"], middle)
    page.mouse.down()
    page.mouse.move(left + 0.5 * field["width"], middle, steps=8)
    page.mouse.up()
    expect(page.locator(SPENT)).to_contain_text(" – ", timeout=LOAD_MS)
    settled(page)
    days = int(knob(page, "Days").input_value())
    assert 60 < days < 90
    knob(page, "Days").focus()
    knob(page, "Days").press("ArrowRight")
    expect(knob(page, "Days")).to_have_attribute("value", str(days + 1), timeout=LOAD_MS)
    assert page.evaluate(f"document.querySelectorAll('{CHART} svg').length") >= 5


def test_on_a_telephone_nothing_scrolls_sideways_while_it_plays(
    browser: Browser, base_url: str
) -> None:
    """Controls and charts stand below each other."""
    visit = browser.new_context(base_url=base_url, **SCREENS["phone"])
    page = opened(visit.new_page(), "operation")
    page.get_by_label("Play the year").first.focus()
    page.keyboard.press("Space")
    page.wait_for_timeout(2500)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    visit.close()


def test_the_meters_file_is_held_against_the_expected_year(page: Page, tmp_path: Path) -> None:
    """Unfolded, dropped into its box, compared; the report comes as a file."""
    file = tmp_path / "readings.csv"
    file.write_bytes(readings())
    opened(page, "operation")
    page.get_by_text("The meter against it").first.click()
    page.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(file)
    expect(page.get_by_text("Most of what is missing: Outages")).to_be_visible(timeout=LOAD_MS)
    settled(page)
    with page.expect_download(timeout=LOAD_MS) as paper:
        page.get_by_role("button", name="Report (PDF)").first.click()
    assert paper.value.path().read_bytes().startswith(b"%PDF")
