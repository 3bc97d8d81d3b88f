"""A file of 35,040 quarter hours in Chromium: opened, checked, drawn, beside the page without it.

A CSV, a CSV with all digits of a float, and a workbook, with time, load, supply, return and price.
From the moment a file is put into the box to the frame in which the page says that its year is in
use and rests; beside it the same from the Enter key of an entry that changes the answer, which is
what the page takes without a file. Beside both stands the server's own processor time, which a busy
machine does not blur: by it the limit is judged, 1.5 s more than without. That the page says what
it does in between is watched too. Upload limit: that of ``.streamlit/config.toml``.

Run: ``python -m benchmarks.own_year [files of each kind]``
"""

from __future__ import annotations

import datetime as dt
import io
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
from playwright.sync_api import Page, sync_playwright

from benchmarks.visits.server import APP, ROOT, Server, served

ROWS, LIMIT_S, WAIT_MS = 35_040, 1.5, 60_000
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
BOX, IT = ".st-key-own-year", "IT capacity at full build-out [MW]"
WATCH = """
() => {
  window.shown = false;
  new MutationObserver((_, self) => {
    if (!document.querySelector('[data-testid=stSpinner]')) return;
    window.shown = true;
    self.disconnect();
  }).observe(document.body, {childList: true, subtree: true});
}
"""
AT_REST = """
() => !document.querySelector('[data-test-script-state=running]')
   && !document.querySelector('[data-stale=true]')
"""


def quarters(seed: int) -> pd.DataFrame:
    """A network's year, another one for every seed."""
    draw = np.random.default_rng(seed)
    cold = np.cos(2 * np.pi * np.arange(ROWS) / ROWS)
    begin = dt.datetime(2025, 1, 1)
    return pd.DataFrame(
        {
            "Zeit": [begin + dt.timedelta(minutes=15 * n) for n in range(ROWS)],
            "Wärmelast [MW]": 20 + 14 * cold + draw.normal(0, 0.5, ROWS),
            "Vorlauf [°C]": 80 + 10 * cold + draw.normal(0, 0.3, ROWS),
            "Rücklauf [°C]": 50 + 3 * cold + draw.normal(0, 0.2, ROWS),
            "Spotpreis [EUR/MWh]": 60 + 20 * cold + draw.normal(0, 30, ROWS),
        }
    )


def as_csv(year: pd.DataFrame) -> bytes:
    """As a logger writes it."""
    return year.to_csv(index=False, sep=";", decimal=",", float_format="%.2f").encode()


def as_digits(year: pd.DataFrame) -> bytes:
    """With all digits, as a script writes it."""
    return year.to_csv(index=False).encode()


def as_workbook(year: pd.DataFrame) -> bytes:
    """As a spreadsheet program writes it."""
    held = io.BytesIO()
    year.round(dict.fromkeys(year.columns[1:], 2)).to_excel(held, index=False)
    return held.getvalue()


KINDS: dict[str, tuple[str, Callable[[pd.DataFrame], bytes]]] = {
    "CSV, two decimals": (".csv", as_csv),
    "CSV, all digits": (".csv", as_digits),
    "workbook": (".xlsx", as_workbook),
}


def rest(page: Page) -> None:
    """Wait until the page has drawn what it works on."""
    page.wait_for_timeout(50)
    page.wait_for_function(AT_REST, timeout=WAIT_MS)


def opened(page: Page, address: str) -> None:
    """The page Site with the box of the measured year in sight."""
    page.goto(address)
    page.wait_for_selector(".ihp-strip", timeout=WAIT_MS)
    rest(page)
    page.get_by_text("More about the network").first.click()
    page.wait_for_selector(BOX, timeout=WAIT_MS)
    page.wait_for_timeout(1500)
    rest(page)


def entry_s(page: Page, value: float) -> float:
    """Seconds from an entry to the page at rest with another answer."""
    box = page.get_by_role("textbox", name=IT, exact=True).first
    before = page.locator(".ihp-strip").inner_text()
    box.fill(str(value))
    begun = time.perf_counter()
    box.press("Enter")
    page.wait_for_function(
        "told => document.querySelector('.ihp-strip').innerText !== told", arg=before
    )
    rest(page)
    return time.perf_counter() - begun


def upload_s(page: Page, path: Path) -> tuple[float, bool]:
    """Seconds from a file to its year in use and the page at rest; whether progress was shown."""
    used = page.locator(BOX).get_by_test_id("stAlert")
    before = used.first.inner_text() if used.count() else ""
    page.evaluate(WATCH)
    begun = time.perf_counter()
    page.locator(f"{BOX} input[type=file]").set_input_files(path)
    page.wait_for_function(
        """([box, told]) => {
          const said = document.querySelector(`${box} [data-testid=stAlert]`)?.innerText;
          return said && said !== told && !document.querySelector('[data-testid=stSpinner]');
        }""",
        arg=[BOX, before],
        timeout=WAIT_MS,
    )
    rest(page)
    return time.perf_counter() - begun, bool(page.evaluate("window.shown"))


def measured(page: Page, app: Server, folder: Path, times: int) -> None:
    """A line for each kind of file."""
    spent, entries = app.spent_s(), max(times, 3)
    without = median(entry_s(page, 10.1 + n / 10) for n in range(entries))
    alone = (app.spent_s() - spent) / entries
    print(f"{'an entry, without a file':24}{without:8.2f} s         server {alone:5.2f} s")
    for kind, name in enumerate(KINDS):
        paths = [written(folder, name, times * kind + n) for n in range(times)]
        spent = app.spent_s()
        took, told = zip(*(upload_s(page, path) for path in paths), strict=True)
        more, server = median(took) - without, (app.spent_s() - spent) / times
        print(
            f"{name:24}{median(took):8.2f} s{more:+8.2f} s server {server:5.2f} s  "
            f"{'within' if server - alone <= LIMIT_S else 'ABOVE'} {LIMIT_S} s; {sizes(paths[0])}; "
            f"progress {'shown' if all(told) else 'NOT SHOWN'}",
            flush=True,
        )


def written(folder: Path, name: str, seed: int) -> Path:
    """A file of a kind, of another year for every seed."""
    ending, make = KINDS[name]
    path = folder / f"year{seed}{ending}"
    path.write_bytes(make(quarters(seed)))
    return path


def sizes(path: Path) -> str:
    """How large a file is, and how large one may be."""
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    return f"{path.stat().st_size / 2**20:.1f} of {config['server']['maxUploadSize']} MB"


def main(times: int = 3) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, served(APP) as app, sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        opened(page, app.address)
        measured(page, app, Path(folder), times)
        browser.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
