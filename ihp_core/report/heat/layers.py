"""The year's heat in layers, exchanger only to not taken, in any division of the hours."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import numpy as np

from ihp_core.key_figures.hourly import HourlyYear
from ihp_core.report.drawing.palette import INK, LAYERS, REGIMES, ink_on
from ihp_core.report.drawing.picture import TEXT_SIZE, Layer, Row, rows, short, text
from ihp_core.tables.arrays import Array
from ihp_core.text import say

LABEL_WIDTH = 0.42
"""Share of a chart's width a name needs on a narrow screen."""

LABEL_HEIGHT = 0.08
"""Share of a chart's height a name needs."""

VISIBLE = 0.004
"""Share of a chart's height below which a layer is not seen and not named."""


@dataclass(frozen=True)
class Layers:
    """Means or sums over the bins: the load, and the layers that are there, each (bins,)."""

    x: Array
    load: Array
    heat: dict[str, Array]
    top: float

    def bounds(self, name: str) -> tuple[Array, Array]:
        """Lower and upper edge of a layer, each (bins,)."""
        below = np.zeros_like(self.x)
        for layer, amount in self.heat.items():
            if layer == name:
                return below, below + amount
            below = below + amount
        raise KeyError(name)

    @property
    def stack(self) -> Array:
        """All layers together, (bins,)."""
        return np.sum(list(self.heat.values()), axis=0) if self.heat else np.zeros_like(self.x)


def by_regime(year: HourlyYear) -> dict[str, Array]:
    """Delivered heat by the way it is made [MW], and the source heat not taken, each (8760,)."""
    heat = {name: np.where(year.regime == name, year.delivered_mw, 0.0) for name in REGIMES}
    # What a tank gives while the plant stands was made as most of its heat is.
    stored = np.where(year.regime == "off", year.delivered_mw, 0.0)
    if stored.any():
        most = max(heat, key=lambda name: float(heat[name].sum()))
        heat[most] = heat[most] + stored
    return heat | {"not_taken": np.asarray(year.not_taken_mw, dtype=np.float64)}


def layers(
    year: HourlyYear, order: Array, x: Array, edges: Array, names: tuple[str, ...]
) -> Layers:
    """Means [MW] of the hours in ``order`` between the ``edges``, for the layers named."""
    starts = edges[:-1].astype(np.int64)
    hours = np.diff(edges)

    def mean(amount: Array) -> Array:
        return np.add.reduceat(amount[order.astype(np.int64)], starts) / hours

    load = mean(year.load_mw)
    heat = {name: mean(amount) for name, amount in by_regime(year).items() if name in names}
    stack = np.sum(list(heat.values()), axis=0)
    top = 1.08 * max(float(load.max()), float(stack.max()), 1e-3)
    heat = {name: amount for name, amount in heat.items() if amount.max() > VISIBLE * top}
    return Layers(x, load, heat, top)


def _window(bins: int) -> int:
    return max(1, round(LABEL_WIDTH * bins))


def places(stacked: Layers) -> dict[str, tuple[float, float]] | None:
    """Where each layer's name fits inside it; ``None`` where one finds no room."""
    where: dict[str, tuple[float, float]] = {}
    for name in stacked.heat:
        low, high = stacked.bounds(name)
        width = _window(low.size)
        floor = np.lib.stride_tricks.sliding_window_view(low, width).max(axis=1)
        ceiling = np.lib.stride_tricks.sliding_window_view(high, width).min(axis=1)
        room = ceiling - floor
        if room.max() < LABEL_HEIGHT * stacked.top:
            return None
        roomy = np.flatnonzero(room >= 0.95 * room.max())
        best = int(roomy[np.argmin(np.abs(roomy - room.size / 2))])
        x = float(stacked.x[best : best + width].mean())
        where[name] = (x, float(floor[best] + ceiling[best]) / 2)
    return where


def colours(names: list[str], language: str, legend: bool) -> alt.Color:
    """The layers' colours by their names in words, with a legend only where it is needed."""
    words = [say(f"charts.layer.{name}", language) for name in names]
    scale = alt.Scale(domain=words, range=[LAYERS[name] for name in names])
    key = alt.Legend(
        title=None,
        orient="bottom",
        columns=2,
        labelLimit=0,
        labelFontSize=TEXT_SIZE,
        symbolType="square",
    )
    return alt.Color("layer:N", scale=scale, legend=key if legend else None)


def areas(stacked: Layers, x: alt.X, y: alt.Y, language: str) -> list[Layer]:
    """The layers as areas, each named inside itself where there is room."""
    where = places(stacked)
    points: list[Row] = []
    for name in stacked.heat:
        low, high = stacked.bounds(name)
        word = say(f"charts.layer.{name}", language)
        for here, below, above in zip(short(stacked.x), short(low), short(high), strict=True):
            points.append({"x": here, "low": below, "high": above, "layer": word})
    filled = alt.Chart(rows(points)).mark_area(tooltip=None, line=False)
    colour = colours(list(stacked.heat), language, legend=where is None)
    drawn = [filled.encode(x=x, y=y, y2=alt.Y2("high:Q"), color=colour)]
    for name, (here, height) in (where or {}).items():
        point = {"x": here, "y": height, "words": say(f"charts.layer.{name}", language)}
        drawn.append(text([point], colour=ink_on(LAYERS[name])))
    return drawn


def load_line(stacked: Layers, x: alt.X, language: str, *, falling: bool) -> list[Layer]:
    """The network's load as a line, named on its slope or, over a year, where it is lowest."""
    points = [
        {"x": here, "y": load}
        for here, load in zip(short(stacked.x), short(stacked.load), strict=True)
    ]
    line = alt.Chart(rows(points)).mark_line(color=INK, strokeWidth=1.5, tooltip=None)
    here, height = _on_the_slope(stacked) if falling else over_the_valley(stacked)
    word = {"x": here, "y": height, "words": say("charts.network_load", language)}
    side = "left" if falling else "center"
    return [
        line.encode(x=x, y=alt.Y("y:Q")),
        text([word], dy=-10, dx=6 if falling else 0, align=side),
    ]


def _on_the_slope(stacked: Layers) -> tuple[float, float]:
    bin_ = stacked.x.size // 3
    return float(stacked.x[bin_]), float(max(stacked.load[bin_], stacked.stack[bin_]))


def over_the_valley(stacked: Layers) -> tuple[float, float]:
    """Where the load's name stands on a chart of the year: over the quietest months."""
    crowd = np.maximum(stacked.load, stacked.stack)
    width = _window(crowd.size)
    reach = np.lib.stride_tricks.sliding_window_view(crowd, width).max(axis=1)
    best = int(np.argmin(reach))
    return float(stacked.x[best : best + width].mean()), float(reach[best])
