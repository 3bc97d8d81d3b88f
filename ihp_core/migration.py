"""Files of older versions: what their inputs are called today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

RENAMED: Mapping[int, Mapping[str, str]] = {}
"""By the version that brought it: old dotted path, new dotted path. None has been renamed yet."""

MARKS = ("", "data_quality.", "notes.")


def migrated(
    draft: Mapping[str, Any], schema: int, renamed: Mapping[int, Mapping[str, str]] = RENAMED
) -> dict[str, Any]:
    """A flat draft of a schema as the current one has it, marks and notes moved along."""
    found = dict(draft)
    for version in sorted(renamed):
        if version > schema:
            for old, new in renamed[version].items():
                for mark in MARKS:
                    if mark + old in found:
                        found[mark + new] = found.pop(mark + old)
    return found
