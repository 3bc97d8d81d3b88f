"""The answer at a glance on every page: three tiles, whose figures they are, what a trial moves."""

from __future__ import annotations

from html import escape

import streamlit as st

from ihp_core.report.summary.tiles import Tile, heat_tile, price_tile, verdict_tile
from ihp_core.site.inputs import TEN
from ihp_core.text import say
from pages.components.state.answer import Answer
from pages.components.state.draft import EXAMPLE, draft, drop_trial, own, trying, yours
from pages.components.state.trial import begin
from pages.components.trial import before_the_trial, trial_line

RUNNING = ("norderstedt", "mantsala")
"""The examples that stand for a plant that runs."""
ENOUGH = 4
"""Of the ten inputs: from here on the site is somebody's, and gets a verdict."""


def strip(answer: Answer, page: str) -> None:
    """Verdict, heat, price; beside them the switch that begins a trial."""
    status = "" if answer.current else " stale"
    before = before_the_trial()
    tiles = "".join(
        (
            _verdict(answer),
            _figures(heat_tile(answer.assessment), before and heat_tile(before)),
            _figures(price_tile(answer.assessment), before and price_tile(before)),
        )
    )
    with st.container(key="strip"):
        with st.container(horizontal=True, vertical_alignment="center", key="strip_row"):
            st.html(f'<div class="ihp-strip{status}" role="status">{tiles}</div>', width="stretch")
            _what_if(answer, page)
        if before is not None:
            trial_line(answer, before, page)


def _verdict(answer: Answer) -> str:
    """The word and its reason; calm until the site is somebody's."""
    kind, words, reason = badge(answer)
    return (
        f'<div class="ihp-tile"><b class="ihp-verdict {kind}">{escape(words)}</b>'
        f'<small class="ihp-phone">{escape(whose_in_short())}</small>'
        f'<span class="ihp-wide">{escape(reason)}</span>'
        f'<small class="ihp-wide ihp-whose">{escape(whose(answer))}</small></div>'
    )


def badge(answer: Answer) -> tuple[str, str, str]:
    """Colour, word and reason of the verdict."""
    if EXAMPLE not in draft() and yours(draft(), own()) < ENOUGH:
        return "neutral", say("app.verdict.typical"), say("whose.four")
    tile = verdict_tile(answer.assessment)
    return answer.assessment.verdict, tile.figure, " ".join(tile.beside)


def _figures(tile: Tile, before: Tile | None) -> str:
    was = f"<s>{escape(before.figure)}</s> → " if before and before.figure != tile.figure else ""
    band = f" <i>({escape(tile.band)})</i>" if tile.band and not was else ""
    beside = escape(" · ".join(tile.beside))
    phone = f'<span class="ihp-phone"> · {escape(tile.phone)}</span>' if tile.phone else ""
    return (
        f'<div class="ihp-tile"><small class="ihp-wide">{escape(tile.name)}</small>'
        f"<span>{was}<b>{escape(tile.figure)}</b>{band}</span>"
        f'{phone}<span class="ihp-wide">{beside}</span></div>'
    )


def _what_if(answer: Answer, page: str) -> None:
    """The switch: on, every input moves a trial; off, the stated case is back."""
    key = f"what_if:{page}"
    if st.session_state.get(key) != trying():
        st.session_state[key] = trying()
    network = answer.assessment.heat.network_heat_gwh
    st.toggle(
        say("trial.switch"),
        key=key,
        help=say("trial.help"),
        width="content",
        disabled=not (answer.current or trying()),
        on_change=lambda: begin(network) if st.session_state[key] else drop_trial(),
    )


def whose_in_short() -> str:
    """The same where there is no room for more than two words."""
    if EXAMPLE in draft():
        return say("whose.example")
    return say("whose.short", yours=yours(draft(), own()), of=len(TEN))


def whose(answer: Answer) -> str:
    """Whether this is an example, and how much of it the visitor has stated."""
    if not answer.current:
        return say("app.strip.stale")
    example = draft().get(EXAMPLE)
    if example:
        return say("app.strip.plant" if example in RUNNING else "app.strip.example")
    return say("whose.yours", yours=yours(draft(), own()), of=len(TEN))
