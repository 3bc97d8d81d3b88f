"""All that two parties negotiate on, in one record, and what of it the customer may see."""

from __future__ import annotations

import json
import math
from functools import cache
from typing import Any

import pytest

from ihp_core import assess
from ihp_core.contract.shapes import PRICED, PRODUCERS, Negotiation
from ihp_core.contract.structures import STRUCTURES
from ihp_core.economics.scenarios import SCENARIOS
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example
from tests.drawn import drawn_assessment, places
from tests.given import site_of

NO_ROOM = {
    "network.heat_cost_today_eur_per_mwh": 5,
    "network.heat_source_today": "other",
}
ONLY_THE_PRODUCERS = ("gains", "cash_flow", "returns", "grant")


@cache
def _answer(name: str = "german") -> Assessment:
    return assess(example(name))


def _found(answer: Assessment) -> Negotiation:
    assert answer.negotiation is not None
    return answer.negotiation


def _figures(part: Any) -> list[float]:
    """All numbers of plain data."""
    if isinstance(part, dict):
        return [x for inner in part.values() for x in _figures(inner)]
    if isinstance(part, list):
        return [x for inner in part for x in _figures(inner)]
    return [part] if isinstance(part, float) else []


def test_nothing_of_it_is_made_before_it_is_asked_for() -> None:
    """Assessing a site costs what it did; the record is made once."""
    answer = assess(example("german"))
    assert "negotiation" not in vars(answer)
    assert answer.negotiation is answer.negotiation


@pytest.mark.parametrize("place", places(3))
def test_every_site_with_heat_has_a_whole_record(place: int) -> None:
    """No nan and no infinity in it; none at all without heat."""
    answer = drawn_assessment(place)
    if answer.heat.delivered_gwh <= 0:
        assert answer.negotiation is None
        return
    found = _found(answer)
    assert all(map(math.isfinite, _figures(found.model_dump())))
    assert len(found.structures) == len(STRUCTURES) * len(SCENARIOS)
    assert [share.structure for share in found.risks] == list(STRUCTURES)
    assert json.loads(found.model_dump_json())["structure"] == found.structure


@pytest.mark.parametrize("name", ["german", "swedish", "guide_10mw_4g"])
def test_it_agrees_with_the_answer_it_belongs_to(name: str) -> None:
    """Price, fixed part and present value are the same, to 1e-9; an index whose capital part
    does not rise earns earlier, so that its return is higher and its payback no later."""
    answer, found = _answer(name), _found(_answer(name))
    price, money = answer.price, answer.finance
    assert found.price_eur_per_mwh == pytest.approx(price.indicative_eur_per_mwh, rel=1e-9)
    assert found.terms.fixed_part_eur_per_mwh == pytest.approx(price.fixed_part_eur_per_mwh)
    assert found.returns is not None
    assert found.returns.npv_eur == pytest.approx(money.npv_eur, rel=1e-9)
    assert found.returns.irr_fraction is not None
    assert money.irr_fraction is not None
    assert money.irr_fraction < found.returns.irr_fraction < 1.1 * money.irr_fraction
    assert (found.returns.payback_years or 0) <= (money.payback_years or 0)


def test_the_nominal_return_holds_the_inflation() -> None:
    """1.02 x (1 + real) - 1."""
    found = _found(_answer()).returns
    assert found is not None
    assert found.irr_fraction is not None
    assert found.nominal_irr_fraction == pytest.approx(1.02 * (1 + found.irr_fraction) - 1)


def test_the_saving_of_the_answer_is_that_against_the_best() -> None:
    """What the heat is worth at the most less the price, times the heat of a year (to 1e-9)."""
    price, heat = _answer().price, _answer().heat.delivered_gwh * 1e3
    each = (price.ceiling_eur_per_mwh or 0) - (price.indicative_eur_per_mwh or 0)
    assert price.saving_eur_per_year == pytest.approx(each * heat, rel=1e-9)
    instead = [price.today_eur_per_mwh, price.alternative_eur_per_mwh]
    assert price.ceiling_eur_per_mwh == min(cost for cost in instead if cost is not None)


