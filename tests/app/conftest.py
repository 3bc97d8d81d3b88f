"""A visitor who came in by the front door."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Toggle

from pages.components.fields import slider
from pages.components.site.inputs import MORE

APP = str(Path(__file__).parents[2] / "app.py")
TIMEOUT = 60


@pytest.fixture(scope="session", autouse=True)
def scanned_once() -> Iterator[None]:
    """Installed packages are searched for components once, not anew for each visitor."""
    whole = manifest_scanner.scan_component_manifests
    manifest_scanner.scan_component_manifests = cache(whole)
    yield
    manifest_scanner.scan_component_manifests = whole


def box_of_slider(key: str, data: bytes, on_entry_change: Any, **_: Any) -> None:
    """A slider's exact box alone, as a text box: the test client cannot see components."""
    box, shown = f"box:{key}", json.loads(data)
    if st.session_state.get(box) != shown["text"]:
        st.session_state[box] = shown["text"]

    def typed() -> None:
        st.session_state[key] = {"entry": {"text": st.session_state[box], "n": 1}}
        on_entry_change()

    st.text_input(shown["name"], key=box, placeholder=shown["words"]["typical"], on_change=typed)


@pytest.fixture
def front_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server somebody has opened at its front page: ``app.py`` runs on every visit."""
    monkeypatch.setattr(slider, "_mounted", box_of_slider)
    begin = PagesManager.__init__

    def opened(self: PagesManager, *args: object, **more: object) -> None:
        PagesManager.uses_pages_directory = False
        begin(self, *args, **more)

    monkeypatch.setattr(PagesManager, "__init__", opened)


@pytest.fixture
def visitor(front_door: None) -> AppTest:
    """The app as it opens."""
    return AppTest.from_file(APP, default_timeout=TIMEOUT).run()


def internal_switch(app: AppTest) -> Toggle:
    """The switch of the internal view, wherever it stands."""
    return next(switch for switch in app.toggle if "internal" in str(switch.key))


def unfolded(app: AppTest) -> AppTest:
    """The Site page with every folded part open."""
    for group in MORE:
        app.session_state[f"site:more:{group}"] = True
    return app.run()
