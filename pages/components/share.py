"""The link to copy and its QR code, on its own because it knows the public address.

A code is drawn where others can reach the app at all.
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import segno
import streamlit as st

from ihp_core.text import say
from pages.components.state.address import in_address
from pages.components.state.settings import public_address

PRIVATE = "private_link"
LONGEST_CODE = 2000
"""Of a link that a telephone still reads from a screen."""


def share(page: str) -> None:
    """A popover with the link to this page of this site."""
    with st.popover(say("link.copy"), icon=":material/link:", width="stretch"):
        key = f"{PRIVATE}:{page}"
        if st.session_state.get(key) != bool(st.session_state.get(PRIVATE)):
            st.session_state[key] = bool(st.session_state.get(PRIVATE))
        st.checkbox(
            say("link.private"),
            key=key,
            help=say("link.private_help"),
            on_change=lambda: st.session_state.update({PRIVATE: st.session_state[key]}),
        )
        address = link_to(page)
        st.code(address, language=None, wrap_lines=True)
        st.caption(say("link.about"))
        _code(address)


def link_to(page: str) -> str:
    """The whole link, from the public address or from the one this browser uses."""
    here = urlsplit(st.context.url or "")
    base = public_address() or f"{here.scheme}://{here.netloc}"
    path = "" if page == "site" else page
    return f"{base}/{path}?{urlencode(in_address())}"


def _code(address: str) -> None:
    if not public_address():
        st.caption(say("link.local"))
    elif len(address) <= LONGEST_CODE:
        st.image(segno.make(address, error="l").svg_inline(scale=3, light="#FFFFFF", border=2))
    else:
        st.caption(say("link.too_long"))
