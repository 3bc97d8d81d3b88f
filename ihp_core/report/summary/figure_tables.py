"""The tables of figures: what each is called, how much, and what it is."""

from __future__ import annotations

from collections.abc import Mapping

from ihp_core.economics.alternatives import Rivals
from ihp_core.key_figures.connection import PipeFigures
from ihp_core.operation.storage.stored_year import BUFFER
from ihp_core.report.price.beside import best_named
from ihp_core.results.results import Assessment
from ihp_core.tables.assumptions import assumption
from ihp_core.tables.units import MWH_PER_GWH
from ihp_core.text import SPOKEN, figure, say

Rows = dict[str, list[str]]
PER_MWH = "EUR/MWh"
Figures = Mapping[str, tuple[float | str | None, str]]


def planner_rows(assessment: Assessment, part: str = "connection", language: str = SPOKEN) -> Rows:
    """What a planner needs of the connection, the plant or its reliability."""
    parts = {"connection": _connection, "plant": _plant, "reliability": _reliability}
    return _rows("planner", parts[part](assessment, language), language)


def _connection(assessment: Assessment, language: str) -> Figures:
    pipe = assessment.connection
    out = (pipe.coldest_leaving_plant_c, pipe.coldest_arriving_c)
    back = (pipe.coldest_back_at_plant_c, pipe.coldest_returning_c)
    told = _says_what_it_takes(assessment)
    beyond = next((row.value for row in assessment.criteria if row.id == "hydraulics"), None)
    return {
        "feed": (say(f"app.planner.feed.{pipe.feed}", language) if pipe.feed else None, ""),
        "supply": (_ends("supply", *out, language), ""),
        "return": (_ends("return", *back, language), ""),
        "coldest_flow": (pipe.coldest_day_flow_m3_per_h, "m³/h"),
        "summer_flow": (pipe.summer_night_flow_m3_per_h, "m³/h"),
        "flow": (pipe.flow_m3_per_h, "m³/h"),
        "dn": (_pipes(pipe, language), ""),
        "pressure": (pipe.pressure_drop_bar, "bar"),
        "pump_head": (pipe.pump_head_bar, "bar"),
        "drop": (pipe.supply_drop_k, "K"),
        "loss": (pipe.loss_gwh, "GWh/a"),
        "local_limit": (pipe.local_limit_mw, "MW")
        if told
        else (say("app.planner.local_limit.open", language), ""),
        "beyond_limit": (beyond if told else None, "share"),
    }


def _says_what_it_takes(assessment: Assessment) -> bool:
    """Whether anybody said what the connection point can take: a default is no planning data."""
    paths = ("connection.local_load_fraction", "connection.local_dn")
    known = (assessment.inputs.get(path) for path in paths)
    return any(used is not None and used.origin in ("stated", "own") for used in known)


def _plant(assessment: Assessment, language: str) -> Figures:
    heat = assessment.heat
    code = f"choice.{heat.refrigerant}" if heat.refrigerant else "machine.none_short"
    machine = say(code, language)
    return {
        "capacity": (heat.capacity_mw, "MW"),
        "heat_pump": (heat.heat_pump_capacity_mw, "MW"),
        "machine": (machine if heat.heat_pump_scop else None, ""),
        "electrical": (heat.electrical_connection_mw, "MW"),
        "area": (heat.floor_area_m2, "m²"),
        "source": (heat.source_available_gwh, "GWh/a"),
        "not_taken": (heat.not_taken_gwh, "GWh/a"),
        "topped_up": (heat.topped_up_gwh, "GWh/a"),
        **_tank(assessment),
        "share": (heat.share_of_network_fraction, "share"),
        "full_load": (heat.full_load_hours, "h/a"),
        "operating": (heat.operating_hours, "h/a"),
        "electricity": (heat.electricity_gwh, "GWh/a"),
        "pumping": (heat.pumping_gwh, "GWh/a"),
        "primary_energy": (assessment.regulation.primary_energy_factor, "ratio"),
    }


def _tank(assessment: Assessment) -> Figures:
    """The tank, where there is one."""
    stated, heat = assessment.inputs[BUFFER].value, assessment.heat
    if not isinstance(stated, float) or stated <= 0:
        return {}
    return {
        "buffer": (stated, "m³"),
        "buffer_out": (heat.buffer_out_gwh, "GWh/a"),
        "buffer_loss": (heat.buffer_loss_gwh, "GWh/a"),
    }


def _reliability(assessment: Assessment, language: str) -> Figures:
    heat = assessment.heat
    return {
        "firm": (heat.firm_capacity_mw, "MW"),
        "reserve": (heat.reserve_mw, "MW"),
        "outage_heat": (heat.outage_heat_mwh, "MWh"),
        "outage_cost": (heat.outage_cost_eur, "EUR"),
    }


