"""Where a criterion's value lies between its limits, as a small bar with its zones drawn.

Zones are equally wide whatever the limits are, so that 2 % and 20 % can both be seen; a value
beyond the outer zones stands at their end.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.report.drawing.palette import CONDITIONAL, FAIL, NOT_TESTED, PASS
from ihp_core.text import SPOKEN, figure
from ihp_core.viability.judgement import Criterion

HALF = 0.5
"""Of a limit that stands alone: how far its two zones reach to either side."""


class Zones(NamedTuple):
    """Colours from left to right, the limits between them, and the value's place, 0 to 1."""

    colours: tuple[str, ...]
    limits: tuple[float, ...]
    place: float


def zones(row: Criterion) -> Zones | None:
    """The zones of a criterion with figures; ``None`` for a choice, or where nothing is known.

    What is not tested has no colour yet: its mark stands at the typical value.
    """
    bar = _coloured(row)
    if bar is None or row.status != "not_tested":
        return bar
    return bar._replace(colours=(NOT_TESTED.colour,) * len(bar.colours))


def _coloured(row: Criterion) -> Zones | None:
    first, second = row.pass_limit, row.conditional_limit
    if not isinstance(row.value, float) or not isinstance(first, float):
        return None
    if not isinstance(second, float):
        return _laid_out(row.value, (0.0, first, 1.0), (CONDITIONAL.colour, PASS.colour))
    if first == second:  # nothing between met and not met; of such limits the higher side is met
        ends = (first - HALF * abs(first), first, first + HALF * abs(first))
        return _laid_out(row.value, ends, (FAIL.colour, PASS.colour))
    step = abs(second - first)
    low, high = sorted((first, second))
    colours = (PASS.colour, CONDITIONAL.colour, FAIL.colour)
    bottom = max(low - step, 0.0) if low >= 0 else low - step
    knots = (bottom, low, high, high + step)
    return _laid_out(row.value, knots, colours if first < second else colours[::-1])


def _laid_out(value: float, knots: tuple[float, ...], colours: tuple[str, ...]) -> Zones:
    place = np.interp(value, knots, np.linspace(0.0, 1.0, len(knots)))
    return Zones(colours, knots[1:-1], float(place))


def zones_html(row: Criterion, language: str = SPOKEN) -> str:
    """The bar as HTML, for the style sheet's ``ihp-zones``; empty where there is none.

    It says nothing that the sentence beside it does not, so it is hidden from screen readers.
    """
    bar = zones(row)
    if bar is None:
        return ""
    fields = "".join(f'<i style="background:{colour}"></i>' for colour in bar.colours)
    names = "".join(
        f'<span style="left:{(n + 1) / len(bar.colours):.1%}">'
        f"{figure(limit, row.unit, language, with_unit=False)}</span>"
        for n, limit in enumerate(bar.limits)
    )
    mark = f'<em style="left:{bar.place:.1%}"></em>'
    return f'<div class="ihp-zones" aria-hidden="true">{fields}{mark}{names}</div>'
