"""Networks of Europe whose figures are published: what choosing one of them states.

What no source says of a network is left empty in the table, and unknown in the site.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ihp_core.site.inputs import is_number
from ihp_core.tables.assumptions import table_rows

FIGURES = (
    "network.annual_heat_gwh",
    "network.supply_winter_c",
    "network.supply_summer_c",
    "network.return_winter_c",
    "network.return_summer_c",
    "network.heat_source_today",
)
"""What the table has a column for, by the last part of the path."""

OF_ONE_NETWORK = (
    *FIGURES,
    "network.peak_load_mw",
    "network.summer_load_mw",
    "network.must_run_mw",
    "network.heat_cost_today_eur_per_mwh",
    "network.heat_sources_today",
)
"""What is said of one network and not of the next: it goes when another is chosen."""

Entry = float | str | None


@dataclass(frozen=True)
class KnownNetwork:
    """A network with its published figures [GWh/a, °C] and where each is from.

    ``basis``: heat fed in, sold or produced. ``scope``: what the figures speak of, one network,
    all networks of a town, of a company, or the joint network of a region.
    """

    id: str
    city: str
    country: str
    operator: str
    latitude: float
    longitude: float
    figures: Mapping[str, float | str]
    basis: str
    scope: str
    source: str
    url: str
    year: str
    read: str


@cache
def known_networks() -> Mapping[str, KnownNetwork]:
    """All networks of the table by their id, in its order."""
    return {row["id"]: _network(row) for row in table_rows("known_networks")}


def _network(row: Mapping[str, str]) -> KnownNetwork:
    figures: dict[str, float | str] = {}
    for path in FIGURES:
        if cell := row[path.removeprefix("network.")]:
            figures[path] = float(cell) if is_number(path) else cell
    words = ("id", "city", "country", "operator", "basis", "scope", "source", "url", "year", "read")
    return KnownNetwork(
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        figures=figures,
        **{name: row[name] for name in words},
    )


def changes_of(network: KnownNetwork) -> dict[str, Entry]:
    """All that choosing it changes; ``None`` takes a path back to "don't know".

    Each figure is stated, because somebody published it, and its note says who and when.
    """
    changes: dict[str, Entry] = {}
    for path in OF_ONE_NETWORK:
        known = path in network.figures
        changes[path] = network.figures.get(path)
        changes[f"data_quality.{path}"] = "stated" if known else None
        changes[f"notes.{path}"] = published(network) if known else None
    return changes


def published(network: KnownNetwork) -> str:
    """Whose figures these are, of which year, where they stand."""
    whose = ", ".join(part for part in (network.operator or network.city, network.year) if part)
    return f"{whose}: {network.source}. {network.url}"


def is_published(note: object) -> bool:
    """Whether a note is the source of a figure of the table, and of no other figure."""
    return any(published(network) == note for network in known_networks().values())


def is_filled(network: KnownNetwork, stated: Mapping[str, object]) -> bool:
    """Whether a figure of what is stated is still this network's, with it as its source."""
    note = published(network)
    return any(
        stated.get(path) == figure and stated.get(f"notes.{path}") == note
        for path, figure in network.figures.items()
    )
