"""How a workbook looks: its columns, the kinds of cells, the forms of figures."""

from __future__ import annotations

from typing import Any, NamedTuple

LABEL, VALUE, UNIT, NOTE = range(4)
WIDTHS = (46, 24, 14, 90)
FIGURE_WIDTH = 14
LONGEST_CELL = 2000
"""Of a text that somebody has entered; Excel itself stops at 32,767 signs."""

KINDS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15},
    "heading": {"bold": True, "font_size": 11, "top": 1, "top_color": "#CCCCCC"},
    "label": {"valign": "top", "text_wrap": True},
    "note": {"font_color": "#555555", "valign": "top", "text_wrap": True},
    "given": {"bg_color": "#FFF7D6", "font_color": "#0000C0", "align": "right", "valign": "top"},
    "fixed": {"font_color": "#555555", "italic": True, "align": "right", "valign": "top"},
    "live": {"align": "right", "valign": "top"},
    "formula": {"align": "left", "font_color": "#555555"},
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
    "warning": {"bold": True, "font_color": "#B00020", "text_wrap": True},
}
"""How a cell looks: what may be changed is blue on yellow, what stands fast is grey italic."""

GENERAL, WHOLE, SHARE, MONEY = "", "0", "0.0%", "#,##0"
SIZES = ((1000.0, "#,##0"), (10.0, "#,##0.0"), (1.0, "0.00"), (0.0, "0.0000"))
"""From which size on a figure is shown in which form, where none is asked for."""

LINE_HEIGHT, SIGNS_A_LINE = 15, {LABEL: 46, NOTE: 88}
"""Of a row [points] for each line that its label or its note takes."""


def lines_of(label: str, note: str) -> int:
    """How many lines a row takes."""
    lengths = {LABEL: len(label), NOTE: len(note)}
    return max(1, *(-(-length // SIGNS_A_LINE[column]) for column, length in lengths.items()))


def form_of(value: object) -> str:
    """How a figure is shown by its size: no more digits than help."""
    size = abs(float(value)) if isinstance(value, int | float) else 0.0
    return next(form for least, form in SIZES if size >= least)


class Live(NamedTuple):
    """A cell with a formula: its name, where it stands, and what the model says it is."""

    name: str
    cell: str
    expected: float
