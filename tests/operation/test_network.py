"""The network's size, load and temperatures from what little is stated."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ihp_core import assess
from ihp_core.operation.design import scale
from ihp_core.operation.network import Size, load_mw, temperature_c, usual_supply_c
from ihp_core.site.filling import fill, state
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import assumption
from ihp_core.year.climate import outdoor_temperature
from ihp_core.year.hours import Hours, hours_of, year_of
from ihp_core.year.typical_hours import CLASSES, COARSE, typical
from tests.given import site_of


def _network(site: Site) -> tuple[Size, Hours, Array]:
    hours = hours_of(site)
    found = scale(fill(state([site])), hours).network
    return found, hours, load_mw(found, hours)


def _supply(site: Site) -> tuple[Array, Hours]:
    hours = hours_of(site)
    return temperature_c(fill(state([site])), "supply", hours)[0], hours


def test_the_annual_heat_is_the_sum_of_the_load() -> None:
    """100 GWh stated, 100 GWh over the hours (to 1e-9)."""
    _, hours, load = _network(site_of({"network.annual_heat_gwh": 100}))
    assert hours.total(load).item() == pytest.approx(1e5, rel=1e-9)


@given(
    full_load_hours=st.floats(1050, 6800),
    heat_gwh=st.floats(0.5, 5000),
    place=st.sampled_from([(53.5, 10.0), (60.2, 24.9), (45.4, 9.2), (40.4, -3.7)]),
    kind=st.sampled_from([None, CLASSES, COARSE]),
)
def test_a_stated_peak_and_a_stated_heat_are_both_kept(
    full_load_hours: float,
    heat_gwh: float,
    place: tuple[float, float],
    kind: tuple[int, int, int] | None,
) -> None:
    """From 1,050 to 6,800 full-load hours, in four climates: the highest hour within 0.5 % of the
    peak, the sum to 1e-9 of the heat, no hour below zero; on typical hours the same heat."""
    peak = heat_gwh * 1e3 / full_load_hours
    site = site_of(
        {
            "network.annual_heat_gwh": heat_gwh,
            "network.peak_load_mw": peak,
            "network.latitude": place[0],
            "network.longitude": place[1],
        }
    )
    found, hours, load = _network(site)
    assert found.peak_mw.item() == pytest.approx(peak, rel=1e-9)
    assert load.max() == pytest.approx(peak, rel=5e-3)
    assert hours.total(load).item() == pytest.approx(heat_gwh * 1e3, rel=1e-9)
    assert load.min() >= 0
    if kind is not None:
        few = typical(hours, kind)
        assert few.total(load_mw(found, few)).item() == pytest.approx(heat_gwh * 1e3, rel=1e-9)


def test_the_share_of_hot_water_gives_way_before_the_shape_of_the_heating() -> None:
    """8 MW beside 40 GWh is a flat network of much hot water, 13 MW one of little; 25 MW keeps the
    least that is usual, and its heating stands out more than the weather."""
    shares, powers = [], []
    for peak in (8, 13, 25):
        draft = {"network.annual_heat_gwh": 40, "network.peak_load_mw": peak}
        found = _network(site_of(draft))[0]
        shares.append(found.base_share.item())
        powers.append(found.steepness.item())
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] == assumption("network.base_load_fraction").low
    assert powers[:2] == [1, 1]
    assert 1.5 < powers[2] < 3


@given(peak=st.floats(8, 35), summer=st.floats(0, 2))
def test_a_stated_summer_load_stays_beside_peak_and_heat(peak: float, summer: float) -> None:
    """All three are kept where one load has them: what is not heating is 0.92 of the summer's."""
    draft = {
        "network.annual_heat_gwh": 40,
        "network.peak_load_mw": peak,
        "network.summer_load_mw": summer,
    }
    found, hours, load = _network(site_of(draft))
    assert (found.base_share * found.mean_mw).item() == pytest.approx(0.92 * summer)
    assert hours.total(load).item() == pytest.approx(4e4, rel=1e-9)
    assert load.max() == pytest.approx(peak, rel=5e-3)


