"""What the columns of a register are taken for: known names, doubtful ones, units, answers."""

from __future__ import annotations

import json

import pytest

from ihp_core.leads.columns import LeadMap, read_lead_map
from ihp_core.leads.register import Register, read_register
from ihp_core.leads.words import lead_answers_wanted, register_told
from ihp_core.tables.assumptions import table_rows
from ihp_core.text import sentences
from ihp_core.year.measured.note import OwnError
from tests.leads.registers import GERMAN, german_row, platform, text_table, workbook

PERSONAL = ("E-Mail-Adresse", "Telefonnummer")
ENGLISH = {"company": "A", "latitude": "53.5", "longitude": "9.9", "temperature [°C]": "40"}


def taken(register: Register) -> dict[str, str]:
    """The columns of a register by the quantity they are taken for."""
    return {column.quantity: column.header for column in register.columns if column.sure}


def test_the_german_platform_is_read_as_it_is_published() -> None:
    """A cover, a row of titles, names over two lines: kWh a year become MWh, kW become MW."""
    register = read_register(platform([german_row("Hamburg")]))
    assert not register.questions
    assert register.called.startswith("Plattform für Abwärme")
    assert register.country == "DE"
    assert (register.figure("heat", 0), register.figure("power", 0)) == (8760, 2)
    assert (register.figure("power_07", 0), register.figure("temperature", 0)) == (1, 35)
    assert register.text("place", 0) == "Hamburg"
    assert register.lines.tolist() == [3]


def test_every_column_of_the_platform_is_known_and_nothing_of_persons_is_taken() -> None:
    """No name of the published header is new to the table; contacts are left out."""
    register = read_register(platform([german_row("Hamburg")]))
    assert len(register.columns) == len(GERMAN)
    assert all(column.why == "name" for column in register.columns)
    ignored = {column.header for column in register.columns if column.quantity == "ignore"}
    assert set(PERSONAL) <= ignored


@pytest.mark.parametrize(
    ("header", "cell", "mwh"),
    [
        ("heat per year [MWh/a]", "8760", 8760),
        ("Wärmemenge pro Jahr (GWh/a)", "8,76", 8760),
        ("jährliche Abwärmemenge kWh/Jahr", "8760000", 8760),
        ("Annual_Heat_Amount_kWh_per_Year", "8760000", 8760),
        ("värmemängd per år (GWh/år)", "8,76", 8760),
        ("restvärme [TJ]", "36", 10_000),
        ("Menge der Abwärme, MWh p.a.", "8760", 8760),
    ],
)
def test_heat_comes_in_many_units_and_three_languages(header: str, cell: str, mwh: float) -> None:
    """In brackets, behind the name, with or without "a year"."""
    rows = [{"Firma": "A", "Ort": "Hamburg", header: cell, "Temperatur [°C]": "40,5"}] * 3
    register = read_register(text_table(rows))
    assert not register.questions
    assert register.figure("heat", 0) == pytest.approx(mwh)


def test_a_data_centre_database_is_read_by_the_names_of_the_regulation() -> None:
    """PDIT, EIT, TWH of the annexes of Regulation (EU) 2024/1364; intake air is not the heat's."""
    rows = [
        ["Data centre name", "latitude", "longitude", "PDIT (kW)", "EIT (kWh)", "TWH", "TIN"],
        ["DC 1", 53.6, 10.0, 10_000, 52_560_000, 32, 24],
    ]
    register = read_register(workbook(rows))
    assert (register.figure("it_power", 0), register.figure("it_energy", 0)) == (10, 52_560)
    assert register.figure("temperature", 0) == 32
    assert register.called.startswith("European database on data centres")


def test_a_unit_that_is_missing_is_asked_for_and_answered() -> None:
    """Nothing is taken a thousand times too large or too small in silence."""
    rows = [ENGLISH | {"heat per year": "8760", "thermal power [kW]": "2000"}]
    register = read_register(text_table(rows))
    assert [note.code for note in register.questions] == ["leads.ask_unit"]
    wanted = json.loads(lead_answers_wanted(register))
    assert wanted == {"columns": {"heat per year": {"quantity": "heat", "unit": "MWh"}}}
    answers = LeadMap.model_validate(
        {"columns": {"heat per year": {"quantity": "heat", "unit": "kWh"}}}
    )
    assert read_register(text_table(rows), answers).figure("heat", 0) == pytest.approx(8.76)


