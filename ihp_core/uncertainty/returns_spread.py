"""What the producer earns at the agreed price, should things come otherwise than assumed.

The samples are those of the price's spread; the price is agreed once, and what follows
electricity in it follows the sampled electricity. Laid around the figures of the 8,760 hours.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.assessment import Planned, Screened
from ihp_core.contract.avoided import Agreed
from ihp_core.contract.shapes import Returns
from ihp_core.economics.cash_flow import cash_flow
from ihp_core.economics.finance import irr_fraction, payback_years
from ihp_core.economics.outcome import Outcome, outcome
from ihp_core.key_figures.screening import Screening, as_rows, in_blocks
from ihp_core.results.other_cases import Quantiles
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array
from ihp_core.uncertainty.headlines import agreed_of, agreed_price, quantiles
from ihp_core.uncertainty.uncertainty import BLOCK, SAMPLES, SEED, batch_cases, network_of
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
    agreed, count = agreed_of(screened_site), len(drawn.place)
    hours = typical(screened_site.hours, COARSE)

    def earned(cases: Cases) -> Screening:
        plant = Planned(network_of(screened_site, cases, hours), screened_site.plant.built)
        return _earned(cases, outcome(cases, hours, *plant), agreed)

    figures = in_blocks(earned, many, BLOCK).figures
    headline = (base.npv_eur, base.irr_fraction, base.payback_years)
    moved = {
        name: _moved(figures[name][:count], figures[name][count], value)
        for name, value in zip(FIGURES, headline, strict=True)
    }
    npv, irr, payback = map(quantiles(moved).get, FIGURES)
    return ReturnsSpread(npv, irr, payback, float((moved["npv_eur"] >= 0).mean()))


def _earned(cases: Cases, plant_outcome: Outcome, agreed: Agreed) -> Screening:
    """What comes of each case at the agreed price."""
    net = cash_flow(cases, plant_outcome.spent, plant_outcome.paid, agreed_price(cases, agreed)).net
    figures = (
        (net * _discounted(cases, net)).sum(axis=1, keepdims=True),
        np.array([[irr_fraction(-row[0], row[1:])] for row in net]),
        payback_years(-net[:, :1], net[:, 1:], plant_outcome.factors),
    )
    return Screening(as_rows(dict(zip(FIGURES, figures, strict=True)), cases.rows))


def _discounted(cases: Cases, net: Array) -> Array:
    years = np.arange(net.shape[1], dtype=float)[None]
    return np.asarray((1 + cases["contract.discount_rate_fraction"]) ** -years)


def _moved(samples: Array, base: float, headline: float | None) -> Array:
    """From the typical hours' base to that of the 8,760; nothing where there is none."""
    if headline is None or not np.isfinite(base):
        return np.full_like(samples, np.nan)
    return samples + (headline - base)
