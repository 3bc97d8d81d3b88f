"""What the page shows: the assessment of the draft, or of the last draft that was valid."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

import streamlit as st
from pydantic import ValidationError

from ihp_core.answer import answer as assess
from ihp_core.results.results import Assessment
from ihp_core.site.filling import Default, defaults_of
from ihp_core.site.inputs import TEN
from ihp_core.site.site import Site
from ihp_core.text import Problem, problems, say
from ihp_core.year.measured.year import OwnYear
from pages.components.state.draft import FIRST_EXAMPLE, draft, from_example, own, site_of
from pages.components.state.remembered import remembered
from pages.components.state.settings import settings

Asked, Made = ParamSpec("Asked"), TypeVar("Made")
ALL_TEN = tuple(path for either in TEN for path in either)
_chain = ThreadPoolExecutor(max_workers=1, thread_name_prefix="chain")
"""Works out all visitors' answers, one after the other: at once they are done no sooner, and what
each of their threads takes for its samples it never gives back."""


@dataclass(frozen=True)
class Answer:
    """A site with its assessment; ``problems`` and not ``current`` where the draft is wrong."""

    site: Site
    assessment: Assessment
    problems: tuple[Problem, ...] = ()
    current: bool = True
    own: OwnYear | None = None
    defaults: dict[str, Default] = field(default_factory=dict, compare=False)

    def default(self, path: str) -> Default:
        """What an input counts as where nobody knows it; looked up once a run."""
        if path not in self.defaults:
            wanted = ALL_TEN if path in ALL_TEN else (path,)
            self.defaults.update(defaults_of(wanted, self.site))
        return self.defaults[path]


def assessed(site: Site, own: OwnYear | None = None) -> Assessment:
    """The answer to a site and its measured year by the rules of the settings."""
    rules = settings().rules

    def make() -> Assessment:
        return in_the_chain(assess, site, own, rules)

    return remembered("answer", [site], own, make)


def in_the_chain(work: Callable[Asked, Made], *args: Asked.args, **more: Asked.kwargs) -> Made:
    """What a piece of work gives that runs the chain, when its turn has come."""
    return _chain.submit(work, *args, **more).result()


def answer() -> Answer:
    """The answer to the draft; the entry that is wrong stays, and so does the last answer."""
    try:
        site = site_of(draft())
    except ValidationError as error:
        return _last_answer(tuple(problems(error, box=True)))
    try:
        assessment = assessed(site, own())
    except ValidationError as error:  # no climate is known at this place, and none was measured
        return _last_answer(tuple(problems(error, box=True)))
    except Exception:
        # Whatever breaks in the chain, a visitor keeps every entry and is told so in words.
        logging.getLogger(__name__).exception("no assessment")  # and nothing of the entries
        return _last_answer((Problem(path="", sentence=say("app.failed"), swap=None),))
    st.session_state["answered"], st.session_state["answered_own"] = site, own()
    return Answer(site, assessment, own=own())


def _last_answer(wrong: tuple[Problem, ...]) -> Answer:
    site = st.session_state.get("answered") or site_of(from_example(FIRST_EXAMPLE))
    measured = st.session_state.get("answered_own")
    return Answer(site, assessed(site, measured), wrong, current=False, own=measured)
