"""Duties in words: the rule, what the site reaches, when it is due, what lifts it.

In full a sentence a step; on the page a line a duty, whose steps stand in one row. What nobody read
in the law itself is marked so, and left out where a customer takes it away.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.names import country_named, day_named, source_named
from ihp_core.viability.laws import Obligation, bill_source
from ihp_core.viability.regulation import HEAT_USED, PRIMARY_ENERGY, SHARES, Regulation


class DutyRow(NamedTuple):
    """One duty as it is read; ``folded`` where it is another country's."""

    folded: bool
    country: str
    name: str
    sentence: str
    source: str


Tone = Literal["pass", "conditional", "fail", "not_tested"]
"""How a duty stands, in the signs of the criteria."""

TONES: dict[str, Tone] = {
    "met": "pass",
    "used": "pass",
    "open_met": "pass",
    "open_some": "conditional",
    "open_short": "conditional",
    "part": "conditional",
    "short": "fail",
    "unused": "fail",
}
BETWEEN = " / "
PARTS = {**dict.fromkeys(SHARES, "part"), PRIMARY_ENERGY: "factor"}
"""Duties that this heat is only a part of, with how it stands to them."""
REPORTED = ("reporting", "register", "erf_reported", "heat_report", "heat_told")
"""Duties to tell figures; others of which no figure of the site tells are theirs to see to."""
SINCE = (
    *("no_price_cap", "price_clause", PRIMARY_ENERGY, "authorised", "access", "priority"),
    *("cantons", "network_analysis"),
)
BY = ("roadmap", "registered")
"""What stands since a day, and what has to be done by one; all else is owed from its day on."""
PUE_INPUT = "data_centre.pue"


class DutyLine(NamedTuple):
    """A duty with all its steps: what is asked of whom, from when, what is reached, how it stands.

    ``applies_from`` has a part a step, fewer where steps begin alike; ``unless`` says what lifts
    the duty, empty where nothing does; ``remark`` that nobody read it, or that it may change.
    """

    duty: str
    owed_by: str
    applies_from: tuple[str, ...]
    reach: str
    status: str
    tone: Tone
    unless: str
    remark: str
    sources: tuple[str, ...]


def on_assumptions(assessment: Assessment) -> frozenset[str]:
    """The duties that are held against a default alone: such a figure is told as assumed."""
    used = (assessment.inputs or {}).get(PUE_INPUT)
    stated = used is not None and used.origin in ("stated", "own")
    return frozenset() if stated else frozenset(("pue",))


def duty_lines(
    regulation: Regulation,
    language: str = SPOKEN,
    assumed: frozenset[str] = frozenset(),
    shown: Sequence[str] = ("page",),
    *,
    read_alone: bool = False,
) -> tuple[DutyLine, ...]:
    """This country's duties that the site has to do with, a line each.

    ``assumed`` are those held against a default, ``shown`` where those stand that are wanted;
    ``read_alone`` leaves out what is known second-hand, as a customer's paper has to.
    """
    own = (duty for duty in regulation.duties if duty.shown in shown and not duty.folded)
    own = (duty for duty in own if duty.tellable or not read_alone)
    groups = groupby(own, key=lambda obligation: (obligation.duty, obligation.country))
    return tuple(_line(list(steps), regulation, language, assumed) for _, steps in groups)


def _line(
    steps: Sequence[Obligation], regulation: Regulation, language: str, assumed: frozenset[str]
) -> DutyLine:
    ours = [step for step in steps if step.applies is not False] or list(steps)[:1]
    first, state = ours[0], _standing(ours, regulation)
    state = "assumed" if first.duty in assumed and first.achieved is not None else state
    owed = BETWEEN.join(_amount(step.owed, step, language) for step in ours)
    by = {
        "owes": say(f"choice.{first.owes}", language) if first.owes else "",
        "country": country_named(first.country, language),
    }
    in_time = _in_time(first, language)
    told = say(f"duties.status.{state}", language)
    return DutyLine(
        say(f"duties.short.{first.duty}", language, owed=owed),
        say(f"duties.owed_by.{'some' if first.owes else 'none'}", language, **by),
        _begins(ours, language),
        _reach(first, language, assumed),
        f"{told} {in_time}".strip(),
        "conditional" if first.in_time is False else TONES.get(state, "not_tested"),
        _unless(first, language),
        _remark(first, language),
        tuple(dict.fromkeys(step.source for step in ours)),
    )


def _begins(steps: Sequence[Obligation], language: str) -> tuple[str, ...]:
    """A day a step, with what it asks for where there are several."""
    if steps[0].applies is False:
        return (say("duties.begins.never", language),)
    days = [_begins_on(step, language) for step in steps]
    if len(set(days)) == 1:
        return (days[0],)
    return tuple(
        say("duties.begins.step", language, owed=_amount(step.owed, step, language), day=day)
        for step, day in zip(steps, days, strict=True)
    )


def _begins_on(step: Obligation, language: str) -> str:
    if step.due is not None:
        return day_named(step.due, language)
    return say(f"duties.begins.{'unset' if step.from_day is None else 'open'}", language)


def _reach(step: Obligation, language: str, assumed: frozenset[str]) -> str:
    if step.achieved is None:
        return ""
    if step.duty in SHARES:
        points = figure(step.achieved, step.unit, language, with_unit=False)
        return say("duties.reach.points", language, points=points)
    return _reached(step, language, assumed)