def _ends(
    name: str, plant_c: float | None, connection_c: float | None, language: str
) -> str | None:
    """A temperature at both ends of the pipe; nothing where the pipe carries nothing."""
    if plant_c is None or connection_c is None:
        return None
    temperatures = {"plant": plant_c, "connection": connection_c}
    ends = {where: figure(celsius, "°C", language) for where, celsius in temperatures.items()}
    return say(f"app.planner.{name}.both", language, **ends)


def _pipes(pipe: PipeFigures, language: str) -> str:
    """The width of the pipe, and how many lie side by side where one is not enough."""
    if pipe.parallel_pipes > 1:
        return say("app.planner.dn.several", language, number=pipe.parallel_pipes, dn=pipe.dn)
    return str(pipe.dn)


CHEAPER = 0.10
"""How much cheaper the best alternative is tried, in the row that says what hangs on it."""


def money_rows(assessment: Assessment, language: str = SPOKEN) -> Rows:
    """What may be said of the price in front of everybody: price, gap, what else there is."""
    price, saving = assessment.price, assessment.price.saving_eur_per_year
    told: dict[str, tuple[float | str | None, str]] = {
        "indicative": (price.indicative_eur_per_mwh, PER_MWH),
        "gap": (price.gap_eur_per_mwh, PER_MWH),
        "needed": (price.needed_eur_per_mwh, PER_MWH),
        "today": (price.today_eur_per_mwh, PER_MWH),
        "today_first_year": (price.today_first_year_eur_per_mwh, PER_MWH),
        **{kind: (getattr(price, f"{kind}_eur_per_mwh"), PER_MWH) for kind in Rivals._fields},
        "extra" if saving is not None and saving < 0 else "saving": (
            saving and abs(saving),
            "EUR/a",
        ),
        **_were_it_cheaper(assessment),
    }
    return _rows(
        "money",
        told,
        language,
        added=figure(assumption("cost.operator_added_eur_per_mwh").value, PER_MWH, language),
        best=best_named(price, language),
        year=str(round(assumption("finance.price_year").value)),
        cheaper=figure(CHEAPER, "share", language),
        until=_until(price.today_last_year, language),
    )


def _were_it_cheaper(assessment: Assessment) -> dict[str, tuple[float | str | None, str]]:
    """What the price as indicated would save, or cost more, were the best alternative cheaper."""
    price, saving = assessment.price, assessment.price.saving_eur_per_year
    if saving is None or price.ceiling_eur_per_mwh is None:
        return {}
    heat = assessment.heat.delivered_gwh * MWH_PER_GWH
    left = saving - CHEAPER * price.ceiling_eur_per_mwh * heat
    return {"extra_if_cheaper" if left < 0 else "saving_if_cheaper": (abs(left), "EUR/a")}


def _until(last_year: float | None, language: str) -> str:
    """How long law lets today's fuel burn; nothing where it sets no end."""
    return "" if last_year is None else say("app.money.until", language, year=round(last_year))


def _rows(group: str, figures: Figures, language: str, **words: str) -> Rows:
    """Rows of a table; a figure that does not exist here has no row."""
    known = {name: pair for name, pair in figures.items() if pair[0] is not None}
    return {
        say("app.table.figure", language): [
            say(f"app.{group}.{name}.label", language, **words) for name in known
        ],
        say("app.table.value", language): [
            amount if isinstance(amount, str) else figure(amount, unit, language)
            for amount, unit in known.values()
        ],
        say("app.table.what", language): [
            say(f"app.{group}.{name}.help", language, **words) for name in known
        ],
    }


def producer_figures(assessment: Assessment) -> dict[str, tuple[float | None, str]]:
    """The producer's cost, room, investment and return; never shown in the conversation."""
    price, finance = assessment.price, assessment.finance
    return {
        "floor": (price.floor_eur_per_mwh, "EUR/MWh"),
        "room": (price.room_eur_per_mwh, "EUR/MWh"),
        "capex": (assessment.cost.capex_eur, "EUR"),
        "npv": (finance.npv_eur, "EUR"),
        "irr": (finance.irr_fraction, "share"),
        "payback": (finance.payback_years, "a"),
    }


def producer_rows(assessment: Assessment, language: str) -> tuple[tuple[str, str], ...]:
    """The same in words: name and figure."""
    return tuple(
        (say(f"report.producer_figure.{name}", language), figure(amount, unit, language))
        for name, (amount, unit) in producer_figures(assessment).items()
    )
