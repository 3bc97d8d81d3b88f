"""What is measured held against what is stated of the site: a factor of units is asked about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from ihp_core.site.cases import choices
from ihp_core.site.filling import fill, state
from ihp_core.site.inputs import limits, stated
from ihp_core.site.places import PRICE
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.year.measured.checks.shapes import factor_near
from ihp_core.year.measured.columns.mapping import ColumnMap
from ihp_core.year.measured.columns.taken import Taken
from ihp_core.year.measured.columns.units import tidy, written_out
from ihp_core.year.measured.note import Note
from ihp_core.year.measured.year import MW_PER_GW, exchange_mean

ANNUAL, PEAK = "network.annual_heat_gwh", "network.peak_load_mw"
AMOUNTS = ("menge", "zahler", "energi", "arbeit", "matar", "meter", "reading", "counter")
"""Parts of names of an amount, whose figures mean nothing without a unit."""

UNITLESS_C = ("outdoor_c", "supply_c", "return_c", "source_inlet_c", "source_outlet_c")
UNITLESS_PRICE = ("electricity_price_eur_per_mwh", "spot_price_eur_per_mwh")


def without_unit(
    hours: Mapping[str, Array], columns: Mapping[str, Taken], answers: ColumnMap
) -> Iterator[Note]:
    """Figures without a unit that may be in another than the usual one."""
    for name, column in columns.items():
        if column.unit is not None or name not in hours or answers.confirms("unit"):
            continue
        words = {"column": column.header, "unit": column.used_unit.name}
        if name == "load_mw" and any(word in tidy(column.header) for word in AMOUNTS):
            yield Note("own.ask.amount", words | {"known": written_out(name)})
            continue
        if name == "load_mw" and hours[name].max() > value("own.unitless_load_mw"):
            yield Note("own.ask.unit", words | {"value": float(hours[name].max())})
        warm = value("own.unitless_mean_c", name) if name in UNITLESS_C else np.inf
        if hours[name].mean() > warm:
            yield Note("own.ask.unit", words | {"value": float(hours[name].mean())})
        low, high = value("own.unitless_price_low"), value("own.unitless_price_high")
        if name in UNITLESS_PRICE and not low <= hours[name].mean() <= high:
            yield Note("own.ask.unit", words | {"value": float(hours[name].mean())})


def beyond_limits(hours: Mapping[str, Array], columns: Mapping[str, Taken]) -> Iterator[Note]:
    """A year's heat that no network has, which a limit would cut without a word."""
    if "load_mw" in hours:
        heat, most = float(hours["load_mw"].sum()) / MW_PER_GW, limits(ANNUAL)[1]
        if heat > most:
            header = columns["load_mw"].header if "load_mw" in columns else "load_mw"
            yield Note("own.beyond", {"column": header, "heat": round(heat), "most": most})


def against_stated(
    hours: Mapping[str, Array], columns: Mapping[str, Taken], site: Site, answers: ColumnMap
) -> Iterator[Note]:
    """Measured figures that are a factor of units away from the stated ones."""
    if "load_mw" in hours and not answers.confirms("factor"):
        for path, figure, was in _pairs(hours, site):
            if (factor := factor_near(figure / was)) is not None:
                # Told the way round in which it is a whole number.
                told = {"factor": f"{max(factor, 1 / factor):g}"}
                yield Note("own.ask.factor", _words(path, figure, was, columns) | told)
                break
    name = "electricity_price_eur_per_mwh"
    column = columns.get(name)
    if name in hours and column is not None and column.why == "doubtful":
        yield from _price(hours[name], column, site, answers)


def far_from_stated(
    hours: Mapping[str, Array], columns: Mapping[str, Taken], site: Site | None
) -> Iterator[Note]:
    """Measured figures that are far from the stated ones, by no factor of units."""
    most = value("own.stated_ratio")
    for path, figure, was in _pairs(hours, site) if site and "load_mw" in hours else ():
        if not 1 / most <= figure / was <= most:
            yield Note("own.note.far", _words(path, figure, was, columns))
            break


def _pairs(hours: Mapping[str, Array], site: Site) -> list[tuple[str, float, float]]:
    """Paths with the measured and the stated figure of each."""
    load = hours["load_mw"]
    measured = {ANNUAL: float(load.sum()) / MW_PER_GW, PEAK: float(load.max())}
    pairs = [(path, figure, stated(site, path)) for path, figure in measured.items()]
    return [
        (path, figure, was) for path, figure, was in pairs if isinstance(was, float) and was > 0
    ]


def _words(
    path: str, figure: float, was: float, columns: Mapping[str, Taken]
) -> dict[str, str | float]:
    header = columns["load_mw"].header if "load_mw" in columns else "load_mw"
    return {"column": header, "path": path, "measured": figure, "stated": was}


def _price(hours: Array, column: Taken, site: Site, answers: ColumnMap) -> Iterator[Note]:
    """A price nearer to the exchange's mean than to what is paid with grid, levies and tax."""
    if answers.confirms("all_in") or stated(site, PRICE) is not None:
        return
    filled = fill(state([site]))
    all_in, exchange = filled[PRICE].item(0), exchange_mean(filled)
    if abs(float(np.mean(hours)) - exchange) < abs(float(np.mean(hours)) - all_in):
        words = {"column": column.header, "mean": float(np.mean(hours)), "usual": all_in}
        country = choices("country")[int(np.nan_to_num(filled["country"].item(0), nan=-1))]
        yield Note("own.ask.exchange", words | {"exchange": exchange, "country": country})
