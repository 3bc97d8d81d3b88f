"""Words of a visitor where a reader of Markdown would act on them."""

from __future__ import annotations

import html
import re

from ihp_core.site.site import FIELDS

BEGINS_A_LIST = re.compile(r"^(\s*\d+)\.(?=\s)", re.MULTILINE)
"""As a German date does."""
IN_BRACKETS = re.compile(r" \((?:data_quality\.|notes\.)?([a-z0-9_.]+)(?:\[\d+\][a-z_.]*)?\)")


def escaped(words: str) -> str:
    """The words as they are, whatever signs of Markdown or HTML stand in them."""
    return re.sub(r"([\\`*_{}\[\]#|~$])", r"\\\1", html.escape(words, quote=False))


def plain(text: str) -> str:
    """Text a visitor typed, so that Markdown shows it and does nothing else."""
    signs = re.sub(r"([\\`*_{}\[\]()<>#+\-!|~$:&])", r"\\\1", text)
    return BEGINS_A_LIST.sub(r"\1\.", signs)


def said(sentence: str) -> str:
    """A sentence about an entry for the screen, where its label says which field it is."""
    return plain(without_paths(sentence))


def without_paths(sentence: str) -> str:
    """A sentence about entries in words alone: the paths behind the labels are left out."""
    return IN_BRACKETS.sub(
        lambda match: "" if match.group(1) in FIELDS else match.group(0), sentence
    )
