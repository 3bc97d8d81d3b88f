"""The heat price over the contract years, by price structure and scenario: for both views."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from ihp_core.contract.shapes import Negotiation, StructurePath
from ihp_core.contract.structures import STRUCTURES, PriceStructure
from ihp_core.report.drawing.lines import SOLID, Line, line_layers
from ihp_core.report.drawing.palette import ELECTRICITY, INK, OWN
from ihp_core.report.drawing.picture import Picture, framed
from ihp_core.site.fields import Structure
from ihp_core.text import SPOKEN, figure, say

_UNIT = "EUR/MWh"
_HEIGHT = 240
FLAT = 0.5
"""What a line may move and still stays where it is [EUR/MWh]."""
AT_FIRST_SIGHT: tuple[Structure, ...] = ("indexed", "fixed")
ALL: tuple[Structure, ...] = tuple(structure.name for structure in STRUCTURES.values())
DASHES = {
    ELECTRICITY: (SOLID, (2, 4), (8, 2), (5, 5)),
    OWN: ((2, 3), (8, 3)),
    INK: ((7, 5), (3, 3), (10, 3)),
}
"""By the colour of what a structure follows, so that equal lines show."""


def at_first_sight(negotiation: Negotiation) -> tuple[Structure, ...]:
    """Indexed and fixed, and before them the contract's own where it is priced like neither."""
    own = negotiation.structure
    priced = {STRUCTURES[name].price for name in AT_FIRST_SIGHT}
    return AT_FIRST_SIGHT if STRUCTURES[own].price in priced else (own, *AT_FIRST_SIGHT)


def _look(structure: str) -> tuple[str, tuple[int, int]]:
    """Colour and dash: what follows electricity or today's heat has its colour."""
    colours = {name: _colour(kind) for name, kind in STRUCTURES.items()}
    colour = colours[structure]
    alike = [name for name, other in colours.items() if other == colour]
    dashes = DASHES[colour]
    return colour, dashes[alike.index(structure) % len(dashes)]


def _colour(kind: PriceStructure) -> str:
    if kind.follows_today:
        return OWN
    return ELECTRICITY if kind.follows_electricity else INK


def price_years(
    negotiation: Negotiation,
    scenario: str,
    structures: Sequence[Structure] = AT_FIRST_SIGHT,
    language: str = SPOKEN,
    *,
    to_the_edge: bool = False,
) -> Picture | None:
    """Prices and today's cost in today's money, year by year; none without a price to show.

    The line of today's heat ends with the last year in which law lets its fuel burn.
    ``to_the_edge``: the years take the whole field.
    """
    paths = [negotiation.path(structure, scenario) for structure in structures]
    real = [path.real_price_eur_per_mwh for path in paths]
    prices = [price for price in real if price]
    if len(prices) < len(paths):
        return None
    offered = [
        Line(say(f"charts.over_years.{path.structure}", language), price, *_look(path.structure))
        for path, price in zip(paths, prices, strict=True)
    ]
    today = avoided_in_todays_money(paths[0])
    years = list(range(1, len(today) + 1))
    lines = [*offered, *_todays_line(today[: negotiation.todays_years], language)]
    unit, x_title = say("unit.EUR/MWh", language), say("charts.over_years.axis", language)
    drawn = line_layers(lines, years, x_title, unit, language, to_the_edge=to_the_edge)
    title = _title(negotiation, paths, offered, language)
    return Picture(framed(drawn, _HEIGHT), title, _described(lines, language))


def _described(lines: Sequence[Line], language: str) -> str:
    told = "; ".join(_told(line, language) for line in lines)
    return say("charts.over_years.alt", language, lines=told)


def _todays_line(allowed: Sequence[float], language: str) -> list[Line]:
    """The line of today's heat as long as its fuel may burn; none where it may not."""
    return [Line(say("charts.over_years.today", language), allowed, OWN)] if allowed else []


def mean_prices(negotiation: Negotiation) -> dict[str, dict[str, float]]:
    """Mean price of the contract years in today's money by structure and scenario [EUR/MWh]."""
    means: dict[str, dict[str, float]] = {}
    for path in negotiation.structures:
        real = path.real_price_eur_per_mwh
        if real:
            means.setdefault(path.structure, {})[path.scenario] = fmean(real)
    return means


