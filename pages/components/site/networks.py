"""Pick a network whose figures are published: they fill the network's inputs, with their source."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ihp_core.site.examples.known_networks import (
    KnownNetwork,
    changes_of,
    is_filled,
    known_networks,
)
from ihp_core.site.inputs import about, is_number
from ihp_core.text import figure, say
from ihp_core.text.markdown import plain
from pages.components.display.entry import named
from pages.components.site.map import in_country, placed, point
from pages.components.site.map_marks import ENDS
from pages.components.state.draft import draft, edit

KEY = "known_network"
HEAT = "network.annual_heat_gwh"


def known_network() -> None:
    """A list to search in; what was filled from it, whose figures they are, and of which year."""
    filled = filled_network()
    current = filled.id if filled else None
    if st.session_state.get(KEY) != current:
        st.session_state[KEY] = current
    st.selectbox(
        say("app.known.label"),
        tuple(known_networks()),
        key=KEY,
        index=None,
        format_func=lambda name: called(known_networks()[name]),
        placeholder=say("app.known.choose"),
        help=say("app.known.help"),
        on_change=_take,
    )
    if filled:
        st.caption(_what_was_filled(filled))


def filled_network() -> KnownNetwork | None:
    """The network of which a figure still stands in the draft, with its source."""
    stated = draft()
    return next((known for known in known_networks().values() if is_filled(known, stated)), None)


def called(network: KnownNetwork) -> str:
    """City and operator, as far as it is known."""
    return ", ".join(part for part in (network.city, network.operator) if part)


def _take() -> None:
    name = st.session_state[KEY]
    if name:
        edit(choosing(known_networks()[name], draft()))


def choosing(network: KnownNetwork, stated: dict[str, Any]) -> dict[str, Any]:
    """All figures in one change; the town's place only while nobody has set any point."""
    changes: dict[str, Any] = changes_of(network)
    if all(point(stated, end) is None for end in ENDS):
        changes |= placed("network", network.latitude, network.longitude)
    return in_country(changes, network.country)


def _what_was_filled(network: KnownNetwork) -> str:
    words = [_in_words(path, value, network) for path, value in network.figures.items()]
    return say(
        "app.known.filled",
        operator=plain(network.operator or network.city),
        year=network.year,
        figures=plain(", ".join(words)),
        scope=say(f"app.known.scope.{network.scope}"),
        source=f"[{plain(network.source)}]({network.url})",
    )


def _in_words(path: str, value: float | str, network: KnownNetwork) -> str:
    amount = figure(float(value), about(path)["unit"]) if is_number(path) else named(str(value))
    if path == HEAT:
        return say(f"app.known.basis.{network.basis}", heat=amount)
    return say(f"app.known.figure.{path}", figure=amount)
