"""The variants of a site, on its own because whatever tries a case out may keep it as one.

They are kept by a name, opened in place of the site in front, and let go.
"""

from __future__ import annotations

import streamlit as st

from ihp_core.files.project import named_briefly
from pages.components.state.draft import (
    Draft,
    draft,
    drop_trial,
    name_in_front,
    names_of_others,
    others,
    replace,
)

MOST = 4
"""Sites side by side, the one in front among them."""


def can_keep() -> bool:
    """Whether there is room for one more variant."""
    return len(others()) < MOST - 1


def keep_as_variant(entered: Draft, name: str = "") -> None:
    """Keep a copy of a draft beside the one in front, which goes on as it is."""
    if can_keep():
        names = [*names_of_others(), named_briefly(name)]
        st.session_state["others"] = [*others(), dict(entered)]
        st.session_state["names"] = names


def take_variant(number: int) -> None:
    """Put a variant in front, and what was in front in its place."""
    drop_trial()
    before, chosen, called = draft(), others(), names_of_others()
    replace(chosen[number])
    st.session_state["others"] = [*chosen[:number], before, *chosen[number + 1 :]]
    st.session_state["names"] = [*called[:number], name_in_front(), *called[number + 1 :]]
    st.session_state["name_in_front"] = called[number]


def drop_variant(number: int) -> None:
    """Let a variant go."""
    variants, names = others(), names_of_others()
    st.session_state["others"] = [*variants[:number], *variants[number + 1 :]]
    st.session_state["names"] = [*names[:number], *names[number + 1 :]]


def rename_variant(number: int, name: str) -> None:
    """Call a variant something else; without a name it goes by its number."""
    names = names_of_others()
    names[number] = named_briefly(name)
    st.session_state["names"] = names
