"""Everything that app, command line and documents show of one site: assessment and its spread."""

from __future__ import annotations

from functools import partial

from ihp_core.assessment import Screened, recorded, screened
from ihp_core.results.results import Assessment
from ihp_core.site.site import Site
from ihp_core.uncertainty.uncertainty import spread_of
from ihp_core.what_if.levers import levers_of
from ihp_core.what_if.openers import openers
from ihp_core.year.measured.year import OwnYear


def answer(site: Site, own: OwnYear | None = None) -> Assessment:
    """The assessment of a site with the spread of its price and what to measure first.

    Parameters and result are those of ``assess``; beside them the band of the price,
    ``uncertainty`` and, made when first asked for, ``openers`` and ``levers``.
    """
    return answered(screened(site, own))


def answered(one: Screened) -> Assessment:
    """The same of a site that has been screened."""
    spread = spread_of(one)
    found = recorded(one)
    low, high = (spread.price.p10, spread.price.p90) if spread.price else (None, None)
    band = {"p10_eur_per_mwh": low, "p90_eur_per_mwh": high}
    price = found.price.model_copy(update=band)
    full = found.model_copy(update={"price": price, "uncertainty": spread})
    return full.with_makers(openers=partial(openers, one), levers=partial(levers_of, one))
