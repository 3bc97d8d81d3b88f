"""Worked examples: complete sites, each with its source and what is assumed in it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from ihp_core.site import Site

FOLDER = Path(__file__).parent


def names() -> tuple[str, ...]:
    """The examples in the order to show them: the worked ones first."""
    first = ("german", "norderstedt", "swedish")
    rest = sorted(path.stem for path in FOLDER.glob("*.json") if path.stem not in first)
    return (*first, *rest)


@cache
def _content(name: str) -> dict[str, Any]:
    return dict(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def example(name: str) -> Site:
    """The site of an example.

    Raises
    ------
    FileNotFoundError
        When there is no example of that name.
    """
    return Site.model_validate(_content(name)["site"])


def about(name: str) -> dict[str, str]:
    """``source``: where the figures are from; ``assumed``: what the source does not say."""
    content = _content(name)
    return {key: str(content[key]) for key in ("source", "assumed")}
