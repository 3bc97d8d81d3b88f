"""Which inputs stand where, on the Site page grouped by who knows them, and in the sidebar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from ihp_core.site.inputs import EARNED, FINANCED, PRODUCER, SOLD, TEN, about
from ihp_core.site.site import FIELDS, QUOTED
from ihp_core.text import figure, say
from pages.components.measured.columns import asks_of_a_file
from pages.components.site.field import field
from pages.components.site.heat_units import PATH as UNITS
from pages.components.site.heat_units import heat_units
from pages.components.site.measured_year import measured_year
from pages.components.site.roles.july import july
from pages.components.site.roles.questions import asked, july_is_asked
from pages.components.state.answer import Answer
from pages.components.state.draft import NOTE

PEAK = "network.peak_load_mw"
POWER = "connection.electrical_available"
PLACES = tuple(
    f"{end}.{axis}" for end in ("data_centre", "network") for axis in ("latitude", "longitude")
)
COLUMNS = {"data_centre": ("data_centre",), "operator": ("operator",), "route": ("map", "money")}
MORE = {
    "data_centre": (
        "data_centre.it_utilisation_fraction",
        "data_centre.heat_capture_fraction",
        "data_centre.pue",
        "data_centre.heat_price_eur_per_mwh",
        "data_centre.first_operation",
        "data_centre.ramp_up_years",
        "data_centre.first_year_load_fraction",
        "data_centre.source_swing_k",
        "data_centre.it_load_swing_fraction",
    ),
    "network": (
        PEAK,
        "network.summer_load_mw",
        "network.must_run_mw",
        "network.supply_summer_c",
        "network.return_winter_c",
        "network.accepts_top_up",
        "connection.feed_in",
        "connection.handover_c",
        "network.alternatives_possible",
        "network.alternative_cost_eur_per_mwh",
        "connection.local_dn",
        "connection.local_load_fraction",
    ),
    "pipe": (
        "connection.distance_km",
        "connection.detour_factor",
        "connection.ground",
        "connection.hydraulic_separation",
    ),
    "plant": (
        "plant.heat_pump_capacity_mw",
        "plant.units",
        "plant.max_supply_c",
        "plant.refrigerant",
        "plant.buffer_m3",
        "plant.firm_capacity_mw",
        "plant.dispatch",
        POWER,
    ),
    "money": (
        "contract.target_price_eur_per_mwh",
        "contract.structure",
        "contract.escalator_fraction",
        "contract.market_element_fraction",
        "contract.fall_per_k_fraction",
        "contract.no_price_above_c",
        "contract.summer_price_fraction",
        "contract.winter_from_month",
        "contract.winter_to_month",
        "contract.collar_low_fraction",
        "contract.collar_high_fraction",
        "contract.term_years",
        "contract.grant_fraction",
        "contract.minimum_volume_fraction",
        "contract.availability_guarantee_fraction",
        "market.electricity_connection",
        "market.gas_price_eur_per_mwh",
        "market.carbon_price_eur_per_t",
        "contract.it_load_trigger_fraction",
        "contract.closure_carried_by",
        "contract.it_load_carried_by",
        "contract.demand_carried_by",
        "contract.start",
    ),
}


OWN = {"money": (*EARNED, *FINANCED, *SOLD), "plant": QUOTED}
"""What stands there in the internal view only."""
ELSEWHERE = ("name", "country", "parties_engaged", "network.heat_sources_today", "plant.steps")
"""Inputs with a place of their own."""
GROUP_OF = {"data_centre": "data_centre", "operator": "network", "map": "pipe", "money": "money"}
"""Where an input stands that no list above names, by who knows it."""


def _unlisted(group: str) -> tuple[str, ...]:
    """What has been added to the inputs and is not placed above."""
    listed = {*ELSEWHERE, *PLACES, *PRODUCER, *(path for paths in TEN for path in paths)}
    listed |= {path for paths in MORE.values() for path in paths}
    rest = (path for path in FIELDS if path not in listed)
    return tuple(path for path in rest if GROUP_OF[about(path)["who"]] == group)


def ten_inputs(answer: Answer, place: str) -> None:
    """The ten inputs below one another."""
    for path in _ten():
        field(path, place, answer)


def ten_by_who(answer: Answer, place: str) -> None:
    """The ten inputs in a column for each person in the room, with mark and note, and what runs in
    July; without those that stand among the first questions."""
    left_out = asked()
    for column, (who, kinds) in zip(
        st.columns(len(COLUMNS), gap="medium"), COLUMNS.items(), strict=True
    ):
        with column:
            st.markdown(f"**{say(f'app.who.{who}')}**")
            for path in _ten():
                if about(path)["who"] in kinds and path not in left_out:
                    field(path, place, answer, marks=True)
            if who == "operator" and not july_is_asked():
                july(answer, place)


def places(answer: Answer, place: str) -> None:
    """The two points as numbers: for keyboards, screen readers, and without a map."""
    _side_by_side(PLACES, answer, place, across=4, marks=False)


def more(answer: Answer, place: str, internal: bool) -> None:
    """All other inputs, drawn when unfolded; what the producer needs to earn only in the internal
    view. A part in which something is wrong stands open."""
    left_out = asked()
    for group, paths in MORE.items():
        own = OWN.get(group, ()) if internal else ()
        every = (*paths, *_unlisted(group), *own)
        here = [path for path in every if path not in left_out]
        key = f"{place}:more:{group}"
        if _is_wrong(here, answer, with_units=group == "network"):
            st.session_state[key] = True
        folded = st.expander(say(f"app.more.{group}"), key=key, on_change="rerun")
        if folded.open:
            with folded:
                _side_by_side(here, answer, place, across=3, marks=True)
                if group == "network":
                    heat_units(answer, place)
                    measured_year(answer)


def _is_wrong(paths: Sequence[str], answer: Answer, *, with_units: bool) -> bool:
    """Whether a sentence is to stand beside one of these inputs, or of the units of the network."""
    wrong = [problem.path.removeprefix(NOTE) for problem in answer.problems]
    of_units = any(path.startswith(UNITS) for path in wrong)
    in_file = bool(st.session_state.get("own_problems")) or asks_of_a_file()
    return (with_units and (of_units or in_file)) or any(path in paths for path in wrong)


def in_sight_on(page: str) -> set[str]:
    """The inputs that stand unfolded on a page, where their sentences stand beside them."""
    if page != "site":
        return {*_ten()}
    return {*_ten(), *(NOTE + path for path in _ten()), "name", "country", *PLACES, *asked()}


def _ten() -> Iterator[str]:
    return (path for paths in TEN for path in paths if path != PEAK)


def _side_by_side(
    paths: Sequence[str], answer: Answer, place: str, across: int, marks: bool
) -> None:
    for start in range(0, len(paths), across):
        for column, path in zip(st.columns(across), paths[start : start + across], strict=False):
            with column:
                field(path, place, answer, marks=marks)
                if path == POWER and (needed := answer.assessment.heat.electrical_connection_mw):
                    st.caption(say("app.field.power", needed=figure(needed, "MW")))
