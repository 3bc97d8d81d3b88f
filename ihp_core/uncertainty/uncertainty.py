"""How sure the answer is: the same chain over samples of all that is uncertain.

The plant is held as it was found, so that the samples say what may come of it; the hours are
typical ones. The spread is laid around the figures of the 8,760 hours.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.assessment import Planned, Screened, essentials, screened
from ihp_core.key_figures.screening import Screening, in_blocks
from ihp_core.operation.network import Size, size
from ihp_core.plant.refrigerant import machine_columns
from ihp_core.results.other_cases import Driver, Histogram, Quantiles, Uncertainty
from ihp_core.site.cases import Cases
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array
from ihp_core.uncertainty.main_effects import explained
from ihp_core.uncertainty.ranges import Range, ranges
from ihp_core.uncertainty.sampling import Draws, draws, sampled, shifts
from ihp_core.viability.judgement import VERDICTS
from ihp_core.year.hours import Hours
from ihp_core.year.measured.year import OwnYear
from ihp_core.year.typical_hours import COARSE, typical

SAMPLES, SEED = 2048, 2026
BLOCK = 1056
"""Rows at a time: of twice as many the temporaries are given back to the system and fetched again
in the thread of a visitor, which costs a quarter."""
BARS = 24
LEVELS = (0.1, 0.5, 0.9)
NEGLIGIBLE = 0.005  # of variance and of doubt; below it the estimate is noise
PRICE, HEAT, COP = (
    "price.indicative_eur_per_mwh",
    "heat.delivered_gwh",
    "heat.heat_pump_scop",
)


class Batch(NamedTuple):
    """All cases of one call: the samples, the base case, each range's low end, then its high."""

    figures: dict[str, Array]
    drawn: Draws
    uncertain: tuple[Range, ...]

    def of_samples(self, name: str) -> Array:
        """A figure of the samples, (samples,)."""
        return self.figures[name][: len(self.drawn.place)]

    def of_base(self, name: str) -> float:
        """A figure of the base case on the same hours."""
        return float(self.figures[name][len(self.drawn.place)])

    def at_ends(self, name: str) -> Array:
        """A figure at the low and the high end of each range, (2, ranges)."""
        return self.figures[name][len(self.drawn.place) + 1 :].reshape(2, -1)


def price_range(site: Site, own: OwnYear | None = None) -> Uncertainty:
    """The spread of a site's price, heat and COP, and what to measure first."""
    return spread_of(screened(site, own))


def spread_of(screened_site: Screened, samples: int = SAMPLES, seed: int = SEED) -> Uncertainty:
    """The spread around a site that has been screened."""
    batch = sampled_batch(screened_site, samples, seed)
    figures = screened_site.screening.figures
    headline = {name: float(figures[name][0]) for name in (PRICE, HEAT, COP)}
    around = {name: _laid_around(headline[name], batch, name) for name in headline}
    price = around[PRICE]
    known = bool(np.isfinite(price).any())
    return Uncertainty(
        samples=samples,
        price=quantiles(price),
        heat_gwh=quantiles(around[HEAT]) or Quantiles(p10=0.0, p50=0.0, p90=0.0),
        cop=quantiles(around[COP]),
        verdicts=_probabilities(batch.of_samples("verdict")),
        histogram=_histogram(price[np.isfinite(price)]) if known else None,
        drivers=_drivers(batch, headline[PRICE]),
    )


def sampled_batch(screened_site: Screened, samples: int, seed: int) -> Batch:
    """Samples, base case and both ends of every range through the chain, the plant held."""
    many, drawn, uncertain = batch_cases(screened_site, samples, seed)
    hours = typical(screened_site.hours, COARSE)

    def held(cases: Cases) -> Screening:
        plant = Planned(network_of(screened_site, cases, hours), screened_site.plant.built)
        return essentials(cases, hours, plant)

    return Batch(in_blocks(held, many, BLOCK).figures, drawn, uncertain)


def batch_cases(
    screened_site: Screened, samples: int, seed: int
) -> tuple[Cases, Draws, tuple[Range, ...]]:
    """The filled cases of a batch, where their figures are drawn, and the ranges."""
    uncertain = ranges(screened_site.site, screened_site.stated, screened_site.cases)
    drawn = draws(samples, len(uncertain), seed)
    many = sampled(screened_site.stated, screened_site.cases, shifts(uncertain, drawn.batch))
    return many.with_(machine_columns(screened_site.cases)), drawn, uncertain


def network_of(screened_site: Screened, cases: Cases, hours: Hours) -> Size:
    """The cases' networks; where none is stated, sized for the plant that was found."""
    share = screened_site.cases["network.plant_share_of_peak_fraction"]
    return size(cases, hours, screened_site.plant.network.peak_mw * share)


def _laid_around(headline: float, batch: Batch, name: str) -> Array:
    """The samples of a figure over the base case's, times that of the 8,760 hours."""
    base, samples = batch.of_base(name), batch.of_samples(name)
    return samples * (headline / base) if np.isfinite(headline) and base > 0 else samples


def quantiles(figure: Array) -> Quantiles | None:
    """The levels of a figure's samples, of those in which it exists."""
    known = figure[np.isfinite(figure)]
    if not known.size:
        return None
    places = np.array(LEVELS) * (known.size - 1)
    low, middle, high = np.interp(places, np.arange(known.size), np.sort(known)).tolist()
    return Quantiles(p10=low, p50=middle, p90=high)


def _probabilities(verdicts: Array) -> dict[str, float]:
    shares = np.bincount(verdicts.astype(int), minlength=len(VERDICTS)) / verdicts.size
    return dict(zip(VERDICTS, shares.tolist(), strict=True))


def _histogram(price: Array) -> Histogram:
    counts, edges = np.histogram(price, bins=BARS)
    return Histogram(edges=tuple(edges.tolist()), counts=tuple(counts.tolist()))


def _drivers(batch: Batch, headline: float) -> tuple[Driver, ...]:
    """The uncertain figures, the one most worth knowing first."""
    price, verdicts = batch.of_samples(PRICE), batch.of_samples("verdict")
    of_price = np.where(np.isfinite(price), price, np.nanmean(price) if _any(price) else 0.0)
    of_verdict = (verdicts[:, None] == np.arange(len(VERDICTS))).astype(float)
    ends = batch.at_ends(PRICE) * (headline / batch.of_base(PRICE))
    causes = (
        explained(outcomes, batch.drawn.effects) for outcomes in (of_price[:, None], of_verdict)
    )
    shares = np.stack(list(causes))
    weight = shares.mean(axis=0)
    first = [index for index in np.argsort(-weight, kind="stable") if weight[index] > NEGLIGIBLE]
    return tuple(
        _driver(batch.uncertain[index], ends[:, index], shares[:, index]) for index in first
    )


def _any(figure: Array) -> bool:
    return bool(np.isfinite(figure).any())


def _driver(figure: Range, ends: Array, shares: Array) -> Driver:
    low, high = (None if np.isnan(end) else float(end) for end in ends)
    of_price, of_verdict = shares.tolist()
    return Driver(
        key=figure.key,
        low=figure.value - figure.below,
        value=figure.value,
        high=figure.value + figure.above,
        unit=figure.unit,
        quality=figure.known,
        price_at_low=low,
        price_at_high=high,
        price_variance_fraction=of_price,
        verdict_doubt_fraction=of_verdict,
    )
