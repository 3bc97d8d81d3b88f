"""The whole answer: assessment, band, what is replaced, what would open the room."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from ihp_core import assess, price_range
from ihp_core.answer import answer
from ihp_core.site.examples.worked import example, names
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from ihp_core.what_if.price.openers import GRANT, POWER
from tests.given import site_of

UNITS = [
    {"kind": "waste_incineration", "capacity_mw": 8},
    {"kind": "gas_boiler", "capacity_mw": 200},
]


def _with(site: Site, path: str, given: float) -> Site:
    part, name = path.split(".")
    changed = getattr(site, part).model_copy(update={name: given})
    return site.model_copy(update={part: changed})


def _stating(site: Site, stated: Mapping[str, Any]) -> Site:
    """The site with other things stated, as applying them does."""
    before = flat(site.model_dump(mode="json", exclude_defaults=True))
    return Site.model_validate(nested(before | stated))


@pytest.mark.parametrize("name", names())
def test_the_answer_is_the_assessment_with_its_band(name: str) -> None:
    """The same figures as ``assess``, and P10 and P90 as ``price_range`` gives them."""
    full, plain, band = answer(example(name)), assess(example(name)), price_range(example(name))
    unbanded = {"p10_gwh": None, "p90_gwh": None}
    assert full.heat.model_copy(update=unbanded) == plain.heat
    assert (full.heat.p10_gwh, full.heat.p90_gwh) == (band.heat_gwh.p10, band.heat_gwh.p90)
    assert full.price.indicative_eur_per_mwh == plain.price.indicative_eur_per_mwh
    assert band.price is not None
    assert full.price.p10_eur_per_mwh == band.price.p10
    assert full.price.p90_eur_per_mwh == band.price.p90
    assert json.loads(json.dumps(full.as_json(), allow_nan=False))["uncertainty"]["samples"] > 0


@pytest.mark.parametrize("name", names())
def test_the_months_add_up_to_the_year(name: str) -> None:
    """Heat by month sums to the year's, its value to today's cost of the first year (1e-9)."""
    found = assess(example(name))
    months = found.replaced.months
    heat = sum(month.heat_mwh for month in months)
    worth = sum(month.heat_mwh * (month.avoided_eur_per_mwh or 0) for month in months)
    assert heat == pytest.approx(found.heat.delivered_gwh * 1e3, rel=1e-9)
    assert worth / heat == pytest.approx(found.price.today_first_year_eur_per_mwh, rel=1e-9)


def test_every_unit_of_today_gives_way_by_its_cost() -> None:
    """The dear boiler gives way first, waste incineration only where it alone runs; together
    they give way for all the heat that is delivered, must-run aside."""
    draft = {"network.annual_heat_gwh": 100, "network.heat_sources_today": UNITS, "country": "DE"}
    found = assess(site_of(draft)).replaced
    for month, units in zip(found.months, found.units, strict=True):
        assert set(units) == {"waste_incineration", "gas_boiler"}
        assert sum(units.values()) == pytest.approx(month.heat_mwh, rel=1e-6)
    assert found.units[0]["waste_incineration"] < 0.02 * found.months[0].heat_mwh
    assert found.units[6]["waste_incineration"] > found.units[0]["waste_incineration"]


@pytest.mark.parametrize("name", ["norderstedt", "air_cooled_far"])
def test_without_room_each_change_brings_what_applying_it_brings(name: str) -> None:
    """Grant and electricity changed in the site itself give the room that was told (1e-6)."""
    site = example(name)
    base, found = assess(site), answer(site).openers
    assert found is not None
    assert base.price.room_eur_per_mwh == pytest.approx(-(found.missing_eur_per_mwh or 0))
    for change in found.changes:
        if change.field.startswith(("contract", "market")):
            tried = assess(_with(site, change.field, change.to)).price.room_eur_per_mwh
            gain = (tried or 0) + (found.missing_eur_per_mwh or 0)
            assert gain == pytest.approx(change.gain_eur_per_mwh, abs=1e-6)


@pytest.mark.parametrize("name", ["norderstedt", "air_cooled_far"])
def test_what_does_not_close_the_gap_is_told_largest_first(name: str) -> None:
    """Only what helps, the most helpful first."""
    found = answer(example(name)).openers
    assert found is not None
    assert not any(change.closes for change in found.changes)
    gains = [change.gain_eur_per_mwh or 0.0 for change in found.changes]
    assert gains == sorted(gains, reverse=True)
    assert min(gains) > 0


def test_with_room_the_changes_are_those_that_lower_the_price() -> None:
    """The German example: the cheapest price first, each what applying it gives (1e-6)."""
    site = example("german")
    base, found = assess(site).price.indicative_eur_per_mwh or 0.0, answer(site).openers
    assert found is not None
    assert found.missing_eur_per_mwh is None
    prices = [change.price_eur_per_mwh for change in found.changes]
    assert prices == sorted(prices)
    assert max(prices) < base
    for change in found.changes:
        tried = _stating(site, change.stated)
        assert assess(tried).price.indicative_eur_per_mwh == pytest.approx(
            change.price_eur_per_mwh, abs=1e-6
        )


def test_a_small_gap_is_closed_by_round_changes_and_by_no_smaller_ones() -> None:
    """Against a wood-chip boiler: each change that closes gives room, one step less does not."""
    stated = {"network.alternatives_possible": ["biomass_boiler"]}
    site = _stating(example("german"), stated | {"network.supply_winter_c": 105.0})
    found = answer(site).openers
    assert found is not None
    closing = [change for change in found.changes if change.closes]
    assert [change.closes for change in found.changes] == sorted(
        (change.closes for change in found.changes), reverse=True
    )
    assert {change.field for change in closing} >= {GRANT, POWER}
    less = {GRANT: -0.05, POWER: 5.0}
    for change in closing:
        assert (assess(_stating(site, change.stated)).price.room_eur_per_mwh or -1.0) >= 0
        if change.field in less:
            before = {change.field: change.to + less[change.field]}
            assert (assess(_stating(site, before)).price.room_eur_per_mwh or 0.0) < 0


def test_an_assessment_alone_knows_no_many_cases() -> None:
    """``assess`` is the one deterministic chain: no band, no openers."""
    found = assess(example("norderstedt"))
    assert found.uncertainty is None
    assert found.openers is None
    assert found.price.p10_eur_per_mwh is None
