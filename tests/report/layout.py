"""A paper as it lies on the table: where each sign stands and how large, what of a page is ink.

By PDFium, the engine of Chromium's own viewer: pypdf knows no widths, and no page as a picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

POINTS_PER_MM = 72 / 25.4
HEIGHT_MM = 297.0
LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM = 16.0, 194.0, 12.0, 282.0
"""Where a paper's text may stand; the foot of the page lies below."""

FOOT_MM, EDGE_MM = 293.0, 0.6
WHITE, SEMIBOLD = 250, 600


class Sign(NamedTuple):
    """One sign: its edges from the left and from the top [mm], the line it stands on, which is the
    same for tall and for small ones, its size [pt], how bold it is."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    row: int
    size: float
    weight: int

    @property
    def is_bold(self) -> bool:
        """Whether it belongs to a heading, or to a word that stands out like one."""
        return self.weight >= SEMIBOLD


class Page:
    """What stands on a page."""

    def __init__(self, page: Any) -> None:
        self._page = page

    @cached_property
    def signs(self) -> list[Sign]:
        """All signs but blanks and what the reader adds between lines."""
        text = self._page.get_textpage()
        return [sign for index in range(text.count_chars()) if (sign := _sign(text, index))]

    def lines(self) -> list[list[Sign]]:
        """The signs above the foot of the page, line by line."""
        above = (sign for sign in self.signs if sign.bottom <= BOTTOM_MM + 1)
        ranked = sorted(above, key=lambda sign: (sign.row, sign.left))
        return [list(line) for _, line in groupby(ranked, key=lambda sign: sign.row)]

    @cached_property
    def _inked(self) -> NDArray[np.bool_]:
        """Whether there is ink in each tenth of a millimetre's row, from the top."""
        picture = self._page.render(scale=10 / POINTS_PER_MM, grayscale=True).to_numpy()
        return np.asarray((picture.reshape(picture.shape[0], -1) < WHITE).any(axis=1))

    def filled(self) -> float:
        """How far down the page is used, in shares of what its margins leave."""
        used = np.flatnonzero(self._inked[: round(10 * (BOTTOM_MM + EDGE_MM))])
        return float((used.max() / 10 - TOP_MM) / (BOTTOM_MM - TOP_MM)) if len(used) else 0.0

    def widest_gap_mm(self) -> float:
        """The highest blank band between the first and the last ink above the foot."""
        used = np.flatnonzero(self._inked[: round(10 * (BOTTOM_MM + EDGE_MM))])
        return float(np.diff(used).max() / 10)


def _sign(text: Any, index: int) -> Sign | None:
    code = pdfium.FPDFText_GetUnicode(text, index)
    if pdfium.FPDFText_IsGenerated(text, index) or not chr(code).strip() or code < 32:
        return None
    left, bottom, right, top = (edge / POINTS_PER_MM for edge in text.get_charbox(index))
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text, index) * abs(matrix.d)
    weight = pdfium.FPDFText_GetFontWeight(text, index)
    row = round(HEIGHT_MM - text.get_charbox(index, loose=True)[1] / POINTS_PER_MM)
    return Sign(chr(code), left, right, HEIGHT_MM - top, HEIGHT_MM - bottom, row, size, weight)


def pages(content: bytes) -> Iterator[Page]:
    """Each page of a paper."""
    for page in pypdfium2.PdfDocument(content):
        yield Page(page)


def words(line: list[Sign]) -> str:
    """A line without its blanks."""
    return "".join(sign.text for sign in line)
