"""A visitor who came in by the front door."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

APP = str(Path(__file__).parents[2] / "app.py")
TIMEOUT = 60


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
