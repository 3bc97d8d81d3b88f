"""The user's measured year: hourly series, and the stated figures whose place they take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ihp_core.site.cases import Cases, choices
from ihp_core.site.inputs import limits
from ihp_core.site.places import CONNECTION, PRICE, country_place
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import table, value
from ihp_core.tables.units import DAYS_OF_MONTH, heat_mw
from ihp_core.year.measured.note import Note, refused

SERIES = (
    "outdoor_c",
    "load_mw",
    "supply_c",
    "return_c",
    "source_inlet_c",
    "source_outlet_c",
    "source_flow_m3_per_h",
    "electricity_price_eur_per_mwh",
)
SPOT = "spot_price_eur_per_mwh"
KEPT = (*SERIES, SPOT)
"""All series that a year may hold: those of the template, and the exchange's price alone."""

DECIMALS = 3
MW_PER_GW = 1e3
PAIRS = (
    ("network", "supply_c", "return_c", "input.min_network_spread_k"),
    ("source", "source_inlet_c", "source_outlet_c", "input.min_source_drop_k"),
)
_MONTH = np.repeat(np.arange(1, 13), DAYS_OF_MONTH * 24)
_SUMMER, _WINTER = np.isin(_MONTH, (6, 7, 8)), np.isin(_MONTH, (12, 1, 2))

Columns = Mapping[str, Array]
Figure = Callable[["OwnYear", dict[str, float], Columns], float]


@dataclass(frozen=True, eq=False)
class OwnYear:
    """A measured year, laid on 1 January 00:00 in local standard time; equal by identity.

    ``series`` are read-only arrays (8760,) without gaps by the names of ``KEPT``, ``filled``
    the hours of each that were interpolated, ``dropped_hours`` those of 29 February. ``answers``
    are what was said of the columns of its file, by which another file of the kind is read.
    """

    series: Mapping[str, Array]
    filled: Mapping[str, int]
    dropped_hours: int
    digest: str
    notes: tuple[Note, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)


def own_year(
    series: Mapping[str, ArrayLike],
    filled: Mapping[str, int] | None = None,
    dropped_hours: int = 0,
    notes: tuple[Note, ...] = (),
) -> OwnYear:
    """A measured year from its series (8760,), kept at the decimals of the project file.

    What is saved and opened again is then the same year to the last digit.
    """
    kept: dict[str, Array] = {}
    digest = sha256()
    for name in (name for name in KEPT if name in series):
        kept[name] = np.round(np.asarray(series[name], float), DECIMALS) + 0.0  # no minus zero
        kept[name].setflags(write=False)
        digest.update(name.encode() + kept[name].tobytes())
    return OwnYear(kept, dict(filled or {}), dropped_hours, digest.hexdigest()[:12], notes)


def paired(own: OwnYear) -> OwnYear:
    """The same year, if its warm sides are warmer than its cold ones.

    The source's means are weighted by its flow, as the inputs that they replace are.

    Raises
    ------
    OwnError
        When the means of a pair are too close, so that it looks swapped.
    """
    for name, warm, cold, key in PAIRS:
        if {warm, cold} <= own.series.keys():
            mean = _flow_mean if name == "source" else _year_mean
            means, least = (mean(own, warm), mean(own, cold)), value(key)
            if means[0] < means[1] + least:
                raise refused(f"swapped.{name}", warm=means[0], cold=means[1], limit=least)
    return own


def sources(own: OwnYear) -> dict[str, str]:
    """The inputs that the series replace, each with how it is worked out from them."""
    inputs: dict[str, str] = {}
    known = table("own_inputs")
    for path, needed, how in zip(known["path"], known["series"], known["source"], strict=True):
        if set(needed.split("|")) <= own.series.keys():
            inputs.setdefault(path, how)
    return inputs


def replaced(own: OwnYear, stated: Columns, filled: Columns) -> dict[str, float]:
    """The inputs that the series replace, worked out from them.

    Parameters
    ----------
    own : OwnYear
        The measured year.
    stated, filled : Mapping of ndarray
        The stated columns (nan where nothing was stated) and the same with every default; the
        first case counts.

    Returns
    -------
    dict
        Figures by dotted path, within the input's limits; nan where a stated figure
        contradicts the measured ones, so that it counts as not stated.
    """
    figures = {path: stated[path].item(0) for path in _TEMPERATURES}
    for path in sources(own):
        low, high = limits(path)
        figures[path] = float(np.clip(_FIGURES[path](own, figures, filled), low, high))
    kept = {path: figures[path] for path in sources(own)}
    return kept | {path: np.nan for path in _contradicted(figures) if path not in kept}


def measured_source_mw(own: OwnYear) -> Array:
    """Heat of the cooling water by its measured flow and temperatures [MW], (8760,)."""
    drop = own.series["source_inlet_c"] - own.series["source_outlet_c"]
    return heat_mw(own.series["source_flow_m3_per_h"], np.maximum(drop, 0))


