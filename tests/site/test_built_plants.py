"""Built plants: every row says where it was read and what was assumed, every site is one."""

from __future__ import annotations

import json

import pytest

from ihp_core.site.examples.built_plants import PUBLISHED, BuiltPlant, built_plants, site_of
from ihp_core.site.examples.worked import FOLDER
from ihp_core.site.paths import flat
from ihp_core.site.site import FIELDS
from ihp_core.tables.assumptions import table

PROMISED = {"valdeurope", "infomaniak", "floridsdorf", "franky", "ulven", "pallasseum"}
PROMISED |= {"stockholm", "norderstedt", "mantsala"}
PLACES = ("latitude", "longitude", "name", "country", "parties_engaged")
SAID_OF = {
    "data_centre.it_capacity_mw": ("it_mw", "source_mw"),
    "data_centre.source_inlet_c": ("source_inlet_c",),
    "data_centre.source_outlet_c": ("source_outlet_c",),
    "network.annual_heat_gwh": ("network_gwh",),
    "network.return_winter_c": ("return_c",),
    "connection.handover_c": ("supply_c",),
}
"""Which published figure stands behind an input that is not assumed."""

plants = pytest.mark.parametrize("plant", built_plants(), ids=lambda plant: plant.id)


def stated(plant: BuiltPlant) -> dict[str, object]:
    """What a plant's site states, but where it is."""
    site = flat(site_of(plant.id).model_dump(exclude_none=True))
    return {
        path: value
        for path, value in site.items()
        if path in FIELDS and not path.endswith(PLACES) and value != ()
    }


def test_at_least_fifteen_plants_and_all_that_were_promised() -> None:
    """Each once."""
    names = [plant.id for plant in built_plants()]
    assert len(names) == len(set(names)) >= 15
    assert set(names) >= PROMISED


@plants
def test_a_plant_says_where_and_when_it_was_read_and_what_was_assumed(plant: BuiltPlant) -> None:
    """A source in words, an address, a day; something is always assumed."""
    assert len(plant.source) > 15
    assert plant.url.startswith("http")
    assert plant.read == "2026-11-28"
    assert plant.confidence in ("high", "medium", "low")
    assert plant.assumed
    assert len(plant.remark) > 15


@plants
def test_what_its_site_states_is_published_or_named_as_assumed(plant: BuiltPlant) -> None:
    """Every assumed path is stated, and a stated figure without a published one is assumed."""
    site = stated(plant)
    assert set(plant.assumed) <= set(site)
    for path, figures in SAID_OF.items():
        if path in site and path not in plant.assumed:
            assert set(figures) & set(plant.figures), path


@plants
def test_what_is_assumed_is_marked_so_in_its_file(plant: BuiltPlant) -> None:
    """Whoever opens the file sees which figures are somebody's and which are ours."""
    file = FOLDER / "built" / f"{plant.id}.json"
    if not file.exists():
        pytest.skip("a worked example, whose file is not this table's")
    marked = json.loads(file.read_text("utf-8"))["data_quality"]
    assert {path for path, known in marked.items() if known == "assumed"} == set(plant.assumed)


def test_every_file_is_a_plant_and_every_plant_has_a_site() -> None:
    """No file without its row."""
    files = {path.stem for path in (FOLDER / "built").glob("*.json")}
    assert files <= {plant.id for plant in built_plants()}
    for plant in built_plants():
        assert site_of(plant.id).name


def test_every_column_of_figures_is_used_by_some_plant() -> None:
    """And no column of the table is overlooked."""
    used = {name for plant in built_plants() for name in plant.figures}
    assert used == set(PUBLISHED) <= set(table("built_plants"))


def test_an_unknown_plant_is_not_found() -> None:
    """No silent default."""
    with pytest.raises(FileNotFoundError):
        site_of("atlantis")
