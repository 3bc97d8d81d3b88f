"""The tables of figures: what each is called, how much, and what it is."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ihp_core.assumptions import assumption
from ihp_core.results import Assessment, Pipe
from ihp_core.text import figure, say

Rows = dict[str, list[str]]
ACROSS = 3
Figures = Mapping[str, tuple[float | str | None, str]]


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
            "dn": (_pipes(pipe), ""),
            "flow": (pipe.flow_m3_per_h, "m³/h"),
            "pressure": (pipe.pressure_drop_bar, "bar"),
            "pump_head": (pipe.pump_head_bar, "bar"),
            "drop": (pipe.supply_drop_k, "K"),
            "loss": (pipe.loss_gwh, "GWh/a"),
        },
    )


def _pipes(pipe: Pipe) -> str:
    """The width of the pipe, and how many lie side by side where one is not enough."""
    if pipe.parallel_pipes > 1:
        return say("app.planner.dn.several", number=pipe.parallel_pipes, dn=pipe.dn)
    return str(pipe.dn)


def money_rows(found: Assessment) -> Rows:
    """What may be said of the price in front of everybody."""
    price = found.price
    saving = price.saving_eur_per_year
    more = saving is not None and saving < 0
    return _rows(
        "money",
        {
            "indicative": (price.indicative_eur_per_mwh, "EUR/MWh"),
            "today": (price.ceiling_eur_per_mwh, "EUR/MWh"),
            "alternative": (price.alternative_eur_per_mwh, "EUR/MWh"),
            "extra" if more else "saving": (saving and abs(saving), "EUR/a"),
        },
        added=figure(assumption("cost.operator_added_eur_per_mwh").value, "EUR/MWh"),
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
        say("app.table.value"): [
            amount if isinstance(amount, str) else figure(amount, unit)
            for amount, unit in known.values()
        ],
        say("app.table.what"): [say(f"app.{group}.{name}.help", **words) for name in known],
    }
