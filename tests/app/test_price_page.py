"""The page Heat price: what stands on it in which view, in which order."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from ihp_core.answer import answer
from ihp_core.contract.shapes import Negotiation
from ihp_core.site.examples.worked import example
from ihp_core.text import figure, say
from ihp_core.viability.judgement import VERDICTS
from pages.components.state.draft import from_example
from tests.app.conftest import internal_switch
from tests.app.test_discretion import EXAMPLES, WITHOUT_ROOM, drawn
from tests.app.test_journey import go, strip_of, unbroken
from tests.sweeps import first, only

ROOM = tuple(name for name in EXAMPLES if name not in (*WITHOUT_ROOM, "mantsala"))


def price_page(visitor: AppTest, name: str, *, internal: bool = False) -> AppTest:
    """The page of an example, in one of the two views."""
    visitor.selectbox(key="example_choice").set_value(name).run()
    if internal:
        internal_switch(visitor).set_value(True).run()
    return go(visitor, "price")


def headings(app: AppTest) -> list[str]:
    """The headings of the page below its first sentence."""
    return [heading.value for heading in app.subheader[1:]]


def agreed(name: str) -> Negotiation:
    """What the parties of an example negotiate on."""
    found = answer(example(name)).negotiation
    assert found is not None
    return found


@pytest.mark.parametrize("name", first(ROOM, 1))
def test_with_room_the_conversation_goes_from_the_price_to_its_end(
    visitor: AppTest, name: str
) -> None:
    """Price over the years, then an early end; nothing that would open a room that is there."""
    app = price_page(visitor, name)
    assert unbroken(app)
    assert headings(app) == [say("price.years.title"), say("price.exit.title")]
    text = drawn(app)
    assert say("price.shock.title") in text
    assert say("price.terms.title") in text
    assert ("all-in" in text) == (answer(example(name)).heat.heat_pump_gwh > 0)


@pytest.mark.parametrize("name", only(("norderstedt",), WITHOUT_ROOM))
def test_without_room_the_conversation_says_what_would_open_it(visitor: AppTest, name: str) -> None:
    """Each change with what it brings, instead of a price over the years; not what is missing."""
    app = price_page(visitor, name)
    assert headings(app) == [say("price.opener.title"), say("price.exit.title")]
    openers = answer(example(name)).openers
    assert openers is not None
    captions = [caption.value for caption in app.caption]
    for change in openers.changes:
        gain = figure(change.gain_eur_per_mwh, "EUR/MWh")
        assert say("price.opener.gain", gain=gain) in captions
    assert not [caption for caption in captions if caption.startswith("Internal:")]


@pytest.mark.parametrize("name", first(["german", "norderstedt"], 1))
def test_the_internal_view_adds_below_what_the_producer_needs(visitor: AppTest, name: str) -> None:
    """The conversation stays as it is; below it cost, gains, money, odds and capital."""
    before = headings(price_page(visitor, name))
    internal_switch(visitor).set_value(True).run()
    assert unbroken(visitor)
    after = headings(visitor)
    inside = [say("app.price.internal"), say("price.internal.doubt"), say("price.internal.first")]
    assert [heading for heading in after if heading in inside] == inside
    assert after[0] == (before[0] if name == "german" else say("price.opener.title"))
    labels = [metric.label for metric in visitor.metric]
    outcomes = tuple(say(f"app.outcome.{name}") for name in VERDICTS)
    assert sum(label.endswith(outcomes) for label in labels) == 3


def test_the_strip_says_the_band_without_repeating_the_unit(visitor: AppTest) -> None:
    """As short as it can be, so that it stays one line: 63 €/MWh (59 to 73)."""
    assert re.search(r"about \d+\s€/MWh\| \|\(\d+ to \d+\)", strip_of(visitor))


def test_the_outstanding_capital_is_shown_in_equal_parts_to_all(visitor: AppTest) -> None:
    """The amounts by the required return stand in the internal view only."""
    left = agreed("german").exit
    app = price_page(visitor, "german")
    text = drawn(app)
    assert all(figure(one, "EUR") in text for one in left.straight_line_eur)
    assert say("price.exit.annuity") not in text
    internal_switch(visitor).set_value(True).run()
    assert say("price.exit.annuity") in drawn(visitor)


def test_the_operator_reads_what_a_shock_costs_by_structure(visitor: AppTest) -> None:
    """One row a structure; what the producer loses has no column."""
    app = price_page(visitor, "german")
    table = next(t.value for t in app.table if say("price.shock.extra") in list(t.value.columns))
    shares = agreed("german").shock
    extra = [figure(share.operator_extra_eur, "EUR") for share in shares]
    assert list(table[say("price.shock.extra")]) == extra
    assert say("price.shock.lost") not in table.columns


def test_the_term_sheet_can_be_taken_along(visitor: AppTest) -> None:
    """Its points stand in the page, and as a text behind a button."""
    app = price_page(visitor, "german")
    labels = [button.label for button in app.get("download_button")]
    assert labels == [say("price.terms.download")]
    assert "EN 1434" in drawn(app)


def test_a_site_without_heat_has_a_sentence_and_nothing_else(visitor: AppTest) -> None:
    """No price, no contract, no empty charts."""
    cold = {"data_centre.source_inlet_c": 6.0, "data_centre.source_outlet_c": 4.0}
    visitor.session_state["draft"] = (
        from_example("german") | cold | {"plant.heat_pump_capacity_mw": 0.0}
    )
    app = go(visitor, "price")
    assert unbroken(app)
    assert app.subheader[0].value == say("app.price.none")
    assert headings(app) == []


@pytest.mark.parametrize(
    ("path", "choice"),
    [
        ("plant.dispatch", "price_led"),
        ("contract.structure", "two_part"),
        pytest.param("market.electricity_connection", "contract", marks=pytest.mark.wide),
        pytest.param("contract.closure_carried_by", "network_operator", marks=pytest.mark.wide),
    ],
)
def test_what_the_contract_says_can_be_chosen(visitor: AppTest, path: str, choice: str) -> None:
    """The choices stand folded on the first page, and the price page takes them up."""
    visitor.selectbox(key=f"site:{path}").set_value(choice).run()
    assert not visitor.error
    assert visitor.session_state["draft"][path] == choice
    assert unbroken(go(visitor, "price"))


def test_another_connection_is_named_in_the_line_of_the_electricity(visitor: AppTest) -> None:
    """A long-term contract is called one, with its own parts."""
    visitor.selectbox(key="site:market.electricity_connection").set_value("contract").run()
    assert "under a long-term contract" in drawn(go(visitor, "price"))
