"""The page Heat and COP: the outdoor temperature and the chart that is drawn for it."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

from pages.components.state.draft import from_example
from tests.app.conftest import internal_switch
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


def tank_told(app: AppTest) -> str:
    """The sentence above the chart of the tank, once it is unfolded."""
    app.session_state["heat:tank"] = True
    app.run()
    assert unbroken(app)
    told = [one.value for one in app.markdown if "tank" in one.value]
    return next(one for one in told if "worth" in one or "bring" in one)


def test_what_a_tank_would_bring_is_worked_out_when_it_is_unfolded(visitor: AppTest) -> None:
    """A verdict in words; a price for everybody, the cost in the internal view alone."""
    visitor.session_state["draft"] = from_example("german")
    app = go(visitor, "heat")
    assert not [one.value for one in app.markdown if "A tank" in one.value]
    assert "the price would rise" in tank_told(app)
    assert "the cost would rise" in tank_told(internal_switch(app).set_value(True).run())


def test_the_tank_that_is_stated_is_told_beside_the_cop(visitor: AppTest) -> None:
    """What it gives and loses stands with the other notes."""
    draft = from_example("german")
    visitor.session_state["draft"] = draft | {"plant.buffer_m3": 500.0}
    app = go(visitor, "heat")
    assert unbroken(app)
    assert any("The tank of 500" in one.value for one in app.caption)
