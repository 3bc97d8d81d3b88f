"""The settings of whoever runs the app: ``settings.toml`` beside ``app.py``, or another file."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit import config

from ihp_core.files import settings as settings_file
from ihp_core.files.settings import ACCENT, Settings, SettingsError
from ihp_core.text import say
from ihp_core.text.markdown import plain

VARIABLE = "IHP_SETTINGS"
"""Of the environment: another settings file than the one beside ``app.py``."""
FILE = Path(os.environ.get(VARIABLE) or Path(__file__).parents[3] / "settings.toml")


@cache
def read_settings() -> tuple[Settings, str]:
    """All settings, and what is wrong with the file: it is then as if there were none, and the
    internal view stays shut, for who should see it cannot be read."""
    try:
        return settings_file.settings(FILE), ""
    except SettingsError as error:
        return Settings(internal="off"), say(error.code, **error.words)


def settings() -> Settings:
    """All settings, neutral where the file says nothing."""
    return read_settings()[0]


def public_address() -> str:
    """Where others reach the app, without a slash at the end; empty where nobody said."""
    return settings().address


def show_brand() -> None:
    """Title, logo and accent colour of whoever runs the app, where the settings name any."""
    brand, wrong = read_settings()
    title = " · ".join(filter(None, (say("app.title"), settings().company)))
    st.set_page_config(page_title=title, page_icon="♨️", layout="wide")
    if wrong:
        st.error(plain(wrong))
    if brand.logo:
        st.logo(brand.logo, size="large")
    if brand.accent != ACCENT and config.get_option("theme.primaryColor") != brand.accent:
        config.set_option("theme.primaryColor", brand.accent)


def show_contact() -> None:
    """At the foot of every page, whose tool this is, where the settings say so."""
    if told := " · ".join(filter(None, (settings().company, settings().contact))):
        st.caption(plain(told))
