"""The answer in one line, on every page."""

from __future__ import annotations

from html import escape

import streamlit as st

from ihp_core.report.drawing.palette import SIGNS
from ihp_core.report.summary.facts import NOTICED
from ihp_core.report.viability.screen import verdict_words
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import TEN
from ihp_core.text import figure, say
from pages.components.state.answer import Answer
from pages.components.state.draft import EXAMPLE, draft, own, yours

RUNNING = ("norderstedt", "mantsala")
"""The examples that stand for a plant that runs."""


def strip(answer: Answer) -> None:
    """Verdict, heat, COP, price, what else they could do; then whose figures these are."""
    assessment = answer.assessment
    kind, words = badge(assessment)
    cells = "".join(f"<span>{escape(cell)}</span>" for cell in cells_of(assessment))
    status = "" if answer.current else " stale"
    with st.container(key="strip"):
        st.html(
            f'<div class="ihp-strip{status}" role="status">'
            f'<span class="ihp-verdict {kind}">{escape(words)}</span>{cells}</div>'
            f'<div class="ihp-whose">{escape(whose(answer))}</div>'
        )


def badge(assessment: Assessment) -> tuple[str, str]:
    """The verdict; none before anybody has said anything about the site."""
    if EXAMPLE not in draft() and not yours(draft(), own()):
        return "neutral", say("app.verdict.typical")
    verdict = assessment.verdict
    return verdict, f"{SIGNS[verdict].icon} {verdict_words(assessment)}"


def cells_of(assessment: Assessment) -> list[str]:
    """The figures of the strip, in words; no COP where no heat pump runs."""
    heat, price = assessment.heat, assessment.price
    cells = [figure(heat.delivered_gwh, "GWh/a")]
    if heat.heat_pump_scop is not None:
        band = figure(heat.heat_pump_scop * heat.cop_band_fraction, "-")
        cells.append(say("app.strip.cop", cop=figure(heat.heat_pump_scop, "-"), band=band))
    if heat.direct_fraction >= NOTICED:
        share = figure(heat.direct_fraction, "share")
        code = "some_direct" if heat.heat_pump_scop is not None else "all_direct"
        cells.append(say(f"app.strip.{code}", share=share))
    if price.indicative_eur_per_mwh is not None:
        cells.append(say("app.strip.price", price=figure(price.indicative_eur_per_mwh, "EUR/MWh")))
    elif price.gap_eur_per_mwh is not None:
        cells.append(say("app.strip.gap", gap=figure(price.gap_eur_per_mwh, "EUR/MWh")))
    if price.p10_eur_per_mwh is not None and price.p90_eur_per_mwh is not None:
        ends = (price.p10_eur_per_mwh, price.p90_eur_per_mwh)
        low, high = (figure(end, "EUR/MWh", with_unit=False) for end in ends)
        cells[-1] += say("app.strip.band", low=low, high=high)
    for name in ("today", "alternative"):
        cost = getattr(price, f"{name}_eur_per_mwh")
        if cost is not None and price.ceiling_eur_per_mwh is not None:
            cells.append(say(f"app.strip.{name}", cost=figure(cost, "EUR/MWh")))
    return cells


def whose(answer: Answer) -> str:
    """Whether this is an example, and how much of it the visitor has stated."""
    if not answer.current:
        return say("app.strip.stale")
    example = draft().get(EXAMPLE)
    if example:
        return say("app.strip.plant" if example in RUNNING else "app.strip.example")
    return say("app.strip.yours", yours=yours(draft(), own()), of=len(TEN))
