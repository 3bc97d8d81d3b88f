"""What every kind of file is opened to: names, units and text cells, column by column."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ihp_core.year.measured.note import Note


@dataclass(frozen=True, eq=False)
class RawTable:
    """A table as it was opened; nothing in it is understood yet.

    ``parts`` are a column's names from the top row of the header to its lowest, ``units`` the
    cells of a row of units, ``lines`` the line of each row in the file, ``separator`` what parts
    the cells, empty in a workbook, ``sheet`` its sheet.
    """

    parts: tuple[tuple[str, ...], ...]
    units: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    lines: NDArray[np.int64]
    separator: str = ""
    sheet: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What each column is called, in one line; by its number where it has no name, and with
        it where an earlier one is called the same."""
        names: list[str] = []
        for number, parts in enumerate(self.parts, start=1):
            name = " ".join(part for part in parts if part)
            names.append(f"{name} #{number}".strip() if not name or name in names else name)
        return tuple(names)
