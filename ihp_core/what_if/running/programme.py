"""The dearest hours skipped and the cheapest used: a mixed-integer programme over the year.

In every hour the heat pump stands or gives at least its minimum load, which is what makes whole
numbers of it; the tank ties the hours together. HiGHS solves it (MIT licence, 8 MB; SciPy, which
hands the same solver on, would be 140 MB for this alone).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.tables.arrays import Array, Flags

GAP = 1e-6
"""How near the cost must be to the least possible, as a share of what the heat is worth."""


class Offers(NamedTuple):
    """What the plant may do in each hour and what that costs, (hours,); power [MW].

    On, the heat pump gives ``least_mw`` for ``least_eur`` and more in two parts, at most
    ``part_mw`` (2, hours) for ``part_eur_per_mwh`` (2, hours), the first no dearer. It runs the
    ``whole`` hour or none of it, or, where a tank is large enough, a share of it. Standing, the
    exchanger gives up to ``alone_mw`` for ``alone_eur_per_mwh``; it fills the tank where
    ``alone_fills``. The pipe takes up to ``taken_mw`` for ``sent_eur_per_mwh`` and beyond
    ``usual_mw`` for ``beyond_eur_per_mwh`` more. Of it ``kept`` arrives, which saves
    ``saved_eur_per_mwh`` (units, hours), the dearest of the operator's units first, up to
    ``saved_mw`` (units, hours). The tank holds ``tank_mwh`` and keeps ``tank_kept`` from hour to
    hour; the year ends as it begins.
    """

    can_run: Flags
    whole: Flags
    least_mw: Array
    least_eur: Array
    part_mw: Array
    part_eur_per_mwh: Array
    alone_mw: Array
    alone_eur_per_mwh: Array
    alone_fills: Flags
    taken_mw: Array
    sent_eur_per_mwh: Array
    usual_mw: Array
    beyond_eur_per_mwh: Array
    kept: Array
    saved_mw: Array
    saved_eur_per_mwh: Array
    tank_mwh: Array
    tank_kept: Array


class Plan(NamedTuple):
    """What is done in each hour, (hours,): the share of it in which the heat pump runs, what it
    gives beyond its least (2, hours) and the exchanger alone [MW], what goes into the tank, out
    where negative [MW], and what is in it [MWh]."""

    runs: Array
    part_mw: Array
    alone_mw: Array
    filled_mw: Array
    stored_mwh: Array


class Solved(NamedTuple):
    """The cheapest plan found, its cost less what its heat saves [EUR], and the least cost that
    any plan could have [EUR]."""

    plan: Plan
    eur: float
    bound_eur: float

    @property
    def gap(self) -> float:
        """How far the plan may be from the best one, as a share of its amount."""
        return max(self.eur - self.bound_eur, 0.0) / max(abs(self.eur), 1.0)


RUNS, FIRST, SECOND, ALONE, FILLED, STORED, BEYOND, OTHERS = range(8)
"""The columns, a block of hours each."""
TANK = 3
"""The rows of the tank: what is in it after the hour."""


def cheapest(offers: Offers, seconds: float) -> Solved:
    """The plan of least cost over the year, which ends with the tank as it began.

    Parameters
    ----------
    offers : Offers
        What may be done in each hour.
    seconds : float
        After which the best plan so far is taken; ``gap`` then says how far it may be from the
        best one.
    """
    import highspy

    model, hours = highspy.HighsLp(), len(offers.taken_mw)
    costs, (low, high) = _costs(offers), _limits(offers)
    model.col_cost_, model.col_lower_, model.col_upper_ = costs.ravel(), low.ravel(), high.ravel()
    _put(model, _rows(offers), costs.size)
    whole, some = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    if offers.whole.any():
        runs = [whole if hour else some for hour in offers.whole.tolist()]
        model.integrality_ = runs + [some] * (costs.size - hours)
    columns, bound = _run(model, seconds)
    columns = columns.reshape(costs.shape)
    plan = Plan(columns[RUNS], columns[FIRST:ALONE], *columns[ALONE:BEYOND])
    return Solved(plan, float((costs * columns).sum()), bound)


def _costs(offers: Offers) -> Array:
    """What each of the columns costs less what it saves [EUR per unit], (blocks, hours)."""
    saved = offers.kept * offers.saved_eur_per_mwh[0] - offers.sent_eur_per_mwh
    return np.stack(
        [
            offers.least_eur - saved * offers.least_mw,
            *(offers.part_eur_per_mwh - saved),
            offers.alone_eur_per_mwh - saved,
            saved,
            np.zeros_like(saved),
            offers.beyond_eur_per_mwh,
            *(offers.saved_eur_per_mwh[0] - offers.saved_eur_per_mwh[1:]),
        ]
    )


def _limits(offers: Offers) -> tuple[Array, Array]:
    """The least and the most of each column, (blocks, hours)."""
    tank = offers.tank_mwh
    flow = np.where(tank > 0, np.inf, 0.0)
    far, others = np.full(len(tank), np.inf), offers.saved_mw[1:]
    high = [offers.can_run * 1.0, *offers.part_mw, offers.alone_mw, flow, tank, far, *others]
    low = np.zeros((len(high), len(tank)))
    low[FILLED] = -flow
    return low, np.stack(high)


class _Rows(NamedTuple):
    """Entries of the matrix: row, column, factor; and the rows' limits."""

    row: NDArray[np.intp]
    column: NDArray[np.intp]
    factor: Array
    low: Array
    high: Array


