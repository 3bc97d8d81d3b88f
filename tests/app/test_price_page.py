"""The page Heat price: what stands on it in which view, in which order."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from ihp_core.answer import answer
from ihp_core.contract.shapes import Negotiation
from ihp_core.report.price.ladder import message
from ihp_core.report.price.nearest import effect, nearest
from ihp_core.report.price.replaced import of_the_year, same_all_year
from ihp_core.results.discretion import discreet
from ihp_core.site.examples.worked import example
from ihp_core.text import figure, say
from ihp_core.viability.judgement import VERDICTS
from pages.components.state.draft import from_example
from tests.app.conftest import internal_switch, unfolded
from tests.app.test_discretion import EXAMPLES, WITHOUT_ROOM, drawn, unfold
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
    """The ladder's message first, two changes beside it, the rest folded in a director's order."""
    app = price_page(visitor, name)
    assert unbroken(app)
    assert app.subheader[0].value == message(discreet(answer(example(name))))
    assert headings(app) == []
    assert say("price.change.title_lower") in drawn(app)
    assert [part.label for part in app.expander] == [
        say("price.fold.figures"),
        say("price.fold.years"),
        *([] if same_all_year(answer(example(name))) else [say("price.fold.months")]),
        say("price.exit.title"),
        say("price.terms.title"),
    ]


def test_what_is_folded_is_drawn_when_it_is_unfolded(visitor: AppTest) -> None:
    """Folded, a part has no table and no chart; one of them unfolded leaves the others folded."""
    app = price_page(visitor, "german")
    assert len(app.table) == 0
    assert len(app.get("vega_lite_chart")) == 1
    app.session_state["price:fold:figures"] = True
    app.run()
    assert unbroken(app)
    assert len(app.table) == 1
    assert "all-in" in drawn(app)


def test_the_price_is_said_once_in_words_and_once_in_the_picture(visitor: AppTest) -> None:
    """Above the fold nobody reads it a third time beside the strip."""
    app = price_page(visitor, "german")
    price = figure(answer(example("german")).price.indicative_eur_per_mwh, "EUR/MWh")
    told = [part.value for part in (*app.subheader, *app.markdown, *app.caption)]
    assert sum(text.count(price) for text in told if "ihp-strip" not in text) == 1


def test_a_nearest_change_is_applied_by_one_press(visitor: AppTest) -> None:
    """What the card says stands in the inputs then, and the price is what it said."""
    app = price_page(visitor, "german")
    change = nearest(answer(example("german")))[0]
    app.button(key=f"apply:price:{change.field}").click().run()
    assert unbroken(app)
    assert app.session_state["draft"][change.field] == change.to
    then = figure(change.price_eur_per_mwh, "EUR/MWh")
    assert then in app.subheader[0].value


@pytest.mark.parametrize("name", only(("norderstedt",), WITHOUT_ROOM))
def test_without_room_the_conversation_says_how_far_what_helps_goes(
    visitor: AppTest, name: str
) -> None:
    """The gap as the first sentence, and of each change what it takes off it."""
    app = price_page(visitor, name)
    shown = discreet(answer(example(name)))
    assert figure(shown.price.gap_eur_per_mwh, "EUR/MWh") in app.subheader[0].value
    told = drawn(app)
    for change in nearest(shown):
        assert effect(shown, change) in told


@pytest.mark.parametrize("name", first(["german", "norderstedt"], 1))
def test_the_internal_view_adds_below_what_the_producer_needs(visitor: AppTest, name: str) -> None:
    """The conversation stays as it is; below it cost, odds, gains, money and capital."""
    before = [part.label for part in price_page(visitor, name).expander]
    internal_switch(visitor).set_value(True).run()
    assert unbroken(visitor)
    assert headings(visitor) == [say("app.price.internal")]
    labels = [part.label for part in visitor.expander]
    inside = [*(f"price.fold.{name}" for name in ("cost", "doubt", "gains", "money", "financing"))]
    assert labels == [*before, *map(say, inside), say("price.internal.capital")]
    unfold(visitor)
    visitor.run()
    assert unbroken(visitor)
    metrics = [metric.label for metric in visitor.metric]
    outcomes = tuple(say(f"app.outcome.{name}") for name in VERDICTS)
    assert sum(label.endswith(outcomes) for label in metrics) == 3


def test_twelve_equal_months_are_a_sentence_and_no_chart(visitor: AppTest) -> None:
    """A gas boiler costs the same to run in every month: there is nothing to draw."""
    found = answer(example("german"))
    assert same_all_year(found)
    assert of_the_year(found) in drawn(price_page(visitor, "german"))


def test_the_strip_says_the_band_without_repeating_the_unit(visitor: AppTest) -> None:
    """As short as it can be, so that it stays one line: 63 €/MWh (59 to 73)."""
    assert re.search(r"about \d+\s€/MWh\| \|\(\d+ to \d+\)", strip_of(visitor))


def test_the_outstanding_capital_is_shown_in_equal_parts_to_all(visitor: AppTest) -> None:
    """As shares of the start; amounts stand in the internal view only."""
    left = agreed("german").exit
    unfold(visitor)
    app = price_page(visitor, "german")
    text = drawn(app)
    assert all(figure(one, "share") in text for one in left.straight_line_fraction)
    assert not any(figure(one, "EUR") in text for one in left.straight_line_eur)
    assert say("price.exit.annuity") not in text
    internal_switch(visitor).set_value(True).run()
    assert say("price.exit.annuity") in drawn(visitor)


def test_the_operator_reads_what_a_shock_costs_by_structure(visitor: AppTest) -> None:
    """One row a structure; what the producer loses has no column."""
    unfold(visitor)
    app = price_page(visitor, "german")
    table = next(t.value for t in app.table if say("price.shock.extra") in list(t.value.columns))
    shares = agreed("german").shock
    extra = [figure(share.operator_extra_eur, "EUR") for share in shares]
    assert list(table[say("price.shock.extra")]) == extra
    assert say("price.shock.lost") not in table.columns


def test_the_term_sheet_can_be_taken_along(visitor: AppTest) -> None:
    """Its points stand in the page, and as a text behind a button."""
    unfold(visitor)
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
    unfolded(visitor)
    visitor.selectbox(key=f"site:{path}").set_value(choice).run()
    assert not visitor.error
    assert visitor.session_state["draft"][path] == choice
    assert unbroken(go(visitor, "price"))


def test_another_connection_is_named_in_the_line_of_the_electricity(visitor: AppTest) -> None:
    """A long-term contract is called one, with its own parts."""
    unfolded(visitor)
    visitor.selectbox(key="site:market.electricity_connection").set_value("contract").run()
    unfold(visitor)
    assert "under a long-term contract" in drawn(go(visitor, "price"))
