"""One table of names: every field has a unit by its ending and a meaning in the catalogue."""

from __future__ import annotations

import pytest

from ihp_core.key_figures.connection import PipeFigures
from ihp_core.key_figures.heat import Heat
from ihp_core.key_figures.hourly import HourlyYear
from ihp_core.key_figures.price import Cost, Finance, Price
from ihp_core.results.glossary import UNIT_OF_SUFFIX, Name, glossary, unit_of
from ihp_core.results.results import Input
from ihp_core.site.site import FIELDS
from ihp_core.text import messages
from ihp_core.viability.judgement import Criterion
from tests.source import listed

NAMES = glossary()
ANSWER = [one for one in NAMES if one.group != "site"]


def test_every_name_has_a_meaning() -> None:
    """A new field of the answer or of the site fails here by its name until it is explained."""
    wrong = [one.code for one in NAMES if not messages().get(one.code, "").strip()]
    assert not wrong, listed(wrong)


def test_every_meaning_has_a_field() -> None:
    """A field that was renamed or dropped takes its meaning with it."""
    known = {one.code for one in ANSWER}
    wrong = [code for code in messages() if code.startswith("glossary.") and code not in known]
    assert not wrong, listed(wrong)


def test_no_name_stands_twice() -> None:
    """Group and name find one meaning."""
    codes = [one.code for one in NAMES]
    assert len(codes) == len(set(codes))


def test_all_inputs_are_in_it() -> None:
    """The vocabulary of files, links and widgets, and the parts of today's heat sources."""
    names = {one.name for one in NAMES if one.group == "site"}
    lists = {"network.heat_sources_today", "plant.steps"}
    assert set(FIELDS) - lists <= names
    assert "network.heat_sources_today.capacity_mw" in names


@pytest.mark.parametrize(
    ("group", "model"),
    [
        ("heat", Heat),
        ("price", Price),
        ("cost", Cost),
        ("finance", Finance),
        ("connection", PipeFigures),
        ("criteria", Criterion),
        ("inputs", Input),
    ],
)
def test_a_group_of_the_answer_brings_all_its_fields(group: str, model: type) -> None:
    """Nothing of a result model is left out, and the answer's own names are in it."""
    found = {one.name for one in ANSWER if one.group == group}
    assert found == set(model.model_fields)
    assert {"verdict", "warnings"} <= {one.name for one in ANSWER if one.group == "assessment"}


def test_the_hours_of_the_year_are_in_it() -> None:
    """The columns of the hourly file are names like any other."""
    found = {one.name for one in ANSWER if one.group == "year"}
    assert found == set(HourlyYear.__dataclass_fields__)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("supply_c", "°C"),
        ("supply_drop_k", "K"),
        ("floor_eur_per_mwh", "EUR/MWh"),
        ("carbon_price_eur_per_t", "EUR/t"),
        ("saving_eur_per_year", "EUR/a"),
        ("flow_m3_per_h", "m³/h"),
        ("full_load_hours", "h/a"),
        ("delivered_gwh", "GWh/a"),
        ("irr_fraction", "share"),
        ("heat_pump_scop", ""),
        ("verdict", ""),
    ],
)
def test_a_unit_is_read_off_the_ending(name: str, unit: str) -> None:
    """The longest ending counts: per tonne is not a tonne."""
    assert unit_of(name) == unit


def test_the_unit_of_an_input_is_that_of_its_ending() -> None:
    """Field and name cannot say different units."""
    wrong = [
        f"{one.name}: {one.unit}, by its name {unit_of(one.name)}"
        for one in NAMES
        if one.group == "site" and unit_of(one.name) and unit_of(one.name) != one.unit
    ]
    assert not wrong, listed(wrong)


def test_every_unit_can_be_written() -> None:
    """The catalogue knows the name of each unit that an ending or an input has."""
    units = {*UNIT_OF_SUFFIX.values(), *(one.unit for one in NAMES if one.unit)}
    assert [unit for unit in units if f"unit.{unit}" not in messages()] == []


def test_a_name_is_frozen() -> None:
    """The table is shared by all visitors."""
    with pytest.raises(AttributeError):
        Name("a", "b", "c", "d").unit = "K"  # type: ignore[misc]