def test_a_name_that_may_mean_something_else_is_asked_about() -> None:
    """ "Leistung" of what? And a column of unknown name in kW, where nothing else says how much."""
    for header in ("Leistung [kW]", "Kanal 7 [kW]"):
        content = text_table([ENGLISH | {header: "2000"}])
        register = read_register(content)
        assert [note.code for note in register.questions] == ["leads.ask_column"]
        answers = LeadMap.model_validate({"columns": {header: "power"}})
        assert (
            read_register(text_table([ENGLISH | {header: "2000"}]), answers).figure("power", 0) == 2
        )


def test_beside_an_it_power_nothing_else_is_asked_about() -> None:
    """A data centre's table has other capacities in kW, which are no heat."""
    rows = [ENGLISH | {"PDIT (kW)": "9000", "Average battery capacity (kW)": "200"}]
    assert not read_register(text_table(rows)).questions


def test_two_columns_of_one_quantity_are_asked_about() -> None:
    """One of them is to be ignored."""
    rows = [ENGLISH | {"heat per year [MWh]": "1", "Wärmemenge pro Jahr [MWh]": "2"}]
    register = read_register(text_table(rows))
    assert [note.code for note in register.questions] == ["leads.twice"]
    answers = LeadMap.model_validate({"columns": {"heat per year [MWh]": "ignore"}})
    assert read_register(text_table(rows), answers).figure("heat", 0) == 2


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"company": "A", "place": "Hamburg", "temperature [°C]": "40"}, "leads.no_size"),
        ({"company": "A", "heat per year [MWh]": "40"}, "leads.no_place"),
        ({"foo": "1", "bar": "2"}, "leads.no_columns"),
    ],
)
def test_what_is_no_register_is_told(row: dict[str, str], code: str) -> None:
    """What is missing, and the way out."""
    with pytest.raises(OwnError) as told:
        read_register(text_table([row] * 3))
    assert told.value.note.code == code
    assert all(sentence.strip() for sentence in sentences(told.value))


@pytest.mark.parametrize(
    "content",
    [
        "no json",
        '{"columns": {"a": "bread"}}',
        '{"columns": 3}',
        '{"unknown": 1}',
        '{"decimal": "x"}',
    ],
)
def test_answers_that_are_none_are_told_with_their_place(content: str) -> None:
    """Never a traceback."""
    with pytest.raises(OwnError) as told:
        read_lead_map(content)
    assert all(sentence.strip() for sentence in sentences(told.value))


def test_an_answer_about_another_file_is_told() -> None:
    """A column that is not there, a unit that is none of the quantity."""
    rows = text_table([ENGLISH | {"heat per year [MWh]": "1"}])
    for columns in ({"Gone": "heat"}, {"heat per year [MWh]": {"quantity": "heat", "unit": "kW"}}):
        with pytest.raises(OwnError):
            read_register(rows, LeadMap.model_validate({"columns": columns}))


def test_degrees_tell_what_parts_the_decimals() -> None:
    """53.551 is no 53 thousand, so 1.234 beside it is no thousand either."""
    row = ENGLISH | {"latitude": "53.551", "longitude": "9.993", "heat per year [MWh]": "1.234"}
    assert read_register(text_table([row])).figure("heat", 0) == pytest.approx(1.234)


def test_every_column_is_told_in_words() -> None:
    """What it is taken for, and why, for each."""
    register = read_register(platform([german_row("Hamburg")]))
    told = list(register_told(register, "de"))
    assert len(told) == len(GERMAN)
    assert any("Wärmemenge pro Jahr in kWh" in line for line in told)


def test_every_row_of_the_table_of_columns_has_names_that_are_no_other_quantity() -> None:
    """A name means one thing."""
    owners: dict[str, set[str]] = {}
    for row in table_rows("lead_columns"):
        for name in row["names"].casefold().split("|"):
            owners.setdefault(name, set()).add(row["quantity"])
    assert [name for name, of in owners.items() if len(of) > 1] == []
