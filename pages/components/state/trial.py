"""A trial beside the stated case: what every widget moves while somebody asks "what if".

The draft in front is then the trial's, and the stated case waits. Keeping lets the trial stand,
exactly as it was shown; dropping brings the stated case back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pages.components.state.draft import QUALITY, draft, drop_trial, replace
from pages.components.state.variants import keep_as_variant

SIZED = "network.annual_heat_gwh"
OTHERWISE = "network.peak_load_mw"
"""How the network's size may be stated as well."""


def begin(network_gwh: float | None) -> None:
    """Try from here. A network sized to fit the data centre stands still while that is tried."""
    case, state = draft(), st.session_state
    state["stated_case"], state["stated_past"], state["past"] = case, state["past"], []
    sized = SIZED not in case and OTHERWISE not in case and network_gwh is not None
    if sized:
        state["draft"] = case | {SIZED: network_gwh, QUALITY + SIZED: "assumed"}


def keep() -> None:
    """Let the trial stand as the stated case."""
    after = draft()
    drop_trial()
    replace(after)


def as_variant(name: str) -> None:
    """Keep the trial as a variant of that name; the stated case stands in front again."""
    tried = draft()
    drop_trial()
    keep_as_variant(tried, name)


def moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """The inputs in which two drafts differ, but for what stands still in a trial."""
    paths = dict.fromkeys([*before, *after])
    still = {SIZED} if SIZED not in before and after.get(QUALITY + SIZED) == "assumed" else set()
    return tuple(
        path
        for path in paths
        if path not in still
        and "." in path
        and not path.startswith(("notes.", QUALITY))
        and before.get(path) != after.get(path)
    )
