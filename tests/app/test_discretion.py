"""What the customer must not read where the heat costs more than it saves."""

from __future__ import annotations

import html
import json
import re

import pytest
from google.protobuf.text_format import MessageToString
from streamlit.testing.v1 import AppTest

from ihp_core.assessment import assess
from ihp_core.examples import example
from ihp_core.report.charts import price_bar
from ihp_core.report.discretion import discreet
from ihp_core.report.summary import summary_html, summary_markdown
from ihp_core.results import Assessment
from ihp_core.text import figure, say
from pages.components.tables import money_rows, planner_rows
from tests.app.test_journey import PAGES, go, unbroken

WITHOUT_ROOM = ("air_cooled_far", "norderstedt")


def producers(found: Assessment) -> list[str]:
    """The producer's figures as they would stand on a page."""
    price = found.price
    given = [
        (price.floor_eur_per_mwh, "EUR/MWh"),
        (price.indicative_eur_per_mwh, "EUR/MWh"),
        (price.fixed_part_eur_per_mwh, "EUR/MWh"),
        (abs(price.room_eur_per_mwh or 0), "EUR/MWh"),
        (abs(price.saving_eur_per_year or 0), "EUR/a"),
    ]
    return [figure(amount, unit) for amount, unit in given]


def leaked(text: str, found: Assessment) -> list[str]:
    """The producer's figures that stand in a text, or that a chart draws."""
    price = found.price
    exact = [f"{price.floor_eur_per_mwh:.4f}", f"{price.indicative_eur_per_mwh:.4f}"]
    near = re.sub(r"\d+\.\d{5,}", lambda one: f"{float(one[0]):.4f}", text)
    return [one for one in (*producers(found), *exact) if one in near]


def drawn(app: AppTest) -> str:
    """All that a page sends to the browser in words, with its tables."""
    all_of_it = [*app.main, *app.sidebar]
    sent = [MessageToString(one.proto, as_utf8=True) for one in all_of_it if one.proto]
    tables = [table.value.to_csv() for table in app.table]
    return html.unescape("".join([*sent, *tables]).replace("\\'", "'"))


@pytest.mark.parametrize("name", WITHOUT_ROOM)
@pytest.mark.parametrize("where", PAGES)
def test_without_room_no_page_shows_the_producers_cost(
    visitor: AppTest, name: str, where: str
) -> None:
    """The price would be the producer's cost: in the conversation there is none."""
    visitor.selectbox(key="example_choice").set_value(name).run()
    go(visitor, where)
    assert unbroken(visitor)
    text = drawn(visitor)
    assert say("app.strip.not_below") in text
    assert figure(assess(example(name)).price.ceiling_eur_per_mwh, "EUR/MWh") in text
    assert not leaked(text, assess(example(name)))


@pytest.mark.parametrize("name", WITHOUT_ROOM)
@pytest.mark.parametrize("form", [summary_html, summary_markdown])
def test_without_room_the_customers_summary_holds_no_price(name: str, form: object) -> None:
    """Today's cost and the alternative stand alone; the internal summary keeps its figures."""
    site, found = example(name), assess(example(name))
    assert callable(form)
    assert not leaked(form(site, found), found)
    assert figure(found.price.ceiling_eur_per_mwh, "EUR/MWh") in form(site, found)
    assert producers(found)[0] in form(site, found, audience="internal")


@pytest.mark.parametrize("name", WITHOUT_ROOM)
def test_without_room_the_bars_are_todays_cost_and_the_alternative(name: str) -> None:
    """What a chart draws is sent to the browser as numbers: the producer's is not among them."""
    found = assess(example(name))
    picture = price_bar(discreet(found))
    told = json.dumps(picture.chart.to_dict(), ensure_ascii=False) + picture.title + picture.alt
    assert not leaked(told, found)
    assert leaked(json.dumps(price_bar(found).chart.to_dict(), ensure_ascii=False), found)
    assert figure(found.price.ceiling_eur_per_mwh, "EUR/MWh") in picture.title


def test_the_internal_view_keeps_the_figures_and_says_what_has_no_meaning(
    visitor: AppTest,
) -> None:
    """Present value, return and payback are dashes with a reason, not zeros."""
    visitor.selectbox(key="example_choice").set_value("norderstedt").run()
    go(visitor, "price")
    visitor.toggle[0].set_value(True).run()
    found = assess(example("norderstedt"))
    shown = {metric.label: metric.value for metric in visitor.metric}
    assert shown[say("app.money.floor.label")] == producers(found)[0]
    assert shown[say("app.money.npv.label")] == shown[say("app.money.payback.label")] == "–"
    assert say("report.no_room") in [caption.value for caption in visitor.caption]


def test_a_network_that_would_pay_more_reads_an_extra_cost() -> None:
    """An amount is positive, and its name says which way it goes."""
    found = assess(example("norderstedt"))
    rows = dict(zip(*list(money_rows(found).values())[:2], strict=True))
    assert say("app.money.saving.label") not in rows
    assert rows[say("app.money.extra.label")] == producers(found)[-1]


def test_the_money_table_says_what_is_taken_off_todays_cost() -> None:
    """Who typed 75 and reads 73 finds the 2 between them."""
    added = figure(2, "EUR/MWh")
    assert any(added in told for told in list(money_rows(assess(example("german"))).values())[2])


def test_several_pipes_side_by_side_are_counted() -> None:
    """A planner reads how many pipes, not only how wide one is."""
    found = assess(example("german"))
    wide = found.connection.model_copy(update={"parallel_pipes": 4, "dn": 600})
    amounts = list(planner_rows(found.model_copy(update={"connection": wide})).values())[1]
    assert "4 x DN 600" in amounts


@pytest.mark.parametrize("name", WITHOUT_ROOM)
def test_the_internal_view_shows_what_the_test_of_the_conversation_looks_for(
    visitor: AppTest, name: str
) -> None:
    """The figures are found where they stand, so that not finding them means something."""
    visitor.selectbox(key="example_choice").set_value(name).run()
    go(visitor, "price")
    visitor.toggle[0].set_value(True).run()
    assert len(leaked(drawn(visitor), assess(example(name)))) >= 3
