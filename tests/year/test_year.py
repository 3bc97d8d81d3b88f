"""The year as the data centre and its plant live it: seasons, ramp-up, planned stop, own series."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ihp_core import assess
from ihp_core.economics.outcome import outcome
from ihp_core.operation.data_centre import load_by_year, source_heat_mw, source_inlet_c
from ihp_core.results.results import Assessment
from ihp_core.site.defaults import FIRST_LOAD, RAMP
from ihp_core.site.site import Site
from ihp_core.year.hours import hours_of
from tests.given import scene, site_of, temperatures
from tests.sites import sites
from tests.sweeps import HANDFUL

LIFT = temperatures(30, 22, 50, 80) | {"network.annual_heat_gwh": 2000}
STOP_H, FAULTS = 168, 0.02


def _found(**changes: Any) -> Assessment:
    named = {key.replace("__", "."): given for key, given in changes.items()}
    return assess(site_of(LIFT | named))


def test_the_plant_stands_one_week_of_summer() -> None:
    """168 hours from 25 July without heat, each with its reason; 2 % less in all others."""
    found = _found(plant__heat_pump_capacity_mw=5)
    stands = found.year.reason == "outage"
    assert stands.sum() == STOP_H
    assert np.flatnonzero(stands)[0] == (31 + 28 + 31 + 30 + 31 + 30 + 24) * 24
    assert (found.year.delivered_mw[stands] == 0).all()
    assert (found.year.source_used_mw[stands] == 0).all()
    off = STOP_H + FAULTS * (8760 - STOP_H)
    assert found.heat.off_reasons["outage"] == pytest.approx(off, abs=1e-6)


def test_the_season_moves_both_sides_of_the_source_alike() -> None:
    """4 K of swing: 34/26 in mid July, 26/18 in mid January, 30/22 on the year's mean."""
    year = _found(data_centre__source_swing_k=4).year
    assert year.source_inlet_c.max() == pytest.approx(34, abs=0.01)
    assert year.source_inlet_c.min() == pytest.approx(26, abs=0.01)
    assert year.source_inlet_c.mean() == pytest.approx(30, abs=1e-6)
    assert year.source_inlet_c - year.source_outlet_c == pytest.approx(np.full(8760, 8.0))
    assert set(year.month[year.source_inlet_c > 33.9]) == {7}


def test_a_warmer_summer_lifts_the_summer_s_cop_and_lowers_the_winter_s() -> None:
    """At one supply all year the COP follows the source's cold side."""
    flat, moved = _found().year, _found(data_centre__source_swing_k=4).year
    july, january = flat.month == 7, flat.month == 1
    assert np.nanmean(moved.cop[july]) > np.nanmean(flat.cop[july]) + 0.1
    assert np.nanmean(moved.cop[january]) < np.nanmean(flat.cop[january]) - 0.1


def test_a_swing_of_the_it_load_moves_heat_between_the_seasons() -> None:
    """10 % more in July, 10 % less in January, the same heat over the year."""
    flat, moved = _found(), _found(data_centre__it_load_swing_fraction=0.1)
    expected = flat.heat.source_available_gwh
    assert moved.heat.source_available_gwh == pytest.approx(expected, rel=1e-9)
    year = moved.year
    offered = year.source_used_mw + year.not_taken_mw
    assert offered.max() / offered.mean() == pytest.approx(1.1, abs=1e-3)
    assert set(year.month[offered > 1.099 * offered.mean()]) == {7}


def test_a_ramp_up_rises_evenly_from_the_first_year_to_the_last() -> None:
    """40 % in the first of four years: 40, 55, 70, 85 %, then all of it."""
    at = scene(
        site_of({"data_centre.ramp_up_years": 4, "data_centre.first_year_load_fraction": 0.4})
    )
    assert load_by_year(at.cases, 6)[0] == pytest.approx([0.4, 0.55, 0.7, 0.85, 1, 1])


def test_each_year_of_a_ramp_up_is_a_year_at_its_load() -> None:
    """The first contract year's heat is that of a site with 40 % of the load and the same plant;
    from the fifth year on it is that of the full load, to 1e-9."""
    ramp = {"data_centre.ramp_up_years": 4, "data_centre.first_year_load_fraction": 0.4}
    sized = {"plant.heat_pump_capacity_mw": 5.0, "data_centre.it_utilisation_fraction": 0.65}
    grown = scene(site_of(LIFT | ramp | sized)).found
    first = scene(site_of(LIFT | sized | {"data_centre.it_utilisation_fraction": 0.65 * 0.4}))
    assert grown.paid.heat.shape == (1, 15)
    assert grown.paid.heat[0, 4:] == pytest.approx(np.full(11, grown.energy.heat.item()), rel=1e-9)
    assert grown.paid.source[0, 0] == pytest.approx(first.found.energy.source.item(), rel=1e-6)


