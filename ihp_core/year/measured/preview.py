"""A file at a glance, for whoever says what its columns are: first rows and the shape of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ihp_core.tables.arrays import Array
from ihp_core.year.measured.columns.mapping import ColumnMap
from ihp_core.year.measured.columns.taken import Taken
from ihp_core.year.measured.note import Note
from ihp_core.year.measured.table.raw import RawTable

FIRST_ROWS = 3
BUCKETS = 60
"""Of a small picture; the lowest and the highest figure of each is drawn."""


@dataclass(frozen=True, eq=False)
class ColumnPreview:
    """A column: what it is taken for, its first cells, its shape as figures in order of rows."""

    taken: Taken
    cells: tuple[str, ...]
    shape: Array
    asked: bool


@dataclass(frozen=True, eq=False)
class FilePreview:
    """What is shown of a file, and what has to be answered before it is used."""

    rows: int
    columns: tuple[ColumnPreview, ...]
    questions: tuple[Note, ...]
    answers: ColumnMap


class ReadFile(Protocol):
    """A file that was read, a measured year or readings of meters."""

    @property
    def table(self) -> RawTable:
        """Its cells."""

    @property
    def columns(self) -> list[Taken]:
        """What its columns are taken for."""

    @property
    def questions(self) -> list[Note]:
        """What has to be answered first."""


def preview(reading: ReadFile, values: Mapping[int, Array], answers: ColumnMap) -> FilePreview:
    """The file of a reading, the figures of its columns by their number; its cells are let go."""
    asked = {
        name
        for note in reading.questions
        for key in ("column", "other")
        if (name := note.numbers.get(key))
    }
    columns = tuple(
        ColumnPreview(
            column,
            tuple(reading.table.cells[column.index][:FIRST_ROWS]),
            _shape(values.get(column.index)),
            column.header in asked,
        )
        for column in reading.columns
    )
    return FilePreview(len(reading.table.lines), columns, tuple(reading.questions), answers)


def _shape(values: Array | None) -> Array:
    """The lowest and the highest of each part of a series; none where it has no figures."""
    if values is None or not np.isfinite(values).any():
        return np.empty(0)
    known = values[np.isfinite(values)]
    parts = np.array_split(known, min(BUCKETS, len(known)))
    ends = [(part.min(), part.max()) for part in parts]
    return np.array([end for n, pair in enumerate(ends) for end in (pair if n % 2 else pair[::-1])])
