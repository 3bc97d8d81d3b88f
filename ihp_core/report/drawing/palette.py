"""The colours of screen and paper (Okabe and Ito 2008), each with one meaning.

Colour never stands alone: a verdict carries icon and words, a chart's fields carry names.
Three of the colours are too light to be told from white by themselves, so text is never drawn
in a palette colour; ``INK`` takes the text colour of the page it stands on.
"""

from __future__ import annotations

from typing import NamedTuple

from ihp_core.key_figures.heat import Heat

DIRECT = "#009E73"
PREHEAT = "#56B4E9"
LIFT = "#0072B2"
NOT_TAKEN = "#999999"
OWN = "#D55E00"
ELECTRICITY = "#CC79A7"

REGIMES = {"direct": DIRECT, "preheat": PREHEAT, "lift": LIFT}
"""Exchanger only, exchanger and heat pump, heat pump only."""

LAYERS = {**REGIMES, "not_taken": NOT_TAKEN}
"""Where the heat goes, in the order it is stacked."""

INK = "currentColor"
"""Text and lines: the colour of the page's own text, in a light as in a dark theme."""


class Sign(NamedTuple):
    """Colour and icon of a verdict or of a criterion's status."""

    colour: str
    icon: str


PASS = Sign("#009E73", "✔")
CONDITIONAL = Sign("#E69F00", "◐")
FAIL = Sign("#D55E00", "✖")
NOT_TESTED = Sign("#888888", "○")

SIGNS = {
    "viable": PASS,
    "conditional": CONDITIONAL,
    "not_viable": FAIL,
    "pass": PASS,
    "fail": FAIL,
    "not_tested": NOT_TESTED,
}
"""By verdict and by status of a criterion."""


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB``, 0 (black) to 1 (white). Source: WCAG 2.2."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two ``#RRGGBB`` colours, 1 to 21. Source: WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on a field of this colour."""
    return max(("#000000", "#FFFFFF"), key=lambda ink: contrast(ink, colour))


def plant_colour(heat: Heat) -> str:
    """The colour of the kind of plant this is: exchanger only, both, heat pump only."""
    if heat.heat_pump_gwh <= 0:
        return DIRECT
    return PREHEAT if heat.direct_gwh > 0 else LIFT
