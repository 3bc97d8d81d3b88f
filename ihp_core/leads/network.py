"""The network that leads are looked for around: its place, and what is known of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ihp_core.leads.near import km_between
from ihp_core.site.examples.known_networks import KnownNetwork, changes_of, known_networks
from ihp_core.site.examples.typical import typical_sites
from ihp_core.site.inputs import field_of
from ihp_core.site.paths import Draft
from ihp_core.tables.assumptions import value
from ihp_core.tables.borders import country_at
from ihp_core.year.measured.note import Note, OwnError

TYPICAL = "third_high"
"""What is taken of a network of which nothing is known: the hotter of the usual ones."""
PLACE = ("network.latitude", "network.longitude")
SUPPLY = "network.supply_winter_c"
_POINT = re.compile(r"\s*(-?\d{1,3}(?:[.,]\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*")


@dataclass(frozen=True)
class LeadNetwork:
    """A network by its point [°], and what its sites state of it; ``note`` tells whose it is."""

    latitude: float
    longitude: float
    stated: Draft
    note: Note


def network_at(text: str) -> LeadNetwork:
    """The network at a point such as "53.55, 9.99": the town's, where its figures are published,
    else a usual one.

    Raises
    ------
    OwnError
        When the text is no point.
    """
    latitude, longitude = point_of(text)
    country = country_at(latitude, longitude)
    network = _published_near(latitude, longitude)
    stated: Draft = dict(_usual())
    note = Note("leads.network_usual", {"supply_c": stated[SUPPLY]})
    if network is not None:
        figures = {path: entry for path, entry in changes_of(network).items() if entry is not None}
        stated = figures if SUPPLY in figures else stated | figures
        note = Note("leads.network_published", {"city": network.city, "supply_c": stated[SUPPLY]})
    stated |= {"country": country} if country else {}
    return _placed(latitude, longitude, stated, note)


def network_of(site: Mapping[str, Any], text: str = "") -> LeadNetwork:
    """The network that a site states, at its own place or at another point.

    Raises
    ------
    OwnError
        When neither the site nor the text has a point.
    """
    of_network = {
        path: entry
        for path, entry in site.items()
        if field_of(path) == "country" or field_of(path).startswith("network.")
    }
    own = [of_network.get(path) for path in PLACE]
    if not text.strip() and any(axis is None for axis in own):
        raise OwnError(Note("leads.no_network"))
    point = point_of(text) if text.strip() else (float(own[0] or 0), float(own[1] or 0))
    stated = of_network if SUPPLY in of_network else _usual() | of_network
    return _placed(*point, stated, Note("leads.network_stated", {"supply_c": stated[SUPPLY]}))


def point_of(text: str) -> tuple[float, float]:
    """Latitude and longitude [°] of a text.

    Raises
    ------
    OwnError
        When it is no point.
    """
    found = _POINT.fullmatch(text[:80])
    parts = found.groups() if found else ("nan", "nan")
    latitude, longitude = (float(part.replace(",", ".")) for part in parts)
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise OwnError(Note("leads.no_point", {"value": text}))
    return latitude, longitude


def _placed(latitude: float, longitude: float, stated: Draft, note: Note) -> LeadNetwork:
    stated = stated | dict(zip(PLACE, (latitude, longitude), strict=True))
    return LeadNetwork(latitude, longitude, stated, note)


def _usual() -> Draft:
    """A usual network, marked as assumed."""
    figures = typical_sites("network")[TYPICAL]
    return figures | {f"data_quality.{path}": "assumed" for path in figures}


def _published_near(latitude: float, longitude: float) -> KnownNetwork | None:
    """The nearest network of the table, where it is near enough to be that of the point."""
    networks = list(known_networks().values())
    apart = km_between(
        np.array([one.latitude for one in networks]),
        np.array([one.longitude for one in networks]),
        (latitude, longitude),
    )
    nearest = int(np.argmin(apart))
    return networks[nearest] if apart[nearest] <= value("lead.town_network_km") else None