def test_a_peak_that_no_load_has_is_not_listed_as_stated() -> None:
    """4.7 MW beside 40 GWh is flatter than hot water: the nearest peak counts and is told."""
    flat = {"network.annual_heat_gwh": 40, "network.peak_load_mw": 4.7}
    assessment = assess(site_of(flat))
    entry = assessment.inputs["network.peak_load_mw"]
    assert "implied_peak" in assessment.warnings
    assert entry.origin == "formula"
    assert entry.value == pytest.approx(assessment.heat.network_peak_mw)
    kept = assess(site_of(flat | {"network.peak_load_mw": 25}))
    assert "implied_peak" not in kept.warnings
    assert kept.inputs["network.peak_load_mw"].origin == "stated"


def test_emissions_are_traded_from_the_stated_peak_on() -> None:
    """25 MW of peak beside 40 GWh: above the 20 MW from which a network trades."""
    draft = {"country": "DE", "network.annual_heat_gwh": 40}
    price = "market.carbon_price_eur_per_t"
    assert assess(site_of(draft | {"network.peak_load_mw": 25})).inputs[price].value == 75
    assert assess(site_of(draft | {"network.peak_load_mw": 15})).inputs[price].value == 65


def test_a_peak_alone_gives_a_network_of_that_peak() -> None:
    """40 MW stated, the highest hour has 40 MW (to 1e-9), 2,500-4,500 full-load hours."""
    found, hours, load = _network(site_of({"network.peak_load_mw": 40}))
    assert load.max() == pytest.approx(40, rel=1e-9)
    assert 2500 < (hours.total(load) / found.peak_mw).item() < 4500


def test_a_peak_with_a_summer_load_keeps_both() -> None:
    """The peak holds to 1e-9; hot water and losses are 0.92 of the stated summer load."""
    found, _, load = _network(site_of({"network.peak_load_mw": 40, "network.summer_load_mw": 4}))
    assert load.max() == pytest.approx(40, rel=1e-9)
    assert (found.base_share * found.mean_mw).item() == pytest.approx(0.92 * 4)


@pytest.mark.parametrize("city", ["Hamburg", "Stockholm"])
def test_a_stated_summer_load_comes_back(city: str) -> None:
    """0.92 of the June-August mean is not heating; with what the climate adds as heating the
    summer mean returns within 15 % (13 % high in Stockholm, where summers heat)."""
    hours = year_of(outdoor_temperature(city), "DE")
    site = site_of({"network.annual_heat_gwh": 87.6, "network.summer_load_mw": 3})
    found = scale(fill(state([site])), hours).network
    summer = hours.total(load_mw(found, hours) * hours.summer) / hours.summer.sum()
    assert summer.item() == pytest.approx(3, rel=0.15)


def test_no_summer_load_is_a_network_that_only_heats() -> None:
    """Zero is a statement: no hot water, no losses."""
    found, _, load = _network(site_of({"network.annual_heat_gwh": 50, "network.summer_load_mw": 0}))
    assert found.base_share.item() == 0
    assert load.min() == 0


def test_an_unknown_network_is_four_times_the_plant() -> None:
    """Peak such that the plant's output is a quarter of it."""
    draft = {"network.supply_winter_c": 65}
    found, hours, _ = _network(site_of(draft))
    cases = fill(state([site_of(draft)]))
    stated = site_of(draft | {"network.peak_load_mw": float(found.peak_mw.item())})
    again = scale(fill(state([stated])), hours).network
    assert again.mean_mw.item() == pytest.approx(found.mean_mw.item())
    assert found.peak_mw.item() * cases["network.plant_share_of_peak_fraction"].item() == (
        pytest.approx(6.1, abs=0.3)
    )


def test_the_supply_is_at_its_ends_in_winter_and_summer() -> None:
    """Winter value on the coldest days, summer value above 10 °C, never beyond either."""
    supply, hours = _supply(
        site_of({"network.supply_winter_c": 110, "network.supply_summer_c": 80})
    )
    assert supply.max() == pytest.approx(110, abs=1e-9)
    assert supply[hours.cold_fraction[0] == 0] == pytest.approx(80)
    assert supply.min() == pytest.approx(80, abs=1e-9)


