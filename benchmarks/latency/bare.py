"""A bare Streamlit page: one box, one line, two charts that were made before."""

import json
import os
from pathlib import Path

import streamlit as st


@st.cache_resource
def made() -> dict[str, dict[str, object]]:
    """All lines and charts, read once: reading them is no part of the page."""
    return dict(json.loads(Path(os.environ["BARE_SPECS"]).read_text(encoding="utf-8")))


st.set_page_config(layout="wide")
typed = st.text_input("IT capacity at full build-out [MW]", "10")
shown = made().get(typed, made()["10"])
st.html(f'<div class="ihp-strip">{shown["strip"]}</div>')
for spec in shown["charts"]:
    st.vega_lite_chart(spec, width="stretch")
