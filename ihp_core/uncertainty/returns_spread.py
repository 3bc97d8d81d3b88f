"""What the producer earns at the agreed price, should things come otherwise than assumed.

The samples are those of the price's spread; the price is agreed once, and what follows
electricity in it follows the sampled electricity. Laid around the figures of the 8,760 hours.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.assessment import Planned, Screened
from ihp_core.contract.avoided import Agreed, agreed_at
from ihp_core.contract.shapes import Returns
from ihp_core.contract.structures import price_eur_per_mwh, structure_named
from ihp_core.economics.cash_flow import cash_flow
from ihp_core.economics.finance import irr_fraction, payback_years
from ihp_core.economics.outcome import Outcome, outcome
from ihp_core.economics.price import indicative
from ihp_core.key_figures.screening import Screening, as_rows, in_blocks
from ihp_core.results.other_cases import Quantiles
from ihp_core.site.cases import Cases, choices
from ihp_core.tables.arrays import Array
from ihp_core.uncertainty.uncertainty import (
    BLOCK,
    SAMPLES,
    SEED,
    batch_cases,
    network_of,
    quantiles,
)
from ihp_core.year.typical_hours import COARSE, typical

FIGURES = ("npv_eur", "irr_fraction", "payback_years")


class ReturnsSpread(NamedTuple):
    """Eight cases of ten of each figure; ``None`` where it does not exist.

    ``paid_back_fraction`` is the share of the samples that are paid back within the term at the
    required return: payback has quantiles among those alone.
    """

    npv_eur: Quantiles | None
    irr_fraction: Quantiles | None
    payback_years: Quantiles | None
    paid_back_fraction: float


def returns_spread(
    screened_site: Screened, base: Returns, samples: int = SAMPLES, seed: int = SEED
) -> ReturnsSpread:
    """The spread of NPV, IRR and payback of a site that has been screened.

    Parameters
    ----------
    screened_site : Screened
        The site on its 8,760 hours.
    base : Returns
        Its figures at the agreed price.
    """
    many, drawn, _ = batch_cases(screened_site, samples, seed)
    agreed, count = agreed_offer(screened_site), len(drawn.place)
    hours = typical(screened_site.hours, COARSE)

    def earned(cases: Cases) -> Screening:
        plant = Planned(network_of(screened_site, cases, hours), screened_site.plant.built)
        return _earned(cases, outcome(cases, hours, *plant), agreed)

    figures = in_blocks(earned, many, BLOCK).figures
    headline = (base.npv_eur, base.irr_fraction, base.payback_years)
    npv, irr, payback = (
        _moved(figures[name][:count], figures[name][count], value)
        for name, value in zip(FIGURES, headline, strict=True)
    )
    paid = float((npv >= 0).mean())
    return ReturnsSpread(quantiles(npv), quantiles(irr), quantiles(payback), paid)


def _earned(cases: Cases, plant_outcome: Outcome, agreed: Agreed) -> Screening:
    """What comes of each case at the agreed price."""
    net = cash_flow(
        cases, plant_outcome.spent, plant_outcome.paid, price_by_year(cases, agreed)
    ).net
    figures = (
        (net * _discounted(cases, net)).sum(axis=1, keepdims=True),
        np.array([[irr_fraction(-row[0], row[1:])] for row in net]),
        payback_years(-net[:, :1], net[:, 1:], plant_outcome.factors),
    )
    return Screening(as_rows(dict(zip(FIGURES, figures, strict=True)), cases.rows))


def agreed_offer(screened_site: Screened) -> Agreed:
    """The price as it is agreed once, by the figures as they stand."""
    plant_outcome = screened_site.screening.outcome
    assert plant_outcome is not None  # a site alone is screened with its year
    cases, hours, network = screened_site.cases, screened_site.hours, screened_site.plant.network
    price = indicative(cases, plant_outcome.floor.total, plant_outcome.ceiling)
    return agreed_at(cases, hours, network, plant_outcome, price)


def price_by_year(cases: Cases, agreed: Agreed) -> Array:
    """The agreed price at the sampled price of electricity, real [EUR/MWh], (rows, years)."""
    structure, path = choices("contract.structure"), agreed.path("base")
    chosen = structure[int(cases["contract.structure"].item(0))]
    real = price_eur_per_mwh(chosen, agreed.offer, path) / path.cpi
    if not structure_named(chosen).follows_electricity:
        return np.broadcast_to(real, (cases.rows, real.shape[1]))
    moved = cases["market.electricity_price_eur_per_mwh"] - agreed.offer.electricity
    by_use = (1 - agreed.offer.market_share) * agreed.offer.power_per_heat
    return np.asarray(real + moved * by_use)


def _discounted(cases: Cases, net: Array) -> Array:
    years = np.arange(net.shape[1], dtype=float)[None]
    return np.asarray((1 + cases["contract.discount_rate_fraction"]) ** -years)


def _moved(samples: Array, base: float, headline: float | None) -> Array:
    """From the typical hours' base to that of the 8,760; nothing where there is none."""
    if headline is None or not np.isfinite(base):
        return np.full_like(samples, np.nan)
    return samples + (headline - base)
