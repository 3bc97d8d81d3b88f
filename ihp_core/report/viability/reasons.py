"""Why a criterion came out as it did: its value in words, whose rule it is, what was calculated.

The words use the figure that was entered: the supply on the coldest day beside the one weighted
by load, the way beside the straight line, the nameplate beside the load in use.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ihp_core.report.price.beside import beside_words
from ihp_core.results.discretion import Audience
from ihp_core.results.results import Assessment
from ihp_core.text import figure, messages, say
from ihp_core.text.figures import shown
from ihp_core.viability.judgement import Criterion
from ihp_core.viability.rules import PRICE_ROOM, SUPPLY

Entered = Mapping[str, Any]
"""What is stated of a site, by its path."""

POINTS = tuple(
    f"{end}.{axis}" for end in ("data_centre", "network") for axis in ("latitude", "longitude")
)
BY_COP = ("cooling", "scop")
"""Rules of thumb that stand for the electricity of a MWh; the others stand for its cost."""


def entered(assessment: Assessment) -> Entered:
    """What was stated or measured of a site."""
    inputs = assessment.inputs.items()
    return {path: used.value for path, used in inputs if used.origin in ("stated", "own")}


def needed_eur_per_mwh(assessment: Assessment) -> float | None:
    """What the heat has to be worth [EUR/MWh], as far as this reader may know it; ``None`` where
    the price is no question."""
    row = next((row for row in assessment.criteria if row.id == PRICE_ROOM), None)
    if row is None or row.status == "pass":
        return None
    return assessment.price.needed_eur_per_mwh


def value_in_words(row: Criterion, given: Entered, language: str) -> str:
    """The value of a criterion; it never looks like a limit that it misses."""
    if row.status == "not_tested":
        typical = isinstance(row.value, float) and row.value > 0
        amount = shown(row.value if typical else None, row.unit, language)
        return say("app.field.typical", language, figure=amount) if typical else amount
    amount = _amount(row, language)
    top = _top(row, given)
    if top is None:
        return amount
    words = {"entered": figure(top, row.unit, language), "value": amount}
    return say("criterion.supply_temperature.said.short", language, **words)


def _amount(row: Criterion, language: str) -> str:
    near = row.status != "pass" or row.at_limit
    if row.kind == "evidence" and isinstance(row.value, float):
        return str(round(row.value))
    if near and isinstance(row.value, float) and isinstance(row.limit, float):
        return figure(row.value, row.unit, language, apart_from=_nearest(row))
    return shown(row.value, row.unit, language)


def _nearest(row: Criterion) -> float:
    """The limit that a sentence names: at a limit that one, else the one that decided."""
    limit = row.limit
    if row.at_limit and row.status == "conditional":
        limit = row.conditional_limit
    return float(limit or 0.0)


def limit_in_words(row: Criterion, language: str) -> str:
    """The limit that the criterion's sentence names."""
    if row.kind == "evidence" and isinstance(row.limit, float):
        return str(round(row.limit))
    if isinstance(row.limit, float):
        return shown(_nearest(row), row.unit, language)
    return shown(row.limit, row.unit, language)


def _top(row: Criterion, given: Entered) -> float | None:
    """The supply that was entered, where the criterion is judged on a lower one."""
    ends = [given.get(f"network.supply_{season}_c") for season in ("winter", "summer")]
    known = [float(end) for end in ends if end is not None]
    if row.id != SUPPLY or not known or not isinstance(row.value, float):
        return None
    return max(known) if max(known) - row.value >= 0.05 else None


def said(row: Criterion, given: Entered, language: str) -> str:
    """The value as its sentence begins, with the figure that was entered."""
    words = {"value": _amount(row, language)}
    way = _way(row, given, words, language)
    return say(f"criterion.{row.id}.said.{way}", language, **words) if way else words["value"]


def _way(row: Criterion, given: Entered, words: dict[str, str], language: str) -> str:
    """Which of the ways to say a value fits; what it names is put into the words."""
    top, installed = _top(row, given), given.get("data_centre.it_capacity_mw")
    route = given.get("connection.route_km")
    placed = "connection.distance_km" in given or all(point in given for point in POINTS)
    if row.id == SUPPLY:
        words["entered"] = figure(top, row.unit, language)
        ahead = given.get("connection.feed_in") == "preheat"
        return "plain" if top is None else "ahead" if ahead else "entered"
    if row.id == "distance":
        words["route"] = figure(route, row.unit, language)
        return "straight" if route is None else "both" if placed else "route"
    if row.id == "it_load":
        words["installed"] = figure(installed, row.unit, language)
        return "plain" if installed is None or installed == row.value else "installed"
    return ""


def reason(
    row: Criterion, assessment: Assessment, audience: Audience, language: str
) -> tuple[str, str]:
    """A criterion's value and its sentence; the customer reads prices instead of the room.

    Where a rule of thumb says no, what was calculated instead and the plant that contradicts it.
    """
    value, told = short_reason(row, assessment, audience, language)
    if _is_told_alone(row, audience):
        return value, told
    parts = (told, _instead(row, assessment, language), but(row, language))
    return value, " ".join(part for part in parts if part)


