"""What has been worked out before: a visitor's own for them alone, the shipped examples' for all.

Of a visitor's own no more is kept than their last few results of a kind, in their session, and of
all visitors together no more than the server has room for: an answer holds its year hour by hour,
which is 2 to 3 MB.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from functools import cache
from typing import Any, TypeVar
from weakref import ref

import streamlit as st

from ihp_core.site.examples.worked import example, names
from ihp_core.site.site import Site
from ihp_core.year.measured.year import OwnYear
from pages.components.state.draft import digest
from pages.components.state.settings import settings

OF_A_VISITOR, OF_ALL = 12, 16
"""Results of one kind that are kept at most."""
STORE = "remembered"
NOTHING = object()

Made = TypeVar("Made")


class Own(dict[str, OrderedDict[Hashable, Any]]):
    """A visitor's results by their kind, the oldest first."""

    __hash__ = object.__hash__  # type: ignore[assignment]


_guard = threading.RLock()
_shared: dict[Hashable, Any] = {}
_kept: dict[str, OrderedDict[tuple[int, Hashable], ref[Own]]] = {}
"""Of every kind, whose results are kept; a visitor who has left is no longer there."""


def remembered(
    kind: str,
    sites: Sequence[Site],
    own: OwnYear | None,
    make: Callable[[], Made],
    *more: Hashable,
) -> Made:
    """What was made of these sites before, else what is made of them now.

    Parameters
    ----------
    kind
        What it is; results of each kind are counted apart.
    sites, own, more
        All that the result hangs on beside the rules of the settings.
    make
        Makes the result.
    """
    texts = tuple(site.model_dump_json() for site in sites)
    key = (kind, texts, own and digest(own), settings().rules, *more)
    if own is None and _shipped().issuperset(texts):
        return _of_an_example(key, make)
    return _of_the_visitor(kind, key, make)


@cache
def _shipped() -> frozenset[str]:
    return frozenset(example(name).model_dump_json() for name in names())


def _of_an_example(key: Hashable, make: Callable[[], Made]) -> Made:
    """Made once: who comes while it is being made waits for it, which is sooner than making it."""
    with _guard:
        if key not in _shared:
            _shared[key] = make()
        made: Made = _shared[key]
        return made


def _of_the_visitor(kind: str, key: Hashable, make: Callable[[], Made]) -> Made:
    if STORE not in st.session_state:
        st.session_state[STORE] = Own()
    store: Own = st.session_state[STORE]
    results = store.setdefault(kind, OrderedDict())
    made = results.get(key, NOTHING)  # at once: another visitor may push it out in between
    made = make() if made is NOTHING else made
    with _guard:
        _keep(store, kind, key, made)
    kept: Made = made
    return kept


def _keep(store: Own, kind: str, key: Hashable, made: object) -> None:
    """Put a result last, and let go of what is too much for the visitor or for the server."""
    results, in_all = store[kind], _kept.setdefault(kind, OrderedDict())
    results[key] = made
    results.move_to_end(key)
    in_all[id(store), key] = ref(store)
    in_all.move_to_end((id(store), key))
    while len(results) > OF_A_VISITOR:
        in_all.pop((id(store), results.popitem(last=False)[0]), None)
    for gone in [place for place, whose in in_all.items() if whose() is None]:
        del in_all[gone]
    while len(in_all) > OF_ALL:
        (_, oldest), whose = in_all.popitem(last=False)
        if (owner := whose()) is not None:
            owner[kind].pop(oldest, None)
