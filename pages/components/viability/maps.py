"""The two maps of viability, on its own because they are internal and cached.

They hold the producer's price beyond this site.
"""

from __future__ import annotations

from typing import get_args

import streamlit as st

from ihp_core.assessment import screened
from ihp_core.report.drawing.picture import Picture
from ihp_core.report.viability.map_chart import map_chart, map_sentence
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, resolved, say
from ihp_core.what_if.viability_map import Map, viability_map
from ihp_core.year.measured.year import OwnYear
from pages.components.display.picture import picture
from pages.components.state.answer import Answer
from pages.components.state.remembered import remembered
from pages.components.state.settings import settings

MAPS: tuple[Map, ...] = get_args(Map)


def maps(answer: Answer) -> None:
    """Where the borders run, side by side, worked out when it is asked for."""
    fold = st.expander(say("viability.map.title"), key="viability:maps", on_change="rerun")
    if fold.open:
        with fold:
            _side_by_side(answer)


def _side_by_side(answer: Answer) -> None:
    """A measured input has no map, and where one verdict holds everywhere a sentence says so."""
    st.caption(say("viability.map.note"))
    for column, name in zip(st.columns(len(MAPS), gap="medium"), MAPS, strict=True):
        with column:
            drawn = _map(name, answer.site, answer.own)
            if drawn is None:
                st.caption(say(f"viability.map.measured.{name}"))
            elif isinstance(drawn, str):
                st.markdown(drawn)
            else:
                picture(drawn)


def _map(name: Map, site: Site, own: OwnYear | None) -> Picture | str | None:
    """The map, or what one of a single colour says; nothing where an input is measured."""

    def make() -> Picture | str | None:
        grid = viability_map(screened(site, own, settings().rules), name)
        return None if grid is None else map_sentence(grid) or map_chart(grid)

    return remembered("map", [site], own, make, name, resolved(SPOKEN))
