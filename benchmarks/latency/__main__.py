"""From an entry to the updated line and chart in Chromium: the app against a bare page.

The bare page shows the same line and the page's first two charts, the very specifications with
their points inside, all made before it starts: what is left is Streamlit, the network and the
drawing. Both are measured in turn, 20 entries each, from the Enter key to the frame in which line
and chart have changed. Limit: 1.5 times.

Run: ``python -m benchmarks.latency [moves]``
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

from ihp_core.answer import answer
from ihp_core.report.heat.temperature_heat import temperature_heat
from ihp_core.report.heat.year import year
from ihp_core.site.examples.worked import example
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from pages.components.heat.outdoor import AT_FIRST_C

ROOT = Path(__file__).parents[2]
LIMIT = 1.5
IT = "data_centre.it_capacity_mw"
OPTIONS = ("--server.headless", "true", "--server.fileWatcherType", "none")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")

WATCH = """
() => {
  const state = () => [document.querySelector('.ihp-strip')?.innerText,
    [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].slice(0, 2)
      .map(c => [...c.querySelectorAll('path')].map(p => p.getAttribute('d')).join('')).join('|')];
  window.waited = new Promise(done => {
    document.addEventListener('keydown', event => {
      if (event.key !== 'Enter') return;
      const begun = performance.now(), before = state();
      const look = () => {
        const now = state();
        if (now[0] && now[1] && now[0] !== before[0] && now[1] !== before[1])
          done(performance.now() - begun);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }, {once: true, capture: true});
  });
}
"""


def bare_specs(capacities: list[str]) -> dict[str, object]:
    """Line and charts of every capacity that will be entered."""
    paths = flat(example("german").model_dump(mode="json", exclude_defaults=True))
    found: dict[str, object] = {}
    for capacity in capacities:
        one = answer(Site.model_validate(nested(paths | {IT: float(capacity)})))
        drawn = [temperature_heat(one, AT_FIRST_C), year(one)]
        line = f"{one.heat.delivered_gwh:.3f} GWh/a {one.price.indicative_eur_per_mwh:.3f}"
        found[capacity] = {"strip": line, "charts": [d.spec for d in drawn]}
    return found


def served(script: str, **environment: str) -> tuple[subprocess.Popen[bytes], str]:
    """A Streamlit server of a script, and where it is."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen([*command, *OPTIONS], cwd=ROOT, env=os.environ | environment, **quiet)
    address = f"http://localhost:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
            break
        except OSError:
            time.sleep(0.2)
    return server, address


def waited_ms(page: Page, text: str) -> float:
    """From the Enter key to the frame with another line and another chart."""
    box = page.get_by_role("textbox", name="IT capacity").first
    box.fill(text)
    page.evaluate(WATCH)
    box.press("Enter")
    found = float(page.evaluate("window.waited"))
    page.wait_for_timeout(400)
    return found


def main(moves: int = 20) -> None:
    """Print median and 95th percentile of both, and their ratio."""
    # Not beyond some 20 MW, where the network takes no more heat, and in steps of some 6 %: sizes
    # stand on a ladder, and where nothing changes nothing could be waited for.
    capacities = [f"{5 * 4 ** (n / (moves + 2)):.4g}" for n in range(moves + 3)]
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
        json.dump(bare_specs(capacities), file)
    servers = [
        served("app.py"),
        served(str(Path(__file__).parent / "bare.py"), BARE_SPECS=file.name),
    ]
    try:
        _print(measured([servers[0][1] + "/heat", servers[1][1]], capacities[1:]))
    finally:
        for server, _ in servers:
            server.terminate()
        Path(file.name).unlink()


def measured(addresses: list[str], capacities: list[str]) -> np.ndarray:
    """Milliseconds (moves, pages), the pages in turn; the first two entries warm them up."""
    browser_path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        pages = []
        for address in addresses:
            page = browser.new_page(viewport={"width": 1280, "height": 1400})
            page.goto(address)
            page.wait_for_selector("[data-testid=stVegaLiteChart] svg", timeout=60_000)
            page.wait_for_timeout(2000)
            pages.append(page)
        rows = [[waited_ms(page, text) for page in pages] for text in capacities]
        browser.close()
    return np.array(rows[2:])


def _print(found: np.ndarray) -> None:
    middle, slow = np.median(found, axis=0), np.percentile(found, 95, axis=0)
    print(f"{'':12}{'median [ms]':>12}{'p95 [ms]':>12}")
    for name, m, p in zip(("app", "bare page"), middle, slow, strict=True):
        print(f"{name:12}{m:12.0f}{p:12.0f}")
    print(f"{'ratio':12}{middle[0] / middle[1]:12.2f}{slow[0] / slow[1]:12.2f}   limit {LIMIT}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
