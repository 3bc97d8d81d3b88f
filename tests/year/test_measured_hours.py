"""A measured year in the chain: it takes the place of the model in operation, not in design."""

from __future__ import annotations

import numpy as np
import pytest

from ihp_core.economics.outcome import Outcome, outcome
from ihp_core.operation.design import scale
from ihp_core.site.filling import fill, state
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array
from ihp_core.viability.sizing import chosen
from ihp_core.year.hours import Hours, hours_of
from ihp_core.year.measured.year import OwnYear, own_year
from ihp_core.year.typical_hours import CLASSES, COARSE, Classes, typical
from tests.given import scene, site_of

DRAFT = {
    "network.annual_heat_gwh": 200,
    "network.supply_winter_c": 90,
    "network.supply_summer_c": 72,
    "network.return_winter_c": 48,
    "network.return_summer_c": 52,
    "data_centre.source_inlet_c": 50,
    "data_centre.source_outlet_c": 40,
    "plant.heat_pump_capacity_mw": 5,
    "country": "DE",
}


def _modelled(site: Site) -> dict[str, Array]:
    """What the model says of the site's year, as if it had been measured."""
    at = scene(site)
    year, hours = at.found.year, (1, 8760)
    found = {
        "outdoor_c": at.hours.outdoor_c,
        "load_mw": year.load_mw,
        "supply_c": year.supply_c,
        "return_c": year.return_c,
        "source_inlet_c": np.full(hours, 50.0),
        "source_outlet_c": np.full(hours, 40.0),
    }
    return {name: np.broadcast_to(series, hours)[0] for name, series in found.items()}


def _run(site: Site, own: OwnYear, classes: Classes | None = None) -> tuple[Outcome, Hours]:
    cases, hours = fill(state([site])), hours_of(site, own)
    wanted = scale(cases, hours)
    network, built = wanted.network, chosen(cases, typical(hours, COARSE), wanted)
    some = typical(hours, classes) if classes else hours
    return outcome(cases, some, network, built), some


def test_measuring_what_the_model_says_changes_nothing() -> None:
    """The model's own year as the measured one: heat, electricity and floor to 1e-4 (series are
    kept to three decimals)."""
    site = site_of(DRAFT)
    modelled, measured = scene(site).found, _run(site, own_year(_modelled(site)))[0]
    for name in ("heat", "electricity", "pumping", "source"):
        expected = getattr(modelled.energy, name).item()
        assert getattr(measured.energy, name).item() == pytest.approx(expected, rel=1e-4), name
    assert measured.floor.total.item() == pytest.approx(modelled.floor.total.item(), rel=1e-4)


def test_a_measured_year_stays_with_its_typical_hours() -> None:
    """Strata of the measured load and cold give its heat and electricity within 0.3 %."""
    site = site_of(DRAFT)
    series = _modelled(site)
    noise = np.random.default_rng(5).normal(0, 0.08, 8760)
    own = own_year(series | {"load_mw": series["load_mw"] * (1 + noise)})
    (whole, _), (some, _) = _run(site, own), _run(site, own, CLASSES)
    assert some.energy.heat.item() == pytest.approx(whole.energy.heat.item(), rel=3e-3)
    electricity = whole.energy.electricity.item()
    assert some.energy.electricity.item() == pytest.approx(electricity, rel=3e-3)


def test_each_measured_series_stands_hour_by_hour() -> None:
    """Load, supply and return of the year are those of the file."""
    site = site_of(DRAFT)
    series = _modelled(site)
    series["supply_c"] = series["supply_c"] + 2
    series["load_mw"] = series["load_mw"][::-1]
    year = _run(site, own_year(series))[0].year
    assert year.supply_c[0] == pytest.approx(series["supply_c"], abs=1e-3)
    assert year.load_mw[0] == pytest.approx(series["load_mw"], abs=1e-3)


def test_a_colder_measured_source_costs_electricity() -> None:
    """50/40 stated, 42/34 measured all year: less COP in every hour that lifts."""
    site = site_of(DRAFT)
    series = _modelled(site)
    colder = {"source_inlet_c": np.full(8760, 42.0), "source_outlet_c": np.full(8760, 34.0)}
    stated = _run(site, own_year(series))[0].energy
    found = _run(site, own_year(series | colder))[0].energy
    assert (found.electricity / found.heat > 1.1 * stated.electricity / stated.heat).all()


def test_the_measured_flow_gives_the_heat_of_the_source() -> None:
    """500 m3/h over 10 K carry 5.69 MW (978 kg/m3 x 4.19 kJ/kg K)."""
    site = site_of(DRAFT)
    own = own_year(_modelled(site) | {"source_flow_m3_per_h": np.full(8760, 500.0)})
    available = _run(site, own)[0].year.available_mw
    assert available == pytest.approx(np.full((1, 8760), 500 / 3600 * 10 * 978 * 4.19e-3), rel=1e-6)


def test_a_return_measured_at_the_supply_stays_below_it() -> None:
    """A meter that shows the supply on both sides makes no heat of negative spread."""
    site = site_of(DRAFT)
    series = _modelled(site)
    found = _run(site, own_year(series | {"return_c": series["supply_c"]}))[0].year
    assert (found.supply_c - found.return_c > 2.9).all()
    assert np.isfinite(found.electricity_mw).all()


def test_electricity_is_paid_at_the_hours_of_its_use() -> None:
    """A price that is 50 EUR/MWh dearer in winter raises the price paid where winter lifts most,
    and a flat one changes nothing."""
    site = site_of(DRAFT)
    series = _modelled(site)
    winter = np.where(np.arange(8760) < 4380, 175.0, 125.0)
    flat = own_year(series | {"electricity_price_eur_per_mwh": np.full(8760, 150.0)})
    moved = own_year(series | {"electricity_price_eur_per_mwh": winter})
    prices = [_run(site, own)[0].energy.power_price.item() for own in (flat, moved)]
    usual = fill(state([site]))["market.electricity_price_eur_per_mwh"].item()
    assert prices[0] == pytest.approx(usual)
    used = _run(site, moved)[0].year.electricity_mw[0]
    paid = (used * winter).sum() / used.sum() - winter.mean()
    assert prices[1] == pytest.approx(usual + paid, rel=1e-9)
