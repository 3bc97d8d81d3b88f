"""How an entry stands in its box or its list."""

from __future__ import annotations

from typing import Any

from ihp_core.text import say


def named(choice: str | bool) -> str:
    """A choice in words; one that is none as it stands."""
    if isinstance(choice, bool):
        choice = "yes" if choice else "no"
    try:
        return say(f"choice.{choice}")
    except KeyError:
        return shown(choice)


def shown(entry: Any) -> str:
    """An entry as it stands in its box: a number plainly, a wrong one as it was typed."""
    if entry is None or isinstance(entry, str):
        return entry or ""
    if isinstance(entry, float | int) and not isinstance(entry, bool):
        return f"{entry:.10g}"
    return str(entry)
