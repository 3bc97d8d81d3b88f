"""What follows from the two points on the map: the country, the distance."""

from __future__ import annotations

import numpy as np

from ihp_core.climate import nearest_place
from ihp_core.columns import Cases, choices
from ihp_core.site import Site
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import table, value

EARTH_RADIUS_KM = 6371.0
PLACES = ("network", "data_centre")


def country_of(cases: Cases) -> Array:
    """Country of the nearest city with climate data, where a place is stated."""
    rows = np.broadcast_arrays(
        *(cases[f"{place}.{axis}"] for place in PLACES for axis in ("latitude", "longitude"))
    )
    return np.array([[_country_at(row)] for row in np.hstack(rows)])


def _country_at(points: Array) -> float:
    for latitude, longitude in points.reshape(2, 2):
        if not np.isnan(latitude + longitude):
            return float(choices("country").index(nearest_place(latitude, longitude)[1]))
    return np.nan


def country_place(cases: Cases) -> Array:
    """Place of the country among those with data, the last for all others, (rows, 1)."""
    codes = cases["country"]
    return np.where(np.isnan(codes), len(choices("country")) - 1, codes)


def distance_km(cases: Cases) -> Array:
    """Straight line between the two points, else the stated route's, else a usual one."""
    points = [
        np.radians(cases[f"{place}.{axis}"])
        for place in PLACES
        for axis in ("latitude", "longitude")
    ]
    lat2, lon2, lat, lon = points
    haversine = (
        np.sin((lat2 - lat) / 2) ** 2 + np.cos(lat) * np.cos(lat2) * np.sin((lon2 - lon) / 2) ** 2
    )
    line = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(haversine))
    by_route = cases["connection.route_km"] / cases["connection.detour_factor"]
    usual = value("connection.distance_km")
    return np.where(np.isnan(line), np.where(np.isnan(by_route), usual, by_route), line)


def city_of(site: Site) -> tuple[str, str]:
    """The city whose climate is taken, and the country that its place gives."""
    for place in (site.network, site.data_centre):
        if place.latitude is not None and place.longitude is not None:
            return nearest_place(place.latitude, place.longitude)
    cities, homes = table("climate")["city"], table("climate")["country"]
    known = site.country in homes
    return (cities[homes.index(site.country or "")] if known else cities[0]), ""
