"""What was answered about the columns of a file: kept with a project, or in a file of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, ClassVar, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ihp_core.year.measured.columns.units import units_of
from ihp_core.year.measured.headers import NETWORK_FLOW, TIME
from ihp_core.year.measured.note import refused
from ihp_core.year.measured.year import KEPT

IGNORE = "ignore"
CONFIRMS = {
    "own.ask.unit": "unit",
    "own.ask.counter": "never_falls",
    "own.ask.again": "begins_again",
    "own.ask.factor": "factor",
    "meter.ask.factor": "factor",
    "own.ask.season": "season",
    "own.ask.cold_season": "season",
    "own.ask.same": "same",
    "own.ask.heat": "heat",
}
"""Questions that may be answered by the file being right, and the word for that."""
ANSWERS = (*KEPT, NETWORK_FLOW, TIME, IGNORE)
LONGEST = 200
Kind = Literal["value", "interval", "counter"]


class ColumnAnswer(BaseModel):
    """What one column is: the series, its unit, and whether it is a value, an amount an interval
    or a counter that runs on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    series: str
    unit: str | None = Field(None, max_length=LONGEST)
    kind: Kind | None = None

    known: ClassVar[tuple[str, ...]] = ANSWERS

    @field_validator("series")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in cls.known:
            raise ValueError("series")
        return name


class ColumnMap(BaseModel):
    """The answers about a file, by the names of its columns as they are told.

    ``confirmed`` are the questions whose answer is that the file is right, such as ``factor``;
    ``dates`` the order of day and month, ``decimal`` the sign of decimals, ``year`` one of several
    years or ``mean``, ``sheet`` the sheet of a workbook.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: dict[str, ColumnAnswer] = Field(default_factory=dict, max_length=300)
    sheet: str | None = Field(None, max_length=LONGEST)
    dates: Literal["day_first", "month_first", "year_first"] | None = None
    decimal: Literal[",", "."] | None = None
    year: int | Literal["mean"] | None = None
    confirmed: tuple[str, ...] = Field((), max_length=100)

    @field_validator("columns", mode="before")
    @classmethod
    def _shorthand(cls, given: object) -> object:
        """A series alone, as text, is the whole answer."""
        if not isinstance(given, dict):
            return given
        return {k: {"series": v} if isinstance(v, str) else v for k, v in given.items()}

    def said(self) -> dict[str, Any]:
        """What was answered, as JSON; empty where nothing was."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def confirms(self, question: str) -> bool:
        """Whether a question was answered by the file being right."""
        return question in self.confirmed


NOTHING_SAID = ColumnMap()


Answers = TypeVar("Answers", bound=ColumnMap)


def read_map(content: str | bytes) -> ColumnMap:
    """The answers of a file about a year of hours.

    Raises
    ------
    OwnError
        When it is no such file; the sentence names the place.
    """
    return answers_in(content, ColumnMap, ANSWERS)


def answers_in(content: str | bytes, form: type[Answers], series: Sequence[str]) -> Answers:
    """The answers of a file in a form, whose columns may be any of some series.

    Raises
    ------
    OwnError
        When it is no such file; the sentence names the place.
    """
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise refused("map.no_json") from None
    try:
        answers = form.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "{}"
        raise refused("map.wrong", field=field, known=", ".join(series)) from None
    for name, answer in answers.columns.items():
        if answer.unit is not None and answer.unit and not units_of(answer.series):
            raise refused("map.wrong", field=f"columns.{name}.unit", known=", ".join(series))
    return answers
