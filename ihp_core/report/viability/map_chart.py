"""A map of viability: the verdict over two inputs, the price as its shade. Internal.

Where one verdict holds all over it there is nothing to draw, and a sentence says so.
"""

from __future__ import annotations

from itertools import groupby

import altair as alt
import numpy as np

from ihp_core.report.drawing.palette import SIGNS, ink_on
from ihp_core.report.drawing.picture import Layer, Picture, Row, axis_in, framed, rows, text
from ihp_core.site.inputs import about
from ihp_core.tables.arrays import Array
from ihp_core.text import SPOKEN, figure, say
from ihp_core.viability.judgement import VERDICTS
from ihp_core.what_if.viability_map import Axis, ViabilityMap

TOGETHER = 2
"""Cells to a side that share one price under the pointer."""

HEIGHT = 340
PALE, PALEST = "#FFFFFF", 0.5
"""How pale the cheapest cells are; the verdict's colour is still told, and words stay legible."""
PRICE_UNIT = "EUR/MWh"
ON_FIELD = ink_on(SIGNS["conditional"].colour)
"""Of what stands on the fields, which cover the page in a light as in a dark theme."""


def map_chart(viability_map: ViabilityMap, language: str = SPOKEN) -> Picture:
    """Fields of one verdict, named by icon and words, with the site in its place."""
    x, y = _across(viability_map.across, language), _up(viability_map.up, language)
    fields = alt.Chart(rows(_fields(viability_map, language))).mark_rect(
        strokeWidth=1, tooltip=None
    )
    names = [_name(verdict, language) for verdict in VERDICTS]
    colours = [SIGNS[verdict].colour for verdict in VERDICTS]
    scale = alt.Scale(domain=names, range=colours)
    kind = alt.Color(
        "verdict:N",
        scale=scale,
        legend=alt.Legend(title=None, orient="top", columns=2, labelLimit=220),
    )
    seam = alt.Stroke("verdict:N", scale=scale, legend=None)  # no light between two fields
    drawn = fields.encode(x=x, x2=alt.X2("x2:Q"), y=y, y2=alt.Y2("y2:Q"), color=kind, stroke=seam)
    layers = [
        drawn,
        *_icons(viability_map),
        _prices(viability_map, language),
        *_site(viability_map, language),
    ]
    return Picture(
        framed(layers, HEIGHT), _title(viability_map, language), _described(viability_map, language)
    )


def map_sentence(viability_map: ViabilityMap, language: str = SPOKEN) -> str:
    """What a map of one colour says; empty where borders run through it."""
    verdicts = np.unique(viability_map.verdict.astype(int))
    if len(verdicts) > 1:
        return ""
    words = {"verdict": say(f"app.outcome.{VERDICTS[verdicts[0]]}", language)}
    code = viability_map.across.field
    prices = viability_map.price_eur_per_mwh
    told = say(f"viability.map.one.{code}", language, **words)
    if np.isnan(prices).all():
        return told
    low, high = float(np.nanmin(prices)), float(np.nanmax(prices))
    ends = {
        "low": figure(low, PRICE_UNIT, language, with_unit=False),
        "high": figure(high, PRICE_UNIT, language),
    }
    return f"{told} {say('viability.map.prices', language, **ends)}"


def edges(values: Array) -> Array:
    """The borders of cells around values: half way between them, the ends at the ends."""
    return np.concatenate([values[:1], (values[1:] + values[:-1]) / 2, values[-1:]])


def _name(verdict: str, language: str) -> str:
    words = say(f"app.outcome.{verdict}", language)
    return say("viability.map.verdict", language, icon=SIGNS[verdict].icon, words=words)


def _fields(viability_map: ViabilityMap, language: str) -> list[Row]:
    """Neighbouring cells of one verdict as one field, over as many rows as are alike."""
    across, up = edges(viability_map.across.values), edges(viability_map.up.values)
    names, points, row = [_name(verdict, language) for verdict in VERDICTS], [], 0
    for line, alike in groupby(viability_map.verdict.astype(int).tolist()):
        above = row + len(list(alike))
        for first, last, verdict in _runs(line):
            ends = {"x": across[first], "x2": across[last], "y": up[row], "y2": up[above]}
            places: Row = {name: round(float(end), 4) for name, end in ends.items()}
            points.append(places | {"verdict": names[verdict]})
        row = above
    return points


def _runs(line: list[int]) -> list[tuple[int, int, int]]:
    """First cell, cell behind the last, and verdict of each run of a row."""
    runs, first = [], 0
    for verdict, same in groupby(line):
        last = first + len(list(same))
        runs.append((first, last, verdict))
        first = last
    return runs


