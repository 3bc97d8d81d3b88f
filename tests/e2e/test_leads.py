"""A register of surplus heat in a browser: uploaded, answered, ranked, a row opened as the site."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.test_browser import LOAD_MS, opened, settled
from tests.leads.registers import german_row, platform, workbook

NEAR = "53.6, 10.0"
ROWS = [
    ["company", "latitude", "longitude", "heat per year"],
    ["Kaltwerk", 53.61, 10.0, 87_600],
    ["Wärmehof", 53.605, 10.01, 43_800],
    ["Fernab", 48.1, 11.6, 87_600],
]
"""A register whose heat has no unit; two rows near the network, one far away."""
FOLD = ".st-key-leads"


def unfolded(page: Page) -> None:
    """The page with the part about registers open and a network in Hamburg."""
    opened(page, "portfolio")
    page.get_by_text("Leads: a register of surplus heat").first.click()
    box = page.get_by_role("textbox", name="Network: latitude, longitude")
    expect(box).to_be_visible(timeout=LOAD_MS)
    settled(page)
    box.fill(NEAR)
    box.press("Enter")
    page.wait_for_timeout(800)
    settled(page)
    expect(box).to_have_value(NEAR)


def drop(page: Page, path: Path, content: bytes) -> None:
    """Put a register into its box."""
    path.write_bytes(content)
    page.locator(f"{FOLD} input[type=file]").set_input_files(path)
    page.wait_for_timeout(1500)
    settled(page)


def choose(page: Page, label: str, option: str) -> None:
    """Pick from a list; one that shuts because the page still moves is opened again."""
    box = page.locator(FOLD).get_by_role("combobox", name=label)
    offered = page.get_by_role("option", name=option, exact=True)
    for _ in range(5):
        page.wait_for_timeout(700)
        if offered.count() == 0:
            box.first.click()
        page.wait_for_timeout(700)
        if offered.count():
            break
    offered.click()
    settled(page)


def test_a_register_is_answered_ranked_and_a_row_becomes_the_site(
    page: Page, tmp_path: Path
) -> None:
    """A unit that is missing is asked about; the row that is opened stands on the other pages."""
    unfolded(page)
    drop(page, tmp_path / "register.xlsx", workbook(ROWS))
    expect(page.get_by_text("Not used yet; 1 to answer")).to_be_visible(timeout=LOAD_MS)
    choose(page, "Unit", "MWh")
    page.get_by_role("button", name="Use these answers").click()
    head = page.get_by_test_id("stMain").get_by_role("heading").first
    expect(page.get_by_text("Sites within")).to_be_visible(timeout=LOAD_MS)
    expect(head).to_contain_text("2 sites", timeout=LOAD_MS)
    settled(page)
    grid = page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    page.wait_for_timeout(800)
    size = grid.bounding_box()
    assert size is not None
    page.mouse.click(size["x"] + 15, size["y"] + 60)
    page.get_by_role("button", name="Open as the site").click(timeout=LOAD_MS)
    page.wait_for_function("location.pathname === '/viability'", timeout=LOAD_MS)
    settled(page)
    expect(page.locator(".ihp-strip")).to_contain_text("GWh", timeout=LOAD_MS)
    assert "Example" not in page.locator(".ihp-strip").inner_text()


def test_the_german_platform_s_workbook_needs_no_answer(page: Page, tmp_path: Path) -> None:
    """Its rows near the network stand in the list at once; those far away are told."""
    unfolded(page)
    rows = [german_row("Hamburg", Firmenname="Kaltwerk"), german_row("München")]
    drop(page, tmp_path / "platform.xlsx", platform(rows))
    expect(page.get_by_text("Sites within 3 km: 1, of 2 rows")).to_be_visible(timeout=LOAD_MS)
    expect(page.get_by_text("Farther from the network")).to_be_visible(timeout=LOAD_MS)
