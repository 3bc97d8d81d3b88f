"""A unit or the whole plant out in the coldest days: what is missing and what it costs."""

from __future__ import annotations

from typing import Any

import pytest

from ihp_core.assessment import Screened, screened
from ihp_core.what_if.running.redundancy import Redundancy, redundancy
from tests.given import site_of
from tests.sites import random_sites

NETWORK = {"network.annual_heat_gwh": 150, "plant.heat_pump_capacity_mw": 6}


def _site(**stated: Any) -> Screened:
    paths = {path.replace("__", "."): value for path, value in stated.items()}
    return screened(site_of(NETWORK | paths))


def _out(**stated: Any) -> Redundancy:
    found = redundancy(_site(**stated))
    assert found is not None
    return found


def test_the_whole_plant_out_is_what_the_planner_reads_of_an_outage() -> None:
    """Heat and cost of three days, as the figures of the hand-over have them."""
    site = _site()
    found = redundancy(site)
    assert found is not None
    figures = site.screening.figures
    assert found.plant.missing_mwh == pytest.approx(figures["heat.outage_heat_mwh"][0], rel=0.002)
    assert found.plant.cost_eur == pytest.approx(figures["heat.outage_cost_eur"][0], rel=0.03)
    assert found.plant.missing_fraction == pytest.approx(1)
    assert found.hours == 72


def test_with_more_units_one_of_them_leaves_less_missing() -> None:
    """Two units lose half of the lift, four a quarter, where no exchanger helps."""
    cold = {"data_centre__cooling": "air", "network__supply_winter_c": 75}
    one, two, four = (_out(plant__units=units, **cold).unit.missing_mwh for units in (1, 2, 4))
    assert one > two > four > 0
    assert one == pytest.approx(2 * two, rel=0.05)
    assert two == pytest.approx(2 * four, rel=0.05)


def test_a_back_up_boiler_of_the_producers_takes_its_part() -> None:
    """What it gives costs the operator nothing."""
    bare, firm = _out(), _out(plant__firm_capacity_mw=3)
    assert firm.plant.missing_mwh == pytest.approx(bare.plant.missing_mwh)
    assert firm.plant.backed_up_mwh == pytest.approx(3 * 72, rel=0.02)
    assert firm.plant.reserve_mw == pytest.approx(bare.plant.reserve_mw - 3)
    assert firm.plant.cost_eur < bare.plant.cost_eur


def test_a_unit_out_never_leaves_more_missing_than_the_plant() -> None:
    """On random sites, and never more than the plant gives."""
    for site in random_sites(30, 5):
        found = redundancy(screened(site))
        if found is None:
            continue
        assert 0 <= found.unit.missing_mwh <= found.plant.missing_mwh + 1e-9
        assert found.plant.missing_mwh == pytest.approx(found.given_mwh)
        assert found.given_mwh <= found.load_mwh * (1 + 1e-9)
