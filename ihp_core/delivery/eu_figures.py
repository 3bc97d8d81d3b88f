"""What a data centre reports of a year to the European database, as far as a site knows it.

The list is that of Delegated Regulation (EU) 2024/1364, Annexes I to III, as rows of
``data/eu_reported_figures.csv``; what neither site nor readings know is named as missing.
"""

from __future__ import annotations

from math import isnan
from typing import Literal, NamedTuple

import numpy as np

from ihp_core.assessment import Screened
from ihp_core.delivery.steps import Delivered, modelled, table_of
from ihp_core.site.site import Site
from ihp_core.tables.assumptions import table_rows
from ihp_core.tables.units import KW_PER_MW, KWH_PER_MWH

TABLE = "eu_reported_figures"
Known = Literal["stated", "assumed", "calculated", "expected", "metered", "missing"]

OF_HEAT = {
    "reused": "source_heat_mwh",
    "waste_heat_temperature": "source_inlet_c",
    "erf": "erf",
}
"""What the delivery knows, as columns of its table."""
IT = ("data_centre.it_capacity_mw", "data_centre.it_utilisation_fraction")
RESTS_ON = {
    "it_power": IT[:1],
    "energy": (*IT, "data_centre.pue"),
    "it_energy": IT,
    "pue": ("data_centre.pue",),
}
"""Inputs that a figure rests on; it is assumed where one of them is."""


class EuFigure(NamedTuple):
    """A point of the list: its sign and unit, what it comes to, and how that is known.

    ``value`` is ``None`` where it is missing; ``source`` is the text of the law.
    """

    id: str
    point: str
    symbol: str
    unit: str
    value: float | str | None
    known: Known
    source: str


def eu_figures(screened: Screened, delivered: Delivered) -> tuple[EuFigure, ...]:
    """All points of the list in their order, over the time that was delivered.

    Energy in kWh as the list has it, temperatures in °C, shares from 0 to 1.
    """
    known = _of_site(screened) | _of_energy(screened, delivered) | _of_heat(screened, delivered)
    rows = table_rows(TABLE)
    nothing: tuple[float | str | None, Known] = (None, "missing")
    return tuple(
        EuFigure(
            row["id"],
            row["point"],
            row["symbol"],
            row["unit"],
            *known.get(row["id"], nothing),
            row["source"],
        )
        for row in rows
    )


Found = dict[str, tuple[float | str | None, Known]]


def _of_site(screened: Screened) -> Found:
    site = screened.site
    power = screened.cases["data_centre.it_capacity_mw"].item(0) * KW_PER_MW
    found: Found = {"it_power": (power, _rests(site, "it_power"))}
    if site.name:
        found["name"] = (site.name, "stated")
    if begun := site.data_centre.first_operation:
        found["first_operation"] = (f"{begun:%Y-%m}", "stated")
    return found


def _of_energy(screened: Screened, delivered: Delivered) -> Found:
    """Energy of the data centre over the time, from its power and its PUE."""
    whole = float(np.nansum(delivered.of("data_centre_mwh")))
    pue = screened.cases["data_centre.pue"].item(0)
    amounts = {"energy": whole * KWH_PER_MWH, "it_energy": whole / pue * KWH_PER_MWH, "pue": pue}
    found: Found = {}
    for name, amount in amounts.items():
        rests = _rests(screened.site, name)
        found[name] = (amount, "calculated" if rests == "stated" and name != "pue" else rests)
    return found


def _of_heat(screened: Screened, delivered: Delivered) -> Found:
    """Heat taken at the boundary, its share of all energy, and how warm the water was."""
    columns = table_of(delivered, "all").columns
    found = {name: (float(columns[column][0]), delivered.basis) for name, column in OF_HEAT.items()}
    warm = "waste_heat_temperature"
    if isnan(found[warm][0]):  # not read: the model's own
        found[warm] = (float(modelled(screened)["source_inlet_c"].mean()), "expected")
    scaled = found | {"reused": (found["reused"][0] * KWH_PER_MWH, delivered.basis)}
    return {name: entry for name, entry in scaled.items() if not isnan(entry[0])}


def _rests(site: Site, name: str) -> Known:
    stated = all(_is_stated(site, path) for path in RESTS_ON[name])
    return "stated" if stated else "assumed"


def _is_stated(site: Site, path: str) -> bool:
    part, _, field = path.partition(".")
    marked = site.data_quality.get(path) != "assumed"
    return getattr(getattr(site, part), field) is not None and marked
