"""The coloured line of a trial: what it moves, and to keep it or make it a variant."""

from __future__ import annotations

import streamlit as st
from pydantic import ValidationError

from ihp_core.report.summary.trial import trial_sentence
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import PRODUCER
from ihp_core.text import say
from ihp_core.text.markdown import plain
from pages.components.state.answer import Answer
from pages.components.state.asked import readable
from pages.components.state.draft import draft, others, own, site_of, stated_case, trying
from pages.components.state.trial import as_variant, keep, moved
from pages.components.state.view import internal


def before_the_trial() -> Assessment | None:
    """The answer to the stated case, as this reader may see it; nothing where nobody tries."""
    if not trying():
        return None
    try:
        return readable(site_of(stated_case()), own())
    except ValidationError:
        return None


def moved_in_trial() -> tuple[str, ...]:
    """The inputs that the trial moves."""
    return moved(stated_case(), draft())


def trial_line(answer: Answer, before: Assessment, page: str) -> None:
    """What the trial does, from before to after; to keep, or to keep beside the stated case."""
    paths = moved_in_trial()
    if not internal():
        paths = tuple(path for path in paths if path not in PRODUCER)
    told = trial_sentence(before, answer.assessment, paths)
    with st.container(horizontal=True, vertical_alignment="center", key="trial_line", gap="small"):
        st.markdown(plain(told), width="stretch")
        st.button(
            say("trial.keep"),
            key=f"trial_keep:{page}",
            type="primary",
            on_click=keep,
            help=say("trial.keep_help"),
            disabled=not (paths and answer.current),
        )
        _variant(page, disabled=not (paths and answer.current))


def _variant(page: str, *, disabled: bool) -> None:
    """A name, and the trial is a variant of the site."""
    folded = st.popover(
        say("trial.variant"), key=f"trial_variant:{page}", on_change="rerun", disabled=disabled
    )
    if not folded.open:
        return
    key = f"trial_name:{page}"
    usual = say("trial.variant_default", number=len(others()) + 1)
    with folded:
        st.text_input(say("trial.variant_name"), key=key, placeholder=usual, max_chars=60)
        st.button(
            say("trial.keep"),
            key=f"trial_as:{page}",
            on_click=lambda: as_variant(st.session_state.get(key, "").strip() or usual),
        )
