"""Charts that are moved, not drawn anew: the figures of a site travel beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt
import pyarrow as pa
import pytest

from ihp_core.answer import answer
from ihp_core.report.drawing.picture import Picture, Spec
from ihp_core.report.heat.capacity import capacity_heat
from ihp_core.report.heat.temperature_heat import temperature_heat
from ihp_core.report.heat.year import duration, months, year
from ihp_core.report.next_steps.plan_chart import plan_chart
from ihp_core.report.price.doubt import distribution, tornado
from ihp_core.report.price.ladder import ladder
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example, names
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from pages.components.display.chart_data import DESCRIPTION, SITE, carried
from tests.sweeps import EXAMPLES as KEPT
from tests.sweeps import only

CHARTS: dict[str, Callable[[Assessment], Picture | None]] = {
    "temperature_heat": lambda found: temperature_heat(found, 0.0),
    "year": year,
    "duration": duration,
    "months": months,
    "capacity_heat": capacity_heat,
    "ladder": ladder,
    "distribution": lambda found: _of_doubt(distribution, found),
    "tornado": lambda found: _of_doubt(tornado, found),
    "plan": lambda found: plan_chart(found.timeline),
}
OF_THE_HEAT = ("temperature_heat", "year", "duration", "months", "capacity_heat")


def _of_doubt(draw: Callable[..., Picture | None], found: Assessment) -> Picture | None:
    assert found.uncertainty is not None
    return draw(found, found.uncertainty)


def unpacked(stream: bytes) -> list[dict[str, Any]]:
    """The rows of a dataset without what is empty in them, as the browser reads them."""
    found = pa.ipc.open_stream(stream).read_all().to_pylist()
    return [{name: one for name, one in row.items() if one is not None} for row in found]


def put_together(sent: Spec) -> Spec:
    """The chart as it was before its figures were taken out."""
    data = {name: unpacked(stream) for name, stream in sent["datasets"].items()}

    def end(one: Any) -> Any:
        return data[SITE][0][one["expr"].rpartition(".")[2]] if isinstance(one, dict) else one

    layers = []
    for layer in sent["layer"][1:]:
        encoding = {}
        for key, channel in layer["encoding"].items():
            scale = channel.get("scale") if isinstance(channel, dict) else None
            if scale and "domain" in scale:
                scale = scale | {"domain": [end(one) for one in scale["domain"]]}
                channel = channel | {"scale": scale}
            encoding[key] = channel
        values = data[layer["data"]["name"]]
        layers.append(layer | {"data": {"values": values}, "encoding": encoding})
    return {key: part for key, part in sent.items() if key != "datasets"} | {"layer": layers}


@pytest.mark.parametrize("name", only(KEPT, names()))
@pytest.mark.parametrize("chart", CHARTS)
def test_nothing_of_a_chart_is_lost_on_the_way(name: str, chart: str) -> None:
    """Specification, points and ends of axes put together again are the chart that was made; its
    description stands in the site's row; what is sent is Vega-Lite."""
    drawn = CHARTS[chart](answer(example(name)))
    if drawn is None:
        pytest.skip("not drawn for this site")
    sent = carried(drawn)
    without = {key: part for key, part in drawn.spec.items() if key != "layer"}
    assert put_together(sent) == without | {
        "layer": [
            {"encoding": {}} | layer | {"data": {"values": _bare(layer["data"]["values"])}}
            for layer in drawn.spec["layer"]
        ]
    }
    assert unpacked(sent["datasets"][SITE])[0][DESCRIPTION] == drawn.alt
    alt.LayerChart.validate({key: part for key, part in sent.items() if key != "datasets"})


def _bare(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: one for name, one in row.items() if one is not None} for row in rows]


@pytest.mark.parametrize("chart", OF_THE_HEAT)
def test_another_capacity_changes_no_more_than_the_figures(chart: str) -> None:
    """10 and 12 MW of IT: the same specification, else the browser draws it anew."""
    paths = flat(example("german").model_dump(mode="json", exclude_defaults=True))
    sent = []
    for capacity in (10.0, 12.0):
        site = Site.model_validate(nested(paths | {"data_centre.it_capacity_mw": capacity}))
        drawn = CHARTS[chart](answer(site))
        assert drawn is not None
        sent.append(carried(drawn))
    one, other = ({key: s[key] for key in s if key != "datasets"} for s in sent)
    assert one == other
    assert sent[0]["datasets"] != sent[1]["datasets"]


def test_a_second_scale_of_the_same_channel_keeps_its_numbers() -> None:
    """The site's row has one low and one high end a channel; another layer's own stay with it."""

    def layer(high: float) -> Spec:
        y = {"field": "y", "type": "quantitative", "scale": {"domain": [0, high]}}
        return {"data": {"values": [{"y": 1}]}, "mark": "point", "encoding": {"y": y}}

    sent = carried(Picture({"layer": [layer(5), layer(7)]}, "title", "words"))
    ends = [one["encoding"]["y"]["scale"]["domain"] for one in sent["layer"][1:]]
    assert ends == [[{"expr": "data('site')[0].y_low"}, {"expr": "data('site')[0].y_high"}], [0, 7]]
    assert unpacked(sent["datasets"][SITE]) == [{DESCRIPTION: "words", "y_low": 0, "y_high": 5}]
