"""What is told of hourly data: codes and numbers, which ``ihp_core.text`` turns into sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Note:
    """Something to tell the reader: a code of the catalogue and its placeholders."""

    code: str
    numbers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(eq=False)
class OwnError(ValueError):
    """Hourly data that are no measured year, and why; ``more`` is what else has to be answered."""

    note: Note
    more: tuple[Note, ...] = ()


def refused(code: str, **numbers: Any) -> OwnError:
    """An error whose sentence the catalogue holds under ``own.<code>``."""
    return OwnError(Note(f"own.{code}", numbers))
