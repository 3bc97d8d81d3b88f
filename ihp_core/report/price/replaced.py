"""What the heat replaces, month by month: for both views."""

from __future__ import annotations

import altair as alt

from ihp_core.report.drawing.palette import INK, OWN
from ihp_core.report.drawing.picture import (
    Picture,
    Row,
    amounts,
    framed,
    month_names,
    months_in_full,
    rows,
)
from ihp_core.report.heat.year import month_axis
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, figure, say

_UNIT = "EUR/MWh"
_HEIGHT = 220
LEAST_MWH = 5.0
"""A month below it replaces nothing worth a figure."""
ALIKE = 0.9
"""Of the longest bar: where all bars are at least that long, they look like one."""


def _costs(assessment: Assessment, language: str) -> dict[str, float]:
    """Running cost of today's heat by month, of the months that replace any."""
    return {
        name: month.avoided_eur_per_mwh
        for name, month in zip(month_names(language), assessment.replaced.months, strict=True)
        if month.heat_mwh >= LEAST_MWH and month.avoided_eur_per_mwh is not None
    }


def same_all_year(assessment: Assessment, language: str = SPOKEN) -> bool:
    """Whether no month lies far off the others: a chart of equal bars would say nothing."""
    costs = _costs(assessment, language).values()
    return not costs or min(costs) >= ALIKE * max(costs)


def replaced_months(assessment: Assessment, language: str = SPOKEN) -> Picture:
    """Running cost of today's heat that each month replaces [EUR/MWh], the price beside it.

    For the conversation, of the assessment that ``discreet`` leaves.
    """
    costs = _costs(assessment, language)
    price = assessment.price.indicative_eur_per_mwh
    if not costs:
        title = say("charts.nothing_delivered", language)
        return Picture(framed([_price_line(0.0)], _HEIGHT), title, title)
    ends = [0.0, *costs.values(), *([] if price is None else [price])]
    drawn = [_bars(assessment, costs, (min(ends), 1.1 * max(1.0, *ends)), language)]
    if price is not None:
        drawn.append(_price_line(price))
    title = _title(costs, price, language)
    told = "; ".join(f"{name} {figure(cost, _UNIT, language)}" for name, cost in costs.items())
    described = say("charts.replaced.alt", language, months=told)
    return Picture(framed(drawn, _HEIGHT), title, described)


def _title(costs: dict[str, float], price: float | None, language: str) -> str:
    most, least = max(costs, key=costs.__getitem__), min(costs, key=costs.__getitem__)
    in_full = dict(zip(month_names(language), months_in_full(language), strict=True))
    words = {
        "most_month": in_full[most],
        "most": figure(costs[most], _UNIT, language),
        "least_month": in_full[least],
        "least": figure(costs[least], _UNIT, language),
    }
    if words["most"] == words["least"]:
        return say("charts.replaced.even", language, **words)
    if price is None:
        return say("charts.replaced.title", language, **words)
    dearer = sum(cost < price for cost in costs.values())
    code = "above" if dearer == 0 else "below" if dearer == len(costs) else "mixed"
    words |= {"price": figure(price, _UNIT, language), "months": str(dearer), "of": str(len(costs))}
    return say(f"charts.replaced.{code}", language, **words)


def _bars(
    assessment: Assessment, costs: dict[str, float], down: tuple[float, float], language: str
) -> alt.Chart:
    points: list[Row] = []
    for number, name in enumerate(month_names(language)):
        if name in costs:
            told = f"{name}: {figure(costs[name], _UNIT, language)}"
            told += f", {units_told(assessment.replaced.units[number], language)}"
            points.append({"month": name, "y": costs[name], "zero": 0.0, "told": told})
    bars = alt.Chart(rows(points)).mark_bar(color=OWN, width=alt.RelativeBandSize(0.7))
    unit = say("unit.EUR/MWh", language)
    drawn: alt.Chart = bars.encode(
        x=month_axis(language),
        y=amounts(alt.Y, "y", down[1], language, unit, bottom=down[0]),
        y2=alt.Y2("zero:Q"),
        tooltip=[alt.Tooltip("told:N", title=" ")],
    )
    return drawn


def units_told(units: dict[str, float], language: str = SPOKEN) -> str:
    """Which units give way, and how much of the heat is theirs."""
    total = sum(units.values())
    if total <= 0:
        return say("figure.none", language)
    ranked = sorted(units.items(), key=lambda pair: -pair[1])
    return ", ".join(
        say(
            "charts.replaced.unit",
            language,
            kind=say(f"choice.{kind}", language),
            share=figure(heat / total, "share", language),
        )
        for kind, heat in ranked
        if heat / total >= 0.005
    )


def of_the_year(assessment: Assessment, language: str = SPOKEN) -> str:
    """The units that give way in the year; before it what every month costs, where that is the
    same, or the price that is dashed."""
    total: dict[str, float] = {}
    for month in assessment.replaced.units:
        for kind, heat in month.items():
            total[kind] = total.get(kind, 0.0) + heat
    told = [say("charts.replaced.units", language, units=units_told(total, language))]
    price, costs = assessment.price.indicative_eur_per_mwh, _costs(assessment, language)
    if costs and same_all_year(assessment, language):
        told.insert(0, _title(costs, price, language))
    elif price is not None:
        told.insert(
            0, say("charts.replaced.dashed", language, price=figure(price, _UNIT, language))
        )
    return " ".join(told)


def _price_line(price: float) -> alt.Chart:
    line = alt.Chart(rows([{"y": price}])).mark_rule(
        color=INK, strokeWidth=2, strokeDash=[6, 4], tooltip=None
    )
    drawn: alt.Chart = line.encode(y=alt.Y("y:Q"))
    return drawn
