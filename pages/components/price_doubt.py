"""How sure the price and the verdict are, and what to measure first. Internal view only."""

from __future__ import annotations

import streamlit as st

from ihp_core.many_cases import Driver, Uncertainty
from ihp_core.record import VERDICTS
from ihp_core.report import charts
from ihp_core.report.doubt import named_driver, weights
from ihp_core.report.palette import SIGNS
from ihp_core.results import Assessment
from ihp_core.text import figure, messages, say
from pages.components.every_figure import plain_in
from pages.components.picture import picture
from pages.components.tables import Rows


def how_sure(found: Assessment) -> None:
    """Distribution of the price, probability of each verdict, and the ranking of what to learn."""
    doubt = found.uncertainty
    if doubt is None:
        return
    st.subheader(say("price.internal.doubt"), anchor=False)
    if drawn := charts.distribution(found, doubt):
        picture(drawn)
        middle = figure(doubt.price.p50 if doubt.price else None, "EUR/MWh")
        st.caption(say("price.internal.off_centre", middle=middle))
    _probabilities(doubt)
    st.subheader(say("price.internal.first"), anchor=False)
    if drawn := charts.tornado(found, doubt):
        picture(drawn)
    if doubt.drivers:
        st.table(_ranked([one.driver for one in weights(doubt)]), hide_index=True)
        st.caption(say("price.internal.first_note"))
    else:
        st.caption(say("price.internal.nothing_first"))


def _probabilities(doubt: Uncertainty) -> None:
    st.markdown(f"**{say('price.internal.probability')}**")
    for column, name in zip(st.columns(3), VERDICTS, strict=True):
        label = f"{SIGNS[name].icon} {say(f'app.verdict.{name}')}"
        column.metric(label, figure(doubt.verdicts.get(name, 0.0), "share"))
    st.caption(say("price.internal.probability_note", samples=figure(doubt.samples, "-")))


def _ranked(found: list[Driver]) -> Rows:
    return {
        say("price.driver.input"): [named_driver(one.key) for one in found],
        say("price.driver.range"): [_ends(one) for one in found],
        say("price.driver.share"): [figure(one.price_variance_fraction, "share") for one in found],
        say("price.driver.verdict"): [figure(one.verdict_doubt_fraction, "share") for one in found],
        say("price.driver.quality"): [say(f"price.driver.{one.quality}") for one in found],
    }


def _ends(one: Driver) -> str:
    return " – ".join(_end(end, one.unit) for end in (one.low, one.high))


def _end(amount: float, unit: str) -> str:
    """With its unit in house style; a factor in per cent, a rare unit as in the data."""
    unit = "share" if unit == "-" or unit.startswith("share") else unit
    if f"unit.{unit}" in messages():
        return figure(amount, unit)
    return f"{plain_in(float(f'{amount:.3g}'), unit)} {unit}"
