"""What goes over the wire while the internal view is shut: none of the producer's figures."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect

from ihp_core.answer import answer
from ihp_core.files.password import hashed
from ihp_core.site.examples.worked import example
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from pages.components.frame import MORE
from tests.e2e.conftest import running
from tests.e2e.test_browser import LOAD_MS, PAGES, opened, settled

RATE, SHARE = 0.0713, 0.431
OWN = {"contract.discount_rate_fraction": RATE, "contract.room_share_fraction": SHARE}


def site() -> Site:
    """The German example, its heat stated to be worth a lot, with marked figures."""
    stated = flat(example("german").model_dump(mode="json", exclude_defaults=True))
    return Site.model_validate(nested(stated | OWN))


def marks() -> list[bytes]:
    """The marked figures and what follows from them alone, as text and as numbers."""
    found = answer(site())
    entered = [b"0.0713", b"7.13", b"7,13", b"0.431", b"43.1\xc2\xa0%", b"43.1 %", b"43,1\xc2\xa0%"]
    secret = [RATE, SHARE, found.price.floor_eur_per_mwh, found.price.room_eur_per_mwh]
    secret += [found.finance.npv_eur, found.finance.irr_fraction]
    known = [number for number in secret if number is not None]
    as_numbers = [struct.pack(order, number) for number in known for order in ("<d", ">d")]
    return [*entered, *as_numbers, *(repr(number)[:9].encode() for number in known[2:])]


@contextmanager
def server(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The app under settings of a test's own."""
    file = folder / "settings.toml"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setenv("IHP_SETTINGS", str(file))
    with running() as address:
        yield address


def traffic(
    browser: Browser, address: str, folder: Path, *, turn_on: bool = False, leave: bool = False
) -> bytes:
    """All that the server says while a project is opened and every page is walked, unfolded; of a
    visit that leaves the internal view, what it says from then on, at two electricity prices."""
    said: list[bytes] = []
    page = browser.new_context(base_url=address, viewport={"width": 1366, "height": 900}).new_page()

    def heard(payload: bytes | str) -> None:
        said.append(payload if isinstance(payload, bytes) else payload.encode())

    page.on("websocket", lambda socket: socket.on("framereceived", heard))
    opened(page)
    project = folder / "project.json"
    project.write_text(json.dumps(site().model_dump(mode="json", exclude_defaults=True)))
    page.get_by_role("button", name="Examples and files").click()
    page.get_by_test_id("stPopoverBody").locator("input[type=file]").set_input_files(project)
    page.wait_for_timeout(1500)
    settled(page)
    page.keyboard.press("Escape")
    if turn_on:
        page.get_by_text("Internal view", exact=True).click()
        expect(page.locator(".ihp-internal")).to_be_visible(timeout=LOAD_MS)
    if leave:
        page.get_by_text("Internal view", exact=True).click()
        expect(page.locator(".ihp-internal")).to_have_count(0, timeout=LOAD_MS)
        said.clear()
    for where in (name for name in PAGES if name != "site"):
        _walk_to(page, where)
        if leave and where != "portfolio":
            _another_price(page)
    page.context.close()
    return b"\n".join(said)


def _walk_to(page: Page, where: str) -> None:
    """To a page by its link; a click that a page under way swallows is made again."""
    link = page.locator(f"a[href$='{where}']").first
    for _ in range(4):
        if where in MORE and link.count() == 0:
            page.get_by_test_id("stHeader").get_by_text("More", exact=True).click()
        link.dispatch_event("click")
        try:
            page.wait_for_function(f"location.pathname === '/{where}'", timeout=LOAD_MS / 4)
        except TimeoutError:
            continue
        break
    settled(page)
    assert page.evaluate("location.pathname") == f"/{where}"
    _unfolded(page)


def _another_price(page: Page) -> None:
    """Electricity up or down by a step of the keyboard, as a customer tries it."""
    box = page.get_by_role("textbox", name="Electricity").first
    box.fill("165" if box.input_value() != "165" else "140")
    box.press("Enter")
    settled(page)


def _unfolded(page: Page) -> None:
    """Open all that is folded, so that it is sent too."""
    for fold in page.get_by_test_id("stMain").locator("[data-testid=stExpander] summary").all():
        fold.evaluate("fold => fold.click()")
        page.wait_for_timeout(150)
    settled(page)


def told(said: bytes) -> list[bytes]:
    """Which of the marks stand in what was said."""
    return [mark for mark in marks() if mark in said]


def test_the_internal_view_sends_what_is_looked_for(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A marked figure and the producer's cost, so that their absence below means something."""
    with server(tmp_path, 'internal = "open"\n', monkeypatch) as address:
        said = traffic(browser, address, tmp_path, turn_on=True)
    floor = answer(site()).price.floor_eur_per_mwh
    assert {struct.pack("<d", number) for number in (SHARE, floor)} <= set(told(said))


def test_who_leaves_the_internal_view_sends_none_of_it(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the customer in the room, on every page, while they try other prices."""
    with server(tmp_path, 'internal = "open"\n', monkeypatch) as address:
        said = traffic(browser, address, tmp_path, turn_on=True, leave=True)
    assert len(said) > 100_000
    assert told(said) == []


@pytest.mark.parametrize("lock", ["off", "password"])
def test_shut_the_view_sends_none_of_it(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    """On every page, unfolded, after a project with the producer's figures was opened."""
    text = f'internal = "{lock}"\ninternal_password_hash = "{hashed("warm water from servers")}"\n'
    with server(tmp_path, text, monkeypatch) as address:
        said = traffic(browser, address, tmp_path)
    assert len(said) > 100_000
    assert told(said) == []
