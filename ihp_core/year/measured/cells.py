"""A file of text as lines and rows of cells, whatever its encoding and its separators."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Iterator

from ihp_core.year.measured.note import refused

MAX_BYTES = 10_000_000
LONGEST_CELL = 200
SEPARATORS = (";", "\t", ",", "|")
CODE_PAGES = ["cp1252", "cp1250", "mac_roman", "cp437"]
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
_FOREIGN = re.compile(rb"[^\n]*[\x80-\xff][^\n]*")
MOST_FOREIGN = 50

Row = tuple[int, list[str]]


def lines(content: str | bytes, most: int = MAX_BYTES) -> list[str]:
    """The lines of a file.

    Raises
    ------
    OwnError
        When it is too large, empty, or no text.
    """
    if len(content) > most:
        raise refused("too_large", limit=most // 10**6)
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
    if content.startswith((BOM_UTF32_LE, BOM_UTF32_BE)):
        return _by("utf-32", content)
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _by("utf-16", content)
    if content[1:2] == b"\0" or content[:1] == b"\0":
        return _by("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode(_code_page(content), errors="replace")


def _by(encoding: str, content: bytes) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise refused("not_text") from None


def _code_page(content: bytes) -> str:
    """The code page in which the lines with other letters than ASCII look most like language."""
    from charset_normalizer import from_bytes

    foreign = [line for line, _ in zip(_FOREIGN.findall(content), range(MOST_FOREIGN))]  # noqa: B905
    best = from_bytes(b"\n".join(foreign), cp_isolation=CODE_PAGES).best()
    return best.encoding if best is not None else "latin-1"


def cells(line: str, separator: str) -> list[str]:
    """The cells of one line, such as the header."""
    return next(iter(csv.reader([line[: 100 * LONGEST_CELL]], delimiter=separator)), [])


def rows(
    text_lines: list[str], first: int, separator: str, longest: int = LONGEST_CELL
) -> Iterator[Row]:
    """The rows from a line on, each with its line number from 1; blank ones and comments not.

    Raises
    ------
    OwnError
        When a cell is far longer than a figure or a time.
    """
    reader = csv.reader(text_lines[first:], delimiter=separator)
    line = first
    try:
        for row in reader:
            line = first + reader.line_num
            if not any(row) or row[0].startswith(COMMENT):
                continue
            if len(max(row, key=len)) > longest:
                raise refused("long_cell", line=line, limit=longest)
            yield line, row
    except csv.Error:
        raise refused("long_cell", line=line + 1, limit=longest) from None
