"""In front of a customer the asked price stands still; inputs move it as at typical figures."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from ihp_core.answer import answer_at, asked_of
from ihp_core.report.summary.tiles import price_tile
from ihp_core.results.discretion import discreet
from ihp_core.site.examples.worked import example
from ihp_core.site.inputs import publicly
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from tests.app.conftest import internal_switch
from tests.app.test_discretion import OWN
from tests.app.test_journey import go

POWER = "market.electricity_price_eur_per_mwh"


def german(**stated: float) -> Site:
    """The German example with the producer's own figures and some paths more."""
    known = flat(example("german").model_dump(mode="json", exclude_defaults=True))
    return Site.model_validate(nested(known | OWN | stated))


def tile_of(visitor: AppTest) -> str:
    """The strip as it stands on the page."""
    return next(one.proto.body for one in visitor.get("html") if "ihp-strip" in one.proto.body)


def shown_at(power: float, asked_at: float) -> str:
    """The price that belongs to an electricity price, asked at another one."""
    above = asked_of(german(**{POWER: asked_at}))
    public = answer_at(publicly(german(**{POWER: power})), None, "calculated", above)
    return price_tile(discreet(public)).figure


def enter(visitor: AppTest, **stated: float) -> None:
    """State something, as a slider does."""
    visitor.session_state["draft"] = visitor.session_state["draft"] | stated
    visitor.run()


def test_a_slider_moves_the_asked_price_by_typical_slopes(visitor: AppTest) -> None:
    """From the case in which the producer left the internal view, not from the moved one."""
    visitor.selectbox(key="example_choice").set_value("german").run()
    go(visitor, "price")
    internal_switch(visitor).set_value(True).run()
    enter(visitor, **OWN, **{POWER: 150.0})
    internal_switch(visitor).set_value(False).run()
    assert shown_at(150.0, 150.0) in tile_of(visitor)
    enter(visitor, **{POWER: 90.0})
    assert shown_at(90.0, 150.0) in tile_of(visitor)
    assert shown_at(90.0, 150.0) != shown_at(90.0, 90.0)


def test_the_producer_asks_anew_where_they_look_again(visitor: AppTest) -> None:
    """The internal view at another case settles the price of that case."""
    visitor.selectbox(key="example_choice").set_value("german").run()
    enter(visitor, **OWN, **{POWER: 150.0})
    enter(visitor, **{POWER: 90.0})
    go(visitor, "price")
    internal_switch(visitor).set_value(True).run()
    internal_switch(visitor).set_value(False).run()
    assert shown_at(90.0, 90.0) in tile_of(visitor)


def test_a_variant_with_other_figures_lets_nobody_ask_anew(visitor: AppTest) -> None:
    """Each producer's figures have the case they were seen in, whatever stands beside them."""
    visitor.selectbox(key="example_choice").set_value("german").run()
    go(visitor, "price")
    internal_switch(visitor).set_value(True).run()
    enter(visitor, **OWN, **{POWER: 150.0})
    internal_switch(visitor).set_value(False).run()
    other = {**OWN, "contract.room_share_fraction": 0.2}
    beside = visitor.session_state["draft"] | other
    visitor.session_state["others"], visitor.session_state["names"] = [beside], ["dearer"]
    go(visitor, "summary")
    enter(visitor, **{POWER: 90.0})
    enter(visitor, **{POWER: 90.0})
    assert shown_at(90.0, 150.0) in tile_of(visitor)
