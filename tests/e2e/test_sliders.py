"""Each number among the ten inputs as a slider with its box: mouse, keys, touch, one Tab stop."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ihp_core.site.inputs import spans
from tests.e2e.test_browser import CHART, LOAD_MS, PAGES, opened, settled
from tests.e2e.test_journeys import address, changed, go, strip

SUPPLY = re.compile(r"^Supply")
OF_PAGE = {"heat": 1, "operation": 4}
"""Sliders of a page itself, beside those of the inputs: the outdoor temperature; day, hour, first
day and length of what is looked at."""
FOLLOWED = f"""window.told = new Set(); window.lines = new Set(); (function look() {{
  window.told.add(document.querySelector('.ihp-strip')?.innerText);
  window.lines.add(document.querySelector('{CHART} path[d*=L]')?.getAttribute('d'));
  window.looking = requestAnimationFrame(look);
}})()"""


def knob(page: Page, name: re.Pattern[str] | str = SUPPLY) -> Locator:
    """The slider of an input."""
    return page.get_by_role("slider", name=name)


def box(page: Page, name: re.Pattern[str] | str = SUPPLY) -> Locator:
    """Its exact box."""
    return page.get_by_role("textbox", name=name).first


def field(page: Page, name: re.Pattern[str] | str = SUPPLY) -> Locator:
    """Slider, box and all that belongs to them."""
    return page.locator(".ihp-field", has=page.get_by_role("slider", name=name))


@pytest.mark.parametrize("where", PAGES)
def test_every_number_of_the_ten_is_a_slider_on_every_page(page: Page, where: str) -> None:
    """On Site in the page, elsewhere in the sidebar; drawn once."""
    opened(page, PAGES[where])
    expect(page.locator(".ihp-field")).to_have_count(len(spans()), timeout=LOAD_MS)
    expect(page.get_by_role("slider")).to_have_count(len(spans()) + OF_PAGE.get(where, 0))


def test_dragging_moves_strip_and_first_chart_while_the_button_is_down(page: Page) -> None:
    """Several answers on the way, and the whole drag is one step back."""
    opened(page, "heat")
    expect(page.locator(f"{CHART} svg").first).to_be_visible(timeout=LOAD_MS)
    before, where = strip(page), address(page)
    ends = knob(page).bounding_box()
    assert ends
    across, y = ends["width"] / (130 - 45), ends["y"] + ends["height"] / 2
    page.evaluate(FOLLOWED)
    page.mouse.move(ends["x"] + across * (92 - 45), y)
    page.mouse.down()
    for to in range(92, 70, -1):
        page.mouse.move(ends["x"] + across * (to - 45), y)
        page.wait_for_timeout(120)
    on_the_way = page.evaluate("[window.told.size, window.lines.size]")
    page.mouse.up()
    assert min(on_the_way) >= 4
    changed(page, before)
    settled(page)
    reached = float(box(page).input_value())
    assert 69 <= reached <= 74
    page.wait_for_function("before => location.href !== before", arg=where, timeout=LOAD_MS)
    link = address(page)
    page.get_by_role("button", name="Take back the last change").click()
    expect(box(page)).to_have_value("92", timeout=LOAD_MS)
    settled(page)
    assert strip(page) == before
    page.goto(link, timeout=LOAD_MS)
    expect(box(page)).to_have_value(f"{reached:g}", timeout=LOAD_MS)


@pytest.mark.parametrize("where", ["site", "price"])
def test_keys_move_a_slider_and_digits_go_into_its_box(page: Page, where: str) -> None:
    """Arrows one step, Page keys ten, End to the end; typing replaces; Delete is "don't know"."""
    opened(page, PAGES[where])
    expect(box(page)).to_have_value("92", timeout=LOAD_MS)
    knob(page).focus()
    for key, value in (("ArrowRight", "93"), ("PageDown", "83"), ("End", "130"), ("Home", "45")):
        page.keyboard.press(key)
        expect(box(page)).to_have_value(value)
    page.keyboard.type("88.5")
    page.keyboard.press("Enter")
    expect(field(page)).to_have_attribute("data-quality", "stated", timeout=LOAD_MS)
    settled(page)
    expect(box(page)).to_have_value("88.5")
    knob(page).focus()
    page.keyboard.press("Delete")
    expect(field(page)).to_have_attribute("data-quality", "assumed", timeout=LOAD_MS)
    settled(page)
    expect(box(page)).to_have_value("")


def test_a_log_slider_goes_by_figures_of_two_digits(page: Page) -> None:
    """From 9.8 MW: 9.5 below, above 10, 11, 12; beyond it the box still takes what is valid."""
    opened(page)
    it = re.compile(r"^IT capacity")
    box(page, it).fill("9.8")
    box(page, it).press("Enter")
    settled(page)
    knob(page, it).focus()
    for value in ("10", "11", "12"):
        page.keyboard.press("ArrowRight")
        expect(box(page, it)).to_have_value(value)
    settled(page)
    box(page, it).fill("450")
    box(page, it).press("Enter")
    settled(page)
    expect(box(page, it)).to_have_value("450")
    assert knob(page, it).input_value() == knob(page, it).get_attribute("max")


def test_a_finger_sets_a_slider_on_a_telephone(browser: Browser, base_url: str) -> None:
    """A touch on the track of the Site page at 390 px."""
    visit = browser.new_context(
        base_url=base_url, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = opened(visit.new_page())
    knob(page).scroll_into_view_if_needed()
    before, ends = strip(page), knob(page).bounding_box()
    assert ends
    page.touchscreen.tap(ends["x"] + 0.3 * ends["width"], ends["y"] + ends["height"] / 2)
    changed(page, before)
    assert 65 <= float(box(page).input_value()) <= 76
    visit.close()


def test_one_tab_stop_an_input(page: Page) -> None:
    """From slider to slider; a box that was typed into leads on to the next input, not back."""
    opened(page, "price")
    expect(page.locator(".ihp-field")).to_have_count(len(spans()), timeout=LOAD_MS)
    settled(page)
    named = "document.activeElement.getAttribute('aria-label')"
    knob(page, "Warm side").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(named).startswith("Cold side")
    page.keyboard.type("41")
    page.keyboard.press("Tab")
    assert page.evaluate(named).startswith("Network heat")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(named).startswith("Cold side")


def test_mark_language_page_and_reload_keep_agreeing(page: Page) -> None:
    """The typical mark is "don't know"; what was set is the same in every language and page."""
    opened(page, "heat")
    box(page).fill("84.5")
    box(page).press("Enter")
    expect(field(page)).to_have_attribute("data-quality", "stated", timeout=LOAD_MS)
    settled(page)
    page.get_by_text("Deutsch", exact=True).first.click()
    vorlauf = re.compile(r"^Vorlauf")
    expect(box(page, vorlauf)).to_have_value("84,5", timeout=LOAD_MS)
    settled(page)
    told = strip(page)
    go(page, "site")
    expect(box(page, vorlauf)).to_have_value("84,5", timeout=LOAD_MS)
    page.reload()
    expect(box(page, vorlauf)).to_have_value("84,5", timeout=LOAD_MS)
    settled(page)
    assert strip(page) == told
    field(page, vorlauf).locator(".ihp-typical").click()
    expect(field(page, vorlauf)).to_have_attribute("data-quality", "assumed", timeout=LOAD_MS)


def test_mark_and_note_open_from_the_dot(page: Page) -> None:
    """Nothing of them is drawn before; measured fills the dot."""
    opened(page)
    expect(page.locator(".ihp-field")).to_have_count(len(spans()), timeout=LOAD_MS)
    question = page.get_by_text("How well is it known?", exact=True)
    expect(question).to_have_count(0)
    box(page).fill("85")
    box(page).press("Enter")
    settled(page)
    field(page).locator(".ihp-dot").click()
    expect(question).to_be_visible(timeout=LOAD_MS)
    page.get_by_role("radio", name="measured").click()
    expect(field(page)).to_have_attribute("data-quality", "measured", timeout=LOAD_MS)


def test_what_if_moves_a_trial_from_page_to_page(page: Page) -> None:
    """Before and after stand in the strip; dropped, the stated case is back."""
    opened(page, "heat")
    before = strip(page)
    page.get_by_text("What if", exact=True).click()
    line = page.locator(".st-key-trial_line")
    expect(line).to_contain_text("move any input", timeout=LOAD_MS)
    settled(page)
    knob(page).focus()
    page.keyboard.press("PageDown")
    expect(line).to_contain_text("92 °C → 82 °C", timeout=LOAD_MS)
    expect(line).to_contain_text("cheaper")
    settled(page)
    go(page, "price")
    expect(line).to_contain_text("92 °C → 82 °C", timeout=LOAD_MS)
    page.get_by_text("What if", exact=True).click()
    expect(line).to_have_count(0, timeout=LOAD_MS)
    settled(page)
    assert strip(page) == before
