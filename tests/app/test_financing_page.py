"""Debt, equity and tax on the page Heat price: in the internal view alone."""

from __future__ import annotations

from functools import cache

import pytest
from streamlit.testing.v1 import AppTest

from ihp_core.answer import answer
from ihp_core.report.financing.split import cover_rows, financing_sentences
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import FINANCED
from ihp_core.text import figure, say
from tests.app.conftest import internal_switch
from tests.app.test_discretion import drawn, stands_in, unfold
from tests.app.test_journey import PAGES, go, unbroken
from tests.results.test_financing_discretion import LOAN, lent


@cache
def whole() -> Assessment:
    """The answer of the German example with a debt, after tax."""
    return answer(lent("german"))


def with_debt(visitor: AppTest) -> None:
    """The German example in front of a visitor, with that debt."""
    visitor.selectbox(key="example_choice").set_value("german").run()
    visitor.session_state["draft"] = visitor.session_state["draft"] | LOAN
    unfold(visitor)
    visitor.run()


def told() -> list[str]:
    """What would tell the debt, as it would stand on a page."""
    found = whole().financing
    assert found is not None
    assert found.p90 is not None
    covers = [figure(one.least, "x") for one in (found.entered, found.p90)]
    lent_eur = figure(-found.debt_eur[0], "EUR")
    share = figure(LOAN[FINANCED[0]], "share")
    return [lent_eur, share, *covers]


def test_no_page_of_the_conversation_tells_of_a_debt(visitor: AppTest) -> None:
    """Neither its figures nor its words nor what follows from it."""
    with_debt(visitor)
    hidden = [*told()[:2], say("price.fold.financing")]
    for where in PAGES:
        go(visitor, where)
        assert unbroken(visitor), where
        text = drawn(visitor)
        words = hidden if where != "methods" else hidden[:2]
        assert not [one for one in words if stands_in(text, one)], where


def test_the_internal_view_says_it_in_a_fold(visitor: AppTest) -> None:
    """Sentences, the table of the cover and the years, with every figure looked for above."""
    with_debt(visitor)
    internal_switch(visitor).set_value(True).run()
    app = go(visitor, "price")
    assert unbroken(app)
    text = drawn(app)
    assert all(stands_in(text, one) for one in told())
    for sentence in financing_sentences(whole()):
        assert sentence in text
    assert all(head in text for head in cover_rows(whole().financing))
    assert say("financing.both.nominal") in text


def test_without_debt_the_fold_says_where_to_enter_it(visitor: AppTest) -> None:
    """Nothing is worked out, and nothing is hidden."""
    visitor.selectbox(key="example_choice").set_value("german").run()
    internal_switch(visitor).set_value(True).run()
    unfold(visitor)
    assert say("financing.none") in drawn(go(visitor, "price"))


@pytest.mark.parametrize("path", FINANCED)
def test_its_boxes_stand_among_the_money_in_the_internal_view_alone(
    visitor: AppTest, path: str
) -> None:
    """Share, interest, tenor and the switch."""
    visitor.session_state["site:more:money"] = True
    keys = [str(one.key) for one in _boxes(go(visitor, "site"))]
    assert not any(key.endswith(f":{path}") for key in keys)
    internal_switch(visitor).set_value(True).run()
    visitor.session_state["site:more:money"] = True
    keys = [str(one.key) for one in _boxes(go(visitor, "site"))]
    assert any(key.endswith(f":{path}") for key in keys)


def _boxes(app: AppTest) -> list[object]:
    return [*app.text_input, *app.selectbox, *app.radio, *app.checkbox, *app.toggle]
