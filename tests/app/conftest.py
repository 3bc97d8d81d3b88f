"""A visitor who came in by the front door."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

APP = str(Path(__file__).parents[2] / "app.py")
TIMEOUT = 60


@pytest.fixture(scope="session", autouse=True)
def scanned_once() -> Iterator[None]:
    """Installed packages are searched for components once, not anew for each visitor."""
    whole = manifest_scanner.scan_component_manifests
    manifest_scanner.scan_component_manifests = cache(whole)
    yield
    manifest_scanner.scan_component_manifests = whole


@pytest.fixture
def front_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server somebody has opened at its front page: ``app.py`` runs on every visit."""
    begin = PagesManager.__init__

    def opened(self: PagesManager, *args: object, **more: object) -> None:
        PagesManager.uses_pages_directory = False
        begin(self, *args, **more)

    monkeypatch.setattr(PagesManager, "__init__", opened)


@pytest.fixture
def visitor(front_door: None) -> AppTest:
    """The app as it opens."""
    return AppTest.from_file(APP, default_timeout=TIMEOUT).run()
