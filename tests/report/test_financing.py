"""Debt, equity and tax in words: sentences and tables of the producer's own view."""

from __future__ import annotations

from functools import cache

import pytest

from ihp_core.answer import answer
from ihp_core.report.financing.cover_chart import cover_chart
from ihp_core.report.financing.split import (
    cover_rows,
    financing_sentences,
    real_beside_nominal,
    year_rows,
)
from ihp_core.report.papers.internal_paper import internal_paper
from ihp_core.report.papers.pdf import pdf
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example
from ihp_core.text import figure, say
from tests.report.papers import page_by_page
from tests.report.seen import spec
from tests.results.test_financing_discretion import lent

DEBT = {"contract.debt_fraction": 0.7}
TAX = {"contract.after_tax": True}


@cache
def _answered(*, debt: bool = True, tax: bool = True) -> Assessment:
    return answer(lent("german", (DEBT if debt else {}) | (TAX if tax else {})))


def test_the_sentences_say_what_is_asked_for() -> None:
    """Debt, equity and tax, each where it was entered; where nothing was, how to."""
    assert financing_sentences(answer(example("german"))) == [say("financing.none")]
    assert len(financing_sentences(_answered())) == 3
    (lent_alone, equity) = financing_sentences(_answered(tax=False))
    assert "70\xa0%" in lent_alone
    assert "before tax" in equity
    (equity, taxed) = financing_sentences(_answered(debt=False))
    assert "after tax" in equity
    assert taxed.startswith("Producer's cost after tax")


def test_what_tax_adds_is_a_line_beside_the_cost() -> None:
    """Both costs and the difference; the price is that without."""
    found, plain = _answered(debt=False), answer(example("german"))
    assert found.financing is not None
    assert found.price == plain.price
    after = found.financing.floor_after_tax_eur_per_mwh
    before, tax = plain.price.floor_eur_per_mwh, found.financing.tax_eur_per_mwh
    assert after == pytest.approx((before or 0) + (tax or 0))
    (_, told) = financing_sentences(found)
    assert all(figure(amount, "EUR/MWh") in told for amount in (after, before, tax))


def test_an_owner_who_puts_nothing_in_has_no_return() -> None:
    """A sentence says so, and no figure stands for it."""
    found = answer(lent("german", {"contract.debt_fraction": 1.0}))
    assert found.financing is not None
    assert found.financing.equity_irr_fraction is None
    assert say("financing.no_equity_return") in financing_sentences(found)


def test_the_tables_have_a_row_a_case_and_a_row_a_year() -> None:
    """Columns of what there is: no interest without debt, no tax before it."""
    found = _answered().financing
    assert found is not None
    assert {len(column) for column in cover_rows(found).values()} == {3}
    whole = year_rows(found)
    assert {len(column) for column in whole.values()} == {len(found.year)}
    bare = _answered(debt=False).financing
    assert bare is not None
    gone = {say(f"financing.flow.{name}") for name in ("interest", "repayment")}
    gone |= {say(f"financing.cover.{name}") for name in ("entered", "p50", "p90")}
    assert set(whole) - set(year_rows(bare)) == gone


def test_real_and_nominal_stand_beside_each_other_with_one_worth() -> None:
    """The nominal rate is higher, what comes of it is the same to 1e-9."""
    agreed = _answered().negotiation
    assert agreed is not None
    assert agreed.returns is not None
    assert agreed.returns.nominal_npv_eur == pytest.approx(agreed.returns.npv_eur, rel=1e-9)
    _, real, nominal = real_beside_nominal(agreed.returns).values()
    assert real[1] == nominal[1]
    assert real[0] != nominal[0]


def test_the_internal_paper_has_it_where_it_is_asked_for() -> None:
    """The title of the table, and not a word of it without."""
    title = say("price.fold.financing")
    for found, told in ((_answered(), True), (answer(example("german")), False)):
        paper = internal_paper(lent("german", DEBT | TAX), found, None, "en")
        assert any(block.get("title") == title for block in paper.blocks) is told


def test_the_cover_is_drawn_by_year_with_the_smallest_in_its_title() -> None:
    """A line as entered and one each for less heat; without debt there is no chart."""
    found = _answered().financing
    assert found is not None
    picture = cover_chart(found)
    assert picture is not None
    assert figure(found.entered.least, "x") in picture.title
    assert found.p90 is not None
    assert figure(found.p90.least, "x") in picture.title
    drawn = {len(layer["data"]["values"]) for layer in spec(picture)["layer"]}
    assert found.debt_years in drawn
    bare = _answered(debt=False).financing
    assert bare is not None
    assert cover_chart(bare) is None


def test_the_producers_paper_with_debt_has_four_pages() -> None:
    """The chart by year in it, the smallest cover on page one."""
    found = _answered()
    paper = internal_paper(lent("german", DEBT | TAX), found, None, "en")
    content = pdf(paper)
    pages = page_by_page(content)
    assert len(pages) <= 4
    assert found.financing is not None
    assert figure(found.financing.entered.least, "x") in pages[0]
