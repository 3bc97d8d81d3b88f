"""What the customer must not read: what the producer entered; typical figures are public."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from types import SimpleNamespace

import pytest
from google.protobuf.text_format import MessageToString
from streamlit.testing.v1 import AppTest

from ihp_core.answer import answer
from ihp_core.assessment import assess
from ihp_core.report.heat.beside_the_cop import supplier_sentence
from ihp_core.report.price.ladder import ladder
from ihp_core.report.summary.figure_tables import money_rows, planner_rows
from ihp_core.report.summary.summary import summary_html, summary_markdown
from ihp_core.report.summary.tiles import price_tile
from ihp_core.report.viability.target import target_sentence
from ihp_core.results.discretion import discreet
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import QUOTED, Site
from ihp_core.text import figure, say
from pages.components.state.draft import from_example
from tests import sweeps
from tests.app.conftest import internal_switch
from tests.app.test_chart_data import unpacked
from tests.app.test_journey import PAGES, go, unbroken
from tests.sweeps import first, only

WITHOUT_ROOM = ("air_cooled_far", "norderstedt")
EXAMPLES = ("german", "swedish", "guide_10mw_4g", "mantsala", *WITHOUT_ROOM)
ONE = ("norderstedt",)
OWN = {"contract.discount_rate_fraction": 0.0867, "contract.room_share_fraction": 0.431}
"""Figures of the producer's own, as entered; what follows from them is secret."""
MONEY = ("return", "cash flow", "margin", "gains", "outstanding")
"""Of the producer's numbers, those with three digits: no other figure looks like them."""
FOLDS = (
    "figures",
    "years",
    "months",
    "exit",
    "terms",
    "cost",
    "doubt",
    "gains",
    "money",
    "financing",
    "capital",
)
"""The parts of the page Heat price that are drawn when they are unfolded."""


def unfold(visitor: AppTest) -> None:
    """Open every part of the price page, so that what stands in it is looked at too."""
    for name in FOLDS:
        visitor.session_state[f"price:fold:{name}"] = True


def owned(name: str) -> Site:
    """An example with the producer's own figures entered."""
    stated = flat(example(name).model_dump(mode="json", exclude_defaults=True))
    return Site.model_validate(nested(stated | OWN))


def with_own(visitor: AppTest, name: str) -> Assessment:
    """The example in front of a visitor, with those figures; its whole answer."""
    visitor.selectbox(key="example_choice").set_value(name).run()
    visitor.session_state["draft"] = visitor.session_state["draft"] | OWN
    unfold(visitor)
    visitor.run()
    return assess(owned(name))


def told_gap(found: Assessment) -> str:
    """The gap as a customer reads it."""
    return figure(discreet(found).price.gap_eur_per_mwh, "EUR/MWh")


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
    return [one for one in (*producers(found), *exact) if stands_in(near, one)]


def stands_in(text: str, figure_in_words: str) -> bool:
    """Whether a figure stands in a text as it is, not as the end of a longer one."""
    return re.search(rf"(?<![\d.])(?<!\d,){re.escape(figure_in_words)}", text) is not None


def numbers(found: object) -> set[float]:
    """All numbers in a group of figures, lists and groups within it too."""
    if isinstance(found, dict):
        return {number for one in found.values() for number in numbers(one)}
    if isinstance(found, list | tuple):
        return {number for one in found for number in numbers(one)}
    return {float(found)} if isinstance(found, float) else set()


def shown_to_all(found: Assessment) -> set[float]:
    """The numbers of what a page of the conversation draws from."""
    shown = discreet(found)
    parts = (shown.price, shown.finance, shown.negotiation, shown.openers, shown.uncertainty)
    groups = (*parts, shown.replaced, shown.electricity, shown.heat, shown.cost, shown.connection)
    return {number for one in groups if one is not None for number in numbers(one.model_dump())}


def sold(found: Assessment) -> set[float]:
    """What the heat brings in a year: price times heat, both of which everybody reads."""
    price = discreet(found).price.indicative_eur_per_mwh
    return set() if price is None else {price * 1e3 * found.heat.delivered_gwh}


