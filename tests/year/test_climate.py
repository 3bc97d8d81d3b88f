"""The hourly year against measured and typical years of the same cities."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import column, table
from ihp_core.tables.borders import nearest_city
from ihp_core.tables.units import DAYS_OF_MONTH
from ihp_core.year.climate import outdoor_temperature

CITIES = list(dict.fromkeys(table("climate")["city"]))
MOVED = ("Tallinn", "Riga", "Vilnius")  # from a neighbour's pattern, without a year of their own
WITH_A_YEAR = [city for city in CITIES if city not in MOVED]
ENDS = np.cumsum(DAYS_OF_MONTH * 24)


@cache
def _measured(folder: Path) -> dict[str, Array]:
    import pandas as pd

    wide = pd.read_csv(folder / "weather_tenths_wide.csv.gz")
    return {city: wide[city].to_numpy()[:8760] / 10 for city in WITH_A_YEAR if city in wide}


def _degree_days(hourly: Array) -> float:
    return float(np.maximum(15.5 - hourly.reshape(-1, 24).mean(axis=1), 0).sum())


@pytest.mark.parametrize("city", CITIES)
def test_monthly_means_are_exact(city: str) -> None:
    """The table's monthly means come back to 0.001 K."""
    rows = [i for i, found in enumerate(table("climate")["city"]) if found == city]
    means = [month.mean() for month in np.split(outdoor_temperature(city), ENDS[:-1])]
    assert means == pytest.approx(column("climate", "mean_c")[rows].tolist(), abs=1e-3)


@pytest.mark.parametrize("city", CITIES)
def test_afternoons_are_warmest(city: str) -> None:
    """The daily swing peaks at 15 h and the year has no jump beyond 4 K an hour."""
    hourly = outdoor_temperature(city)
    assert abs(int(hourly.reshape(-1, 24).mean(axis=0).argmax()) - 15) <= 1
    assert np.abs(np.diff(hourly)).max() < 4


@pytest.mark.parametrize("city", WITH_A_YEAR)
def test_the_duration_curve_agrees_with_the_hourly_file(city: str, reference: Path) -> None:
    """Mean distance of the sorted years at most 0.5 K (0.25-0.46 K found)."""
    apart = np.abs(np.sort(outdoor_temperature(city)) - np.sort(_measured(reference)[city]))
    assert apart.mean() < 0.5


@pytest.mark.parametrize("city", WITH_A_YEAR)
def test_degree_days_agree_with_the_hourly_file(city: str, reference: Path) -> None:
    """Heating degree days to base 15.5 °C within 2 % (at most 1.7 % found, in Utrecht)."""
    found, measured = outdoor_temperature(city), _measured(reference)[city]
    assert _degree_days(found) == pytest.approx(_degree_days(measured), rel=0.02)


def test_the_year_is_the_same_on_every_call() -> None:
    """A fixed seed: two assessments of one site never differ by the weather."""
    again = outdoor_temperature.__wrapped__(CITIES[0])
    assert (again == outdoor_temperature(CITIES[0])).all()


def test_the_nearest_city_is_nearest_over_the_date_line_too() -> None:
    """Hamburg for Norderstedt, Stockholm for Solna; 179° E and 179° W are neighbours."""
    assert nearest_city(53.7, 10.0).name == "Hamburg"
    assert nearest_city(59.36, 18.0).name == "Stockholm"
    assert nearest_city(60.0, 179.5).km == pytest.approx(nearest_city(60.0, -180.5).km)
