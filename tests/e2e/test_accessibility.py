"""Every page can be read by everybody: axe-core finds nothing serious."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.e2e.test_browser import PAGES, SCREENS, opened

GRAVE = ("serious", "critical")


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("where", PAGES)
def test_no_page_has_a_serious_violation(
    browser: Browser, base_url: str, where: str, screen: str
) -> None:
    """Light, dark and on a telephone; what Streamlit itself causes would be named here."""
    visit = browser.new_context(base_url=base_url, **SCREENS[screen])
    page = opened(visit.new_page(), PAGES[where])
    if where in ("heat", "price"):
        expect(page.locator("[data-testid=stVegaLiteChart] svg").first).to_be_visible()
    page.wait_for_timeout(1500)
    found = Axe().run(page).response["violations"]
    grave = {
        one["id"]: [node["html"][:120] for node in one["nodes"]]
        for one in found
        if one["impact"] in GRAVE
    }
    visit.close()
    assert grave == {}
