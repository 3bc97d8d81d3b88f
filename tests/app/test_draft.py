"""What becomes of an entry: the draft, the boxes, the map."""

from __future__ import annotations

import pytest

from ihp_core.site.examples.worked import example, names
from ihp_core.site.inputs import TEN, entry
from ihp_core.text.markdown import said
from pages.components.site.field import chosen
from pages.components.site.map import apply_click, apply_move, next_aim, point, view
from pages.components.state.draft import (
    EXAMPLE,
    NEEDED,
    QUALITY,
    edited,
    flat,
    from_example,
    site_of,
    yours,
)

SUPPLY = "network.supply_winter_c"
IT = "data_centre.it_capacity_mw"


@pytest.mark.parametrize("name", names())
def test_an_example_comes_back_from_the_draft_as_it_went_in(name: str) -> None:
    """The draft holds all that a site states, marks and notes included."""
    assert site_of(from_example(name)) == example(name)


def test_an_empty_draft_is_a_site_with_its_needed_figures_assumed() -> None:
    """Nobody has to know anything to get a first answer, and it says what it rests on."""
    site = site_of({})
    assert site.data_quality == dict.fromkeys(NEEDED, "assumed")
    assert site.name == ""
    assert site.data_centre.latitude is None
    assert yours({}) == 0


def test_none_takes_an_entry_back_to_unknown_with_its_mark() -> None:
    """An input that nobody knows is not marked as measured."""
    before = {SUPPLY: 92.0, QUALITY + SUPPLY: "measured"}
    assert edited(before, {SUPPLY: None}) == {}


def test_what_is_typed_over_an_assumption_is_no_longer_assumed() -> None:
    """The mark follows the figure: the prospect has just said it."""
    before = {SUPPLY: 92.0, QUALITY + SUPPLY: "assumed"}
    assert edited(before, {SUPPLY: 88.0}) == {SUPPLY: 88.0}


def test_a_mark_set_by_hand_stays_where_the_figure_does_not_change() -> None:
    """One click marks an input, and nothing else moves."""
    before = {SUPPLY: 92.0}
    assert edited(before, {QUALITY + SUPPLY: "measured"}) == before | {QUALITY + SUPPLY: "measured"}


def test_a_draft_is_never_changed_in_place() -> None:
    """Undo keeps the drafts before this one; they have to stay what they were."""
    before = {SUPPLY: 92.0}
    edited(before, {SUPPLY: 88.0, IT: None})
    assert before == {SUPPLY: 92.0}


def test_the_count_of_ones_own_inputs_leaves_out_what_is_assumed() -> None:
    """Either way of stating the network's size answers the same question."""
    assert yours({IT: 7.0, SUPPLY: 92.0, QUALITY + SUPPLY: "assumed"}) == 1
    assert yours({"network.peak_load_mw": 70.0}) == 1
    assert yours({paths[0]: 1.0 for paths in TEN}) == len(TEN) == 10


def test_the_mark_of_an_example_is_not_part_of_the_site() -> None:
    """A project file says what a site states, not where the app took it from."""
    assert EXAMPLE not in flat(site_of(from_example("german")))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("7", 7.0),
        (" 7.5 ", 7.5),
        ("7,5", 7.5),
        ("1 200", 1200.0),
        ("-3", -3.0),
        ("", None),
        ("   ", None),
        ("7 MW", "7 MW"),
        ("1,200", "1,200"),
        ("nan", "nan"),
        ("inf", "inf"),
        ("1e999", "1e999"),
        ("1_000", "1_000"),
        ("ten", "ten"),
        ("50 %", "50 %"),
    ],
)
def test_an_entry_is_a_number_or_stays_as_it_was_typed(
    typed: str, kept: float | str | None
) -> None:
    """Nothing that was typed vanishes: a sentence has to be able to stand beside it."""
    assert entry(IT, typed) == kept


