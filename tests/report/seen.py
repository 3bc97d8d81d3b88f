"""What the browser gets of a picture, held against Vega-Lite's schema first."""

from __future__ import annotations

from typing import Any

import altair as alt

from ihp_core.report.drawing.picture import Picture, Spec


def spec(picture: Picture | None) -> Spec:
    """The chart; a word that Vega-Lite does not know raises."""
    assert picture is not None
    alt.LayerChart.validate(picture.spec)
    return picture.spec


def points(drawn: Picture | Spec) -> list[dict[str, Any]]:
    """All points of a chart, of all its layers."""
    drawn = spec(drawn) if isinstance(drawn, Picture) else drawn
    return [row for layer in drawn["layer"] for row in layer["data"]["values"]]
