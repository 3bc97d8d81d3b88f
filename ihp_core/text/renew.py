"""Bring the translations in line with the English texts: ``python -m ihp_core.text.renew``.

New texts appear untranslated, texts that are gone vanish; where the English has changed the old
translation is kept and marked fuzzy, for a translator to look at. Nothing else changes, so that
a renewed file differs in what was translated alone.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from ihp_core.text.catalogue import HERE, LANGUAGES, messages


def renewed(before: Catalog, english: dict[str, str], language: str) -> Catalog:
    """A catalogue of all English texts with the translations there are."""
    known = {str(entry.context): entry for entry in before if entry.id}
    catalogue = Catalog(locale=language)
    for code, text in english.items():
        entry = known.get(code)
        translated = str(entry.string) if entry else ""
        stale = bool(entry and translated and (entry.fuzzy or entry.id != text))
        catalogue.add(text, translated, context=code, flags=("fuzzy",) if stale else ())
    return catalogue


def renew(path: Path, language: str) -> None:
    """Write a language's file anew."""
    before = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as file:
            before = read_po(file, locale=language)
    catalogue = renewed(before, messages(), language)
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=0, omit_header=True)


def main() -> None:
    """Renew every language but the first, which is the texts' own."""
    for language in LANGUAGES[1:]:
        renew(HERE / "locale" / f"{language}.po", language)


if __name__ == "__main__":
    main()
