"""The message catalogue: every visible word of the tool, by code and language.

English stands in ``messages/*.toml``. The other languages stand in ``locale/*.po`` under code and
English text: where the English has changed its translation no longer counts, and the text
appears in English until somebody has translated it anew.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from contextvars import ContextVar, copy_context
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

HERE = Path(__file__).parent
LANGUAGES = ("en", "de", "sv")
"""The languages of screen and documents; all others fall back to the first."""

SPOKEN = ""
"""In place of a language: the one that is spoken here and now, see ``speak``."""

_spoken: ContextVar[str] = ContextVar("spoken")
_asked: list[Callable[[], str]] = []

Made = TypeVar("Made")


def speak(language: str) -> None:
    """Let a language be the one that is spoken, in this thread and what it starts."""
    _spoken.set(resolved(language))


def ask_where_nobody_spoke(who: Callable[[], str]) -> None:
    """Say who knows the language of a thread in which ``speak`` was never called."""
    _asked[:] = [who]


def in_this_language(make: Callable[[], Made]) -> Callable[[], Made]:
    """What is made later, by whichever thread, in the language that is spoken now."""
    language = resolved(SPOKEN)

    def spoken() -> Made:
        speak(language)
        return make()

    return lambda: copy_context().run(spoken)


def resolved(language: str) -> str:
    """One of the languages: the one spoken for ``SPOKEN``, the first for an unknown one."""
    if language == SPOKEN:
        return _spoken.get("") or (
            resolved(_asked[0]() or LANGUAGES[0]) if _asked else LANGUAGES[0]
        )
    return language if language in LANGUAGES else LANGUAGES[0]


def offered() -> tuple[str, ...]:
    """The languages in which something can be read: the first, and those that are translated."""
    return tuple(
        language for language in LANGUAGES if language == LANGUAGES[0] or translations(language)
    )


def say(code: str, language: str = SPOKEN, **numbers: object) -> str:
    """The text of a message, with its placeholders filled.

    Parameters
    ----------
    code
        Dotted code of the message, such as ``"input.network.supply_winter_c.label"``.
    language
        ``"en"``, ``"de"`` or ``"sv"``; a missing translation appears in English.
    **numbers
        What stands in the placeholders, already written out (see ``figure``).

    Raises
    ------
    KeyError
        When the catalogue has no such code, or a placeholder is not filled.
    """
    text = _texts(resolved(language))[code]
    return text.format(**numbers) if "{" in text or "}" in text else text


@cache
def _texts(language: str) -> dict[str, str]:
    """Every text as it is said in a language: a page looks up some two thousand."""
    translated = translations(language)
    return {code: translated.get((code, text), text) for code, text in messages().items()}


@cache
def messages() -> dict[str, str]:
    """The English text of every code.

    Raises
    ------
    ValueError
        When two files claim the same code.
    """
    by_code: dict[str, str] = {}
    for path in sorted((HERE / "messages").glob("*.toml")):
        texts = _dotted(tomllib.loads(path.read_text(encoding="utf-8")))
        twice = by_code.keys() & texts.keys()
        if twice:
            raise ValueError(f"{path.name}: {sorted(twice)[0]} stands twice")
        by_code |= texts
    return by_code


def _dotted(tree: dict[str, Any], prefix: str = "") -> dict[str, str]:
    by_code: dict[str, str] = {}
    for name, branch in tree.items():
        if isinstance(branch, dict):
            by_code |= _dotted(branch, f"{prefix}{name}.")
        else:
            by_code[prefix + name] = str(branch)
    return by_code


@cache
def translations(language: str) -> dict[tuple[str, str], str]:
    """What is translated into a language, by code and English text."""
    path = HERE / "locale" / f"{language}.po"
    if not path.exists():
        return {}
    # Babel is imported here because the core has to start with numpy and pydantic alone.
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        entries = [entry for entry in read_po(file) if entry.id and not entry.fuzzy]
    return {(str(e.context), str(e.id)): str(e.string) for e in entries if e.string}
