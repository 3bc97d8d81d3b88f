"""What to find out first, by name alone: how much it weighs is told by the producer's odds."""

from __future__ import annotations

from ihp_core.results.other_cases import Uncertainty
from ihp_core.site.inputs import about
from ihp_core.site.site import FIELDS
from ihp_core.text import SPOKEN, say
from ihp_core.text.names import within

PRICED = ("contract.", "plant.")
"""Inputs that are the producer's to know: nothing the customer could measure."""
FIRST, NEXT = 3, 2
"""How many are named on paper, and how many in the sentence that says what decides next."""
READ_BY = ("operator", "data_centre")
"""Who can read a figure off: the others of the ten come from the map and from prices."""


def first_to_measure(doubt: Uncertainty | None, most: int = FIRST) -> tuple[str, ...]:
    """What weighs most among what the other parties could still measure."""
    keys = [driver.key for driver in doubt.drivers if driver.quality != "measured"] if doubt else []
    theirs = (key for key in keys if key in FIELDS and not key.startswith(PRICED))
    return tuple(theirs)[:most]


def next_readings(
    doubt: Uncertainty | None, reader: str | None = None, language: str = SPOKEN
) -> tuple[str, ...]:
    """The figures that decide the next talk, each with who knows it; "yours" for that reader."""
    known_by = {path: str(about(path).get("who")) for path in first_to_measure(doubt, len(FIELDS))}
    asked = [path for path, who in known_by.items() if who in READ_BY][:NEXT]
    return tuple(_named(path, known_by[path], reader, language) for path in asked)


def _named(path: str, who: str, reader: str | None, language: str) -> str:
    whose = "yours" if who == reader else who
    name = within(say(f"input.{path}.short", language), language)
    return say(f"next.reading.{whose}", language, name=name)


def next_sentence(readings: tuple[str, ...], language: str = SPOKEN) -> str:
    """What decides the next talk; without anything left to read, who should meet."""
    if not readings:
        return say("next.nothing", language)
    words = dict(zip(("first", "second"), readings, strict=False))
    return say(f"next.decide.{'two' if len(readings) == NEXT else 'one'}", language, **words)
