"""Where each row of a register lies: by its coordinates, else by the middle of its town."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ihp_core.leads.register import Register
from ihp_core.leads.towns import Town, folded, towns_called
from ihp_core.site.cases import Cases
from ihp_core.site.places import distance_km
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value

TRIED = 200
_PART = re.compile(r"\s*[-/(,]\s*|\s+OT\s+")


@dataclass(frozen=True, eq=False)
class Whereabouts:
    """Of each row the way to the network as the crow flies [km], nan where no place is known; how
    far it may be from there, 0 with coordinates; and of how many towns of its name it may be."""

    km: Array
    reach_km: Array
    namesakes: NDArray[np.int64]

    @property
    def approximate(self) -> NDArray[np.bool_]:
        """Whether only the town is known."""
        return self.reach_km > 0

    def within(self, radius_km: float) -> NDArray[np.bool_]:
        """Whether a row lies, or may lie, within a radius."""
        return np.asarray(self.km - self.reach_km <= radius_km)

    def taken_km(self, row: int, radius_km: float) -> float:
        """The way that is taken: to a place of a town that of its edge or its middle, whichever is
        further, and at most the radius that it is listed for."""
        km, reach = float(self.km[row]), float(self.reach_km[row])
        return km if reach == 0 else min(radius_km, max(km, reach))


def whereabouts(register: Register, point: tuple[float, float], country: str = "") -> Whereabouts:
    """Where the rows lie, seen from a point [°]; towns of a country are meant before others."""
    count = len(register.lines)
    km = np.full(count, np.nan)
    reach, namesakes = np.zeros(count), np.ones(count, np.int64)
    if register.has("latitude") and register.has("longitude"):
        latitude, longitude = register.figures["latitude"], register.figures["longitude"]
        there = (
            (abs(latitude) <= 90) & (abs(longitude) <= 180) & ((latitude != 0) | (longitude != 0))
        )
        if there.any():
            km[there] = km_between(latitude[there], longitude[there], point)
    for row in np.flatnonzero(np.isnan(km)).tolist():
        code = register.text("country", row) or register.country or country
        place = _town_near(register.text("place", row), code, point)
        if place is not None:
            km[row], reach[row], namesakes[row] = place
    return Whereabouts(km, reach, namesakes)


def km_between(latitude: Array, longitude: Array, point: tuple[float, float]) -> Array:
    """The ways from many places to a point, by the rule of a site's two points [km], (places,)."""
    columns = {
        "data_centre.latitude": latitude[:, None],
        "data_centre.longitude": longitude[:, None],
        "network.latitude": np.array([[point[0]]]),
        "network.longitude": np.array([[point[1]]]),
        "connection.route_km": np.array([[np.nan]]),
    }
    return distance_km(Cases(columns))[:, 0]


@lru_cache(maxsize=20_000)
def _town_near(
    place: str, country: str, point: tuple[float, float]
) -> tuple[float, float, int] | None:
    """The way to the town of a name, its reach, and how many towns have it; of several the one
    that is nearest."""
    towns = _towns(place, country)
    if not towns:
        return None
    ways = km_between(
        np.array([town.latitude for town in towns]),
        np.array([town.longitude for town in towns]),
        point,
    )
    nearest = int(np.argmin(ways))
    return float(ways[nearest]), _reach_km(towns[nearest]), len(towns)


def _towns(place: str, country: str) -> list[Town]:
    """The towns of exactly this name, or of the first part of it: "Köln-Porz", "Lüdge (Lippe)"."""
    for name in dict.fromkeys((place, _PART.split(place)[0])):
        exact = [town for town in towns_called(name, TRIED) if _is_called(town, name)]
        home = [town for town in exact if not country or town.country == country.upper()]
        if home or (exact and len(country) != 2):
            return home or exact
    return []


def _is_called(town: Town, name: str) -> bool:
    names: Iterable[str] = town.name.removesuffix(")").split(" (")
    return folded(name) in map(folded, names)


def _reach_km(town: Town) -> float:
    """How far from its middle a place of a town may lie: a circle of as many people."""
    return math.sqrt(town.inhabitants / (math.pi * value("lead.town_people_per_km2")))
