"""The page Portfolio: a table becomes a ranked list, and a row becomes the site."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from ihp_core.files.sites_table import read_table
from ihp_core.files.sites_template import sites_template
from ihp_core.portfolio import portfolio
from ihp_core.report.exports.portfolio_rows import Ranked, ranked
from ihp_core.text import say, speak
from ihp_core.text.markdown import plain
from ihp_core.text.names import choice_meant, input_headed
from pages.components.portfolio.ranked_list import results_csv
from pages.components.portfolio.screened import KEPT, OPENED, REPAIRS, template
from tests.app.conftest import internal_switch
from tests.app.test_journey import IT, SUPPLY, go, unbroken

HOSTILE = "=cmd ${top.x=1} <img src=x onerror=alert(1)>"


def kept(text: str) -> tuple[object, ...]:
    """What the page keeps of a file that was read; AppTest cannot upload one."""
    table = read_table(text.encode())
    sites = [line.site for line in table.lines if line.site is not None]
    return "digest", table, portfolio(sites)


def shown(visitor: AppTest, text: str) -> AppTest:
    """The page with a table."""
    visitor.session_state[KEPT] = kept(text)
    return go(visitor, "portfolio")


def test_without_a_table_the_page_says_what_it_is_for(visitor: AppTest) -> None:
    """One question, one sentence, a template."""
    app = go(visitor, "portfolio")
    assert unbroken(app)
    assert any(say("portfolio.empty") in one.value for one in app.subheader)


def test_the_list_has_every_row_and_says_which_is_best(visitor: AppTest) -> None:
    """The two examples of the template, and a row that cannot be read."""
    bad = "X" + "," * 10 + "hot" + "," * 5
    app = shown(visitor, sites_template() + bad + "\n")
    assert unbroken(app)
    (table,) = (one.value for one in app.dataframe)
    assert len(table) == 3
    assert table[say("portfolio.column.verdict")].iloc[-1] == say("portfolio.verdict.unread")
    assert "“hot”" in table[say("portfolio.column.reason")].iloc[-1]
    assert [one.value for one in app.warning] == [say("portfolio.bad", count=1)]
    best = table[say("portfolio.column.site")].iloc[0]
    assert plain(best) in app.subheader[0].value


def with_broken_row(visitor: AppTest) -> AppTest:
    """The page with two good rows and one that is wrong in two places."""
    bad = "X" + "," * 6 + "much,direct_liquid" + "," * 4 + "hot" + "," * 6
    return shown(visitor, sites_template() + bad + "\n")


def choose(app: AppTest, position: int) -> AppTest:
    """A row of the list chosen, counted from 0."""
    chosen = {"selection": {"rows": [position], "columns": [], "cells": []}}
    key = f"portfolio:{app.session_state[KEPT][0][:12]}:rows:"
    app.session_state[f"{key}{app.session_state[REPAIRS]}"] = chosen
    return app.run()


def boxes(app: AppTest) -> dict[str, Any]:
    """The boxes of the row that is being put right, by their paths."""
    every = [*app.text_input, *app.selectbox, *app.multiselect]
    return {b.key.rpartition(":")[2]: b for b in every if ":repair:" in str(b.key)}


def upload(app: AppTest, content: str, name: str = "sites.csv") -> AppTest:
    """The page after a file has been uploaded."""
    uploader = app.file_uploader(key="portfolio_upload")
    return uploader.set_value((name, content.encode(), "text/csv")).run()


HEAD = "name,data_centre.it_capacity_mw,data_centre.cooling,network.supply_winter_c\n"
THREE_BAD = f"{HEAD}Good,10,direct_liquid,80\nA,much,air,80\nB,10,ice,80\nC,10,air,70?\n"


def test_broken_rows_are_put_right_one_after_the_other(visitor: AppTest) -> None:
    """The first stands there unasked; mended, it is ranked, and the next one takes its place."""
    app = upload(go(visitor, "portfolio"), THREE_BAD)
    assert unbroken(app)
    assert {path: box.value for path, box in boxes(app).items()} == {IT: "much"}
    boxes(app)[IT].set_value("12").run()
    assert say("portfolio.mended", name="A", rank=1, all=4)[:10] in app.toast[0].value
    assert [*boxes(app)] == ["data_centre.cooling"]
    boxes(app)["data_centre.cooling"].set_value("warm_water").run()
    assert {path: box.value for path, box in boxes(app).items()} == {SUPPLY: "70?"}
    boxes(app)[SUPPLY].set_value("70").run()
    assert unbroken(app)
    assert not boxes(app)
    assert not app.warning
    table = app.dataframe[0].value
    assert set(table[say("portfolio.column.site")]) == {"Good", "A", "B", "C"}


def test_a_broken_row_can_be_left_for_later(visitor: AppTest) -> None:
    """The next one comes, and behind the last one the first again."""
    app = upload(go(visitor, "portfolio"), THREE_BAD)
    for path in ("data_centre.cooling", SUPPLY, IT):
        next(b for b in app.button if ":leave:" in str(b.key)).click().run()
        assert [*boxes(app)] == [path]


def test_another_file_takes_over_nothing_of_the_last_one(visitor: AppTest) -> None:
    """Neither what was typed, nor a chosen row, nor which site comes next."""
    app = upload(go(visitor, "portfolio"), THREE_BAD)
    boxes(app)[IT].set_value("also much").run()
    assert boxes(app)[IT].value == "also much"
    app.session_state[OPENED] = 2
    app = upload(app, f"{HEAD}Other,plenty,air,80\nSecond,10,direct_liquid,80\n", "b.csv")
    assert boxes(app)[IT].value == "plenty"
    assert OPENED not in app.session_state
    table = app.dataframe[0].value
    assert set(table[say("portfolio.column.site")]) == {"Other", "Second"}


def test_a_broken_row_that_is_chosen_shows_itself_and_no_answer(visitor: AppTest) -> None:
    """It cannot be opened, and what it shows is its own."""
    app = choose(upload(go(visitor, "portfolio"), THREE_BAD), 3)
    assert unbroken(app)
    assert [*boxes(app)] == [SUPPLY]
    assert say("portfolio.open") not in [button.label for button in app.button]
    app = choose(app, 0)
    assert say("portfolio.open") in [button.label for button in app.button]
    boxes(app)[IT].set_value("12").run()
    assert say("portfolio.open") not in [button.label for button in app.button]


def test_a_figure_with_two_readings_is_asked_for(visitor: AppTest) -> None:
    """Its sentence offers both."""
    head = HEAD.strip().replace(",", ";") + ";network.annual_heat_gwh"
    app = upload(go(visitor, "portfolio"), f"{head}\nA;10;air;80;7.000\n")
    (error,) = app.error
    assert "enter 7 or 7,000" in error.value
    box = boxes(app)["network.annual_heat_gwh"]
    assert box.value == "7.000"
    box.set_value("7000").run()
    assert not app.error
    (line,) = app.session_state[KEPT][1].lines
    assert line.site.network.annual_heat_gwh == 7000


def test_a_broken_row_is_put_right_where_it_stands(visitor: AppTest) -> None:
    """It shows its own entries with their sentences; then its site is ranked with the others."""
    app = with_broken_row(visitor)
    assert unbroken(app)
    assert {path: box.value for path, box in boxes(app).items()} == {IT: "much", SUPPLY: "hot"}
    assert len(app.error) == 2
    assert say("portfolio.open") not in [button.label for button in app.button]
    boxes(app)[IT].set_value("12").run()
    boxes(app)[SUPPLY].set_value("80").run()
    assert unbroken(app)
    assert not app.warning
    table = app.dataframe[0].value
    assert set(table[say("portfolio.column.site")]) > {"X"}
    assert say("portfolio.verdict.unread") not in set(table[say("portfolio.column.verdict")])
    _, lines, part = app.session_state[KEPT]
    alone = portfolio([line.site for line in lines.lines if line.site])
    for name, column in alone.figures.items():
        np.testing.assert_array_equal(column, part.figures[name])


def test_a_file_that_cannot_be_read_leaves_no_table_of_another(visitor: AppTest) -> None:
    """What stands below a file's name is of that file."""
    app = shown(visitor, sites_template())
    assert app.dataframe
    app.file_uploader(key="portfolio_upload").set_value(("b.csv", b"a,b\n1,2\n", "text/csv")).run()
    assert app.error
    assert not app.dataframe


