"""The message catalogue: every visible word of the tool, by code and language.

English stands in ``messages/*.toml`` and is at the same time the key of the translations, so
that a text without a translation appears in English.
"""

from __future__ import annotations

import gettext
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DOMAIN = "ihp_core"
LANGUAGES = ("en", "de", "sv")
"""The languages of screen and documents; all others fall back to the first."""


def say(code: str, language: str = "en", **numbers: object) -> str:
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
    return _translation(language).gettext(messages()[code]).format(**numbers)


@cache
def messages() -> dict[str, str]:
    """The English text of every code.

    Raises
    ------
    ValueError
        When two files claim the same code.
    """
    found: dict[str, str] = {}
    for path in sorted((HERE / "messages").glob("*.toml")):
        texts = _dotted(tomllib.loads(path.read_text(encoding="utf-8")))
        twice = found.keys() & texts.keys()
        if twice:
            raise ValueError(f"{path.name}: {sorted(twice)[0]} stands twice")
        found |= texts
    return found


def _dotted(tree: dict[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for name, branch in tree.items():
        if isinstance(branch, dict):
            found |= _dotted(branch, f"{prefix}{name}.")
        else:
            found[prefix + name] = str(branch)
    return found


@cache
def _translation(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, HERE / "locale", [language], fallback=True)
