"""The catalogue: every word by its code, in every language."""

from __future__ import annotations

import string
import subprocess
import sys
from threading import Thread
from typing import get_args

import pytest

from ihp_core.site.fields import Cooling, Ground, HeatSource, Party, Quality, Structure
from ihp_core.site.site import FIELDS, HeatUnit
from ihp_core.text import LANGUAGES, in_this_language, messages, say, speak
from ihp_core.text.catalogue import _asked, _dotted, ask_where_nobody_spoke

INPUTS = [*FIELDS, *(f"network.heat_sources_today.{name}" for name in HeatUnit.model_fields)]
CHOICES = (Cooling, HeatSource, Ground, Structure, Quality, Party)
NEVER = ("coupling", "sink", "lever", "regime", "optimis", "optimiz", "!", "waste heat")


def test_an_unknown_code_is_an_error() -> None:
    """A slip in a code shows in the first test that draws it, not as an empty label."""
    with pytest.raises(KeyError):
        say("no.such.code")


def test_a_placeholder_that_is_not_filled_is_an_error() -> None:
    """A sentence with a hole in it is never shown."""
    with pytest.raises(KeyError):
        say("problem.country.far")


@pytest.mark.parametrize("language", [*LANGUAGES, "fr", "xx", ""])
def test_a_text_without_translation_appears_in_english(language: str) -> None:
    """A language that is not there yet leaves no gap."""
    assert say("input.country.label", language)


def _by_a_fresh_thread(code: str) -> str:
    told: list[str] = []
    thread = Thread(target=lambda: told.append(say(code)))
    thread.start()
    thread.join()
    return told[0]


@pytest.mark.parametrize(("chosen", "spoken"), [("de", "de"), ("sv", "sv"), ("", "en")])
def test_a_thread_in_which_nobody_spoke_asks_who_knows(
    monkeypatch: pytest.MonkeyPatch, chosen: str, spoken: str
) -> None:
    """What a widget calls is run by such a thread, and is not in English for everybody."""
    monkeypatch.setattr("ihp_core.text.catalogue._asked", list(_asked))
    ask_where_nobody_spoke(lambda: chosen)
    assert _by_a_fresh_thread("price.terms.title") == say("price.terms.title", spoken)


def test_a_file_made_later_is_in_the_language_of_its_button() -> None:
    """Whoever makes it, and whatever is spoken there by then."""
    speak("de")
    made = in_this_language(lambda: say("price.terms.title"))
    speak("en")
    assert made() == say("price.terms.title", "de")
    assert say("price.terms.title") == say("price.terms.title", "en")


def test_braces_in_an_entry_are_text() -> None:
    """What a user enters is never read as a placeholder."""
    assert "{0} {x.y}" in say("problem.key.not_text", path="{0} {x.y}")


def test_nested_tables_become_dotted_codes() -> None:
    """The files are tables in tables, the codes are dotted."""
    assert _dotted({"a": {"b.c": {"d": "text"}}, "e": "x"}) == {"a.b.c.d": "text", "e": "x"}


@pytest.mark.parametrize("path", INPUTS)
def test_every_input_has_a_label_a_short_label_and_one_line_of_help(path: str) -> None:
    """An input is described once, in words of the trade, on one line."""
    label, short, text = (say(f"input.{path}.{part}") for part in ("label", "short", "help"))
    assert 0 < len(short) <= 20
    assert len(short) <= len(label) <= 60
    assert 20 <= len(text) <= 140
    assert "\n" not in text


@pytest.mark.parametrize("choice", [name for kind in CHOICES for name in get_args(kind)])
def test_every_choice_has_a_name(choice: str) -> None:
    """No code such as direct_liquid is ever seen."""
    assert "_" not in say(f"choice.{choice}")


def test_no_text_uses_a_word_of_ours() -> None:
    """The words on the screen are the trade's; no exclamation, nothing "optimised"."""
    wrong = {
        code: word for code, text in messages().items() for word in NEVER if word in text.lower()
    }
    assert wrong == {}


def test_every_text_is_a_sound_format() -> None:
    """Placeholders are plain names: no position, no attribute, no lone brace."""
    for code, text in messages().items():
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
        assert all(name.isidentifier() for name in names), code


def test_the_words_load_without_babel() -> None:
    """Starting is quick: what only figures and countries need waits until then."""
    code = "import sys, ihp_core.text; sys.exit('babel' in sys.modules or 'pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
