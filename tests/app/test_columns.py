"""After an upload: what is sure is in use at once, what is not is asked and answered here."""

from __future__ import annotations

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from ihp_core.text import say
from tests.app.test_journey import strip_of, unbroken
from tests.app.test_own_year import upload
from tests.own_years import csv

SHAPE = 12 + 10 * np.cos(np.arange(8760) / 8760 * 2 * np.pi)
UNKNOWN = csv({"Kanal 7 [MW]": SHAPE, "Wind": np.ones(8760)})


def series_box(app: AppTest, header: str) -> Selectbox:
    """Where it is said what a column is."""
    boxes = [box for box in app.selectbox if str(box.key).endswith(":series")]
    return next(box for box in boxes if header in box.label)


@pytest.fixture
def asked(visitor: AppTest) -> AppTest:
    """A visitor with a file in which one column has a name that nobody knows."""
    return upload(visitor, UNKNOWN)


def test_what_is_not_sure_is_asked_and_not_used(asked: AppTest) -> None:
    """The sentence names the column; nothing is in use."""
    assert unbroken(asked)
    assert any(say("app.own.columns.asked", count=1) in one.value for one in asked.warning)
    assert any("Kanal 7" in one.value for one in asked.markdown)
    assert not asked.success


def test_an_answer_puts_the_file_into_use(asked: AppTest) -> None:
    """The answer moves, the question is gone, the choice is kept with the project."""
    before = strip_of(asked)
    series_box(asked, "Kanal 7").set_value("load_mw").run()
    asked.button(key="own_use").click().run()
    assert unbroken(asked)
    assert strip_of(asked) != before
    assert not [one for one in asked.warning if "Not in use yet" in one.value]
    kept = asked.session_state["own"]
    assert kept.answers["columns"]["Kanal 7 [MW]"]["series"] == "load_mw"


def test_a_column_may_be_left_out(asked: AppTest) -> None:
    """What nobody knows is asked about then; a file in which nothing is left says so."""
    for column in ("Kanal 7", "Wind"):
        series_box(asked, column).set_value("ignore").run()
        asked.button(key="own_use").click().run()
    assert unbroken(asked)
    assert not asked.success
    assert asked.error


def test_the_next_file_of_the_same_columns_is_not_asked_about(asked: AppTest) -> None:
    """What was answered once is answered for the next year too."""
    series_box(asked, "Kanal 7").set_value("load_mw").run()
    asked.button(key="own_use").click().run()
    upload(asked, csv({"Kanal 7 [MW]": 0.9 * SHAPE}), "next.csv")
    assert unbroken(asked)
    assert not [one for one in asked.warning if "Not in use yet" in one.value]


def test_a_file_that_is_sure_shows_what_it_was_taken_for(visitor: AppTest) -> None:
    """Folded, so that whoever doubts it can look and change it."""
    upload(visitor, csv({"supply": 70 + SHAPE, "return": np.full(8760, 45.0)}))
    assert unbroken(visitor)
    assert say("app.own.columns.sure") in [fold.label for fold in visitor.expander]
    assert visitor.success


def test_a_question_in_the_page_speaks_no_code(visitor: AppTest) -> None:
    """What may be chosen stands beside it in words; the command line names the codes."""
    upload(visitor, csv({"Durchfluss [m3/h]": 20 * SHAPE}))
    asked_here = " ".join(line.value for line in visitor.markdown)
    assert "nothing says whose water" in asked_here
    assert "m3_per_h" not in asked_here.replace("\\", "")
