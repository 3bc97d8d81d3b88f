"""The grid fee by hours of use, and the individual fee that law allows an even draw."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.site.cases import Cases, choices, scoped
from ihp_core.site.places import CONNECTION, country_place
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import column, table
from ihp_core.tables.units import KW_PER_MW, MWH_PER_GWH
from ihp_core.year.hours import Hours

RELIEF = "grid_fee_relief"
CONDITIONS = ("from_hours", "above_gwh", "least_fee_fraction")


class GridUse(NamedTuple):
    """What a plant takes from the grid in a year, and what the grid asks for it, (rows, 1).

    ``hours_of_use`` is the energy of the year over its highest power. ``published`` is the fee
    of the price sheets at medium voltage [EUR/MWh], and ``least_fraction`` what of it an
    individual fee may fall to, 1 where none is open to the plant.
    """

    drawn_gwh: Array
    hours_of_use: Array
    published: Array
    least_fraction: Array

    @property
    def saving(self) -> Array:
        """What the individual fee saves at the most [EUR/MWh of electricity]."""
        return np.asarray(self.published * (1 - self.least_fraction))


def grid_use(cases: Cases, hours: Hours, power_mw: Array) -> GridUse:
    """The draw of a power over the year, (rows, hours), as the grid operator would bill it.

    The highest hour stands for the highest quarter of an hour, so that the hours of use are
    somewhat too many. Through the data centre's connection the draw is not the plant's alone:
    no individual fee is reckoned.
    """
    drawn = hours.total(power_mw)
    highest = power_mw.max(axis=1, keepdims=True)
    use = np.where(highest > 0, drawn / np.where(highest > 0, highest, 1), 0)
    of_energy = _by_country(cases, "electricity.grid_energy_eur_per_mwh")
    of_power = _by_country(cases, "electricity.grid_capacity_eur_per_kw_year")
    published = of_energy + of_power * KW_PER_MW / np.maximum(use, 1)
    least = _least_fraction(cases, use, drawn / MWH_PER_GWH)
    return GridUse(drawn / MWH_PER_GWH, use, np.where(of_power > 0, published, 0), least)


def _least_fraction(cases: Cases, use: Array, drawn_gwh: Array) -> Array:
    own = cases[CONNECTION] != choices(CONNECTION).index("data_centre")
    least = np.ones_like(use)
    steps = (column(RELIEF, name) for name in CONDITIONS)
    for country, from_hours, above_gwh, fraction in zip(
        table(RELIEF)["country"], *steps, strict=True
    ):
        there = country_place(cases) == choices("country").index(country)
        open_to = there & own & (use >= from_hours) & (drawn_gwh > above_gwh)
        least = np.where(open_to, np.minimum(least, fraction), least)
    return least


def _by_country(cases: Cases, key: str) -> Array:
    return scoped(key, choices("country"), country_place(cases))
