"""How a workbook looks: its columns, the kinds of cells, the forms of figures."""

from __future__ import annotations

from typing import Any, NamedTuple

LABEL, VALUE, UNIT, NOTE = range(4)
WIDTHS = (46, 16, 12, 90)
LONGEST_CELL = 2000
"""Of a text that somebody has entered; Excel itself stops at 32,767 signs."""

KINDS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15},
    "heading": {"bold": True, "font_size": 11, "top": 1, "top_color": "#CCCCCC"},
    "label": {"valign": "top", "text_wrap": True},
    "note": {"font_color": "#555555", "valign": "top", "text_wrap": True},
    "given": {"bg_color": "#FFF7D6", "font_color": "#0000C0", "locked": False, "align": "right"},
    "fixed": {"font_color": "#555555", "italic": True, "align": "right"},
    "live": {"align": "right"},
    "day": {"num_format": "yyyy-mm-dd", "align": "right"},
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
    "warning": {"bold": True, "font_color": "#B00020", "text_wrap": True},
}
"""How a cell looks: what may be changed is blue on yellow, what stands fast is grey italic."""

GENERAL, WHOLE, SHARE, MONEY = "#,##0.0000", "0", "0.0%", "#,##0"


class Live(NamedTuple):
    """A cell with a formula: its name, where it stands, and what the model says it is."""

    name: str
    cell: str
    expected: float
