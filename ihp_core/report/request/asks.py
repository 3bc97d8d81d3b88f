"""What to ask each party for: every input of theirs that is still assumed, and what it decides.

Order, effects and words that others read come from typical figures of the producer's: they hold
nothing that was entered. The internal edition has the producer's own.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from ihp_core.report.request.moves import (
    Moves,
    Rank,
    decided,
    moves,
    price_words,
    verdict_words,
)
from ihp_core.report.summary.resting import evidence_of, quality
from ihp_core.results.discretion import Audience, discreet, typical
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import SHARE, about, options
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, messages, say
from ihp_core.text.figures import shown

AskedParty = Literal["data_centre", "network_operator"]
PARTIES: tuple[AskedParty, ...] = get_args(AskedParty)
KNOWS = {"data_centre": "data_centre", "network_operator": "operator"}
"""Who of the ones that know an input is meant."""

PLACES = {"data_centre": ("data_centre.",), "network_operator": ("network.", "connection.")}
"""Of what is read from the map: whose it is to say."""


class Ask(NamedTuple):
    """An input to be asked for, in words; ``path`` is its key, ``choices`` what may be answered,
    ``rank`` how much hangs on it."""

    path: str
    label: str
    unit: str
    used: str
    price: str
    verdict: str
    decides: str
    evidence: str
    choices: tuple[str, ...]
    rank: Rank


class Reader(NamedTuple):
    """The answer as a reader may see it, and in which language."""

    assessment: Assessment
    audience: Audience
    language: str

    @property
    def sees_figures(self) -> bool:
        """Whether it is a price that moves, or the reader may know the producer's cost."""
        price = self.assessment.price.indicative_eur_per_mwh
        return self.audience == "internal" or price is not None


def asks(
    site: Site,
    assessment: Assessment,
    party: AskedParty,
    language: str = SPOKEN,
    audience: Audience = "customer",
) -> tuple[Ask, ...]:
    """The party's assumed inputs, those first whose knowing would change most.

    Where there is no room to negotiate it is the producer's cost that moves: others then read
    which way an answer moves it, without a figure.
    """
    customer = audience == "customer"
    assessment = typical(assessment) if customer else assessment
    reader = Reader(discreet(assessment) if customer else assessment, audience, language)
    paths = [path for path in assessment.inputs if _is_asked(site, assessment, path, party)]
    return tuple(_ask(moved, reader) for moved in moves(assessment, paths, audience))


def _is_asked(site: Site, assessment: Assessment, path: str, party: AskedParty) -> bool:
    if f"input.{path}.label" not in messages() or not _theirs(path, party):
        return False
    return quality(site, path, assessment.inputs[path]) == "assumed"


def _theirs(path: str, party: AskedParty) -> bool:
    who = about(path).get("who")
    return who == KNOWS[party] or (who == "map" and path.startswith(PLACES[party]))


def _ask(moved: Moves, reader: Reader) -> Ask:
    path, language = moved.path, reader.language
    unit = about(path).get("unit", "")
    entered = unit and f"unit.{unit}" in messages()
    named = f"unit_to_enter.{unit}" if unit != SHARE else ""
    used = reader.assessment.inputs[path].value
    return Ask(
        path,
        say(f"input.{path}.label", language),
        say(named if named in messages() else f"unit.{unit}", language) if entered else "",
        shown(used, "ratio" if unit == "-" else unit, language),
        price_words(moved, priced=reader.sees_figures, language=language),
        verdict_words(moved, reader.assessment, language),
        decided(moved, reader.assessment, reader.audience, language),
        evidence_of(path, language),
        tuple(shown(option, "", language) for option in options(path)),
        moved.rank,
    )
