"""A table of sites, a row each, from CSV or XLSX: drafts to be checked, nothing dropped.

Columns are the dotted paths of the inputs, or what the caller understands as one. A share is 0 to
1, or has its sign of per cent; a choice is told by its name, or by whatever the caller understands
as one. What cannot be read stays as it stands and gets its sentence, with its row.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from ihp_core.files.json_file import fault
from ihp_core.site.cases import HEAT_UNITS
from ihp_core.site.inputs import (
    DEGREES,
    SHARE,
    about,
    field_of,
    is_number,
    limits,
    number,
    one_mark,
    options,
    several,
)
from ihp_core.site.paths import Draft, nested
from ihp_core.site.places import check_climate
from ihp_core.site.site import FIELDS, PlantStep, Site
from ihp_core.tables.notation import TwoReadings, decimal_marks, has_two_readings
from ihp_core.year.measured.cells import SEPARATORS, cells, lines

MOST_ROWS, MOST_COLUMNS = 20_000, 300
XLSX = b"PK\x03\x04"
UNITS = "network.heat_sources_today"
ONE_UNIT = "network.heat_source_today"
"""The input whose choices are those of a unit."""

UNIT_PATHS = tuple(
    f"{UNITS}.{n}.{name}"
    for n in range(HEAT_UNITS)
    for name in ("kind", "capacity_mw", "cost_eur_per_mwh")
)
STEPS, MOST_STEPS = "plant.steps", 5
STEP_PATHS = tuple(
    f"{STEPS}.{n}.{name}" for n in range(MOST_STEPS) for name in PlantStep.model_fields
)
NAMED = ("parties_engaged", "network.alternatives_possible")
"""Lists of names: in one cell, a space or a semicolon between them."""
NOTHING = ("none", "keine", "inga", "-")
_MARKS = ("data_quality.", "notes.")
YES, NO = ("yes", "true", "ja", "1"), ("no", "false", "nein", "nej", "0")
MARKS = {",": "de", ".": "en"}
"""The notation by the sign that parts the decimals."""


class Held(str):
    """What a workbook holds as a figure: no notation is to be found out."""

    __slots__ = ()


Numbered = tuple[int, list[str]]
"""A row with its number in the file."""

Meant = Callable[[str, str], str]
"""The name of a choice that a text means for an input; else the text."""

LISTED = str.maketrans({";": " ", ",": " ", "|": " "})


@dataclass(frozen=True)
class TableRow:
    """A row of the table: its number in the file, what stands in it, and the site or why not."""

    number: int
    given: Draft
    site: Site | None
    error: ValidationError | None

    @property
    def name(self) -> str:
        """The site's name as it was entered."""
        return str(self.given.get("name", ""))


@dataclass(frozen=True)
class SiteTable:
    """The rows of a file, and the columns that are no input."""

    lines: tuple[TableRow, ...]
    ignored: tuple[str, ...]


def as_it_stands(path: str, text: str) -> str:
    """A choice by its name alone."""
    return text


def by_its_path(header: str) -> str:
    """A column by the dotted path of its input alone."""
    return header


def read_table(
    content: bytes, meant: Meant = as_it_stands, headed: Callable[[str], str] = by_its_path
) -> SiteTable:
    """The sites of a CSV or XLSX file.

    ``meant`` understands choices in words, ``headed`` the names of columns.

    Raises
    ------
    ProjectError, OwnError
        When the file as a whole is no such table; a bad row is a ``TableRow`` with its error.
    """
    header, body = workbook_rows(content) if content.startswith(XLSX) else _csv(content, headed)
    known = {index: headed(name) for index, name in enumerate(header) if _is_input(headed(name))}
    if not known:
        raise fault("portfolio.no_columns", known=", ".join(sorted(FIELDS)[:4]))
    doubled = [name for name in known.values() if list(known.values()).count(name) > 1]
    if doubled:
        raise fault("portfolio.twice", value=doubled[0])
    cells_of = [(n, {known[p]: row[p] for p in known if p < len(row)}) for n, row in body]
    if not cells_of:
        raise fault("portfolio.no_rows")
    if len(cells_of) > MOST_ROWS:
        raise fault("portfolio.too_many_rows", limit=MOST_ROWS)
    notation = _notation(cells_of)
    table_rows = tuple(_line(n, texts, notation, meant) for n, texts in cells_of)
    ignored = tuple(name[:60] for p, name in enumerate(header) if name and p not in known)
    return SiteTable(table_rows, ignored)


def _notation(rows: Sequence[tuple[int, dict[str, str]]]) -> str:
    """The notation of all figures of the file, told by those with one reading; else empty."""
    marks = decimal_marks(
        f"{text.strip()}0" if _is_coordinate(path) else text
        for _, texts in rows
        for path, text in texts.items()
        if path in FIELDS and is_number(path) and not isinstance(text, Held)
    )
    return MARKS[marks.pop()] if len(marks) == 1 else ""


def _is_coordinate(path: str) -> bool:
    """A coordinate has no thousands: its one mark parts decimals, whatever follows it."""
    return bool(about(path)["unit"] == DEGREES)


def _is_input(name: str) -> bool:
    return field_of(name) in FIELDS or name in (*UNIT_PATHS, *STEP_PATHS)


