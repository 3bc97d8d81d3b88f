"""The price of electricity: its parts, its presets, and how it moves over the year."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ihp_core import assess
from ihp_core.operation.electricity import hourly_price, moving_part, parts, power_price
from ihp_core.results.results import Assessment
from ihp_core.site.cases import Cases, choices
from ihp_core.site.filling import fill, state
from ihp_core.tables.assumptions import value
from ihp_core.year.hours import hours_of
from ihp_core.year.profiles import months, price_shape, price_zone
from tests.drawn import drawn, places
from tests.given import site_of

ALL_IN = "market.electricity_price_eur_per_mwh"
CONNECTION = "market.electricity_connection"


def _cases(draft: dict[str, Any]) -> Cases:
    return fill(state([site_of(draft)]))


def _found(draft: dict[str, Any]) -> Assessment:
    return assess(site_of(draft))


@pytest.mark.parametrize("place", places())
def test_the_parts_add_up_to_the_all_in_price(place: int) -> None:
    """Energy, grid with levies and tax, none of them negative, whatever is stated (1e-9)."""
    cases = fill(state([drawn()[place]]))
    split = parts(cases)
    assert sum(part.item() for part in split) == pytest.approx(cases[ALL_IN].item(), abs=1e-9)
    assert min(part.item() for part in split) >= 0


@pytest.mark.parametrize("country", ["DE", "SE", "DK", "FI", "NO", "NL", "FR", "AT", "PL", "BR"])
def test_every_country_has_three_presets(country: str) -> None:
    """Own connection, the data centre's, long-term contract: positive, and not all alike."""
    found = _found({"country": country}).electricity
    assert list(found.presets) == ["own", "data_centre", "contract"]
    assert min(found.presets.values()) > 40
    assert len({round(price, 1) for price in found.presets.values()}) > 1


def test_a_heat_pump_with_its_own_meter_is_free_of_two_german_levies() -> None:
    """Band ID 192.2 less 10.93 EUR/MWh (EnFG section 22); through the data centre none is."""
    exempt = value("electricity.exempt_eur_per_mwh", "DE")
    assert _cases({"country": "DE"})[ALL_IN].item() == pytest.approx(192.2 - exempt)
    through = _cases({"country": "DE", CONNECTION: "data_centre"})[ALL_IN].item()
    assert through == value(ALL_IN, "DE.data_centre")


def test_the_swedish_price_holds_the_heat_pumps_own_tax() -> None:
    """85.2 of band ID plus the full energy tax of 32 EUR/MWh."""
    found = _found({"country": "SE"}).electricity
    assert found.all_in_eur_per_mwh == pytest.approx(85.2 + 32)
    assert found.tax_eur_per_mwh == 32


def test_a_stated_price_stands_whatever_the_connection() -> None:
    """150 entered, 150 used; the energy part is the country's, the rest is grid and tax."""
    for connection in choices(CONNECTION):
        found = _found({"country": "DE", ALL_IN: 150, CONNECTION: connection}).electricity
        assert found.all_in_eur_per_mwh == 150
        assert found.stated
        assert found.connection == connection


@pytest.mark.parametrize("zone", ["DE", "DK1", "DK2", "NO2", "SE3", "SE4"])
def test_the_shape_has_a_mean_of_one_and_dearer_winters(zone: str) -> None:
    """Energi Data Service 2024: mean 1 over the year; November above July in every zone."""
    shape = price_shape(zone)
    assert shape.mean() == pytest.approx(1)
    assert shape[months() == 11].mean() > shape[months() == 7].mean()


@pytest.mark.parametrize(
    ("country", "city", "zone"),
    [("DE", "Berlin", "DE"), ("SE", "Stockholm", "SE3"), ("BR", "", "DE")],
)
def test_a_country_has_a_price_zone(country: str, city: str, zone: str) -> None:
    """Its own, or one that stands for it."""
    assert price_zone(country, city) == zone


def test_only_the_energy_part_follows_the_exchange() -> None:
    """The hourly price less its mean is the energy part times the shape less one (1e-9)."""
    site = site_of({"country": "DE"})
    cases, hours = fill(state([site])), hours_of(site)
    hourly, energy = hourly_price(cases, hours), parts(cases).energy
    assert hours.total(hourly).item() / 8760 == pytest.approx(cases[ALL_IN].item())
    assert np.ptp(hourly) == pytest.approx((energy * np.ptp(hours.price_shape)).item())


def test_a_long_term_contract_costs_the_same_in_every_hour() -> None:
    """No part of it moves, and winter use costs no more."""
    draft = {"country": "SE", CONNECTION: "contract"}
    assert moving_part(_cases(draft)).item() == 0
    found = _found(draft).electricity
    assert found.at_use_eur_per_mwh == pytest.approx(found.all_in_eur_per_mwh)


def test_winter_use_pays_the_winter_price() -> None:
    """A power drawn in January alone pays the mean of January's hours."""
    site = site_of({"country": "SE", ALL_IN: 117.2})
    cases, hours = fill(state([site])), hours_of(site)
    january = (months() == 1).astype(float)[None]
    paid = power_price(cases, hours, january, hours.total(january)).item()
    shape = hours.price_shape[january > 0].mean()
    assert paid == pytest.approx(117.2 + 43.3 * (shape - 1))
    assert paid > 150
    none = np.zeros((1, 1))
    assert power_price(cases, hours, 0 * january, none).item() == 117.2


def test_an_electric_boiler_of_today_costs_more_in_dear_months() -> None:
    """November's avoided cost lies above August's where electricity makes today's heat."""
    draft = {"country": "DE", "network.heat_source_today": "electric_boiler"}
    by_month = [month.avoided_eur_per_mwh for month in _found(draft).replaced.months]
    assert by_month[10] is not None
    assert by_month[3] is not None
    assert by_month[10] > by_month[3] + 20
