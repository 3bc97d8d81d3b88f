"""Everything that app, command line and documents show of one site: assessment and its spread."""

from __future__ import annotations

from functools import partial

from ihp_core.assessment import (
    Screened,
    asked_above,
    asking,
    public_answer,
    recorded,
    screened,
    typical_case,
)
from ihp_core.results.other_cases import Quantiles
from ihp_core.results.results import Assessment
from ihp_core.site.site import Site
from ihp_core.uncertainty.answers import answers_of
from ihp_core.uncertainty.debt_cover import covered
from ihp_core.uncertainty.hanging import hangs_on, publicly_hangs_on
from ihp_core.uncertainty.uncertainty import sampled_site
from ihp_core.viability.rules import Rules
from ihp_core.what_if.levers import levers_of
from ihp_core.what_if.must_run import must_run
from ihp_core.what_if.price.openers import openers
from ihp_core.what_if.price.remedies import remedies
from ihp_core.what_if.price.target import target
from ihp_core.what_if.storage.tank_sizes import tank_sizes
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
        publicly_hangs_on=partial(publicly_hangs_on, doubt),
        openers=partial(openers, screened_site),
        levers=partial(levers_of, screened_site),
        remedies=partial(remedies, screened_site),
        target=partial(target, screened_site),
        financing=partial(covered, screened_site),
        must_run=partial(must_run, screened_site),
        tank_sizes=partial(tank_sizes, screened_site),
        public=partial(public_answer, screened_site, answered),
    )


def answer_at(
    site: Site, own: OwnYear | None, rules: Rules, above_eur_per_mwh: float
) -> Assessment:
    """The answer at typical figures and so much on top of the producer's cost."""
    return answered(asking(screened(site, own, rules), above_eur_per_mwh))


def asked_of(site: Site, own: OwnYear | None = None, rules: Rules = "calculated") -> float:
    """What a producer who states own figures asks above the typical cost [EUR/MWh]."""
    real = screened(site, own, rules)
    return asked_above(real, typical_case(real))


def _co2_spread(assessment: Assessment, around: Quantiles | None) -> Quantiles | None:
    """The spread of the CO2 displaced, laid around the figure of the 8,760 hours."""
    displaced = assessment.emissions.life_cycle.displaced_t_per_year
    return None if around is None or displaced is None else around.moved(displaced)
