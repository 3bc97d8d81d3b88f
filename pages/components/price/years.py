"""How the price moves over the contract years, and who pays when prices jump."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ihp_core.contract.scenarios import SCENARIOS
from ihp_core.contract.shapes import Negotiation, ShockShare
from ihp_core.report.price.over_years import ALL, AT_FIRST_SIGHT, mean_prices, price_years, span
from ihp_core.report.summary.figure_tables import Rows
from ihp_core.site.fields import Structure
from ihp_core.text import figure, say
from pages.components.display.picture import picture
from pages.components.frame import internal

FIRST, MORE = ("base", "shock"), ("low", "high")


def over_the_years(found: Negotiation) -> None:
    """Indexed and fixed as expected and in a shock; the rest behind an expander."""
    if found.price_eur_per_mwh is None:
        return
    st.subheader(say("price.years.title"), anchor=False)
    escalator = figure(found.terms.escalator_fraction, "share")
    st.caption(say("price.years.note", escalator=escalator))
    _side_by_side(found, FIRST, AT_FIRST_SIGHT)
    with st.expander(say("price.years.compare")):
        _side_by_side(found, MORE, ALL)
        st.markdown(_two_part(found))
        st.table(_mean_rows(found), hide_index=True)
        st.caption(say("price.years.table_note"))


def _side_by_side(
    found: Negotiation, scenarios: tuple[str, str], structures: Sequence[Structure]
) -> None:
    for column, scenario in zip(st.columns(2), scenarios, strict=True):
        with column:
            if drawn := price_years(found, scenario, structures):
                picture(drawn)


def _mean_rows(found: Negotiation) -> Rows:
    means = mean_prices(found)
    rows = {
        say("price.years.structure"): [say(f"price.structure.{structure}") for structure in means]
    }
    return rows | {
        say(f"price.scenario.{scenario}"): [
            figure(by_scenario[scenario], "EUR/MWh") for by_scenario in means.values()
        ]
        for scenario in SCENARIOS
    }


def _two_part(found: Negotiation) -> str:
    terms = found.terms
    return say(
        "price.years.capacity",
        capacity=figure(terms.capacity_payment_eur_per_mw_year, "EUR/MW/a"),
        energy=figure(terms.energy_price_eur_per_mwh, "EUR/MWh"),
    )


def who_pays_for_a_shock(found: Negotiation) -> None:
    """The operator's extra cost by structure; the producer's own only in the internal view."""
    if found.price_eur_per_mwh is None or not found.shock_years:
        return
    st.markdown(f"**{say('price.shock.title')}**")
    rise = found.shock[0].avoided_rise_eur
    years, avoided = span(found.shock_years), figure(rise, "EUR")
    note = "price.shock.note" if rise > 0 else "price.shock.note_less"
    st.caption(say(note, years=years, avoided=avoided))
    st.table(_shock_rows(found.shock), hide_index=True)


def _shock_rows(shares: tuple[ShockShare, ...]) -> Rows:
    rows = {
        say("price.years.structure"): [say(f"price.structure.{one.structure}") for one in shares],
        say("price.shock.extra"): [figure(one.operator_extra_eur, "EUR") for one in shares],
        say("price.shock.rest"): [say(f"price.shock.{one.structure}") for one in shares],
    }
    if internal():
        lost = [figure(one.producer_lost_eur, "EUR") for one in shares]
        share = [figure(one.operator_fraction, "share") for one in shares]
        rows |= {say("price.shock.lost"): lost, say("price.shock.share"): share}
    return rows
