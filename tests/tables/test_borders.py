"""Where points lie: countries by their borders, the nearest climate."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ihp_core.tables.assumptions import table
from ihp_core.tables.borders import (
    city_point,
    country_at,
    great_circle_km,
    nearest_city,
    zone_at,
)

POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ((59.4, 17.95), "SE"),
        ((55.4, 10.38), "DK"),
        ((54.60, -5.93), "GB"),
        ((60.43, 22.2), "FI"),
        ((64.13, -21.9), "IS"),
        ((39.04, -77.49), "US"),
        ((56.0, 3.0), ""),
        ((0.0, 0.0), ""),
        ((89.0, 0.0), ""),
    ],
)
def test_a_place_lies_in_the_country_of_its_borders(
    place: tuple[float, float], country: str
) -> None:
    """Harbours and the other end of the world too; none out at sea."""
    assert country_at(*place) == country


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (((48.57, 7.82), "DE"), ((48.58, 7.75), "FR")),
        (((47.66, 9.18), "DE"), ((47.65, 9.17), "CH")),
        (((54.78, 9.43), "DE"), ((54.82, 9.36), "DK")),
        (((50.776, 6.08), "DE"), ((50.77, 6.015), "NL")),
        (((52.34, 14.55), "DE"), ((52.35, 14.57), "PL")),
        (((65.83, 24.13), "SE"), ((65.85, 24.15), "FI")),
        (((47.8, 13.04), "AT"), ((47.84, 12.98), "DE")),
    ],
)
def test_two_towns_on_either_side_of_a_border_lie_in_two_countries(
    here: tuple[tuple[float, float], str], there: tuple[tuple[float, float], str]
) -> None:
    """Kehl and Strasbourg, Constance and Kreuzlingen, and five more, some 2 km apart."""
    for place, country in (here, there):
        assert country_at(*place) == country


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ((53.55, 9.99), "Europe/Berlin"),
        ((59.4, 17.95), "Europe/Stockholm"),
        ((60.43, 22.2), "Europe/Helsinki"),
        ((54.60, -5.93), "Europe/London"),
    ],
)
def test_a_place_has_the_clock_of_its_zone(place: tuple[float, float], zone: str) -> None:
    """By the name that the tz database gives it."""
    assert zone_at(*place) == zone


def test_a_city_with_climate_data_lies_where_it_is_nearest_to() -> None:
    """Each of them by its own point."""
    for name in set(table("climate")["city"]):
        assert nearest_city(*city_point(name)).name == name


@given(POINTS)
def test_every_point_lies_in_a_known_country_or_in_none(point: tuple[float, float]) -> None:
    """No code that the rest would not know, and an answer at the poles and the date line."""
    assert country_at(*point) in ("", *table("iso_3166")["iso2"])


@given(POINTS, POINTS)
def test_a_way_is_as_long_back_and_shorter_than_half_the_globe(
    here: tuple[float, float], there: tuple[float, float]
) -> None:
    """Also over the date line and the poles."""
    way = float(great_circle_km(*here, *there))
    assert way == pytest.approx(float(great_circle_km(*there, *here)), abs=1e-6)
    assert 0 <= way < 20020


def test_the_nearest_city_is_where_it_stands() -> None:
    """No way at all to a city of the table; 5,460 km from Ashburn to Dublin."""
    assert nearest_city(53.55, 9.99) == ("Hamburg", 0.0)
    assert nearest_city(39.04, -77.49).name == "Dublin"
    assert nearest_city(39.04, -77.49).km == pytest.approx(5460, abs=10)


def test_nothing_is_loaded_before_a_country_is_asked_for() -> None:
    """The borders take 33 MB: a site that states its country and no point loads none of them."""
    code = (
        "import sys; from ihp_core import Site, assess;"
        "assess(Site.model_validate({'country': 'DE', 'data_centre': {'it_capacity_mw': 5,"
        "'cooling': 'air'}, 'network': {'supply_winter_c': 70}}));"
        "sys.exit('tzfpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
