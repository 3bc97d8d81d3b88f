"""The delivery report and its tables as files, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import streamlit as st

from ihp_core.assessment import Screened, public_case, screened
from ihp_core.delivery.civil import TYPICAL_YEAR
from ihp_core.report.delivery.case import DeliveryCase, expected_case, month_words
from ihp_core.report.delivery.files import DELIVERY_MAKERS, DeliveryWanted, delivery_file
from ihp_core.text import SPOKEN, in_this_language, resolved, say
from pages.components.display.files import MIMES, file_name
from pages.components.state.answer import Answer, in_the_chain
from pages.components.state.asked import above_typical
from pages.components.state.draft import dated, draft
from pages.components.state.settings import settings
from pages.components.state.view import audience, internal

KINDS = {".pdf": "application/pdf", ".parquet": "application/vnd.apache.parquet"}


def chain_shown(answer: Answer) -> Callable[[], Screened]:
    """Makes the chain's arrays that this visitor may know of; nothing runs before it is called."""
    above = None if internal() else above_typical(answer.site, answer.own)
    rules = settings().rules

    def make() -> Screened:
        case = screened(answer.site, answer.own, rules)
        return case if above is None else public_case(case, above)

    return partial(in_the_chain, make)


def exports(answer: Answer) -> None:
    """The expected year as the delivery report will have it, drawn when it is unfolded."""
    fold = st.expander(
        say("app.operation.exports.title"), key="operation:exports", on_change="rerun"
    )
    if not fold.open:
        return
    with fold:
        st.caption(say("app.operation.exports.about"))
        month = month_box("expected", [f"{TYPICAL_YEAR}-{n:02d}" for n in range(1, 13)])
        chain, reader, language = chain_shown(answer), audience(), resolved(SPOKEN)
        report_buttons("expected", month, lambda: expected_case(chain(), month, reader, language))


def month_box(place: str, months: list[str]) -> str | None:
    """All that is known, or one of its months such as ``2026-03``."""
    chosen: str = st.selectbox(
        say("app.operation.exports.month"),
        ("", *months),
        key=f"operation:month:{place}",
        format_func=lambda month: (
            month_words(np.datetime64(month, "M"), resolved(SPOKEN))
            if month
            else say("app.operation.exports.all")
        ),
    )
    return chosen or None


def report_buttons(place: str, month: str | None, make: Callable[[], DeliveryCase]) -> None:
    """A button a form; nothing is made until it is pressed."""
    wanted, reader = DeliveryWanted(dated(), settings()), audience()
    name = say("app.operation.exports.file") + (f"-{month}" if month else "")
    for column, ending in zip(st.columns(len(DELIVERY_MAKERS)), DELIVERY_MAKERS, strict=True):
        column.download_button(
            say(f"app.operation.exports.{ending[1:]}"),
            data=in_this_language(partial(_made, ending, make, wanted)),
            file_name=file_name(str(draft().get("name", "")), name, ending[1:], reader),
            mime=KINDS.get(ending) or MIMES[ending[1:]],
            key=f"operation:{place}{ending}",
            on_click="ignore",
            icon=":material/download:",
            width="stretch",
        )


def _made(ending: str, make: Callable[[], DeliveryCase], wanted: DeliveryWanted) -> bytes:
    return delivery_file(ending, make(), wanted)