def test_a_ramp_up_makes_the_heat_dearer_and_delays_the_payback() -> None:
    """The capital stands from the start, the heat comes later; without a rise it costs nothing."""
    at_once, grown = _found(), _found(data_centre__ramp_up_years=4)
    full = _found(data_centre__ramp_up_years=4, data_centre__first_year_load_fraction=1)
    floors = [found.price.floor_eur_per_mwh for found in (at_once, full, grown)]
    assert floors[0] == pytest.approx(floors[1], rel=1e-9)
    assert floors[2] > floors[0] * 1.02
    assert grown.heat.delivered_gwh == pytest.approx(at_once.heat.delivered_gwh, rel=0.05)


def test_many_rows_with_and_without_a_ramp_up_agree_with_each_alone() -> None:
    """A row without a ramp-up beside one with four years of it gets its own answer, to 1e-6."""
    from ihp_core.assessment import screen
    from ihp_core.site.filling import fill, state

    sites = [site_of(LIFT | {"data_centre.ramp_up_years": years}) for years in (0, 4, 2)]
    together = screen(fill(state(sites)), hours_of(sites[0])).figures["price.floor_eur_per_mwh"]
    alone = [assess(site).price.floor_eur_per_mwh for site in sites]
    assert together == pytest.approx(np.array(alone), rel=1e-6)


def test_a_flat_source_stays_a_single_figure() -> None:
    """Without a season the source is one cell, which keeps every hour's work small."""
    at = scene(site_of(LIFT))
    assert source_inlet_c(at.cases, at.hours).shape == (1, 1)
    assert source_heat_mw(at.cases, at.hours).shape == (1, 1)


NEW = {"data_centre.first_operation": dt.date(2028, 4, 1)}


@pytest.mark.parametrize(
    ("first", "start", "years", "load"),
    [
        (None, None, 0, 0.4),
        (dt.date(2028, 4, 1), dt.date(2028, 4, 1), 4, 0.4),
        (dt.date(2028, 4, 1), dt.date(2029, 4, 1), 3, 0.55),
        (dt.date(2028, 4, 1), dt.date(2029, 9, 30), 3, 0.6125),
        (dt.date(2028, 4, 1), dt.date(2029, 10, 1), 3, 0.625),
        (dt.date(2028, 4, 1), dt.date(2032, 3, 31), 1, 0.9875),
        (dt.date(2028, 4, 1), dt.date(2032, 4, 1), 0, 1),
        (dt.date(2010, 1, 1), dt.date(2029, 1, 1), 0, 1),
        (dt.date(2030, 1, 1), dt.date(2029, 1, 1), 4, 0.4),
        (dt.date(2027, 1, 1), None, 2, 0.7),
    ],
)
def test_a_new_data_centre_fills_up_as_much_as_is_left(
    first: dt.date | None, start: dt.date | None, years: int, load: float
) -> None:
    """Four years from 40 %, less the whole months before the contract, or before 2029 where no
    start is stated; none long after the first operation, none where nobody states it."""
    dates = {"data_centre.first_operation": first, "contract.start": start}
    found = assess(site_of(LIFT | {path: day for path, day in dates.items() if day}))
    used = {path: found.inputs[path] for path in (RAMP, FIRST_LOAD)}
    assert (used[RAMP].value, used[FIRST_LOAD].value) == (years, pytest.approx(load))
    assert {entry.origin for entry in used.values()} == {"formula"}


def test_an_assumed_ramp_up_is_the_same_ramp_up_stated() -> None:
    """Every figure to the digit, whether the three years from 55 % are assumed or entered."""
    dates = NEW | {"contract.start": dt.date(2029, 4, 1)}
    assumed = assess(site_of(LIFT | dates))
    by_hand = assess(site_of(LIFT | dates | {RAMP: 3, FIRST_LOAD: 0.55}))
    for part in ("price", "heat", "cost", "finance", "criteria", "verdict"):
        assert getattr(assumed, part) == getattr(by_hand, part), part


def test_a_stated_ramp_up_begins_with_the_contract() -> None:
    """Two years that somebody states start from the usual 40 %, whatever ran before."""
    dates = NEW | {"contract.start": dt.date(2030, 4, 1)}
    stated, used = assess(site_of(LIFT | dates | {RAMP: 2})), (RAMP, FIRST_LOAD)
    assert [stated.inputs[path].value for path in used] == [2, 0.4]


@settings(max_examples=max(HANDFUL, 12))
@given(sites(), st.lists(st.integers(0, 70), min_size=2, max_size=2))
def test_a_later_start_never_raises_the_cost(site: Site, months: list[int]) -> None:
    """The plant held, a contract that starts later finds a fuller data centre. To a ten-thousandth:
    the last heat may cost more than the mean, and where none is added the source runs warmer."""
    first = dt.date(2028, 1, 31)
    plants, floors = [], []
    for month in sorted(months):
        start = dt.date(2028 + month // 12, month % 12 + 1, 28)
        changed = site.model_copy(
            update={
                "data_centre": site.data_centre.model_copy(
                    update={"first_operation": first, "ramp_up_years": None}
                ),
                "contract": site.contract.model_copy(update={"start": start}),
            }
        )
        found = scene(changed)
        plants.append((found.network, found.found.built))
        built = outcome(found.cases, found.hours, *plants[0])
        floors.append(built.floor.total.item())
    assert not floors[1] > floors[0] * (1 + 1e-4)
