"""The shape of a series as a small drawing, on its own because nothing in it has an axis."""

from __future__ import annotations

import base64

import numpy as np

from ihp_core.tables.arrays import Array

WIDE, TALL = 160, 28
COLOUR = "#7F7F7F"
"""To be seen on a light and on a dark page."""


def sparkline(shape: Array) -> str:
    """A line through the figures, left to right, as the address of an image; empty for none.

    Parameters
    ----------
    shape : ndarray
        Figures in their order, (n,).
    """
    if len(shape) < 2:
        return ""
    span = float(np.ptp(shape)) or 1.0
    x = np.linspace(1, WIDE - 1, len(shape))
    y = TALL - 2 - (shape - shape.min()) / span * (TALL - 4)
    points = " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x, y, strict=True))
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {TALL}" width="{WIDE}"'
        f' height="{TALL}"><polyline points="{points}" fill="none" stroke="{COLOUR}"'
        ' stroke-width="1.2"/></svg>'
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"
