"""The tables of figures: what each is called, how much, and what it is."""

from __future__ import annotations

import streamlit as st

from ihp_core.results import Assessment
from ihp_core.text import figure, say

Rows = dict[str, list[str]]
ACROSS = 3
Figures = dict[str, tuple[float | None, str]]


def planner_rows(found: Assessment) -> Rows:
    """What a planner needs of pipe, plant and grid."""
    heat, pipe = found.heat, found.connection
    return _rows(
        "planner",
        {
            "capacity": (heat.capacity_mw, "MW"),
            "heat_pump": (heat.heat_pump_capacity_mw, "MW"),
            "electrical": (float(found.year.electricity_mw.max()), "MW"),
            "source": (heat.source_available_gwh, "GWh/a"),
            "not_taken": (heat.not_taken_gwh, "GWh/a"),
            "topped_up": (heat.topped_up_gwh, "GWh/a"),
            "share": (heat.share_of_network_fraction, "share"),
            "full_load": (heat.full_load_hours, "h/a"),
            "operating": (heat.operating_hours, "h/a"),
            "electricity": (heat.electricity_gwh, "GWh/a"),
            "pumping": (heat.pumping_gwh, "GWh/a"),
            "dn": (pipe.dn, "-"),
            "flow": (pipe.flow_m3_per_h, "m³/h"),
            "pressure": (pipe.pressure_drop_bar, "bar"),
            "drop": (pipe.supply_drop_k, "K"),
            "loss": (pipe.loss_gwh, "GWh/a"),
        },
    )


def money_rows(found: Assessment) -> Rows:
    """What may be said of the price in front of everybody."""
    price = found.price
    return _rows(
        "money",
        {
            "indicative": (price.indicative_eur_per_mwh, "EUR/MWh"),
            "today": (price.ceiling_eur_per_mwh, "EUR/MWh"),
            "alternative": (price.alternative_eur_per_mwh, "EUR/MWh"),
            "saving": (price.saving_eur_per_year, "EUR/a"),
        },
        alternative=say(f"choice.{price.alternative_kind}") if price.alternative_kind else "",
    )


def producer_figures(found: Assessment) -> Figures:
    """The producer's own figures; never drawn in the conversation."""
    price, finance = found.price, found.finance
    return {
        "floor": (price.floor_eur_per_mwh, "EUR/MWh"),
        "room": (price.room_eur_per_mwh, "EUR/MWh"),
        "capex": (found.cost.capex_eur, "EUR"),
        "npv": (finance.npv_eur, "EUR"),
        "irr": (finance.irr_fraction, "share"),
        "payback": (finance.payback_years, "a"),
    }


def figures(given: Figures) -> None:
    """Figures side by side, few enough not to be cut, each explained at its question mark."""
    rows = list(given.items())
    for start in range(0, len(rows), ACROSS):
        cells = zip(st.columns(ACROSS), rows[start : start + ACROSS], strict=False)
        for column, (name, (value, unit)) in cells:
            column.metric(
                say(f"app.money.{name}.label"),
                figure(value, unit),
                help=say(f"app.money.{name}.help"),
            )


def _rows(group: str, given: Figures, **words: str) -> Rows:
    """Rows of a table; a figure that does not exist here has no row."""
    known = {name: pair for name, pair in given.items() if pair[0] is not None}
    return {
        say("app.table.figure"): [say(f"app.{group}.{name}.label") for name in known],
        say("app.table.value"): [figure(value, unit) for value, unit in known.values()],
        say("app.table.what"): [say(f"app.{group}.{name}.help", **words) for name in known],
    }
