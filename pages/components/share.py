"""The link to copy and its QR code, on its own because it knows the public address.

A code is drawn where others can reach the app at all.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode, urlsplit

import segno
import streamlit as st

from ihp_core.text import say
from pages.components.state.address import in_address
from pages.components.state.settings import public_address

PRIVATE = "private_link"
LONGEST_CODE = 2000
"""Of a link that a telephone still reads from a screen."""

LOOK = """
button { width: 100%; min-height: 2.5rem; padding: .25rem .75rem; cursor: pointer;
  font: inherit; font-size: .875rem;
  color: var(--st-text-color); background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius, .5rem); }
button:hover, button:focus-visible { color: var(--st-primary-color);
  border-color: var(--st-primary-color); outline: none; }
button:focus-visible { box-shadow: 0 0 0 2px var(--st-primary-color); }
svg { width: 1.1em; height: 1.1em; vertical-align: -.2em; margin-right: .4em; fill: none;
  stroke: currentColor; stroke-width: 2; stroke-linecap: round; }
[role=status] { position: absolute; width: 1px; height: 1px; overflow: hidden; }
"""
FACE = """<button type="button"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M10 13.5
a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7l-1 1M14 10.5a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7
l1-1"/></svg><span></span></button><div role="status"></div>"""

_button = st.components.v2.component(
    "copy_link",
    html=FACE,
    css=LOOK,
    js=(Path(__file__).parent / "copy_link.js").read_text(encoding="utf-8"),
)


def share(page: str) -> None:
    """A button that copies the link to this page of this site, and what the link is to hold."""
    address = link_to(page)
    words = {name: say(f"link.{name}") for name in ("copied", "failed")}
    _button(key=f"copy:{page}", data={"address": address, "label": say("link.copy"), **words})
    options = st.popover(
        say("link.options"),
        icon=":material/qr_code:",
        width="stretch",
        key=f"link:{page}",
        on_change="rerun",
    )
    if options.open:
        with options:
            _options(page, address)


def _options(page: str, address: str) -> None:
    """What the link holds, the link itself, and its code; drawn while somebody looks."""
    key = f"{PRIVATE}:{page}"
    if st.session_state.get(key) != bool(st.session_state.get(PRIVATE)):
        st.session_state[key] = bool(st.session_state.get(PRIVATE))
    st.checkbox(
        say("link.private"),
        key=key,
        on_change=lambda: st.session_state.update({PRIVATE: st.session_state[key]}),
    )
    st.caption(say("link.private_help"))
    st.code(address, language=None, wrap_lines=True)
    st.caption(say("link.about"))
    _code(address)


def link_to(page: str) -> str:
    """The whole link, from the public address or from the one this browser uses."""
    here = urlsplit(st.context.url or "")
    base = public_address() or f"{here.scheme}://{here.netloc}"
    path = "" if page == "site" else page
    return f"{base}/{path}?{urlencode(in_address())}"


def works_elsewhere() -> bool:
    """Whether others can open the link: not one that only this machine understands."""
    host = urlsplit(st.context.url or "").hostname or ""
    return bool(public_address()) or host not in ("", "localhost", "127.0.0.1", "::1")


def _code(address: str) -> None:
    if not public_address():
        st.caption(say("link.local"))
    elif len(address) <= LONGEST_CODE:
        st.image(segno.make(address, error="l").svg_inline(scale=3, light="#FFFFFF", border=2))
    else:
        st.caption(say("link.too_long"))