def secrets(found: Assessment) -> dict[str, tuple[set[float], str]]:
    """The producer's own numbers by what they are, with the unit they are shown in."""
    price, finance, told, doubt = found.price, found.finance, found.negotiation, found.uncertainty
    assert told is not None
    assert told.cash_flow is not None
    assert told.gains is not None
    assert doubt is not None
    assert doubt.histogram is not None
    flow = told.cash_flow.model_dump(exclude={"year", "capital_eur", "grant_eur"})
    flow = {name: of_year for name, of_year in flow.items() if "revenue" not in name}
    lost = [share.producer_lost_eur for share in told.shock]
    drivers = [(one.price_at_low, one.price_at_high) for one in doubt.drivers]
    return {
        "cost": (numbers([price.floor_eur_per_mwh, price.room_eur_per_mwh]), "EUR/MWh"),
        "return": (numbers([finance.npv_eur]), "EUR"),
        "cash flow": (numbers(flow), "EUR"),
        "margin": (numbers([[path.margin_eur for path in told.structures], lost]), "EUR"),
        "gains": (numbers(told.gains.producer_eur), "EUR/a"),
        "outstanding": (numbers([told.exit.annuity_eur, told.exit.straight_line_eur]), "EUR"),
        "odds": (numbers(doubt.verdicts), "share"),
        "distribution": (numbers([doubt.histogram.edges, drivers]), "EUR/MWh"),
    }


def drawn(app: AppTest) -> str:
    """All that a page sends to the browser in words, with its tables and the charts' data."""
    all_of_it = [*app.main, *app.sidebar]
    sent = [MessageToString(one.proto, as_utf8=True) for one in all_of_it if one.proto]
    tables = [table.value.to_csv() for table in app.table]
    points = [
        f"\n{one}"
        for chart in app.get("vega_lite_chart")
        for dataset in chart.proto.datasets
        for row in unpacked(dataset.data.data)
        for one in row.values()
    ]
    return html.unescape("".join([*sent, *tables, *points]).replace("\\'", "'"))


@pytest.mark.parametrize("name", only(ONE, WITHOUT_ROOM))
def test_without_room_no_page_shows_the_producers_cost(visitor: AppTest, name: str) -> None:
    """The price would be the producer's cost: in the conversation stands the gap in round steps."""
    found = with_own(visitor, name)
    for where in PAGES:
        go(visitor, where)
        assert unbroken(visitor), where
        text = drawn(visitor)
        tile = price_tile(discreet(found))
        assert told_gap(found) in tile.figure
        assert all(words in text for words in (tile.figure, tile.band)), where
        assert html.escape(" · ".join(tile.beside), quote=False) in text, where
        assert not leaked(text, found), where


@pytest.mark.parametrize("name", WITHOUT_ROOM)
@pytest.mark.parametrize("form", [summary_html, summary_markdown])
def test_without_room_the_customers_summary_holds_no_price(name: str, form: object) -> None:
    """The gap in round steps, beside what else they could do; the internal one keeps all."""
    site = owned(name)
    found = assess(site)
    assert callable(form)
    assert not leaked(form(site, found), found)
    assert told_gap(found) in form(site, found)
    assert figure(discreet(found).price.ceiling_eur_per_mwh, "EUR/MWh") in form(site, found)
    assert producers(found)[0] in form(site, found, audience="internal")


@pytest.mark.parametrize("name", WITHOUT_ROOM)
def test_without_room_the_ladder_is_todays_cost_and_the_alternatives(name: str) -> None:
    """What a chart draws is sent to the browser as numbers: the producer's is not among them."""
    found = assess(owned(name))
    picture = ladder(discreet(found))
    told = json.dumps(picture.spec, ensure_ascii=False) + picture.title + picture.alt
    assert not leaked(told, found)
    assert leaked(json.dumps(ladder(found).spec, ensure_ascii=False), found)
    assert figure(discreet(found).price.ceiling_eur_per_mwh, "EUR/MWh") in picture.title


@pytest.mark.parametrize("name", WITHOUT_ROOM)
def test_on_typical_figures_the_gap_is_told_as_it_is(name: str) -> None:
    """Nobody entered anything of their own: what follows from published defaults is public."""
    found = assess(example(name))
    shown = discreet(found).price
    assert shown.gap_eur_per_mwh == found.price.gap_eur_per_mwh
    assert shown.needed_eur_per_mwh == found.price.floor_eur_per_mwh
    assert shown.floor_eur_per_mwh is None
    assert shown.indicative_eur_per_mwh is None


@pytest.mark.parametrize("name", WITHOUT_ROOM)
def test_on_own_figures_the_gap_is_told_in_fives_and_never_too_small(name: str) -> None:
    """Up to the next 5 EUR/MWh; what the heat would have to be worth follows from it."""
    exact, shown = assess(owned(name)).price, discreet(assess(owned(name))).price
    assert exact.gap_eur_per_mwh is not None
    assert shown.gap_eur_per_mwh is not None
    assert shown.ceiling_eur_per_mwh is not None
    assert shown.gap_eur_per_mwh % 5 == 0
    assert 0 <= shown.gap_eur_per_mwh - exact.gap_eur_per_mwh < 5
    needed = shown.ceiling_eur_per_mwh + shown.gap_eur_per_mwh
    assert shown.needed_eur_per_mwh == pytest.approx(needed, rel=1e-9)


