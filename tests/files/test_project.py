"""The project file: what is written re-opens, and what is no project is refused in words."""

from __future__ import annotations

import json
from functools import reduce
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ihp_core.files.json_file import ProjectError
from ihp_core.files.project import SCHEMA, Project, read, write
from ihp_core.site.examples.worked import example as worked
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import FIELDS, QUOTED, Site
from ihp_core.text import problems, sentences
from ihp_core.year.measured.year import OwnYear, own_year
from tests.sites import sites
from tests.yardstick import at_most

SMALL: dict[str, Any] = {
    "data_centre": {"it_capacity_mw": 10, "cooling": "direct_liquid"},
    "network": {"supply_winter_c": 90},
}
FULL_MB = 1_000_000

NO_PROJECT = {
    "empty": (b"", "empty"),
    "only blanks": (b" \n\t ", "empty"),
    "only a byte order mark": (b"\xef\xbb\xbf", "empty"),
    "a PDF": (b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n1 0 obj", "another kind (PDF)"),
    "a workbook": (b"PK\x03\x04\x14\x00\x06\x00", "XLSX"),
    "binary": (bytes(range(256)), "UTF-8"),
    "latin-1": ('{"name": "Köln"}'.encode("latin-1"), "UTF-8"),
    "utf-16": (json.dumps(SMALL).encode("utf-16"), "UTF-8"),
    "a broken character": ('{"name": "\ud800"}', "UTF-8"),
    "plain text": (b"10 MW in Hamburg", "line 1"),
    "truncated": (json.dumps(SMALL)[:-9].encode(), "ends too early"),
    "a number": (b"7", "object in braces"),
    "a list": (b"[1, 2]", "object in braces"),
    "nothing stated": (b"{}", "object in braces"),
    "a megabyte of one string": (b'"' + b"x" * FULL_MB + b'"', "object in braces"),
    "a megabyte of one open string": (b'"' + b"x" * FULL_MB, "ends too early"),
    "a megabyte of text": (b"x" * FULL_MB, "line 1"),
    "nested a thousand deep": (b"[" * 1000 + b"]" * 1000, "nested"),
    "nested a hundred thousand deep": (b'{"sites":' * 100_000, "nested"),
    "eleven megabytes": (b" " * 11 * FULL_MB, "10 MB"),
    "another's JSON": (b'{"type": "FeatureCollection"}', "no site"),
    "a key twice": (b'{"name": "a", "name": "b"}', "twice"),
    "a newer form": (json.dumps({"schema": SCHEMA + 1, "x": 1}).encode(), "newer version"),
    "no form": (b'{"schema": "one", "sites": [{}]}', "whole number"),
    "a key of nobody": (b'{"sites": [{}], "siets": 1}', "siets"),
    "no sites": (b'{"schema": 1, "sites": []}', "1 to 100"),
    "too many sites": (json.dumps({"sites": [SMALL] * 101}).encode(), "1 to 100"),
    "no such site": (json.dumps({"sites": [SMALL], "active": 1}).encode(), "number 0"),
    "a site that is a number": (b'{"sites": [5]}', "5 stands where a site belongs"),
    "NaN": (b'{"network": {"supply_winter_c": NaN}}', "supply_winter_c): nan"),
    "a million keys": (json.dumps({"name": "", **dict.fromkeys(range(300_000))}), "entries"),
}


@pytest.mark.parametrize("kind", NO_PROJECT)
def test_what_is_no_project_is_refused_in_a_sentence(kind: str) -> None:
    """Whatever is dropped on the page: words that say what it is and what to do, at once."""
    content, expected = NO_PROJECT[kind]
    with at_most(50), pytest.raises(ProjectError) as caught:
        read(content)
    told = " ".join(problem.sentence for problem in problems(caught.value))
    assert expected in told


@given(st.lists(sites(), min_size=1, max_size=3), st.data())
def test_a_project_that_was_written_reopens_as_it_was(
    made: list[Site], data: st.DataObject
) -> None:
    """Nothing is lost and nothing is added between saving and opening."""
    project = Project(tuple(made), data.draw(st.integers(0, len(made) - 1)))
    assert read(write(project)) == project
    assert read(write(project).encode()) == project


@given(sites())
def test_a_bare_site_is_a_project_of_one(site: Site) -> None:
    """The contract's JSON opens in the app as it is."""
    assert read(site.model_dump_json()) == Project((site,))


def test_a_byte_order_mark_does_not_matter() -> None:
    """Editors on Windows put one in front."""
    assert read(b"\xef\xbb\xbf" + json.dumps(SMALL).encode()) == read(json.dumps(SMALL))


def test_a_hundred_sites_open() -> None:
    """A hundred is the limit, and the limit still works."""
    assert len(read(json.dumps({"sites": [SMALL] * 100})).sites) == 100


def test_a_wrong_site_gives_its_entries_back() -> None:
    """Nothing that was entered is lost, the wrong value included; the site is named."""
    wrong = {**SMALL, "network": {"supply_winter_c": "hot"}, "colour": "red"}
    with pytest.raises(ProjectError) as caught:
        read(json.dumps({"sites": [SMALL, wrong]}))
    assert caught.value.drafts[1]["network.supply_winter_c"] == "hot"
    assert caught.value.drafts[1]["colour"] == "red"
    assert all(problem.sentence.startswith("Site 2: ") for problem in problems(caught.value))


def test_many_wrong_sites_are_told_in_few_sentences() -> None:
    """Nobody reads a thousand sentences; the rest is counted."""
    with pytest.raises(ProjectError) as caught:
        read(json.dumps({"sites": [{**SMALL, "x": 1, "y": 2}] * 100}))
    assert problems(caught.value)[-1].sentence.startswith("Not shown here: 190 more")


@given(sites())
def test_a_flat_draft_holds_the_whole_site(site: Site) -> None:
    """The app's draft and the site are the same thing in two forms."""
    draft = flat(site.model_dump(mode="json"))
    assert Site.model_validate(nested(draft)) == site
    assert flat(nested(draft)) == draft


def test_what_is_not_stated_is_not_in_the_draft() -> None:
    """Null, absent and "don't know" are one."""
    assert "network.peak_load_mw" not in flat({"network": {"peak_load_mw": None}})


def test_an_empty_draft_lacks_its_needed_fields_not_its_groups() -> None:
    """The sentence has to stand beside a field."""
    assert nested({}) == {"data_centre": {}, "network": {}}


def measured(**series: float) -> OwnYear:
    """A measured year of series that rise from a figure by half of it."""
    return own_year({name: np.linspace(low, 1.5 * low, 8760) for name, low in series.items()})


def test_a_project_carries_its_measured_year_to_the_last_digit() -> None:
    """Opened again it is the same year, and so the answer is the same."""
    own = measured(load_mw=10, supply_c=61.2345, electricity_price_eur_per_mwh=-7)
    text = write(Project((Site.model_validate(SMALL),), own=own))
    opened = read(text).own
    assert opened is not None
    assert opened.digest == own.digest
    for name, series in own.series.items():
        assert (opened.series[name] == series).all()
    assert len(text.splitlines()) < 40
    assert len(text) < 400_000


def test_a_project_without_a_measured_year_has_none() -> None:
    """Absent, null and empty are one."""
    for own in ("", ', "own": null', ', "own": {}'):
        assert read(f'{{"sites": [{json.dumps(SMALL)}]{own}}}').own is None
    assert '"own"' not in write(Project((Site.model_validate(SMALL),)))


def test_a_wrong_site_does_not_cost_the_measured_year() -> None:
    """The entry is put right in its field; the year is kept beside the drafts."""
    own = measured(load_mw=10)
    text = write(Project((Site.model_validate(SMALL),), own=own)).replace(": 90.0", ': "hot"', 1)
    with pytest.raises(ProjectError) as caught:
        read(text)
    assert caught.value.own is not None
    assert caught.value.own.digest == own.digest


FULL = [20] * 8760
WRONG_YEARS: dict[str, tuple[Any, str]] = {
    "a list": (FULL, "group of series"),
    "text": ("load", "group of series"),
    "an unknown series": ({"humidity": FULL}, "humidity"),
    "a number": ({"load_mw": 20}, "0 values, and a year has 8760"),
    "too short": ({"load_mw": FULL[:-1]}, "8759 values"),
    "too long": ({"load_mw": [*FULL, 20]}, "8761 values"),
    "text in it": ({"load_mw": [*FULL[:-1], "20"]}, "Network load: value number 8760"),
    "a gap in it": ({"load_mw": [None, *FULL[1:]]}, "value number 1 "),
    "yes in it": ({"load_mw": [True, *FULL[1:]]}, "value number 1 "),
    "a list in it": ({"load_mw": [FULL, *FULL[1:]]}, "value number 1 "),
    "no number": ({"load_mw": [float("nan"), *FULL[1:]]}, "value number 1 is nan"),
    "endless": ({"load_mw": [float("inf"), *FULL[1:]]}, "0 to 20000"),
    "a number of a thousand digits": ({"load_mw": [10**1000, *FULL[1:]]}, "0 to 20000"),
    "no drop": ({"source_inlet_c": FULL, "source_outlet_c": FULL}, "at least 1 K warmer"),
    "a drop only while no water runs": (
        {
            "source_inlet_c": [40, *FULL[1:]],
            "source_outlet_c": [10, *FULL[1:]],
            "source_flow_m3_per_h": [0, *FULL[1:]],
        },
        "at least 1 K warmer",
    ),
    "supply as cold as return": ({"supply_c": [40] * 8760, "return_c": [40] * 8760}, "return"),
    "too cold": ({"supply_c": [-5, *FULL[1:]]}, "value number 1 is -5, outside"),
}


@pytest.mark.parametrize("kind", WRONG_YEARS)
def test_a_wrong_measured_year_is_refused_in_a_sentence(kind: str) -> None:
    """Wrong lengths and what is no number: the series, the place and the way out."""
    own, expected = WRONG_YEARS[kind]
    with pytest.raises(ProjectError) as caught:
        read(json.dumps({"sites": [SMALL], "own": own}))
    (sentence,) = sentences(caught.value)
    assert expected in sentence
    assert sentence.replace("\xa0", " ").isprintable()  # a unit stays with its figure


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)
KEYS = st.sampled_from([*FIELDS, "data_quality", "notes", "network", "plant", "x", "network.x"])


