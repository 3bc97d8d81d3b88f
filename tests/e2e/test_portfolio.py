"""Portfolio in a browser: a file is uploaded, a broken row put right where it stands."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.test_browser import LOAD_MS, opened

HEAD = "name;country;data_centre.it_capacity_mw;data_centre.cooling;network.supply_winter_c\n"


def upload(page: Page, path: Path, rows: str) -> None:
    """A file of sites put into the box of the page."""
    path.write_text(HEAD + rows, encoding="utf-8")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(path)


def test_a_broken_row_is_put_right_and_the_next_file_starts_anew(
    page: Page, tmp_path: Path
) -> None:
    """The list counts the mended site; another file shows neither it nor what was typed."""
    opened(page, "portfolio")
    upload(page, tmp_path / "a.csv", "Good;DE;59,403;kylvatten;80\nBad;DE;much;Warmwasser;80\n")
    box = page.get_by_role("textbox", name="IT capacity at full build-out")
    answer = page.get_by_test_id("stMain").get_by_role("heading").first
    expect(page.get_by_text("“much” stands where a number belongs")).to_be_visible(timeout=LOAD_MS)
    expect(answer).to_contain_text("1 site", timeout=LOAD_MS)
    mended = page.get_by_test_id("stMain").locator(box)
    mended.last.fill("12")
    mended.last.press("Enter")
    expect(page.get_by_text("Not readable")).to_have_count(0, timeout=LOAD_MS)
    expect(answer).to_contain_text("2 sites", timeout=LOAD_MS)
    upload(page, tmp_path / "b.csv", "Other;DE;plenty;Warmwasser;80\n")
    expect(page.get_by_text("“plenty” stands where a number belongs")).to_be_visible(
        timeout=LOAD_MS
    )
    expect(mended.last).to_have_value("plenty")
    expect(answer).to_contain_text("None of the 1 rows", timeout=LOAD_MS)