def test_a_target_is_told_in_what_it_takes() -> None:
    """In one sentence, at most three of the changes."""
    target = SimpleNamespace(
        price_eur_per_mwh=45.0,
        met=False,
        takes=(
            SimpleNamespace(field="market.electricity_price_eur_per_mwh", start=150.0, to=92.0),
            SimpleNamespace(field="network.supply_winter_c", start=92.0, to=71.0),
            SimpleNamespace(field="contract.grant_fraction", start=0.0, to=0.28),
            SimpleNamespace(field="data_centre.heat_price_eur_per_mwh", start=0.0, to=None),
        ),
    )
    found = assess(example("german")).model_copy(update={"target": target})
    assert target_sentence(discreet(found)) == target_sentence(found)
    assert re.sub(r"\s", " ", target_sentence(found)) == (
        "You pay 45 €/MWh: it takes electricity at 92 €/MWh at most, or a supply of 71 °C at most,"
        " or a grant of 28 %."
    )


def test_the_internal_view_keeps_the_figures_and_says_what_has_no_meaning(
    visitor: AppTest,
) -> None:
    """Present value, return and payback are dashes with a reason, not zeros."""
    visitor.selectbox(key="example_choice").set_value("norderstedt").run()
    go(visitor, "price")
    internal_switch(visitor).set_value(True).run()
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


@pytest.mark.parametrize("name", only(ONE, WITHOUT_ROOM))
def test_the_internal_view_shows_what_the_test_of_the_conversation_looks_for(
    visitor: AppTest, name: str
) -> None:
    """The figures are found where they stand, so that not finding them means something."""
    found = with_own(visitor, name)
    go(visitor, "price")
    internal_switch(visitor).set_value(True).run()
    assert len(leaked(drawn(visitor), found)) >= 3


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_the_conversation_draws_from_holds_none_of_the_producers_numbers(name: str) -> None:
    """Cost, room, return, cash flow, margins, odds: what is not there cannot be drawn."""
    found = answer(owned(name))
    shown = shown_to_all(found)
    # At half the room each, his gain is the operator's saving; the ranges start at the price.
    price = found.price.indicative_eur_per_mwh
    shown -= {
        found.price.saving_eur_per_year,
        *(one for one in shown if one == pytest.approx(price, rel=1e-12)),
    }
    for what, (own, _) in secrets(found).items():
        assert own - {0.0} or what == "return", what
        assert own & shown <= {0.0, 1.0}, what
    assert found.public is not None
    own, asked = (
        {one.price.p10_eur_per_mwh, one.price.p90_eur_per_mwh} for one in (found, found.public)
    )
    assert not own & shown
    room = found.price.room_eur_per_mwh or 0.0
    assert asked <= shown_to_all(found) if room > 0 else not asked & shown


@pytest.mark.parametrize("name", only(sweeps.EXAMPLES, EXAMPLES))
def test_no_page_of_the_conversation_shows_the_producers_money(visitor: AppTest, name: str) -> None:
    """On none of the pages stands a figure of his, in words or in what a chart draws."""
    found = answer(owned(name))
    public = shown_to_all(found) | sold(found)
    own = {figure(one, unit) for one, unit in _money(found)}
    assert found.public is not None
    own -= {figure(one, unit) for one, unit in _money(found.public)}  # follows from typical ones
    own -= {*list(money_rows(discreet(found)).values())[1]}
    own -= {figure(one, unit) for one in public for unit in ("EUR", "EUR/a")}
    exact = {one for numbers_of, _ in secrets(found).values() for one in numbers_of}
    with_own(visitor, name)
    for where in PAGES:
        go(visitor, where)
        text = re.sub(r"\d+\.\d{7,}", lambda one: f"{float(one[0]):.6f}", drawn(visitor))
        words = set(re.findall(r"-?[\d.,]+\xa0(?:M€|€)(?:/a)?(?!/)", text))
        assert not own & words, where
        assert not as_precise(text, exact) - as_precise(text, {*public, *range(1001)}), where


def as_precise(text: str, given: Iterable[float]) -> set[str]:
    """The numbers of a text with four decimals or more that are one of the given ones.

    A number stands for another where all decimals that are written agree; one decimal less, and
    a share of 0.03809 would be a tax of 0.03814.
    """
    written = set(re.findall(r"\d+\.\d{4,}", text))
    decimals = {len(one.partition(".")[2]) for one in written}
    return written & {f"{abs(one):.{places}f}" for one in given for places in decimals}


