"""How well a debt is covered when less heat flows than expected.

The samples are those of the price's spread. Price and debt are agreed once, by the figures as they
stand; what is left of each year to serve the debt is that of the samples whose heat lies at the
level asked for, the mean of a few of them, so that no single sample speaks for all. Laid around the
figures of the 8,760 hours.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.assessment import Planned, Screened
from ihp_core.contract.financing import (
    Financing,
    cover,
    financed_case,
    financing,
    heat_gwh,
)
from ihp_core.contract.parties import series
from ihp_core.economics.cash_flow import cash_flow
from ihp_core.economics.financing.financed import financed
from ihp_core.economics.outcome import outcome
from ihp_core.key_figures.screening import Screening, as_rows, in_blocks
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.uncertainty.headlines import agreed_of, agreed_price
from ihp_core.uncertainty.uncertainty import BLOCK, SAMPLES, SEED, batch_cases, network_of
from ihp_core.year.typical_hours import COARSE, typical

REACHED = {"p50": 0.5, "p90": 0.9}
"""In what share of the cases as much heat is reached."""
BESIDE = "uncertainty.debt_cover_beside_fraction"
"""Of the samples, how many to either side of a level count."""
HEAT = "heat"


class _Sampled(NamedTuple):
    """Heat [GWh/a], (samples,), and what serves the debt by year [EUR], (samples, years)."""

    heat: Array
    cash: Array


def covered(screened_site: Screened, samples: int = SAMPLES, seed: int = SEED) -> Financing | None:
    """The financing of a site that has been screened, with the cover at less heat."""
    built, plant_outcome = screened_site.plant, screened_site.screening.outcome
    assert plant_outcome is not None  # a site alone is screened with its year
    cases, hours = screened_site.cases, screened_site.hours
    base = financing(cases, hours, built.network, plant_outcome)
    if base is None or base.entered.years is None:
        return base
    split = financed_case(cases, hours, built.network, plant_outcome)
    drawn = _sampled(screened_site, -split.project[:, :1], base, samples, seed)
    levels = {name: cover(split, *_at(drawn, 1 - reached)) for name, reached in REACHED.items()}
    return base.model_copy(update=levels)


def _sampled(
    screened_site: Screened, invested: Array, base: Financing, samples: int, seed: int
) -> _Sampled:
    """Every sample's heat and cash, moved from the typical hours' base to that of the 8,760."""
    many, drawn, _ = batch_cases(screened_site, samples, seed)
    agreed, count = agreed_of(screened_site), len(drawn.place)
    hours, years = typical(screened_site.hours, COARSE), len(base.entered.cash_eur)

    def left(cases: Cases) -> Screening:
        plant = Planned(network_of(screened_site, cases, hours), screened_site.plant.built)
        one = outcome(cases, hours, *plant)
        flow = cash_flow(cases, one.spent, one.paid, agreed_price(cases, agreed))
        cash = financed(cases, flow, invested).cash[:, 1:]
        figures = {str(year): cash[:, year : year + 1] for year in range(years)}
        return Screening(as_rows(figures | {HEAT: heat_gwh(one)}, cases.rows))

    figures = in_blocks(left, many, BLOCK).figures
    cash = np.stack([figures[str(year)] for year in range(years)], axis=1)
    usual = np.asarray(base.entered.cash_eur)
    usual_heat = figures[HEAT][count]
    scale = base.entered.heat_gwh / usual_heat if usual_heat > 0 else 1.0
    heat = figures[HEAT] * scale
    return _Sampled(heat[:count], cash[:count] + (usual - cash[count]))


def _at(drawn: _Sampled, level: float) -> tuple[float, tuple[float, ...]]:
    """Heat at a level of the samples, and the mean of what serves the debt around it."""
    order, count = np.argsort(drawn.heat, kind="stable"), len(drawn.heat)
    middle, beside = level * (count - 1), value(BESIDE) * count
    near = order[max(int(middle - beside), 0) : int(middle + beside) + 1]
    heat = float(np.interp(middle, np.arange(count), drawn.heat[order]))
    return heat, series(drawn.cash[near].mean(axis=0, keepdims=True))