def _contradicted(figures: Mapping[str, float]) -> list[str]:
    """Pairs too close to each other; a measured one stands, a stated one does not."""
    spread, drop = value("input.min_network_spread_k"), value("input.min_source_drop_k")
    doubtful = [
        f"network.return_{season}_c"
        for season in ("winter", "summer")
        if figures[f"network.return_{season}_c"] > _supply(figures, season) - spread
    ]
    inlet, outlet = "data_centre.source_inlet_c", "data_centre.source_outlet_c"
    return [*doubtful, inlet, outlet] if figures[inlet] < figures[outlet] + drop else doubtful


_TEMPERATURES = (
    *(f"network.{name}_{at}_c" for name in ("supply", "return") for at in ("winter", "summer")),
    *(f"data_centre.source_{side}_c" for side in ("inlet", "outlet")),
)


def _supply(figures: Mapping[str, float], season: str) -> float:
    """The season's supply where it is known, else the winter's."""
    known = figures[f"network.supply_{season}_c"]
    return figures["network.supply_winter_c"] if np.isnan(known) else known


def _coldest(own: OwnYear) -> NDArray[np.intp]:
    """Hours behind the coldest three days; else of hottest supply, of highest load, of winter."""
    count = int(value("own.coldest_hours"))
    if "outdoor_c" in own.series:
        ring = np.append(own.series["outdoor_c"][1 - count :], own.series["outdoor_c"])
        return np.argsort(np.convolve(ring, np.ones(count), "valid"), kind="stable")[:count]
    hottest = next((name for name in ("supply_c", "load_mw") if name in own.series), None)
    return np.argsort(-own.series[hottest])[:count] if hottest else np.flatnonzero(_WINTER)


def _in_summer(own: OwnYear, name: str) -> float:
    return float(own.series[name][_SUMMER].mean())


def _in_winter(own: OwnYear, name: str) -> float:
    return float(own.series[name][_coldest(own)].mean())


def _return(season: str, mean: Callable[[OwnYear, str], float]) -> Figure:
    """The season's mean return, never closer to the supply than a network can run."""

    def figure(own: OwnYear, figures: dict[str, float], _: Columns) -> float:
        ceiling = _supply(figures, season) - value("input.min_network_spread_k")
        return min(mean(own, "return_c"), ceiling)

    return figure


def _year_mean(own: OwnYear, name: str) -> float:
    return float(own.series[name].mean())


def _flow_mean(own: OwnYear, name: str) -> float:
    """Mean over the year, weighted by the flow where it was measured and water ran."""
    flow = own.series.get("source_flow_m3_per_h")
    weights = flow if flow is not None and flow.sum() > 0 else None
    return float(np.average(own.series[name], weights=weights))


def all_in_price(own: OwnYear, filled: Columns) -> float:
    """The year's mean price of electricity, all-in [EUR/MWh].

    The exchange's price is the energy alone: grid, levies and tax are those of the price that it
    replaces, whose own energy part is the country's on the exchange. Under a long-term contract
    the energy is the contract's, whatever the exchange does.
    """
    if "electricity_price_eur_per_mwh" in own.series:
        return _year_mean(own, "electricity_price_eur_per_mwh")
    price = filled[PRICE].item(0)
    if choices(CONNECTION)[int(filled[CONNECTION].item(0))] == "contract":
        return price
    return price - min(exchange_mean(filled), price) + _year_mean(own, SPOT)


def exchange_mean(filled: Columns) -> float:
    """The country's mean price on the exchange [EUR/MWh]."""
    country = choices("country")[int(country_place(Cases.over(dict(filled))).item(0))]
    return value("market.wholesale_electricity_eur_per_mwh", country)


def _utilisation(own: OwnYear, _: dict[str, float], filled: Columns) -> float:
    nameplate = filled["data_centre.it_capacity_mw"].item(0)
    capture = filled["data_centre.heat_capture_fraction"].item(0)
    return float(measured_source_mw(own).mean() / (nameplate * capture))


_FIGURES: dict[str, Figure] = {
    "network.annual_heat_gwh": lambda own, *_: float(own.series["load_mw"].sum() / MW_PER_GW),
    "network.peak_load_mw": lambda own, *_: float(own.series["load_mw"].max()),
    "network.summer_load_mw": lambda own, *_: _in_summer(own, "load_mw"),
    "network.supply_winter_c": lambda own, *_: _in_winter(own, "supply_c"),
    "network.supply_summer_c": lambda own, figures, _: min(
        _in_summer(own, "supply_c"), figures["network.supply_winter_c"]
    ),
    "network.return_winter_c": _return("winter", _in_winter),
    "network.return_summer_c": _return("summer", _in_summer),
    "data_centre.source_inlet_c": lambda own, *_: _flow_mean(own, "source_inlet_c"),
    "data_centre.source_outlet_c": lambda own, *_: _flow_mean(own, "source_outlet_c"),
    "data_centre.it_utilisation_fraction": _utilisation,
    "market.electricity_price_eur_per_mwh": lambda own, _, filled: all_in_price(own, filled),
}
