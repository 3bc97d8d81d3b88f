"""The hours summed to days, months, years or the whole, in civil time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ihp_core.metering.metered import CAUSES, Metered, MeteredHours
from ihp_core.tables.arrays import Array, Flags

By = Literal["day", "month", "year"]
UNITS: dict[By, str] = {"day": "D", "month": "M", "year": "Y"}


def summed(hours: MeteredHours, by: By) -> tuple[Metered, ...]:
    """The sums of each day, month or year that the hours touch, in order of time."""
    labels = labels_of(hours, by)
    return tuple(summed_over(hours, labels == label, str(label)) for label in np.unique(labels))


def labels_of(hours: MeteredHours, by: By) -> NDArray[np.str_]:
    """The day, month or year of each hour in civil time, as ISO 8601 writes it."""
    return hours.local.astype(f"datetime64[{UNITS[by]}]").astype(str)


def summed_over(hours: MeteredHours, chosen: Flags, label: str = "") -> Metered:
    """The sums of the hours that are chosen (hours,), all of them with ``chosen`` true.

    What was expected, and what explains the rest, is of the hours whose heat is known.
    """
    known = chosen & hours.known
    heat, expected = hours.heat_mw[known], hours.expected_heat_mw[known]
    both = known & np.isfinite(hours.electricity_mw)
    electricity = float(hours.electricity_mw[both].sum()) if both.any() else None
    power = float(hours.expected_electricity_mw[known].sum())
    service = float((1 - hours.planned[known]).sum())
    stood = float(hours.standing[known].sum())
    return Metered(
        label=label,
        hours=int(chosen.sum()),
        known_hours=int(known.sum()),
        heat_mwh=float(heat.sum()),
        electricity_mwh=electricity,
        cop=_over(float(hours.heat_mw[both].sum()), electricity),
        expected_heat_mwh=float(expected.sum()),
        expected_electricity_mwh=power,
        expected_cop=_over(float(expected.sum()), power),
        causes={name: float(hours.lost_mw[n][known].sum()) for n, name in enumerate(CAUSES)},
        availability=1 - stood / service if service > 0 else None,
        standing_hours=stood,
        deemed_mwh=float(hours.deemed_mw[known].sum()),
        missing_expected_mwh=float(hours.expected_heat_mw[chosen & ~hours.known].sum()),
        **dict(_means(hours, known)),
    )


def _means(hours: MeteredHours, known: Flags) -> Iterator[tuple[str, float | None]]:
    """Temperatures by the heat that went with them, outdoors and prices by the hour."""
    for name in ("supply_c", "return_c", "source_inlet_c", "source_outlet_c"):
        yield name, mean_of(getattr(hours, name)[known], hours.heat_mw[known])
        expected = getattr(hours, f"expected_{name}")[known]
        yield f"expected_{name}", mean_of(expected, hours.expected_heat_mw[known])
    yield "outdoor_c", mean_of(hours.outdoor_c[known], np.ones(int(known.sum())))
    used = np.nan_to_num(hours.electricity_mw[known])
    yield "price_eur_per_mwh", mean_of(hours.price_eur_per_mwh[known], used)


def mean_of(figures: Array, weights: Array) -> float | None:
    """The weighted mean of what is known; ``None`` where nothing is, or weighs anything."""
    there = np.isfinite(figures)
    total = float(weights[there].sum())
    return float((figures[there] * weights[there]).sum()) / total if total > 0 else None


def _over(top: float, bottom: float | None) -> float | None:
    return top / bottom if bottom else None
