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


def planner_rows(found: Assessment, part: str = "connection") -> Rows:
    """What a planner needs of the connection, the plant or its reliability."""
    parts = {"connection": _connection, "plant": _plant, "reliability": _reliability}
    return _rows("planner", parts[part](found))


def _connection(found: Assessment) -> Figures:
    pipe = found.connection
    beyond = next((row.value for row in found.criteria if row.id == "hydraulics"), None)
    return {
        "feed": (say(f"app.planner.feed.{pipe.feed}") if pipe.feed else None, ""),
        "supply": (_ends("supply", pipe.coldest_leaving_plant_c, pipe.coldest_arriving_c), ""),
        "return": (_ends("return", pipe.coldest_back_at_plant_c, pipe.coldest_returning_c), ""),
        "coldest_flow": (pipe.coldest_day_flow_m3_per_h, "m³/h"),
        "summer_flow": (pipe.summer_night_flow_m3_per_h, "m³/h"),
        "flow": (pipe.flow_m3_per_h, "m³/h"),
        "dn": (_pipes(pipe), ""),
        "pressure": (pipe.pressure_drop_bar, "bar"),
        "pump_head": (pipe.pump_head_bar, "bar"),
        "drop": (pipe.supply_drop_k, "K"),
        "loss": (pipe.loss_gwh, "GWh/a"),
        "local_limit": (pipe.local_limit_mw, "MW"),
        "beyond_limit": (beyond, "share"),
    }


def _plant(found: Assessment) -> Figures:
    heat = found.heat
    machine = say(f"choice.{heat.refrigerant}") if heat.refrigerant else say("machine.none_short")
    return {
        "capacity": (heat.capacity_mw, "MW"),
        "heat_pump": (heat.heat_pump_capacity_mw, "MW"),
        "machine": (machine if heat.heat_pump_scop else None, ""),
        "electrical": (heat.electrical_connection_mw, "MW"),
        "area": (heat.floor_area_m2, "m²"),
        "source": (heat.source_available_gwh, "GWh/a"),
        "not_taken": (heat.not_taken_gwh, "GWh/a"),
        "topped_up": (heat.topped_up_gwh, "GWh/a"),
        "share": (heat.share_of_network_fraction, "share"),
        "full_load": (heat.full_load_hours, "h/a"),
        "operating": (heat.operating_hours, "h/a"),
        "electricity": (heat.electricity_gwh, "GWh/a"),
        "pumping": (heat.pumping_gwh, "GWh/a"),
    }


def _reliability(found: Assessment) -> Figures:
    heat = found.heat
    return {
        "firm": (heat.firm_capacity_mw, "MW"),
        "reserve": (heat.reserve_mw, "MW"),
        "outage_heat": (heat.outage_heat_mwh, "MWh"),
        "outage_cost": (heat.outage_cost_eur, "EUR"),
    }


def _ends(name: str, plant_c: float | None, connection_c: float | None) -> str | None:
    """A temperature at both ends of the pipe; nothing where the pipe carries nothing."""
    if plant_c is None or connection_c is None:
        return None
    ends = {"plant": figure(plant_c, "°C"), "connection": figure(connection_c, "°C")}
    return say(f"app.planner.{name}.both", **ends)


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
