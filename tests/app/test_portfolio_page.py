"""The page Portfolio: a table becomes a ranked list, and a row becomes the site."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from ihp_core.files.sites_table import read_table
from ihp_core.files.sites_template import sites_template
from ihp_core.portfolio import portfolio
from ihp_core.report.exports.portfolio_rows import Ranked, ranked
from ihp_core.text import say
from ihp_core.text.markdown import plain
from pages.components.portfolio.ranked_list import results_csv
from pages.components.portfolio.screened import KEPT
from tests.app.conftest import internal_switch
from tests.app.test_journey import go, unbroken

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
    assert f"'{HOSTILE}" in results_csv(rows)
