"""Variants side by side: keep one, compare up to four, see what changed and what it does."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from pydantic import ValidationError

from ihp_core.report.drawing.palette import SIGNS
from ihp_core.report.price.variants_chart import variants_chart
from ihp_core.results.discretion import discreet
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import about
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.figures import shown
from ihp_core.what_if.variants import Difference, Moved, compared, differing
from pages.components.display.picture import picture
from pages.components.frame import internal
from pages.components.state.answer import REMEMBERED, Answer, assessed
from pages.components.state.draft import drop_variant, keep_variant, others, site_of, take_variant

MOST = 4


def variants(answer: Answer) -> None:
    """The site in front first, then the variants that were kept."""
    st.subheader(say("variants.title"), anchor=False)
    full = len(others()) >= MOST - 1
    st.button(
        say("variants.keep"),
        icon=":material/add:",
        help=say("variants.keep_help"),
        on_click=keep_variant,
        disabled=full or not answer.current,
    )
    sites = _sites(answer)
    if len(sites) < 2:
        st.caption(say("variants.none"))
        return
    found = [_seen(site) for site in sites]
    names = _names(sites)
    st.table(_table(sites, found, names))
    _buttons(names)
    picture(variants_chart(names, found))
    _what_changed(sites, names)


def _sites(answer: Answer) -> list[Site]:
    """The current site and the variants that can be worked out."""
    found = [answer.site]
    for draft in others()[: MOST - 1]:
        try:
            found.append(site_of(draft))
        except ValidationError:
            st.caption(say("variants.wrong"))
    return found


def _seen(site: Site) -> Assessment:
    found = assessed(site)
    return found if internal() else discreet(found)


def _names(sites: list[Site]) -> list[str]:
    kept = (say("variants.kept", number=number) for number in range(1, len(sites)))
    return [say("variants.current"), *kept]


def _table(sites: list[Site], found: list[Assessment], names: list[str]) -> pd.DataFrame:
    """Results first, then the inputs in which they differ."""
    rows = {
        say("portfolio.column.verdict"): [
            f"{SIGNS[one.verdict].icon} {say(f'app.verdict.{one.verdict}')}" for one in found
        ],
        say("variants.heat"): [figure(one.heat.delivered_gwh, "GWh/a") for one in found],
        say("variants.cop"): [figure(one.heat.heat_pump_scop, "-") for one in found],
        say("variants.price"): [
            figure(one.price.indicative_eur_per_mwh, "EUR/MWh") for one in found
        ],
    }
    paths = dict.fromkeys(path for site in sites[1:] for path in differing(sites[0], site))
    for path in paths:
        label = say(f"input.{path}.label")
        rows[label] = [_used(path, one) for one in found]
    return pd.DataFrame(rows, index=names).T


def _used(path: str, found: Assessment) -> str:
    used = found.inputs.get(path)
    return say("figure.none") if used is None else shown(used.value, about(path)["unit"], SPOKEN)


def _buttons(names: list[str]) -> None:
    for number, name in enumerate(names[1:]):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{name}**")
            key = f"variant:{number}"
            st.button(
                say("variants.take"), key=f"{key}:take", on_click=take_variant, args=(number,)
            )
            st.button(
                say("variants.drop"), key=f"{key}:drop", on_click=drop_variant, args=(number,)
            )


def _what_changed(sites: list[Site], names: list[str]) -> None:
    """From each variant to the site in front, input by input."""
    for name, before in zip(names[1:], sites[1:], strict=True):
        with st.expander(say("variants.since", name=name)):
            step = _compared(before, sites[0], internal=internal())
            if not step.moved:
                st.caption(say("variants.same"))
                continue
            st.table(pd.DataFrame([_row(one) for one in step.moved]).set_index(""))
            st.markdown(_whole(step))


@st.cache_resource(max_entries=REMEMBERED, show_spinner=False)
def _compared(one: Site, other: Site, *, internal: bool) -> Difference:
    def price(found: Assessment) -> float | None:
        seen = found if internal else discreet(found)
        return seen.price.indicative_eur_per_mwh

    return compared(one, other, price)


def _row(step: Moved) -> dict[str, str]:
    path, before, after, price, heat = step
    unit = about(path).get("unit", "-")
    return {
        "": say(f"input.{path}.label"),
        say("variants.before"): _told(before, unit),
        say("variants.after"): _told(after, unit),
        say("variants.price"): _signed(price, "EUR/MWh"),
        say("variants.heat"): _signed(heat, "GWh/a"),
    }


def _told(given: Any, unit: str) -> str:
    if given is None:
        return say("variants.typical")
    return say("variants.list") if isinstance(given, list | dict) else shown(given, unit, SPOKEN)


def _signed(amount: float | None, unit: str) -> str:
    if amount is None:
        return say("figure.none")
    sign = "+" if amount > 0 else ""
    return f"{sign}{figure(amount, unit)}"


def _whole(step: Difference) -> str:
    if step.price_eur_per_mwh is None or step.rest_eur_per_mwh is None:
        return say("variants.whole_heat", heat=_signed(step.heat_gwh, "GWh/a"))
    words = {
        "price": _signed(step.price_eur_per_mwh, "EUR/MWh"),
        "heat": _signed(step.heat_gwh, "GWh/a"),
        "rest": _signed(step.rest_eur_per_mwh, "EUR/MWh"),
    }
    return say("variants.whole", **words)
