"""What the answer hangs on, and how often the verdict holds, in a sentence each."""

from __future__ import annotations

from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, figure, messages, say

PRODUCER, OPERATOR = "producer", "operator"
READERS = {"internal": PRODUCER, "customer": OPERATOR}
"""Whom a paper speaks to."""
COUNTED = {1: "one", 2: "two", 3: "three"}
PLACES = ("first", "second", "third")


def hanging_sentence(assessment: Assessment, language: str = SPOKEN, reader: str = OPERATOR) -> str:
    """The one to three topics that carry most of the doubt; empty where there is none.

    ``reader`` is the party that is spoken to: what is theirs is "yours".
    """
    topics = assessment.hangs_on
    if not topics:
        return ""
    words = dict(zip(PLACES, (_topic(name, reader, language) for name in topics), strict=False))
    return say(f"hangs.{COUNTED[len(topics)]}", language, **words)


def _topic(name: str, reader: str, language: str) -> str:
    whose = f"hangs.{reader}.{name}"
    return say(whose if whose in messages() else f"hangs.any.{name}", language)


def holds_sentence(assessment: Assessment, language: str = SPOKEN) -> str:
    """In which share of the samples the verdict is the same; only the producer reads it."""
    doubt = assessment.uncertainty
    if doubt is None:
        return ""
    share = figure(doubt.holds_fraction, "share", language)
    return say("hangs.holds", language, share=share, samples=figure(doubt.samples, "-", language))
