"""What heat costs the operator today, by unit, hour and country."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import numpy as np
import pytest

from ihp_core import assess
from ihp_core.operation.todays_heat import (
    KINDS,
    Delivery,
    carbon_price_eur_per_t,
    displaced_cost,
    running_cost,
)
from ihp_core.site.cases import Cases
from ihp_core.site.fields import HeatSource
from ihp_core.site.filling import fill, state
from ihp_core.tables.arrays import Array
from tests.given import hours_at, site_of

ONE_HOUR = replace(hours_at(50, 8), price_shape=np.ones((1, 1)))


def _cases(draft: dict[str, Any] | None = None) -> Cases:
    return fill(state([site_of({"country": "DE"} | (draft or {}))]))


def _cost(kind: str, return_c: float = 50, carbon: float = 60, **changes: float) -> float:
    cases = _cases().with_({key.replace("__", "."): given for key, given in changes.items()})
    found = running_cost(
        cases,
        ONE_HOUR,
        np.array([[float(KINDS.index(kind))]]),
        np.array([[return_c]]),
        np.array([[carbon]]),
    )
    return float(found.item())


@pytest.mark.parametrize(
    ("kind", "euro", "error"),
    [("gas_boiler", 72.0, 0.1), ("biomass_boiler", 35.1, 0.1)],
)
def test_marginal_heat_costs_what_was_worked_by_hand(kind: str, euro: float, error: float) -> None:
    """Gas 52.9/0.92 + 0.201/0.92 x 60 + 1.4 = 72.0; chips 31.5/1.015 + 4.1 = 35.1."""
    assert _cost(kind, market__gas_price_eur_per_mwh=52.9) == pytest.approx(euro, abs=error)


def test_an_electric_boiler_at_120_costs_122_5() -> None:
    """120/0.99 + 1.3 = 122.5 EUR/MWh."""
    found = _cost("electric_boiler", market__electricity_price_eur_per_mwh=120)
    assert found == pytest.approx(122.5, abs=0.1)


@pytest.mark.parametrize(
    ("return_c", "efficiency"), [(60, 0.92), (45, 0.92), (42.5, 0.975), (40, 1.03), (30, 1.03)]
)
def test_a_gas_boiler_condenses_at_low_returns(return_c: float, efficiency: float) -> None:
    """0.92 at 45 °C and above, 1.03 at 40 and below, linear between."""
    found = _cost("gas_boiler", return_c, 0, market__gas_price_eur_per_mwh=50)
    assert found == pytest.approx(50 / efficiency + 1.4)


def test_a_chp_counts_the_electricity_it_would_have_sold() -> None:
    """Its heat is cheaper by 0.95 MWh of wholesale electricity per MWh."""
    base = _cost("gas_chp", market__gas_price_eur_per_mwh=50)
    assert base == pytest.approx((50 + 0.201 * 60) / 0.474 + 8 - 0.95 * 89.9)


def test_every_kind_of_unit_has_a_cost() -> None:
    """No kind falls through; only boilers that condense follow the return."""
    for kind in get_args(HeatSource):
        assert np.isfinite(_cost(kind))
        if kind not in ("gas_boiler", "biomass_boiler"):
            assert _cost(kind, 30) == _cost(kind, 60)


@pytest.mark.parametrize(("peak", "carbon"), [(19.9, 65.0), (20.0, 75.0), (200.0, 75.0)])
def test_carbon_is_traded_from_twenty_megawatts_up(peak: float, carbon: float) -> None:
    """Below 20 MW the national price (DE 65 EUR/t), from there emissions trading."""
    assert carbon_price_eur_per_t(_cases(), np.array([[peak]])).item() == carbon


def test_a_stated_carbon_price_stands() -> None:
    """100 EUR/t stated, 100 EUR/t used, whatever the size."""
    cases = _cases({"market.carbon_price_eur_per_t": 100})
    assert carbon_price_eur_per_t(cases, np.array([[5.0]])).item() == 100


def _displaced(draft: dict[str, Any], load: float, delivered: float) -> float:
    cases = _cases(draft)
    shape: list[Array] = [np.array([[figure]]) for figure in (load, delivered, 50.0, 60.0)]
    return float(np.asarray(displaced_cost(cases, ONE_HOUR, Delivery(*shape))).item())


UNITS = [
    {"kind": "other", "cost_eur_per_mwh": 90, "capacity_mw": 50},
    {"kind": "other", "cost_eur_per_mwh": 20, "capacity_mw": 5},
    {"kind": "other", "cost_eur_per_mwh": 40, "capacity_mw": 10},
]


@pytest.mark.parametrize(
    ("load", "delivered", "euro"),
    [
        (30, 5, 90.0),
        (16, 1, 90.0),
        (15, 5, 40.0),
        (16, 5, (1 * 90 + 4 * 40) / 5),
        (6, 6, (1 * 40 + 5 * 20) / 6),
        (100, 10, 90.0),
    ],
)
def test_the_dearest_running_unit_is_displaced_first(
    load: float, delivered: float, euro: float
) -> None:
    """Cheapest first: 5 MW at 20, 10 MW at 40, 50 MW at 90 EUR/MWh, worked by hand."""
    draft = {"network.heat_sources_today": UNITS}
    assert _displaced(draft, load, delivered) == pytest.approx(euro)


def test_must_run_heat_is_never_displaced() -> None:
    """With 5 MW of must-run the units only see the rest of the load."""
    draft = {"network.heat_sources_today": UNITS, "network.must_run_mw": 5}
    assert _displaced(draft, 10, 5) == pytest.approx(20)


def test_units_beyond_those_listed_cost_as_the_dearest() -> None:
    """What no listed unit could give is worth what the dearest of them costs."""
    assert _displaced({"network.heat_sources_today": UNITS[1:]}, 30, 20) == pytest.approx(
        (15 * 40 + 5 * 40) / 20
    )


def test_a_stated_cost_of_today_stands() -> None:
    """55 EUR/MWh stated: the ceiling is 55 less the operator's own 2 EUR/MWh."""
    found = assess(site_of({"network.heat_cost_today_eur_per_mwh": 55}))
    assert found.price.ceiling_eur_per_mwh == pytest.approx(53)


@pytest.mark.parametrize("country", ["SE", "FI", "DK"])
def test_gas_is_never_assumed_in_the_north(country: str) -> None:
    """Wood chips by default; gas in Germany."""
    found = assess(site_of({"country": country})).inputs["network.heat_source_today"]
    assert found.value == "biomass_boiler"
    german = assess(site_of({"country": "DE"})).inputs["network.heat_source_today"]
    assert german.value == "gas_boiler"


def test_gas_heat_today_is_about_72_euro() -> None:
    """The avoided running cost of a German gas boiler lies within 58-90 EUR/MWh."""
    found = assess(site_of({"country": "DE"})).price.ceiling_eur_per_mwh
    assert found is not None
    assert 58 <= found + 2 <= 90
