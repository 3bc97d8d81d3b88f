"""Variants side by side: keep one, compare up to four, see what changed and what it does."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from pydantic import ValidationError

from ihp_core.files.project import LONGEST_NAME
from ihp_core.report.drawing.palette import SIGNS
from ihp_core.report.price.variants_chart import variants_chart
from ihp_core.report.viability.screen import verdict_words
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import PRODUCER, about
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.figures import shown
from ihp_core.text.markdown import plain
from ihp_core.what_if.variants import Difference, Moved, compared, differing
from pages.components.display.picture import picture
from pages.components.state.answer import Answer
from pages.components.state.asked import above_typical, alone, readable
from pages.components.state.draft import (
    draft,
    name_in_front,
    names_of_others,
    others,
    site_of,
)
from pages.components.state.remembered import remembered
from pages.components.state.variants import (
    MOST,
    can_keep,
    drop_variant,
    keep_as_variant,
    rename_variant,
    take_variant,
)
from pages.components.state.view import internal

NEW = "variant:new"
ACTS = (("take", "open_in_browser", take_variant), ("drop", "delete", drop_variant))


def variants(answer: Answer) -> None:
    """The site in front first, then the variants that were kept."""
    st.subheader(say("variants.title"), anchor=False)
    _keeper(answer)
    sites, numbers = _sites(answer)
    if len(others()):
        _rows()
    if len(sites) < 2:
        st.caption(say("variants.none"))
        return
    assessments = [readable(site) for site in sites]
    names = _apart([_in_front(), *(_named(number) for number in numbers)])
    st.table(_table(sites, assessments, [plain(name) for name in names]))
    picture(variants_chart(names, assessments))
    _what_changed(sites, [plain(name) for name in names])


def _keeper(answer: Answer) -> None:
    """The name asked for, and the button that keeps the site under it."""
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    left.text_input(
        say("variants.name"),
        key=NEW,
        max_chars=LONGEST_NAME,
        placeholder=say("variants.kept", number=len(others()) + 1),
        disabled=not can_keep(),
    )
    right.button(
        say("variants.keep"),
        icon=":material/add:",
        help=say("variants.keep_help"),
        on_click=_keep,
        disabled=not (can_keep() and answer.current),
        width="stretch",
    )


def _keep() -> None:
    keep_as_variant(draft(), str(st.session_state.get(NEW) or ""))
    st.session_state[NEW] = ""


def _in_front() -> str:
    """The site as it stands, by its name too where it was a variant."""
    current, name = say("variants.current"), name_in_front()
    return say("variants.current_named", current=current, name=name) if name else current


def _named(number: int) -> str:
    return names_of_others()[number] or say("variants.kept", number=number + 1)


def _apart(names: list[str]) -> list[str]:
    """The names, a second one of the same with its number: columns and bars go by them."""
    return [
        name if name not in names[:index] else f"{name} ({names[:index].count(name) + 1})"
        for index, name in enumerate(names)
    ]


def _sites(answer: Answer) -> tuple[list[Site], list[int]]:
    """The current site and the variants that can be worked out, with their numbers."""
    sites, numbers = [answer.site], []
    for number, variant in enumerate(others()[: MOST - 1]):
        try:
            sites.append(site_of(variant))
            numbers.append(number)
        except ValidationError:
            st.caption(say("variants.wrong", name=plain(_named(number))))
    return sites, numbers


def _table(sites: list[Site], assessments: list[Assessment], names: list[str]) -> pd.DataFrame:
    """Results first, then the inputs in which they differ."""
    rows = {
        say("portfolio.column.verdict"): [
            f"{SIGNS[assessment.verdict].icon} {verdict_words(assessment)}"
            for assessment in assessments
        ],
        say("variants.heat"): [
            figure(assessment.heat.delivered_gwh, "GWh/a") for assessment in assessments
        ],
        say("variants.cop"): [
            figure(assessment.heat.heat_pump_scop, "-") for assessment in assessments
        ],
        say("variants.price"): [
            figure(assessment.price.indicative_eur_per_mwh, "EUR/MWh") for assessment in assessments
        ],
    }
    paths = dict.fromkeys(path for site in sites[1:] for path in differing(sites[0], site))
    for path in _visible(paths):
        label = say(f"input.{path}.label")
        rows[label] = [_used(path, assessment) for assessment in assessments]
    return pd.DataFrame(rows, index=names).T


def _visible(paths: Iterable[str]) -> list[str]:
    """The inputs that this reader may know of."""
    return [path for path in paths if internal() or path not in PRODUCER]


def _used(path: str, assessment: Assessment) -> str:
    used = assessment.inputs.get(path)
    return say("figure.none") if used is None else shown(used.value, about(path)["unit"], SPOKEN)


def _rows() -> None:
    """A line for each variant: its name to change, to open it, to delete it."""
    for number in range(len(others())):
        key, name = f"variant:{number}", names_of_others()[number]
        if st.session_state.get(f"{key}:name") != name:
            st.session_state[f"{key}:name"] = name
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"variant-{number}"):
            st.text_input(
                say("variants.name_of", number=number + 1),
                key=f"{key}:name",
                max_chars=LONGEST_NAME,
                placeholder=say("variants.kept", number=number + 1),
                label_visibility="collapsed",
                on_change=_rename,
                args=(number,),
            )
            for act, icon, do in ACTS:
                st.button(
                    say(f"variants.{act}"),
                    key=f"{key}:{act}",
                    help=say(f"variants.{act}_help"),
                    icon=f":material/{icon}:",
                    on_click=do,
                    args=(number,),
                )


def _rename(number: int) -> None:
    rename_variant(number, st.session_state[f"variant:{number}:name"])


def _what_changed(sites: list[Site], names: list[str]) -> None:
    """From each variant to the site in front, input by input."""
    for name, before in zip(names[1:], sites[1:], strict=True):
        with st.expander(say("variants.since", name=name)):
            difference = _compared(before, sites[0], internal=internal())
            shown_paths = _visible(moved.path for moved in difference.moved)
            if not shown_paths:
                st.caption(say("variants.same"))
                continue
            rows = [_row(moved) for moved in difference.moved if moved.path in shown_paths]
            st.table(pd.DataFrame(rows).set_index(""))
            st.markdown(_whole(difference))


def _compared(before: Site, after: Site, *, internal: bool) -> Difference:
    pair = before, after
    above = None if internal else above_typical(after, None)

    def make() -> Difference:
        return compared(*pair, partial(alone, above=above))

    return remembered("compared", pair, None, make, internal, above)


def _row(moved: Moved) -> dict[str, str]:
    path, before, after, price, heat = moved
    unit = about(path).get("unit", "-")
    return {
        "": say(f"input.{path}.label"),
        say("variants.before"): _told(before, unit),
        say("variants.after"): _told(after, unit),
        say("variants.price"): _signed(price, "EUR/MWh"),
        say("variants.heat"): _signed(heat, "GWh/a"),
    }


def _told(value: Any, unit: str) -> str:
    if value is None:
        return say("variants.typical")
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return ", ".join(shown(name, unit, SPOKEN) for name in value) or say("figure.none")
    return say("variants.list") if isinstance(value, list | dict) else shown(value, unit, SPOKEN)


def _signed(amount: float | None, unit: str) -> str:
    if amount is None:
        return say("figure.none")
    sign = "+" if amount > 0 else ""
    return f"{sign}{figure(amount, unit)}"


def _whole(difference: Difference) -> str:
    if difference.price_eur_per_mwh is None or difference.rest_eur_per_mwh is None:
        return say("variants.whole_heat", heat=_signed(difference.heat_gwh, "GWh/a"))
    words = {
        "price": _signed(difference.price_eur_per_mwh, "EUR/MWh"),
        "heat": _signed(difference.heat_gwh, "GWh/a"),
        "rest": _signed(difference.rest_eur_per_mwh, "EUR/MWh"),
    }
    return say("variants.whole", **words)
