"""Built plants as lines of a table: published, computed, how far apart, and what was assumed."""

from __future__ import annotations

from collections.abc import Sequence

from ihp_core.report.plants.beside_built import BesideBuilt, BesideFigure
from ihp_core.site.examples.built_plants import BuiltPlant, site_of
from ihp_core.site.inputs import about
from ihp_core.site.paths import flat
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.figures import shown
from ihp_core.text.names import country_named

COLUMNS = (
    "plant",
    "figure",
    "published",
    "computed",
    "difference",
    "judged",
    "assumed",
    "remark",
    "source",
    "read",
)
Line = dict[str, str]


def built_lines(beside: Sequence[BesideBuilt], language: str = SPOKEN) -> list[Line]:
    """A line a figure, by the names of ``COLUMNS``; one without figures where none was published.

    Remark and source stand as they are in the data.
    """
    return [line for one in beside for line in _lines(one, language)]


def _lines(one: BesideBuilt, language: str) -> list[Line]:
    plant = one.plant
    words = {
        "name": plant.name,
        "country": country_named(plant.country, language),
        "year": plant.year,
    }
    about_it = {
        "plant": say(f"plants.name.{plant.status}", language, **words),
        "judged": judged(one, language),
        "assumed": assumed(plant, language),
        "remark": plant.remark,
        "source": plant.source,
        "read": plant.read,
    }
    told = [_told(row, plant, language) for row in one.figures]
    nothing = dict.fromkeys(("figure", "published", "computed", "difference"), "")
    lines = [about_it | row for row in told or [nothing]]
    return [{name: line[name] for name in COLUMNS} for line in lines]


def _told(row: BesideFigure, plant: BuiltPlant, language: str) -> Line:
    return {
        "figure": say(f"plants.figure.{row.name}", language),
        "published": published(row, plant, language),
        "computed": figure(row.computed, row.unit, language),
        "difference": apart(row, language),
    }


def published(row: BesideFigure, plant: BuiltPlant, language: str = SPOKEN) -> str:
    """What was published; a COP that only follows from it names what it follows from."""
    if row.name == "cop_of_cold":
        heat, cold = (plant.published(name) for name in ("capacity_mw", "source_mw"))
        words = {
            "heat": figure(heat, "MW", language),
            "cold": figure(cold, "MW", language),
            "cop": figure(row.low, row.unit, language),
        }
        return say("plants.follows", language, **words)
    low, high = (figure(end, row.unit, language) for end in (row.low, row.high))
    return low if low == high else say("plants.range", language, low=low, high=high)


def apart(row: BesideFigure, language: str = SPOKEN) -> str:
    """How far the computed figure lies above or below, or why that would say nothing."""
    if not row.counts:
        return say("plants.no_test", language)
    off = row.difference
    if off is None:
        return figure(None, "share", language)
    if round(off, 2) == 0:
        return say("plants.same", language)
    way = "above" if off > 0 else "below"
    return say(f"plants.{way}", language, off=figure(abs(off), "share", language))


def judged(one: BesideBuilt, language: str = SPOKEN) -> str:
    """The word of the verdict, and the guide's own screen."""
    word = say(f"app.verdict.{one.word}", language)
    return say(f"plants.guide.{one.guide.status}", language, word=word)


def assumed(plant: BuiltPlant, language: str = SPOKEN) -> str:
    """The inputs that nobody published, as its site states them."""
    stated = flat(site_of(plant.id).model_dump(exclude_none=True))
    told = [
        say(
            "plants.input",
            language,
            label=say(f"input.{path}.short", language),
            value=shown(stated[path], about(path)["unit"], language),
        )
        for path in plant.assumed
    ]
    return ", ".join(told)
