"""The day of the case: what papers and project files carry."""

from __future__ import annotations

import datetime as dt

import streamlit as st


def dated() -> dt.date:
    """On which the case was saved; today once it has been changed since."""
    saved: dt.date | None = st.session_state.get("dated")
    return saved or dt.date.today()
