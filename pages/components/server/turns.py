"""Whose turn it is: visitors' runs take turns, and who has no answer yet comes first.

Python runs one line at a time. Twenty-five runs that take it from each other a millisecond each are
all finished last, and what the first of them have drawn waits behind them on its way to the
browser. In turns the same work is done as soon, each visitor is done earlier on average, and twenty
five who come at once all see an answer before the first page is drawn to its end.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE_S = 0.5
"""How long a run waits for its turn at most: a slow one (a map, a list of sites) loses its turn to
it and goes on beside it, so that others wait for a slow one once and not at every turn."""

_change = threading.Condition()
_whose: set[int] = set()
"""The thread of the run whose turn it is; every run has a thread of its own."""
_without_answer: set[int] = set()
"""The threads that wait for their first turn."""


@contextmanager
def in_turn() -> Iterator[None]:
    """A whole run of a page, however it ends."""
    me = threading.get_ident()
    with _change:
        _without_answer.add(me)
        _take_when(lambda: not _whose)
        _without_answer.discard(me)
    try:
        yield
    finally:
        _let_others()


@contextmanager
def others_first() -> Iterator[None]:
    """What a run does while others have their turn: wait, and nothing else."""
    mine = _let_others()
    yield
    if mine:
        _again()


def answered() -> None:
    """The answer is drawn: let those who have none come to theirs."""
    with others_first():
        pass


def _let_others() -> bool:
    """Give the turn away; whether there was one."""
    me = threading.get_ident()
    with _change:
        mine = me in _whose
        _whose.discard(me)
        _change.notify_all()
    return mine


def _again() -> None:
    """Take another turn, behind all who have no answer."""
    with _change:
        _take_when(lambda: not _whose and not _without_answer)


def _take_when(free: Callable[[], bool]) -> None:
    """Take the turn as soon as it is free, or when patience ends; ``_change`` is held."""
    _change.wait_for(free, PATIENCE_S)
    _whose.clear()
    _whose.add(threading.get_ident())
