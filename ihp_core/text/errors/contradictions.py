"""Sentences for entries that contradict each other or name nothing: the site's own errors."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ihp_core.tables.assumptions import value
from ihp_core.tables.borders import country_at, nearest_city
from ihp_core.text.catalogue import say
from ihp_core.text.errors.entries import plain, printable, quoted
from ihp_core.text.errors.nearest import nearest_country, nearest_path
from ihp_core.text.errors.places import Place, at_path
from ihp_core.text.names import country_named
from ihp_core.text.rounding import enterable

INLET, OUTLET = "data_centre.source_inlet_c", "data_centre.source_outlet_c"
SUPPLY, RETURN = "network.supply_winter_c", "network.return_winter_c"
HOURS = 8.76  # thousands in a year: GWh from a mean load in MW

Found = tuple[str, str, tuple[str, str] | None]

_SPREADS = {
    "source_drop_too_small": "input.min_source_drop_k",
    "return_above_supply": "input.min_network_spread_k",
    "handover_below_return": "input.min_network_spread_k",
}
_LOADS = ("summer_above_peak", "summer_above_mean", "mean_above_peak", "peak_above_year")
_TEMPERATURES = ("swapped_source", *_SPREADS, "summer_above_winter")
_NAMES = ("unknown_country", "unknown_path")
_NEEDED = {
    "cost_needed_with_other": "problem.missing.cost_with_other",
    "cost_needed_with_alternative": "problem.missing.cost_with_alternative",
}
_ALONE = ("preheat_without_top_up", "market_element_in_fixed", "market_element_in_market")
"""Entries that do not go with what another field says."""
_QUOTED_SWAPS = {
    "quoted_source_swapped": ("plant.quoted.source_inlet_c", "plant.quoted.source_outlet_c"),
    "quoted_sink_swapped": ("plant.quoted.sink_inlet_c", "plant.quoted.sink_outlet_c"),
}
_QUOTED = (*_QUOTED_SWAPS, "quoted_in_part", "quoted_without_lift", "quoted_above_carnot")
GIVES_WAY = frozenset(("summer_above_winter", "return_above_supply", *_LOADS))
"""Where a stated figure can move along with the one that was changed."""
_PLAIN = ("debt_beyond_term", "steps_not_ascending", "steps_beyond_units", "step_beyond_term")
"""Told with the entry and its limit as they are."""
_PLACES = ("swapped_place", "no_climate")
CONTRADICTIONS = frozenset(
    (*_TEMPERATURES, *_LOADS, *_NAMES, *_NEEDED, *_ALONE, *_QUOTED, *_PLACES, *_PLAIN)
)


def nearest_fitting(code: str, context: Mapping[str, Any]) -> float:
    """The nearest value of the field that fits, of an error that one of them can mend."""
    limit = float(context["limit"])
    if code in _LOADS:
        return enterable(limit, up=code == "mean_above_peak")
    spread = value(_SPREADS[code]) if code in _SPREADS else 0.0
    return limit + spread if code == "source_drop_too_small" else limit - spread


def contradiction(code: str, context: dict[str, Any], language: str) -> Found:
    """Path, sentence and, where it helps, the two paths to swap."""
    path, entry, limit = str(context["field"]), context["value"], context["limit"]
    field = at_path(path, language)
    if code == "unknown_country":
        return path, _country(field, str(entry), language), None
    if code == "unknown_path":
        return path, _unnamed(path.partition(".")[0], str(entry), language), None
    if code in _NEEDED:
        numbers = {"field": field.field(language), "limits": field.limits(language)}
        return path, say(_NEEDED[code], language, **numbers), None
    if code in _ALONE:
        words = {"field": field.field(language), "value": quoted(entry)}
        return path, say(f"problem.site.{code}", language, **words), None
    if code in _PLACES:
        return path, *_of_point(code, field, entry, limit, language)
    if code in _PLAIN:
        words = {"field": field.field(language), "value": plain(entry), "limit": plain(limit)}
        return path, say(f"problem.site.{code}", language, **words), None
    if code in _QUOTED:
        swap = None if entry == limit else _QUOTED_SWAPS.get(code)
        return path, _quoted(code, field, entry, limit, language), swap
    if code in _LOADS:
        return path, _load(code, field, entry, limit, language), None
    return path, _temperature(code, field, entry, limit, language), _swap(code, path, entry, limit)


def _temperature(code: str, field: Place, entry: float, limit: float, language: str) -> str:
    if code == "swapped_source" and _swap(code, "", entry, limit) is None:
        code = "source_drop_too_small"
    spread = value(_SPREADS[code]) if code in _SPREADS else 0.0
    return say(
        f"problem.site.{code}",
        language,
        field=field.field(language),
        value=plain(entry),
        limit=plain(limit),
        spread=plain(spread),
        meant=plain(nearest_fitting(code, {"limit": limit})),
    )


def _quoted(code: str, field: Place, entry: Any, limit: Any, language: str) -> str:
    """What is wrong with a supplier's point; a press figure often adds heating and cooling."""
    words = {"field": field.field(language), "limits": field.limits(language)}
    if code == "quoted_in_part":
        return say(f"problem.site.{code}", language, **words)
    words |= {"value": plain(entry), "limit": plain(limit)}
    if code != "quoted_above_carnot":
        return say(f"problem.site.{code}", language, **words)
    heating = (entry + 1) / 2
    words |= {"limit": plain(math.floor(limit * 100) / 100), "meant": plain(round(heating, 2))}
    added = "_added" if heating <= limit else ""
    return say(f"problem.site.{code}{added}", language, **words)


