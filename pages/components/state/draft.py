"""The one draft of the site: what is stated, by dotted path. Widgets are views of it.

A path that is absent is not known and takes its default. The three figures a site cannot do
without are absent too until somebody states them; they are then filled and marked assumed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ihp_core.files.project import Project, text_of
from ihp_core.results.discretion import Audience
from ihp_core.site import paths
from ihp_core.site.examples.known_networks import is_published
from ihp_core.site.examples.worked import example
from ihp_core.site.inputs import TEN, stated, without_the_producers
from ihp_core.site.site import Site
from ihp_core.year.measured.year import OwnYear, sources
from pages.components.state.along import GaveWay, gives_way

Draft = dict[str, Any]

KEPT = 50
EXAMPLE = "example"
QUALITY = "data_quality."
NOTE = "notes."
FIRST_EXAMPLE = "german"
NEEDED = (
    "data_centre.it_capacity_mw",
    "data_centre.cooling",
    "network.supply_winter_c",
)


def draft() -> Draft:
    """What this visitor has stated; on the first run, the worked example."""
    if "draft" not in st.session_state:
        st.session_state["draft"] = from_example(FIRST_EXAMPLE)
        st.session_state["past"] = []
    current: Draft = st.session_state["draft"]
    return current


def edited(before: Draft, changes: Mapping[str, Any]) -> Draft:
    """The draft with changes made; ``None`` takes a path back to "don't know".

    What is typed over an assumption is no longer assumed, what is unknown has no mark, and what is
    typed over a published figure is not that publication's.
    """
    after = {path: entry for path, entry in before.items() if path not in changes}
    after |= {path: entry for path, entry in changes.items() if entry is not None}
    for path in changes:
        mark = QUALITY + path
        if mark in changes or before.get(path) == after.get(path):
            continue
        if path not in after or after.get(mark) == "assumed":
            after.pop(mark, None)
        if NOTE + path not in changes and is_published(after.get(NOTE + path)):
            after.pop(NOTE + path)
    return after


def edit(changes: Mapping[str, Any], gesture: int | None = None) -> None:
    """Change the draft; the last fifty drafts can be had back.

    A knob that is dragged changes it many times in one gesture: that is one change, from the
    draft at which it began. What other figures leave no room for moves along, and it is told.
    """
    goes_on = gesture is not None and st.session_state.get("gesture") == gesture
    before: Draft = st.session_state["past"][-1] if goes_on else draft()
    after = edited(before, changes)
    along = gives_way(entries(after), changes.keys() | _measured(after))
    if goes_on:
        st.session_state["past"], st.session_state["draft"] = st.session_state["past"][:-1], before
    replace(edited(after, {path: to for path, _, to in along}))
    st.session_state["gesture"] = gesture if st.session_state["draft"] != before else None
    st.session_state["gave_way"] = {next(iter(changes), ""): along}


def trying() -> bool:
    """Whether the draft in front is a trial."""
    return "stated_case" in st.session_state


def stated_case() -> Draft:
    """What the visitor has stated, apart from any trial."""
    case: Draft = st.session_state["stated_case"] if trying() else draft()
    return case


def drop_trial() -> None:
    """Back to the stated case."""
    state = st.session_state
    if trying():
        state.update(edited=True, gesture=None, gave_way={})
        state["draft"], state["past"] = state.pop("stated_case"), state.pop("stated_past")


def gave_way(path: str) -> tuple[GaveWay, ...]:
    """What moved along when this input was changed, if it was the last to be."""
    told: dict[str, tuple[GaveWay, ...]] = st.session_state.get("gave_way", {})
    return told.get(path, ())


def _measured(entered: Draft) -> set[str]:
    """What was measured gives way to nothing."""
    marked = (path for path, entry in entered.items() if entry == "measured")
    return {path.removeprefix(QUALITY) for path in marked if path.startswith(QUALITY)}


def replace(after: Draft) -> None:
    """Put another draft in place of this one, which stays in reach of undo."""
    before = draft()
    if after.get(EXAMPLE, before.get(EXAMPLE)) != before.get(EXAMPLE):
        drop_trial()
        before = draft()
        keep_own(None)
    if after != before:
        st.session_state.update(edited=True, dated=None, gesture=None, gave_way={})
        st.session_state["past"] = [*st.session_state["past"], before][-KEPT:]
        st.session_state["draft"] = after


def ask_undo() -> None:
    """Take the last change back as soon as all that came with this press is entered: leaving a
    box for the button enters what was typed in it, and that is the change that is meant."""
    st.session_state["undo_asked"] = True


def undo_if_asked() -> None:
    """Before anything is drawn, when all that a run brought has been entered."""
    if st.session_state.pop("undo_asked", False):
        undo()


def undo() -> None:
    """The draft as it was before the last change; on the very first run there is none yet."""
    if st.session_state.get("past"):
        st.session_state.update(edited=True, dated=None, gesture=None, gave_way={})
        *st.session_state["past"], st.session_state["draft"] = st.session_state["past"]


def edited_in_this_run() -> bool:
    """Whether the draft was changed since the address was written last."""
    return bool(st.session_state.get("edited"))


def start_own() -> None:
    """An empty site: nothing of an example is ever taken for the prospect's."""
    drop_trial()
    replace({})
    keep_own(None)


