"""What an early end costs and who carries it, and the term sheet to take along."""

from __future__ import annotations

import streamlit as st

from ihp_core.contract.shapes import Exit, Negotiation
from ihp_core.report.next_steps.term_sheet import term_sheet_rows, term_sheet_text
from ihp_core.report.summary.figure_tables import Rows
from ihp_core.text import figure, in_this_language, say
from ihp_core.text.markdown import plain
from pages.components.display.files import file_name
from pages.components.state.answer import Answer
from pages.components.state.draft import draft

CAUSES = ("closure", "it_load", "demand")


def leaving_early(negotiation: Negotiation) -> None:
    """Capital outstanding after 5, 10 and 15 years, and who pays it, by cause."""
    left, right = st.columns([2, 3], gap="medium")
    with left:
        if rows := _left(negotiation.exit):
            st.table(rows, hide_index=True)
        st.caption(say(f"price.exit.{'note' if rows else 'short'}"))
    right.table(_carried(negotiation.exit), hide_index=True)


def _left(early_exit: Exit) -> Rows:
    """As a share of the start for all; amounts, and those by the required return, are the
    producer's."""
    if not early_exit.year:
        return {}
    rows = {
        say("price.exit.year"): [str(year) for year in early_exit.year],
        say("price.exit.share"): [
            figure(share, "share") for share in early_exit.straight_line_fraction
        ],
    }
    amounts = {"left": early_exit.straight_line_eur, "annuity": early_exit.annuity_eur}
    return rows | {
        say(f"price.exit.{name}"): [figure(left, "EUR") for left in told]
        for name, told in amounts.items()
        if told is not None
    }


def _carried(early_exit: Exit) -> Rows:
    trigger = figure(early_exit.it_load_trigger_fraction, "share")
    who = [getattr(early_exit, f"{cause}_carried_by") for cause in CAUSES]
    return {
        say("price.exit.cause"): [say(f"price.exit.{cause}", trigger=trigger) for cause in CAUSES],
        say("price.exit.carried"): [say(f"choice.{party}") for party in who],
    }


def _sheet(answer: Answer) -> str:
    """A paragraph a heading; a list where it has several sentences."""
    paragraphs: dict[str, list[str]] = {}
    for heading, sentence in term_sheet_rows(answer.site, answer.assessment):
        paragraphs.setdefault(heading, []).append(plain(sentence))
    return "\n\n".join(_paragraph(name, told) for name, told in paragraphs.items())


def _paragraph(name: str, told: list[str]) -> str:
    if len(told) == 1:
        return f"**{name}.** {told[0]}"
    return "\n".join([f"**{name}**", "", *(f"- {sentence}" for sentence in told)])


def terms(answer: Answer) -> None:
    """The term sheet, and as a file."""
    st.markdown(_sheet(answer))
    st.download_button(
        say("price.terms.download"),
        data=in_this_language(lambda: term_sheet_text(answer.site, answer.assessment)),
        file_name=file_name(
            str(draft().get("name", "")), say("price.terms.file"), "md", "customer"
        ),
        mime="text/markdown",
        help=say("price.terms.help"),
        on_click="ignore",
        icon=":material/download:",
        disabled=not answer.current,
    )
