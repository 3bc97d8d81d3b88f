"""The answer at a glance: verdict, heat, price, each with its band and what it stands beside."""

from __future__ import annotations

from typing import NamedTuple

from ihp_core.key_figures.price import Price
from ihp_core.report.drawing.palette import SIGNS
from ihp_core.report.price.beside import TODAY, best_named, ways
from ihp_core.report.summary.facts import NOTICED
from ihp_core.report.summary.middle import COP, GAP, HEAT, PRICE, banded, model_band
from ihp_core.report.viability.findings import open_ones
from ihp_core.report.viability.screen import verdict_words
from ihp_core.results.discretion import discreet
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.names import within
from ihp_core.viability.criteria import MEASURABLE


class Tile(NamedTuple):
    """A name, the figure or the word, its band, what stands beside it; of that the part that has
    its place on a telephone as well."""

    name: str
    figure: str
    band: str
    beside: tuple[str, ...]
    phone: str = ""


def verdict_tile(assessment: Assessment, language: str = SPOKEN) -> Tile:
    """The word of the verdict and the reason that decides."""
    words = f"{SIGNS[assessment.verdict].icon} {verdict_words(assessment, language)}"
    return Tile("", words, "", (_reason(assessment, language),))


def _reason(assessment: Assessment, language: str) -> str:
    """The first that holds the verdict back, and how many more; else what it rests on."""
    if held := open_ones(assessment, "customer", language):
        first = held[0][:1].upper() + held[0][1:]
        more = len(held) - 1
        return say("tile.held_and_more", language, first=first, count=more) if more else first
    inputs = assessment.inputs or {}
    assumed = [path for path in MEASURABLE if inputs[path].origin not in ("stated", "own")]
    if not assumed:
        return say("tile.rests_on_stated", language)
    first = within(say(f"input.{assumed[0]}.short", language), language)
    words = {"first": first, "count": len(assumed), "of": len(MEASURABLE)}
    return say("tile.rests_on_assumed", language, **words)


def heat_tile(assessment: Assessment, language: str = SPOKEN) -> Tile:
    """Heat a year with its share of the network's, and the COP with its band."""
    heat = assessment.heat
    name = say("tile.heat", language)
    if heat.delivered_gwh <= 0:
        return Tile(name, say("tile.no_heat", language), "", ())
    share = figure(heat.share_of_network_fraction, "share", language)
    lifted = _lifted(assessment, language)
    beside = (say("tile.share", language, share=share), *lifted)
    band = banded(HEAT, assessment, language)
    return Tile(name, figure(heat.delivered_gwh, "GWh/a", language), band, beside, lifted[0])


def _lifted(assessment: Assessment, language: str) -> tuple[str, ...]:
    """COP of the heat pump, if there is one, and what needs none."""
    heat = assessment.heat
    if heat.heat_pump_scop is None:
        return (say("tile.all_direct", language),)
    cop = figure(heat.heat_pump_scop, "-", language)
    band = banded(COP, assessment, language) or model_band(heat, language)
    lifted = say("tile.cop", language, cop=cop, band=band)
    if heat.direct_fraction < NOTICED:
        return (lifted,)
    direct = figure(heat.direct_fraction, "share", language)
    return (lifted, say("tile.direct", language, share=direct))


def price_tile(assessment: Assessment, language: str = SPOKEN) -> Tile:
    """The indicative price, or how far it is from the best; today and what could be built."""
    price = assessment.price
    name = say("tile.price", language)
    ours, gap = price.indicative_eur_per_mwh, price.gap_eur_per_mwh
    if ours is not None:
        band = banded(PRICE, assessment, language) or _band(price, language)
        told = say("tile.about", language, price=figure(ours, "EUR/MWh", language))
    elif gap is not None:
        words = {"gap": figure(gap, "EUR/MWh", language)}
        told = say("tile.gap", language, **words)
        above = say("tile.above", language, best=best_named(price, language))
        band = ", ".join(filter(None, (above, banded(GAP, assessment, language))))
    else:
        told, band = say("tile.no_price", language), ""
    return Tile(name, told, band, _beside(price, language))


def _beside(price: Price, language: str) -> tuple[str, ...]:
    """Today's heat, and the cheapest of what could be built."""
    told = ways(price, language)
    today = [way for way in told if way.kind == TODAY]
    built = sorted((way for way in told if way.kind != TODAY), key=lambda way: way.amount)
    return tuple(
        say(
            f"tile.{'today' if way.kind == TODAY else 'built'}",
            language,
            name=say(f"report.best_short.{way.kind}", language),
            cost=figure(way.amount, "EUR/MWh", language, with_unit=False),
        )
        for way in (*today, *built[:1])
    )


def _band(price: Price, language: str) -> str:
    """P10 and P90 where a customer may read no more of the spread."""
    low, high = price.p10_eur_per_mwh, price.p90_eur_per_mwh
    if low is None or high is None:
        return ""
    ends = [figure(end, "EUR/MWh", language, with_unit=False) for end in (low, high)]
    return say("tile.band", language, low=ends[0], high=ends[1])


def read_by_the_customer(assessment: Assessment, language: str = SPOKEN) -> str:
    """Heat and price that the customer reads beside the producer's; empty where both are alike."""
    if assessment.public is None:
        return ""
    seen = discreet(assessment)
    told = {
        name: " ".join(filter(None, (tile.figure, tile.band and f"({tile.band})")))
        for name, tile in (
            ("heat", heat_tile(seen, language)),
            ("price", price_tile(seen, language)),
        )
    }
    return say("price.internal.customer", language, **told)
