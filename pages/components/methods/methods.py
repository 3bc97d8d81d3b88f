"""How the figures are worked out, where that ends, and what happens to what is entered."""

from __future__ import annotations

import streamlit as st

from ihp_core.plant.published_plants import compared, fit
from ihp_core.tables.assumptions import assumption, table, table_rows, value
from ihp_core.text import figure, say
from ihp_core.text.markdown import plain
from ihp_core.uncertainty.uncertainty import SAMPLES
from pages.components.methods.every_figure import (
    as_columns,
    counts,
    found,
    lines,
    names_and_meanings,
    once_a_language,
    registers_read,
)
from pages.components.state.remembered import OF_A_VISITOR

PARTS = ("cop", "plant", "climate", "load", "pipe", "electricity", "money", "contract", "doubt")
ATTRIBUTIONS = (
    *("dwd", "dmi", "smhi", "met_eireann", "knmi", "meteoswiss", "pvgis", "copernicus"),
    *(
        "onebuilding",
        "eurostat",
        "ember",
        "energi_data",
        "dea",
        "pandapipes",
        "esdl",
        "jensen",
        "guide",
    ),
    *("openstreetmap", "gshhg", "geonames", "known_networks"),
)
TABLE_HEIGHT = 420
SCOPE_WIDTH = 140

HELD_TO = {
    "curve": (0.5, "K"),
    "degree_days": (0.02, "share"),
    "load": (0.06, "share"),
    "load_summer": (0.02, "share"),
    "smallest": (0.1, "share"),
    "largest": (0.5, "share"),
}
"""What the tests of climate and load hold the model to, against hourly files and Aalborg's year."""

SHOWN = {
    "pinch": "heat_pump.pinch_k",
    "efficiency": "heat_pump.compressor_efficiency",
    "lift_low": "heat_pump.valid_lift_low_k",
    "lift_high": "heat_pump.valid_lift_high_k",
    "supply_low": "heat_pump.valid_supply_low_c",
    "supply_high": "heat_pump.valid_supply_high_c",
    "return_low": "heat_pump.valid_return_low_c",
    "return_high": "heat_pump.valid_return_high_c",
    "source_high": "heat_pump.valid_source_high_c",
    "min_lift": "heat_pump.min_lift_k",
    "max_cop": "heat_pump.max_cop",
    "approach": "coupling.approach_k",
    "max_supply": "plant.max_supply_c",
    "heating_limit": "network.heating_limit_c",
    "base": "network.base_load_fraction",
    "bend": "network.supply_bend_c",
    "detour": "connection.detour_factor",
    "ground": "connection.ground_temperature_c",
    "inflation": "finance.inflation_fraction",
    "life": "finance.heat_pump_life_years",
    "again": "finance.reinvestment_fraction",
    "follows": "uncertainty.return_follows_supply_fraction",
    "hangs": "uncertainty.hangs_on_fraction",
    "sure": "uncertainty.sure_verdict_fraction",
}
"""Assumptions that the texts name, by the word that stands for them."""

PA_PER_M_IN_BAR_PER_KM = 0.01


def methods_sentence() -> str:
    """How well the COP meets plants that run, and how many figures are known how well."""
    agreed, known = fit(compared()), counts()
    return say(
        "app.methods.answer",
        number=agreed.n,
        mape=figure(agreed.mape, "share"),
        figures=known["total"],
        sourced=known["sourced"],
    )


@once_a_language
def words() -> dict[str, str]:
    """Every figure that the texts name, from the data and from what the tests hold them to."""
    rows = {name: assumption(key) for name, key in SHOWN.items()}
    cost, friction = assumption("cost.pipe_factor"), "connection.pressure_gradient_pa_per_m"
    return {
        **{name: figure(row.value, row.unit) for name, row in rows.items()},
        **{name: figure(*held) for name, held in HELD_TO.items()},
        "quoted_band": figure(value("heat_pump.cop_band_fraction", "quoted"), "share"),
        "part_load": figure(value("heat_pump.part_load_loss"), "share"),
        "drive": figure(value("heat_pump.drive_loss_fraction"), "share"),
        "reach": figure(value("climate.reach_km"), "km"),
        "cities": str(len(set(table("climate")["city"]))),
        "gradient": figure(value(friction) * PA_PER_M_IN_BAR_PER_KM, "bar"),
        "cheapest": figure(cost.low, "share"),
        "dearest": figure(cost.high, "share"),
        "kept": str(OF_A_VISITOR),
        "samples": figure(SAMPLES, "-"),
    }


def explained() -> None:
    """How it is worked out part by part, folded; the limits in plain words."""
    st.markdown(f"#### {say('app.methods.work.title')}")
    st.markdown(say("app.methods.work.screening"))
    for part in PARTS:
        with st.expander(say(f"app.methods.part.{part}.title")):
            st.markdown(say(f"app.methods.part.{part}.text", **words()))


def figures_to_search() -> None:
    """Every figure with range, source and confidence, narrowed by what is searched for."""
    known = {name: str(number) for name, number in counts().items()}
    st.markdown(f"#### {say('app.methods.figures.title')}")
    st.caption(say("app.methods.figures.caption", **known))
    query = st.text_input(
        say("app.methods.figures.search"),
        key="methods:search",
        placeholder=say("app.methods.figures.search_hint"),
    )
    matches = found(query)
    if not matches:
        st.markdown(say("app.methods.figures.none"))
        return
    if query:
        st.caption(say("app.methods.figures.found", shown=len(matches), total=len(lines())))
    widths = {
        say("app.methods.figures.column_scope"): st.column_config.TextColumn(width=SCOPE_WIDTH),
        say("app.methods.figures.column_url"): st.column_config.LinkColumn(),
    }
    st.dataframe(as_columns(matches), hide_index=True, height=TABLE_HEIGHT, column_config=widths)


def glossary_folded() -> None:
    """Every name of the files with its unit and meaning."""
    with st.expander(say("app.methods.glossary.title")):
        st.caption(say("app.methods.glossary.note"))
        st.dataframe(names_and_meanings(), hide_index=True, height=TABLE_HEIGHT)


def registers_folded() -> None:
    """The registers of surplus heat that are known, and the names by which columns are read."""
    with st.expander(say("app.methods.registers.title")):
        st.caption(say("app.methods.registers.note"))
        for row in table_rows("lead_registers"):
            st.caption(f"{plain(row['called'])}: {plain(row['source'])}")
        st.dataframe(registers_read(), hide_index=True, height=TABLE_HEIGHT)


def privacy_and_attributions() -> None:
    """What happens to entries, and whose data are used."""
    st.markdown(f"#### {say('app.methods.privacy.title')}")
    st.markdown(say("app.methods.privacy.text", **words()))
    st.markdown(say("app.methods.privacy.browser"))
    st.markdown(f"#### {say('app.methods.attribution.title')}")
    st.caption("  \n".join(say(f"app.methods.attribution.{name}") for name in ATTRIBUTIONS))
    st.caption(say("app.methods.translations"))
