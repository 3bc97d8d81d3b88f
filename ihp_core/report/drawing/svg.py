"""Charts as drawings for paper: the very specification of the screen, in black on white."""

from __future__ import annotations

import json
from typing import Any

from ihp_core.report.drawing.palette import INK
from ihp_core.report.drawing.picture import Picture, Spec

FONT = "Source Sans Pro"
PAPER_INK = "#1A1A1A"
LINES = "#DDDDDD"
WIDE_PX, NARROW_PX = 640, 352
"""Of a chart as wide as the page, and of one of two beside each other."""

LOWERED_PX = {WIDE_PX: 185, NARROW_PX: 200}
"""No chart is higher on paper, whatever it is on a screen."""

PRINTED = {"✔": "✓", "◐": "◉", "✖": "×"}
"""Signs the font has not, and the nearest it has: all words would turn to a borrowed font."""

CONFIG: dict[str, Any] = {
    "background": "transparent",
    "font": FONT,
    "axis": {
        "labelColor": PAPER_INK,
        "titleColor": PAPER_INK,
        "gridColor": LINES,
        "labelFont": FONT,
        "titleFont": FONT,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
    "legend": {"labelFont": FONT, "labelColor": PAPER_INK},
    "text": {"font": FONT},
}


def svg(picture: Picture, width_px: int) -> str:
    """A chart as SVG of a width [px]; tooltips and container's widths mean nothing on paper."""
    # Here because it starts an engine of its own, and most of what the tool does needs none.
    import vl_convert

    text = json.dumps(picture.spec, ensure_ascii=False).replace(INK, PAPER_INK)
    for sign, nearest in PRINTED.items():
        text = text.replace(sign, nearest)
    spec = json.loads(text)
    spec["width"] = width_px
    if width_px == NARROW_PX:
        _stack_legends(spec)
    if _can_be_lowered(spec):
        spec["height"] = min(spec["height"], LOWERED_PX[width_px])
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    spec["config"] = spec.get("config", {}) | CONFIG
    return str(vl_convert.vegalite_to_svg(spec))


def _stack_legends(spec: Spec) -> None:
    """One name of a legend below the other: the longest German ones leave no room beside them."""
    for layer in spec["layer"]:
        legend = layer["encoding"].get("color", {}).get("legend")
        if legend:
            legend["columns"] = 1


def _can_be_lowered(spec: Spec) -> bool:
    """Whether its height has an axis; where it has none, it holds rows with words in them."""
    return all(
        layer["encoding"].get("y", {}).get("axis", {}) is not None for layer in spec["layer"]
    )
