"""The year hour by hour: balance, limits, regimes and a reason for every hour that is off."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from ihp_core import assess
from ihp_core.key_figures.hourly import HourlyYear
from ihp_core.operation.heat_year import availability
from ihp_core.operation.network import load_mw
from ihp_core.plant.coupling import DRIVE_LOSS
from ihp_core.results.results import Assessment
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array, Flags
from tests.drawn import N, drawn_assessment, drawn_scene, places
from tests.given import Scene, scene, site_of, temperatures
from tests.sites import sites
from tests.sweeps import HANDFUL, up_to

RUNNING_H = (8760 - 168) * 0.98  # one planned week, 2 % of the rest for faults
DRAWN = settings(max_examples=up_to(HANDFUL, 30))


def _balance(at: Scene) -> Array:
    """What each hour misses, over the larger of its heat and 1 MW."""
    year = at.found.year
    heat = year.delivered_mw + year.loss_mw + year.tank.in_mw - year.tank.out_mw
    made = year.source_mw + (1 - DRIVE_LOSS) * year.electricity_mw
    parts = year.direct_mw + year.lifted_mw
    return np.maximum(np.abs(heat - made), np.abs(heat - parts)) / np.maximum(heat, 1)


def _beyond(at: Scene) -> dict[str, float]:
    """How far the year goes beyond each limit, relative to the limit or to 1 MW."""
    year, cases, built = at.found.year, at.cases, at.found.built
    running = availability(cases, at.hours)
    free, sound = (
        np.maximum(year.load_mw - cases["network.must_run_mw"], 0),
        (1 - cases["operation.forced_outage_fraction"]) * (year.tank.out_mw > 0),
    )
    taken = free * running
    pairs = {
        "load": (year.delivered_mw - year.tank.out_mw, taken),
        "load with a tank": (year.delivered_mw, np.maximum(taken, free * sound)),
        "source": (year.source_mw, year.available_mw * running * (1 + 1e-5)),
        "machine": (year.lifted_mw, built.heat_pump_mw * running),
        "plant": (-year.delivered_mw, np.zeros((1, 1))),
    }
    return {
        name: float(((used - limit) / np.maximum(limit, 1)).max())
        for name, (used, limit) in pairs.items()
    }


def _beyond_top_up(at: Scene) -> float:
    """How far topped-up hours go beyond the share of the load that the plant's outlet carries."""
    year, built = at.found.year, at.found.built
    free = np.maximum(year.load_mw - at.cases["network.must_run_mw"], 0)
    sound = 1 - at.cases["operation.forced_outage_fraction"]
    free = free * np.where(year.tank.out_mw > 0, sound, availability(at.cases, at.hours))
    hot = (year.running.lifting > 0) | (year.tank.out_mw > 0)  # a tank holds the pump's water
    outlet = np.where(hot, year.run.outlet_c, year.run.alone_outlet_c)
    arriving = year.supply_c - (year.boundary.sink_outlet_c - outlet) / (1 + built.drop)
    share = (arriving - year.return_c) / (year.supply_c - year.return_c)
    return float((year.delivered_mw - free * np.clip(share, 0, 1)).max() / max(free.max(), 1))


@pytest.mark.parametrize("place", places())
def test_every_hour_of_a_fixed_site_balances_within_its_limits(place: int) -> None:
    """Heat = source + 0.95 x electricity = direct + lifted to 1e-9; nothing beyond load less
    must-run, source and machine; topped-up hours give no more than their share."""
    at = drawn_scene(place)
    assert _balance(at).max() < 1e-9
    assert max(_beyond(at).values()) < 1e-9, _beyond(at)
    assert _beyond_top_up(at) < 1e-9


@DRAWN
@given(sites())
def test_every_hour_of_any_site_balances_within_its_limits(site: Site) -> None:
    """The same on sites that are searched for."""
    at = scene(site)
    assert _balance(at).max() < 1e-9
    assert max(_beyond(at).values()) < 1e-9, _beyond(at)
    assert _beyond_top_up(at) < 1e-9


def _in_service(year: HourlyYear) -> Flags:
    """The hours outside the planned stop."""
    return np.asarray(year.reason != "outage")


def _hours_add_up(found: Assessment) -> None:
    heat = found.heat
    assert sum(heat.regime_hours.values()) == pytest.approx(8760, abs=1e-6)
    assert sum(heat.off_reasons.values()) == pytest.approx(heat.regime_hours["off"], abs=1e-6)
    assert min(heat.regime_hours.values()) >= -1e-9
    assert min(heat.off_reasons.values()) >= -1e-9
    year = found.year
    assert set(year.regime) <= {"direct", "preheat", "lift", "off"}
    assert (year.reason[year.regime == "off"] != "").all()
    off = year.regime == "off"
    assert (year.delivered_mw[off] <= year.buffer_out_mw[off] + 1e-9).all()


