"""Everything that app, command line and documents show of one site: assessment and its spread."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from ihp_core.assessment import (
    Screened,
    at_typical_figures,
    beside_the_quote,
    recorded,
    screened,
)
from ihp_core.results.other_cases import Quantiles, Uncertainty
from ihp_core.results.results import Assessment
from ihp_core.site.site import Site
from ihp_core.uncertainty.answers import answers_of
from ihp_core.uncertainty.debt_cover import covered
from ihp_core.uncertainty.hanging import hangs_on, publicly_hangs_on
from ihp_core.uncertainty.uncertainty import sampled_site, spread_of
from ihp_core.viability.rules import Rules
from ihp_core.what_if.levers import levers_of
from ihp_core.what_if.must_run import must_run
from ihp_core.what_if.price.openers import openers
from ihp_core.what_if.price.remedies import remedies
from ihp_core.what_if.price.target import target
from ihp_core.year.measured.year import OwnYear


def answer(site: Site, own: OwnYear | None = None, rules: Rules = "calculated") -> Assessment:
    """The assessment of a site with the spread of price and heat and what to measure first.

    Parameters and result are those of ``assess``; beside them the bands of both,
    ``uncertainty`` and, made when first asked for, ``openers``, ``levers`` and
    ``remedies``.
    """
    return answered(screened(site, own, rules))


def answered(screened_site: Screened) -> Assessment:
    """The same of a site that has been screened."""
    sampled = sampled_site(screened_site)
    doubt, assessment = sampled.uncertainty, recorded(screened_site)
    low, high = (doubt.price.p10, doubt.price.p90) if doubt.price else (None, None)
    band = {"p10_eur_per_mwh": low, "p90_eur_per_mwh": high}
    price = assessment.price.model_copy(update=band)
    heat = assessment.heat.model_copy(
        update={"p10_gwh": doubt.heat_gwh.p10, "p90_gwh": doubt.heat_gwh.p90}
    )
    known = {"price": price, "heat": heat, "spread": sampled.spread, "uncertainty": doubt}
    full = assessment.model_copy(update=known)
    return full.with_makers(
        co2_spread=partial(_co2_spread, assessment, sampled.co2_around),
        hangs_on=partial(hangs_on, doubt),
        if_answered=partial(answers_of, screened_site),
        openers=partial(openers, screened_site),
        levers=partial(levers_of, screened_site),
        remedies=partial(remedies, screened_site),
        target=partial(target, screened_site),
        financing=partial(covered, screened_site),
        must_run=partial(must_run, screened_site),
        unquoted=partial(_unquoted, screened_site),
        **_public(screened_site, doubt),
    )


def _public(screened_site: Screened, doubt: Uncertainty) -> dict[str, Callable[[], Any]]:
    """What others may know of how sure the answer is: at typical figures of the producer's.

    With the same plant it is what it would be had nobody entered any.
    """
    typical = cache(partial(at_typical_figures, screened_site))

    @cache
    def public() -> Uncertainty:
        return doubt if typical() is screened_site else spread_of(typical())

    return {
        "public_uncertainty": public,
        "publicly_hangs_on": lambda: publicly_hangs_on(public()),
        "publicly_if_answered": lambda: answers_of(typical()),
    }


def _unquoted(screened_site: Screened) -> Assessment | None:
    """The answer without the supplier's point; what others may know of it hangs on its price in
    nothing."""
    plain = beside_the_quote(screened_site, answered)
    if plain is None or plain.uncertainty is None:
        return plain
    return plain.with_makers(**_public(screened_site, plain.uncertainty))


def _co2_spread(assessment: Assessment, around: Quantiles | None) -> Quantiles | None:
    """The spread of the CO2 displaced, laid around the figure of the 8,760 hours."""
    displaced = assessment.emissions.life_cycle.displaced_t_per_year
    return None if around is None or displaced is None else around.moved(displaced)
