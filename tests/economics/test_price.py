"""The producer's floor, the price between floor and ceiling, and the worked case."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ihp_core import assess
from ihp_core.economics.capital import LINES, Capital
from ihp_core.economics.price import (
    PARTS,
    Energy,
    Floor,
    contract_factors,
    fixed_part,
    floor,
    indicative,
)
from ihp_core.operation.heat_year import availability
from ihp_core.site.cases import Cases
from ihp_core.site.filling import fill, state
from ihp_core.tables.arrays import Array
from tests.drawn import drawn_assessment, places
from tests.given import BARE, scene, site_of, temperatures

ELECTRICITY = "market.electricity_price_eur_per_mwh"


def _one(figure: float) -> Array:
    return np.array([[float(figure)]])


def _cases(changes: dict[str, float]) -> Cases:
    known = {
        "market.electricity_price_eur_per_mwh": 130.0,
        "contract.term_years": 20.0,
        "contract.discount_rate_fraction": 0.07,
        "contract.grant_fraction": 0.0,
        "cost.construction_years": 0.0,
        "cost.maintenance_fraction_per_year": 0.02,
    }
    return fill(state([site_of()]).with_(known | changes)).with_(BARE | changes)


def worked(cop: float = 4.0, hours: float = 6500, **changes: float) -> Floor:
    """5 MW all-in at 1.56 MEUR/MW, 1 km x 1.3 of DN200 at 1,355 EUR/m, 7 %, 20 years."""
    none, heat = _one(0), _one(5 * hours)
    built = {"heat_pump": _one(5 * 1.56e6), "pipe": _one(1300 * 1355)}
    spent = Capital(dict.fromkeys(LINES, none) | built)
    cases = _cases({key.replace("__", "."): given for key, given in changes.items()})
    energy = Energy(heat, heat / cop, none, none, cases[ELECTRICITY])
    return floor(cases, spent, energy, contract_factors(cases))


def test_the_worked_case_costs_65_1_euro() -> None:
    """Capital 22.7 + pipe 5.1 + O&M 4.8 + electricity 32.5 = 65.1 EUR/MWh, to the digit given."""
    floor = worked()
    named = (floor.parts[name] for name in ("capital", "pipe", "maintenance", "electricity"))
    parts = (*named, floor.total)
    for part, expected in zip(parts, (22.7, 5.1, 4.8, 32.5, 65.1), strict=True):
        assert part.item() == pytest.approx(expected, abs=0.051)


@pytest.mark.parametrize(
    ("change", "difference", "error"),
    [
        ({"market__electricity_price_eur_per_mwh": 140.0}, 2.5, 0.05),
        ({"market__electricity_price_eur_per_mwh": 120.0}, -2.5, 0.05),
        ({"cop": 3.0}, 10.8, 0.05),
        ({"hours": 4000.0}, 20.0, 0.5),
        ({"contract__grant_fraction": 0.4}, -11.1, 0.05),
    ],
)
def test_the_worked_case_moves_as_worked(
    change: dict[str, Any], difference: float, error: float
) -> None:
    """Electricity ±10 -> ±2.5, COP 3 -> +10.8, 4,000 h -> +20, 40 % grant -> -11.1 EUR/MWh."""
    moved = worked(**change).total.item() - worked().total.item()
    assert moved == pytest.approx(difference, abs=error)


# Source in and out, return and supply [°C] -> floor at 130 and at 192 EUR/MWh electricity,
# yearly COP of the heat pump (0: not stated). 5.85 MW of source heat, large network, 80 % of the
# year, 15 years, 7 %, 1 km.
ORDERS = [
    ((60, 50, 45, 70), (31, 35), 8.4),
    ((60, 50, 50, 95), (49, 58), 0),
    ((45, 37, 50, 80), (56, 68), 5.1),
    ((28, 20, 50, 80), (65, 81), 3.7),
]


def order_of_magnitude(ends: tuple[float, ...], electricity: float) -> tuple[Floor, float]:
    """Floor of 5.85 MW at constant temperatures over 80 % of the year, and the yearly COP."""
    draft = temperatures(*ends) | {
        "network.annual_heat_gwh": 2000,
        "connection.distance_km": 1,
        "market.electricity_price_eur_per_mwh": electricity,
    }
    at = scene(site_of(draft), closing=True, bare=True)
    found = at.found
    share = 0.8 * 8760 / at.hours.total(availability(at.cases, at.hours))
    amounts = (amount * share for amount in found.energy[:4])
    energy = Energy(*amounts, found.energy.power_price)
    lifted = at.hours.total(found.year.lifted_mw).item()
    cop = lifted / found.energy.electricity.item() if lifted else np.nan
    return floor(at.cases, found.spent, energy, found.factors), cop


@pytest.mark.parametrize(("ends", "floors", "cop"), ORDERS)
def test_orders_of_magnitude_hold_within_a_tenth(
    ends: tuple[float, ...], floors: tuple[float, float], cop: float
) -> None:
    """The product's message: what the floor is for each kind of cooling, within 10 %."""
    for electricity, expected in zip((130.0, 192.0), floors, strict=True):
        found, yearly_cop = order_of_magnitude(ends, electricity)
        assert found.total.item() == pytest.approx(expected, rel=0.1)
        if cop:
            assert yearly_cop == pytest.approx(cop, abs=0.1)


