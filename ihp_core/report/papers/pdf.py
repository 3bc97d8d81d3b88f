"""A paper as PDF: tagged, archivable, the same bytes for the same case and version."""

from __future__ import annotations

import datetime as dt
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

from ihp_core.files.settings import Settings
from ihp_core.report.drawing.svg import NARROW_PX, WIDE_PX, svg
from ihp_core.report.papers.blocks import Block, Paper

TEMPLATE = Path(__file__).with_name("paper.typ")
STANDARDS = ["ua-1", "a-3a"]
"""For those who hear it read, and for those who open it in twenty years."""

LONGEST_CODE = 2000
"""Of an address whose code a telephone still reads from paper."""

NO_GLYPH = "could not be displayed"
EPOCH = dt.date(2000, 1, 1)
"""In the data of a file without a day, where its form asks for one: no clock enters its bytes."""


def pdf(paper: Paper, settings: Settings | None = None) -> bytes:
    """The bytes of a paper.

    Where a name holds a sign that none of the fonts can draw, such as a picture sign, both
    standards forbid the paper; it is then tagged all the same, and the sign is an empty box.
    """
    import typst

    files = _files(paper, settings or Settings())
    try:
        return _compiled(files, paper.on, STANDARDS)
    except typst.TypstError as error:
        if NO_GLYPH not in error.message:
            raise
        return _compiled(files, paper.on, [])


def _compiled(files: dict[str, bytes], on: dt.date | None, standards: list[str]) -> bytes:
    import typst

    day = on or EPOCH
    at = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    made = typst.compile(  # type: ignore[call-overload]  # its stub leaves out several files
        files,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        pdf_standards=standards,
        timestamp=at,
    )
    return bytes(made)


@cache
def _fonts() -> Any:
    """The fonts that come with the packages, and no others: papers are alike on every machine."""
    import font_source_sans_pro
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[font_source_sans_pro.font_directory],
    )


def _files(paper: Paper, settings: Settings) -> dict[str, bytes]:
    pictures: dict[str, bytes] = {}
    blocks = [_with_files(block, pictures, WIDE_PX) for block in paper.blocks]
    logo = f"logo{settings.logo.suffix.lower()}" if settings.logo else None
    if settings.logo and logo:
        pictures[logo] = settings.logo.read_bytes()
    on = paper.on or EPOCH
    content = {
        "title": paper.title,
        "language": paper.language,
        "notice": paper.notice,
        "on": {"year": on.year, "month": on.month, "day": on.day},
        "company": settings.company,
        "contact": settings.contact,
        "accent": settings.accent,
        "logo": logo,
        "attached": _attached(paper),
        "blocks": blocks,
    }
    text = json.dumps(content, ensure_ascii=False)
    return {"main": TEMPLATE.read_bytes(), "paper.json": text.encode("utf-8", "replace")} | pictures


def _attached(paper: Paper) -> dict[str, str] | None:
    if not paper.attached:
        return None
    return {"name": "site.json", "content": paper.attached, "words": paper.attached_words}


def _code(address: str, pictures: dict[str, bytes]) -> str | None:
    """The address as a QR code; none where it is too long for a telephone."""
    import segno

    if len(address) > LONGEST_CODE:
        return None
    written = io.BytesIO()
    segno.make(address, error="l").save(written, kind="svg", border=0, xmldecl=False)
    pictures["code.svg"] = written.getvalue()
    return "code.svg"


def _with_files(block: Block, pictures: dict[str, bytes], width_px: int) -> Block:
    """The block with its charts as files."""
    if block["kind"] == "full_page":
        parts = [_with_files(part, pictures, width_px) for part in block["blocks"]]
        return block | {"blocks": parts}
    if block["kind"] == "beside":
        width = WIDE_PX if len(block["columns"]) == 1 else NARROW_PX
        columns = [[_with_files(part, pictures, width) for part in c] for c in block["columns"]]
        return block | {"columns": columns}
    if block["kind"] == "linked":
        return block | {"file": _code(block["address"], pictures)}
    if block["kind"] != "drawn":
        return block
    picture, name = block["picture"], f"chart{len(pictures)}.svg"
    pictures[name] = svg(picture, width_px).encode()
    return {"kind": "drawn", "file": name, "title": picture.title, "alt": picture.alt}
