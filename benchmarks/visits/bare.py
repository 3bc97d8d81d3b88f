"""A bare Streamlit page, as anybody would write it: twelve inputs and two charts.

One chart of the year in layers, one of months, with what a reader expects of a chart: titles,
figures on pointing, colours with their names.
"""

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

WAYS = ("exchanger", "both", "heat pump", "boiler")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

st.set_page_config(layout="wide")
level, slope, *rest = (
    st.slider(f"Input {number}", 0.0, 100.0, 50.0, 0.1, key=f"bare:input_{number}")
    for number in range(12)
)
day = np.linspace(0, 365, 200)
heat = level + slope * np.cos(2 * np.pi * day / 365) + sum(rest)
year = pd.concat([pd.DataFrame({"day": day, "heat": heat / 4, "way": way}) for way in WAYS])
layers = (
    alt.Chart(year)
    .mark_area()
    .encode(
        x=alt.X("day", title=None),
        y=alt.Y("heat", title="Heat [MW]", stack=True),
        color=alt.Color("way", scale=alt.Scale(domain=list(WAYS)), legend=alt.Legend(orient="top")),
        tooltip=[alt.Tooltip("way"), alt.Tooltip("heat", format=".1f")],
    )
)
load = alt.Chart(year).mark_line(color="#D55E00").encode(x="day", y="sum(heat)")
st.altair_chart((layers + load).properties(title="The year"))
months = pd.DataFrame({"month": MONTHS, "heat": heat[8::17][:12]})
bars = (
    alt.Chart(months)
    .mark_bar()
    .encode(
        x=alt.X("month", sort=MONTHS, title=None),
        y=alt.Y("heat", title="Heat [MW]"),
        tooltip=["month", alt.Tooltip("heat", format=".1f")],
    )
)
st.altair_chart(bars.properties(title="The months"))
