"""The heat of the time reported as bars, a day or a month each; on its own as it is no table."""

from __future__ import annotations

import altair as alt
import numpy as np

from ihp_core.delivery.civil import local_of
from ihp_core.report.delivery.case import DeliveryCase, month_words
from ihp_core.report.drawing.palette import DIRECT, INK, LIFT
from ihp_core.report.drawing.picture import (
    TEXT_SIZE,
    Picture,
    Row,
    amounts,
    framed,
    month_names,
    rows,
)
from ihp_core.tables.arrays import Array
from ihp_core.text import figure

HEIGHT = 104
PARTS = {"direct": DIRECT, "lifted": LIFT}


def heat_chart(case: DeliveryCase) -> Picture:
    """Heat of each day of a month or each month of a year [MWh], by the way it is made if that is
    known; what was expected as a line across its bar."""
    table = case.summed("month" if case.month is None else "day")
    names, heat = _names(case), table.columns["heat_mwh"]
    top = 1.1 * max(1e-6, float(np.nanmax(np.append(heat, table.columns["expected_mwh"]))))
    parts = _parts(table.columns)
    points = [
        {"at": at, "low": low, "high": low + part, "part": case.say(f"chart.layer_{name}")}
        for name, low_of, column in parts
        for at, low, part in zip(names, low_of.tolist(), column.tolist(), strict=True)
        if part > 0
    ]
    x = alt.X("at:N", sort=list(names), axis=_axis(), scale=alt.Scale(domain=list(names)))
    bars = alt.Chart(rows(points)).mark_bar(width=alt.RelativeBandSize(0.8), tooltip=None)
    drawn = bars.encode(
        x=x,
        y=amounts(alt.Y, "low", top, case.language, "MWh"),
        y2=alt.Y2("high:Q"),
        color=_colours(case, [name for name, _, _ in parts]),
    )
    layers = [drawn, *_expected(table.columns["expected_mwh"], names, x)]
    return Picture(framed(layers, HEIGHT), _title(case, heat), _alt(case, names, heat))


def _parts(columns: dict[str, Array] | object) -> list[tuple[str, Array, Array]]:
    """The layers of the bars: name, lower edge, amount; the pipe's loss is taken off both alike."""
    assert isinstance(columns, dict)
    heat, direct, lifted = (columns[f"{name}_mwh"] for name in ("heat", "direct", "lifted"))
    none = np.zeros(len(heat))
    if np.isnan(direct).all():
        return [("heat", none, np.nan_to_num(heat))]
    made = np.maximum(direct + lifted, 1e-9)
    low = heat * direct / made
    layers = [("direct", none, low), ("lifted", low, heat - low)]
    return [layer for layer in layers if layer[2].max() > 1e-6] or layers[:1]


def _expected(expected: Array, names: tuple[str, ...], x: alt.X) -> list[alt.Chart]:
    if np.isnan(expected).all():
        return []
    points: list[Row] = [
        {"at": at, "low": amount}
        for at, amount in zip(names, expected.tolist(), strict=True)
        if amount == amount
    ]
    marks = alt.Chart(rows(points)).mark_tick(color=INK, thickness=2, tooltip=None)
    return [marks.encode(x=x, y=alt.Y("low:Q"))]


def _colours(case: DeliveryCase, parts: list[str]) -> alt.Color:
    words = [case.say(f"chart.layer_{name}") for name in parts]
    scale = alt.Scale(domain=words, range=[PARTS.get(name, LIFT) for name in parts])
    key = alt.Legend(
        title=None,
        orient="bottom",
        columns=len(parts),
        labelLimit=0,
        labelFontSize=TEXT_SIZE,
        symbolType="square",
    )
    legend = None if len(parts) == 1 else key
    return alt.Color("part:N", scale=scale, legend=legend)


def _names(case: DeliveryCase) -> tuple[str, ...]:
    """The days of the month by number, or the months by their short names."""
    table = case.summed("month" if case.month is None else "day")
    local = local_of(table.starts, table.zone)
    if case.month is not None:
        return tuple(str(day)[-2:].lstrip("0") for day in local.astype("datetime64[D]"))
    months = local.astype("datetime64[M]")
    if len(np.unique(months.astype("datetime64[Y]"))) > 1:
        return tuple(month_words(month, case.language) for month in months)
    return tuple(month_names(case.language)[int(month.astype(int)) % 12] for month in months)


def _axis() -> alt.Axis:
    return alt.Axis(title=None, labelAngle=0, domain=False, ticks=False, labelOverlap="parity")


def _title(case: DeliveryCase, heat: Array) -> str:
    ends = [float(np.nanmin(heat)), float(np.nanmax(heat))]
    low, high = (figure(end, "MWh", case.language, with_unit=False) for end in ends)
    words = {
        "heat": figure(float(np.nansum(heat)), "MWh", case.language),
        "low": low,
        "high": figure(ends[1], "MWh", case.language),
        "period": case.name,
    }
    step = "months" if case.month is None else "days"
    title = case.say(f"chart.{step}{'_even' if low == high else ''}", **words)
    return case.say("chart.expected", title=title) if case.delivered.basis == "metered" else title


def _alt(case: DeliveryCase, names: tuple[str, ...], heat: Array) -> str:
    told = (
        f"{name} {figure(amount, 'MWh', case.language)}"
        for name, amount in zip(names, heat.tolist(), strict=True)
    )
    return case.say("chart.alt", points="; ".join(told))
