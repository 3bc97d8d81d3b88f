"""The ladder of prices: at its left what they could do, at its right this heat and what moves it.

Of the assessment that ``discreet`` leaves, where a customer reads it: there is no producer's cost
in it, and without room no price, but what the heat would have to be worth.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ihp_core.key_figures.price import Price
from ihp_core.report.drawing.palette import INK, OWN, plant_colour
from ihp_core.report.drawing.picture import (
    TEXT_SIZE,
    Layer,
    Picture,
    Row,
    Spec,
    filled,
    framed,
    short,
)
from ihp_core.report.price.beside import NO_GAP, TODAY, UNIT, beside_words, ways
from ihp_core.report.price.nearest import named_change, nearest
from ihp_core.report.summary.middle import ALTERNATIVE, TODAYS, headline
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, figure, say

TARGET = "contract.target_price_eur_per_mwh"
GRANT = "contract.grant_fraction"

LEFT, MIDDLE, RIGHT = 0.43, 0.5, 0.57
"""Both rails and where the two sides meet, in shares of the width."""
GAP = 0.035
"""Between a rail and the words beside it, in shares of the width."""
LETTERS = 21
"""Of a line of a name: as many as find room beside the rails on a telephone."""
NUMBER_PX, LINE_PX, APART_PX, EDGE_PX = 18, 15, 7, 14
LEAST_PX = 320


class Rung(NamedTuple):
    """A price with its name; ``theirs`` stands at the left, how thick and how strong it is."""

    theirs: bool
    amount: float
    words: str
    name: str
    colour: str
    thick: float = 3.0
    strong: float = 1.0

    @property
    def lines(self) -> list[str]:
        """The name in lines that find room on a telephone."""
        return textwrap.wrap(self.name, LETTERS)

    @property
    def height(self) -> float:
        """What its words take, down to the next ones [px]."""
        return NUMBER_PX + LINE_PX * len(self.lines) + APART_PX


def ladder(assessment: Assessment, language: str = SPOKEN, least_px: float = LEAST_PX) -> Picture:
    """Every price that counts on one ladder [EUR/MWh], its message as the title; as high as its
    words need, ``least_px`` at least."""
    rungs = [*_theirs(assessment, language), *_ours(assessment, language)]
    title = message(assessment, language)
    if not rungs:
        return Picture(framed([], round(least_px)), title, title)
    sides = [[rung for rung in rungs if rung.theirs == side] for side in (True, False)]
    height = max(least_px, *(sum(rung.height for rung in side) + EDGE_PX for side in sides))
    scale = _Scale.over(_amounts(assessment, rungs), height)
    layers = [*_fields(assessment, scale), _rails(scale), _steps(rungs, scale)]
    for side in filter(None, sides):
        layers += _words(side, scale)
    told = "; ".join(
        f"{rung.name}: {rung.words}" for rung in sorted(rungs, key=lambda rung: -rung.amount)
    )
    return Picture(
        framed(layers, round(height)), title, say("charts.ladder.alt", language, rungs=told)
    )


def _theirs(assessment: Assessment, language: str) -> Iterable[Rung]:
    """Today's heat in its colour, what could be built thin, the best strong; what they pay."""
    for way in ways(assessment.price, language):
        colour, strong = (OWN, 1.0) if way.kind == TODAY else (INK, 0.9 if way.is_best else 0.4)
        thick = 4.0 if way.is_best or way.kind == TODAY else 2.0
        words = figure(way.amount, UNIT, language) + _way_band(way.kind, assessment, language)
        yield Rung(True, way.amount, words, way.name, colour, thick, strong)
    entry = (assessment.inputs or {}).get(TARGET)
    if entry is not None and isinstance(entry.value, float | int):
        words = figure(entry.value, UNIT, language)
        yield Rung(True, entry.value, words, say("charts.ladder.target", language), INK, 2.0)


def _ours(assessment: Assessment, language: str) -> Iterable[Rung]:
    """The price or what the heat must be worth, the producer's cost, a grant, two changes."""
    price, colour = assessment.price, plant_colour(assessment.heat)
    ours, code = price.indicative_eur_per_mwh, "charts.price.indicative"
    if ours is None:
        ours, code = price.needed_eur_per_mwh, "charts.ladder.needed"
    elif price.gap_eur_per_mwh is not None:
        code = "charts.ladder.at_cost"
    if ours is None:
        return
    band = "" if price.indicative_eur_per_mwh is None else _band(assessment, language)
    words = figure(ours, UNIT, language) + band
    yield Rung(False, ours, words, say(code, language), colour, 7.0)
    floor = price.floor_eur_per_mwh
    if floor is not None and ours - floor >= NO_GAP:
        words = figure(floor, UNIT, language)
        yield Rung(False, floor, words, say("charts.ladder.floor", language), INK, 2.0)
    yield from _without_grant(assessment, language)
    for opener in nearest(assessment):
        words = figure(opener.price_eur_per_mwh, UNIT, language)
        name = named_change(assessment, opener, "beside", language)
        yield Rung(False, opener.price_eur_per_mwh, words, name, colour, 2.0)