def from_example(name: str) -> Draft:
    """A worked example as a draft, marked as one."""
    return flat(example(name)) | {EXAMPLE: name}


def open_project(opened: Project) -> None:
    """Take the active site of a project file; its other sites are variants of it."""
    open_drafts([flat(site) for site in opened.sites], opened.active, opened.names)
    keep_own(opened.own)
    st.session_state["dated"] = opened.dated


def open_drafts(drafts: Sequence[Draft], active: int, names: Sequence[str] = ()) -> None:
    """Put one of several drafts in front; the others are kept, in their order, by their names."""
    drop_trial()
    put_aside(drafts, active, names)
    replace(drafts[active])


def put_aside(drafts: Sequence[Draft], active: int, names: Sequence[str] = ()) -> None:
    """Keep all drafts of a project but the one in front as its variants."""
    called = [*names] or [""] * len(drafts)
    st.session_state["others"] = [*drafts[:active], *drafts[active + 1 :]]
    st.session_state["names"] = [*called[:active], *called[active + 1 :]]
    st.session_state["name_in_front"] = called[active]
    st.session_state["place"] = active


def all_drafts(entered: Draft) -> tuple[list[Draft], list[str], int]:
    """All drafts of the project in their order, their names, and which is in front."""
    index = min(st.session_state.get("place", 0), len(others()))
    drafts = [*others()[:index], entered, *others()[index:]]
    names = [*names_of_others()[:index], name_in_front(), *names_of_others()[index:]]
    return drafts, names, index


def others() -> list[Draft]:
    """The variants beside the draft in front."""
    variants: list[Draft] = st.session_state.get("others") or []
    return variants


def names_of_others() -> list[str]:
    """What the variants are called, in their order; empty where nobody has named one."""
    names: list[str] = st.session_state.get("names") or []
    return [*names, *[""] * len(others())][: len(others())]


def name_in_front() -> str:
    """What the draft in front is called where it was a variant with a name."""
    return str(st.session_state.get("name_in_front") or "")


def own() -> OwnYear | None:
    """The visitor's measured year; it is no part of the draft, and undo leaves it alone."""
    measured: OwnYear | None = st.session_state.get("own")
    return measured


def keep_own(measured: OwnYear | None) -> None:
    """Let a measured year stand for the typical one, or let it go."""
    st.session_state["own"] = measured


def digest(measured: OwnYear) -> str:
    """What tells one measured year from another."""
    return measured.digest


def project_text(entered: Draft, reader: Audience = "internal") -> str:
    """The project file: the project opened, with the active site as its draft stands.

    What is wrong in the draft is saved as it was entered, and opens with its sentence again. A
    customer's holds nothing that is the producer's own.
    """
    drafts, names, index = all_drafts(entered)
    if reader == "customer":
        drafts = [without_the_producers(one) for one in drafts]
    sites = [paths.nested(entries(variant)) for variant in drafts]
    return text_of(sites, index, dated(), own(), names)


def flat(site: Site) -> Draft:
    """What a site states, by path; its marks and notes stand under their own prefixes."""
    return paths.flat(site.model_dump(mode="json", exclude_defaults=True))


def needed(entered: Draft) -> Draft:
    """The needed figures nobody has stated yet: the worked example's, marked assumed."""
    assumed: Draft = {}
    for path in NEEDED:
        if path not in entered:
            typical = stated(example(FIRST_EXAMPLE), path)
            assumed |= {path: typical, QUALITY + path: "assumed"}
    return assumed


def site_of(entered: Draft) -> Site:
    """The draft checked; raises ``pydantic.ValidationError``."""
    return Site.model_validate(paths.nested(entries(entered)))


def entries(entered: Draft) -> Draft:
    """All that stands for the site: the needed figures, over them what was entered."""
    return needed(entered) | {path: entry for path, entry in entered.items() if path != EXAMPLE}


def yours(entered: Draft, measured: OwnYear | None = None) -> int:
    """How many of the ten inputs somebody has stated or measured."""
    known = {path for path in entered if entered.get(QUALITY + path) != "assumed"}
    known |= sources(measured).keys() if measured else set()
    return sum(any(path in known for path in alternatives) for alternatives in TEN)


def dated() -> dt.date:
    """The day of the case, for papers and project files: when it was saved, today once it has
    been changed since."""
    saved: dt.date | None = st.session_state.get("dated")
    return saved or dt.date.today()
