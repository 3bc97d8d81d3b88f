"""Worked examples: complete sites, each with its source and what is assumed in it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from ihp_core.site.site import Site

FOLDER = Path(__file__).parent


def names() -> tuple[str, ...]:
    """The examples in the order to show them: the worked ones first."""
    first = ("german", "norderstedt", "swedish")
    rest = sorted(path.stem for path in FOLDER.glob("*.json") if path.stem not in first)
    return (*first, *rest)


@cache
def example(name: str) -> Site:
    """The site of an example.

    Raises
    ------
    FileNotFoundError
        When there is no example of that name.
    """
    return Site.model_validate_json((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def _sources() -> dict[str, dict[str, str]]:
    return tomllib.loads((FOLDER / "sources.toml").read_text(encoding="utf-8"))


def about(name: str) -> dict[str, str]:
    """``source``: where the figures are from; ``assumed``: what the source does not say."""
    return _sources()[name]
