"""What follows from the two points on the map: city, country, distance, price of electricity."""

from __future__ import annotations

from functools import cache

import numpy as np
from pydantic import ValidationError
from pydantic_core import InitErrorDetails

from ihp_core.site.cases import Cases, choices, scoped
from ihp_core.site.fields import contradiction
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import assumption, table, value
from ihp_core.tables.borders import city_point, country_at, great_circle_km, nearest_city, zone_at

PLACES = ("network", "data_centre")
CONNECTION = "market.electricity_connection"
PRICE = "market.electricity_price_eur_per_mwh"


def country_of(cases: Cases) -> Array:
    """The country in whose borders the network or else the data centre lies."""
    rows = np.broadcast_arrays(
        *(cases[f"{place}.{axis}"] for place in PLACES for axis in ("latitude", "longitude"))
    )
    return np.array([[_country_at(row)] for row in np.hstack(rows)])


def _country_at(points: Array) -> float:
    for latitude, longitude in points.reshape(2, 2):
        country = "" if np.isnan(latitude + longitude) else country_at(latitude, longitude)
        if country:
            known = choices("country")
            return float(known.index(country) if country in known else len(known) - 1)
    return np.nan


def country_place(cases: Cases) -> Array:
    """Place of the country among those with data, the last for all others, (rows, 1)."""
    codes = cases["country"]
    return np.where(np.isnan(codes), len(choices("country")) - 1, codes)


def distance_km(cases: Cases) -> Array:
    """Straight line between the two points, else the stated route's, else a usual one."""
    points = [cases[f"{place}.{axis}"] for place in PLACES for axis in ("latitude", "longitude")]
    lat2, lon2, lat, lon = points
    line = great_circle_km(lat, lon, lat2, lon2)
    by_route = cases["connection.route_km"] / cases["connection.detour_factor"]
    usual = value("connection.distance_km")
    return np.where(np.isnan(line), np.where(np.isnan(by_route), usual, by_route), line)


def points_of(site: Site) -> dict[str, tuple[float, float]]:
    """The points that a site states [°], latitude and longitude, the network's first."""
    ends = {name: getattr(site, name) for name in PLACES}
    return {
        name: (end.latitude, end.longitude)
        for name, end in ends.items()
        if end.latitude is not None and end.longitude is not None
    }


def country_by_borders(site: Site) -> str:
    """The country in whose borders a site lies, whatever is stated; nothing where none is known."""
    return next(filter(None, (country_at(*point) for point in points_of(site).values())), "")


def city_of(site: Site) -> str:
    """The city whose climate is taken."""
    for point in points_of(site).values():
        return nearest_city(*point).name
    cities, homes = table("climate")["city"], table("climate")["country"]
    if site.country in homes:
        return cities[homes.index(site.country)]
    return assumption("climate.city", site.country or "").choice


def zone_of(site: Site) -> str:
    """The time zone in which a site's bills are written, such as Europe/Berlin: at the network,
    else at the data centre, else at the city whose climate is taken."""
    return zone_at(*next(iter(points_of(site).values()), city_point(city_of(site))))


def check_climate(site: Site) -> None:
    """See that a city with climate data is near enough to stand for a site's weather.

    Raises
    ------
    ValidationError
        When the stated point is farther from all of them than ``climate.reach_km``.
    """
    reach = value("climate.reach_km")
    for name, point in list(points_of(site).items())[:1]:
        if nearest_city(*point).km > reach:
            told = contradiction("no_climate", f"{name}.latitude", point, reach)
            wrong = InitErrorDetails(type=told, loc=(), input=None)
            raise ValidationError.from_exception_data("Site", [wrong])


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
