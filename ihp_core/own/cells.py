"""A file of hourly data as rows of cells, whatever its encoding and its separators."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator

from ihp_core.own.note import refused

MAX_BYTES = 10_000_000
LONGEST_CELL = 200
SEPARATORS = (";", "\t", ",")
ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")
COMMENT = "#"
_KINDS = {
    b"PK\x03\x04": "XLSX, ODS, ZIP",
    b"\xd0\xcf\x11\xe0": "XLS",
    b"%PDF": "PDF",
    b"\x1f\x8b": "GZIP",
    b"\x89PNG": "PNG",
}
_LINE_END = re.compile(r"\r\n|\r|\n")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")

Row = tuple[int, list[str]]


def lines(content: str | bytes) -> list[str]:
    """The lines of a file.

    Raises
    ------
    OwnError
        When it is too large, empty, or no text.
    """
    if len(content) > MAX_BYTES:
        raise refused("too_large", limit=MAX_BYTES // 10**6)
    text = content.removeprefix("\ufeff") if isinstance(content, str) else _decoded(content)
    if _NOT_TEXT.search(text):
        raise refused("not_text")
    if not text.strip():
        raise refused("empty")
    return _LINE_END.split(text)


def _decoded(content: bytes) -> str:
    for start, kind in _KINDS.items():
        if content.startswith(start):
            raise refused("other_kind", kind=kind)
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _by(("utf-16",), content)
    if content[1:2] == b"\0" or content[:1] == b"\0":
        return _by(("utf-16-le",) if content[1:2] == b"\0" else ("utf-16-be",), content)
    return _by(ENCODINGS, content)


def _by(encodings: tuple[str, ...], content: bytes) -> str:
    """The text by the first encoding that can read it."""
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused("not_text")


def cells(line: str, separator: str) -> list[str]:
    """The cells of one line, such as the header."""
    return next(iter(csv.reader([line[: 100 * LONGEST_CELL]], delimiter=separator)), [])


def rows(given: list[str], first: int, separator: str) -> Iterator[Row]:
    """The rows from a line on, each with its line number from 1; blank ones and comments not.

    Raises
    ------
    OwnError
        When a cell is far longer than a figure or a time.
    """
    reader = csv.reader(given[first:], delimiter=separator)
    line = first
    try:
        for row in reader:
            line = first + reader.line_num
            if not any(row) or row[0].startswith(COMMENT):
                continue
            if len(max(row, key=len)) > LONGEST_CELL:
                raise refused("long_cell", line=line, limit=LONGEST_CELL)
            yield line, row
    except csv.Error:
        raise refused("long_cell", line=line + 1, limit=LONGEST_CELL) from None
