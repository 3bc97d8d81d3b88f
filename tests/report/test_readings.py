"""What decides the next talk: two figures by name, whose they are, and no odds."""

from __future__ import annotations

import re

import pytest

from ihp_core.answer import answer
from ihp_core.report.next_steps.readings import (
    FIRST,
    NEXT,
    READ_BY,
    first_to_measure,
    next_readings,
    next_sentence,
)
from ihp_core.site.examples.worked import example, names
from ihp_core.site.inputs import about
from ihp_core.text import say


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("language", ["en", "de", "sv"])
def test_at_most_two_figures_are_named_each_with_who_knows_it(name: str, language: str) -> None:
    """In words alone: nothing of a share or a probability stands in front of a customer."""
    doubt = answer(example(name)).uncertainty
    readings = next_readings(doubt, language=language)
    told = next_sentence(readings, language)
    assert len(readings) <= NEXT
    assert all(reading in told for reading in readings)
    assert not re.search(r"[\d%]", told)


def test_the_reader_s_own_figure_is_called_theirs() -> None:
    """The same figure is the network operator's to everybody else."""
    doubt = answer(example("german")).uncertainty
    assert "the network operator's" in " ".join(next_readings(doubt))
    assert "yours" in " ".join(next_readings(doubt, "operator"))
    assert "the network operator's" not in " ".join(next_readings(doubt, "operator"))


def test_only_what_somebody_can_read_off_decides_next() -> None:
    """The producer's own figures, prices and the map are nobody's to measure."""
    doubt = answer(example("german")).uncertainty
    assert len(first_to_measure(doubt)) == FIRST
    every = first_to_measure(doubt, 99)
    readable = [path for path in every if about(path)["who"] in READ_BY]
    assert len(next_readings(doubt)) == min(NEXT, len(readable))


def test_with_nothing_left_to_read_the_parties_meet() -> None:
    """No empty list, and no request for nothing."""
    assert next_readings(None) == ()
    assert next_sentence(()) == say("next.nothing")
    assert next_sentence(("a",)) == say("next.decide.one", first="a")