def test_a_date_stays_text() -> None:
    """A year alone is not a number of seconds since 1970."""
    assert entry("contract.start", "2027") == "2027"


def test_a_click_sets_the_end_it_is_aimed_at() -> None:
    """The map writes into the same draft as the boxes."""
    click = {"last_clicked": {"lat": 50.1234567, "lng": 8.7654321}}
    assert apply_click("network", click, None) == {
        "network.latitude": 50.12346,
        "network.longitude": 8.76543,
    }


def test_a_click_counts_once() -> None:
    """The map repeats its last click on every run; taken twice, it would never end."""
    click = {"last_clicked": {"lat": 50.0, "lng": 8.0}}
    assert apply_click("network", click, dict(click)) == {}
    assert apply_click("network", None, None) == {}
    assert apply_click("harbour", click, None) == {}


def test_a_drag_sets_the_end_that_was_dragged_once() -> None:
    """Whatever a click would set; repeated on the next run it means nothing new."""
    moved = {"dragged": "network", "lat": 50.0, "lng": 8.0}
    assert apply_move(moved, None) == {"network.latitude": 50.0, "network.longitude": 8.0}
    assert apply_move(moved, dict(moved)) == {}
    assert apply_move({"dragged": "harbour", "lat": 50.0, "lng": 8.0}, None) == {}
    assert apply_move({"last_clicked": {"lat": 50.0, "lng": 8.0}}, None) == {}
    assert apply_move(None, None) == {}


def test_after_a_click_the_map_aims_at_the_end_that_is_missing() -> None:
    """Two clicks set two ends; once both are there, the aim stays where the visitor put it."""
    here = (50.0, 8.0)
    assert next_aim("data_centre", {"data_centre": here, "network": None}) == "network"
    assert next_aim("network", {"data_centre": None, "network": here}) == "data_centre"
    assert next_aim("network", {"data_centre": here, "network": here}) == "network"


def test_what_is_none_of_the_choices_changes_nothing() -> None:
    """A label that a browser sends back from an earlier run is nobody's entry."""
    kinds = ("gas_boiler", True)
    assert chosen("network.heat_source_today", "gas_boiler", kinds) == {
        "network.heat_source_today": "gas_boiler"
    }
    assert chosen("network.heat_source_today", "Don't know", kinds) == {}
    assert chosen("network.heat_source_today", "", kinds) == {"network.heat_source_today": None}


def test_a_sentence_on_the_screen_names_the_field_by_its_label_alone() -> None:
    """The path is for files and the command line; what was entered stays as it was."""
    assert said(f"Supply [°C] ({SUPPLY}): hot") == r"Supply \[°C\]\: hot"
    assert SUPPLY not in said(f"Note (notes.{SUPPLY})")
    assert "harbour" in said("Unknown (harbour.depth_m)")


def test_a_click_on_the_next_copy_of_the_world_lands_on_the_globe() -> None:
    """The map goes on for ever to the right; longitudes do not."""
    changes = apply_click("data_centre", {"last_clicked": {"lat": 0.0, "lng": 368.0}}, None)
    assert changes["data_centre.longitude"] == pytest.approx(8.0)


def test_a_place_off_the_globe_or_half_known_is_not_drawn() -> None:
    """A wrong latitude gets its sentence beside its box, not a broken map."""
    assert point({"network.latitude": 91.0, "network.longitude": 8.0}, "network") is None
    assert point({"network.latitude": "50°", "network.longitude": 8.0}, "network") is None
    assert point({"network.latitude": 50.0}, "network") is None


def test_the_view_shows_europe_one_point_or_both() -> None:
    """The map is sensible with no point, one, two, and two on one spot."""
    one, far = (50.0, 8.0), (51.0, 9.0)
    europe = view({"data_centre": None, "network": None})
    alone = view({"data_centre": one, "network": None})
    assert europe[2] < view({"data_centre": one, "network": far})[2] < alone[2]
    assert view({"data_centre": one, "network": one}) == alone
