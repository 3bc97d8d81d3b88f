"""How a workbook looks: its columns, the kinds of cells, the forms of figures."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any, NamedTuple

LABEL, VALUE, UNIT, NOTE = range(4)
WIDTHS = (46, 22, 10, 42)
"""Of a sheet that is read from the top, as wide as an upright page."""

FIGURE_WIDTH = 15
LONGEST_CELL = 2000
"""Of a text that somebody has entered; Excel itself stops at 32,767 signs."""

INTERNAL = "#882255"
"""The colour of what only the producer reads, as in the app."""
FONT = {"font_name": "Arial", "font_size": 10}
"""As wide in every office program: LibreOffice has a twin of it."""

KINDS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15, "valign": "top", "text_wrap": True},
    "internal": {
        "bold": True,
        "font_size": 15,
        "font_color": INTERNAL,
        "valign": "top",
        "text_wrap": True,
    },
    "heading": {
        "bold": True,
        "font_size": 11,
        "top": 1,
        "top_color": "#CCCCCC",
        "valign": "top",
        "text_wrap": True,
    },
    "label": {"valign": "top", "text_wrap": True},
    "strong": {"bold": True, "valign": "top", "text_wrap": True},
    "above": {"bold": True, "valign": "top"},
    "note": {"font_color": "#555555", "valign": "top", "text_wrap": True},
    "unit": {"font_color": "#555555", "valign": "top", "align": "left", "indent": 1},
    "given": {
        "bg_color": "#FFF7D6",
        "font_color": "#0000C0",
        "align": "right",
        "valign": "top",
        "text_wrap": True,
    },
    "fixed": {"font_color": "#555555", "italic": True, "align": "right", "valign": "top"},
    "live": {"align": "right", "valign": "top"},
    "total": {"bold": True, "align": "right", "valign": "top"},
    "formula": {"align": "left", "indent": 1, "font_color": "#555555"},
    "head": {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1},
    "figure_head": {
        "bold": True,
        "font_size": 9,
        "text_wrap": True,
        "align": "right",
        "valign": "bottom",
        "bottom": 1,
    },
    "warning": {"bold": True, "font_color": "#B00020", "valign": "top", "text_wrap": True},
}
"""How a cell looks: what may be changed is blue on yellow, what stands fast is grey italic."""

GENERAL, WHOLE, SHARE, MONEY, DEGREES = "", "0", "0.0%", "#,##0", "0.0000"
AS_TYPED = "General"
SIZES = ((1000.0, "#,##0"), (10.0, "#,##0.0"), (1.0, "0.00"), (0.0, "0.0000;-0.0000;0"))
"""From which size on a figure is shown in which form, where none is asked for."""

NOTATION = {"de": "[$-407]", "sv": "[$-41D]", "en": "[$-809]"}
"""What a form of figures begins with, so that points and commas are those of the language."""

LINE_HEIGHT, TITLE_HEIGHT, HEADING_HEIGHT, ROW_HEIGHT = 15, 21, 16, 13.5
TITLE_SHARE, BOLD_SHARE, WRAPPED_SHARE = 0.6, 0.85, 1.02
"""Of a row [points] for each line that its words take, and of a row of figures; of a column's
width the signs of a title, of a bold head, and of any other words."""


def lines_of(texts: Sequence[str], widths: Sequence[float]) -> int:
    """How many lines a row takes whose cells are wrapped."""
    pairs = zip(texts, widths, strict=False)
    return max(1, *(len(wrap(text, max(1, int(width * WRAPPED_SHARE)))) for text, width in pairs))


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


def form_of_given(value: object) -> str:
    """How an entry is shown: as it was typed, unless that takes thousands or endless digits."""
    if isinstance(value, int | float) and abs(value) < SIZES[0][0] and value == round(value, 4):
        return AS_TYPED
    return form_of(value)


def in_notation(form: str, language: str) -> str:
    """A form of figures in the notation of a language, each of its sections."""
    sections = form.split(";")
    return ";".join(s if s.startswith("[") else f"{NOTATION[language]}{s}" for s in sections)


def in_words(yes: str, no: str) -> str:
    """A form that shows 1 and 0 in words."""
    return f'[=1]"{yes}";[=0]"{no}";{WHOLE}'


class Live(NamedTuple):
    """A cell with a formula: what it is called, where it stands, what the model says it is, and
    the group of checks that it belongs to."""

    label: str
    cell: str
    expected: float
    group: str
