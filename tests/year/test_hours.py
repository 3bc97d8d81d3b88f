"""The hours of a place: calendar, load shapes, heating curve, design points."""

from __future__ import annotations

import numpy as np
import pytest

from ihp_core.operation.network import Size, load_half_width_mw
from ihp_core.tables.assumptions import table, value
from ihp_core.year.climate import outdoor_temperature
from ihp_core.year.hours import Hours, hours_of, year_of
from ihp_core.year.profiles import reference_temperature
from ihp_core.year.typical_hours import CLASSES, typical
from tests.given import hours_at, site_of

CITIES = sorted(set(table("climate")["city"]))
ONE = np.ones((1, 1))
HAMBURG = 53.55, 9.99


@pytest.fixture(scope="module")
def hamburg() -> Hours:
    """The hours of Hamburg."""
    return hours_at(*HAMBURG)


def test_a_year_has_8760_hours_and_2208_in_summer(hamburg: Hours) -> None:
    """Weights sum to the year, June to August is 92 days."""
    assert hamburg.weight_h.sum() == 8760
    assert hamburg.summer.sum() == 92 * 24
    assert np.bincount(hamburg.month[0].astype(int))[1:].tolist() == [
        24 * days for days in (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    ]


@pytest.mark.parametrize("city", CITIES)
def test_load_shapes_have_a_mean_of_one_everywhere(city: str) -> None:
    """The annual heat is the annual heat, in every climate of the table (to 1e-12)."""
    hours = year_of(outdoor_temperature(city), "DE")
    assert hours.base_shape.mean() == pytest.approx(1, rel=1e-12)
    assert hours.heating_shape.mean() == pytest.approx(1, rel=1e-12)
    assert (hours.heating_shape >= 0).all()


def test_the_reference_temperature_follows_four_days() -> None:
    """(T0 + 0.5 T-1 + 0.25 T-2 + 0.125 T-3) / 1.875, one warm day felt for four."""
    outdoor = np.zeros(8760)
    outdoor[240:264] = 1.875
    felt = reference_temperature(outdoor)
    assert felt[9:15].tolist() == pytest.approx([0, 1, 0.5, 0.25, 0.125, 0])


@pytest.mark.parametrize("city", CITIES)
def test_the_heating_curve_runs_from_the_coldest_three_days_to_the_bend(city: str) -> None:
    """1 on the coldest 72 h, 0 at 10 °C and above, in between along the 72-h mean."""
    outdoor = outdoor_temperature(city)
    hours = year_of(outdoor, "DE")
    ring = np.concatenate([outdoor[-71:], outdoor])
    averaged = np.convolve(ring, np.full(72, 1 / 72), "valid")
    expected = np.clip((10 - averaged) / (10 - averaged.min()), 0, 1)
    assert hours.cold_fraction[0] == pytest.approx(expected, abs=1e-9)
    assert hours.cold_fraction.max() == pytest.approx(1, abs=1e-9)


def test_a_place_that_is_never_cold_has_a_heating_curve_too() -> None:
    """Where no hour is below the bend the supply stays at its summer value."""
    hours = year_of(np.full(8760, 25.0), "DE")
    assert (hours.cold_fraction == 0).all()
    assert np.isfinite(hours.heating_shape).all()
    assert (hours.heating_shape == 0).all()


def test_design_points_are_the_place_s_and_not_the_hours(hamburg: Hours) -> None:
    """Typical hours carry the same points, so that both size the same pipe."""
    assert hamburg.design is not None
    assert typical(hamburg).design is hamburg.design
    assert hamburg.design.cold_fraction[0].tolist() == pytest.approx([1, 0.8, 0.6, 0.4, 0.2, 0] * 2)
    load = hamburg.design.usual_load[0]
    assert load[0] == pytest.approx(hamburg.usual_load.max())
    assert (load[:6] > load[6:]).all()


def test_hours_are_those_of_the_network_before_the_data_centre_before_the_country() -> None:
    """The load is where the network is; without any place the country's first city stands."""
    at_network = {"network.latitude": 60.2, "network.longitude": 24.9}
    at_source = {"data_centre.latitude": 53.55, "data_centre.longitude": 9.99}
    assert hours_of(site_of(at_network | at_source)) is hours_at(60.2, 24.9)
    assert hours_of(site_of(at_source)) is hours_at(53.55, 9.99)
    home = table("climate")["city"][table("climate")["country"].index("SE")]
    assert hours_of(site_of({"country": "SE"})) is hours_of(site_of({"country": "SE"}))
    assert hours_of(site_of({"country": "SE"})).outdoor_c[0] == pytest.approx(
        outdoor_temperature(home)
    )


def test_the_same_place_gives_the_same_hours() -> None:
    """The generator has a fixed seed; a second asking is the same object."""
    assert hours_at(*HAMBURG) is hours_at(*HAMBURG)


def test_typical_hours_keep_the_year_s_sums(hamburg: Hours) -> None:
    """384 strata: weight, mean loads, mean cold and summer hours as in the year (to 1e-9)."""
    few = typical(hamburg)
    assert few.weight_h.size == np.prod(CLASSES) == 384
    assert few.weight_h.sum() == 8760
    for name in ("heating_shape", "base_shape", "cold_fraction", "summer", "outdoor_c"):
        whole, part = getattr(hamburg, name), getattr(few, name)
        assert few.total(part).item() == pytest.approx(hamburg.total(whole).item(), rel=1e-9), name


def test_typical_hours_of_typical_hours_are_themselves(hamburg: Hours) -> None:
    """So that a chain that is given typical hours sizes on them."""
    assert typical(typical(hamburg)) is typical(hamburg)


def test_a_stratum_holds_hours_of_like_load(hamburg: Hours) -> None:
    """The half width of load is a few hundredths of the mean for nine in ten hours."""
    few = typical(hamburg)
    usual = Size(np.ones((1, 1)), np.full((1, 1), value("network.base_load_fraction")), ONE)
    wide = few.weight_h[load_half_width_mw(usual, few) > 0.1].sum()
    assert wide < 876


def test_no_stratum_mixes_hours_with_and_without_heating(hamburg: Hours) -> None:
    """A network without hot water has no demand in exactly the hours without heating."""
    few = typical(hamburg)
    idle = few.weight_h[few.heating_shape == 0].sum()
    assert idle == (hamburg.heating_shape == 0).sum()


def test_total_counts_a_constant_for_all_hours(hamburg: Hours) -> None:
    """A figure that is the same in all hours may come as one column."""
    assert hamburg.total(np.array([[2.0], [3.0]])).ravel().tolist() == [17520.0, 26280.0]


def test_the_base_share_is_what_the_table_says() -> None:
    """30 % of hot water and losses in a usual network."""
    assert value("network.base_load_fraction") == 0.3
