"""The list of words in docs/words.md: what it says is said, what it rejects is not."""

from __future__ import annotations

import re

import pytest

from ihp_core.text import LANGUAGES
from ihp_core.text.catalogue import translations
from tests.source import ROOT

OTHERS = LANGUAGES[1:]
COLUMNS = {"de": (1, 2), "sv": (3, 4)}
"""Of each language the column of its words, and of those that are rejected."""


def rows() -> list[list[str]]:
    """The lines of the table, a cell each."""
    lines = (ROOT / "docs" / "words.md").read_text("utf-8").splitlines()
    table = [line for line in lines if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def words(language: str, *, rejected: bool) -> list[str]:
    """All words of a column."""
    cells = [row[COLUMNS[language][rejected]] for row in rows()]
    return [word.strip() for cell in cells for word in cell.split(",") if word.strip()]


def pattern(word: str) -> re.Pattern[str]:
    """A word by itself; with a hyphen at its end, with any ending."""
    body = re.escape(word.removesuffix("-"))
    return re.compile(rf"(?<!\w){body}" + ("" if word.endswith("-") else r"(?!\w)"), re.IGNORECASE)


def test_every_row_has_all_its_cells() -> None:
    """A word in English, one in each language; what it means may be plain."""
    found = rows()
    assert len(found) > 50
    assert [row for row in found if len(row) != 6 or not all((row[0], row[1], row[3]))] == []
    assert len({row[0] for row in found}) == len(found)


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_of_the_list_is_used(language: str) -> None:
    """A list that nobody follows is none."""
    said = "\n".join(translations(language).values()).casefold()
    assert [word for word in words(language, rejected=False) if word.casefold() not in said] == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_rejected_word_is_used(language: str) -> None:
    """One thing has one name in all of the tool."""
    wrong = {
        f"{word}: {code}"
        for word in words(language, rejected=True)
        for (code, _), text in translations(language).items()
        if pattern(word).search(text)
    }
    assert wrong == set()


def test_a_rejected_word_is_found_with_its_endings_only_where_it_is_said_so() -> None:
    """Alone it stands for itself: today's money is not today's monetary value."""
    assert pattern("nätägar-").search("Nätägarens panna")
    assert pattern("heutigem Geld").search("in heutigem Geld von 2025")
    assert not pattern("heutigem Geld").search("in heutigem Geldwert")
    assert not pattern("Betreiber-").search("der Netzbetreiber")
