"""The name that was probably meant: an input's path, a choice, a country."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import cache

from ihp_core.site.site import FIELDS
from ihp_core.tables.assumptions import table

ALIKE = 0.5
_LANGUAGES = ("en", "de", "sv", "fi", "da", "nb", "nl", "fr", "pl", "it", "es")


def nearest_path(entry: str, known: Iterable[str] = tuple(FIELDS)) -> str | None:
    """The known dotted path most like the entry, by its last name first of all."""
    entry = entry[:80].lower()
    group, _, leaf = entry.rpartition(".")

    def alike(path: str) -> float:
        its_group, _, its_leaf = path.rpartition(".")
        by_group = SequenceMatcher(None, group, its_group).ratio() if group else 0.0
        return SequenceMatcher(None, leaf, its_leaf).ratio() + 0.2 * by_group

    best = max(known, key=alike, default="")
    return best if best and alike(best) >= ALIKE else None


def nearest_choice(entry: object, choices: tuple[str, ...]) -> str | None:
    """The choice most like the entry; a part of its name is enough."""
    if not isinstance(entry, str) or not entry.strip():
        return None
    name = entry[:60].strip().lower().replace(" ", "_").replace("-", "_")
    parts = [choice for choice in choices if name in choice or choice in name]
    close = get_close_matches(name, choices, 1, ALIKE)
    return next(iter(parts + close), None)


def nearest_country(entry: str) -> tuple[str, str] | None:
    """Code and English name of the country meant by other letters or by its name."""
    from babel.core import get_global

    names = dict(zip(table("iso_3166")["iso2"], table("iso_3166")["country"], strict=True))
    code = entry[:60].strip().upper()
    code = {"EL": "GR"}.get(code, code)
    if code not in names:
        code = next(iter(get_global("territory_aliases").get(code, ())), code)
    if code not in names:
        code = _country_names().get(entry[:60].strip().casefold(), code)
    if code not in names:
        close = get_close_matches(entry[:60].strip().casefold(), _country_names(), 1, 0.89)
        code = _country_names()[close[0]] if close else code
    return (code, names[code]) if code in names else None


@cache
def _country_names() -> dict[str, str]:
    """Country codes by name, in the languages in which it may have been entered."""
    from babel import Locale

    known = set(table("iso_3166")["iso2"])
    codes = {
        name.casefold(): code
        for language in reversed(_LANGUAGES)
        for code, name in Locale(language).territories.items()
        if code in known
    }
    english = zip(table("iso_3166")["country"], table("iso_3166")["iso2"], strict=True)
    return codes | {name.casefold(): code for name, code in english}
