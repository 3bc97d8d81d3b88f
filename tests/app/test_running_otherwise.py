"""The folded parts of the page Operation: by price, outages, built in steps."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ihp_core.text import say
from tests.app.conftest import internal_switch
from tests.app.test_journey import go, unbroken

pytest.importorskip("highspy")
PATH = "plant.steps"


def _open(app: AppTest, *parts: str) -> AppTest:
    """The page Operation with some of its parts unfolded."""
    for part in parts:
        app.session_state[f"operation:{part}"] = True
    return go(app, "operation")


def _texts(app: AppTest) -> str:
    return " ".join(part.value for part in (*app.markdown, *app.caption))


def _stating(app: AppTest, **stated: Any) -> AppTest:
    paths = {path.replace("__", "."): value for path, value in stated.items()}
    app.session_state["draft"] = app.session_state["draft"] | paths
    return app


def test_by_price_is_worked_out_on_a_click_and_not_before(visitor: AppTest) -> None:
    """Then a sentence, a table with a column a way, and how near it is to the cheapest plan."""
    page = _open(visitor, "by_price")
    assert unbroken(page)
    assert say("running.row.starts") not in str([one.value for one in page.table])
    page.number_input(key="operation:tank_m3").set_value(300).run()
    page.button(key="operation:by_price_work").click().run(timeout=60)
    assert unbroken(page)
    assert "300 m³" in _texts(page).replace("\N{NO-BREAK SPACE}", " ")
    (table,) = [one.value for one in page.table if say("running.column.led") in one.value]
    assert list(table.columns)[1:] == [
        say(f"running.column.{way}") for way in ("led", "by_price", "led_tank", "by_price_tank")
    ]
    page.number_input(key="operation:tank_m3").set_value(400).run()
    assert say("running.column.led") not in str([one.value.columns for one in page.table])


def test_outages_are_told_with_what_is_missing(visitor: AppTest) -> None:
    """One heat pump, or the whole plant, in the coldest 72 hours."""
    page = _open(visitor, "outage")
    assert unbroken(page)
    (table,) = [one.value for one in page.table if say("running.outage_column.unit") in one.value]
    assert len(table) == 7


def test_steps_are_the_producers_alone(visitor: AppTest) -> None:
    """A customer finds neither entry nor result."""
    page = _open(visitor, "steps")
    assert unbroken(page)
    assert say("running.steps.note") not in _texts(page)


def test_steps_are_entered_row_by_row_and_told(visitor: AppTest) -> None:
    """A year makes a step of one unit; what goes beyond the units is said beside the boxes."""
    internal_switch(visitor).set_value(True).run()
    page = _open(_stating(visitor, plant__units=3), "steps")
    page.text_input(key=f"operation:{PATH}.0.year").set_value("4").run()
    assert unbroken(page)
    assert page.session_state["draft"][PATH] == [{"year": 4, "units": 1}]
    assert any(say("running.steps_column.in_steps") in one.value for one in page.table)
    page.text_input(key=f"operation:{PATH}.0.units").set_value("7").run()
    assert any("7" in error.value for error in page.error)
    page.text_input(key=f"operation:{PATH}.0.year").set_value("").run()
    assert page.session_state["draft"].get(PATH) is None
