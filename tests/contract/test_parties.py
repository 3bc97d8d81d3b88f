"""What each of the three parties gains at every price."""

from __future__ import annotations

import numpy as np
import pytest

from ihp_core.contract.parties import cooling_electricity, gains
from tests.drawn import drawn_scene, places
from tests.given import scene, site_of


@pytest.mark.parametrize("place", places())
def test_the_gains_add_up_to_the_displaced_heat(place: int) -> None:
    """Operator's saving + producer's margin + its cost incl. return = alternative cost x heat,
    at every price, to 1e-9."""
    at = drawn_scene(place)
    if not at.found.heat_mwh.item() > 0:
        return
    found = gains(at.cases, at.found)
    parts = found.operator + found.producer + found.cost
    size = np.abs(found.operator) + np.abs(found.producer) + np.abs(found.cost)
    assert (np.abs(parts - found.displaced) <= 1e-9 * size).all()


@pytest.mark.parametrize("place", places(5))
def test_the_prices_run_from_below_the_floor_to_above_the_ceiling(place: int) -> None:
    """With and without room: both ends stand inside."""
    at = drawn_scene(place)
    if not at.found.heat_mwh.item() > 0:
        return
    prices = gains(at.cases, at.found).price[0]
    assert (np.diff(prices) > 0).all()
    for edge in (at.found.floor.total.item(), at.found.ceiling.item()):
        assert prices[0] < edge < prices[-1]


def test_each_party_gains_nothing_at_its_own_limit() -> None:
    """The operator at the alternative cost, the producer at its cost: zero in between."""
    at = scene(site_of())
    found = gains(at.cases, at.found)
    for gain, limit in ((found.operator, at.found.ceiling), (found.producer, at.found.floor.total)):
        order = np.argsort(gain[0])
        crossing = np.interp(0.0, gain[0][order], found.price[0][order])
        assert crossing == pytest.approx(limit.item(), rel=1e-9)


def test_the_data_centre_gains_by_its_heat_and_its_coolers() -> None:
    """Source heat x its price, and source heat x cooling electricity x the price that the
    data centre pays for electricity."""
    draft = {
        "data_centre.heat_price_eur_per_mwh": 5,
        "market.electricity_price_eur_per_mwh": 150,
        "market.electricity_connection": "data_centre",
    }
    at = scene(site_of(draft))
    found, source = gains(at.cases, at.found), at.found.energy.source.item()
    assert found.source_heat.item() == pytest.approx(5 * source)
    per_heat = cooling_electricity(at.cases).item()
    assert found.cooling_saved.item() == pytest.approx(150 * per_heat * source)


def test_warmer_cooling_water_needs_less_electricity_to_cool() -> None:
    """A chiller needs more than a dry cooler, and all less than a quarter more than half."""
    needs = [
        cooling_electricity(scene(site_of({"data_centre.cooling": kind})).cases).item()
        for kind in ("air", "warm_water", "direct_liquid")
    ]
    assert 0.5 > needs[0] > needs[1] >= needs[2] > 0
