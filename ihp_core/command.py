"""What all commands share: reading a file, and saying what is wrong with it."""

from __future__ import annotations

import sys
from pathlib import Path

from ihp_core.text import say

REFUSED = 2


def content(file: str) -> bytes:
    """The bytes of a file; ``OSError`` where it cannot be read."""
    return Path(file).read_bytes()


def unreadable(error: OSError, language: str) -> str:
    """Why a file could not be read or written."""
    return say("cli.unreadable", language, file=error.filename, why=error.strerror)


def refuse(*sentences: str) -> int:
    """Say what is wrong; the exit code of a file that was refused."""
    tell(*sentences)
    return REFUSED


def tell(*sentences: str) -> None:
    """What a person should read, beside the answer that a program reads."""
    sys.stderr.write("".join(f"{sentence}\n" for sentence in sentences))
