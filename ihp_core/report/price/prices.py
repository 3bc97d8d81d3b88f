"""The heat price in two pictures: for the conversation, and what the producer's cost is made of."""

from __future__ import annotations

from ihp_core.economics.price import PARTS
from ihp_core.report.drawing.bars import ROW_HEIGHT, UNIT, amount_of, bar, bar_rows
from ihp_core.report.drawing.palette import (
    ELECTRICITY,
    INK,
    OWN,
    SIGNS,
    plant_colour,
)
from ihp_core.report.drawing.picture import Picture, Row, framed
from ihp_core.report.price.beside import (
    TODAY,
    Way,
    best_in_short,
    best_named,
    ways,
)
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.names import cost_named
from ihp_core.viability.rules import PRICE_ROOM


def price_bar(assessment: Assessment, language: str = SPOKEN) -> Picture:
    """The indicative price and its band beside all that the operator could do instead [EUR/MWh].

    For the conversation, of the assessment that ``discreet`` leaves: without room to negotiate
    the indicative price is the producer's own cost.
    """
    price = assessment.price
    bars = [_way(way) for way in ways(price, language)]
    if price.indicative_eur_per_mwh is not None:
        name = say("charts.price.indicative", language)
        ours = bar(name, price.indicative_eur_per_mwh, plant_colour(assessment.heat), 1.0)
        bars.insert(0, ours)
    title = _price_title(assessment, language)
    band = (price.p10_eur_per_mwh, price.p90_eur_per_mwh)
    if None in (price.indicative_eur_per_mwh, *band):
        band = (None, None)
    else:
        low, high = (figure(edge, UNIT, language, with_unit=False) for edge in band)
        bars[0]["band"] = say("charts.price.band", language, low=low, high=high)
    drawn = bar_rows(bars, language, band)
    told = "; ".join(f"{row['name']} {figure(row['high'], UNIT, language)}" for row in bars)
    described = say("charts.price.alt", language, bars=told) if bars else title
    return Picture(framed(drawn, max(ROW_HEIGHT * len(bars), ROW_HEIGHT)), title, described)


def _way(way: Way) -> Row:
    """Today's heat in its colour; of what could be built the best stands out."""
    if way.kind == TODAY:
        return bar(way.name, way.amount, OWN, 1.0)
    return bar(way.name, way.amount, INK, 0.75 if way.is_best else 0.35)


def _price_title(assessment: Assessment, language: str) -> str:
    price = assessment.price
    if price.ceiling_eur_per_mwh is None:
        return say("charts.price.none", language)
    best, cost = best_in_short(price, language), figure(price.ceiling_eur_per_mwh, UNIT, language)
    return say("charts.price.cheapest", language, best=best, cost=cost)


def build_up(assessment: Assessment, language: str = SPOKEN) -> Picture:
    """The producer's cost step by step, then the room up to the best alternative. Internal."""
    price = assessment.price
    floor, ceiling = price.floor_eur_per_mwh, price.ceiling_eur_per_mwh
    if floor is None:
        title = say("charts.build_up.none", language)
        return Picture(framed(bar_rows([], language), ROW_HEIGHT), title, title)
    bars = _steps(assessment, language)
    bars.append(bar(say("charts.build_up.floor", language), floor, INK, 0.75))
    if ceiling is not None:
        status = next((c.status for c in assessment.criteria if c.id == PRICE_ROOM), "pass")
        name = f"{SIGNS[status].icon} {say('charts.build_up.room', language)}"
        room = bar(name, ceiling, SIGNS[status].colour, 1.0) | {"low": floor}
        name = say("charts.build_up.ceiling", language, best=best_in_short(price, language))
        bars += [room, bar(name, ceiling, OWN if price.best_kind == TODAY else INK, 1.0)]
    words = {"floor": figure(floor, UNIT, language), "best": best_named(price, language)}
    if ceiling is not None:
        words |= {"ceiling": figure(ceiling, UNIT, language)}
        words |= {"room": figure(abs(ceiling - floor), UNIT, language)}
    way = "open" if ceiling is None else "room_open" if ceiling >= floor else "no_room"
    title = say(f"charts.build_up.{way}", language, **words)
    told = "; ".join(f"{row['name']} {amount_of(row, language)}" for row in bars)
    described = say("charts.build_up.alt", language, bars=told)
    return Picture(framed(bar_rows(bars, language, height=40), 40 * len(bars)), title, described)


def _steps(assessment: Assessment, language: str) -> list[Row]:
    bars: list[Row] = []
    level = 0.0
    for part in PARTS:
        amount = getattr(assessment.price, f"{part}_eur_per_mwh")
        if amount:
            powered = part in ("electricity", "pumping")
            colour, opacity = (ELECTRICITY, 1.0) if powered else (INK, 0.35)
            name = cost_named("charts.build_up", part, language)
            bars.append(bar(name, level + amount, colour, opacity) | {"low": level})
            level += amount
    return bars
