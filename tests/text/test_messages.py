"""Every message that is asked for exists, once, and gets the figures it names."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from fnmatch import filter as filter_by
from string import Formatter
from typing import Any

from tests.source import CORE, asked_for, listed

SPEAKING = ("app.py", "pages/**/*.py", "ihp_core/**/*.py")


def _codes(messages: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, found in messages.items():
        if isinstance(found, dict):
            yield from _codes(found, f"{prefix}{name}.")
        else:
            yield prefix + name, str(found)


def catalogue() -> list[tuple[str, str]]:
    """Every (code, text) of every message file; a code of two files stands twice."""
    found = sorted((CORE / "text" / "messages").glob("*.toml"))
    return [pair for path in found for pair in _codes(tomllib.loads(path.read_text("utf-8")))]


def _full(code: str, call: ast.Call) -> str:
    """The code as the catalogue has it: a method of that name puts its own group before it."""
    return f"*.{code}" if isinstance(call.func, ast.Attribute) else code


def test_every_message_that_is_asked_for_exists() -> None:
    """A code without a message would stop the page in front of a visitor."""
    known = dict(catalogue())
    wanted = [(place, _full(code, call)) for place, code, call in asked_for("say", *SPEAKING)]
    patterns = {full for _, full in wanted if full not in known}
    missing = {full for full in patterns if not filter_by(known, full)}
    wrong = [f"{place} {full}" for place, full in wanted if full in missing]
    assert not wrong, listed(wrong)


def test_every_message_gets_the_figures_it_names() -> None:
    """A placeholder that nobody fills would stop the page just the same."""
    known = dict(catalogue())
    wrong = []
    for place, code, call in asked_for("say", *SPEAKING):
        given = {keyword.arg for keyword in call.keywords}
        named = {name for _, name, _, _ in Formatter().parse(known.get(code, "")) if name}
        if None not in given and named - given:  # None stands for **figures
            wrong.append(f"{place} {code} lacks {sorted(named - given)}")
    assert not wrong, listed(wrong)


def test_no_message_has_two_texts() -> None:
    """Two files with the same code would overwrite each other in silence."""
    codes = [code for code, _ in catalogue()]
    assert {code for code in codes if codes.count(code) > 1} == set()
