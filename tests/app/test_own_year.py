"""The visitor's measured year on the Site page: taken, compared, kept, saved, taken away."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from ihp_core.files.project import read, write
from ihp_core.text import say
from pages.components.site.measured_year import difference
from pages.components.state.draft import project_text
from tests.app.conftest import unfolded
from tests.app.test_journey import IT, PAGES, go, start_own, strip_of, type_in, unbroken
from tests.own_years import csv

SUPPLY_SUMMER = "network.supply_summer_c"
COLD = csv({"supply": np.full(8760, 61.0), "return": np.full(8760, 40.0), "Wind": np.ones(8760)})


def upload(app: AppTest, content: str | bytes, name: str = "year.csv") -> AppTest:
    """What is dropped into the box for a measured year."""
    unfolded(app)
    raw = content.encode() if isinstance(content, str) else content
    box = next(box for box in app.file_uploader if str(box.key).startswith("own_upload"))
    return box.set_value((name, raw, "text/csv")).run()


def words_of(app: AppTest) -> str:
    """All captions and tables of the page."""
    tables = " ".join(table.value.to_string() for table in app.table)
    return " ".join([*(caption.value for caption in app.caption), tables])


@pytest.fixture
def measuring(visitor: AppTest) -> AppTest:
    """A visitor with a measured year of a network colder than stated."""
    return upload(visitor, COLD)


def test_a_measured_year_changes_the_answer_and_says_so(visitor: AppTest) -> None:
    """The strip moves; what was read and what was ignored is told."""
    before = strip_of(visitor)
    upload(visitor, COLD)
    assert unbroken(visitor)
    assert strip_of(visitor) != before
    assert "Supply read from column" in words_of(visitor)
    assert "Wind" in words_of(visitor)


def test_the_stated_figure_stands_struck_through_beside_the_measured_one(
    measuring: AppTest,
) -> None:
    """75 °C were stated for summer, 61 °C measured: 14 K colder."""
    said = words_of(measuring).replace("\N{NO-BREAK SPACE}", " ")
    assert "~~75 °C~~ → **61 °C**, 14 K colder than stated (measured year)" in said
    assert "mean June-August" in said


def test_a_file_that_is_no_year_is_told_and_changes_nothing(measuring: AppTest) -> None:
    """The sentence stands at the box; the year in use stays in use."""
    before = measuring.session_state["own"]
    upload(measuring, "load\n1\n2\n")
    assert unbroken(measuring)
    assert "2 rows" in measuring.error[0].value
    assert measuring.session_state["own"] is before
    upload(measuring, b"PK\x03\x04" + bytes(100), "year.xlsx")
    assert "XLSX" in measuring.error[0].value


def test_pages_and_wrong_entries_leave_the_measured_year_alone(measuring: AppTest) -> None:
    """It is there on every page, through a wrong entry, and after it is put right."""
    own, strip = measuring.session_state["own"], strip_of(measuring)
    for page in (*PAGES[1:], "site"):
        go(measuring, page)
        assert unbroken(measuring)
        assert strip_of(measuring) == strip
    type_in(measuring, IT, "much")
    assert "stale" in " ".join(html.proto.body for html in measuring.get("html"))
    assert measuring.session_state["own"] is own
    type_in(measuring, IT, "10")
    assert cells(strip_of(measuring)) == cells(strip)


def test_one_click_removes_it_and_brings_the_first_answer_back(visitor: AppTest) -> None:
    """And the box is ready for another file."""
    before = strip_of(visitor)
    upload(visitor, COLD)
    button = next(one for one in visitor.button if one.label == say("app.own.remove"))
    button.click().run()
    assert unbroken(visitor)
    assert strip_of(visitor) == before
    upload(visitor, COLD)
    assert strip_of(visitor) != before


def test_the_project_file_carries_the_year_and_opens_with_it(measuring: AppTest) -> None:
    """Saved on the summary, opened by another visitor: the same answer."""
    saved = read(_saved(measuring))
    assert saved.own is not None
    assert saved.own.digest == measuring.session_state["own"].digest
    strip = strip_of(measuring)
    start_own(measuring)
    assert measuring.session_state["own"] is None
    box = measuring.file_uploader(key="upload")
    box.set_value(("s.json", write(saved).encode(), "text/plain")).run()
    assert unbroken(measuring)
    assert cells(strip_of(measuring)) == cells(strip)


def cells(strip: str) -> list[str]:
    """The figures of a strip, without whose they are."""
    return [part for part in strip.split("|") if "€/MWh" in part or "GWh" in part]


def _saved(app: AppTest) -> str:
    """The project file as the summary offers it."""
    with patch("streamlit.session_state", app.session_state):
        return project_text(app.session_state["draft"])


def test_another_example_does_not_keep_the_year_of_the_first(measuring: AppTest) -> None:
    """A year belongs to a site; entries on the same example leave it alone."""
    type_in(measuring, IT, "8")
    assert measuring.session_state["own"] is not None
    measuring.selectbox(key="example_choice").select("swedish").run()
    assert unbroken(measuring)
    assert measuring.session_state["own"] is None


def test_what_is_measured_is_the_visitors_own(visitor: AppTest) -> None:
    """An empty site with a measured year no longer rests on typical values alone."""
    start_own(visitor)
    assert say("whose.yours", yours=0, of=10) in strip_of(visitor)
    upload(visitor, COLD)
    assert say("whose.yours", yours=2, of=10) in strip_of(visitor)


def test_a_difference_is_told_in_words() -> None:
    """Kelvin for temperatures; nothing where nothing was stated."""
    assert difference(60, 52.3, "°C").replace("\N{NO-BREAK SPACE}", " ") == (
        "7.7 K colder than stated"
    )
    assert "more than stated" in difference(200, 230, "GWh/a")
    assert difference(60, 60.0001, "°C") == say("app.own.same")
    assert difference(None, 60, "°C") == ""


def test_more_heat_than_the_servers_can_give_is_questioned(visitor: AppTest) -> None:
    """Litres a second read as cubic metres an hour would be too little, the reverse too much."""
    source = {"warm side": 50.0, "cold side": 40.0, "source flow": 5000.0}
    upload(visitor, csv({name: np.full(8760, worth) for name, worth in source.items()}))
    assert unbroken(visitor)
    assert any("check the flow" in warning.value for warning in visitor.warning)


def test_outdoor_temperatures_alone_replace_no_figure(visitor: AppTest) -> None:
    """And the page says that the hours are used all the same."""
    upload(visitor, csv({"outdoor": 10 - 20 * np.cos(np.linspace(0, 2 * np.pi, 8760))}))
    assert unbroken(visitor)
    assert say("app.own.nothing_replaced") in words_of(visitor)


def test_an_unclear_file_is_asked_about_and_not_used(visitor: AppTest) -> None:
    """A sentence for each open question; the answer stays as it was."""
    before = strip_of(visitor)
    wave = 20 + 10 * np.cos(np.linspace(0, 2 * np.pi, 8760))
    upload(visitor, csv({"Leistung [MW]": wave, "Fühler 7 [°C]": wave}))
    assert unbroken(visitor)
    told = " ".join(line.value for line in visitor.markdown)
    assert "Leistung" in told
    assert "Fühler 7" in told
    assert strip_of(visitor) == before
