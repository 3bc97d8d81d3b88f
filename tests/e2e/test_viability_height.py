"""The page Viability in a browser: short for every shipped example, in the customer's view."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from ihp_core.files.link import VERSION, packed
from ihp_core.site.examples.worked import names
from pages.components.state.draft import EXAMPLE, from_example
from tests.e2e.test_browser import LOAD_MS, settled

WIDTH, TALL, HIGHEST = 1366, 6000, 2500
CONTENT = "[data-testid=stMainBlockContainer]"
FOLDS = "[data-testid=stMain] [data-testid=stExpander] details[open]"


def opened(page: Page, name: str) -> Page:
    """The page of an example behind its link, drawn to its end."""
    entries = {path: entry for path, entry in from_example(name).items() if path != EXAMPLE}
    page.set_viewport_size({"width": WIDTH, "height": TALL})
    page.goto(f"/viability?lang=en&v={VERSION}&s={packed(entries, name)}", timeout=LOAD_MS)
    expect(page.locator(".st-key-next_step")).to_be_visible(timeout=LOAD_MS)
    settled(page)
    return page


@pytest.mark.parametrize("name", names())
def test_the_page_is_at_most_2500_px_high(page: Page, name: str) -> None:
    """All that stands open, with nothing unfolded."""
    opened(page, name)
    assert page.locator(FOLDS).count() == 0
    height = page.locator(CONTENT).evaluate("element => element.scrollHeight")
    assert height <= HIGHEST, height


def test_a_fold_brings_what_it_promises_and_closes_again(page: Page) -> None:
    """The cards of what would make it work come when they are asked for."""
    opened(page, "german")
    fold = page.locator("[data-testid=stExpander]", has_text="What would make it work")
    apply = fold.get_by_role("button", name="Apply")
    expect(apply).to_have_count(0)
    fold.locator("summary").click()
    expect(apply.first).to_be_visible(timeout=LOAD_MS)
    fold.locator("summary").first.click()
    expect(apply.first).to_be_hidden(timeout=LOAD_MS)


def test_a_criterion_that_is_met_unfolds_by_key_without_the_server(page: Page) -> None:
    """A line each; its reason and source are there at once."""
    opened(page, "german")
    line = page.locator(".ihp-short details", has_text="IT load")
    line.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(line.get_by_text("Source:")).to_be_visible()
