"""What a paper is made of, before anyone decides how it looks: blocks in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ihp_core.report.drawing.palette import Sign, ink_on
from ihp_core.report.drawing.picture import Picture
from ihp_core.report.summary.contents import Table
from ihp_core.report.summary.headline import Fact

Block = dict[str, Any]


@dataclass(frozen=True)
class Paper:
    """A document of A4 pages: blocks, what stands on every page, and a file that goes with it.

    ``on`` is the day of the case, ``None`` where it has none; ``attached`` is the project file.
    """

    title: str
    language: str
    notice: str
    blocks: tuple[Block, ...]
    on: dt.date | None = None
    attached: str = ""
    attached_words: str = ""


def heading(words: str) -> Block:
    """What the blocks below it are about."""
    return {"kind": "heading", "words": words}


def titled(words: str) -> Block:
    """A title below a heading."""
    return {"kind": "titled", "words": words}


def told(*sentences: str, small: bool = False) -> Block:
    """Sentences, a paragraph each."""
    return {
        "kind": "told",
        "sentences": [sentence for sentence in sentences if sentence],
        "small": small,
    }


def sourced(sources: Sequence[str]) -> Block:
    """Sources in two columns."""
    return {"kind": "sources", "sentences": list(sources)}


def listed(items: Sequence[str], title: str = "") -> Block:
    """Points of a list under a short title."""
    return {"kind": "listed", "items": list(items), "title": title}


def verdict(sign: Sign, words: str, reason: str, below: Sequence[str] = ()) -> Block:
    """The verdict by icon, colour and words, what decided it, and sentences below."""
    looks = {"icon": sign.icon, "colour": sign.colour, "ink": ink_on(sign.colour)}
    below = [sentence for sentence in below if sentence]
    return {"kind": "verdict", "words": words, "reason": reason, "below": below, **looks}


def figures(facts: Sequence[Fact]) -> Block:
    """Figures side by side, each with its name and a note."""
    return {"kind": "figures", "figures": [fact._asdict() for fact in facts]}


def linked(words: str, address: str, described: str) -> Block:
    """An address to follow, with its code to be photographed where a telephone can read it."""
    return {"kind": "linked", "words": words, "address": address, "alt": described}


def drawn(picture: Picture | None) -> Block:
    """A chart under its message; nothing where there is none."""
    return {"kind": "drawn", "picture": picture} if picture else told()


def tabled(
    table: Table, widths: Sequence[int] = (), title: str = "", *, size: float = 8.0
) -> Block:
    """A table; widths are shares of the page, equal ones where none are given, ``size`` that of
    its letters [pt]."""
    shares = list(widths) or [1] * len(table.header)
    cells = {"header": list(table.header), "rows": [list(row) for row in table.rows]}
    return {"kind": "tabled", "title": title, "widths": shares, "size": size, **cells}


def beside(*columns: Sequence[Block], widths: Sequence[int] = ()) -> Block:
    """Blocks in columns, of one width where none are given."""
    shares = list(widths) or [1] * len(columns)
    return {"kind": "beside", "columns": [list(column) for column in columns], "widths": shares}


def full_page(*blocks: Block) -> Block:
    """Blocks that fill a page: what is left of it stands between them, and the next page is new."""
    return {"kind": "full_page", "blocks": list(blocks)}


def contents_line(words: str) -> Block:
    """The headings of the pages behind this one, each with its page."""
    return {"kind": "contents", "words": words}


def new_page() -> Block:
    """What follows begins on a new page."""
    return {"kind": "new_page"}
