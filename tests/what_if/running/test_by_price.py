"""A site's plant run by price: never dearer, and alike where there is nothing to choose."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from ihp_core.assessment import Screened, screened
from ihp_core.site.examples.worked import example
from ihp_core.site.site import Site
from ihp_core.what_if.running.by_price import ByPrice, by_price
from tests.sites import random_sites

pytest.importorskip("highspy")
SECONDS = 6.0


@cache
def _screened(name: str) -> Screened:
    return screened(example(name))


@cache
def _run(name: str, buffer_m3: float) -> ByPrice:
    found = by_price(_screened(name), buffer_m3, SECONDS)
    assert found is not None
    return found


def _random(count: int, seed: int) -> list[Screened]:
    """Random sites whose plant has a heat pump and delivers."""
    some = (screened(site) for site in random_sites(count, seed))
    return [site for site in some if site.screening.figures["heat.heat_pump_capacity_mw"][0] > 0]


def test_running_by_price_never_costs_more_than_following_the_heat() -> None:
    """On random sites, with and without a tank."""
    for site in _random(5, 3):
        found = by_price(site, 300.0, SECONDS)
        assert found is not None
        assert found.tank is not None
        for compared in (found.without, found.tank):
            assert compared.saves_eur >= -1e-6
        assert found.tank.by_price.cost_eur <= found.without.by_price.cost_eur + 1e-6


def test_what_is_saved_is_what_the_producer_saves_less_what_the_operator_pays() -> None:
    """Electricity and source heat on one side, the boiler's heat on the other."""
    found = _run("air_cooled_far", 200.0)
    for compared in (found.without, found.tank):
        assert compared is not None
        assert compared.saves_eur > 0
        assert compared.boiler_mwh > 0
        assert compared.boiler_eur > 0
        assert compared.running_eur - compared.boiler_eur == pytest.approx(compared.saves_eur)


def test_a_larger_tank_never_costs_more() -> None:
    """Its heat may be used or left alone."""
    costs = [_run("guide_10mw_4g", volume).tank for volume in (100.0, 400.0, 1600.0)]
    plain = [one.by_price.cost_eur for one in costs if one is not None]
    assert plain == sorted(plain, reverse=True)
    assert _run("guide_10mw_4g", 100.0).without.by_price.cost_eur >= plain[0]


def test_where_the_price_never_moves_and_there_is_no_tank_both_ways_are_alike() -> None:
    """Long-term contract: the same price in every hour, below what the heat saves."""
    site = example("guide_10mw_4g")
    flat = site.market.model_copy(update={"electricity_connection": "contract"})
    found = by_price(screened(site.model_copy(update={"market": flat})), 500.0, SECONDS)
    assert found is not None
    assert np.ptp(found.price_eur_per_mwh) == pytest.approx(0)
    assert found.without.saves_eur == pytest.approx(0, abs=1)
    assert np.array_equal(found.without.by_price.delivered_mw, found.without.led.delivered_mw)


def test_the_reserve_market_is_told_apart_and_in_no_other_figure() -> None:
    """An income stated for a MW of electric power changes nothing else."""
    site = example("norderstedt")
    offered = site.market.model_copy(update={"flexibility_eur_per_mw_year": 30000})
    plain, more = (
        by_price(screened(one), None, SECONDS)
        for one in (site, site.model_copy(update={"market": offered}))
    )
    assert plain is not None
    assert more is not None
    assert plain.reserve_eur == 0
    power = _screened("norderstedt").plant.built.electricity_mw.item()
    assert more.reserve_eur == pytest.approx(30000 * power)
    assert more.without.saves_eur == pytest.approx(plain.without.saves_eur)
    first, second = (
        screened(one).screening.figures
        for one in (site, site.model_copy(update={"market": offered}))
    )
    assert all(np.array_equal(first[name], second[name], equal_nan=True) for name in first)


def test_the_operators_boiler_gives_what_the_plant_does_not() -> None:
    """Hour for hour the load, whichever way the plant runs."""
    for run in (
        _run("norderstedt", 500.0).without.led,
        _run("norderstedt", 500.0).without.by_price,
    ):
        load = run.delivered_mw + run.boiler_mw
        assert load.sum() == pytest.approx(150_000, rel=0.02)


def test_a_plant_without_a_heat_pump_has_nothing_to_run_by_price() -> None:
    """All direct: there is no electricity to save."""
    draft = {
        "data_centre": {"it_capacity_mw": 5, "cooling": "direct_liquid", "source_inlet_c": 75},
        "network": {"supply_winter_c": 60, "annual_heat_gwh": 80},
        "plant": {"heat_pump_capacity_mw": 0},
    }
    assert by_price(screened(Site.model_validate(draft)), 500.0, SECONDS) is None
