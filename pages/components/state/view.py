"""Who looks at the page: the customer, or whoever may see the producer's own figures.

The settings say who may; no link, file or draft does.
"""

from __future__ import annotations

import threading
import time

import streamlit as st

from ihp_core.files.password import is_right
from ihp_core.results.discretion import Audience
from pages.components.state.settings import settings

PAUSE_S = 1.0
"""After a wrong password, for all visitors: who guesses gets a few tries a minute, however many
windows they open."""
_one_try_at_a_time = threading.Lock()


def internal() -> bool:
    """Whether the producer's own figures are shown."""
    return may_open() and bool(st.session_state.get("internal", False))


def audience() -> Audience:
    """Whom the page is drawn for: the customer, unless the switch says otherwise."""
    return "internal" if internal() else "customer"


def may_open() -> bool:
    """Whether this visitor may turn the internal view on."""
    lock = settings().internal
    return lock == "open" or (lock == "password" and bool(st.session_state.get("unlocked")))


def asks_for_password() -> bool:
    """Whether a password would open it."""
    return settings().internal == "password" and not may_open()


def unlock(password: str) -> bool:
    """Open the internal view for this visit, where the password is the one of the settings."""
    if settings().internal != "password":
        return False
    with _one_try_at_a_time:
        right = is_right(password, settings().password_hash)
        if not right:
            time.sleep(PAUSE_S)
    if right:
        st.session_state["unlocked"] = st.session_state["internal"] = True
    return right
