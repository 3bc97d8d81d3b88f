"""What the answer hangs on in words, and in which documents it stands."""

from __future__ import annotations

import re

import pytest

from ihp_core.assessment import assess
from ihp_core.report.summary.summary import summary_html, summary_markdown
from ihp_core.report.viability.hanging import hanging_sentence, holds_sentence
from ihp_core.results.discretion import discreet
from ihp_core.site.examples.worked import example
from ihp_core.text import messages, say
from ihp_core.uncertainty.hanging import PLANT, SITE
from tests.report.papers import LANGUAGES, answer_of, paper_of, told


def hanging(*topics: str, reader: str = "operator") -> str:
    """The English sentence of an answer that hangs on these."""
    found = answer_of("german").model_copy()
    return hanging_sentence(found.with_makers(hangs_on=lambda: topics), "en", reader)


def test_what_is_the_readers_is_called_theirs() -> None:
    """One to three topics, for the operator, the data centre and the producer."""
    assert hanging("summer_return", "value_of_heat") == (
        "The answer hangs on your summer return and the value of your heat."
    )
    assert hanging("source_heat", reader="data_centre") == (
        "The answer hangs on how much heat your data centre gives off."
    )
    assert hanging("supply", "electricity", "route", reader="producer") == (
        "The answer hangs on the network's supply temperature, the price of electricity and the"
        " length of the pipe."
    )


def test_where_it_hangs_on_nothing_nothing_is_said() -> None:
    """Nor where nobody drew samples."""
    assert hanging() == ""
    assert hanging_sentence(assess(example("german"))) == ""
    assert holds_sentence(assess(example("german"))) == ""


def test_every_topic_has_its_words_and_no_other_has() -> None:
    """For everybody; those for one reader are of the same topics."""
    worded = {code.removeprefix("hangs.any.") for code in messages() if "hangs.any." in code}
    assert worded == set(SITE | PLANT)
    for reader in ("operator", "data_centre"):
        own = {code for code in messages() if code.startswith(f"hangs.{reader}.")}
        assert {code.rpartition(".")[2] for code in own} <= set(SITE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_summary_and_paper_say_what_the_answer_hangs_on(language: str) -> None:
    """On page one of the customer's paper, in the page to print and in the text."""
    site, found = example("german"), answer_of("german")
    sentence = hanging_sentence(discreet(found), language)
    assert sentence
    page = re.sub(r"\s", " ", told(paper_of("german", "customer", language)))
    assert sentence in page
    assert sentence.split(" ")[-1] in summary_html(site, found, language=language)
    assert sentence.rstrip(".") in summary_markdown(site, found, language=language)


def test_how_often_the_verdict_holds_is_for_the_producer_alone() -> None:
    """In the internal summary, not in the customer's; nor may the customer's answer tell it."""
    site, found = example("german"), answer_of("german")
    words = say("hangs.holds", "en", share="|", samples="|").split("|")[0].strip()
    assert words in summary_markdown(site, found, "internal", "en")
    assert words not in summary_markdown(site, found, "customer", "en")
    assert holds_sentence(discreet(found)) == ""
