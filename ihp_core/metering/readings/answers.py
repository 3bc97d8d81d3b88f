"""What was answered about the columns of a file of meter readings."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ihp_core.year.measured.columns.mapping import IGNORE, ColumnAnswer, ColumnMap, answers_in
from ihp_core.year.measured.headers import NETWORK_FLOW, TIME
from ihp_core.year.measured.year import KEPT

HEAT, ELECTRICITY = "heat_mw", "electricity_mw"
POWERS = {HEAT: "heat_power_mw", ELECTRICITY: "electricity_power_mw"}
"""What a column of power is that stands beside one of amounts of the same meter: it checks them."""

QUANTITIES: tuple[str, ...] = (HEAT, ELECTRICITY, NETWORK_FLOW, *KEPT, *POWERS.values())


class MeterAnswer(ColumnAnswer):
    """What one column is: also the plant's heat and electricity."""

    known: ClassVar[tuple[str, ...]] = (*QUANTITIES, TIME, IGNORE)


class MeterMap(ColumnMap):
    """The answers about a file of readings, by the names of its columns as they are told."""

    columns: dict[str, MeterAnswer] = Field(default_factory=dict, max_length=300)  # type: ignore[assignment]


NOTHING_ANSWERED = MeterMap()


def read_meter_map(content: str | bytes) -> MeterMap:
    """The answers of a file.

    Raises
    ------
    OwnError
        When it is no such file; the sentence names the place.
    """
    return answers_in(content, MeterMap, MeterAnswer.known)
