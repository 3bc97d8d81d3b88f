"""In a browser: copying the link, named variants, what a reload keeps, undo as it is pressed."""

from __future__ import annotations

import json

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.test_browser import LOAD_MS, opened, settled
from tests.e2e.test_journeys import address, entered, go, strip
from tests.own_years import csv

NASTY = "<img src=x onerror=window.ran=1> **b** `x`"
NAME = "Name of the site"
COLD = csv({"supply": np.full(8760, 61.0), "return": np.full(8760, 40.0)})
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"


def fill(page: Page, label: str, text: str) -> None:
    """What is typed into a box that changes no figure."""
    box = page.get_by_role("textbox", name=label)
    box.fill(text)
    box.press("Enter")
    settled(page)
    page.wait_for_timeout(500)


def reloaded(page: Page) -> None:
    """The page after F5, once the browser has handed back what it kept."""
    page.wait_for_timeout(1000)
    page.reload(timeout=LOAD_MS)
    expect(page.locator(".ihp-strip")).to_be_visible(timeout=LOAD_MS)
    page.wait_for_timeout(1000)
    settled(page)


@pytest.mark.parametrize("clipboard", [True, False])
def test_copy_link_copies_the_link_and_says_so(
    browser: Browser, clipboard: bool, base_url: str
) -> None:
    """Also where the browser gives its clipboard to nobody."""
    context = browser.new_context(base_url=base_url)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    if not clipboard:
        page.add_init_script(NO_CLIPBOARD)
    opened(page)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    if clipboard:
        assert page.evaluate("navigator.clipboard.readText()") == address(page)
    expect(page.get_by_role("button", name="Copy link")).to_be_visible(timeout=LOAD_MS)
    context.close()


def test_a_variant_is_named_opened_and_deleted(page: Page) -> None:
    """A name is text wherever it stands."""
    opened(page, "summary")
    page.get_by_role("textbox", name="Name of the variant").fill(NASTY)
    page.get_by_role("button", name="Keep as a variant").click()
    settled(page)
    entered(page, "summary", "80")
    table = page.locator("[data-testid=stTable]").first
    expect(table).to_contain_text(NASTY, timeout=LOAD_MS)
    page.get_by_test_id("stMain").get_by_role("button", name="Open", exact=True).last.click()
    expect(table).to_contain_text(f"As it stands: {NASTY}", timeout=LOAD_MS)
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_role("button", name="Delete", exact=True)).to_have_count(0, timeout=LOAD_MS)
    assert page.evaluate("window.ran") is None


def test_a_reload_keeps_name_variants_and_the_measured_year(page: Page, browser: Browser) -> None:
    """In this tab: whoever opens the address elsewhere sees what the link holds."""
    opened(page)
    fill(page, NAME, "Our site")
    page.get_by_text("More about the network").click()
    page.locator(".st-key-own-year input[type=file]").set_input_files(
        {"name": "year.csv", "mimeType": "text/csv", "buffer": COLD.encode()}
    )
    expect(page.get_by_role("button", name="Remove the measured year")).to_be_visible(
        timeout=LOAD_MS
    )
    settled(page)
    go(page, "summary")
    page.get_by_role("button", name="Keep as a variant").click()
    expect(page.get_by_role("button", name="Delete", exact=True)).to_be_visible(timeout=LOAD_MS)
    settled(page)
    before = strip(page)
    reloaded(page)
    expect(page.get_by_role("button", name="Delete", exact=True)).to_be_visible(timeout=LOAD_MS)
    assert strip(page) == before
    go(page, "site")
    expect(page.get_by_role("textbox", name=NAME)).to_have_value("Our site", timeout=LOAD_MS)
    other = browser.new_context().new_page()
    other.goto(page.url, timeout=LOAD_MS)
    expect(other.locator(".ihp-strip")).to_be_visible(timeout=LOAD_MS)
    settled(other)
    expect(other.get_by_role("textbox", name=NAME)).to_have_value("", timeout=LOAD_MS)
    other.close()


@pytest.mark.parametrize("hostile", ["no json", "[1]", "site"])
def test_what_the_browser_hands_back_may_be_anything(page: Page, hostile: str) -> None:
    """It goes through the door of the project files; of a site only what the link leaves out."""
    opened(page)
    fill(page, NAME, "Our site")
    page.wait_for_timeout(500)
    kept = json.loads(page.evaluate("sessionStorage.getItem('ihp-site')"))
    project = json.loads(kept["text"])
    if hostile == "site":
        project["sites"][0]["name"] = NASTY
        project["sites"][0]["notes"] = {"data_centre.it_capacity_mw": NASTY}
        kept["text"] = json.dumps(project)
    else:
        kept["text"] = hostile
    page.evaluate("text => sessionStorage.setItem('ihp-site', text)", json.dumps(kept))
    page.reload(timeout=LOAD_MS)
    expect(page.locator(".ihp-strip")).to_be_visible(timeout=LOAD_MS)
    page.wait_for_timeout(1000)
    settled(page)
    named = NASTY if hostile == "site" else ""
    expect(page.get_by_role("textbox", name=NAME)).to_have_value(named, timeout=LOAD_MS)
    go(page, "summary")
    assert page.evaluate("window.ran") is None
    expect(page.get_by_text("could not be drawn")).to_have_count(0)


def test_another_address_in_the_same_tab_brings_nothing_along(page: Page) -> None:
    """What was kept belongs to the site it was kept of."""
    opened(page)
    fill(page, NAME, "Our site")
    first = address(page)
    entered(page, "site", "85")
    fill(page, NAME, "Another site")
    page.goto(first, timeout=LOAD_MS)
    expect(page.locator(".ihp-strip")).to_be_visible(timeout=LOAD_MS)
    page.wait_for_timeout(1000)
    settled(page)
    expect(page.get_by_role("textbox", name=NAME)).not_to_have_value(
        "Another site", timeout=LOAD_MS
    )


@pytest.mark.parametrize("pressed_ms", [0, 600])
def test_undo_takes_back_what_its_own_click_has_entered(page: Page, pressed_ms: int) -> None:
    """However long the button is pressed: no sentence pushes it away."""
    opened(page, "heat")
    box = page.get_by_role("textbox", name="Supply [°C]", exact=True)
    before = box.input_value()
    box.fill("hot")
    page.get_by_role("button", name="Take back the last change").click(delay=pressed_ms)
    expect(box).to_have_value(before, timeout=LOAD_MS)
    settled(page)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
