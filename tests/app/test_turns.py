"""Visitors' runs take turns: answers first, nobody waits for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from pages.components.server import turns
from pages.components.server.turns import answered, in_turn, others_first

AWAIT_S = 5.0


def begun(run: Callable[[], None]) -> threading.Thread:
    """A thread that is on its way."""
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def until(met: Callable[[], bool]) -> None:
    """Wait for another thread to come so far."""
    end = time.monotonic() + AWAIT_S
    while not met():
        assert time.monotonic() < end
        time.sleep(0.001)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody gives up waiting within a test."""
    monkeypatch.setattr(turns, "PATIENCE_S", AWAIT_S)


def test_every_visitor_has_an_answer_before_one_page_is_drawn_to_its_end() -> None:
    """Five runs: five answers, then five pages."""
    drawn: list[str] = []
    first_may_go = threading.Event()

    def visit(name: str) -> None:
        with in_turn():
            if name == "first":
                first_may_go.wait(AWAIT_S)
            drawn.append("answer")
            answered()
            drawn.append("page")

    first = begun(lambda: visit("first"))
    until(lambda: bool(turns._whose))
    others = [begun(lambda: visit("other")) for _ in range(4)]
    until(lambda: len(turns._without_answer) == 4)
    first_may_go.set()
    for thread in (first, *others):
        thread.join(AWAIT_S)
    assert drawn == ["answer"] * 5 + ["page"] * 5


def test_one_run_at_a_time_has_the_turn() -> None:
    """Six runs with three turns each are never at work at once."""
    at_once, most = 0, 0

    def visit() -> None:
        nonlocal at_once, most
        with in_turn():
            for _ in range(3):
                at_once += 1
                most = max(most, at_once)
                time.sleep(0.002)
                at_once -= 1
                answered()

    for thread in [begun(visit) for _ in range(6)]:
        thread.join(AWAIT_S)
    assert most == 1


def test_while_a_run_pauses_others_go_on() -> None:
    """The pause behind a first chart is somebody else's time."""
    over = threading.Event()

    def other() -> None:
        with in_turn():
            over.set()

    with in_turn():
        begun(other)
        until(lambda: bool(turns._without_answer))
        assert not over.is_set()
        with others_first():
            assert over.wait(AWAIT_S)


def test_a_run_that_breaks_gives_its_turn_away() -> None:
    """Nobody waits for a run that is over."""
    with pytest.raises(ValueError, match="broken"), in_turn():
        raise ValueError("broken")
    assert not turns._whose


def test_behind_a_slow_run_a_visitor_goes_on_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Patience ends; the page is drawn all the same."""
    monkeypatch.setattr(turns, "PATIENCE_S", 0.01)
    done = threading.Event()

    def other() -> None:
        with in_turn():
            answered()
        done.set()

    with in_turn():
        begun(other)
        assert done.wait(AWAIT_S)
        assert not turns._whose  # the slow one has lost its turn: who comes next need not wait


def test_what_runs_outside_a_turn_needs_none() -> None:
    """A test of a single page, a part that is drawn by itself."""
    answered()
    assert not turns._whose
