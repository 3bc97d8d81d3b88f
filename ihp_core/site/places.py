"""What follows from the two points on the map: city, country, distance, price of electricity."""

from __future__ import annotations

from functools import cache

import numpy as np

from ihp_core.site.cases import Cases, choices, scoped
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import assumption, column, table, value

EARTH_RADIUS_KM = 6371.0
PLACES = ("network", "data_centre")
CONNECTION = "market.electricity_connection"
PRICE = "market.electricity_price_eur_per_mwh"


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
    if site.country in homes:
        return cities[homes.index(site.country)], ""
    return assumption("climate.city", site.country or "").choice, ""


@cache
def power_presets() -> tuple[str, ...]:
    """The scopes of the electricity prices: country and connection, such as DE.data_centre."""
    return tuple(f"{c}.{kind}" for c in choices("country") for kind in choices(CONNECTION))


def preset_place(cases: Cases) -> Array:
    """Place among ``power_presets`` of each row's country and connection, (rows, 1)."""
    return np.asarray(country_place(cases) * len(choices(CONNECTION)) + cases[CONNECTION])


def electricity_price(cases: Cases) -> Array:
    """The price of the country and connection, less the levies that a meter of its own saves."""
    gross = scoped(PRICE, power_presets(), preset_place(cases))
    exempt = scoped("electricity.exempt_eur_per_mwh", choices("country"), country_place(cases))
    own_meter = cases[CONNECTION] != choices(CONNECTION).index("data_centre")
    return np.asarray(gross - exempt * own_meter)


def price_through_data_centre(cases: Cases) -> Array:
    """What the data centre pays for its electricity [EUR/MWh]: the heat pump's price where it comes
    through the same connection, else the country's usual one, (rows, 1)."""
    kinds = choices(CONNECTION)
    through = kinds.index("data_centre")
    place = country_place(cases) * len(kinds) + through
    usual = scoped(PRICE, power_presets(), place)
    return np.where(cases[CONNECTION] == through, cases[PRICE], usual)


def nearest_place(latitude: float, longitude: float) -> tuple[str, str]:
    """The nearest city with climate data to a position [°], and its country."""
    lat, lon = column("climate", "latitude"), column("climate", "longitude")
    east = (lon - longitude + 180) % 360 - 180
    apart = (lat - latitude) ** 2 + (east * np.cos(np.radians((lat + latitude) / 2))) ** 2
    row = int(np.argmin(apart))
    return table("climate")["city"][row], table("climate")["country"][row]
