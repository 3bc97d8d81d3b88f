"""Files of readings in the forms that meters write: counters and amounts, units, steps, clocks."""

from __future__ import annotations

import datetime as dt
import io
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from ihp_core.assessment import screened
from ihp_core.metering.meter import metered
from ihp_core.metering.metered import MeterReport
from ihp_core.metering.readings.answers import read_meter_map
from ihp_core.metering.readings.reading import read_meter
from ihp_core.text.errors.measured_year import told
from ihp_core.text.errors.meter_readings import readings_told
from ihp_core.year.measured.note import OwnError
from ihp_core.year.measured.year import own_year
from tests.metered_plants import (
    AMOUNTS,
    HEADERS,
    HOURS,
    YEAR,
    Columns,
    Plant,
    counter,
    lost,
    meter_file,
    plant,
    standing,
)

BERLIN = ZoneInfo("Europe/Berlin")
START = dt.datetime(YEAR, 1, 1, tzinfo=BERLIN).astimezone(dt.UTC)
QUARTERS = 4 * HOURS
OUTAGE_AT = 2001
MOST_SECONDS = 3.0


@pytest.fixture(scope="module")
def one() -> Plant:
    """A plant that runs in nearly all hours."""
    return plant()


def quarters(columns: Columns) -> Columns:
    """The same in quarters of an hour."""
    return {
        name: np.repeat(figures, 4) / (4 if name in AMOUNTS else 1)
        for name, figures in columns.items()
    }


def on_the_wall(
    steps: int, minutes: int, behind: int = 0, form: str = "%d.%m.%Y %H:%M"
) -> list[str]:
    """What a clock in Berlin shows from the beginning of the year on, or some minutes later."""
    moments = (START + dt.timedelta(minutes=minutes * n + behind) for n in range(steps))
    return [moment.astimezone(BERLIN).strftime(form) for moment in moments]


def summed(columns: Columns, ends: Sequence[int]) -> Columns:
    """The columns over spans of hours: amounts summed, temperatures their means."""
    edges = [0, *ends]
    parts = list(pairwise(edges))
    return {
        name: np.array([f[a:b].sum() if name in AMOUNTS else f[a:b].mean() for a, b in parts])
        for name, f in columns.items()
    }


def agrees(report: MeterReport, heat: float, near: float = 1e-6) -> None:
    """All heat is found, and nothing differs from what was expected."""
    assert report.whole.heat_mwh == pytest.approx(heat, rel=near)
    assert report.whole.expected_heat_mwh == pytest.approx(heat, rel=max(near, 1e-4))
    assert report.outages == ()


def codes(report: MeterReport) -> list[str]:
    """The problems told."""
    return [note.code for note in report.problems]


@pytest.mark.parametrize("behind", [0, 15])
def test_quarter_hours_of_a_clock_that_changes_twice(one: Plant, behind: int) -> None:
    """Stamped at the beginning or at the end of each quarter, both nights of the clock within."""
    columns = quarters(one.columns())
    report = one.report(columns, on_the_wall(QUARTERS, 15, behind))
    agrees(report, columns["heat"].sum())
    assert report.whole.known_hours == HOURS
    assert codes(report) == []
    days = report.hours.local.astype("datetime64[D]")
    per_day = dict(zip(*np.unique(days, return_counts=True), strict=True))
    assert per_day[np.datetime64("2026-03-29")] == 23
    assert per_day[np.datetime64("2026-10-25")] == 25


def test_an_outage_that_begins_within_an_hour_is_told_to_the_quarter(one: Plant) -> None:
    """60 hours from a quarter to the hour on, in quarter hours."""
    before = quarters(one.columns())
    columns = standing(before, 4 * OUTAGE_AT + 3, 240)
    report = one.report(columns, on_the_wall(QUARTERS, 15))
    (outage,) = report.outages
    assert outage.begin == "2026-03-25T09:45:00+01:00"
    assert outage.end == "2026-03-27T21:45:00+01:00"
    assert outage.hours == 60
    assert report.whole.causes["outage"] == pytest.approx(lost(before, columns), rel=1e-3)


def test_a_clock_that_never_changes_is_taken_so(one: Plant) -> None:
    """Standard time without an offset, which has 02:00 in the night of spring."""
    columns = quarters(one.columns())
    start = dt.datetime(YEAR, 1, 1)
    times = [(start + dt.timedelta(minutes=15 * n)).isoformat(" ") for n in range(QUARTERS)]
    report = one.report(columns, times)
    agrees(report, columns["heat"].sum())
    assert "meter.note.standard_time" in {note.code for note in report.notes}


