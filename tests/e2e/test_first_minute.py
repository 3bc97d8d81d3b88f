"""The first minute: the answer in sight, who asks, few clicks to a paper; the phone's bar."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.test_browser import LOAD_MS, opened, settled
from tests.e2e.test_journeys import changed, strip

MOST_CLICKS, MOST_TYPED = 8, 3
FIRST_FIVE = ("Viability", "Heat", "Price", "Summary")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
BAR = ".st-key-phone_bar"
FOOT_ABOVE_THE_BAR = """bar => {
  const main = document.querySelector('[data-testid=stMain]');
  main.scrollTo(0, main.scrollHeight);  // the page may still grow
  const foot = document.querySelector('.st-key-next_step').getBoundingClientRect();
  return foot.bottom <= document.querySelector(bar).getBoundingClientRect().top;
}"""


class Hand:
    """A visitor whose clicks and typed entries are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.typed = page, 0, 0

    def click(self, on: Locator) -> None:
        """One click; the next waits until the app has answered."""
        on.click(timeout=LOAD_MS)
        self.clicks += 1
        self._wait()

    def type(self, box: str, text: str) -> None:
        """One entry in a box, known by how its label begins, and the answer to it."""
        before = strip(self.page)
        field = self.page.get_by_role("textbox", name=box).first
        field.fill(text)
        field.press("Enter")
        self.typed += 1
        changed(self.page, before)
        self._wait()

    def _wait(self) -> None:
        self.page.wait_for_timeout(300)
        settled(self.page)


def test_from_opening_to_the_paper_of_an_own_site(page: Page, tmp_path: Path) -> None:
    """A network operator: five questions answered, the paper saved, nothing else touched."""
    hand = Hand(opened(page))
    hand.click(page.get_by_text("Network operator", exact=True).first)
    hand.click(page.get_by_role("button", name="Start my site"))
    hand.type("Heat of the network in a year", "180")
    hand.type("Supply, coldest day", "85")
    hand.type("Return, summer", "48")
    hand.click(page.get_by_text("Boilers or heat pumps that can stop"))
    hand.click(page.get_by_role("combobox", name="Heat it replaces"))
    hand.click(page.get_by_role("option", name="Gas boiler"))
    expect(page.locator(".ihp-whose")).to_contain_text("4 of 10", timeout=LOAD_MS)
    hand.click(page.locator("a[href$='/summary']").first)
    page.wait_for_function("location.pathname === '/summary'", timeout=LOAD_MS)
    settled(page)
    with page.expect_download(timeout=LOAD_MS) as waiting:
        hand.click(page.get_by_role("button", name="Paper to forward").first)
    paper = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(paper)
    assert paper.read_bytes().startswith(b"%PDF")
    assert hand.clicks <= MOST_CLICKS
    assert hand.typed <= MOST_TYPED


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["laptop", "phone"])
def test_the_example_is_answered_without_scrolling(
    browser: Browser, base_url: str, size: tuple[int, int]
) -> None:
    """Strip, the sentence that answers, who asks and the start of an own site are in sight."""
    width, height = size
    visit = browser.new_context(base_url=base_url, viewport={"width": width, "height": height})
    page = opened(visit.new_page())
    bar = page.locator(BAR).bounding_box()
    bottom = bar["y"] if bar else height
    for part in (".ihp-strip", ".st-key-opening h3", ".st-key-start button >> nth=0"):
        box = page.locator(part).first.bounding_box()
        assert box is not None
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= bottom, part
    visit.close()


def test_two_pages_stand_under_more(page: Page) -> None:
    """Five in front of a customer; what is about many sites or none is one click further."""
    opened(page)
    for name in ("Portfolio", "Methods"):
        expect(page.get_by_role("link", name=name, exact=True)).to_have_count(0)
    page.get_by_test_id("stHeader").get_by_text("More", exact=True).click()
    page.get_by_role("menuitem", name="Portfolio", exact=True).click()
    page.wait_for_function("location.pathname === '/portfolio'", timeout=LOAD_MS)
    assert not page.locator(BAR).is_visible()


def test_a_phone_has_the_five_pages_in_sight_and_its_menu_closes(
    browser: Browser, base_url: str
) -> None:
    """A bar at the foot that covers nothing; the menu goes once a page is chosen in it."""
    visit = browser.new_context(base_url=base_url, **PHONE)
    page = opened(visit.new_page())
    bar = page.locator(BAR)
    expect(bar).to_be_in_viewport()
    for name in FIRST_FIVE:
        bar.get_by_role("link", name=name).click()
        page.wait_for_function(
            "name => location.pathname.includes(name)", arg=name.lower(), timeout=LOAD_MS
        )
        settled(page)
    page.wait_for_function(FOOT_ABOVE_THE_BAR, arg=BAR, timeout=LOAD_MS)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_test_id("stExpandSidebarButton").click()
    menu = page.get_by_test_id("stSidebar")
    expect(menu).to_be_in_viewport()
    menu.get_by_role("link", name="Methods", exact=True).click()
    page.wait_for_function("location.pathname === '/methods'", timeout=LOAD_MS)
    expect(menu).not_to_be_in_viewport(timeout=LOAD_MS)
    visit.close()