def _csv(
    content: bytes, headed: Callable[[str], str]
) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Names of the columns, and numbered rows."""
    text_lines = lines(content)
    first = next(index for index, line in enumerate(text_lines) if line.strip())
    header = text_lines[first]
    separator = max(
        SEPARATORS, key=lambda sign: sum(_is_input(headed(n)) for n in _tidy(header, sign))
    )
    return _tidy(header, separator), [*_limited(_rows(text_lines, first + 1, separator))]


def _rows(text_lines: list[str], first: int, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The rows from a line on with their line numbers from 1; blank ones not.

    A cell may be long: what is too long for its input gets its sentence, like any other entry.
    """
    reader = csv.reader((f"{line}\n" for line in text_lines[first:]), delimiter=separator)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield first + reader.line_num, row
    except csv.Error:
        raise fault("portfolio.endless_cell", line=first + reader.line_num + 1) from None


def _tidy(line: str, separator: str) -> list[str]:
    return [cell.strip() for cell in cells(line, separator)[:MOST_COLUMNS]]


def workbook_rows(content: bytes) -> tuple[list[str], list[Numbered]]:
    """The first filled row of a workbook's first sheet, and those below it with their numbers."""
    # Here because few ever open a workbook.
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True)
        numbered = enumerate(sheet, start=1)
        every = list(_limited((n, [_text(cell) for cell in row]) for n, row in numbered))
    except Exception:  # it can be broken in as many ways as its many parts
        raise fault("portfolio.not_a_workbook") from None
    filled = [(number, row) for number, row in every if any(row)]
    if not filled:
        raise fault("portfolio.no_rows")
    return filled[0][1], filled[1:]


def _limited(numbered_rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Up to one more row than are taken, so that a larger file is told and not read on."""
    for count, row in enumerate(numbered_rows):
        if count > MOST_ROWS + 1:
            return
        yield row


def _text(cell: Any) -> str:
    """A cell of a workbook as it would be typed; a day without its midnight."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return YES[0] if cell else NO[0]
    if isinstance(cell, int | float):
        return Held(cell)
    return str(cell).removesuffix(" 00:00:00").strip()


def _line(number: int, texts: dict[str, str], notation: str, meant: Meant) -> TableRow:
    draft = _draft({path: text for path, text in texts.items() if text.strip()}, notation, meant)
    try:
        site = Site.model_validate(nested(draft))
        check_climate(site)
        return TableRow(number, draft, site, None)
    except ValidationError as error:
        return TableRow(number, draft, None, error)


def _draft(texts: dict[str, str], notation: str, meant: Meant) -> Draft:
    draft = {
        path: entered(path, text, notation, meant)
        for path, text in texts.items()
        if path not in (*UNIT_PATHS, *STEP_PATHS)
    }
    if units := _units(texts, notation, meant):
        draft[UNITS] = units
    if steps := _steps(texts, notation):
        draft[STEPS] = steps
    return draft


def entered(path: str, text: str, notation: str = "", meant: Meant = as_it_stands) -> Any:
    """What a cell says of an input; what cannot be read stays as it stands."""
    if path.startswith(_MARKS) or path == "name":
        return text
    if is_number(path):
        figure = read_figure(path, text, notation)
        return int(figure) if isinstance(figure, float) and figure.is_integer() else figure
    text = text.strip()
    if path in NAMED:
        return _listed(path, text, meant)
    if options(path) == (True, False):
        low = text.casefold()
        return True if low in YES else False if low in NO else text
    return meant(path, text)


def read_figure(path: str, text: str, notation: str) -> float | str | None:
    """A figure in the file's notation; where it tells none, by the one reading that can be."""
    share = about(path)["unit"] == SHARE
    if isinstance(text, Held):
        return number(str(text), share=share)
    if _is_coordinate(path):
        return number(one_mark(path, text))
    if notation or not has_two_readings(text):
        return number(text, notation, share=share)
    low, high = limits(path)
    readings = [number(text, own) for own in MARKS.values()]
    possible = [value for value in readings if isinstance(value, float) and low <= value <= high]
    return possible[0] if len(possible) == 1 else TwoReadings(text.strip())


def _listed(path: str, text: str, meant: Meant) -> tuple[str, ...]:
    """Names with a sign between them; words of several parts need a semicolon."""
    if text.casefold() in NOTHING:
        return ()
    parts = [meant(path, part.strip()) for part in re.split("[;,|]", text) if part.strip()]
    if all(part in several(path) for part in parts):
        return tuple(parts)
    return tuple(meant(path, part) for part in text.translate(LISTED).split())


def _units(texts: dict[str, str], notation: str, meant: Meant) -> list[Draft]:
    """The heat sources of today, from columns such as network.heat_sources_today.0.kind."""
    units = []
    for n in range(HEAT_UNITS):
        paths: Sequence[str] = [path for path in UNIT_PATHS if path.startswith(f"{UNITS}.{n}.")]
        unit = {p.rpartition(".")[2]: texts[p] for p in paths if p in texts}
        figures = {name: _of_unit(unit[name], notation) for name in unit if name != "kind"}
        if unit:
            units.append(
                figures | {"kind": meant(ONE_UNIT, unit["kind"].strip())}
                if "kind" in unit
                else figures
            )
    return units


def _steps(texts: dict[str, str], notation: str) -> list[Draft]:
    """The steps of the plant, from columns such as plant.steps.0.year."""
    rows: dict[str, Draft] = {}
    for path in (path for path in STEP_PATHS if path in texts):
        row, _, name = path.rpartition(".")
        rows.setdefault(row, {})[name] = _of_unit(texts[path], notation)
    return list(rows.values())


def _of_unit(text: str, notation: str) -> float | str | None:
    """A figure of a unit or a step; what has two readings is asked for."""
    if not notation and has_two_readings(text) and not isinstance(text, Held):
        return TwoReadings(text.strip())
    return number(text, "" if isinstance(text, Held) else notation)
