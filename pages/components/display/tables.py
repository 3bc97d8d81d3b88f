"""The producer's figures, and figures side by side."""

from __future__ import annotations

import streamlit as st

from ihp_core.report.summary.figure_tables import Figures
from ihp_core.results.results import Assessment
from ihp_core.text import figure, say

ACROSS = 3


def producer_figures(assessment: Assessment) -> Figures:
    """The producer's own figures; never drawn in the conversation."""
    price, finance = assessment.price, assessment.finance
    return {
        "floor": (price.floor_eur_per_mwh, "EUR/MWh"),
        "room": (price.room_eur_per_mwh, "EUR/MWh"),
        "capex": (assessment.cost.capex_eur, "EUR"),
        "npv": (finance.npv_eur, "EUR"),
        "irr": (finance.irr_fraction, "share"),
        "payback": (finance.payback_years, "a"),
    }


def figures(named_figures: Figures) -> None:
    """Figures side by side, few enough not to be cut, each explained at its question mark."""
    rows = list(named_figures.items())
    for start in range(0, len(rows), ACROSS):
        cells = zip(st.columns(ACROSS), rows[start : start + ACROSS], strict=False)
        for column, (name, (value, unit)) in cells:
            column.metric(
                say(f"app.money.{name}.label"),
                figure(value, unit),
                help=say(f"app.money.{name}.help"),
            )
