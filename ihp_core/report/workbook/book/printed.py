"""How a sheet is printed, on its own because paper is not cells: one page wide, whose it is above,
the page's number below.
"""

from __future__ import annotations

from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from ihp_core.report.workbook.book.looks import INTERNAL
from ihp_core.text import say

A4 = 9
MARGINS = {"left": 0.5, "right": 0.5, "top": 0.75, "bottom": 0.65}
NAME_SIGNS, MARK_SIGNS = 70, 60
"""Of a site's or a company's name, and of a mark, in lines that hold 255 signs with their codes."""


class Sides(NamedTuple):
    """What the lines above and below a page say."""

    language: str
    title: str
    company: str
    day: str
    mark: str


def printed(sheet: Worksheet, sides: Sides, name: str, *, lying: bool) -> None:
    """Set a sheet's paper, margins, header and footer; colour its tab if it is the producer's."""
    sheet.hide_gridlines(2)
    if lying:
        sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(**MARGINS)
    middle = f"&C&9{_plain(sides.mark, MARK_SIGNS)}" if sides.mark else ""
    ends = (_plain(sides.title, NAME_SIGNS), _plain(name, MARK_SIGNS))
    sheet.set_header(f"&L&9 {ends[0]}{middle}&R&9 {ends[1]}")
    page = say("workbook.page", sides.language, page="&P", pages="&N")
    whose = " · ".join(text for text in (sides.company, sides.day) if text)
    sheet.set_footer(f"&L&9 {_plain(whose, NAME_SIGNS)}&R&9 {page}")
    if sides.mark:
        sheet.set_tab_color(INTERNAL)


def _plain(text: str, signs: int) -> str:
    """A text that no code of a header is read from; cut, for a longer line would be dropped."""
    tidy = " ".join(text.split())
    cut = tidy if len(tidy) <= signs else f"{tidy[: signs - 1]}…"
    return cut.replace("&", "&&")