def short_reason(
    row: Criterion, assessment: Assessment, audience: Audience, language: str
) -> tuple[str, str]:
    """The same without what speaks against the rule."""
    name, given = say(f"criterion.{row.id}.name", language), entered(assessment)
    if row.status == "not_tested":
        code = f"criterion.{row.id}.not_tested"
        code = code if code in messages() else "report.not_tested"
        words = {"name": name} | _power(assessment, language)
        return value_in_words(row, given, language), say(code, language, **words)
    if row.value is None:
        return shown(None, "", language), say("report.not_judged", language)
    if row.id == PRICE_ROOM and (audience == "customer" or is_unknown(row)):
        return _of_price(row, assessment, audience, language)
    words = {"value": said(row, given, language), "limit": limit_in_words(row, language)}
    if row.id == PRICE_ROOM and _below_zero(row):
        amount, told = _of_price(row, assessment, audience, language)
        return amount, f"{told} {say('report.price_room.no_room', language, **words)}"
    told = say(_code(row), language, **words, **_power(assessment, language))
    return value_in_words(row, given, language), told


def _is_told_alone(row: Criterion, audience: Audience) -> bool:
    """Whether no rule of thumb speaks: nothing was judged, or it is the price."""
    unjudged = row.status == "not_tested" or row.value is None
    return unjudged or (row.id == PRICE_ROOM and (audience == "customer" or is_unknown(row)))


def _power(assessment: Assessment, language: str) -> dict[str, str]:
    """The electrical connection that the plant needs, which its criterion names."""
    return {"power": figure(assessment.heat.electrical_connection_mw, "MW", language)}


def _code(row: Criterion) -> str:
    if row.at_limit:
        return f"report.at_limit.{row.status}"
    kind = "kind_" if isinstance(row.value, str) else ""
    return f"criterion.{row.id}.{kind}{row.status}"


def _below_zero(row: Criterion) -> bool:
    """Whether there is no room at all: a share of it below zero says nothing to anybody."""
    return isinstance(row.value, float) and row.value < 0


def is_unknown(row: Criterion) -> bool:
    """Whether the price would fail, had anybody said what today's heat costs."""
    limit = row.conditional_limit
    if row.id != PRICE_ROOM or not (isinstance(row.value, float) and isinstance(limit, float)):
        return False
    return row.status == "conditional" and row.value < limit and not row.at_limit


def _of_price(
    row: Criterion, assessment: Assessment, audience: Audience, language: str
) -> tuple[str, str]:
    """The price, or how far it is above, and how it stands to the best that they could do; the
    share of the room is the producer's to read."""
    price, words = assessment.price, beside_words(assessment.price, language)
    amount = words["price"] if audience == "customer" else _amount(row, language)
    if price.gap_eur_per_mwh is None:
        tight = "" if row.status == "pass" else "_tight"
        return amount, say(f"report.price_room.below{tight}", language, **words)
    if audience == "customer":
        amount = say("report.price_room.value", language, **words)
    case: str = row.status
    if is_unknown(row):
        case = "unknown" if price.needed_eur_per_mwh is None else "needed"
    return amount, say(f"report.price_room.{case}", language, **words)


def _instead(row: Criterion, assessment: Assessment, language: str) -> str:
    """What the chain found where a rule of thumb says no; empty where it says yes, or no heat."""
    heat, price = assessment.heat, assessment.price
    if row.kind != "stand_in" or row.status == "pass" or heat.delivered_gwh <= 0:
        return ""
    words = source_words(assessment, language) | {
        "heat": figure(heat.delivered_gwh, "GWh/a", language),
        "price": figure(price.indicative_eur_per_mwh, "EUR/MWh", language),
        "cop": figure(heat.heat_pump_scop, "-", language),
    }
    if row.id in BY_COP:
        code = "direct" if heat.heat_pump_scop is None else "cop"
    else:
        code = "heat" if price.indicative_eur_per_mwh is None else "price"
    return say(f"report.instead.{code}", language, **words)


def source_words(assessment: Assessment, language: str) -> dict[str, str]:
    """Warm and cold side of the source, the unit behind the second."""
    warm, cold = (
        assessment.inputs[f"data_centre.source_{side}_c"].value for side in ("inlet", "outlet")
    )
    return {
        "warm": figure(float(warm or 0), "°C", language, with_unit=False),
        "cold": figure(float(cold or 0), "°C", language),
    }


def but(row: Criterion, language: str) -> str:
    """The running plant that contradicts the rule, where the rule says no."""
    if not row.counter_example or row.status == "pass":
        return ""
    return say("report.but", language, plant=contradicting(row, language))


def contradicting(row: Criterion, language: str) -> str:
    """The running plant in the reader's language; one that the table's owner added as it stands."""
    code = f"criterion.{row.id}.but"
    return say(code, language) if is_ours(row) else row.counter_example


def is_ours(row: Criterion) -> bool:
    """Whether the counter example is the one that the messages know."""
    return messages().get(f"criterion.{row.id}.but") == row.counter_example
