"""How a workbook looks: its columns, the kinds of cells, the forms of figures."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any, NamedTuple

LABEL, VALUE, UNIT, NOTE = range(4)
WIDTHS = (46, 24, 14, 90)
FIGURE_WIDTH = 14
LONGEST_CELL = 2000
"""Of a text that somebody has entered; Excel itself stops at 32,767 signs."""

INTERNAL = "#882255"
"""The colour of what only the producer reads, as in the app."""
KINDS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15},
    "internal": {"bold": True, "font_size": 15, "font_color": INTERNAL},
    "heading": {"bold": True, "font_size": 11, "top": 1, "top_color": "#CCCCCC"},
    "label": {"valign": "top", "text_wrap": True},
    "note": {"font_color": "#555555", "valign": "top", "text_wrap": True},
    "unit": {"font_color": "#555555", "valign": "top", "align": "left", "indent": 1},
    "given": {"bg_color": "#FFF7D6", "font_color": "#0000C0", "align": "right", "valign": "top"},
    "fixed": {"font_color": "#555555", "italic": True, "align": "right", "valign": "top"},
    "live": {"align": "right", "valign": "top"},
    "formula": {"align": "left", "indent": 1, "font_color": "#555555"},
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
    "warning": {"bold": True, "font_color": "#B00020", "text_wrap": True},
}
"""How a cell looks: what may be changed is blue on yellow, what stands fast is grey italic."""

GENERAL, WHOLE, SHARE, MONEY, DEGREES = "", "0", "0.0%", "#,##0", "0.0000"
SIZES = ((1000.0, "#,##0"), (10.0, "#,##0.0"), (1.0, "0.00"), (0.0, "0.0000;-0.0000;0"))
"""From which size on a figure is shown in which form, where none is asked for."""

LINE_HEIGHT, SIGNS_A_LINE = 15, {LABEL: 46, UNIT: 13, NOTE: 88}
BOLD_SHARE, ACROSS = 0.85, sum(WIDTHS)
"""Of a row [points] for each line that its label or its note takes; of a column's width the signs
of a bold head; signs of a sentence over the whole sheet."""


def lines_of(label: str, note: str, unit: str = "") -> int:
    """How many lines a row takes."""
    texts = {LABEL: label, NOTE: note, UNIT: unit}
    return max(1, *(len(wrap(text, SIGNS_A_LINE[column])) for column, text in texts.items()))


def lines_of_heads(names: Sequence[str], widths: Sequence[float]) -> int:
    """How many lines the names of columns take: no word is broken before it must be."""
    return max(
        len(wrap(name, max(1, int(width * BOLD_SHARE)))) or 1
        for name, width in zip(names, widths, strict=False)
    )


def form_of(value: object) -> str:
    """How a figure is shown by its size: no more digits than help."""
    size = abs(float(value)) if isinstance(value, int | float) else 0.0
    return next(form for least, form in SIZES if size >= least)


class Live(NamedTuple):
    """A cell with a formula: its name, where it stands, and what the model says it is."""

    name: str
    cell: str
    expected: float
