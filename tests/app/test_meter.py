"""The meter's part of the page Operation: a file, what is asked of it, what it comes to."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from ihp_core.text import say
from pages.components.operation import meter
from tests.app.test_columns import series_box
from tests.app.test_journey import IT, go, type_in, unbroken
from tests.readings import readings


@pytest.fixture
def operator(visitor: AppTest) -> AppTest:
    """A visitor who has unfolded the meter."""
    visitor.session_state[meter.FOLD] = True
    return go(visitor, "operation")


def uploaded(app: AppTest, content: bytes) -> AppTest:
    """The file in the box of the meter."""
    app.file_uploader(key=meter.UPLOAD).set_value([("readings.csv", content, "text/csv")]).run()
    return app


def words(app: AppTest) -> str:
    """All that stands on the page in sentences."""
    return " ".join(one.value for one in app.markdown)


def test_folded_the_meter_costs_nothing(visitor: AppTest) -> None:
    """No box for a file until it is unfolded."""
    assert not go(visitor, "operation").get("file_uploader")


def test_readings_are_held_against_the_expected_year(operator: AppTest) -> None:
    """The sentence, the guarantees, the months, the standstill, and the report as files."""
    uploaded(operator, readings())
    assert unbroken(operator)
    assert not operator.error
    assert "the meter counted" in words(operator)
    for name in ("guarantees", "months", "outages"):
        assert say(f"app.operation.meter.{name}") in words(operator)
    assert any(button.label == "Report (PDF)" for button in operator.get("download_button"))


def test_a_month_of_the_readings_is_reported_alone(operator: AppTest) -> None:
    """Chosen from those that were read."""
    uploaded(operator, readings())
    operator.selectbox(key="operation:month:metered").set_value("2026-02").run()
    assert "February 2026: the meter counted" in words(operator)
    assert unbroken(operator)


def test_another_site_is_held_against_the_same_readings(operator: AppTest) -> None:
    """What is expected moves with the input, the file stays."""
    uploaded(operator, readings())
    before = next(one.value for one in operator.markdown if "the meter counted" in one.value)
    type_in(operator, IT, "6")
    after = next(one.value for one in operator.markdown if "the meter counted" in one.value)
    assert unbroken(operator)
    assert before != after
    counted = before.partition(";")[0]
    assert after.startswith(counted)


def test_what_is_not_sure_is_asked_and_answered_here(operator: AppTest) -> None:
    """A column that nobody knows; chosen as the plant's heat it is used."""
    uploaded(operator, readings(heat="Kanal 7 [MWh]"))
    assert unbroken(operator)
    assert "the meter counted" not in words(operator)
    series_box(operator, "Kanal 7").set_value("heat_mw").run()
    operator.button(key="own_use").click().run()
    assert unbroken(operator)
    assert "the meter counted" in words(operator)


@pytest.mark.parametrize("content", [b"", b"<b>x</b>", b"a;b\n1;2\n", b"\x00\xff" * 99])
def test_what_is_no_file_of_readings_is_told_in_a_sentence(
    operator: AppTest, content: bytes
) -> None:
    """What is missing and the way out; no traceback."""
    uploaded(operator, content)
    assert unbroken(operator)
    assert operator.error or operator.warning
    assert "the meter counted" not in words(operator)


def test_the_expected_year_is_offered_as_files(visitor: AppTest) -> None:
    """A report and a table in four forms, of the year or of a month."""
    visitor.session_state["operation:exports"] = True
    go(visitor, "operation")
    labels = [button.label for button in visitor.get("download_button")]
    assert labels[:4] == ["Report (PDF)", "Workbook", "Hours (CSV)", "Hours (Parquet)"]
    visitor.selectbox(key="operation:month:expected").set_value("2025-03").run()
    assert unbroken(visitor)
