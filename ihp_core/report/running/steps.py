"""What building in steps saves and costs, on its own because only the producer reads it, in words
and as a table."""

from __future__ import annotations

from itertools import groupby

from ihp_core.tables.units import MWH_PER_GWH
from ihp_core.text import SPOKEN, figure, say
from ihp_core.what_if.running.steps import Steps


def steps_sentence(found: Steps, language: str = SPOKEN) -> str:
    """Capital that waits, heat that is not made, and what both do to the producer's cost."""
    at_once, in_steps = found.floor_eur_per_mwh
    return say(
        f"running.steps.{'lower' if in_steps < at_once else 'higher'}",
        language,
        later=figure(found.later_eur, "EUR", language),
        saved=figure(found.saved_eur, "EUR", language),
        lost=figure(found.lost_mwh / MWH_PER_GWH, "GWh", language),
        at_once=figure(at_once, "EUR/MWh", language),
        in_steps=figure(in_steps, "EUR/MWh", language, apart_from=at_once),
        difference=figure(abs(at_once - in_steps), "EUR/MWh", language),
    )


def steps_table(found: Steps, language: str = SPOKEN) -> dict[str, list[str]]:
    """Units and heat by contract year, years that are alike in one row."""
    at_once, in_steps = found.heat_mwh / MWH_PER_GWH
    columns: list[list[str]] = [[], [], [], []]
    alike = groupby(
        range(len(found.units)),
        key=lambda year: (found.units[year], round(at_once[year], 3), round(in_steps[year], 3)),
    )
    for (units, first, second), years in alike:
        span = [*years]
        ends = dict.fromkeys((span[0] + 1, span[-1] + 1))
        columns[0].append("–".join(figure(float(year), "x", language) for year in ends))
        columns[1].append(figure(float(units), "x", language))
        columns[2].append(figure(first, "GWh/a", language))
        columns[3].append(figure(second, "GWh/a", language))
    names = ("year", "units", "at_once", "in_steps")
    heads = [say(f"running.steps_column.{name}", language) for name in names]
    return dict(zip(heads, columns, strict=True))