def test_a_counter_that_is_reset_loses_one_interval(one: Plant) -> None:
    """Exchanged in July: the hour between the readings is bridged, and told with its line."""
    columns = one.columns()
    heat = columns["heat"].sum()
    shown = counter(columns["heat"])
    shown[5000:] -= shown[5000] - 0.3
    report = one.report({**columns, "heat": shown})
    agrees(report, heat, 2e-4)
    (problem,) = report.problems
    assert problem.code == "meter.problem.reset"
    assert problem.numbers["line"] == 5001


@pytest.mark.parametrize("step", [1.0, 0.1])
def test_a_coarse_counter_does_not_stand_between_its_steps(step: float) -> None:
    """A small plant counted in whole MWh: its one outage is found, and no other."""
    small = plant("air_cooled_far")
    before = quarters(small.columns())
    columns = standing(before, 4 * OUTAGE_AT, 240)
    shown = {name: step * np.floor(counter(columns[name]) / step) for name in AMOUNTS}
    report = small.report(columns | shown, on_the_wall(QUARTERS, 15))
    (outage,) = report.outages
    assert outage.hours == pytest.approx(60, abs=2)
    assert report.whole.causes["outage"] == pytest.approx(lost(before, columns), rel=0.1)


def test_a_missing_week_is_a_gap_and_no_loss(one: Plant) -> None:
    """Without its rows, or with blank ones: it is not compared, and told from when to when."""
    columns = one.columns()
    kept = np.r_[0:3000, 3168:HOURS]
    blank = {name: figures.copy() for name, figures in columns.items()}
    for figures in blank.values():
        figures[3000:3168] = np.nan
    shorter = {name: figures[kept] for name, figures in columns.items()}
    for faulty, times in ((blank, one.times), (shorter, [one.times[n] for n in kept])):
        report = one.report(faulty, times)
        (gap,) = report.gaps
        assert gap.hours == 168
        assert gap.expected_mwh == pytest.approx(columns["heat"][3000:3168].sum(), rel=1e-6)
        agrees(report, columns["heat"][kept].sum())


def test_a_counter_runs_on_through_a_missing_week(one: Plant) -> None:
    """What it counted meanwhile is in the sum."""
    columns = one.columns()
    kept = np.r_[0:3000, 3168:HOURS]
    shown = {name: figures[kept] for name, figures in columns.items()}
    shown["heat"] = counter(columns["heat"])[kept]
    agrees(one.report(shown, [one.times[n] for n in kept]), columns["heat"][:-1].sum())


@pytest.mark.parametrize("of_counter", [False, True])
@pytest.mark.parametrize(("factor", "unit"), [(1000.0, "kWh"), (3.6, "GJ"), (0.001, "GWh")])
def test_another_unit_from_some_row_on_is_brought_back(
    one: Plant, factor: float, unit: str, of_counter: bool
) -> None:
    """Told with the line where it begins."""
    columns = one.columns()
    heat = columns["heat"].sum()
    shown = counter(columns["heat"]) if of_counter else columns["heat"]
    shown = np.where(np.arange(HOURS) >= 4321, factor * shown, shown)
    report = one.report({**columns, "heat": shown})
    assert report.whole.heat_mwh == pytest.approx(heat, rel=3e-4)
    changed = next(note for note in report.problems if note.code == "meter.problem.unit")
    assert changed.numbers["line"] in (4322, 4323)
    assert changed.numbers["other"] == unit
    assert abs(sum(report.whole.causes.values())) < 3e-4 * heat


def test_low_demand_is_not_taken_for_another_unit(one: Plant) -> None:
    """Two months at a third of the heat, from MWh: no unit is 3.6 times as large."""
    columns = one.columns()
    for name in AMOUNTS:
        columns[name][1000:2500] /= 3.6
    report = one.report(columns)
    assert codes(report) == []
    assert report.whole.heat_mwh == pytest.approx(columns["heat"].sum(), rel=1e-6)


@pytest.mark.parametrize("unit", ["kWh", "GJ", "MJ"])
def test_any_unit_of_energy_is_read(one: Plant, unit: str) -> None:
    """Amounts in the unit of the header."""
    columns = one.columns()
    factor = {"kWh": 1000.0, "GJ": 3.6, "MJ": 3600.0}[unit]
    file = meter_file(
        {"heat": factor * columns["heat"]}, one.times, {"heat": f"Wärmemenge [{unit}]"}
    )
    agrees(metered(one.chain, one.read(file)), columns["heat"].sum())


def test_days_weeks_and_months_keep_their_sums(one: Plant) -> None:
    """Each row's heat is that of its hours, in the shape that was expected."""
    columns = one.columns()
    heat = columns["heat"].sum()
    days = [str(dt.date(YEAR, 1, 1) + dt.timedelta(days=n)) for n in range(365)]
    agrees(one.report(summed(columns, range(24, HOURS + 1, 24)), days), heat, 1e-3)
    weeks = [*range(168, 8737, 168)]
    report = one.report(summed(columns, weeks), days[: 7 * len(weeks) : 7])
    agrees(report, columns["heat"][:8736].sum(), 1e-3)


