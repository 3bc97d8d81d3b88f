"""How the price moves over the contract years, and who pays when prices jump."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ihp_core.contract.shapes import Negotiation, ShockShare
from ihp_core.economics.scenarios import SCENARIOS
from ihp_core.report.price.over_years import ALL, at_first_sight, mean_prices, price_years, span
from ihp_core.report.price.structures.who_carries import carried_rows, month_rows
from ihp_core.report.summary.figure_tables import Rows
from ihp_core.site.fields import Structure
from ihp_core.text import figure, say
from pages.components.display.picture import picture
from pages.components.state.view import internal

FIRST, MORE = ("base", "shock"), ("low", "high")
TO_COMPARE: tuple[Structure, ...] = ("indexed", "collar", "share_of_alternative", "fixed")
"""Drawn at first: one of each kind."""


def over_the_years(negotiation: Negotiation) -> None:
    """Indexed and fixed as expected and in a shock, who pays for it; then any structures."""
    if negotiation.price_eur_per_mwh is None:
        st.caption(say("price.years.no_price"))
        return
    escalator = figure(negotiation.terms.escalator_fraction, "share")
    st.caption(say("price.years.note", escalator=escalator))
    _side_by_side(negotiation, FIRST, at_first_sight(negotiation))
    _who_pays_for_a_shock(negotiation)
    st.markdown(f"**{say('price.years.compare')}**")
    _compared(negotiation)
    st.markdown(_two_part(negotiation))
    st.table(_mean_rows(negotiation), hide_index=True)
    st.caption(say("price.years.table_note"))
    _who_carries(negotiation)


def _compared(negotiation: Negotiation) -> None:
    """The structures that the reader chooses, in all scenarios."""
    wanted = st.pills(
        say("price.years.choose"),
        ALL,
        selection_mode="multi",
        default=TO_COMPARE,
        key="price:structures",
        format_func=lambda name: say(f"price.structure.{name}"),
    )
    chosen = [name for name in ALL if name in wanted]
    for scenarios in (FIRST, MORE) if chosen else ():
        _side_by_side(negotiation, scenarios, chosen)


def _who_carries(negotiation: Negotiation) -> None:
    """Which party carries which risk, and the months where a structure tells them apart."""
    st.markdown(f"**{say('price.carried.title')}**")
    rate = figure(negotiation.terms.levelling_rate_fraction, "share")
    least = figure(negotiation.terms.minimum_volume_fraction, "share")
    st.caption(say("price.carried.note", rate=rate, least=least))
    st.table(carried_rows(negotiation), hide_index=True)
    if rows := month_rows(negotiation):
        st.caption(say("price.carried.months_note"))
        st.table(rows, hide_index=True)


def _side_by_side(
    negotiation: Negotiation, scenarios: tuple[str, str], structures: Sequence[Structure]
) -> None:
    for column, scenario in zip(st.columns(2), scenarios, strict=True):
        with column:
            if drawn := price_years(negotiation, scenario, structures, to_the_edge=True):
                picture(drawn)


def _mean_rows(negotiation: Negotiation) -> Rows:
    means = mean_prices(negotiation)
    rows = {
        say("price.years.structure"): [say(f"price.structure.{structure}") for structure in means]
    }
    return rows | {
        say(f"price.scenario.{scenario}"): [
            figure(by_scenario[scenario], "EUR/MWh") for by_scenario in means.values()
        ]
        for scenario in SCENARIOS
    }


def _two_part(negotiation: Negotiation) -> str:
    terms = negotiation.terms
    return say(
        "price.years.capacity",
        capacity=figure(terms.capacity_payment_eur_per_mw_year, "EUR/MW/a"),
        energy=figure(terms.energy_price_eur_per_mwh, "EUR/MWh"),
    )


def _who_pays_for_a_shock(negotiation: Negotiation) -> None:
    """The operator's extra cost by structure; the producer's own only in the internal view."""
    if not negotiation.shock_years:
        return
    st.markdown(f"**{say('price.shock.title')}**")
    rise = negotiation.shock[0].avoided_rise_eur
    years, avoided = span(negotiation.shock_years), figure(rise, "EUR")
    note = "price.shock.note" if rise > 0 else "price.shock.note_less"
    st.caption(say(note, years=years, avoided=avoided))
    st.table(_shock_rows(negotiation.shock), hide_index=True)
    if share := negotiation.terms.market_element_fraction:
        st.caption(say("price.shock.market", share=figure(share, "share")))


def _shock_rows(shares: tuple[ShockShare, ...]) -> Rows:
    rows = {
        say("price.years.structure"): [
            say(f"price.structure.{share.structure}") for share in shares
        ],
        say("price.shock.extra"): [figure(share.operator_extra_eur, "EUR") for share in shares],
        say("price.shock.rest"): [say(f"price.shock.{share.structure}") for share in shares],
    }
    if internal():
        lost = [figure(share.producer_lost_eur, "EUR") for share in shares]
        fractions = [figure(share.operator_fraction, "share") for share in shares]
        rows |= {say("price.shock.lost"): lost, say("price.shock.share"): fractions}
    return rows
