"""What is told beside the verdict holds for the site it is told of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ihp_core import assess
from ihp_core.tables.assumptions import value
from tests.given import site_of, temperatures

CLOSE = {"connection.distance_km": 0.1}
QUOTED = dict(
    zip(
        ("cop", "source_inlet_c", "source_outlet_c", "sink_inlet_c", "sink_outlet_c"),
        (6.5, 40, 32, 50, 72),
        strict=True,
    )
)
HIGH = ("cop_above_guide", "cop_above_guide_alone", "cop_above_guide_quoted")


@settings(max_examples=25)
@given(warm=st.floats(40, 65), back=st.floats(38, 50), supply=st.floats(58, 80))
def test_a_high_cop_has_one_reason_and_the_one_that_holds(
    warm: float, back: float, supply: float
) -> None:
    """The exchanger is named where it does a tenth of the work or more, else the small lift."""
    found = assess(site_of(temperatures(warm, warm - 8, back, supply) | CLOSE))
    told = [code for code in HIGH if code in found.warnings]
    if (found.heat.heat_pump_scop or 0) <= 6:
        assert not told
    else:
        exchanged = found.heat.direct_fraction >= 0.1
        assert told == ["cop_above_guide" if exchanged else "cop_above_guide_alone"]


def test_a_high_cop_that_a_supplier_quotes_is_not_put_down_to_the_source() -> None:
    """A lift of 40 K at a COP of 6.5: the supplier says so, neither source nor exchanger."""
    quoted = {f"plant.quoted.{name}": figure for name, figure in QUOTED.items()}
    found = assess(site_of(temperatures(40, 32, 50, 72) | CLOSE | quoted))
    assert (found.heat.heat_pump_scop or 0) > 6
    assert [code for code in HIGH if code in found.warnings] == ["cop_above_guide_quoted"]


@pytest.mark.parametrize(
    ("east", "way", "told"),
    [
        (10.02, {}, ()),
        (10.02, {"connection.route_km": 2}, ()),
        (10.2, {"connection.route_km": 1.3}, ("way_too_short",)),
        (10.2, {"connection.distance_km": 1}, ("way_too_short",)),
        (12.5, {}, ("points_apart",)),
        (12.5, {"connection.route_km": 1.3}, ("way_too_short",)),
    ],
)
def test_a_way_that_does_not_fit_the_points_is_told(
    east: float, way: dict[str, float], told: tuple[str, ...]
) -> None:
    """Two points 1.3, 13 and 165 km apart: no way is shorter than the line between them."""
    points = {"data_centre.latitude": 53.5, "data_centre.longitude": 10.0}
    points |= {"network.latitude": 53.5, "network.longitude": east}
    found = assess(site_of(points | way))
    assert tuple(c for c in ("way_too_short", "points_apart") if c in found.warnings) == told


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        ({}, False),
        ({"network.heat_source_today": "gas_boiler"}, False),
        ({"network.heat_source_today": "oil_boiler"}, True),
        ({"network.heat_cost_today_eur_per_mwh": 20}, True),
    ],
)
def test_what_a_list_of_sources_overrules_is_told(beside: dict[str, object], told: bool) -> None:
    """A single source or cost beside a list counts for nothing, and not without a word."""
    units = [{"kind": "gas_boiler", "capacity_mw": 30}, {"kind": "biomass_boiler"}]
    listed = {"network.heat_sources_today": units, "network.annual_heat_gwh": 150}
    with_it, without = (assess(site_of(listed | more)) for more in (beside, {}))
    assert with_it.price == without.price
    assert ("today_is_listed" in with_it.warnings) == told


@pytest.mark.parametrize(
    ("km", "told"), [(2, ()), (10, ("pump_head_high",)), (20, ("pump_head_beyond",))]
)
def test_a_head_that_the_pipes_do_not_hold_is_told(km: float, told: tuple[str, ...]) -> None:
    """Above PN 16 the one, above PN 25 the other, never both."""
    draft = {
        "country": "DE",
        "data_centre.it_capacity_mw": 60,
        "network.annual_heat_gwh": 2000,
        "connection.distance_km": km,
    }
    found = assess(site_of(draft))
    assert tuple(c for c in ("pump_head_high", "pump_head_beyond") if c in found.warnings) == told
    usual, highest = (value(f"connection.{name}_pressure_bar") for name in ("usual", "highest"))
    head = found.connection.pump_head_bar
    assert (head > usual) == bool(told)
    assert (head > highest) == ("pump_head_beyond" in told)
