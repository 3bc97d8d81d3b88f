"""The headline figures of the samples, and how they spread around the answer's own.

What the producer earns is sampled at the agreed price: it is agreed once, and what follows
electricity or today's heat in it follows the sampled prices of energy.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ihp_core.assessment import Screened
from ihp_core.contract.avoided import Agreed, agreed_at
from ihp_core.contract.structures import price_eur_per_mwh
from ihp_core.economics.finance import present_value
from ihp_core.economics.outcome import Outcome
from ihp_core.economics.price import indicative
from ihp_core.key_figures.emissions import displaced_t_per_year
from ihp_core.key_figures.screening import Figures
from ihp_core.operation.network import Size
from ihp_core.results.other_cases import Quantiles
from ihp_core.results.results import CO2
from ihp_core.site.cases import Cases, choices
from ihp_core.tables.arrays import Array
from ihp_core.year.hours import Hours

HEAT, COP, PRICE = (
    "heat.delivered_gwh",
    "heat.heat_pump_scop",
    "price.indicative_eur_per_mwh",
)
NPV, GAP = "finance.npv_eur", "price.gap_eur_per_mwh"
OF_THE_PRICE = (
    *(f"price.{name}_eur_per_mwh" for name in ("floor", "ceiling", "today", "alternative")),
    GAP,
)
SORTED_AS = np.float32
"""Seven digits are enough for a level, and are sorted three times as fast."""
LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)


def agreed_of(screened_site: Screened) -> Agreed:
    """What the parties agree on at the indicative price of a site."""
    plant_outcome = screened_site.screening.outcome
    assert plant_outcome is not None  # a site alone is screened with its year
    cases, hours, network = screened_site.cases, screened_site.hours, screened_site.plant.network
    price = indicative(cases, plant_outcome.floor.total, plant_outcome.ceiling)
    return agreed_at(cases, hours, network, plant_outcome, price)


def agreed_price(cases: Cases, agreed: Agreed) -> Array:
    """The agreed price at the sampled prices of energy, real [EUR/MWh], (rows, years)."""
    structure, power = choices("contract.structure"), cases["market.electricity_price_eur_per_mwh"]
    path = agreed.path_at("base", cases["market.gas_price_eur_per_mwh"], power)
    chosen = structure[int(cases["contract.structure"].item(0))]
    moved = agreed.offer._replace(dearer=power - agreed.offer.electricity)
    real = price_eur_per_mwh(chosen, moved, path) / path.cpi
    return np.broadcast_to(real, (cases.rows, real.shape[1]))


def beside_the_essentials(
    cases: Cases, hours: Hours, network: Size, outcome: Outcome, agreed: Agreed | None
) -> Figures:
    """What the headline shows beside heat and price: CO2 displaced, gap, what is earned if sold.

    A gap below zero is room. The floor is the price at which nothing is earned beyond the
    required return, so that the net present value is what a price brings above it.
    """
    columns = {CO2: displaced_t_per_year(cases, hours, network, outcome), GAP: -outcome.room}
    if agreed is None:
        return columns
    heat, factors = outcome.paid.heat, outcome.factors
    income = present_value(agreed_price(cases, agreed) * heat, factors)
    spent = outcome.floor.total * present_value(heat, factors)
    return columns | {NPV: income - spent}


def quantiles(figures: Mapping[str, Array]) -> dict[str, Quantiles]:
    """The levels of each figure's samples, of those in which it exists; without what never does.

    Parameters
    ----------
    figures : mapping
        The samples of each figure, (samples,), ``nan`` where it does not exist.
    """
    ordered = np.sort(np.array(list(figures.values()), dtype=SORTED_AS), axis=1)
    known = np.isfinite(ordered).sum(axis=1)
    levels = {}
    for name, row, count in zip(figures, ordered, known.tolist(), strict=True):
        if count:
            ends = np.interp(np.array(LEVELS) * (count - 1), np.arange(count), row[:count])
            levels[name] = Quantiles(
                **dict(zip(Quantiles.model_fields, ends.tolist(), strict=True))
            )
    return levels
