"""A bare Streamlit page: one box, one line, two charts that were made before."""

import json
import os
from pathlib import Path

import streamlit as st

specs = json.loads(Path(os.environ["BARE_SPECS"]).read_text(encoding="utf-8"))
st.set_page_config(layout="wide")
typed = st.text_input("IT capacity at full build-out [MW]", "10")
shown = specs.get(typed, specs["10"])
st.html(f'<div class="ihp-strip">{shown["strip"]}</div>')
for spec in shown["charts"]:
    st.vega_lite_chart(spec, width="stretch")
