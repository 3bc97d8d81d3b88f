"""German and Swedish: complete, with every figure in its place, in the words of the trade."""

from __future__ import annotations

import string

import pytest

from ihp_core.text import LANGUAGES, messages, offered, say
from ihp_core.text.catalogue import HERE, translations
from ihp_core.text.renew import renewed

OTHERS = LANGUAGES[1:]
NEVER = {
    "de": ("wärmetauscher", "optimier", "hebel", "senke", "regime", "!"),
    "sv": ("optimer", "hävstång", "sänka ", "regim", "!"),
}
WORDS = {
    "app.verdict.viable": ("Geeignet", "Lämplig"),
    "app.verdict.looks_viable": ("Voraussichtlich geeignet", "Ser lämplig ut"),
    "app.verdict.looks_conditional": (
        "Voraussichtlich bedingt geeignet",
        "Ser lämplig ut, med villkor",
    ),
    "app.verdict.possible": ("Unter Bedingungen möglich", "Möjlig med villkor"),
    "app.verdict.conditional": ("Bedingt geeignet", "Lämplig med villkor"),
    "app.verdict.not_viable": ("So nicht geeignet", "Inte som angivet"),
    "app.money.floor.label": ("Gestehungskosten inkl. Rendite", "Kostnad inkl. avkastning"),
    "app.money.room.label": ("Verhandlungsspielraum", "Förhandlingsutrymme"),
    "charts.layer.direct": ("nur Wärmeübertrager", "endast värmeväxlare"),
    "charts.layer.preheat": ("Wärmeübertrager + Wärmepumpe", "värmeväxlare + värmepump"),
    "charts.layer.lift": ("nur Wärmepumpe", "endast värmepump"),
    "criterion.full_load_hours.name": ("Vollbenutzungsstunden", "Utnyttjningstid"),
}


def placeholders(text: str) -> set[str]:
    """The names that a text wants filled."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_all_languages_are_offered() -> None:
    """A language that is not translated is not there to be chosen."""
    assert offered() == LANGUAGES


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated(language: str) -> None:
    """A new or a changed English text fails here until somebody has translated it."""
    known = translations(language)
    missing = [code for code, text in messages().items() if text and (code, text) not in known]
    assert missing == []


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_translated_that_is_not_said(language: str) -> None:
    """What is gone from the English is gone from the file too: run ``ihp_core.text.renew``."""
    said = set(messages().items())
    assert [code for code, text in translations(language) if (code, text) not in said] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_figure_has_its_place(language: str) -> None:
    """A translation names the same placeholders as the English."""
    wrong = [
        code
        for (code, text), translated in translations(language).items()
        if placeholders(text) != placeholders(translated)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_labels_fit_where_they_stand(language: str) -> None:
    """Short labels beside the page, labels above a box, a line of help."""
    limits = {".short": 24, ".label": 70, ".help": 180}
    wrong = [
        (code, translated)
        for (code, _), translated in translations(language).items()
        for ending, most in limits.items()
        if code.startswith("input.") and code.endswith(ending) and len(translated) > most
    ]
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_uses_a_word_of_ours(language: str) -> None:
    """The trade's words, no exclamation."""
    wrong = {
        code: word
        for (code, _), text in translations(language).items()
        for word in NEVER[language]
        if word in text.lower()
    }
    assert wrong == {}


@pytest.mark.parametrize("code", WORDS)
def test_the_words_that_were_agreed_are_used(code: str) -> None:
    """One name for each thing, in every language."""
    assert tuple(say(code, language) for language in OTHERS) == WORDS[code]


@pytest.mark.parametrize("language", OTHERS)
def test_renewing_changes_nothing_that_is_up_to_date(language: str) -> None:
    """The files stand as the tool writes them."""
    from babel.messages.pofile import read_po

    with (HERE / "locale" / f"{language}.po").open("rb") as file:
        before = read_po(file, locale=language)
    after = renewed(before, messages(), language)
    pairs = [(e.context, e.id, e.string) for e in before if e.id]
    assert pairs == [(e.context, e.id, e.string) for e in after if e.id]


def test_a_changed_english_text_is_untranslated_and_its_old_words_are_kept() -> None:
    """Fuzzy: for a translator to look at, and in English until then."""
    from babel.messages.catalog import Catalog

    before = Catalog(locale="de")
    before.add("Old", "Alt", context="a.b")
    (entry,) = [e for e in renewed(before, {"a.b": "New"}, "de") if e.id]
    assert (entry.id, entry.string, entry.fuzzy) == ("New", "Alt", True)
