"""The headline figures of the samples: their levels by hand, the same chain, their order."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from ihp_core.answer import answer
from ihp_core.assessment import Planned, recorded, screened
from ihp_core.key_figures.emissions import displaced_t_per_year, emissions
from ihp_core.results.other_cases import Quantiles
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example, names
from ihp_core.uncertainty.headlines import quantiles
from ihp_core.uncertainty.returns_spread import returns_spread
from ihp_core.uncertainty.uncertainty import sampled_site, spread_of
from tests.drawn import drawn, places
from tests.sweeps import only

EXACT = 1e-6
"""Levels are sorted with seven digits."""


def spreads(found: Assessment) -> list[Quantiles]:
    """That of every headline figure."""
    assert found.spread is not None
    kept = [*found.spread.values(), found.co2_spread]
    return [one for one in kept if one is not None]


def test_levels_by_hand() -> None:
    """0, 1, ... 20 without order, and two cases in which the figure does not exist: P10 is 2, P25
    is 5, P50 is 10, P75 is 15, P90 is 18; of 1 and 3 P10 is 1.2."""
    many = np.random.default_rng(1).permutation(np.arange(21.0))
    found = quantiles(
        {
            "many": np.concatenate([many, [np.nan, np.nan]]),
            "two": np.array([3.0, 1.0] + [np.nan] * 21),
            "none": np.full(23, np.nan),
        }
    )
    assert list(found["many"].model_dump().values()) == pytest.approx([2, 5, 10, 15, 18])
    assert found["two"].p10 == pytest.approx(1.2)
    assert "none" not in found


def test_off_its_middle_is_outside_the_inner_half() -> None:
    """The ends themselves belong to it."""
    levels = Quantiles(p10=48, p25=50, p50=53, p75=55, p90=58)
    assert [levels.is_off(amount) for amount in (49.9, 50, 53, 55, 55.1)] == [True] + [
        False
    ] * 3 + [True]


def test_what_nothing_moves_is_never_off_its_middle() -> None:
    """A stated cost of heat that is all the heat is worth, and known: every level is the figure
    itself, to its last digit."""
    found = answer(drawn()[7])
    assert found.spread is not None
    levels = found.spread["price.alternative_eur_per_mwh"]
    assert set(levels.model_dump().values()) == {found.price.alternative_eur_per_mwh}


def test_a_spread_turned_round_keeps_its_order() -> None:
    """Less CO2 by -3 to 5 is more CO2 by -5 to 3."""
    turned = Quantiles(p10=-3, p25=-1, p50=0, p75=2, p90=5).turned()
    assert list(turned.model_dump().values()) == [-5, -2, 0, 1, 3]


@pytest.mark.parametrize("place", places())
def test_levels_stand_in_their_order_on_random_sites(place: int) -> None:
    """P10 <= P25 <= P50 <= P75 <= P90 of every headline figure, all of them finite."""
    for levels in spreads(answer(drawn()[place])):
        ends = list(levels.model_dump().values())
        assert np.isfinite(ends).all()
        assert all(lower <= upper for lower, upper in pairwise(ends))


@pytest.mark.parametrize("name", only(["german", "norderstedt"], names()))
def test_the_answers_own_figures_lie_within_reach_of_their_spread(name: str) -> None:
    """Laid around the figures of the 8,760 hours: none lies beyond P10 or P90 by a half width."""
    found = answer(example(name))
    data = found.as_json()
    for path, levels in data["spread"].items():
        part = data
        for key in path.split("."):
            part = part[key]
        width = levels["p90"] - levels["p10"]
        assert levels["p10"] - width / 2 <= part <= levels["p90"] + width / 2, path


@pytest.mark.parametrize("name", ["german", "swedish", "guide_10mw_4g"])
def test_what_is_earned_is_what_the_cash_flow_of_each_case_gives(name: str) -> None:
    """Two ways to the same figure: price above the floor, and every flow of the years (1e-6)."""
    one = screened(example(name))
    agreed = recorded(one).negotiation
    assert agreed is not None
    assert agreed.returns is not None
    by_flows = returns_spread(one, agreed.returns, 512, 3).npv_eur
    by_floor = sampled_site(one, 512, 3).spread["finance.npv_eur"]
    assert by_flows is not None
    assert list(by_floor.model_dump().values()) == pytest.approx(
        list(by_flows.model_dump().values()), rel=1e-5
    )


def test_the_co2_of_many_cases_is_that_of_each_alone() -> None:
    """Three supplies at once, and one after the other through the answer's own form (1e-9)."""
    one = screened(example("german"))
    built = one.plant.built
    supplies = np.array([70.0, 80.0, 92.0])
    from ihp_core.economics.outcome import outcome

    def displaced(given: np.ndarray) -> tuple[np.ndarray, list[float | None]]:
        cases = one.changed({"network.supply_winter_c": given})
        plant = Planned(one.plant.network, built)
        found = outcome(cases, one.hours, *plant)
        alone = emissions(cases, one.hours, plant.network, found)
        many = displaced_t_per_year(cases, one.hours, plant.network, found)
        return many[:, 0], [alone.life_cycle.displaced_t_per_year]

    together, _ = displaced(supplies)
    apart = [displaced(np.array([supply]))[1][0] for supply in supplies]
    assert together == pytest.approx(apart, rel=1e-9)


def test_a_gap_that_some_cases_close_is_not_told_from_the_others_alone() -> None:
    """Mäntsälä has no room as entered, and some in a few cases: its P10 is below zero."""
    found = answer(example("mantsala"))
    assert found.spread is not None
    assert found.price.gap_eur_per_mwh is not None
    assert found.spread["price.gap_eur_per_mwh"].p10 < 0


def test_the_verdict_holds_as_often_as_the_samples_say() -> None:
    """The share of the answer's own verdict; all shares sum to one."""
    for name in ("german", "norderstedt", "guide_10mw_4g"):
        found = answer(example(name))
        doubt = found.uncertainty
        assert doubt is not None
        assert doubt.holds_fraction == doubt.verdicts[found.verdict]
        assert doubt.holds_fraction == spread_of(screened(example(name))).holds_fraction
