"""The plan in words: the window of first heat, its bars, the footnote and what is open."""

from __future__ import annotations

from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.names import day_named, month_named
from ihp_core.viability.timeline import Bar, Timeline


def window_sentence(plan: Timeline, language: str = SPOKEN) -> str:
    """When the first heat can flow, or from when on work has to run for an agreed day."""
    first, last = plan.first_heat_earliest, plan.first_heat_latest
    if first is None or last is None:
        shortest, longest = _total(plan)
        low = figure(shortest, "months", language, with_unit=False)
        high = figure(longest, "months", language)
        return say("plan.months", language, low=low, high=high)
    if plan.work_starts_earliest and plan.work_starts_latest and plan.basis == "contract_start":
        ends = plan.work_starts_earliest, plan.work_starts_latest
        begin, end = (month_named(day, language) for day in ends)
        told = say("plan.agreed", language, day=day_named(first, language), first=begin, last=end)
        return f"{told} {_reach(plan, language)}".strip()
    window = {"first": month_named(first, language), "last": month_named(last, language)}
    return say("plan.window", language, **window)


def footnote(plan: Timeline, language: str = SPOKEN) -> str:
    """The phases' own sum beside the guide's whole, and which of both the plan counts on."""
    lows = {"low": plan.phases_low_months, "whole_low": plan.total_low_months}
    highs = {"high": plan.phases_high_months, "whole_high": plan.total_high_months}
    words = {n: figure(end, "months", language, with_unit=False) for n, end in lows.items()}
    words |= {name: figure(end, "months", language) for name, end in highs.items()}
    return say("plan.footnote", language, **words)


def bar_name(bar: Bar, language: str = SPOKEN) -> str:
    """What a bar of the plan is called."""
    return say(f"parties.phase.{bar.id}", language)


def open_points(plan: Timeline, language: str = SPOKEN) -> tuple[str, ...]:
    """What has no day yet."""
    return tuple(say(f"plan.open.{code}", language) for code in plan.open_points)


def _total(plan: Timeline) -> tuple[float, float]:
    return plan.total_low_months, plan.total_high_months


def _reach(plan: Timeline, language: str) -> str:
    """Whether an agreed day can be kept; nothing where today is not known."""
    if plan.today is None:
        return ""
    code = {True: "in_reach", False: "out_of_reach", None: "tight"}[plan.in_reach]
    return say(f"plan.{code}", language)
