"""A plant built in steps: what waits is worth less, what is not there delivers nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ihp_core.assessment import screened
from ihp_core.site.site import PlantStep
from ihp_core.what_if.running.steps import Steps, built_in_steps, units_by_year
from tests.given import site_of

GROWING = {
    "network.annual_heat_gwh": 150,
    "plant.heat_pump_capacity_mw": 6,
    "plant.units": 4,
    "data_centre.cooling": "air",
    "data_centre.ramp_up_years": 5,
    "data_centre.first_year_load_fraction": 0.3,
}


def _steps(*steps: tuple[int, int], **stated: Any) -> Steps:
    draft = GROWING | {path.replace("__", "."): value for path, value in stated.items()}
    draft["plant.steps"] = [{"year": year, "units": units} for year, units in steps]
    found = built_in_steps(screened(site_of(draft)))
    assert found is not None
    return found


def test_units_of_no_step_stand_from_the_start() -> None:
    """Four units, one more in year 3 and one in year 5: two from the beginning."""
    steps = [PlantStep(year=3, units=1), PlantStep(year=5, units=1)]
    assert units_by_year(4, steps, 6).tolist() == [2, 2, 3, 3, 4, 4]


def test_steps_in_the_first_year_are_the_plant_at_once() -> None:
    """Same heat in every year, same cost."""
    found = _steps((1, 4))
    assert found.later_eur == 0
    assert found.saved_eur == 0
    assert np.allclose(found.heat_mwh[0], found.heat_mwh[1], rtol=1e-9)
    assert found.floor_eur_per_mwh[0] == pytest.approx(found.floor_eur_per_mwh[1], rel=1e-9)


def test_what_waits_is_worth_less_at_the_required_return() -> None:
    """Half of the heat pumps in year 4: three years at 7 %."""
    found = _steps((4, 2), contract__discount_rate_fraction=0.07)
    assert found.saved_eur == pytest.approx(found.later_eur * (1 - 1.07**-3))
    assert found.later_eur > 0


def test_units_that_wait_for_the_servers_lower_the_cost() -> None:
    """While 30 % of the servers run half of the units suffices: nearly no heat is lost."""
    found = _steps((3, 2))
    assert found.lost_mwh < 0.02 * found.heat_mwh[0].sum()
    assert found.floor_eur_per_mwh[1] < found.floor_eur_per_mwh[0]


def test_units_that_come_too_late_lose_heat_and_raise_the_cost() -> None:
    """Three of four units only in year 12 of a data centre that is full from the start."""
    found = _steps((12, 3), data_centre__ramp_up_years=0)
    assert found.lost_mwh > 0.2 * found.heat_mwh[0].sum()
    assert found.floor_eur_per_mwh[1] > found.floor_eur_per_mwh[0]
    assert np.allclose(found.heat_mwh[1, 11:], found.heat_mwh[0, 11:], rtol=1e-9)


def test_without_steps_there_is_nothing_to_compare() -> None:
    """None are stated."""
    assert built_in_steps(screened(site_of(GROWING))) is None
