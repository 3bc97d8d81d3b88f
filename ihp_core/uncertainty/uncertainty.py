"""How sure the answer is: the same chain over samples of all that is uncertain.

The plant is held as it was found, so that the samples say what may come of it; the hours are
typical ones. The spread is laid around the figures of the 8,760 hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from ihp_core.assessment import Planned, Screened, essentials, screened
from ihp_core.key_figures.screening import Screening, as_rows, in_blocks
from ihp_core.operation.network import Size, size
from ihp_core.plant.refrigerant import machine_columns
from ihp_core.results.other_cases import Driver, Histogram, Quantiles, Uncertainty
from ihp_core.results.results import CO2
from ihp_core.site.cases import Cases
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array
from ihp_core.uncertainty.headlines import (
    COP,
    HEAT,
    NPV,
    OF_THE_PRICE,
    PRICE,
    agreed_of,
    beside_the_essentials,
    quantiles,
)
from ihp_core.uncertainty.main_effects import explained
from ihp_core.uncertainty.ranges import Range, ranges
from ihp_core.uncertainty.sampling import Draws, draws, sampled, shifts
from ihp_core.viability.judgement import VERDICTS
from ihp_core.year.hours import Hours
from ihp_core.year.measured.year import OwnYear
from ihp_core.year.typical_hours import COARSE, typical

SAMPLES, SEED = 2048, 2026
BLOCK = 2304
"""Rows at a time: all samples of a site and both ends of its ranges. The thread that works out all
answers keeps the memory of their temporaries, and fewer calls cost a tenth less."""
BARS = 24
NEGLIGIBLE = 0.005  # of variance and of doubt; below it the estimate is noise
NOTHING = Quantiles(**dict.fromkeys(Quantiles.model_fields, 0.0))
"""The spread of heat where none can be handed over."""


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


class Sampled(NamedTuple):
    """What the samples of a site say: how sure it is, and how each headline figure spreads.

    ``spread`` goes by the names of the contract. CO2 stands apart: ``co2_around`` is its spread
    around the answer's own figure, which nobody may ask for.
    """

    uncertainty: Uncertainty
    spread: dict[str, Quantiles]
    co2_around: Quantiles | None


def price_range(site: Site, own: OwnYear | None = None) -> Uncertainty:
    """The spread of a site's price, heat and COP, and what to measure first."""
    return spread_of(screened(site, own))


def spread_of(screened_site: Screened, samples: int = SAMPLES, seed: int = SEED) -> Uncertainty:
    """The spread around a site that has been screened."""
    return sampled_site(screened_site, samples, seed).uncertainty


def sampled_site(screened_site: Screened, samples: int = SAMPLES, seed: int = SEED) -> Sampled:
    """The same with the spread of every headline figure."""
    batch = sampled_batch(screened_site, samples, seed)
    own = {name: float(row[0]) for name, row in screened_site.screening.figures.items()}
    moved = _scaled(own, batch) | _shifted(own, batch)
    levels = {
        name: around.moved(_finite(own.get(name, 0.0))) for name, around in quantiles(moved).items()
    }
    co2_around, verdicts = levels.pop(CO2, None), _probabilities(batch.of_samples("verdict"))
    price = moved[PRICE] + _finite(own[PRICE])
    doubt = Uncertainty(
        samples=samples,
        price=levels.get(PRICE),
        heat_gwh=levels.get(HEAT) or NOTHING,
        cop=levels.get(COP),
        verdicts=verdicts,
        holds_fraction=verdicts[VERDICTS[int(own["verdict"])]],
        histogram=_histogram(price[np.isfinite(price)]) if PRICE in levels else None,
        drivers=_drivers(batch, own[PRICE]),
    )
    return Sampled(doubt, levels, co2_around)


def _scaled(own: Mapping[str, float], batch: Batch) -> dict[str, Array]:
    """How far price, heat and COP lie from the answer's own: in proportion to the base case's.

    A sample like the base case lies nowhere else; where either is nothing, samples stay.
    """
    moved = {}
    for name in (PRICE, HEAT, COP):
        base, samples = batch.of_base(name), batch.of_samples(name)
        scaled = np.isfinite(own[name]) and base > 0
        near = (samples - base) * (own[name] / base) if scaled else samples - _finite(own[name])
        moved[name] = near
    return moved


def _finite(amount: float) -> float:
    return amount if np.isfinite(amount) else 0.0


def _shifted(own: Mapping[str, float], batch: Batch) -> dict[str, Array]:
    """How far the other headline figures lie from the base case's, where they exist."""
    known = [name for name in (*OF_THE_PRICE, NPV) if np.isfinite(own[name])]
    return {
        name: batch.of_samples(name) - batch.of_base(name)
        for name in (*known, CO2)
        if np.isfinite(batch.of_base(name))
    }


def sampled_batch(screened_site: Screened, samples: int, seed: int) -> Batch:
    """Samples, base case and both ends of every range through the chain, the plant held."""
    many, drawn, uncertain = batch_cases(screened_site, samples, seed)
    hours = typical(screened_site.hours, COARSE)
    sold = np.isfinite(screened_site.screening.figures[NPV].item(0))
    agreed = agreed_of(screened_site) if sold else None

    def held(cases: Cases) -> Screening:
        plant = Planned(network_of(screened_site, cases, hours), screened_site.plant.built)
        figures, year = essentials(cases, hours, plant, keep_year=True)
        assert year is not None
        beside = beside_the_essentials(cases, hours, plant.network, year, agreed)
        return Screening(figures | as_rows(beside, cases.rows))

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