@given(st.binary(max_size=200) | st.text(max_size=200) | ANY_JSON.map(json.dumps))
@example('{"sites": [[]]}')
@example('{"active": null, "sites": [1]}')
def test_any_content_ends_in_a_project_or_in_sentences(content: str | bytes) -> None:
    """No file at all brings anything but an answer."""
    try:
        told = [str(read(content).schema)]
    except ProjectError as error:
        told = sentences(error)
    assert told
    assert all(told)


@given(st.dictionaries(KEYS, ANY_JSON, max_size=6))
def test_any_draft_can_be_nested_and_keeps_its_fields(draft: dict[str, Any]) -> None:
    """A draft may hold nonsense; it is the site that refuses it, and the draft stays as it is."""
    before = json.dumps(draft)
    made = nested(draft)
    assert json.dumps(draft) == before
    for path in draft.keys() & FIELDS.keys():
        *groups, name = path.split(".")
        held = reduce(lambda part, group: part[group], groups, made)
        assert held[name] is draft[path] or isinstance(draft[path], dict)


def test_a_group_within_a_group_survives_a_file() -> None:
    """A supplier's point is flat by its five paths, and the same when nested again."""
    point = dict(zip(QUOTED, (5.0, 45.0, 37.0, 45.0, 60.0), strict=True))
    draft = flat(worked("german").model_dump(mode="json", exclude_defaults=True)) | point
    site = Site.model_validate(nested(draft))
    opened = read(write(Project((site,)))).sites[0]
    assert opened == site
    assert flat(opened.model_dump(mode="json", exclude_defaults=True)) == draft
