"""The heat pump stands in hours whose electricity costs more than its heat saves."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ihp_core import assess
from ihp_core.operation.dispatch import dispatched_year
from ihp_core.operation.electricity import hourly_price
from ihp_core.operation.heat_year import heat_year
from ihp_core.operation.todays_heat import carbon_price_eur_per_t, displaced_cost
from ihp_core.results.results import Assessment
from ihp_core.site.filling import fill, state
from ihp_core.site.site import Site
from ihp_core.year.hours import hours_of
from ihp_core.year.typical_hours import typical
from tests.drawn import drawn, places
from tests.given import scene, site_of, temperatures

LED = {"plant.dispatch": "price_led"}
DEAR = temperatures(19, 13, 55, 81) | {"country": "DE", "network.annual_heat_gwh": 150}


def _pair(draft: dict[str, Any]) -> tuple[Assessment, Assessment]:
    draft = draft | {"plant.heat_pump_capacity_mw": 4}
    return assess(site_of(draft)), assess(site_of(draft | LED))


def _net(site: Site) -> tuple[np.ndarray, np.ndarray]:
    """Value less cost in each hour of the plant that follows the heat, and of the one as led."""
    at = scene(site)
    cases, hours, built = at.cases, at.hours, at.found.built
    price, carbon = hourly_price(cases, hours), carbon_price_eur_per_t(cases, at.network.peak_mw)
    waste = cases["data_centre.heat_price_eur_per_mwh"]
    found = []
    for run in (heat_year, dispatched_year):
        year = run(cases, hours, at.network, built)
        saved = displaced_cost(cases, hours, year.delivery(carbon))
        worth = (saved - cases["cost.operator_added_eur_per_mwh"]) * year.delivered_mw
        cost = (year.electricity_mw + year.pumping_mw) * price + year.source_mw * waste
        found.append(np.broadcast_to(worth - cost, (1, 8760))[0])
    return found[0], found[1]


def test_it_stands_in_dear_hours_and_says_why() -> None:
    """A COP of 3.2 at German prices: hundreds of hours do not pay, each with its reason."""
    always, led = _pair(DEAR)
    assert 200 < led.heat.off_reasons["too_dear"] < 8000
    assert led.heat.delivered_gwh < always.heat.delivered_gwh
    assert led.heat.operating_hours + sum(led.heat.off_reasons.values()) == pytest.approx(8760)


def test_the_electricity_that_is_left_is_cheaper() -> None:
    """The mean price of the hours in which it runs falls."""
    always, led = _pair(DEAR)
    assert led.electricity.at_use_eur_per_mwh < always.electricity.at_use_eur_per_mwh - 5


def test_following_the_price_changes_nothing_where_every_hour_pays() -> None:
    """The German example: its heat saves more than its electricity costs in every hour."""
    always, led = _pair(temperatures(50, 40, 50, 75) | {"country": "DE"})
    assert led.heat.delivered_gwh == pytest.approx(always.heat.delivered_gwh)
    assert led.heat.off_reasons["too_dear"] == 0


def test_what_the_exchanger_gives_alone_still_flows() -> None:
    """The heat pump stands, the direct part stays."""
    draft = temperatures(60, 50, 42, 65) | {"country": "SE", "network.accepts_top_up": True}
    always, led = _pair(draft | {"market.electricity_price_eur_per_mwh": 700})
    assert always.heat.heat_pump_gwh > led.heat.heat_pump_gwh
    assert led.heat.direct_gwh > 0.5 * always.heat.direct_gwh


@pytest.mark.parametrize("place", places(4))
def test_no_hour_is_worse_than_in_the_plant_that_follows_the_heat(place: int) -> None:
    """Hour by hour, value less cost is never lower (to 1e-6 EUR), and energy balances."""
    site = drawn()[place]
    led = site.model_copy(update={"plant": site.plant.model_copy(update={"dispatch": "price_led"})})
    always, chosen = _net(led)
    assert (chosen - always >= -1e-6).all()


@pytest.mark.parametrize("place", places(4))
def test_the_balance_holds_in_a_year_led_by_price(place: int) -> None:
    """Source + 0.95 electricity = direct + lifted heat in every hour, to 1e-9 of the largest."""
    site = drawn()[place]
    led = site.model_copy(update={"plant": site.plant.model_copy(update={"dispatch": "price_led"})})
    year = scene(led).found.year
    heat = year.direct_mw + year.lifted_mw
    off = heat - year.source_mw - 0.95 * year.electricity_mw
    assert np.abs(off).max() <= 1e-9 * max(float(heat.max()), 1.0)


def test_typical_hours_follow_the_heat() -> None:
    """They cannot tell on which side of a price an hour lies."""
    site = site_of(DEAR | LED)
    cases, hours = fill(state([site])), typical(hours_of(site))
    at = scene(site)
    led = dispatched_year(cases, hours, at.network, at.found.built)
    assert not led.run.too_dear.any()