def _load(code: str, field: Place, entry: float, limit: float, language: str) -> str:
    cut = nearest_fitting(code, {"limit": limit})
    hours = value("input.least_full_load_hours")
    in_the_year = hours / 1e3 if code == "peak_above_year" else HOURS
    return say(
        f"problem.site.{code}",
        language,
        field=field.field(language),
        value=plain(entry),
        limit=plain(cut),
        heat=plain(limit * in_the_year),
        hours=plain(hours),
    )


def _swap(code: str, path: str, entry: float, limit: float) -> tuple[str, str] | None:
    """The pair whose exchange puts it right, if it does."""
    if code == "swapped_source":
        drop = value("input.min_source_drop_k")
        return (INLET, OUTLET) if limit >= entry + drop else None
    enough = entry >= limit + value("input.min_network_spread_k")
    return (SUPPLY, RETURN) if path == RETURN and enough else None


def _of_point(
    code: str, field: Place, point: Any, limit: Any, language: str
) -> tuple[str, tuple[str, str] | None]:
    """A point [°] that was entered the wrong way round, or lies beyond every known climate."""
    north, east = point
    words = {"field": field.field(language), "value": plain(north)}
    if code == "no_climate":
        city = nearest_city(north, east)
        ends = {"east": plain(east), "city": city.name, "km": plain(round(city.km))}
        return say(f"problem.site.{code}", language, **words, **ends, limit=plain(limit)), None
    here, there = country_at(north, east), country_named(country_at(east, north), language)
    words |= {"limit": plain(east), "there": there}
    words |= {"here": country_named(here, language)} if here else {}
    text = say(f"problem.site.{code}{'' if here else '_at_sea'}", language, **words)
    return text, (field.path, field.path.replace("latitude", "longitude"))


def _country(field: Place, entry: str, language: str) -> str:
    nearest = nearest_country(entry)
    numbers = {"field": field.field(language), "value": quoted(entry)}
    if nearest is None:
        return say("problem.country.far", language, **numbers)
    return say("problem.country.near", language, **numbers, letters=nearest[0], name=nearest[1])


def _unnamed(group: str, entry: str, language: str) -> str:
    near = nearest_path(entry)
    numbers = {"field": at_path(group, language).field(language), "value": printable(entry)}
    if near is None:
        return say("problem.key.path_far", language, **numbers)
    return say("problem.key.path_near", language, **numbers, nearest=near)
