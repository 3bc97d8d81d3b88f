"""What to ask each party for: every input of theirs that is still assumed, and what it is worth."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from ihp_core.report.summary.resting import evidence_of, quality
from ihp_core.results.discretion import discreet, typical
from ihp_core.results.other_cases import Driver, MustRun
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import about, options
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, figure, messages, say
from ihp_core.text.figures import shown

AskedParty = Literal["data_centre", "network_operator"]
PARTIES: tuple[AskedParty, ...] = get_args(AskedParty)
KNOWS = {"data_centre": "data_centre", "network_operator": "operator"}
"""Who of the ones that know an input is meant."""

PLACES = {"data_centre": ("data_centre.",), "network_operator": ("network.", "connection.")}
"""Of what is read from the map: whose it is to say."""

MUST_RUN = "network.must_run_mw"
NOTICEABLE = 0.01
"""Of the doubt about the verdict; below it knowing the input does not touch the verdict."""


class Ask(NamedTuple):
    """An input to be asked for, in words; ``path`` is its key, ``choices`` what may be answered."""

    path: str
    label: str
    unit: str
    used: str
    price: str
    verdict: str
    evidence: str
    choices: tuple[str, ...]


def asks(
    site: Site, assessment: Assessment, party: AskedParty, language: str = SPOKEN
) -> tuple[Ask, ...]:
    """The party's assumed inputs, those first whose knowing would change most.

    Where there is no room to negotiate, how the price would move is left out: it is the
    producer's cost that moves.
    """
    assessment = typical(assessment)
    doubt, shown = assessment.uncertainty, discreet(assessment)
    drivers = {driver.key: driver for driver in doubt.drivers} if doubt else {}
    priced = shown.price.indicative_eur_per_mwh is not None
    paths = [path for path in assessment.inputs if _is_asked(site, assessment, path, party)]
    if shown.must_run and MUST_RUN in paths:
        drivers[MUST_RUN] = _as_driver(shown.must_run)
    paths.sort(key=lambda path: -_weight(drivers.get(path)))
    return tuple(_ask(path, assessment, drivers.get(path), priced, language) for path in paths)


def _as_driver(found: MustRun) -> Driver:
    """What must run as a figure among the uncertain ones, weighed by the heat it would take."""
    rise = found.raises_eur_per_mwh
    return Driver(
        key=MUST_RUN,
        low=0.0,
        value=0.0,
        high=found.mw,
        unit="MW",
        quality="assumed",
        price_at_low=None if rise is None else 0.0,
        price_at_high=rise,
        price_variance_fraction=max(found.takes_fraction, 0.0),
        verdict_doubt_fraction=1.0 if found.turns_verdict else 0.0,
    )


def _is_asked(site: Site, assessment: Assessment, path: str, party: AskedParty) -> bool:
    if f"input.{path}.label" not in messages() or not _theirs(path, party):
        return False
    return quality(site, path, assessment.inputs[path]) == "assumed"


def _theirs(path: str, party: AskedParty) -> bool:
    who = about(path).get("who")
    return who == KNOWS[party] or (who == "map" and path.startswith(PLACES[party]))


def _weight(driver: Driver | None) -> float:
    if driver is None:
        return 0.0
    return max(driver.price_variance_fraction, driver.verdict_doubt_fraction)


def _ask(
    path: str, assessment: Assessment, driver: Driver | None, priced: bool, language: str
) -> Ask:
    unit = about(path).get("unit", "")
    entered = unit and f"unit.{unit}" in messages()
    named = f"unit_to_enter.{unit}"
    return Ask(
        path,
        say(f"input.{path}.label", language),
        say(named if named in messages() else f"unit.{unit}", language) if entered else "",
        shown(assessment.inputs[path].value, "ratio" if unit == "-" else unit, language),
        _price(driver if priced else None, language),
        _verdict(driver, language),
        evidence_of(path, language),
        tuple(str(option) for option in options(path)),
    )


def _price(driver: Driver | None, language: str) -> str:
    """How far the price lies apart between both ends of what the input may be."""
    moves = None if driver is None else _moves(driver)
    if moves is None:
        return say("figure.none", language)
    return figure(moves, "EUR/MWh", language)


def _moves(driver: Driver) -> float | None:
    if driver.price_at_low is None or driver.price_at_high is None:
        return None
    return abs(driver.price_at_high - driver.price_at_low)


def _verdict(driver: Driver | None, language: str) -> str:
    moves = driver is not None and driver.verdict_doubt_fraction >= NOTICEABLE
    return say(f"request.verdict.{'moves' if moves else 'stays'}", language)
