"""The built plants that a site looks most like, side by side in words.

Compared is what was published of a plant with what the site is, four things: the source's warm
side, what is handed over on the coldest day, the heat output, the network. How large a step of
each counts is a row of the data, marked as judgement.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from ihp_core.results.results import Assessment
from ihp_core.site.examples.built_plants import BuiltPlant, built_plants
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.names import country_named

NEAREST, OFFER = 2, "offer"
UNITS = {"source": "°C", "supply": "°C", "capacity": "MW", "network": "GWh/a"}
"""What is compared, in the order of the columns."""


class PlantLine(NamedTuple):
    """A line of the comparison: name, the four things in words; of a plant also its source.

    ``short`` is the name without country and year.
    """

    short: str
    name: str
    things: tuple[str, ...]
    source: str
    url: str


def nearest_built(assessment: Assessment, number: int = NEAREST) -> tuple[BuiltPlant, ...]:
    """The plants nearest to a site, the nearest first."""
    order = np.argsort(distances(site_things(assessment)), kind="stable")
    return tuple(comparable()[row] for row in order[:number])


@cache
def comparable() -> tuple[BuiltPlant, ...]:
    """The plants of which enough was published; what is only offered has not been built."""
    least = value("likeness.least_known")
    return tuple(
        plant
        for plant in built_plants()
        if plant.status != OFFER and np.isfinite(plant_things(plant)).sum() >= least
    )


def distances(site: Array) -> Array:
    """Root mean square of the steps [-] between a site and every plant, (plants,).

    Parameters
    ----------
    site : Array
        The four things in the units of ``UNITS``, nan where there is none.
    """
    steps = np.abs(_in_steps(site) - _in_steps(_of_plants()))
    steps = np.where(np.isnan(steps), value("likeness.unknown_steps"), steps)
    return np.asarray(np.sqrt((steps**2).mean(axis=1)))


def site_things(assessment: Assessment) -> Array:
    """Source [°C], hand-over on the coldest day [°C], heat output [MW], network [GWh/a]."""
    heat = assessment.heat
    source = assessment.inputs["data_centre.source_inlet_c"].value
    given = (source, assessment.connection.coldest_arriving_c, heat.capacity_mw)
    things = np.array([*given, heat.network_heat_gwh], float)
    # Without any heat there is no output to compare, and no step from it.
    return np.where(things > 0, things, np.nan)


@cache
def _of_plants() -> Array:
    """The same as published, (plants, 4); air of the server rooms is no source of water."""
    return np.array([plant_things(plant) for plant in comparable()])


def plant_things(plant: BuiltPlant) -> tuple[float, ...]:
    """The four things of a plant, nan where they were not published."""
    names = ("source_inlet_c", "supply_c", "capacity_mw", "network_gwh")
    things = [plant.figures.get(name, np.nan) for name in names]
    if plant.source_medium != "water":
        things[0] = np.nan
    return tuple(things)


def _in_steps(things: Array) -> Array:
    """Things in steps from an origin of no meaning: degrees evenly, sizes by their ratio."""
    factors = np.array([value("likeness.size_factor"), value("likeness.network_factor")])
    even = np.array([value("likeness.source_k"), value("likeness.supply_k")])
    sizes = np.log(things[..., 2:]) / np.log(factors)
    return np.concatenate([things[..., :2] / even, sizes], axis=-1)


def lines_beside(assessment: Assessment, language: str = SPOKEN) -> tuple[PlantLine, ...]:
    """The site first, then the plants nearest to it."""
    yours, things = say("plants.yours", language), _told(site_things(assessment), language)
    ours = PlantLine(yours, yours, things, "", "")
    return (ours, *(_line(plant, language) for plant in nearest_built(assessment)))


def _line(plant: BuiltPlant, language: str) -> PlantLine:
    country = country_named(plant.country, language)
    words = {"name": plant.name, "country": country, "year": plant.year}
    name = say(f"plants.name.{plant.status}", language, **words)
    things = _told(np.array(plant_things(plant)), language)
    return PlantLine(plant.name, name, things, plant.source, plant.url)


def _told(things: Array, language: str) -> tuple[str, ...]:
    units = zip(things.tolist(), UNITS.values(), strict=True)
    return tuple(
        say("plants.unknown", language) if np.isnan(thing) else figure(thing, unit, language)
        for thing, unit in units
    )
