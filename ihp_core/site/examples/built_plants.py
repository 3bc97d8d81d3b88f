"""Built plants that hand a data centre's heat to a network: what was published, and a site each.

The COP of some of them stands in ``plants.csv`` too, among other heat sources and with all four
temperatures, to hold the formula against; what some have cost in ``real_projects.csv``, among
plants of any source. Here a plant is a whole site, for the whole chain. What nobody published is
empty in the table; what the site states all the same is assumed, by its path.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ihp_core.site.examples.worked import FOLDER, example
from ihp_core.site.site import Site
from ihp_core.tables.assumptions import number, table_rows

PUBLISHED = (
    "heat_gwh",
    "source_heat_gwh",
    "capacity_mw",
    "source_mw",
    "it_mw",
    "cop",
    "share_low_fraction",
    "share_high_fraction",
    "capital_meur",
    "price_eur_per_mwh",
    "source_inlet_c",
    "source_outlet_c",
    "supply_c",
    "return_c",
    "network_gwh",
)
"""What the table has a column of numbers for."""

_WORDS = (
    "id",
    "name",
    "city",
    "country",
    "year",
    "status",
    "operator",
    "source_medium",
    "remark",
    "source",
    "url",
    "read",
    "confidence",
)


@dataclass(frozen=True, eq=False)  # one object a row: it can be looked up by
class BuiltPlant:
    """A plant with its published figures, each in the unit of its name, and where they are from.

    ``entered``: figures that its site states or is made to meet, which prove nothing.
    ``assumed``: inputs that its site states although nobody published them.
    """

    id: str
    name: str
    city: str
    country: str
    year: str
    status: str
    operator: str
    source_medium: str
    remark: str
    source: str
    url: str
    read: str
    confidence: str
    figures: Mapping[str, float]
    entered: tuple[str, ...]
    assumed: tuple[str, ...]

    def published(self, name: str) -> float | None:
        """A figure of the table, ``None`` where nobody published it."""
        return self.figures.get(name)


@cache
def built_plants() -> tuple[BuiltPlant, ...]:
    """All of them, in the order of the table."""
    return tuple(_plant(row) for row in table_rows("built_plants"))


def _plant(row: Mapping[str, str]) -> BuiltPlant:
    numbers = {name: number(row[name]) for name in PUBLISHED}
    return BuiltPlant(
        figures={name: figure for name, figure in numbers.items() if not math.isnan(figure)},
        entered=tuple(row["entered"].split()),
        assumed=tuple(row["assumed"].split()),
        **{name: row[name] for name in _WORDS},
    )


@cache
def site_of(plant: str) -> Site:
    """The site of a built plant by its id; two are worked examples already.

    Raises
    ------
    FileNotFoundError
        When there is none of that name.
    """
    file = FOLDER / "built" / f"{plant}.json"
    return Site.model_validate_json(file.read_text("utf-8")) if file.exists() else example(plant)
