"""What kills a project, in the words of the producer's paper."""

from __future__ import annotations

import re

import pytest

from ihp_core.report.papers.what_kills import MOST, what_kills
from ihp_core.report.viability.findings import open_ones
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example, names
from ihp_core.text import say
from tests.report.papers import LANGUAGES, answer_of


def without_answers(name: str) -> Assessment:
    """An answer to which no other cases were asked."""
    return answer_of(name).model_copy().with_makers(if_answered=dict)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", names())
def test_something_is_always_said_and_every_sentence_is_whole(name: str, language: str) -> None:
    """What holds the site back first, then figures that would; where none does, the nearest."""
    told = what_kills(example(name), answer_of(name), language)
    held = open_ones(answer_of(name), "internal", language)
    assert len(held) < len(told) <= len(held) + MOST
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in told)
    assert not any(re.search(r"\b(None|nan)\b", sentence) for sentence in told)


def test_a_summer_return_that_is_too_warm_kills_the_german_example() -> None:
    """The criterion is named; a cost that passes the alternative says by how much."""
    told = " ".join(what_kills(example("german"), answer_of("german"), "en"))
    assert "57 °C in place of 52 °C. Not as entered: Summer return" in told.replace("\xa0", " ")
    assert re.search(r"The cost then lies \d+\s€/MWh above", told)


def test_without_room_it_says_what_comes_nearest() -> None:
    """And how much is still missing then; no figure is said to kill what is dead."""
    told = what_kills(example("norderstedt"), answer_of("norderstedt"), "en")
    nearest = say("internal.kills.stays", "en", name="|", end="|", value="|", gap="|", best="|")
    opens = say("internal.kills.opens", "en", name="|", end="|", value="|", gap="|", best="|")
    start, end = nearest.split("|")[0], opens.split("|")[-2]
    assert told[-1].startswith(start) or end in told[-1]


def test_where_nobody_asked_what_holds_it_back_is_all() -> None:
    """Without other cases there is nothing to add."""
    found = without_answers("german")
    told = what_kills(example("german"), found, "en")
    assert len(told) == len(open_ones(found, "internal", "en"))