def _reached(step: Obligation, language: str, assumed: frozenset[str]) -> str:
    """What the site reaches; where a default alone does, that it is one."""
    amount = _amount(step.achieved, step, language)
    if step.duty in assumed and amount:
        return say("duties.reach.assumed", language, achieved=amount)
    return amount


def _standing(steps: Sequence[Obligation], regulation: Regulation) -> str:
    """How a duty stands; where its first operation decides, what all of its steps would say."""
    state = _state(steps[0], regulation)
    if state != "open":
        return state
    would = [_would_be_met(step) for step in steps]
    return "open_met" if all(would) else "open_some" if any(would) else "open_short"


def _would_be_met(step: Obligation) -> bool:
    if step.achieved is None or step.owed is None:
        return False
    return step.achieved <= step.owed if step.duty == "pue" else step.achieved >= step.owed


def duty_rows(
    regulation: Regulation, language: str = SPOKEN, assumed: frozenset[str] = frozenset()
) -> tuple[DutyRow, ...]:
    """A row a duty, this country's first; ``assumed`` are those held against a default."""
    return tuple(
        DutyRow(
            obligation.folded,
            country_named(obligation.country, language),
            say(f"duties.name.{obligation.duty}", language),
            " ".join(part for part in _parts(obligation, regulation, language, assumed) if part),
            _sources(obligation, language),
        )
        for obligation in regulation.duties
    )


def own_law(regulation: Regulation, language: str = SPOKEN, *, read_alone: bool = False) -> str:
    """That no law of the country itself stands in the table, or none that was read."""
    own = [duty for duty in regulation.duties if duty.country == regulation.country]
    if not regulation.country or any(duty.tellable or not read_alone for duty in own):
        return ""
    code = "second_hand" if own else "none"
    country = country_named(regulation.country, language)
    return say(f"duties.own.{code}", language, country=country)


def _sources(obligation: Obligation, language: str) -> str:
    """Where the duty stands, and where its change was told of."""
    told = filter(None, (obligation.source, bill_source(obligation.bill)))
    return "; ".join(source_named(source, language) for source in told)


def _parts(
    obligation: Obligation, regulation: Regulation, language: str, assumed: frozenset[str]
) -> tuple[str, ...]:
    threshold = figure(obligation.threshold_mw, "MW", language)
    owed = _amount(obligation.owed, obligation, language)
    reached = _reached(obligation, language, assumed)
    if obligation.duty in SHARES:
        reached = figure(obligation.achieved, obligation.unit, language, with_unit=False)
    return (
        say(f"duties.rule.{obligation.duty}", language, threshold=threshold, owed=owed),
        say(f"duties.state.{_state(obligation, regulation)}", language, achieved=reached),
        _when(obligation, language),
        _in_time(obligation, language),
        _unless(obligation, language),
        _second_hand(obligation, language),
        say(f"duties.bill.{obligation.bill}", language) if obligation.bill else "",
    )


def _amount(amount: float | None, obligation: Obligation, language: str) -> str:
    """In words; what is reached never looks like what is owed where it is not."""
    return (
        ""
        if amount is None
        else figure(amount, _unit(obligation), language, apart_from=obligation.owed)
    )


def _unit(obligation: Obligation) -> str:
    """A PUE has two decimals wherever it stands, or 1.15 and 1.2 would be one and the same."""
    return "ratio" if obligation.duty == "pue" else obligation.unit


def _state(obligation: Obligation, regulation: Regulation) -> str:
    if obligation.applies is not True:
        return "other" if obligation.folded else "open" if obligation.applies is None else "below"
    if not obligation.owes:
        return "rule"
    if obligation.duty in HEAT_USED:
        return "used" if obligation.met else "unused"
    if obligation.duty in PARTS:
        return PARTS[obligation.duty]
    if obligation.met is None:
        return "told" if obligation.duty in REPORTED else "own"
    return "met" if obligation.met else "short"


def _when(obligation: Obligation, language: str) -> str:
    if obligation.due is None or obligation.applies is False:
        return ""
    code = "since" if obligation.duty in SINCE else "by" if obligation.duty in BY else "due"
    return say(f"duties.{code}", language, day=day_named(obligation.due, language))


def _in_time(obligation: Obligation, language: str) -> str:
    if obligation.applies is not True or obligation.duty not in ("erf", "renewable_share"):
        return ""
    code = {True: "yes", False: "no", None: "open"}[obligation.in_time]
    return say(f"duties.in_time.{code}", language)


def _unless(obligation: Obligation, language: str) -> str:
    if obligation.applies is False or not obligation.exceptions:
        return ""
    listed = "; ".join(say(f"duties.exception.{code}", language) for code in obligation.exceptions)
    return say("duties.unless", language, exceptions=listed)


def _second_hand(obligation: Obligation, language: str) -> str:
    return "" if obligation.tellable else say("duties.unverified", language)


def _remark(obligation: Obligation, language: str) -> str:
    """In short: that it was not read, that it may change."""
    may_change = say("duties.may_change", language) if obligation.bill else ""
    return " ".join(filter(None, (_second_hand(obligation, language), may_change)))
