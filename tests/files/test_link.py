"""A site in a link: what goes in comes out, what may not travel stays, and nothing breaks it."""

from __future__ import annotations

import base64
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ihp_core.files.json_file import ProjectError
from ihp_core.files.link import LONGEST, VERSION, packed, unpacked
from ihp_core.site.examples.worked import example, names
from ihp_core.site.inputs import PRODUCER
from ihp_core.site.paths import flat
from ihp_core.site.site import Site
from ihp_core.year.measured.year import own_year
from tests.own_years import load
from tests.sites import sites

SUPPLY = "network.supply_winter_c"
ANYTHING = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda part: st.lists(part) | st.dictionaries(st.text(), part),
)


def draft_of(site: Site) -> dict[str, object]:
    """What a site states, by path."""
    return flat(site.model_dump(mode="json", exclude_defaults=True))


def made(content: object) -> str:
    """A link with any content."""
    packet = zlib.compress(json.dumps(content).encode())
    return base64.urlsafe_b64encode(packet).decode().rstrip("=")


@given(site=sites())
def test_all_that_may_travel_comes_out_as_it_went_in(site: Site) -> None:
    """Every random valid site, with name, marks and notes where they were asked for."""
    before = draft_of(site)
    found = unpacked(packed(before, private=True))
    kept = {p: v for p, v in before.items() if p.removeprefix("notes.") not in PRODUCER}
    kept = {p: v for p, v in kept.items() if p.removeprefix("data_quality.") not in PRODUCER}
    assert found.draft == kept
    assert found.dropped == ()


@pytest.mark.parametrize("name", names())
def test_a_link_fits_every_address_bar_and_every_mail(name: str) -> None:
    """An example in full takes less than 1,000 of the 2,000 characters that all programs take."""
    assert len(packed(draft_of(example(name)), name, private=True)) < 1000


def test_name_and_notes_stay_at_home_unless_they_are_asked_along() -> None:
    """Whose site it is, is nobody's business."""
    before = {"name": "Secret", f"notes.{SUPPLY}": "Ms Weber said so", SUPPLY: 92.0}
    assert unpacked(packed(before)).draft == {SUPPLY: 92.0}
    assert unpacked(packed(before, private=True)).draft == before


@pytest.mark.parametrize("path", PRODUCER)
def test_the_producers_figures_are_in_no_link(path: str) -> None:
    """Not even the mark that there is one."""
    before = {path: 0.09, f"data_quality.{path}": "stated", f"notes.{path}": "board", SUPPLY: 92.0}
    assert unpacked(packed(before, private=True)).draft == {SUPPLY: 92.0}


def test_a_measured_year_is_named_and_stays_behind() -> None:
    """The link says which series there were and tells this year from another."""
    own = own_year({"load_mw": load()})
    found = unpacked(packed({SUPPLY: 92.0}, own=own))
    assert found.series == tuple(own.series)
    assert found.digest == own.digest
    assert len(packed({SUPPLY: 92.0}, own=own)) < 400


def test_what_another_version_knew_is_dropped_and_told() -> None:
    """The rest opens."""
    site = {"network": {"supply_winter_c": 92.0, "gone": 3, "return_summer_c": [1, 2]}, "odd": 1}
    found = unpacked(made({"site": site}))
    assert found.draft == {SUPPLY: 92.0}
    assert set(found.dropped) == {"network.gone", "network.return_summer_c", "odd"}


def test_a_wrong_entry_travels_to_where_it_can_be_put_right() -> None:
    """Nothing that was entered is lost on the way."""
    before = {SUPPLY: "hot", "connection.route_km": -3.0}
    assert unpacked(packed(before)).draft == before


@pytest.mark.parametrize("version", ["2", "0", "-1", "x", "9" * 50])
def test_a_link_of_a_later_version_says_so(version: str) -> None:
    """Opened half it would mislead."""
    with pytest.raises(ProjectError) as error:
        unpacked(packed({}), version)
    assert error.value.faults[0].code == "link.newer"


@pytest.mark.parametrize(
    "text",
    ["", "x", "%%%", "eJw", packed({SUPPLY: 92.0})[:-9], "A" * (LONGEST + 1), made([1]), made("x")],
)
def test_a_link_that_was_cut_off_says_so(text: str) -> None:
    """A sentence, never a traceback."""
    with pytest.raises(ProjectError) as error:
        unpacked(text, VERSION)
    assert error.value.faults[0].code == "link.unreadable"


def test_a_link_that_unpacks_to_gigabytes_is_refused() -> None:
    """A short text may hold a long one."""
    bomb = base64.urlsafe_b64encode(zlib.compress(b" " * 10_000_000, 9)).decode()
    with pytest.raises(ProjectError):
        unpacked(bomb)


@given(text=st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever stands in the address bar."""
    with pytest.raises(ProjectError):
        unpacked(text)


@given(
    content=st.recursive(
        st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_no_content_breaks_the_reader(content: object) -> None:
    """A site of any shape ends in a draft of what can be held."""
    found = unpacked(made({"site": content, "own": content, "example": content}))
    assert isinstance(found.draft, dict)