def test_half_of_the_liquid_cooled_heat_goes_directly_into_70_degrees() -> None:
    """60/50 into 70/45: the heat pump lifts half of the heat, within 5 points."""
    draft = temperatures(60, 50, 45, 70) | {"network.annual_heat_gwh": 2000}
    year = scene(site_of(draft), closing=True)
    direct = year.hours.total(year.found.year.direct_mw)
    lifted = year.hours.total(year.found.year.lifted_mw)
    assert (lifted / (direct + lifted)).item() == pytest.approx(0.5, abs=0.05)


def test_all_direct_costs_about_ten_euro_and_pumping() -> None:
    """65/55 into 60/40 needs no heat pump: 10 EUR/MWh beside pumping, within 10 %."""
    found, cop = order_of_magnitude((65, 55, 40, 60), 130.0)
    assert (found.total - found.parts["pumping"]).item() == pytest.approx(10, rel=0.1)
    assert np.isnan(cop)


@pytest.mark.parametrize("place", places())
def test_the_parts_of_the_floor_are_the_floor(place: int) -> None:
    """All parts, to 1e-9; where there is no heat there is no price either."""
    price = drawn_assessment(place).price.model_dump()
    parts = [price[f"{name}_eur_per_mwh"] for name in PARTS]
    if price["floor_eur_per_mwh"] is None:
        assert set(parts) == {None}
    else:
        assert sum(parts) == pytest.approx(price["floor_eur_per_mwh"], rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("place", places())
def test_the_indicative_price_stands_between_floor_and_ceiling(place: int) -> None:
    """Floor plus the share of the room where there is room, else the floor."""
    price = drawn_assessment(place).price
    if price.floor_eur_per_mwh is None or price.ceiling_eur_per_mwh is None:
        return
    top = max(price.floor_eur_per_mwh, price.ceiling_eur_per_mwh)
    assert price.indicative_eur_per_mwh is not None
    assert price.floor_eur_per_mwh - 1e-9 <= price.indicative_eur_per_mwh <= top + 1e-9


def test_room_is_shared_only_where_there_is_room() -> None:
    """Floor 60 under 80: half way; floor 90 over 80: the floor."""
    cases = fill(state([site_of()]))
    assert indicative(cases, _one(60), _one(80)).item() == pytest.approx(70)
    assert indicative(cases, _one(90), _one(80)).item() == pytest.approx(90)


def test_the_indexed_price_starts_at_the_price() -> None:
    """Fixed part + electricity / system COP is the price of the first year."""
    cases = _cases({})
    assert fixed_part(cases, _one(60), _one(4)).item() + 130 / 4 == pytest.approx(60)


def test_source_heat_is_paid_per_megawatt_hour_taken() -> None:
    """10 EUR/MWh of source heat at 2 MWh source per 3 MWh heat: 6.67 EUR/MWh."""
    cases = _cases({"data_centre.heat_price_eur_per_mwh": 10.0})
    spent = Capital(dict.fromkeys(LINES, _one(0)))
    energy = Energy(_one(3000), _one(0), _one(0), _one(2000), cases[ELECTRICITY])
    found = floor(cases, spent, energy, contract_factors(cases))
    assert found.parts["source_heat"].item() == pytest.approx(20 / 3)
    assert found.total.item() == pytest.approx(20 / 3)


def test_interest_of_the_construction_time_is_a_line_of_its_own() -> None:
    """Nine months at 7 %, spent evenly: 2.6 % of capital and pipe."""
    found = worked(cost__construction_years=0.75)
    spent = found.parts["capital"] + found.parts["pipe"]
    assert (found.parts["construction_interest"] / spent).item() == pytest.approx(1.07**0.375 - 1)


def test_a_dearer_electricity_never_lowers_the_floor() -> None:
    """At a stated capacity the floor rises with the electricity price."""
    draft = temperatures(30, 22, 50, 80) | {"plant.heat_pump_capacity_mw": 5}
    floors = [
        assess(site_of(draft | {"market.electricity_price_eur_per_mwh": price})).price
        for price in (0, 50, 130, 300)
    ]
    figures = [found.floor_eur_per_mwh or 0.0 for found in floors]
    assert figures == sorted(figures)
    assert figures[0] < figures[-1]