def _without_grant(assessment: Assessment, language: str) -> Iterable[Rung]:
    """What a stated grant does; in the internal view only, for it tells the investment."""
    grant = assessment.negotiation.grant if assessment.negotiation else None
    stated = (assessment.inputs or {}).get(GRANT)
    if grant is None or stated is None or not stated.value:
        return
    without = grant.without_eur_per_mwh
    words = figure(without, UNIT, language)
    name = say("charts.ladder.without_grant", language)
    yield Rung(False, without, words, name, plant_colour(assessment.heat), 2.0)


def _way_band(kind: str, assessment: Assessment, language: str) -> str:
    """P10 and P90 of today's heat and of the cheapest that could be built, as far as known."""
    names = {TODAY: TODAYS, assessment.price.alternative_kind: ALTERNATIVE}
    told = headline(names[kind], assessment) if kind in names else None
    return _bracketed(told.levels.p10, told.levels.p90, language) if told else ""


def _band(assessment: Assessment, language: str) -> str:
    """The band in brackets; empty where there is none."""
    return _bracketed(assessment.price.p10_eur_per_mwh, assessment.price.p90_eur_per_mwh, language)


def _bracketed(p10: float | None, p90: float | None, language: str) -> str:
    ends = (p10, p90)
    if None in ends:
        return ""
    low, high = (figure(end, UNIT, language, with_unit=False) for end in ends)
    return f" {say('charts.ladder.band', language, low=low, high=high)}"


def message(assessment: Assessment, language: str = SPOKEN) -> str:
    """The price against today's heat and the best alternative; without room the gap to it, and
    what would close it. Always with a number where heat is sold."""
    price = assessment.price
    if price.ceiling_eur_per_mwh is None:
        return say("app.price.none", language)
    words = beside_words(price, language)
    if price.indicative_eur_per_mwh is None:
        told = say("charts.ladder.gap", language, **words)
        return f"{told} {_closing(assessment, language)}".strip()
    told = say("charts.ladder.price", language, **words, band=_band(assessment, language))
    stand = say(f"charts.ladder.stand.{_stand(assessment)}", language, **words)
    return f"{told} {_instead(price, language)}; {stand}."


def _instead(price: Price, language: str) -> str:
    """Their heat of today, then what is best to build, where that is cheaper."""
    cost = figure(price.today_eur_per_mwh, UNIT, language, with_unit=False)
    today = say("charts.ladder.today", language, cost=cost)
    if price.best_kind == TODAY:
        return today
    cost = figure(price.ceiling_eur_per_mwh, UNIT, language, with_unit=False)
    best = say(f"charts.ladder.best.{price.best_kind}", language, cost=cost)
    return best if price.today_eur_per_mwh is None else f"{today}. {best}"


def _stand(assessment: Assessment) -> str:
    """Whether this price lies below the best of what they could do."""
    price = assessment.price
    room = (price.ceiling_eur_per_mwh or 0.0) - (price.indicative_eur_per_mwh or 0.0)
    return "even" if abs(room) < NO_GAP else "below" if room > 0 else "above"


def _closing(assessment: Assessment, language: str) -> str:
    """What would close the gap, or the most that one change brings, or what it must be worth."""
    closest = nearest(assessment)
    names = [named_change(assessment, opener, "alone", language) for opener in closest]
    closing = [name for name, opener in zip(names, closest, strict=True) if opener.closes]
    if len(closing) > 1:
        told = say("charts.ladder.closes_either", language, one=closing[0], other=closing[1])
    elif closing:
        told = say("charts.ladder.closes", language, one=closing[0])
    elif closest:
        gain = figure(closest[0].gain_eur_per_mwh, UNIT, language, with_unit=False)
        told = say("charts.ladder.takes_off", language, one=names[0], gain=gain)
    elif assessment.price.needed_eur_per_mwh is not None:
        needed = figure(assessment.price.needed_eur_per_mwh, UNIT, language)
        told = say("charts.ladder.worth", language, needed=needed)
    else:
        return ""
    return told[:1].upper() + told[1:]


class _Scale(NamedTuple):
    """From where to where the ladder goes [EUR/MWh] over how many pixels."""

    low: float
    high: float
    height: float

    @classmethod
    def over(cls, amounts: Sequence[float], height: float) -> _Scale:
        """So that the outermost rungs keep a margin."""
        low, high = min(amounts), max(amounts)
        margin = max(high - low, 1.0) * EDGE_PX / (height - 2 * EDGE_PX)
        return cls(low - margin, high + margin, height)

    def down(self, amount: float) -> float:
        """How far below the upper edge [px]."""
        return (self.high - amount) / (self.high - self.low) * self.height

    def at(self, pixels: float) -> float:
        """The amount at so many pixels below the upper edge."""
        return self.high - pixels / self.height * (self.high - self.low)

    def channels(self, *ends: str) -> Spec:
        """Where a mark stands: both of its ends, where it has two."""
        across = {"domain": [0.0, 1.0], "nice": False}
        up = {"domain": short([self.low, self.high]), "nice": False, "zero": False}
        placed: Spec = {
            "x": {"field": "x", "type": "quantitative", "scale": across, "axis": None},
            "y": {"field": "y", "type": "quantitative", "scale": up, "axis": None},
        }
        return placed | {end: {"field": end} for end in ends}


