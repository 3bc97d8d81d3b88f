"""The measured year: what it replaces, what it leaves alone, and what the answer says of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ihp_core import assess
from ihp_core.files.year_template import sample
from ihp_core.site.examples.worked import example
from ihp_core.site.filling import fill, state
from ihp_core.site.inputs import limits
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.year.climate import outdoor_temperature
from ihp_core.year.measured.headers import bounds
from ihp_core.year.measured.reading import read_own
from ihp_core.year.measured.year import SERIES, OwnYear, own_year, replaced, sources
from tests.given import site_of

SUMMER = slice(151 * 24, 243 * 24)
"""June to August of a year of 365 days."""
COLD = slice(1000, 1072)
GERMAN = example("german")
INLET, OUTLET = "data_centre.source_inlet_c", "data_centre.source_outlet_c"


def constant(figure: float, *changes: tuple[slice | int, float]) -> Array:
    """The same figure in every hour but for some."""
    found = np.full(8760, float(figure))
    for hours, other in changes:
        found[hours] = other
    return found


def figures(series: dict[str, Array], stated: dict[str, Any] | None = None) -> dict[str, float]:
    """What series replace in a site that states a little."""
    cases = state([site_of(stated)])
    return replaced(own_year(series), cases, fill(cases))


def test_the_load_gives_heat_peak_and_summer_load() -> None:
    """Sum of the hours, highest hour, mean of June to August."""
    found = figures({"load_mw": constant(20, (SUMMER, 8), (17, 60))})
    assert found == {
        "network.annual_heat_gwh": pytest.approx((20 * 8760 - 12 * 92 * 24 + 40) / 1000),
        "network.peak_load_mw": 60,
        "network.summer_load_mw": 8,
    }


def test_the_winter_is_the_coldest_three_days() -> None:
    """With outdoor temperatures, supply and return of the 72 hours behind the coldest days."""
    outdoor = constant(5, (COLD, -15))
    # The 72-hour mean is coldest at the last of the cold hours, and falls towards it.
    supply = constant(70, (slice(1036, 1108), 91), (4000, 120))
    found = figures({"outdoor_c": outdoor, "supply_c": supply, "return_c": supply - 30})
    assert found["network.supply_winter_c"] == pytest.approx(91, abs=1)
    assert found["network.return_winter_c"] == pytest.approx(61, abs=1)
    assert found["network.supply_summer_c"] == pytest.approx(70, abs=0.1)


def test_without_outdoor_temperatures_the_hottest_hours_stand_for_winter() -> None:
    """Of the supply, and of the return in the same hours."""
    supply = constant(70, (COLD, 95))
    found = figures({"supply_c": supply, "return_c": constant(52, (COLD, 47))})
    assert found["network.supply_winter_c"] == 95
    assert found["network.return_winter_c"] == 47
    assert found["network.return_summer_c"] == 52


def test_a_network_hotter_in_summer_has_one_supply() -> None:
    """The summer supply is never above the winter's."""
    outdoor, supply = constant(5, (COLD, -15)), constant(70, (SUMMER, 80))
    found = figures({"outdoor_c": outdoor, "supply_c": supply})
    assert found["network.supply_summer_c"] == found["network.supply_winter_c"] == 70


def test_a_return_stays_three_kelvin_below_the_supply() -> None:
    """Measured or stated, whichever is there."""
    assert figures({"return_c": constant(79)})["network.return_winter_c"] == 77  # supply 80
    both = figures({"supply_c": constant(70), "return_c": constant(69)})
    assert both["network.return_summer_c"] == 67


def test_the_source_is_weighted_by_its_flow() -> None:
    """Hours of standing water do not count; without a flow all hours do."""
    inlet = constant(20, (slice(0, 4380), 40))
    flow = constant(0, (slice(0, 4380), 100))
    assert figures({"source_inlet_c": inlet})[INLET] == pytest.approx(30)
    assert figures({"source_inlet_c": inlet, "source_flow_m3_per_h": flow})[INLET] == 40
    still = {"source_inlet_c": inlet, "source_flow_m3_per_h": constant(0)}
    assert figures(still)[INLET] == pytest.approx(30)


def test_the_heat_of_the_source_gives_the_utilisation() -> None:
    """514 m³/h over 10 K are 5.85 MW: 0.65 of 10 MW with 90 % of the heat in the water."""
    flow = 5.85 * 3.6e6 / (978 * 4.19 * 10)
    series = {
        "source_inlet_c": constant(50),
        "source_outlet_c": constant(40),
        "source_flow_m3_per_h": constant(flow),
    }
    utilisation = "data_centre.it_utilisation_fraction"
    capture = {"data_centre.heat_capture_fraction": 0.9}
    assert figures(series, capture)[utilisation] == pytest.approx(0.65, rel=1e-5)
    series["source_flow_m3_per_h"] = constant(3 * flow)
    assert figures(series, capture)[utilisation] == limits(utilisation)[1]


def test_a_price_is_its_mean_within_the_limits_of_the_input() -> None:
    """A year of negative prices is a price of nothing."""
    price, path = "electricity_price_eur_per_mwh", "market.electricity_price_eur_per_mwh"
    assert figures({price: constant(80, (slice(0, 4380), 120))})[path] == pytest.approx(100)
    assert figures({price: constant(-20)})[path] == 0