def _rows(offers: Offers) -> _Rows:
    """What ties the columns together, a row an hour for each of the constraints."""
    hours = len(offers.taken_mw)
    on = {RUNS: offers.least_mw, FIRST: 1.0, SECOND: 1.0}
    out = {**on, ALONE: 1.0, FILLED: -1.0}
    arrives = {block: np.asarray(factor) * offers.kept for block, factor in out.items()}
    beyond = {OTHERS + number: -1.0 for number in range(len(offers.saved_mw) - 1)}
    never = np.where(offers.alone_fills, np.inf, 0.0)
    some = np.zeros(hours)
    none = np.full(hours, -np.inf)
    constraints = [
        ({FIRST: 1.0, RUNS: -offers.part_mw[0]}, none, some),
        ({SECOND: 1.0, RUNS: -offers.part_mw[1]}, none, some),
        (out, some, offers.taken_mw),
        ({STORED: 1.0, FILLED: -1.0}, none, some),
        (out | {BEYOND: -1.0}, none, offers.usual_mw),
    ]
    if (offers.alone_mw > 0).any():
        constraints.append(({ALONE: 1.0, RUNS: offers.alone_mw}, none, offers.alone_mw))
        minus = {block: -np.asarray(factor) for block, factor in on.items()}
        constraints.append(({FILLED: 1.0, **minus}, none, never))
    if beyond:
        constraints.append((arrives | beyond, none, offers.saved_mw[0]))
    return _together(constraints, offers.tank_kept)


def _together(constraints: list[Any], tank_kept: Array) -> _Rows:
    """The constraints as one matrix; the tank's row goes on from the hour before."""
    hours, parts = len(tank_kept), []
    hour = np.arange(hours)
    for number, (factors, _, _) in enumerate(constraints):
        for block, factor in factors.items():
            parts.append(
                (number * hours + hour, block * hours + hour, np.broadcast_to(factor, (hours,)))
            )
    parts.append((TANK * hours + hour, STORED * hours + np.roll(hour, 1), -tank_kept))
    row, column, factor = (np.concatenate(part) for part in zip(*parts, strict=True))
    there = factor != 0
    low, high = (np.concatenate([entry[end] for entry in constraints]) for end in (1, 2))
    return _Rows(row[there], column[there], factor[there], low, high)


def _put(model: Any, rows: _Rows, columns: int) -> None:
    """The rows into the model, its matrix column by column."""
    import highspy

    order = np.lexsort((rows.row, rows.column))
    counted = np.bincount(rows.column, minlength=columns)
    model.num_col_, model.num_row_ = columns, len(rows.low)
    model.row_lower_, model.row_upper_ = rows.low, rows.high
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.append(0, np.cumsum(counted)).astype(np.int32)
    model.a_matrix_.index_ = rows.row[order].astype(np.int32)
    model.a_matrix_.value_ = rows.factor[order]


def _run(model: Any, seconds: float) -> tuple[Array, float]:
    """The columns of the solved model, or as far as the time allows, and the bound [EUR]."""
    import highspy

    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", GAP)
    solver.setOptionValue("time_limit", seconds)
    solver.passModel(model)
    solver.run()
    info, ended = solver.getInfo(), solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return np.zeros(model.num_col_), -np.inf  # to stand all year is a plan too
    if model.integrality_:
        return np.array(solver.getSolution().col_value), float(info.mip_dual_bound)
    bound = float(info.objective_function_value) if ended else -np.inf
    return np.array(solver.getSolution().col_value), bound
