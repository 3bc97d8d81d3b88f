"""The page Heat and COP: the outdoor temperature and the chart that is drawn for it."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ihp_core.assessment import Screened
from ihp_core.report.drawing.picture import Picture
from ihp_core.report.heat import temperature_heat
from ihp_core.results.results import Assessment
from ihp_core.text import say
from pages.components.state import answer
from pages.components.state.draft import from_example
from tests.app.conftest import TIMEOUT
from tests.app.test_journey import go, unbroken


def outdoor_of_the_chart(app: AppTest) -> float:
    """The outdoor temperature [°C] in the title above the first chart."""
    titles = (one.value for one in app.markdown)
    found = (re.search(r"([-−]?\d+(?:\.\d+)?).°C outside", title) for title in titles)
    return next(float(one.group(1).replace("−", "-")) for one in found if one)


def test_the_first_chart_is_drawn_for_where_the_slider_stands(visitor: AppTest) -> None:
    """The chart is made before the slider is drawn, and yet they agree, within what an hour of
    the year lies beside a whole degree."""
    app = go(visitor, "heat")
    for asked in (app.slider[0].value, 12, -5):
        app.slider[0].set_value(asked).run()
        assert unbroken(app)
        assert app.slider[0].value == asked
        assert abs(outdoor_of_the_chart(app) - asked) < 0.5


def test_in_another_climate_the_slider_begins_anew(visitor: AppTest) -> None:
    """A degree that the new place never has would ask for a chart of no hour."""
    visitor.session_state["draft"] = from_example("swedish")
    app = go(visitor, "heat")
    coldest = app.slider[0].min
    app.slider[0].set_value(coldest).run()
    app.session_state["draft"] = from_example("german")
    app.run()
    slider = app.slider[0]
    assert unbroken(app)
    assert slider.min > coldest
    assert slider.value == 0
    assert abs(outdoor_of_the_chart(app)) < 0.5


def test_the_first_chart_is_on_its_way_before_the_spread_is_known(
    visitor: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The samples wait here until the chart is drawn: were it drawn after them, nobody would see
    one."""
    app, drawn, waited = go(visitor, "heat"), threading.Event(), []
    whole, chart = answer.answered, temperature_heat.temperature_heat

    def after_the_chart(basis: Screened) -> Assessment:
        waited.append(drawn.wait(TIMEOUT / 2))
        return whole(basis)

    def first(*given: Any) -> Picture:
        drawn.set()
        return chart(*given)

    monkeypatch.setattr(answer, "answered", after_the_chart)
    monkeypatch.setattr(temperature_heat, "temperature_heat", first)
    app.session_state["draft"] = app.session_state["draft"] | {"data_centre.it_capacity_mw": 7.77}
    assert unbroken(app.run())
    assert waited == [True]
    assert app.get("vega_lite_chart")


def test_a_chain_that_breaks_before_the_chart_keeps_the_last_answer(
    visitor: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words, with every entry kept; nobody waits for a chart that does not come."""
    app = go(visitor, "heat")

    def broken(*given: Any) -> Screened:
        raise RuntimeError

    monkeypatch.setattr(answer, "screened", broken)
    app.session_state["draft"] = app.session_state["draft"] | {"data_centre.it_capacity_mw": 7.78}
    app.run()
    assert say("app.failed") in " ".join(one.value for one in app.warning)
    assert app.session_state["draft"]["data_centre.it_capacity_mw"] == 7.78