def test_after_the_last_year_that_law_allows_the_best_alternative_counts() -> None:
    """What the operator then avoids is no heat of today's any more (to 1e-9)."""
    draft = {"contract.start": "2040-01-01", "contract.term_years": 20, "country": "DE"}
    answer = assess(site_of(draft | {"network.heat_source_today": "gas_boiler"}))
    found = _found(answer)
    path, allowed = found.path("indexed", "base"), found.todays_years
    assert allowed is not None
    assert 0 < allowed < 20
    last = path.avoided_eur_per_mwh[-1] / 1.02**20
    assert last == pytest.approx(answer.price.alternative_eur_per_mwh, rel=1e-9)
    assert path.avoided_eur_per_mwh[0] / 1.02 > (answer.price.today_first_year_eur_per_mwh or 0)


def test_the_lists_run_over_the_years_of_the_term() -> None:
    """Structures from year 1 to n, the cash flow from year 0."""
    found = _found(assess(site_of({"contract.term_years": 12})))
    assert all(len(one.avoided_eur_per_mwh) == 12 for one in found.structures)
    assert found.cash_flow is not None
    assert found.cash_flow.year == tuple(range(13))
    assert len(found.cash_flow.nominal_net_eur) == 13


def test_a_fixed_price_that_does_not_rise_earns_less() -> None:
    """The cash flow is that of the contract's own structure, in the base scenario."""
    plain = {"contract.structure": "fixed", "data_centre.cooling": "direct_liquid"}
    rising, still = (
        _found(assess(site_of(plain | {"contract.escalator_fraction": rise}))) for rise in (0.02, 0)
    )
    assert rising.returns is not None
    assert still.returns is not None
    assert still.returns.npv_eur < rising.returns.npv_eur


def test_a_grant_lowers_the_price() -> None:
    """Germany has one to give; who states one sees what it changes."""
    found = _found(_answer()).grant
    assert found is not None
    assert found.with_eur_per_mwh < found.without_eur_per_mwh
    stated = _found(assess(site_of({"country": "SE", "contract.grant_fraction": 0.3}))).grant
    assert stated is not None
    assert stated.grant_fraction == 0.3
    assert _found(assess(site_of({"country": "SE"}))).grant is None


@pytest.mark.parametrize("name", ["german", "swedish", "norderstedt", "air_cooled_far"])
def test_the_customer_sees_nothing_of_the_producers(name: str) -> None:
    """No cash flow, return, gain, margin or annuity; the rest stands as it was."""
    whole, shown = _found(_answer(name)), _found(_answer(name)).discreet()
    assert [getattr(shown, part) for part in ONLY_THE_PRODUCERS] == [None] * 4
    for one in (*shown.structures, *shown.shock, shown.exit):
        assert [getattr(one, part) for part in PRODUCERS if hasattr(one, part)] != []
        assert all(getattr(one, part) is None for part in PRODUCERS if hasattr(one, part))
    assert shown.exit.straight_line_fraction == whole.exit.straight_line_fraction
    assert shown.terms.minimum_volume_mwh == whole.terms.minimum_volume_mwh


def test_the_price_stays_where_there_is_room() -> None:
    """The customer negotiates on it."""
    shown = _found(_answer()).discreet()
    assert shown.has_room
    assert shown.price_eur_per_mwh is not None
    assert shown.path("indexed", "shock").price_eur_per_mwh is not None
    assert shown.terms.remedy_eur_per_point is not None


def test_without_room_no_figure_tells_the_producer_s_cost() -> None:
    """The price would be it: neither the price nor anything made of it stays, in any number."""
    answer = assess(site_of(NO_ROOM))
    shown = _found(answer).discreet()
    assert not shown.has_room
    for one in (shown, *shown.structures, *shown.shock, shown.terms):
        names = PRICED & set(type(one).model_fields)
        assert names
        assert all(getattr(one, name) is None for name in names)
    floor = answer.price.floor_eur_per_mwh or 0.0
    told = _figures(shown.model_dump())
    assert not [x for x in told if math.isclose(x, floor, rel_tol=1e-6)]


def test_an_unknown_structure_is_an_error() -> None:
    """A slip in a name shows at once."""
    with pytest.raises(KeyError):
        _found(_answer()).path("indexed", "middle")