@pytest.mark.parametrize("place", places())
def test_every_off_hour_of_a_fixed_site_has_a_reason(place: int) -> None:
    """Regimes and off fill 8,760 h, the reasons fill what is off, to 1e-6 h."""
    _hours_add_up(drawn_assessment(place))


@DRAWN
@given(sites())
def test_every_off_hour_of_any_site_has_a_reason(site: Site) -> None:
    """The same on sites that are searched for."""
    _hours_add_up(assess(site))


@pytest.mark.parametrize("place", places())
def test_the_answer_s_amounts_are_those_of_its_hours(place: int) -> None:
    """GWh of the answer are the hourly columns' sums, to 1e-9."""
    found = drawn_assessment(place)
    for name, column in (
        ("delivered_gwh", "delivered_mw"),
        ("direct_gwh", "direct_mw"),
        ("heat_pump_gwh", "heat_pump_mw"),
        ("source_used_gwh", "source_used_mw"),
        ("not_taken_gwh", "not_taken_mw"),
        ("electricity_gwh", "electricity_mw"),
        ("pumping_gwh", "pumping_mw"),
    ):
        summed = getattr(found.year, column).sum() / 1e3
        assert getattr(found.heat, name) == pytest.approx(summed, rel=1e-9, abs=1e-9), name


@pytest.mark.wide
def test_every_regime_and_every_reason_occurs_among_the_fixed_sites() -> None:
    """A regime that never occurs is a regime that is not tested."""
    regimes, reasons = set(), set()
    dear = {"plant.dispatch": "price_led", "market.electricity_price_eur_per_mwh": 250}
    led = assess(site_of(temperatures(30, 22, 50, 80) | dear | LARGE)).heat
    for heat in (led, *(drawn_assessment(place).heat for place in range(N))):
        regimes |= {name for name, hours in heat.regime_hours.items() if hours > 0}
        reasons |= {name for name, hours in heat.off_reasons.items() if hours > 0}
    assert regimes == {"direct", "preheat", "lift", "off"}
    assert reasons == {
        "too_dear",
        "supply_limit",
        "minimum_load",
        "no_demand",
        "not_hot_enough",
        "pipe_loss",
        "outage",
    }


LARGE = {"network.annual_heat_gwh": 2000}


def _heat(draft: dict[str, object]) -> Assessment:
    return assess(site_of(draft))


def test_regimes_follow_the_temperatures() -> None:
    """65/55 -> 40/60 feeds directly, 60/50 -> 45/75 preheats, 30/22 -> 50/80 lifts, all year."""
    for ends, regime in (
        ((65, 55, 40, 60), "direct"),
        ((60, 50, 45, 75), "preheat"),
        ((30, 22, 50, 80), "lift"),
    ):
        hours = _heat(temperatures(*ends) | LARGE).heat.regime_hours
        assert hours[regime] == pytest.approx(RUNNING_H, abs=1e-6)


def test_hours_above_the_machine_s_limit_are_off_unless_topped_up() -> None:
    """110 °C against a machine of 95 °C: without a boiler behind it the cold hours are off for
    their supply, with one they are served and topped up."""
    draft = LARGE | {"network.supply_winter_c": 110, "network.supply_summer_c": 80}
    alone = _heat(draft | {"network.accepts_top_up": False})
    year = alone.year
    too_hot = year.supply_c > 95
    assert (year.reason[too_hot] == "supply_limit").all()
    assert (year.delivered_mw[too_hot] == 0).all()
    helped = _heat(draft | {"network.accepts_top_up": True})
    assert helped.heat.off_reasons["supply_limit"] == 0
    assert helped.heat.topped_up_gwh > 0
    assert (helped.year.delivered_mw[_in_service(helped.year)] > 0).all()


def test_below_the_minimum_load_the_machine_is_off() -> None:
    """A machine of 6 MW on a load that falls below a quarter of it: off, with that reason."""
    draft = temperatures(30, 22, 50, 80) | {
        "network.annual_heat_gwh": 30,
        "plant.heat_pump_capacity_mw": 6,
    }
    year = _heat(draft).year
    small = year.load_mw < 1.4
    assert small.any()
    assert (year.reason[small] == "minimum_load").all()
    assert (year.regime[(year.load_mw > 1.6) & _in_service(year)] == "lift").all()


