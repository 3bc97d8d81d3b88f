"""Files as publishers, meters and spreadsheets write them: read right, asked, never read wrong."""

from __future__ import annotations

import numpy as np
import pytest

from ihp_core.text import sentences
from ihp_core.text.errors.measured_year import notes
from ihp_core.year.measured.columns.mapping import read_map
from ihp_core.year.measured.note import OwnError
from ihp_core.year.measured.reading import read_own
from tests.sweeps import only
from tests.year.layouts import ASKED, LOAD, READ, market, meter, readings, text, two_sheets
from tests.year.layouts import counter as counted

SLOW = {"minutes", "ten minutes", "a workbook with dates"}


def test_there_are_many_layouts() -> None:
    """At least twenty-five that are read, and some that are asked about."""
    assert len(READ) >= 25
    assert len(ASKED) >= 10


@pytest.mark.parametrize("name", only(READ.keys() - SLOW, READ))
def test_a_layout_is_read_as_the_year_that_it_was_made_of(name: str) -> None:
    """Every series in its place, and no other."""
    content, expected = READ[name].make()
    assert isinstance(expected, dict)
    own = read_own(content)
    assert own.series.keys() == expected.keys()
    for series, hours in expected.items():
        apart = np.abs(own.series[series] - hours)
        assert np.quantile(apart, 0.999) <= 0.011, series
        assert apart.max() <= READ[name].near, series


@pytest.mark.parametrize("name", ASKED)
def test_a_layout_that_is_not_clear_is_asked_about(name: str) -> None:
    """A sentence that names the column, not a figure."""
    content, words = ASKED[name].make()
    assert isinstance(words, str)
    with pytest.raises(OwnError) as caught:
        read_own(content)
    assert words in " ".join(sentences(caught.value))


ANSWERS: dict[str, str] = {
    "power of nobody": '{"columns": {"Leistung [MW]": "load_mw"}}',
    "no unit, figures like kW": '{"columns": {"Wärmelast": {"series": "load_mw", "unit": "kW"}}}',
    "two years": '{"year": 2025}',
    "two sheets": '{"sheet": "Nord"}',
    "a counter in MW": '{"confirmed": ["never_falls", "season"]}',
    "a price that is ever nothing": (
        '{"columns": {"Strompreis [EUR/MWh]": "spot_price_eur_per_mwh"}}'
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_makes_a_year_of_it(name: str) -> None:
    """What was asked can be answered in a file, as JSON."""
    own = read_own(ASKED[name].make()[0], read_map(ANSWERS[name]))
    assert len(own.series) == 1
    if name not in ("a counter in MW", "a price that is ever nothing"):
        assert own.series["load_mw"] == pytest.approx(LOAD, abs=0.011)


def test_the_mean_of_several_years_may_be_asked_for() -> None:
    """Two years of which one is 2 MW higher: a year 1 MW higher."""
    content, _ = ASKED["two years"].make()
    own = read_own(content, read_map('{"year": "mean"}'))
    assert own.series["load_mw"] == pytest.approx(LOAD, abs=0.011)


def told(content: str | bytes, answers: str = "{}") -> str:
    """All that is told of a file that was read."""
    return " ".join(notes(read_own(content, read_map(answers))))


def test_resets_and_rollovers_of_a_counter_are_told() -> None:
    """A meter that was changed leaves a gap, one that ran over does not."""
    changed = np.where(np.arange(8760) < 5000, readings(), readings() - readings()[5000])
    assert "began again 1 times" in told(counted(changed))
    over = np.round(readings(50_000) % 100_000, 3)
    assert "ran over 2 times" in told(counted(over))


def test_an_amount_of_heat_is_told_as_such() -> None:
    """Nobody has to guess whether a figure was a power."""
    assert "amounts in kWh for every 15 minutes" in told(READ["kWh a quarter"].make()[0])


def test_the_flow_of_a_heat_meter_is_not_that_of_the_data_centre() -> None:
    """It is told, and used to check the heat."""
    said = told(meter())
    assert "“Volumenstrom [m³/h]” is the flow of the network's water" in said
    assert "“Leistung [kW]” is not known here" in said


def test_month_before_day_is_never_read_without_a_word() -> None:
    """American dates are told."""
    assert "have the month first" in told(READ["mm/dd/yyyy"].make()[0])


def test_one_of_two_sheets_may_be_chosen() -> None:
    """By its name; a name that is not there gets those that are."""
    assert read_own(two_sheets(), read_map('{"sheet": "Süd"}')).series["load_mw"].max() > 0
    with pytest.raises(OwnError) as caught:
        read_own(two_sheets(), read_map('{"sheet": "Ost"}'))
    assert "Nord · Süd" in sentences(caught.value)[0]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ("[", "no JSON"),
        ("[]", "not understood"),
        ('{"columns": {"x": "load"}}', "columns.x"),
        ('{"columns": {"nobody": "load_mw"}}', "“nobody”"),
        ('{"years": 2025}', "years"),
    ],
)
def test_wrong_answers_get_a_sentence(answers: str, words: str) -> None:
    """No traceback: the place, and what may stand there."""
    with pytest.raises(OwnError) as caught:
        read_own(market(), read_map(answers))
    assert words in " ".join(sentences(caught.value))


@pytest.mark.parametrize("name", ["a workbook with a cover", "Parquet"])
def test_a_damaged_file_ends_in_a_sentence(name: str) -> None:
    """Cut off, or with other bytes in its middle."""
    whole = READ[name].make()[0]
    assert isinstance(whole, bytes)
    middle = len(whole) // 2
    for content in (whole[:middle], whole[:middle] + bytes(90) + whole[middle + 90 :]):
        with pytest.raises(OwnError) as caught:
            read_own(content)
        assert len(sentences(caught.value)[0]) > 40


def test_a_column_may_be_ignored() -> None:
    """Then it is neither read nor asked about, and that is told."""
    content = text("Wärmelast [MW];Kessel 3 [MW]", LOAD, LOAD / 2)
    assert "“Kessel 3 [MW]” was ignored, as told" in told(
        content, '{"columns": {"Kessel 3 [MW]": "ignore"}}'
    )
