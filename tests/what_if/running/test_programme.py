"""The programme over the hours against the same one written another way, and what it must obey."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from ihp_core.what_if.running.programme import Offers, cheapest

highspy = pytest.importorskip("highspy")
HOURS, SECONDS = 72, 30.0


def _offers(seed: int, tank_mwh: float, *, units: int = 1) -> Offers:
    """Three days of a plant, drawn at random: part load, an exchanger, a price that moves."""
    rng = np.random.default_rng(seed)
    price = rng.uniform(10, 140, HOURS)
    least, parts = rng.uniform(1, 2, HOURS), rng.uniform(0.2, 2, (2, HOURS))
    most = least + parts.sum(axis=0)
    cop = np.sort(rng.uniform(2.5, 5, (2, HOURS)), axis=0)[::-1]
    cost = np.sort(rng.uniform(15, 60, (units, HOURS)), axis=0)[::-1]
    share = rng.uniform(0.3, 1.6, HOURS)
    some = rng.uniform(0.5, 1, (units, HOURS)) * most
    some[-1] = np.inf
    return Offers(
        can_run=rng.uniform(size=HOURS) < 0.95,
        whole=np.full(HOURS, tank_mwh < most.max() / 4),
        least_mw=least,
        least_eur=price * least / 3.5,
        part_mw=parts,
        part_eur_per_mwh=price / cop,
        alone_mw=np.where(rng.uniform(size=HOURS) < 0.3, 0.4 * least, 0.0),
        alone_eur_per_mwh=np.full(HOURS, 0.5),
        alone_fills=rng.uniform(size=HOURS) < 0.5,
        taken_mw=share * most,
        sent_eur_per_mwh=0.01 * price,
        usual_mw=0.8 * share * most,
        beyond_eur_per_mwh=0.02 * price,
        kept=rng.uniform(0.9, 1, HOURS),
        saved_mw=some,
        saved_eur_per_mwh=cost,
        tank_mwh=np.full(HOURS, tank_mwh),
        tank_kept=np.full(HOURS, 0.999),
    )


def _independent(offers: Offers) -> float:
    """The same hours in HiGHS's own language of variables: the tank filled and emptied apart, each
    unit of the operator's named, the heat pump by what it gives and the share of the way there."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 1e-9)
    solver.setOptionValue("presolve", "off")
    inf, cost = highspy.kHighsInf, 0.0
    stored = [solver.addVariable(0, full) for full in offers.tank_mwh]
    for hour in range(HOURS):
        on = (solver.addBinary if offers.whole[hour] else lambda: solver.addVariable(0, 1))()
        if not offers.can_run[hour]:
            solver.addConstr(on <= 0)
        ways = [solver.addVariable(0, 1) for _ in range(2)]
        alone, into, out, sent, far = (solver.addVariable(0, inf) for _ in range(5))
        saved = [solver.addVariable(0, size) for size in offers.saved_mw[:, hour]]
        for way in ways:
            solver.addConstr(way <= on)
        solver.addConstr(alone <= offers.alone_mw[hour] * (1 - on))
        first, second = (
            part * way for part, way in zip(offers.part_mw[:, hour], ways, strict=True)
        )
        pump = offers.least_mw[hour] * on + first + second
        solver.addConstr(sent == pump + alone - into + out)
        solver.addConstr(sent <= offers.taken_mw[hour])
        solver.addConstr(sent - far <= offers.usual_mw[hour])
        solver.addConstr(sum(saved) == offers.kept[hour] * sent)
        if not offers.alone_fills[hour]:
            solver.addConstr(into - out <= pump)
        if offers.tank_mwh[hour] == 0:
            solver.addConstr(into - out == 0)
        before = offers.tank_kept[hour] * stored[hour - 1]
        solver.addConstr(stored[hour] <= before + into - out)
        cost += offers.least_eur[hour] * on + offers.part_eur_per_mwh[0, hour] * first
        cost += offers.part_eur_per_mwh[1, hour] * second + offers.sent_eur_per_mwh[hour] * sent
        cost += offers.alone_eur_per_mwh[hour] * alone + offers.beyond_eur_per_mwh[hour] * far
        for power, worth in zip(saved, offers.saved_eur_per_mwh[:, hour], strict=True):
            cost -= worth * power
    solver.minimize(cost)
    return float(solver.getInfo().objective_function_value)


@pytest.mark.parametrize("tank_mwh", [0.0, 0.4, 3.0, 40.0])
@pytest.mark.parametrize("units", [1, 3])
def test_the_cheapest_plan_is_that_of_a_programme_written_another_way(
    tank_mwh: float, units: int
) -> None:
    """With and without a tank, with one unit of the operator's and with three, to 1e-6."""
    for seed in range(4):
        offers = _offers(seed, tank_mwh, units=units)
        assert cheapest(offers, SECONDS).eur == pytest.approx(_independent(offers), rel=1e-6)


def test_a_larger_tank_is_never_dearer() -> None:
    """What a small tank can do, a large one can."""
    for seed in range(4):
        costs = [cheapest(_offers(seed, mwh), SECONDS).eur for mwh in (0.0, 0.5, 1.0, 5.0, 25.0)]
        assert all(more <= less + 1e-6 * abs(less) for less, more in pairwise(costs))


def test_the_plan_keeps_within_what_is_offered() -> None:
    """Minimum load, the tank's size, what the pipe takes, and the tank's own balance."""
    for seed in range(4):
        offers = _offers(seed, 0.4)
        plan = cheapest(offers, SECONDS).plan
        made = offers.least_mw * plan.runs + plan.part_mw.sum(axis=0)
        sent = made + plan.alone_mw - plan.filled_mw
        assert np.isin(np.round(plan.runs, 6), (0, 1)).all()
        assert (made >= offers.least_mw * (plan.runs > 0.5) - 1e-6).all()
        assert (plan.part_mw <= offers.part_mw * plan.runs + 1e-6).all()
        assert (sent >= -1e-6).all()
        assert (sent <= offers.taken_mw + 1e-6).all()
        assert (plan.stored_mwh <= offers.tank_mwh + 1e-6).all()
        before = offers.tank_kept * np.roll(plan.stored_mwh, 1)
        assert (plan.stored_mwh <= before + plan.filled_mw + 1e-6).all()


def test_after_too_little_time_the_gap_says_how_far_the_plan_may_be() -> None:
    """Whatever the time, there is a plan, and its bound lies below it."""
    found = cheapest(_offers(0, 3.0), 1e-3)
    assert found.eur >= found.bound_eur - 1e-6 * abs(found.eur)
