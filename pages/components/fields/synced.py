"""A widget as a view of the draft, on its own because every kind of field needs it."""

from __future__ import annotations

from typing import Any

import streamlit as st


def synced(path: str, place: str, value: Any) -> str:
    """The widget's key, set only where it differs: set always, quick typing loses steps.

    The place names the page: a key that two pages share keeps its value while the second page
    looks at it, and loses it as the widget is drawn.
    """
    key = f"{place}:{path}"
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key
