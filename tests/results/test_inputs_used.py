"""Where the chain's own figures are from: the price of the fuel that is burnt, in its country."""

from __future__ import annotations

from typing import Any

import pytest

from ihp_core import assess
from ihp_core.results.results import Assessment
from ihp_core.tables.assumptions import assumption
from tests.given import site_of

COST, CARBON = "network.heat_cost_today_eur_per_mwh", "market.carbon_price_eur_per_t"
TRADING = "market.emissions_trading_eur_per_t"


def _answer(**given: Any) -> Assessment:
    draft = {"data_centre.it_capacity_mw": 10, "data_centre.cooling": "direct_liquid"}
    return assess(site_of(draft | {path.replace("__", "."): told for path, told in given.items()}))


@pytest.mark.parametrize(
    ("country", "kind", "key", "scope"),
    [
        ("DE", "gas_boiler", "market.gas_price_eur_per_mwh", "DE"),
        ("FI", "gas_boiler", "market.gas_price_eur_per_mwh", "FI"),
        ("SE", "biomass_boiler", "market.wood_chips_eur_per_mwh", ""),
        ("DE", "oil_boiler", "market.oil_price_eur_per_mwh", ""),
        ("SE", "waste_incineration", "heat_source.variable_om_eur_per_mwh", "waste_incineration"),
    ],
)
def test_the_cost_of_todays_heat_names_its_fuel(
    country: str, kind: str, key: str, scope: str
) -> None:
    """Wood chips are not priced by gas, and gas by that of the country."""
    found = _answer(country=country, network__heat_source_today=kind)
    assert found.inputs[COST].source == assumption(key, scope).source


def test_carbon_names_who_asks_for_it() -> None:
    """Emissions trading for a large network, the country's own price for a small one."""
    large = _answer(country="DE", network__annual_heat_gwh=200)
    small = _answer(country="DE", network__annual_heat_gwh=10)
    assert large.inputs[CARBON].source == assumption(TRADING, "DE").source
    assert small.inputs[CARBON].source == assumption(CARBON, "DE").source
    assert small.inputs[CARBON].value == assumption(CARBON, "DE").value


def test_what_is_stated_keeps_its_note() -> None:
    """A price that somebody told is on their authority."""
    found = _answer(market__carbon_price_eur_per_t=61, network__heat_cost_today_eur_per_mwh=40)
    assert found.inputs[CARBON].origin == "stated"
    assert found.inputs[COST].source == ""
