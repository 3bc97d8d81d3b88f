"""The coloured bar of the internal view, on its own because it is seen on every page."""

from __future__ import annotations

from html import escape

import streamlit as st

from ihp_core.text import say

LOOK = """
[data-testid="stHeader"] { box-shadow: inset 0 .45rem 0 #882255; }
.ihp-internal { background: #882255; color: #FFFFFF; font-weight: 600; font-size: .9rem;
  padding: .25rem .75rem; border-radius: .4rem; }
"""
"""The header keeps its stripe while the page scrolls; the colour stands for nothing else."""


def internal_bar() -> None:
    """That the producer's own figures are on the screen, in colour and in words."""
    words = escape(say("app.internal.bar"))
    st.html(f'<style>{LOOK}</style><div class="ihp-internal" role="note">{words}</div>')
