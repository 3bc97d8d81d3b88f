"""The settings of whoever runs the app: ``settings.toml`` beside ``app.py``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[2] / "settings.toml"


@cache
def settings() -> dict[str, Any]:
    """All settings by their group; nothing where the file is missing."""
    return tomllib.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def public_address() -> str:
    """Where others reach the app, without a slash at the end; empty where nobody said."""
    return str(settings().get("public", {}).get("address", "")).rstrip("/")