def test_units_share_the_minimum_load() -> None:
    """The same machine as four units runs down to a quarter of one of them."""
    draft = temperatures(30, 22, 50, 80) | {
        "network.annual_heat_gwh": 30,
        "plant.heat_pump_capacity_mw": 6,
        "plant.units": 4,
    }
    year = _heat(draft).year
    assert (year.regime[(year.load_mw > 0.4) & _in_service(year)] == "lift").all()


def test_where_must_run_covers_the_load_there_is_no_demand() -> None:
    """Waste incineration of 5 MW goes first; hours below that are off for want of demand."""
    draft = temperatures(30, 22, 50, 80) | {
        "network.annual_heat_gwh": 60,
        "network.must_run_mw": 5,
    }
    year = _heat(draft).year
    covered = year.load_mw <= 5
    assert covered.any()
    assert (year.reason[covered] == "no_demand").all()
    assert (year.delivered_mw <= np.maximum(year.load_mw - 5, 0) + 1e-9).all()


def test_without_a_heat_pump_only_what_is_hot_enough_is_fed() -> None:
    """60/50 without a heat pump into 50-75 °C: hours above 57 °C are off, the rest direct."""
    draft = LARGE | {
        "data_centre.source_inlet_c": 60,
        "data_centre.source_outlet_c": 50,
        "network.supply_winter_c": 75,
        "network.supply_summer_c": 50,
        "network.return_winter_c": 40,
        "network.return_summer_c": 40,
        "network.accepts_top_up": False,
        "plant.heat_pump_capacity_mw": 0,
    }
    year = _heat(draft).year
    assert (year.regime[(year.supply_c < 56.5) & _in_service(year)] == "direct").all()
    assert (year.regime[year.supply_c > 57] == "off").all()
    assert set(year.reason[year.supply_c > 57]) <= {"not_hot_enough", "supply_limit"}


def test_a_boiler_behind_the_plant_lets_the_exchanger_preheat_alone() -> None:
    """The same with top-up: every hour delivers, and the boiler adds the rest."""
    draft = LARGE | temperatures(60, 50, 40, 75) | {"plant.heat_pump_capacity_mw": 0}
    found = _heat(draft)
    assert (found.year.delivered_mw[_in_service(found.year)] > 0).all()
    added = (75 - 57) / (57 - 40)
    made = found.heat.delivered_gwh + found.connection.loss_gwh
    assert found.heat.topped_up_gwh == pytest.approx(added * made, rel=0.02)


def test_an_hour_in_which_the_exchanger_runs_alone_says_why() -> None:
    """A step of the operation has a reason code also where the plant still delivers."""
    draft = temperatures(60, 50, 45, 75) | {
        "network.annual_heat_gwh": 25,
        "plant.heat_pump_capacity_mw": 6,
    }
    year = _heat(draft).year
    alone = (year.regime == "direct") & (year.heat_pump_mw <= 1e-9)
    assert alone.any()
    assert (year.reason[alone] == "minimum_load").all()


def test_the_load_is_the_network_s_and_not_changed_by_the_plant() -> None:
    """The year's load is the load model's, hour by hour."""
    at = drawn_scene(0)
    assert at.found.year.load_mw == pytest.approx(load_mw(at.network, at.hours), rel=1e-12)


def test_full_load_hours_are_heat_over_the_highest_hour() -> None:
    """A site that runs at its design all year has 8,760 x 0.96 of them, less the pipe's loss."""
    found = _heat(temperatures(30, 22, 50, 80) | LARGE)
    loss = found.connection.loss_gwh / found.heat.heat_pump_gwh
    assert found.heat.full_load_hours == pytest.approx(8409.6 * (1 - loss), rel=0.01)
    assert found.heat.full_load_hours == pytest.approx(
        found.heat.delivered_gwh * 1e3 / found.heat.capacity_mw
    )


@DRAWN
@given(sites())
def test_no_figure_of_any_hour_is_missing_without_a_reason(site: Site) -> None:
    """Every hourly figure is finite; a COP is missing only where no heat is lifted, and such an
    hour either feeds directly or carries the reason why it is off."""
    year = assess(site).year
    for name in (
        *("outdoor_c", "load_mw", "supply_c", "return_c", "source_inlet_c", "source_outlet_c"),
        *("delivered_mw", "direct_mw", "heat_pump_mw", "source_used_mw", "not_taken_mw"),
        *("electricity_mw", "pumping_mw"),
    ):
        assert np.isfinite(getattr(year, name)).all(), name
    missing = np.isnan(year.cop)
    assert (year.heat_pump_mw[missing] <= 1e-9).all()
    assert ((year.regime[missing] == "direct") | (year.reason[missing] != "")).all()
