"""A file of any kind opened as a table, on its own because it only chooses who opens it."""

from __future__ import annotations

from ihp_core.year.measured.cells import lines
from ihp_core.year.measured.note import refused
from ihp_core.year.measured.table.books import PARQUET, XLSX, parquet, workbook
from ihp_core.year.measured.table.delimited import HOURS, TableKind, delimited
from ihp_core.year.measured.table.raw import RawTable
from ihp_core.year.measured.table.weather import is_weather, weather

MOST_BYTES = 40_000_000


def opened(content: str | bytes, sheet: str | None = None, wanted: TableKind = HOURS) -> RawTable:
    """The table of a file; of hours, where nothing else is wanted.

    Raises
    ------
    OwnError
        When the file cannot be opened, or holds no table.
    """
    if len(content) > MOST_BYTES:
        raise refused("too_large", limit=MOST_BYTES // 10**6)
    if isinstance(content, bytes) and content.startswith(XLSX):
        return workbook(content, sheet, wanted)
    if isinstance(content, bytes) and content.startswith(PARQUET):
        return parquet(content)
    text_lines = lines(content, MOST_BYTES)
    if wanted is HOURS and is_weather(text_lines):
        return weather(text_lines)
    return delimited(text_lines, wanted)
