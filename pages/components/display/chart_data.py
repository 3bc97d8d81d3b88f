"""A chart in two parts: how it is drawn, and the figures of this site that travel beside it.

The browser draws a changed specification anew, but where only data change it moves the chart that
stands there: in a fraction of the time, and without a flash. So the points, the ends of the axes
and the description for those who see no chart are data; the rest is the same for every site.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from ihp_core.report.drawing.picture import Picture, Row, Spec

SITE = "site"
DESCRIPTION = "description"


def carried(drawn: Picture) -> Spec:
    """The picture's specification with named data, each packed as Arrow's stream of bytes."""
    points: dict[str, bytes] = {}
    site: Row = {DESCRIPTION: drawn.alt}
    layers = []
    for index, layer in enumerate(drawn.spec["layer"]):
        name = f"layer_{index}"
        points[name] = _packed(layer["data"]["values"])
        channels = layer.get("encoding", {}).items()
        encoding = {key: _reaching(key, channel, site) for key, channel in channels}
        layers.append(layer | {"data": {"name": name}, "encoding": encoding})
    datasets = points | {SITE: _packed([site])}
    return drawn.spec | {"layer": [_unseen(), *layers], "datasets": datasets}


def with_last_layer(chart: Spec, points: Sequence[Row]) -> Spec:
    """A carried chart with other points in its last layer: all else stays as it was packed."""
    last = chart["layer"][-1]["data"]["name"]
    return chart | {"datasets": chart["datasets"] | {last: _packed(points)}}


def _reaching(key: str, channel: Any, site: Row) -> Any:
    """A channel of numbers whose scale finds its ends in the site's row."""
    if not isinstance(channel, dict) or channel.get("type") != "quantitative":
        return channel
    scale = channel.get("scale") or {}
    ends = scale.get("domain")
    if not isinstance(ends, list) or len(ends) != 2:
        return channel
    named = dict(zip((f"{key}_low", f"{key}_high"), map(float, ends), strict=True))
    if any(site.get(name, end) != end for name, end in named.items()):
        return channel  # another layer's scale of its own
    site |= named
    expressions = [{"expr": f"data('{SITE}')[0].{name}"} for name in named]
    return channel | {"scale": scale | {"domain": expressions}}


def _unseen() -> Spec:
    """A mark without colour that holds the description, and the site's row in the chart."""
    mark = {"type": "point", "opacity": 0, "size": 1, "tooltip": None}
    described = {"field": DESCRIPTION, "type": "nominal"}
    return {"data": {"name": SITE}, "mark": mark, "encoding": {"description": described}}


def _packed(points: Sequence[Row]) -> bytes:
    names = dict.fromkeys(name for point in points for name in point)
    table = pa.table({name: _column([point.get(name) for point in points]) for name in names})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue().to_pybytes())


def _column(cells: list[Any]) -> pa.Array:
    """Numbers as such whatever their kind: the browser knows one."""
    kinds = {type(cell) for cell in cells} - {type(None)}
    numbers = all(issubclass(kind, int | float) and kind is not bool for kind in kinds)
    return pa.array(cells, pa.float64() if numbers else None)