def _amounts(assessment: Assessment, rungs: Sequence[Rung]) -> list[float]:
    price = assessment.price
    shown = [rung.amount for rung in rungs]
    if price.indicative_eur_per_mwh is not None:
        shown += [end for end in (price.p10_eur_per_mwh, price.p90_eur_per_mwh) if end is not None]
    return shown


def _fields(assessment: Assessment, scale: _Scale) -> list[Layer]:
    """The band of the price; the producer's room up to the best alternative, where it is known."""
    price, fields = assessment.price, []
    low, high = price.floor_eur_per_mwh, price.ceiling_eur_per_mwh
    if low is not None and high is not None and low < high:
        fields.append(_field(LEFT, low, high, INK, 0.1))
    low, high = price.p10_eur_per_mwh, price.p90_eur_per_mwh
    if price.indicative_eur_per_mwh is not None and low is not None and high is not None:
        fields.append(_field(MIDDLE, low, high, plant_colour(assessment.heat), 0.35))
    return [_layer({"type": "rect"}, fields, scale.channels("x2", "y2"))] if fields else []


def _field(left: float, low: float, high: float, colour: str, strong: float) -> Row:
    low, high = short([low, high])
    return {"x": left, "x2": RIGHT, "y": low, "y2": high, "colour": colour, "strong": strong}


def _rails(scale: _Scale) -> Layer:
    rails = [
        {"x": x, "x2": x, "y": scale.low, "y2": scale.high, "colour": INK, "strong": 0.5}
        for x in (LEFT, RIGHT)
    ]
    return _layer({"type": "rule", "strokeWidth": 2}, rails, scale.channels("x2", "y2"))


def _steps(rungs: Sequence[Rung], scale: _Scale) -> Layer:
    """The rungs, from their rail to the middle."""
    steps = [
        {
            "x": LEFT if rung.theirs else MIDDLE,
            "x2": MIDDLE if rung.theirs else RIGHT,
            "y": rung.amount,
            "colour": rung.colour,
            "strong": rung.strong,
            "thick": rung.thick,
        }
        for rung in rungs
    ]
    drawn = _layer({"type": "rule"}, steps, scale.channels("x2"))
    drawn["encoding"]["size"] = {"field": "thick", "type": "quantitative", "scale": None}
    return drawn


def _layer(mark: Spec, points: Sequence[Row], channels: Spec) -> Spec:
    """A layer whose colour and strength stand in its points."""
    looks: Spec = {
        "color": {"field": "colour", "type": "nominal", "scale": None, "legend": None},
        "opacity": {"field": "strong", "type": "quantitative", "scale": None, "legend": None},
    }
    return filled({"mark": mark | {"tooltip": None}, "encoding": channels | looks}, points)


def _words(side: Sequence[Rung], scale: _Scale) -> list[Layer]:
    """Number and name of each rung beside its rail, moved apart where they would meet."""
    theirs = side[0].theirs
    rail, sign = (LEFT, -1) if theirs else (RIGHT, 1)
    ranked = sorted(side, key=lambda rung: -rung.amount)
    tops = _apart(ranked, scale)
    numbers, names, strokes = [], [], []
    for rung, top in zip(ranked, tops, strict=True):
        middle = top + NUMBER_PX / 2
        beside = {"x": rail + sign * GAP, "y": scale.at(middle)}
        numbers.append(beside | {"words": rung.words})
        below = {"x": beside["x"], "y": scale.at(top + NUMBER_PX), "words": "\n".join(rung.lines)}
        names.append(below)
        ends = {"x": rail, "y": rung.amount, "x2": rail + 0.8 * sign * GAP, "y2": beside["y"]}
        strokes.append(ends | {"colour": INK, "strong": 0.5})
    align = "right" if theirs else "left"
    return [
        _layer({"type": "rule", "strokeWidth": 1}, strokes, scale.channels("x2", "y2")),
        _text(numbers, scale, align=align, baseline="middle", fontSize=14, fontWeight="bold"),
        _text(names, scale, align=align, baseline="top", fontSize=TEXT_SIZE, lineHeight=LINE_PX),
    ]


def _text(points: Sequence[Row], scale: _Scale, **looks: Any) -> Spec:
    mark = {"type": "text", "color": INK, "lineBreak": "\n", "tooltip": None} | looks
    said = {"text": {"field": "words", "type": "nominal"}}
    return filled({"mark": mark, "encoding": scale.channels() | said}, points)


def _apart(ranked: Sequence[Rung], scale: _Scale) -> list[float]:
    """How far below the upper edge the words of each rung begin [px], from the highest price."""
    tops, free = [], 0.0
    for rung in ranked:
        tops.append(max(scale.down(rung.amount) - NUMBER_PX / 2, free))
        free = tops[-1] + rung.height
    free = scale.height
    for index in range(len(ranked) - 1, -1, -1):
        tops[index] = max(0.0, min(tops[index], free - ranked[index].height + APART_PX))
        free = tops[index] - APART_PX
    return tops