def test_the_exchange_price_takes_the_place_of_the_energy_alone() -> None:
    """What else is in the price stays, stated or usual; a long-term contract stays as a whole."""
    spot, path = "spot_price_eur_per_mwh", "market.electricity_price_eur_per_mwh"
    exchange = value("market.wholesale_electricity_eur_per_mwh", "DE")
    usual = fill(state([site_of({"country": "DE"})]))[path].item(0)
    found = figures({spot: constant(exchange + 7)}, {"country": "DE"})
    assert found[path] == pytest.approx(usual + 7)
    found = figures({spot: constant(exchange + 7)}, {"country": "DE", path: 150})
    assert found[path] == pytest.approx(157)
    contract = {"country": "DE", path: 150, "market.electricity_connection": "contract"}
    assert figures({spot: constant(exchange + 7)}, contract)[path] == 150
    both = {spot: constant(20), "electricity_price_eur_per_mwh": constant(120)}
    assert figures(both, {"country": "DE"})[path] == 120


def test_what_contradicts_the_measured_year_counts_as_not_stated() -> None:
    """A measured supply of 60 °C refutes a stated return of 65; a default takes its place."""
    stated = {"network.return_winter_c": 65, "network.return_summer_c": 45}
    found = figures({"supply_c": constant(60)}, stated)
    assert np.isnan(found["network.return_winter_c"])
    assert "network.return_summer_c" not in found
    source = figures({"source_inlet_c": constant(30)}, {INLET: 60, OUTLET: 50})
    assert source[INLET] == 30
    assert np.isnan(source[OUTLET])


def test_without_a_series_nothing_is_replaced() -> None:
    """Outdoor temperatures alone change the hours, no input."""
    assert figures({"outdoor_c": constant(5)}) == {}


def _series(name: str) -> st.SearchStrategy[Array]:
    low, high = bounds(name)
    ends = st.floats(low, high)
    return st.tuples(ends, ends).map(lambda pair: np.linspace(*pair, 8760))


YEARS = st.sets(st.sampled_from(SERIES), min_size=1).flatmap(
    lambda names: st.fixed_dictionaries({name: _series(name) for name in sorted(names)})
)


@given(YEARS)
def test_whatever_is_measured_gives_figures_that_a_site_may_state(series: dict[str, Array]) -> None:
    """Within the limits of the input, and every one with how it was worked out."""
    own = own_year(series)
    found = figures(series)
    assert found.keys() >= sources(own).keys()
    for path, figure in found.items():
        low, high = limits(path)
        assert np.isnan(figure) or low <= figure <= high, path
        assert np.isnan(figure) == (path not in sources(own))
    for path, how in sources(own).items():
        assert how.startswith("measured year: "), path


def test_two_years_are_told_apart_by_their_content() -> None:
    """The digest names a year; the arrays cannot be changed afterwards."""
    one, same, other = (own_year({"load_mw": constant(at)}) for at in (20, 20.0004, 20.001))
    assert one.digest == same.digest != other.digest
    assert own_year({"supply_c": constant(20)}).digest != one.digest
    with pytest.raises(ValueError, match="read-only"):
        one.series["load_mw"][0] = 1


@pytest.fixture(scope="module")
def measured() -> OwnYear:
    """The example year offered on the page."""
    return read_own(sample())


def test_the_answer_to_the_models_own_year_is_the_models(measured: OwnYear) -> None:
    """Read back as measured, the German example's year gives its heat and price within 1 %."""
    model, again = assess(GERMAN), assess(GERMAN, measured)
    assert again.heat.delivered_gwh == pytest.approx(model.heat.delivered_gwh, rel=0.01)
    price, other = (one.price.indicative_eur_per_mwh for one in (again, model))
    assert price == pytest.approx(other, rel=0.01)
    for path in sources(measured):
        if model.inputs[path].value is not None and path != "network.supply_winter_c":
            assert again.inputs[path].value == pytest.approx(model.inputs[path].value, rel=0.02)


def test_the_answer_says_what_was_measured_and_how(measured: OwnYear) -> None:
    """Origin, source and confidence follow; what was not measured stays stated."""
    found = assess(GERMAN, own_year({"supply_c": measured.series["supply_c"] - 10}))
    summer = found.inputs["network.supply_summer_c"]
    assert (summer.origin, summer.source) == ("own", "measured year: mean June-August")
    assert summer.value == pytest.approx(65, abs=0.1)  # stated: 75
    assert found.inputs["network.return_summer_c"].origin == "stated"
    evidence = {row.id: row.value for row in assess(GERMAN, measured).criteria}
    assert evidence["data_quality"] == 4


def test_a_wrong_stated_temperature_is_caught_in_minute_two() -> None:
    """Stated 60/50 °C, measured 30/22: the COP falls, and the answer rests on the measured."""
    site = site_of({INLET: 60, OUTLET: 50, "network.annual_heat_gwh": 200})
    own = own_year({"source_inlet_c": constant(30), "source_outlet_c": constant(22)})
    stated, found = assess(site), assess(site, own)
    assert (found.inputs[INLET].value, found.inputs[OUTLET].value) == (30, 22)
    assert found.heat.scop is not None
    assert stated.heat.scop is not None
    assert found.heat.scop < stated.heat.scop - 1


@given(YEARS)
def test_any_measured_year_has_an_answer(series: dict[str, Array]) -> None:
    """The chain stands whatever the meters say, and no energy is lost in it."""
    heat = assess(GERMAN, own_year(series)).heat
    assert np.isfinite(heat.delivered_gwh)
    assert heat.source_used_gwh <= heat.source_available_gwh + 1e-6
    assert heat.source_used_gwh + heat.not_taken_gwh == pytest.approx(heat.source_available_gwh)


def test_the_outdoor_temperatures_of_the_place_change_nothing() -> None:
    """A measured year that equals the climate of the place gives the same answer."""
    own = own_year({"outdoor_c": outdoor_temperature("Hamburg")})
    site = site_of({"network.latitude": 53.55, "network.longitude": 9.99})
    found, model = (one.heat.delivered_gwh for one in (assess(site, own), assess(site)))
    assert found == pytest.approx(model, rel=1e-4)
