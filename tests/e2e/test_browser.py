"""The app in a real browser: deep links, keys, map, sizes and schemes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

PAGES = {
    "site": "",
    "viability": "viability",
    "heat": "heat",
    "price": "price",
    "summary": "summary",
    "operation": "operation",
    "portfolio": "portfolio",
    "methods": "methods",
}
SCREENS = {
    "light": {"viewport": {"width": 1280, "height": 2200}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 2200}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 3600}, "color_scheme": "light"},
}
LOAD_MS = 40_000
ENDS = ".leaflet-marker-draggable"
IT = "IT capacity at full build-out [MW]"
CHART = "[data-testid=stVegaLiteChart]"
LINES = f"""[...document.querySelectorAll('{CHART} svg')].map(
  one => [...one.querySelectorAll('path')].map(line => line.getAttribute('d')).join(''))"""

FADING = """window.stale = []; new MutationObserver(seen => {
  for (const { target: one } of seen) if (one.dataset.stale === 'true') window.stale.push({
    strip: one.querySelector('.ihp-strip') !== null,
    fades: getComputedStyle(one).transitionProperty === 'opacity'});
}).observe(document.body, {subtree: true, attributes: true, attributeFilter: ['data-stale']})"""


def opened(page: Page, path: str = "") -> Page:
    """A page that has been drawn to its end."""
    page.goto(f"/{path}", timeout=LOAD_MS)
    expect(page.locator(".ihp-strip")).to_be_visible(timeout=LOAD_MS)
    settled(page)
    return page


def settled(page: Page) -> None:
    """Wait until the server has nothing more to send."""
    running = page.locator("[data-test-script-state=running]")
    expect(running).to_have_count(0, timeout=LOAD_MS)


def test_a_deep_link_is_the_first_visit_of_a_fresh_server(page: Page) -> None:
    """The page asked for appears, with its own navigation."""
    opened(page, "price")
    expect(page.get_by_role("link", name="Summary").first).to_be_visible()
    expect(page.locator(".st-key-opening")).to_contain_text("€/MWh")
    assert "/price?" in page.evaluate("location.href")


def test_the_map_comes_from_the_apps_own_origin(page: Page) -> None:
    """Without the internet the map still has its height, both points and the route."""
    opened(page)
    frame = page.frame_locator("iframe[title*=folium]")
    expect(frame.locator(ENDS)).to_have_count(2, timeout=LOAD_MS)
    expect(frame.locator(".leaflet-control-scale")).to_be_visible()
    expect(frame.locator(".ihp-offline")).to_be_visible(timeout=LOAD_MS)
    expect(frame.locator(".leaflet-ground-pane canvas")).to_have_count(1, timeout=LOAD_MS)
    expect(frame.get_by_text("Frankfurt am Main")).to_be_visible(timeout=LOAD_MS)


def test_a_click_on_the_map_moves_the_data_centre(page: Page) -> None:
    """One click, and latitude and longitude stand in their boxes."""
    opened(page)
    box = page.get_by_role("textbox", name="Data centre, latitude [°]")
    before = box.input_value()
    frame = page.frame_locator("iframe[title*=folium]")
    expect(frame.locator(ENDS)).to_have_count(2, timeout=LOAD_MS)
    frame.locator(".leaflet-container").click(position={"x": 120, "y": 90})
    expect(box).not_to_have_value(before, timeout=LOAD_MS)


def test_two_clicks_set_two_ends_and_enter_nothing_else(page: Page) -> None:
    """On an empty site the aim goes to the end that is missing, and no choice becomes an entry."""
    opened(page)
    page.get_by_role("button", name="Start my site").click()
    end = page.get_by_role("textbox", name="Connection point, latitude [°]")
    expect(end).to_have_value("", timeout=LOAD_MS)
    frame = page.frame_locator("iframe[title*=folium]")
    expect(frame.locator(ENDS)).to_have_count(0, timeout=LOAD_MS)
    frame.locator(".leaflet-container").click(position={"x": 320, "y": 90})
    expect(frame.locator(ENDS)).to_have_count(1, timeout=LOAD_MS)
    settled(page)
    # Beside the first marker, not on it: a click on a marker is none on the map.
    frame.locator(".leaflet-container").click(position={"x": 400, "y": 150})
    expect(frame.locator(ENDS)).to_have_count(2, timeout=LOAD_MS)
    settled(page)
    expect(end).not_to_have_value("")
    box = page.get_by_role("textbox", name=IT)
    box.fill("8")
    box.press("Enter")
    expect(page.locator(".ihp-whose")).to_contain_text("1 of 10", timeout=LOAD_MS)
    expect(page.locator(".ihp-strip.stale")).to_have_count(0)


def test_ten_quick_arrow_keys_move_ten_steps(page: Page) -> None:
    """Trying out a figure is one hand on the keyboard, and no step is lost."""
    opened(page)
    strip = page.locator(".ihp-strip").inner_text()
    box = page.get_by_role("textbox", name=IT)
    box.focus()
    for _ in range(10):
        box.press("ArrowUp")
    expect(box).to_have_value("20")
    expect(page.locator(".ihp-strip")).not_to_have_text(strip, timeout=LOAD_MS)
    expect(box).to_have_value("20")


def test_the_charts_move_where_they_stand(page: Page) -> None:
    """Another capacity: the same drawings with other lines, other ends of the axes and another
    description, and no chart drawn anew, which would flash."""
    opened(page, "heat")
    drawings = page.locator(f"{CHART} svg")
    expect(drawings).to_have_count(2, timeout=LOAD_MS)
    words = page.locator(f"{CHART} path[aria-label*='the servers']")
    expect(words).to_have_attribute("aria-label", re.compile("7.0.MW"), timeout=LOAD_MS)
    page.evaluate(f"window.stood = [...document.querySelectorAll('{CHART} svg')]")
    lines = page.evaluate(LINES)
    box = page.get_by_role("textbox", name="IT capacity").first
    box.fill("16")
    box.press("Enter")
    expect(words).to_have_attribute("aria-label", re.compile(r"1[01].\d.MW"), timeout=LOAD_MS)
    settled(page)
    page.wait_for_timeout(600)
    assert page.evaluate("window.stood.map(one => one.isConnected)") == [True] * 2
    assert all(one != other for one, other in zip(lines, page.evaluate(LINES), strict=True))
    first_chart = page.locator(CHART).first
    expect(first_chart).to_contain_text("10")
    first_chart.hover()
    expect(page.get_by_label("Download as PNG").first).to_be_visible()
    for useless in ("Show data", "Copy Vega-Lite spec"):
        expect(page.get_by_label(useless).first).to_be_hidden()


def test_while_a_run_works_only_the_strip_fades(page: Page) -> None:
    """Fading all parts one by one costs the browser more than drawing them anew; an answer that
    is late must not look like a fresh one."""
    opened(page, "heat")
    page.evaluate(FADING)
    box = page.get_by_role("textbox", name="IT capacity").first
    box.fill("16")
    box.press("Enter")
    expect(page.locator(".ihp-strip")).to_contain_text("81.8 GWh", timeout=LOAD_MS)
    settled(page)
    stale = page.evaluate("window.stale")
    assert len(stale) > 20
    assert {one["strip"] for one in stale if one["fades"]} == {True}


def test_an_arrow_key_in_an_empty_box_starts_at_the_typical_value(page: Page) -> None:
    """From "don't know", one step up is one above the typical value, not above zero."""
    opened(page)
    box = page.get_by_role("textbox", name="Return, summer, at the connection point [°C]")
    box.fill("")
    box.press("Enter")
    expect(box).to_have_attribute("placeholder", re.compile("50"), timeout=LOAD_MS)
    box.press("ArrowUp")
    expect(box).to_have_value("51")


def test_a_wrong_entry_keeps_its_sentence_over_a_change_of_page(page: Page) -> None:
    """The entry stays as it was typed, beside what is wrong with it."""
    opened(page)
    box = page.get_by_role("textbox", name=IT)
    box.fill("7 MW")
    box.press("Enter")
    expect(page.get_by_text("“7 MW”").first).to_be_visible(timeout=LOAD_MS)
    page.get_by_role("link", name="Heat price").first.click()
    beside = page.get_by_role("textbox", name="IT capacity [MW]")
    expect(beside).to_have_value("7 MW", timeout=LOAD_MS)
    beside.fill("7")
    beside.press("Enter")
    expect(page.get_by_text("“7 MW”")).to_have_count(0, timeout=LOAD_MS)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("where", PAGES)
def test_every_page_fits_every_screen(
    browser: Browser, base_url: str, artefacts: Path, where: str, screen: str
) -> None:
    """Nothing scrolls sideways, nothing breaks; the pictures are there to be looked at."""
    visit = browser.new_context(base_url=base_url, **SCREENS[screen])
    page = opened(visit.new_page(), PAGES[where])
    if where in ("heat", "price", "operation", "methods"):
        expect(page.locator("[data-testid=stVegaLiteChart] svg").first).to_be_visible()
    page.wait_for_timeout(1500)
    page.screenshot(path=artefacts / f"{where}-{screen}.png")
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    visit.close()


def test_the_strip_stays_in_sight_when_the_page_is_scrolled(
    browser: Browser, base_url: str
) -> None:
    """The answer follows every input, also those at the bottom of the page."""
    visit = browser.new_context(base_url=base_url, viewport={"width": 1280, "height": 700})
    page = opened(visit.new_page(), "heat")
    expect(page.locator("[data-testid=stVegaLiteChart] svg").first).to_be_visible()
    page.mouse.move(700, 500)
    page.mouse.wheel(0, 900)
    page.wait_for_timeout(500)
    expect(page.locator(".st-key-opening")).not_to_be_in_viewport()
    expect(page.locator(".ihp-strip")).to_be_in_viewport(ratio=1)
    visit.close()