@pytest.mark.parametrize("form", ["2026-{:02d}", "01.{:02d}.2026", "{:02d}/2026", "last"])
def test_months_are_read_however_they_are_written(one: Plant, form: str) -> None:
    """By the month alone, by its first or its last day."""
    columns = one.columns()
    ends = np.cumsum([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) * 24
    last = [str(dt.date(YEAR, 1, 1) + dt.timedelta(days=int(end) // 24 - 1)) for end in ends]
    times = last if form == "last" else [form.format(month) for month in range(1, 13)]
    report = one.report(summed(columns, ends.tolist()), times)
    agrees(report, columns["heat"].sum(), 1e-5)
    assert len(report.months) == 12


def test_the_readings_of_monthly_counters_make_the_months_between(one: Plant) -> None:
    """Thirteen readings are twelve months."""
    columns = one.columns()
    ends = np.cumsum([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) * 24
    shown = {name: np.concatenate(([0], columns[name].cumsum()[ends - 1])) for name in AMOUNTS}
    times = [f"01.{n % 12 + 1:02d}.{YEAR + n // 12}" for n in range(13)]
    report = one.report({name: 5000 + figures for name, figures in shown.items()}, times)
    agrees(report, columns["heat"].sum(), 1e-6)


def test_rows_without_a_time_are_left_out_with_their_lines(one: Plant) -> None:
    """A header in the middle, a remark, a row that stands twice."""
    columns = one.columns()
    rows = meter_file(columns, one.times).splitlines()
    rows[2000:2000] = [rows[0], "Zähler getauscht;;;;;;;", rows[1999]]
    report = metered(one.chain, one.read("\n".join(rows)))
    lines = [(note.code, note.numbers["line"]) for note in report.problems]
    assert lines == [
        ("meter.problem.time", 2001),
        ("meter.problem.time", 2002),
        ("meter.problem.doubled", 2003),
    ]
    agrees(report, columns["heat"].sum())


def test_a_single_value_that_no_plant_gives_is_left_out(one: Plant) -> None:
    """It is bridged and told with its line."""
    columns = one.columns()
    heat = columns["heat"].sum()
    columns["heat"][700] = 9999.0
    report = one.report(columns)
    assert codes(report) == ["meter.problem.spike"]
    assert report.problems[0].numbers["line"] == 702
    agrees(report, heat, 1e-4)


def test_heat_that_its_water_does_not_carry_is_told(one: Plant) -> None:
    """Flow x 1.163 x (supply - return) against the meter, and a COP that no machine has."""
    columns = one.columns()
    spread = columns["supply"] - columns["back"]
    columns["flow"] = columns["heat"] / (spread * 1.163e-3)
    assert codes(one.report(columns)) == []
    columns["flow"][300:400] *= 1.5
    columns["electricity"][500:510] /= 20
    told_codes = codes(one.report(columns))
    assert "meter.problem.heat" in told_codes


def test_a_cop_beyond_a_perfect_machine_is_told() -> None:
    """Where no exchanger gives heat beside the machine."""
    one = plant("norderstedt")
    columns = one.columns()
    direct = np.broadcast_to(one.year.direct_mw[:1], (1, HOURS))[0]
    lifted = np.flatnonzero((direct <= 0) & (columns["heat"] > 0.5 * columns["heat"].max()))
    if not len(lifted):
        pytest.skip("the exchanger always helps here")
    columns["electricity"][lifted[:5]] /= 20
    assert "meter.problem.carnot" in codes(one.report(columns))


def test_an_amount_is_held_against_the_power_beside_it(one: Plant) -> None:
    """Two columns of one meter: the amount counts."""
    columns = one.columns()
    power = columns["heat"].copy()
    power[100:120] *= 1.3
    names = {"load": "Wärmeleistung [MW]"}
    file = meter_file({"heat": columns["heat"], "load": power}, one.times, names)
    report = metered(one.chain, one.read(file))
    agrees(report, columns["heat"].sum())
    assert codes(report) == ["meter.problem.power"]
    assert report.problems[0].numbers["hours"] == 20


def test_a_file_in_another_unit_throughout_is_asked_about(one: Plant) -> None:
    """A thousand times what is expected, until it is confirmed."""
    columns = one.columns()
    reading = one.read(meter_file({"heat": 1000 * columns["heat"]}, one.times))
    with pytest.raises(OwnError) as error:
        metered(one.chain, reading)
    assert error.value.note.code == "meter.ask.factor"
    assert "factor" in told(error.value.note)
    assert metered(one.chain, reading, confirmed=("factor",)).whole.heat_mwh > 1e6


def test_a_doubtful_column_is_asked_about_and_answered(one: Plant) -> None:
    """A name that may be anything is no heat until it is said so."""
    columns = one.columns()
    names = {"heat": "Kanal 7 [MWh]"}
    file = meter_file({"heat": columns["heat"]}, one.times, names)
    reading = one.read(file)
    assert [note.code for note in reading.questions] == ["own.ask.column"]
    answers = read_meter_map('{"columns": {"Kanal 7 [MWh]": "heat_mw"}}')
    answered = read_meter(file.encode(), 60, answers)
    agrees(metered(one.chain, answered), columns["heat"].sum())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "own.empty"),
        ("a;b\nc;d\n", "own.no_columns"),
        ("Zeit;Vorlauf [°C]\n2026-01-01 00:00;80\n2026-01-01 01:00;80\n", "own.meter_no_heat"),
        ("Wärme [MWh]\n1\n2\n3\n", "own.meter_times"),
        ("Zeit;Wärme [MWh]\n2026-01-01 00:00;5\n", "own.meter_rows"),
        ("Zeit;Wärme [MWh]\n1926-01-01 00:00;5\n2026-01-01 00:00;5\n", "own.meter_span"),
    ],
)
def test_what_is_no_file_of_readings_is_refused_in_a_sentence(
    one: Plant, content: str, code: str
) -> None:
    """In three languages, without a trace."""
    with pytest.raises(OwnError) as error:
        metered(one.chain, one.read(content))
    assert error.value.note.code == code
    for language in ("en", "de", "sv"):
        assert told(error.value.note, language)[-1] == "."


def test_everything_that_is_told_is_a_sentence_in_three_languages(one: Plant) -> None:
    """Notes and problems of a file with many of them."""
    columns = one.columns()
    columns["heat"] = counter(columns["heat"])
    columns["heat"][5000:] -= columns["heat"][5000]
    columns["electricity"][4321:] *= 1000
    del columns["outdoor"]
    report = one.report(columns)
    for language in ("en", "de", "sv"):
        assert all(line.endswith(".") for line in readings_told(report, language))


def test_of_many_problems_the_first_twenty_are_shown(one: Plant) -> None:
    """And how many there are is told."""
    columns = one.columns()
    columns["heat"][100:2600:100] = 9999.0
    report = one.report(columns)
    assert (len(report.problems), report.problem_count) == (20, 25)
    assert "5" in list(readings_told(report))[-1]


def test_a_year_of_quarter_hours_is_read_and_checked_quickly(
    one: Plant, capsys: pytest.CaptureFixture[str]
) -> None:
    """Seconds of the processor, printed."""
    content = meter_file(quarters(one.columns()), on_the_wall(QUARTERS, 15))
    one.report(one.columns())  # what is loaded once is loaded
    begun = time.process_time()
    metered(one.chain, one.read(content))
    seconds = time.process_time() - begun
    with capsys.disabled():
        sys.stdout.write(f"\n35,040 quarter-hours of seven columns: {seconds:.2f} s\n")
    assert seconds < MOST_SECONDS


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_workbooks_and_parquet_files_are_read(one: Plant, form: str) -> None:
    """The same columns in files that have types."""
    import pandas as pd

    columns = {HEADERS[name]: figures[:2000] for name, figures in one.columns().items()}
    times = [dt.datetime(YEAR, 1, 1) + dt.timedelta(hours=n) for n in range(2000)]
    frame = pd.DataFrame({"Zeit": times, **columns})
    file = io.BytesIO()
    frame.to_excel(file, index=False) if form == "xlsx" else frame.to_parquet(file)
    report = metered(one.chain, read_meter(file.getvalue(), 60))
    agrees(report, columns[HEADERS["heat"]].sum())


def test_a_measured_year_of_the_project_is_what_is_expected(one: Plant) -> None:
    """Its load and return, moved by the weather where that was metered."""
    load = np.broadcast_to(one.year.load_mw, (1, HOURS))[0]
    own = own_year({"load_mw": 0.8 * load, "return_c": one.columns()["back"] + 2})
    with_own = Plant(one.site, screened(one.site, own))
    columns = with_own.columns()
    for outdoor in (True, False):
        if not outdoor:
            del columns["outdoor"]
        agrees(with_own.report(columns), columns["heat"].sum(), 2e-6)


def test_units_behind_the_figures_are_read(one: Plant) -> None:
    """Each cell with its own unit, another from June on."""
    heat = one.columns()["heat"]
    cells = [f"{v:.4f} MWh" if n < 4000 else f"{1000 * v:.1f} kWh" for n, v in enumerate(heat)]
    rows = ["Zeit;Wärmemenge", *(f"{t};{c}" for t, c in zip(one.times, cells, strict=True))]
    report = metered(one.chain, one.read("\n".join(rows)))
    agrees(report, heat.sum(), 1e-5)
    assert report.problems[0].numbers["line"] == 4002
