"""A headline figure with its P10 and P90, and in words where it lies off its own middle."""

from __future__ import annotations

from functools import reduce
from typing import NamedTuple

from ihp_core.key_figures.heat import Heat
from ihp_core.report.summary.headline import Fact
from ihp_core.results.other_cases import Quantiles
from ihp_core.results.results import CO2, Assessment
from ihp_core.text import SPOKEN, figure, say

HEAT, COP, PRICE = (
    "heat.delivered_gwh",
    "heat.heat_pump_scop",
    "price.indicative_eur_per_mwh",
)
GAP, FLOOR, NPV = "price.gap_eur_per_mwh", "price.floor_eur_per_mwh", "finance.npv_eur"
BEST, TODAYS, ALTERNATIVE = (
    f"price.{name}_eur_per_mwh" for name in ("ceiling", "today", "alternative")
)
ON_HEAT, ON_PRICE, INTERNAL = (HEAT, COP), (PRICE, GAP, BEST), (FLOOR, NPV)
"""What is told on the page of that name; what only the producer reads."""
UNITS = {HEAT: "GWh/a", COP: "-", CO2: "t/a", NPV: "EUR"}
MONEY = "EUR"
"""Written in euros or in millions: each end has its own unit."""


class Headline(NamedTuple):
    """A figure with its spread, both as they are told, and the unit."""

    amount: float
    levels: Quantiles
    unit: str

    def is_off(self) -> bool:
        """Whether it lies outside the middle half of its spread."""
        return self.levels.is_off(self.amount)


def headline(name: str, assessment: Assessment) -> Headline | None:
    """A headline figure by its name; ``None`` where it has no spread here.

    More CO2 is told as more, with its spread turned round.
    """
    levels = assessment.co2_spread if name == CO2 else (assessment.spread or {}).get(name)
    amount = reduce(getattr, name.split("."), assessment) if levels else None
    if levels is None or not isinstance(amount, float):
        return None
    told = Headline(amount, levels, UNITS.get(name, "EUR/MWh"))
    if name == CO2 and amount < 0:
        return told._replace(amount=-amount, levels=levels.turned())
    return told


def banded(name: str, assessment: Assessment, language: str = SPOKEN) -> str:
    """P10 and P90, with the middle where the figure is off it; empty without a spread."""
    told = headline(name, assessment)
    if told is None:
        return ""
    code = "middle.band" if told.is_off() else "tile.band"
    return say(code, language, **_words(told, language))


def model_band(heat: Heat, language: str = SPOKEN) -> str:
    """How far the COP may be off by the model alone: "±0.4"."""
    off = figure((heat.heat_pump_scop or 0.0) * heat.cop_band_fraction, "-", language)
    return f"±{off}"


def with_spread(fact: Fact, name: str, assessment: Assessment, language: str) -> Fact:
    """A figure with P10 and P90 in brackets; off its middle, with the sentence that says so."""
    told = headline(name, assessment)
    if told is None:
        return fact
    words = _words(told, language)
    if not told.is_off():
        return in_brackets(fact, say("tile.band", language, **words), language)
    note = fact.note if fact.note.endswith((".", ":")) else f"{fact.note}."
    return fact._replace(note=f"{note} {say('middle.off', language, **words)}")


def in_brackets(fact: Fact, band: str, language: str) -> Fact:
    """A figure with its band behind it."""
    return fact._replace(figure=say("middle.banded", language, figure=fact.figure, band=band))


def sentences(
    names: tuple[str, ...], assessment: Assessment, language: str = SPOKEN
) -> tuple[str, ...]:
    """Of these figures each that is off its middle, with what is likely and what the middle is."""
    known = {name: headline(name, assessment) for name in names}
    return tuple(
        say("middle.named", language, name=_name(name, language), told=_off(told, language))
        for name, told in known.items()
        if told is not None and told.is_off()
    )


def in_eight_of_ten(assessment: Assessment, language: str = SPOKEN) -> str:
    """What only the producer reads, each with P10 and P90; empty without samples."""
    known = ((name, headline(name, assessment)) for name in INTERNAL)
    told = [
        f"{_name(name, language)} {_with_band(one, language)}"
        for name, one in known
        if one is not None
    ]
    return say("middle.in_eight_of_ten", language, told="; ".join(told)) if told else ""


def _with_band(told: Headline, language: str) -> str:
    words = _words(told, language)
    return say(
        "middle.banded",
        language,
        figure=words["figure"],
        band=say("tile.band", language, **words),
    )


def _name(name: str, language: str) -> str:
    return say(f"middle.name.{name}", language)


def _off(told: Headline, language: str) -> str:
    return say("middle.off", language, **_words(told, language))


def _words(told: Headline, language: str) -> dict[str, str]:
    amount, levels, unit = told
    bare = unit != MONEY
    ends = {"low": levels.p10, "high": levels.p90}
    words = {name: figure(end, unit, language, with_unit=not bare) for name, end in ends.items()}
    middle = figure(levels.p50, unit, language, apart_from=amount, with_unit=not bare)
    return words | {"figure": figure(amount, unit, language), "middle": middle}
