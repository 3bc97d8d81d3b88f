"""What a meter read as steps of a delivery."""

from __future__ import annotations

import numpy as np
import pytest

from ihp_core.delivery.civil import CivilTime
from ihp_core.delivery.from_meter import metered
from ihp_core.delivery.steps import Delivered, expected, table_of
from ihp_core.metering.metered import MeteredHours, Outage
from ihp_core.tables.arrays import Array
from tests.report.papers import one_of

YEAR = 8760
FIRST = np.datetime64("2025-12-31T23:00", "s")
OUTAGE = slice(1500, 1560)
GAP = slice(3000, 3168)


def of_hours(**changed: Array) -> MeteredHours:
    """A year of readings that are what was expected, but for an outage and a gap."""
    model = expected(one_of("german"))
    utc = FIRST + np.arange(YEAR) * np.timedelta64(3600, "s")
    clock = CivilTime(utc.astype("datetime64[m]"), 60, "Europe/Berlin")
    offset = ((clock.local - clock.starts) / np.timedelta64(1, "m")).astype(np.int64)
    none, nothing = np.zeros(YEAR), np.full(YEAR, np.nan)
    known, standing = np.ones(YEAR, bool), np.zeros(YEAR)
    known[GAP], standing[OUTAGE] = False, 1.0
    drawn = model.of("electricity_mwh") + model.of("pumping_mwh")
    read = {
        "utc": utc,
        "offset_min": offset,
        "known": known,
        "heat_mw": np.where(known, model.of("heat_mwh") * (1 - standing), np.nan),
        "electricity_mw": drawn * (1 - standing),
        "flow_m3_per_h": nothing,
        "price_eur_per_mwh": nothing,
        "expected_heat_mw": model.of("heat_mwh"),
        "expected_electricity_mw": drawn,
        "standing": standing,
        "planned": (model.of("available_h") <= 0).astype(float),
        "possible_mw": model.of("heat_mwh"),
        "deemed_mw": none,
        "lost_mw": np.zeros((6, YEAR)),
        "outdoor_c": model.of("outdoor_c"),
    }
    for name in ("supply_c", "return_c", "source_inlet_c", "source_outlet_c"):
        read |= {name: model.of(name), f"expected_{name}": model.of(name)}
    return MeteredHours(**(read | changed))  # type: ignore[arg-type]


def read_of(**changed: Array) -> Delivered:
    """The steps of such readings."""
    outage = Outage("2026-03-04T12:00+01:00", "2026-03-07T00:00+01:00", 60.0, 400.0)
    return metered(one_of("german"), of_hours(**changed), [outage])


def test_readings_that_are_as_expected_give_the_expected_amounts() -> None:
    """Heat taken from the data centre and CO2 too, though no meter reads them."""
    all_known = {"known": np.ones(YEAR, bool), "standing": np.zeros(YEAR)}
    model = expected(one_of("german"))
    as_expected = {"heat_mw": model.of("heat_mwh")}
    drawn = model.of("electricity_mwh") + model.of("pumping_mwh")
    read = table_of(read_of(**all_known, **as_expected, electricity_mw=drawn), "month").columns
    told = table_of(model, "month").columns
    for name in ("heat_mwh", "source_heat_mwh", "co2_replaced_t", "co2_plant_t", "erf"):
        assert read[name] == pytest.approx(told[name], rel=2e-3), name
    assert read["electricity_mwh"] == pytest.approx(told["electricity_mwh"] + told["pumping_mwh"])
    assert read["system_cop"] == pytest.approx(told["system_cop"])


def test_hours_that_nobody_knows_are_in_no_sum() -> None:
    """Neither their heat nor their energy nor that they were ready."""
    table = table_of(read_of(), "all").columns
    assert table["hours_h"].item() == YEAR
    assert table["known_h"].item() == YEAR - 168
    model = expected(one_of("german")).of("heat_mwh")
    lost = model[GAP].sum() + model[OUTAGE].sum()
    assert table["heat_mwh"].item() == pytest.approx(model.sum() - lost)
    assert table["data_centre_mwh"].item() == pytest.approx(7.475 * (YEAR - 168))


def test_an_outage_is_told_and_its_hours_are_not_ready() -> None:
    """From when to when [UTC], and as hours."""
    delivered = read_of()
    (stop,) = delivered.stops
    assert (str(stop.start), str(stop.end)) == ("2026-03-04T11:00", "2026-03-06T23:00")
    assert not stop.planned
    assert not delivered.of("available_h")[OUTAGE].any()
    march = table_of(delivered.of_months([np.datetime64("2026-03")]), "all").columns
    assert march["hours_h"].item() - march["available_h"].item() == pytest.approx(60)


def test_the_days_of_the_change_are_right() -> None:
    """29 March 2026 has 23 hours, 25 October 25."""
    table = table_of(read_of(), "day")
    lengths = dict(zip(table.starts.astype(str).tolist(), table.columns["hours_h"], strict=True))
    assert lengths["2026-03-28T23:00"] == 23
    assert lengths["2026-10-24T22:00"] == 25


def test_a_price_that_was_read_counts_and_else_the_model_s() -> None:
    """By the hour of the typical year that stands for the date."""
    assert not read_of().power_metered
    model = table_of(expected(one_of("german")), "month").columns["electricity_eur_per_mwh"]
    own = table_of(read_of(), "month").columns["electricity_eur_per_mwh"]
    assert own == pytest.approx(model, rel=5e-3)
    priced = read_of(price_eur_per_mwh=np.full(YEAR, 90.0))
    assert priced.power_metered
    assert table_of(priced, "all").columns["electricity_eur_per_mwh"].item() == pytest.approx(90)


def test_without_a_reading_of_electricity_what_hangs_on_it_is_not_known() -> None:
    """No COP and no CO2 of a meter that nobody read."""
    table = table_of(read_of(electricity_mw=np.full(YEAR, np.nan)), "all").columns
    for name in ("electricity_mwh", "system_cop", "source_heat_mwh", "erf", "co2_plant_t"):
        assert np.isnan(table[name].item()), name
    assert table["heat_mwh"].item() > 0


def test_a_leap_day_is_the_day_before_it() -> None:
    """2028 has 8,784 hours, and every one has a price."""
    utc = np.datetime64("2028-02-27T23:00", "s") + np.arange(YEAR) * np.timedelta64(3600, "s")
    price = read_of(utc=utc, offset_min=np.full(YEAR, 60)).of("electricity_eur_per_mwh")
    assert price[24:48] == pytest.approx(price[:24])


def test_the_clock_is_that_of_the_readings() -> None:
    """A site without a place keeps the hours that the readings were laid on."""
    clock = CivilTime(of_hours().utc.astype("datetime64[m]"), 60, "Europe/Helsinki")
    offset = ((clock.local - clock.starts) / np.timedelta64(1, "m")).astype(np.int64)
    assert read_of(offset_min=offset).time.zone == "Europe/Helsinki"
    assert read_of().time.zone == "Europe/Berlin"
