"""What whoever runs the tool decides: address, company, logo, contact, accent colour.

Everything is neutral where the file says nothing, or where there is no file.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "settings.toml"
ACCENT = "#0072B2"
LOGOS = {".svg", ".png", ".jpg", ".jpeg"}
LARGEST_LOGO = 500_000


class SettingsError(ValueError):
    """A setting that cannot be used: ``setting``, ``given`` and the ``code`` of what is wrong."""

    def __init__(self, code: str, setting: str, given: object) -> None:
        super().__init__(code)
        self.code, self.setting, self.given = code, setting, str(given)[:80]


@dataclass(frozen=True)
class Settings:
    """The public address without a slash at its end, and the brand of the documents."""

    address: str = ""
    company: str = ""
    contact: str = ""
    accent: str = ACCENT
    logo: Path | None = None


def settings(file: Path | None = None) -> Settings:
    """The settings in a file, by default ``settings.toml`` where the program is started.

    Raises
    ------
    SettingsError
        When an entry cannot be used.
    """
    file = file or Path(NAME)
    if not file.exists():
        return Settings()
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError("settings.unreadable", file.name, error) from None
    public, brand = _group(given, "public"), _group(given, "brand")
    return Settings(
        address=_text(public, "public", "address").rstrip("/"),
        company=_text(brand, "brand", "company"),
        contact=_text(brand, "brand", "contact"),
        accent=_colour(_text(brand, "brand", "accent")),
        logo=_logo(_text(brand, "brand", "logo"), file.parent),
    )


def _group(given: dict[str, Any], name: str) -> dict[str, Any]:
    found = given.get(name, {})
    if not isinstance(found, dict):
        raise SettingsError("settings.group", name, found)
    return found


def _text(group: dict[str, Any], name: str, key: str) -> str:
    found = group.get(key, "")
    if not isinstance(found, str):
        raise SettingsError("settings.text", f"{name}.{key}", found)
    return " ".join(found.split())


def _colour(given: str) -> str:
    if given and not re.fullmatch(r"#[0-9A-Fa-f]{6}", given):
        raise SettingsError("settings.colour", "brand.accent", given)
    return given or ACCENT


def _logo(given: str, beside: Path) -> Path | None:
    if not given:
        return None
    found = beside / given
    if found.suffix.lower() not in LOGOS or not found.is_file():
        raise SettingsError("settings.logo", "brand.logo", given)
    if found.stat().st_size > LARGEST_LOGO:
        raise SettingsError("settings.logo_large", "brand.logo", given)
    return found
