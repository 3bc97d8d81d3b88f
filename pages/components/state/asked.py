"""The answer as others may know it, where the producer entered own figures.

It tells the price that the producer asks. How far that lies above the typical one is settled on the
case that the producer saw last: from there on every input moves the price as it does at typical
figures, for two prices of a producer who goes along with every slider would tell what was entered.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import streamlit as st

from ihp_core.answer import answer_at, asked_of
from ihp_core.assessment import asking, assess, recorded, screened
from ihp_core.results.discretion import discreet
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import PRODUCER, publicly, stated
from ihp_core.site.site import Site
from ihp_core.year.measured.year import OwnYear
from pages.components.state.answer import assessed, in_the_chain
from pages.components.state.remembered import remembered
from pages.components.state.settings import settings
from pages.components.state.view import internal

SEEN = "seen_by_the_producer"


class Seen(NamedTuple):
    """A case with the producer's own figures in it."""

    site: Site
    own: OwnYear | None


def seen_by_the_producer(site: Site, own: OwnYear | None) -> None:
    """Take a case for the one that the price is asked in, while the internal view is open."""
    _seen()[_entered(site)] = Seen(site, own)


def above_typical(site: Site, own: OwnYear | None) -> float | None:
    """How far the cost is asked above the typical one [EUR/MWh]; ``None`` where nothing of the
    producer's is entered."""
    if publicly(site) is site:
        return None
    # Of all that was ever entered: a variant with other figures must not let this one ask anew.
    case, rules = _seen().setdefault(_entered(site), Seen(site, own)), settings().rules

    def make() -> float:
        return in_the_chain(asked_of, case.site, case.own, rules)

    return remembered("asked", [case.site], case.own, make)


def public(site: Site, own: OwnYear | None = None) -> Assessment:
    """The answer from figures that are public, and the price that is asked."""
    above = above_typical(site, own)
    if above is None:
        return assessed(site, own)
    plain, rules = publicly(site), settings().rules

    def make() -> Assessment:
        return in_the_chain(answer_at, plain, own, rules, above)

    return remembered("public", [plain], own, make, above)


def whole(site: Site, own: OwnYear | None = None) -> Assessment:
    """The answer that this visitor's pages are made from, all of it."""
    return assessed(site, own) if internal() else public(site, own)


def readable(site: Site, own: OwnYear | None = None) -> Assessment:
    """The answer with nothing in it that this visitor may not read."""
    return assessed(site, own) if internal() else discreet(public(site, own))


def alone(site: Site, above: float | None) -> Assessment:
    """What this visitor may read of one of many cases, without its spread."""
    if internal():
        return assess(site)
    case = screened(publicly(site))
    return discreet(recorded(case if above is None else asking(case, above)))


def _seen() -> dict[tuple[Any, ...], Seen]:
    """The cases of this visit, by what the producer entered in them."""
    seen: dict[tuple[Any, ...], Seen] = st.session_state.setdefault(SEEN, {})
    return seen


def _entered(site: Site) -> tuple[Any, ...]:
    return tuple(stated(site, path) for path in PRODUCER)
