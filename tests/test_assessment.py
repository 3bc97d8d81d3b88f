"""The answer as a whole: the contract's shape, no nan, and that it answers its inputs."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings

from ihp_core import assess
from ihp_core.site.filling import NUMBERS
from ihp_core.site.inputs import stated
from ihp_core.site.site import Site
from tests.drawn import drawn, drawn_assessment, places
from tests.given import site_of
from tests.sites import sites
from tests.sweeps import HANDFUL, up_to

# Every key that others build on, by group.
CONTRACT = {
    "": "verdict confidence criteria heat price cost finance connection emissions regulation "
    "timeline levers warnings inputs versions",
    "heat": "source_available_gwh delivered_gwh direct_gwh heat_pump_gwh not_taken_gwh "
    "electricity_gwh pumping_gwh scop heat_pump_scop system_scop direct_fraction full_load_hours "
    "operating_hours capacity_mw heat_pump_capacity_mw regime_hours off_reasons",
    "price": "floor_eur_per_mwh ceiling_eur_per_mwh alternative_eur_per_mwh "
    "indicative_eur_per_mwh p10_eur_per_mwh p90_eur_per_mwh electricity_eur_per_mwh "
    "capital_eur_per_mwh",
    "cost": "capex_eur",
    "finance": "npv_eur irr_fraction payback_years",
    "connection": "dn flow_m3_per_h pressure_drop_bar loss_gwh",
    "versions": "software data schema",
}
REGIMES = {"direct", "preheat", "lift", "off"}
CRITERION = {"id", "kind", "status", "value", "limit", "unit", "source"}


def _numbers(found: Any) -> list[float]:
    if isinstance(found, dict):
        return [figure for part in found.values() for figure in _numbers(part)]
    if isinstance(found, list):
        return [figure for part in found for figure in _numbers(part)]
    return [found] if isinstance(found, float) else []


def _has_the_contract_s_shape(found: dict[str, Any]) -> None:
    for group, keys in CONTRACT.items():
        assert set(keys.split()) <= set(found[group] if group else found), group
    assert set(found["heat"]["regime_hours"]) == REGIMES
    assert all(set(criterion) >= CRITERION for criterion in found["criteria"])
    assert all(math.isfinite(figure) for figure in _numbers(found))
    assert all({"value", "from", "source"} <= set(given) for given in found["inputs"].values())
    assert set(found["inputs"]) >= set(NUMBERS)


@pytest.mark.parametrize("place", places())
def test_the_json_of_a_fixed_site_has_the_contract_s_shape(place: int) -> None:
    """All keys, every input with value, from and source, no nan and no infinity."""
    found = drawn_assessment(place).as_json()
    _has_the_contract_s_shape(found)
    assert json.loads(json.dumps(found, allow_nan=False)) == found


@settings(max_examples=up_to(HANDFUL, 30))
@given(sites())
def test_the_json_of_any_site_has_the_contract_s_shape(site: Site) -> None:
    """The same on sites that are searched for."""
    _has_the_contract_s_shape(assess(site).as_json())


@pytest.mark.parametrize("place", places(4))
def test_inputs_say_what_was_stated_and_what_was_filled(place: int) -> None:
    """Stated values come back as stated; the others name their origin and a source."""
    site, found = drawn()[place], drawn_assessment(place).inputs
    for path in NUMBERS:
        given_value = stated(site, path)
        if given_value is None:
            assert found[path].origin != "stated"
            assert found[path].source or found[path].value is None, path
        elif path == "network.peak_load_mw" and "implied_peak" in drawn_assessment(place).warnings:
            assert found[path].origin == "formula"  # the year's heat allows no such peak: told
        else:
            assert (found[path].origin, found[path].value) == ("stated", given_value)


@pytest.mark.parametrize("place", places(4))
def test_heat_s_shares_add_up(place: int) -> None:
    """Source = taken + not taken; shares and COPs follow from the amounts, to 1e-9."""
    heat = drawn_assessment(place).heat
    taken = heat.source_available_gwh - heat.not_taken_gwh
    assert heat.source_used_gwh == pytest.approx(taken, rel=1e-9, abs=1e-12)
    made = heat.direct_gwh + heat.heat_pump_gwh
    assert heat.direct_fraction * made == pytest.approx(heat.direct_gwh, abs=1e-9)
    if heat.scop is not None and heat.heat_pump_scop is not None:
        assert heat.scop * heat.electricity_gwh == pytest.approx(made)
        assert heat.heat_pump_scop * heat.electricity_gwh == pytest.approx(heat.heat_pump_gwh)
        assert heat.scop >= heat.heat_pump_scop - 1e-9


@pytest.mark.parametrize("place", places(4))
def test_finance_agrees_with_price_and_cost(place: int) -> None:
    """At the floor the net present value is nothing; above it the rate exceeds the required one."""
    site, found = drawn()[place], drawn_assessment(place)
    price, finance = found.price, found.finance
    if finance.npv_eur is None or price.room_eur_per_mwh is None:
        return
    if price.room_eur_per_mwh <= 0:
        assert abs(finance.npv_eur) <= 1e-6 * found.cost.capex_eur
    else:
        assert finance.npv_eur >= -1e-6 * found.cost.capex_eur
    rate = site.contract.discount_rate_fraction
    if rate is not None and finance.irr_fraction is not None:
        assert finance.irr_fraction >= rate - 1e-6


def _answer(draft: dict[str, Any]) -> dict[str, Any]:
    usual = {"network.annual_heat_gwh": 100, "network.alternatives_possible": ()}
    return assess(site_of(usual | draft)).as_json()


CHANGES: list[tuple[str, Any, str, str, int]] = [
    ("data_centre.it_capacity_mw", 12, "heat", "source_available_gwh", 1),
    ("data_centre.it_utilisation_fraction", 0.8, "heat", "source_available_gwh", 1),
    ("data_centre.heat_capture_fraction", 0.75, "heat", "source_available_gwh", -1),
    ("data_centre.heat_price_eur_per_mwh", 5, "price", "floor_eur_per_mwh", 1),
    ("network.supply_winter_c", 90, "heat", "heat_pump_scop", -1),
    ("network.return_winter_c", 55, "heat", "direct_fraction", -1),
    ("network.must_run_mw", 3, "heat", "delivered_gwh", -1),
    ("network.heat_cost_today_eur_per_mwh", 100, "price", "ceiling_eur_per_mwh", 1),
    ("connection.distance_km", 3, "price", "pipe_eur_per_mwh", 1),
    ("connection.ground", "inner_city", "cost", "pipe_eur", 1),
    ("connection.hydraulic_separation", True, "heat", "heat_pump_scop", -1),
    ("market.electricity_price_eur_per_mwh", 250, "price", "electricity_eur_per_mwh", 1),
    ("market.gas_price_eur_per_mwh", 80, "price", "ceiling_eur_per_mwh", 1),
    ("market.carbon_price_eur_per_t", 150, "price", "ceiling_eur_per_mwh", 1),
    ("contract.term_years", 25, "price", "capital_eur_per_mwh", -1),
    ("contract.discount_rate_fraction", 0.1, "price", "capital_eur_per_mwh", 1),
    ("contract.grant_fraction", 0.4, "price", "capital_eur_per_mwh", -1),
    ("contract.room_share_fraction", 0.8, "price", "indicative_eur_per_mwh", 1),
]


@pytest.mark.parametrize(("path", "given_value", "group", "key", "sign"), CHANGES)
def test_the_answer_follows_the_input(
    path: str, given_value: Any, group: str, key: str, sign: int
) -> None:
    """Each input moves the figure it is for, and in the right direction."""
    before, after = _answer({})[group][key], _answer({path: given_value})[group][key]
    assert (after - before) * sign > 0