@pytest.mark.parametrize("language", ["en", "de", "sv"])
def test_the_template_speaks_the_language_and_is_read_again(
    visitor: AppTest, language: str
) -> None:
    """Columns as the app calls the inputs, cells parted as spreadsheet programs there do."""
    speak(language)
    try:
        text = template()
    finally:
        speak("en")
    table = read_table(text.encode(), choice_meant, input_headed)
    assert table.ignored == ()
    assert "data_centre." not in text
    plainly = read_table(sites_template().encode())
    assert [line.given for line in table.lines] == [line.given for line in plainly.lines]


def test_after_a_site_comes_the_next(visitor: AppTest) -> None:
    """The list is walked down without looking for the row again."""
    app = shown(visitor, sites_template())
    first, second = (line.number for line in app.session_state[KEPT][1].lines)
    app.session_state[OPENED] = first
    app.run()
    button = next(b for b in app.button if b.key == "portfolio:next")
    names = {line.number: line.name for line in app.session_state[KEPT][1].lines}
    assert button.label == say("portfolio.next", name=plain(names[second]))
    button.click().run()
    assert unbroken(app)
    assert app.session_state["draft"]["name"] == names[second]


def test_the_producers_cost_stands_in_the_internal_view_only(visitor: AppTest) -> None:
    """As on every other page."""
    head = say("portfolio.column.cost", unit=say("unit.EUR/MWh"))
    app = shown(visitor, sites_template())
    assert head not in app.dataframe[0].value.columns
    internal_switch(app).set_value(True).run()
    assert head in app.dataframe[0].value.columns


def test_a_hostile_name_is_text_in_list_and_file(visitor: AppTest) -> None:
    """It is executed nowhere."""
    lines = sites_template().splitlines()
    cells = lines[1].split(",", 1)
    app = shown(visitor, "\n".join([lines[0], f'"{HOSTILE}",{cells[1].split(",", 1)[1]}']))
    assert unbroken(app)


def test_the_file_of_results_holds_no_formula() -> None:
    """A name that begins with = is a text."""
    table = read_table(f'name,data_centre.it_capacity_mw\n"{HOSTILE}",x\n'.encode())
    rows: list[Ranked] = ranked(table, portfolio([]))
    written = results_csv(rows, "customer")
    assert f"'{HOSTILE}"[:40] in written
    assert "data_centre." not in written.splitlines()[0]


def test_a_list_with_own_figures_says_that_it_stands_at_typical_ones(visitor: AppTest) -> None:
    """In front of a customer; where nobody entered any there is nothing to say."""
    app = upload(go(visitor, "portfolio"), f"{HEAD}Good,10,direct_liquid,80\n")
    assert say("portfolio.typical") not in [caption.value for caption in app.caption]
    own = f"{HEAD.strip()},contract.discount_rate_fraction\nGood,10,direct_liquid,80,0.12\n"
    app = upload(app, own, "own.csv")
    assert unbroken(app)
    assert say("portfolio.typical") in [caption.value for caption in app.caption]