def test_a_leak_is_found_and_a_neighbour_is_not() -> None:
    """Rounded to what is written, above and below zero; 0.03814 is not 0.03809."""
    assert as_precise("x: 0.0381 y: -71.234568", [0.0380859, -71.2345678]) == {
        "0.0381",
        "71.234568",
    }
    assert not as_precise("0.03814", [0.0380859])


def _money(found: Assessment) -> list[tuple[float, str]]:
    given = secrets(found)
    return [(one, given[what][1]) for what in MONEY for one in given[what][0] if abs(one) > 1]


@pytest.mark.parametrize("name", first(["german", "norderstedt"], 1))
def test_the_internal_view_shows_the_money_that_is_looked_for(visitor: AppTest, name: str) -> None:
    """What the test above looks for is found where it stands, or finding none means nothing."""
    found = answer(example(name))
    visitor.selectbox(key="example_choice").set_value(name).run()
    internal_switch(visitor).set_value(True).run()
    unfold(visitor)
    text = drawn(go(visitor, "price"))
    given = secrets(found)
    for what in ("cash flow", "margin", "outstanding"):
        own, unit = given[what]
        assert any(stands_in(text, figure(one, unit)) for one in own if abs(one) > 1), what
    assert all(figure(share, "share") in text for share in given["odds"][0])
    assert say("price.internal.first") in text


QUOTE = dict(zip(QUOTED, (6.4173, 47.0, 39.0, 51.0, 88.0), strict=True))
"""A supplier's point, as the producer entered it."""


def with_quote(visitor: AppTest, name: str) -> Assessment:
    """The example in front of a visitor, with that point; its whole answer."""
    visitor.selectbox(key="example_choice").set_value(name).run()
    visitor.session_state["draft"] = visitor.session_state["draft"] | QUOTE
    unfold(visitor)
    visitor.run()
    stated = flat(example(name).model_dump(mode="json", exclude_defaults=True))
    return answer(Site.model_validate(nested(stated | QUOTE)))


def quote_words(found: Assessment) -> list[str]:
    """What would tell the supplier's point, as it would stand on a page."""
    heat, point = found.heat, found.supplier
    assert point is not None
    exact = (heat.heat_pump_scop, heat.electricity_gwh, heat.system_scop, point.factor)
    told = [f"{amount:.6f}"[:-1] for amount in exact if amount is not None]
    return [*told, f"{point.cop}", say("input.plant.quoted.cop.label")]


def test_no_page_of_the_conversation_tells_the_suppliers_point(visitor: AppTest) -> None:
    """Neither its figures nor what the plant does with it: heat and COP are those without."""
    found = with_quote(visitor, "german")
    for where in PAGES:
        go(visitor, where)
        assert unbroken(visitor), where
        text = drawn(visitor)
        hidden = quote_words(found)[: -1 if where == "methods" else None]
        assert not [words for words in hidden if stands_in(text, words)], where
        assert f"COP {figure(found.heat.heat_pump_scop, '-')}" not in text, where


def test_the_heat_page_of_the_conversation_is_the_same_but_for_the_price(visitor: AppTest) -> None:
    """Every figure that it shows or draws is one without the supplier's point, or the price."""
    found = with_quote(visitor, "german")
    told = figures_in(drawn(go(visitor, "heat")))
    visitor.session_state["draft"] = from_example("german")
    visitor.run()
    without = figures_in(drawn(go(visitor, "heat")))
    tile = price_tile(discreet(found))
    assert told - without <= figures_in(" ".join((tile.figure, tile.band, *tile.beside)))


def figures_in(text: str) -> set[str]:
    """All figures with decimals."""
    return set(re.findall(r"\d+[.,]\d+", text))


def test_the_internal_view_shows_the_suppliers_point_beside_the_model(visitor: AppTest) -> None:
    """Its five boxes among the inputs of the plant; both figures and the factor on two pages."""
    found = with_quote(visitor, "german")
    internal_switch(visitor).set_value(True).run()
    visitor.session_state["site:more:plant"] = True
    boxes = {str(box.key) for box in go(visitor, "site").text_input}
    for path in QUOTED:
        assert any(key.endswith(f":{path}") for key in boxes), path
    for where in ("heat", "methods"):
        assert supplier_sentence(found) in drawn(go(visitor, where)), where


def test_a_wrong_quote_is_told_in_the_internal_view_alone(visitor: AppTest) -> None:
    """In the conversation something is wrong, but not what the supplier said."""
    visitor.session_state["draft"] = visitor.session_state["draft"] | {QUOTED[0]: 6.4173}
    visitor.run()
    told = say("input.plant.quoted.source_inlet_c.label").partition(": ")[2]
    text = drawn(go(visitor, "viability"))
    assert say("app.wrong") in text
    assert told not in text
    internal_switch(visitor).set_value(True).run()
    assert told in drawn(go(visitor, "viability"))
