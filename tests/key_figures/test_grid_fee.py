"""The grid fee by hours of use, and what an individual one may save."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ihp_core import assess
from ihp_core.key_figures.grid_fee import GridUse, grid_use
from ihp_core.key_figures.tariff import GridFee
from ihp_core.report.price.power import grid_fee_line, power_told
from ihp_core.results.results import Assessment
from ihp_core.site.filling import fill, state
from ihp_core.tables.assumptions import table, value
from ihp_core.year.hours import hours_of
from tests.given import site_of

CONNECTION = "market.electricity_connection"
LARGE = {"country": "DE", "data_centre.it_capacity_mw": 40, "data_centre.cooling": "air"}


def _used(draw: dict[float, int], **stated: Any) -> GridUse:
    """What a draw of so many MW in so many hours comes to."""
    site = site_of({"country": "DE", CONNECTION: "own", **stated})
    power = np.zeros((1, 8760))
    start = 0
    for power_mw, hours in draw.items():
        power[0, start : start + hours] = power_mw
        start += hours
    return grid_use(fill(state([site])), hours_of(site), power)


def _found(**stated: Any) -> Assessment:
    return assess(site_of({**LARGE, **stated}))


def _fee(found: Assessment) -> GridFee:
    assert found.electricity.grid_fee is not None
    return found.electricity.grid_fee


@pytest.mark.parametrize(
    ("hours", "least"),
    [(6999, 1), (7000, 0.2), (7499, 0.2), (7500, 0.15), (7999, 0.15), (8000, 0.1), (8760, 0.1)],
)
def test_the_fee_falls_in_three_steps_of_hours(hours: int, least: float) -> None:
    """StromNEV section 19(2): 20, 15 and 10 % from 7,000, 7,500 and 8,000 hours of use."""
    assert _used({2.0: hours}).least_fraction.item() == least


@pytest.mark.parametrize(("power_mw", "least"), [(1.25, 1), (1.5, 0.1)])
def test_ten_gigawatt_hours_have_to_be_exceeded(power_mw: float, least: float) -> None:
    """8,000 hours at 1.25 MW are 10 GWh, which is not more than 10."""
    assert _used({power_mw: 8000}).least_fraction.item() == least


def test_the_highest_hour_makes_the_hours_of_use() -> None:
    """4,000 h at 4 MW and 4,000 h at 2 MW: 24 GWh over 4 MW are 6,000 hours."""
    used = _used({4.0: 4000, 2.0: 4000})
    assert used.hours_of_use.item() == pytest.approx(6000)
    assert used.drawn_gwh.item() == pytest.approx(24)
    assert used.least_fraction.item() == 1
    assert used.saving.item() == 0


def test_the_published_fee_is_power_over_hours_and_energy() -> None:
    """130.6 EUR/kW over 8,000 h and 17.9 EUR/MWh: 34.2 EUR/MWh, of which 90 % may be saved."""
    power = value("electricity.grid_capacity_eur_per_kw_year", "DE")
    energy = value("electricity.grid_energy_eur_per_mwh", "DE")
    used = _used({2.0: 8000})
    assert used.published.item() == pytest.approx(energy + power / 8)
    assert used.saving.item() == pytest.approx(0.9 * used.published.item())


def test_no_individual_fee_is_reckoned_through_the_data_centre_nor_abroad() -> None:
    """The data centre's draw is not the plant's; other countries have no such row."""
    assert _used({2.0: 8000}, **{CONNECTION: "data_centre"}).least_fraction.item() == 1
    abroad = _used({2.0: 8000}, country="SE")
    assert abroad.least_fraction.item() == 1
    assert abroad.published.item() == 0


def test_a_plant_that_stands_still_draws_nothing() -> None:
    """No hours of use, no fee by them, nothing saved, and no division by nought."""
    used = _used({})
    assert (used.drawn_gwh, used.hours_of_use, used.saving) == (0, 0, 0)


def test_the_fee_is_never_in_the_price() -> None:
    """A plant that reaches the law pays the country's usual price; the saving stands beside it."""
    found = _found(**{CONNECTION: "own"})
    fee = _fee(found)
    assert fee.least_fraction is not None
    assert fee.saving_eur_per_mwh > 20
    assert found.electricity.all_in_eur_per_mwh == found.electricity.presets["own"]
    heat, power = found.heat.delivered_gwh, found.heat.electricity_gwh + found.heat.pumping_gwh
    assert fee.drawn_gwh == pytest.approx(power)
    saved = fee.saving_eur_per_mwh * power / heat
    assert fee.saving_of_heat_eur_per_mwh == pytest.approx(saved)


@pytest.mark.parametrize(("start", "years"), [(None, 0), ("2027-06-01", 2), ("2028-01-01", 1)])
def test_the_law_ends_with_2028(start: str | None, years: int) -> None:
    """A contract that starts later has none of it, an earlier one the years until then."""
    assert set(table("grid_fee_relief")["last_year"]) == {"2028"}
    stated = {CONNECTION: "own"} if start is None else {CONNECTION: "own", "contract.start": start}
    found = _found(**stated)
    assert _fee(found).contract_years == years
    ending = "before supply starts" if years == 0 else f"so {years} of the contract's years"
    assert ending in grid_fee_line(found)
    assert "2028" in grid_fee_line(found)


def test_the_words_say_what_holds() -> None:
    """Reached, short of it, through the data centre, and nothing where no law has one."""
    reached = grid_fee_line(_found(**{CONNECTION: "own"}))
    assert "not in the price" in reached
    assert reached in power_told(_found(**{CONNECTION: "own"}))
    small = assess(site_of({"country": "DE", CONNECTION: "own"}))
    assert "it asks for more than" in grid_fee_line(small)
    assert grid_fee_line(small) not in power_told(small)
    assert "in its bill already" in grid_fee_line(_found(**{CONNECTION: "data_centre"}))
    assert grid_fee_line(_found(country="SE")) == ""
