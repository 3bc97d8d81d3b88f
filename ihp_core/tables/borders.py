"""Where a point on the map lies: in which country by its borders, how far from a known climate.

Borders are those of the time zones drawn in OpenStreetMap, true to about a hundred metres: each
zone belongs to one country and reaches out to sea as far as that country does.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import column, table

EARTH_RADIUS_KM = 6371.0
POINTS = 4096
"""So many answers are kept: a large portfolio asks for each of its points several times."""


class NearestCity(NamedTuple):
    """The city of ``data/climate.csv`` that is nearest to a point, and how far it is [km]."""

    name: str
    km: float


@lru_cache(maxsize=POINTS)
def country_at(latitude: float, longitude: float) -> str:
    """The country whose borders hold a point [°], ISO 3166-1 alpha-2; nothing on the high seas."""
    from babel.core import get_global

    country = str(get_global("zone_territories").get(zone_at(latitude, longitude), ""))
    return country if country in table("iso_3166")["iso2"] else ""


@lru_cache(maxsize=POINTS)
def zone_at(latitude: float, longitude: float) -> str:
    """The time zone of a point [°] by its name in the tz database, such as Europe/Berlin."""
    # Here because the borders take a fifth of a second and 33 MB, and most runs ask for none.
    from tzfpy import get_tz

    return str(get_tz(longitude, latitude))


@lru_cache(maxsize=POINTS)
def nearest_city(latitude: float, longitude: float) -> NearestCity:
    """The nearest city with climate data to a point [°]."""
    names, lat, lon = _cities()
    apart = great_circle_km(latitude, longitude, lat, lon)
    row = int(np.argmin(apart))
    return NearestCity(names[row], float(apart[row]))


def city_point(name: str) -> tuple[float, float]:
    """Where a city with climate data lies [°], latitude and longitude."""
    names, lat, lon = _cities()
    row = names.index(name)
    return float(lat[row]), float(lon[row])


def great_circle_km(
    latitude: ArrayLike, longitude: ArrayLike, latitude2: ArrayLike, longitude2: ArrayLike
) -> Array:
    """Distance over the globe between points [°], in km."""
    lat, lon, lat2, lon2 = (np.radians(x) for x in (latitude, longitude, latitude2, longitude2))
    haversine = (
        np.sin((lat2 - lat) / 2) ** 2 + np.cos(lat) * np.cos(lat2) * np.sin((lon2 - lon) / 2) ** 2
    )
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(haversine)))


@cache
def _cities() -> tuple[tuple[str, ...], Array, Array]:
    """Each city with climate data once, with its latitudes and longitudes [°]."""
    first = {name: row for row, name in reversed(list(enumerate(table("climate")["city"])))}
    rows = sorted(first.values())
    names = tuple(table("climate")["city"][row] for row in rows)
    return names, column("climate", "latitude")[rows], column("climate", "longitude")[rows]
