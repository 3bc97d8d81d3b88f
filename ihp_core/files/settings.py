"""What whoever runs the tool decides: address, company, logo, contact, colour, which rules fail,
who sees the producer's own figures.

Everything is neutral where the file says nothing, or where there is no file.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

from ihp_core.files.password import is_hash
from ihp_core.viability.rules import Rules

Lock = Literal["open", "password", "off"]

NAME = "settings.toml"
HASH = "internal_password_hash"
ACCENT = "#0072B2"
LOGOS = {".svg", ".png", ".jpg", ".jpeg"}
LARGEST_LOGO = 500_000
LARGEST_FEE = 100_000_000.0
"""A slip of the keyboard above it [EUR]."""


class SettingsError(ValueError):
    """A setting that cannot be used: its name, what is given, the ``code`` of what is wrong.

    ``words`` are what the sentence of that code names; ``allowed`` stands in it where only some
    values are.
    """

    def __init__(self, code: str, setting: str, given: object, allowed: str = "") -> None:
        super().__init__(code)
        self.code, self.setting, self.given = code, setting, str(given)[:80]
        self.words = {"setting": self.setting, "given": self.given, "allowed": allowed}


@dataclass(frozen=True)
class Settings:
    """The public address without a slash at its end, the brand of the documents, whether a broken
    rule of thumb of the guide fails a site, who may open the internal view: everybody, whoever
    knows the password, or nobody; what a feasibility study costs [EUR], 0 for unsaid."""

    address: str = ""
    company: str = ""
    contact: str = ""
    mail: str = ""
    accent: str = ACCENT
    logo: Path | None = None
    rules: Rules = "calculated"
    internal: Lock = "open"
    password_hash: str = ""
    study_fee_eur: float = 0.0


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
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError("settings.unreadable", file.name, error) from None
    public, brand = _group(content, "public"), _group(content, "brand")
    return Settings(
        address=_text(public, "public", "address").rstrip("/"),
        company=_text(brand, "brand", "company"),
        contact=_text(brand, "brand", "contact"),
        mail=_mail(_text(brand, "brand", "mail")),
        accent=_colour(_text(brand, "brand", "accent")),
        logo=_logo(_text(brand, "brand", "logo"), file.parent),
        rules=cast(Rules, _one_of(content, "rules", get_args(Rules))),
        internal=cast(Lock, _one_of(content, "internal", get_args(Lock))),
        password_hash=_password_hash(content),
        study_fee_eur=_amount(_group(content, "study"), "study", "fee_eur"),
    )


def _group(content: dict[str, Any], name: str) -> dict[str, Any]:
    group = content.get(name, {})
    if not isinstance(group, dict):
        raise SettingsError("settings.group", name, group)
    return group


def _text(group: dict[str, Any], name: str, key: str) -> str:
    text = group.get(key, "")
    if not isinstance(text, str):
        raise SettingsError("settings.text", f"{name}.{key}".lstrip("."), text)
    return " ".join(text.split())


def _amount(group: dict[str, Any], name: str, key: str) -> float:
    """An amount of money, none where nothing stands."""
    amount = group.get(key) or 0
    is_number = isinstance(amount, int | float) and not isinstance(amount, bool)
    if not (is_number and 0 <= amount <= LARGEST_FEE):
        raise SettingsError("settings.amount", f"{name}.{key}", amount)
    return float(amount)


def _one_of(content: dict[str, Any], name: str, known: tuple[str, ...]) -> str:
    """One of some words, the first where none is given."""
    given = content.get(name) or known[0]
    if given not in known:
        allowed = ", ".join(f'"{word}"' for word in known)
        raise SettingsError("settings.one_of", name, given, allowed)
    return str(given)


def _password_hash(content: dict[str, Any]) -> str:
    """The hash of the internal view's password: there has to be one where it is asked for."""
    given = _text(content, "", HASH)
    if given and not is_hash(given):
        raise SettingsError("settings.password_hash", HASH, "")
    if content.get("internal") == "password" and not given:
        raise SettingsError("settings.password_missing", HASH, "")
    return given


def _colour(colour: str) -> str:
    if colour and not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        raise SettingsError("settings.colour", "brand.accent", colour)
    return colour or ACCENT


def _mail(address: str) -> str:
    """An e-mail address that can stand in a link as it is."""
    if address and not re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", address):
        raise SettingsError("settings.mail", "brand.mail", address)
    return address


def _logo(name: str, beside: Path) -> Path | None:
    if not name:
        return None
    file = beside / name
    if file.suffix.lower() not in LOGOS or not file.is_file():
        raise SettingsError("settings.logo", "brand.logo", name)
    if file.stat().st_size > LARGEST_LOGO:
        raise SettingsError("settings.logo_large", "brand.logo", name)
    return file
