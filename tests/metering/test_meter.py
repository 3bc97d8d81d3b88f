"""The report on readings: its sums, its weather, its guarantees, its month, the command line."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ihp_core.__main__ import main
from ihp_core.assessment import screened
from ihp_core.metering.expected import dates_of, engine_on
from ihp_core.metering.meter import metered
from ihp_core.metering.metered import CAUSES, MeterReport
from ihp_core.metering.sums import summed
from ihp_core.operation.electricity import ALL_IN, hourly_price
from ihp_core.site.examples.worked import example
from ihp_core.year.measured.note import OwnError
from tests.metered_plants import Plant, meter_file, plant, standing

SUMS = ("heat_mwh", "electricity_mwh", "expected_heat_mwh", "expected_electricity_mwh")
SUMS += ("deemed_mwh", "standing_hours", "hours", "known_hours", "missing_expected_mwh")


@pytest.fixture(scope="module")
def faulty() -> MeterReport:
    """A year with an outage, a gap and noise."""
    one = plant("norderstedt")
    columns = standing(one.columns(), 2000, 60)
    columns["heat"] *= 1 + 0.02 * np.random.default_rng(1).standard_normal(8760)
    columns["heat"][4000:4100] = np.nan
    return one.report(columns)


@pytest.mark.parametrize("by", ["day", "month", "year"])
def test_hours_add_up_to_every_period(faulty: MeterReport, by: str) -> None:
    """Days, months and years, each cause by itself too, to 1e-9."""
    parts = summed(faulty.hours, by)  # type: ignore[arg-type]
    for name in SUMS:
        total = sum(getattr(part, name) or 0.0 for part in parts)
        whole = getattr(faulty.whole, name)
        assert total == pytest.approx(whole, rel=1e-9, abs=1e-9)
    for cause in CAUSES:
        total = sum(part.causes[cause] for part in parts)
        assert total == pytest.approx(faulty.whole.causes[cause], rel=1e-9, abs=1e-6)
    hours = faulty.hours
    assert faulty.whole.heat_mwh == pytest.approx(np.nansum(hours.heat_mw), rel=1e-12)


def test_in_every_hour_the_causes_are_the_difference(faulty: MeterReport) -> None:
    """Whatever the readings are."""
    hours, known = faulty.hours, faulty.hours.known
    difference = (hours.expected_heat_mw - hours.heat_mw)[known]
    assert np.abs(hours.lost_mw.sum(axis=0)[known] - difference).max() < 1e-9
    assert (hours.lost_mw[:, ~known] == 0).all()


def test_noise_of_the_meters_is_no_cause(faulty: MeterReport) -> None:
    """Two per cent to either side cancel, and no demand is concluded from half of them."""
    causes = faulty.whole.causes
    assert abs(causes["demand"]) < 2e-3 * faulty.whole.heat_mwh
    assert abs(causes["other"]) < 2e-3 * faulty.whole.heat_mwh


def test_a_cold_spring_is_weather_and_no_cause() -> None:
    """With the outdoor temperature metered, heat and temperatures are expected as it makes them."""
    one = plant("norderstedt")
    colder = one.chain.hours.outdoor_c[0] - 4.0
    first = dt.date(2026, 1, 1).toordinal() * 1440 - 60
    dates = dates_of(first + 60 * np.arange(8760), 60)
    engine = engine_on(one.chain, dates, colder)
    columns = one.columns(engine.expected) | {"outdoor": colder}
    report = one.report(columns)
    assert report.weather_corrected
    assert report.whole.expected_heat_mwh == pytest.approx(columns["heat"].sum(), rel=1e-6)
    assert columns["heat"].sum() != pytest.approx(one.columns()["heat"].sum(), rel=1e-3)
    del columns["outdoor"]
    assert not one.report(columns).weather_corrected


def test_hours_that_do_not_pay_are_the_prices() -> None:
    """A plant led by the price stands in weeks of dear electricity."""
    site = example("german")
    plant_part = site.plant.model_copy(update={"dispatch": "price_led"})
    site = site.model_copy(update={"plant": plant_part})
    one = Plant(site, screened(site))
    price = hourly_price(one.chain.cases, one.chain.hours)[0].copy()
    price[300:1300] += 900.0
    dear = one.chain.cases.with_({ALL_IN: float(price.mean())})
    led = replace(one, chain=one.chain._replace(cases=dear))
    columns = one.columns(led.run(electricity_price_eur_per_mwh=price)) | {"price": price}
    before = one.columns()["heat"].sum()
    assert columns["heat"].sum() < 0.97 * before
    report = one.report(columns)
    lost = before - columns["heat"].sum()
    assert report.whole.causes["price"] == pytest.approx(lost, rel=0.1)
    assert report.outages == ()


def test_guarantees_are_held_pro_rata() -> None:
    """In the year of the model all are met; with a month of standing the availability is not."""
    one = plant()
    whole = {held.name: held for held in one.report(one.columns()).guarantees}
    assert all(held.met for held in whole.values())
    outcome = one.chain.screening.outcome
    assert outcome is not None
    least = one.chain.cases["contract.minimum_volume_fraction"].item()
    assert whole["minimum_volume"].agreed == pytest.approx(least * outcome.heat_mwh.item())
    assert whole["minimum_volume"].due == pytest.approx(whole["minimum_volume"].agreed, rel=1e-6)
    assert whole["availability"].measured == 1
    broken = one.report(standing(one.columns(), 0, 720)).guarantees
    held = {one_of.name: one_of for one_of in broken}
    assert held["availability"].met is False
    assert held["availability"].measured == pytest.approx(1 - 720 / (8760 - 168), abs=1e-4)


def test_the_electricity_may_be_missing() -> None:
    """Heat alone is compared; COP and its guarantee stay open."""
    one = plant()
    columns = {"heat": one.columns()["heat"]}
    report = one.report(columns)
    assert report.whole.cop is None
    assert {held.name: held.met for held in report.guarantees}["cop"] is None


def test_a_month_is_that_of_the_year(faulty: MeterReport) -> None:
    """Reported alone it is what it is among the others; a month that is not there is refused."""
    one = plant("norderstedt")
    reading = one.read(meter_file(standing(one.columns(), 2000, 60), one.times))
    whole, march = metered(one.chain, reading), metered(one.chain, reading, "2026-03")
    assert march.whole == whole.months[2]
    assert march.whole.label == "2026-03"
    assert len(march.outages) == 1
    with pytest.raises(OwnError):
        metered(one.chain, reading, "2030-01")
    assert faulty.gaps[0].hours == 100


def test_the_command_writes_the_report_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The keys of the contract, and sentences beside them."""
    one = plant()
    site, readings, output = (tmp_path / name for name in ("site.json", "r.csv", "r.json"))
    site.write_text(one.site.model_dump_json(), encoding="utf-8")
    readings.write_text(meter_file(standing(one.columns(), 2000, 60), one.times), "utf-8")
    command = ["meter", str(site), str(readings), "-o", str(output), "--month", "2026-03"]
    assert main([*command, "--explain"]) == 0
    report = json.loads(output.read_text("utf-8"))
    assert {"heat_mwh", "electricity_mwh", "cop", "expected_heat_mwh"} <= report.keys()
    assert [one_of["cause"] for one_of in report["causes"]] == list(CAUSES)
    assert report["outages"][0]["from"] == "2026-03-25T08:00:00+01:00"
    assert {held["name"] for held in report["guarantees"]} == {
        "cop",
        "minimum_volume",
        "availability",
    }
    assert "Wärme [MWh]" in capsys.readouterr().err


def test_the_command_refuses_in_sentences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown ending, a file that is not there, a column that has to be asked about."""
    one = plant()
    site, readings = tmp_path / "site.json", tmp_path / "r.csv"
    site.write_text(one.site.model_dump_json(), encoding="utf-8")
    columns = {"heat": one.columns()["heat"]}
    readings.write_text(meter_file(columns, one.times, {"heat": "Kanal 7 [MWh]"}), "utf-8")
    for file, output in (
        (readings, "r.doc"),
        (tmp_path / "no.csv", "r.json"),
        (readings, "r.json"),
    ):
        assert main(["meter", str(site), str(file), "-o", str(tmp_path / output)]) == 2
    told = capsys.readouterr().err
    assert "Kanal 7" in told
    assert "--columns" in told
