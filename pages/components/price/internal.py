"""The producer's case: cost, gains, cash flow, capital. Drawn in the internal view only."""

from __future__ import annotations

import streamlit as st

from ihp_core.contract.shapes import Flow, Grant, Negotiation
from ihp_core.report.financing.split import real_beside_nominal
from ihp_core.report.price.parties import build_up, money_years, party_gains
from ihp_core.report.price.real_projects import capital_beside, capital_parts, real_projects
from ihp_core.report.summary.figure_tables import Figures, Rows, producer_figures
from ihp_core.report.summary.middle import INTERNAL, in_eight_of_ten, sentences
from ihp_core.report.summary.tiles import read_by_the_customer
from ihp_core.results.results import Assessment
from ihp_core.text import figure, say
from ihp_core.text.markdown import plain
from ihp_core.text.names import cost_named
from pages.components.display.picture import picture

ACROSS = 3

FLOWS = (
    "capital",
    "grant",
    "construction_interest",
    "replacement",
    "pipe_residual",
    "revenue",
    "electricity",
    "maintenance",
    "source_heat",
    "net",
    "discounted_cumulative",
    "nominal_net",
)


def producers_case(assessment: Assessment) -> None:
    """The producer's figures; the parts below explain them."""
    st.subheader(say("app.price.internal"), anchor=False)
    _side_by_side(producer_figures(assessment))
    if (assessment.price.room_eur_per_mwh or 0) <= 0:
        st.caption(say("report.no_room"))
    told = (
        in_eight_of_ten(assessment),
        *sentences(INTERNAL, assessment),
        plain(read_by_the_customer(assessment)),
    )
    st.caption("  \n".join((*filter(None, told), say("app.price.internal_note"))))


def cost_by_parts(assessment: Assessment) -> None:
    """Where the cost comes from, and the room there is."""
    picture(build_up(assessment))


def gains(assessment: Assessment, negotiation: Negotiation) -> None:
    """Who gains what at which price."""
    if negotiation.gains is not None:
        picture(party_gains(assessment, negotiation.gains))


def money(assessment: Assessment, negotiation: Negotiation) -> None:
    """The producer's money by year, drawn and as a table."""
    flow = negotiation.cash_flow
    if flow is None:
        return
    picture(money_years(assessment, flow))
    if negotiation.returns is not None:
        st.markdown(say("price.internal.return"))
        st.table(real_beside_nominal(negotiation.returns), hide_index=True)
    st.dataframe(_flow_rows(flow), hide_index=True, width="stretch")
    st.caption(say("price.internal.flow_note"))


def _flow_rows(flow: Flow) -> Rows:
    """A column a flow; one that is nothing in every year has none."""
    rows = {say("price.flow.year"): [str(year) for year in flow.year]}
    for name in FLOWS:
        amounts = getattr(flow, f"{name}_eur")
        if any(amounts):
            rows[say(f"price.flow.{name}")] = [figure(amount or None, "EUR") for amount in amounts]
    return rows


def capital(assessment: Assessment, negotiation: Negotiation) -> None:
    """What it costs to build, part by part and beside real projects; with and without grant."""
    st.table(_capital_rows(assessment), hide_index=True)
    if negotiation.grant is not None:
        st.markdown(_grant(negotiation.grant))
        st.caption(plain(negotiation.grant.source))
    picture(capital_beside(assessment))
    st.caption(say("price.project.sources"))
    st.table(_project_rows(), hide_index=True)


def _capital_rows(assessment: Assessment) -> Rows:
    parts = capital_parts(assessment)
    return {
        say("price.capital.part"): [cost_named("price.capital", name) for name in parts],
        say("price.capital.amount"): [figure(spent, "EUR") for spent, _ in parts.values()],
        say("price.capital.of_all"): [figure(share, "share") for _, share in parts.values()],
    }


def _grant(grant: Grant) -> str:
    return say(
        "price.internal.grant",
        share=figure(grant.grant_fraction, "share"),
        with_grant=figure(grant.with_eur_per_mwh, "EUR/MWh"),
        without=figure(grant.without_eur_per_mwh, "EUR/MWh"),
    )


def _project_rows() -> Rows:
    projects = real_projects()
    return {
        say("price.project.project"): [f"{project.name} ({project.year})" for project in projects],
        say("price.project.cost"): [figure(project.eur_per_kw, "EUR/kW") for project in projects],
        say("price.project.scope"): [project.scope for project in projects],
        say("price.project.source"): [project.source for project in projects],
    }


def _side_by_side(named_figures: Figures) -> None:
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