def test_the_return_may_rise_with_cold_or_in_summer() -> None:
    """Two shapes exist: Hamburg 47 -> 53 with cold, small networks 54 -> 62 in summer."""
    for winter, summer in ((53, 47), (54, 62)):
        site = site_of({"network.return_winter_c": winter, "network.return_summer_c": summer})
        back = temperature_c(fill(state([site])), "return", hours_of(site))[0]
        assert back.max() == pytest.approx(max(winter, summer))
        assert back.min() == pytest.approx(min(winter, summer))


@cache
def _aalborg(folder: Path) -> tuple[Array, Hours, Array]:
    """A year of measured load over its mean, the hours of its own weather, and its summer."""
    import pandas as pd

    found = pd.read_parquet(folder / "aalborg_heat_load_2018_2019.parquet").iloc[:8760]
    load = found["specific_load_per_annual_kwh"].to_numpy(float)
    months = found.index.tz_convert("Europe/Copenhagen").month
    hours = year_of(found["ambient_c"].to_numpy(float), "DE")
    return load / load.mean(), hours, months.isin([6, 7, 8])


def _full_load_hours(load: Array, unit: float) -> float:
    return float(np.minimum(load, unit).sum() / unit)


@pytest.mark.parametrize("share", [0.1, 0.2, 0.3, 0.4, 0.5])
@pytest.mark.parametrize(("summer_known", "error"), [(False, 0.06), (True, 0.02)])
def test_a_base_load_unit_runs_as_long_as_in_a_measured_network(
    share: float, summer_known: bool, error: float, reference: Path
) -> None:
    """Full-load hours of a unit of 10-50 % of the peak in Aalborg's measured year and weather
    (Schaffer et al. 2022): within 6 %, within 2 % where the summer load is known."""
    measured, hours, summer = _aalborg(reference)
    base = 0.92 * measured[summer].mean() if summer_known else 0.3
    load = load_mw(Size(np.ones((1, 1)), np.full((1, 1), base), np.ones((1, 1))), hours)[0]
    unit = share * measured.max()
    expected = _full_load_hours(measured, unit)
    assert _full_load_hours(load, unit) == pytest.approx(expected, rel=error)


@pytest.mark.parametrize("base", [0.0, 0.17, 0.3, 0.55, 1.0])
def test_the_usual_supply_is_the_one_that_nine_tenths_of_the_heat_do_not_exceed(
    base: float,
) -> None:
    """Against the hours sorted by their supply, one by one, within 0.05 K; typical hours say the
    same as the year they stand for."""
    _usual_supply(Size(np.array([[20.0]]), np.array([[base]]), np.array([[60.0]])), 0.05)


@pytest.mark.parametrize("peak", [45, 110, 170])
def test_the_usual_supply_knows_of_a_heating_that_stands_out(peak: float) -> None:
    """The same where the heating's shape was raised to a power, within 0.5 K."""
    draft = {"network.annual_heat_gwh": 200, "network.peak_load_mw": peak}
    _usual_supply(_network(site_of(draft | {"network.summer_load_mw": 4}))[0], 0.5)


def _usual_supply(size: Size, within_k: float) -> None:
    cases = fill(state([site_of({"network.supply_winter_c": 110, "network.supply_summer_c": 70})]))
    hours = hours_of(site_of())
    supply, load = temperature_c(cases, "supply", hours)[0], load_mw(size, hours)[0]
    order = np.argsort(supply, kind="stable")
    summed = load[order].cumsum()
    by_hand = supply[order][np.searchsorted(summed, 0.9 * summed[-1])]
    found = usual_supply_c(cases, size, hours).item()
    assert found == pytest.approx(by_hand, abs=within_k)
    assert usual_supply_c(cases, size, typical(hours, COARSE)).item() == found
