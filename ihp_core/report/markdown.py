"""Words of a visitor where a reader of Markdown would act on them."""

from __future__ import annotations

import html
import re


def escaped(words: str) -> str:
    """The words as they are, whatever signs of Markdown or HTML stand in them."""
    return re.sub(r"([\\`*_{}\[\]#|~$])", r"\\\1", html.escape(words, quote=False))