def _icons(viability_map: ViabilityMap) -> list[Layer]:
    """The icon of each verdict in the middle of its longest run, in a row away from the site."""
    points = []
    for value, verdict in enumerate(VERDICTS):
        runs = [
            (last - first, row, (first + last - 1) // 2)
            for row, line in enumerate(viability_map.verdict.astype(int).tolist())
            for first, last, kind in _runs(line)
            if kind == value
        ]
        if not runs:
            continue
        alike = [run for run in runs if run[0] == max(runs)[0]]
        pair = (alike[len(alike) // 4], alike[3 * len(alike) // 4])
        _, row, column = max(pair, key=lambda run: abs(run[1] - viability_map.up.place))
        x, y = float(viability_map.across.values[column]), float(viability_map.up.values[row])
        points.append({"x": x, "y": y, "words": SIGNS[verdict].icon})
    return [text(points, size=22, colour=ON_FIELD, baseline="middle")]


def _prices(viability_map: ViabilityMap, language: str) -> alt.Chart:
    """Fields of several cells, the dearer the darker, each with its mean price if any."""
    points = []
    for row in range(0, len(viability_map.up.values), TOGETHER):
        for column in range(0, len(viability_map.across.values), TOGETHER):
            block = (slice(row, row + TOGETHER), slice(column, column + TOGETHER))
            points.append(_price(viability_map, block, language))
    points = [point for point in points if point]
    drawn = alt.Chart(rows(_shaded(points))).mark_rect(color=PALE, strokeWidth=0)
    placed: alt.Chart = drawn.encode(
        x=alt.X("x:Q"),
        x2=alt.X2("x2:Q"),
        y=alt.Y("y:Q"),
        y2=alt.Y2("y2:Q"),
        opacity=alt.Opacity("shade:Q", scale=None, legend=None),
        tooltip="words:N",
    )
    return placed


def _shaded(points: list[Row]) -> list[Row]:
    """Each field with how pale it is, by the rank of its price: one dear corner hides no slope."""
    prices = np.array([point.pop("price") for point in points])
    ranks = np.searchsorted(np.sort(prices), prices) / max(len(prices) - 1, 1)
    return [
        point | {"shade": round(PALEST * (1 - float(rank)), 3)}
        for point, rank in zip(points, ranks, strict=True)
    ]


def _price(viability_map: ViabilityMap, block: tuple[slice, slice], language: str) -> Row:
    prices = viability_map.price_eur_per_mwh[block]
    if np.isnan(prices).any():
        return {}
    ends: Row = {}
    across, up = viability_map.across, viability_map.up
    for name, axis, cells in (("y", up, block[0]), ("x", across, block[1])):
        borders = edges(axis.values)[cells.start : cells.stop + 1]
        ends |= {name: round(float(borders[0]), 4), f"{name}2": round(float(borders[-1]), 4)}
    words = {
        "up": _shown(up, float(up.values[block[0]].mean()), language),
        "across": _shown(across, float(across.values[block[1]].mean()), language),
        "price": figure(float(prices.mean()), PRICE_UNIT, language),
    }
    told = say("viability.map.tooltip", language, **words)
    return ends | {"words": told, "price": float(prices.mean())}


def _site(viability_map: ViabilityMap, language: str) -> list[Layer]:
    """A cross where the site lies, with its name."""
    x, y = (_own(axis) for axis in (viability_map.across, viability_map.up))
    point = [{"x": x, "y": y, "words": say("viability.map.site", language)}]
    mark = alt.Chart(rows(point)).mark_point(
        shape="cross", size=160, color=ON_FIELD, filled=True, tooltip=None
    )
    right = viability_map.across.place < len(viability_map.across.values) / 2
    side, dx = ("left", 12) if right else ("right", -12)
    name = text(point, size=13, colour=ON_FIELD, baseline="middle", align=side, dx=dx)
    return [mark.encode(x=alt.X("x:Q"), y=alt.Y("y:Q")), name]


def _own(axis: Axis) -> float:
    return float(axis.values[axis.place])


def _shown(axis: Axis, value: float, language: str) -> str:
    return figure(value, about(axis.field)["unit"], language)


def _label(axis: Axis, language: str) -> str:
    return say(f"input.{axis.field}.label", language)


def _across(axis: Axis, language: str) -> alt.X:
    drawn = axis_in(language, _with_unit(axis, language), vertical=False)
    return alt.X("x:Q", scale=_scale(axis), axis=drawn)


def _up(axis: Axis, language: str) -> alt.Y:
    drawn = axis_in(language, _with_unit(axis, language), vertical=True)
    drawn.grid = False
    return alt.Y("y:Q", scale=_scale(axis), axis=drawn)


def _scale(axis: Axis) -> alt.Scale:
    ends = [round(float(axis.values[end]), 4) for end in (0, -1)]
    return alt.Scale(domain=ends, nice=False, zero=False)


def _with_unit(axis: Axis, language: str) -> str:
    unit = say(f"unit.{about(axis.field)['unit']}", language)
    return f"{_label(axis, language)} [{unit}]"


def _title(viability_map: ViabilityMap, language: str) -> str:
    works = float((viability_map.verdict < VERDICTS.index("not_viable")).mean())
    share = figure(works, "share", language)
    return say(f"viability.map.works.{viability_map.across.field}", language, share=share)


def _described(viability_map: ViabilityMap, language: str) -> str:
    parts = [
        say(
            "viability.map.part",
            language,
            words=say(f"app.outcome.{verdict}", language),
            share=figure(float((viability_map.verdict == value).mean()), "share", language),
        )
        for value, verdict in enumerate(VERDICTS)
    ]
    across, up = viability_map.across, viability_map.up
    left, right = (_shown(across, float(across.values[end]), language) for end in (0, -1))
    low, high = (_shown(up, float(up.values[end]), language) for end in (0, -1))
    ends = {"left": left, "right": right, "low": low, "high": high}
    own = {"x": _shown(across, _own(across), language), "y": _shown(up, _own(up), language)}
    names = {"across": _label(across, language), "up": _label(up, language)}
    return say("viability.map.alt", language, parts=", ".join(parts), **names, **ends, **own)