def avoided_in_todays_money(path: StructurePath) -> list[float]:
    """Today's cost without the rise of consumer prices, as the heat price stands beside it."""
    nominal, real = path.price_eur_per_mwh or (), path.real_price_eur_per_mwh or ()
    parts = zip(path.avoided_eur_per_mwh, nominal, real, strict=True)
    return [
        avoided * real_price / price if price else avoided for avoided, price, real_price in parts
    ]


def _title(
    negotiation: Negotiation, drawn: Sequence[StructurePath], prices: Sequence[Line], language: str
) -> str:
    """What the prices do, and today's heat up to the last year that law allows it."""
    told_apart = tuple(path.structure for path in drawn) == AT_FIRST_SIGHT
    if drawn[0].scenario not in ("base", "shock") or not told_apart:
        return _title_of_any(negotiation, drawn[0], prices, language)
    scenario, last = drawn[0].scenario, [line.values[-1] for line in prices]
    struck = [prices[0].values[year - 1] for year in negotiation.shock_years]
    numbers = {
        "first": figure(max(struck or prices[0].values), _UNIT, language),
        "first_first": figure(prices[0].values[0], _UNIT, language),
        "second_first": figure(prices[-1].values[0], _UNIT, language),
        "first_last": figure(last[0], _UNIT, language),
        "second_last": figure(last[-1], _UNIT, language),
        "years": span(negotiation.shock_years, language),
    }
    if scenario == "shock":
        way, today = _todays_shock(negotiation, drawn[0])
        words = numbers | {"today": figure(today, _UNIT, language)}
        return say(f"charts.over_years.shock{way}", language, **words)
    numbers["todays"] = _todays(negotiation, drawn[0], language)
    level = scenario == "base" and numbers["second_first"] == numbers["second_last"]
    return say(f"charts.over_years.{scenario}{'_level' if level else ''}", language, **numbers)


def _title_of_any(
    negotiation: Negotiation, path: StructurePath, prices: Sequence[Line], language: str
) -> str:
    """Where each price ends, or how high it comes in a shock."""
    struck = [year - 1 for year in negotiation.shock_years] if path.scenario == "shock" else []
    ends = [(line.name, max(line.values[y] for y in struck or [-1])) for line in prices]
    told = (
        say("charts.over_years.end", language, name=name, price=figure(price, _UNIT, language))
        for name, price in ends
    )
    words = {
        "scenario": say(f"price.scenario.{path.scenario}", language),
        "prices": ", ".join(told),
        "todays": _todays(negotiation, path, language),
        "years": span(negotiation.shock_years, language),
    }
    return say(f"charts.over_years.{'peaks' if struck else 'ends'}", language, **words)


def _todays(negotiation: Negotiation, path: StructurePath, language: str) -> str:
    """Today's heat in the last year of the contract, or in the last that law allows."""
    allowed = avoided_in_todays_money(path)[: negotiation.todays_years]
    if not allowed:
        return say("charts.over_years.todays_over", language)
    code = "last" if negotiation.todays_years is None else "end"
    words = {"cost": figure(allowed[-1], _UNIT, language), "year": len(allowed)}
    return say(f"charts.over_years.todays_{code}", language, **words)


def _todays_shock(negotiation: Negotiation, path: StructurePath) -> tuple[str, float | None]:
    """How today's heat fares in the shock years that law allows it, and up to what it costs."""
    usual = avoided_in_todays_money(negotiation.path(path.structure, "base"))
    struck = avoided_in_todays_money(path)[: negotiation.todays_years]
    pairs = [(struck[y - 1], usual[y - 1]) for y in negotiation.shock_years if y <= len(struck)]
    if not pairs:
        return "_over", None
    rises = max(after - before for after, before in pairs) >= FLAT
    return ("" if rises else "_stays"), max(after for after, _ in pairs)


def span(years: Sequence[int], language: str = SPOKEN) -> str:
    """The years from the first to the last."""
    if not years:
        return say("figure.none", language)
    if len(years) == 1:
        return say("charts.over_years.one_year", language, year=years[0])
    return say("charts.over_years.span", language, first=years[0], last=years[-1])


def _told(line: Line, language: str) -> str:
    low, high = (figure(end, _UNIT, language) for end in (min(line.values), max(line.values)))
    return say("charts.over_years.told", language, name=line.name, low=low, high=high)
