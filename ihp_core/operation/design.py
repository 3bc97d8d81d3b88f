"""The design of one connection: size of the network, capacity, pipe, flow, electricity.

All of it comes from the design points of the place (coldest day, middle and bend of the
heating curve), never from the hours evaluated, so that typical hours and 8,760 h agree on it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.operation.boundary import Boundary, boundary
from ihp_core.operation.data_centre import it_heat_mw
from ihp_core.operation.network import Size, size
from ihp_core.operation.plant_hour import Machines, Run, run
from ihp_core.plant.pipe import (
    PASCAL_PER_BAR,
    Pipe,
    flow_m3_per_s,
    friction_pa_per_m,
    loss_mw_per_k,
    pipe_for,
)
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, some
from ihp_core.year.hours import Hours

NO_LOSS: Array = np.zeros((1, 1))
OPEN: Array = np.full((1, 1), np.inf)
AMPLE: Array = np.full((1, 1), 1e6)
UNKNOWN: Array = np.full((1, 1), np.nan)
ENDLESS = Size(np.full((1, 1), 1e9), np.full((1, 1), 0.5), OPEN)
SPREAD_FLOOR_K = 1.0
ONE_K: Array = np.ones((1, 1))
TINY = 1e-12


class Scale(NamedTuple):
    """What a connection may be built for, (rows, 1): the network, the heat pump's heat that takes
    up the source or all that the network can take, all heat that is then handed over, and how
    much of it an exchanger hands over at the most."""

    network: Size
    closing_mw: Array
    all_mw: Array
    direct_mw: Array

    def taken(self, rows: NDArray[np.intp]) -> Scale:
        """Some of the rows; a column in which all agree stays as it is."""
        ends = (c if len(c) == 1 else c[rows] for c in self[1:])
        return Scale(self.network.rows_of(rows), *ends)


class Design(NamedTuple):
    """What is built, columns (rows, 1); all of it follows from network and machines alone.

    A source that gives less, or a longer way, leaves the same plant as it is; ``reached_mw`` is
    what the source lets it hand over at the most.
    """

    heat_pump_mw: Array
    all_mw: Array
    exchanger_mw: Array
    capacity_mw: Array
    reached_mw: Array
    source_mw: Array
    electricity_mw: Array
    hottest_outlet_c: Array
    flow_m3_per_s: Array
    pipe: Pipe
    loss_mw_per_k: Array
    drop: Array
    friction_pa: Array

    @property
    def machines(self) -> Machines:
        """What hands over heat."""
        return Machines(self.heat_pump_mw, self.all_mw)


def points(hours: Hours) -> Hours:
    """The design points of the place.

    Raises
    ------
    ValueError
        When the hours carry none.
    """
    if hours.design is None:
        raise ValueError("these hours carry no design points")
    return hours.design


def scale(cases: Cases, hours: Hours) -> Scale:
    """Size of the network, one that suits the whole source where none is stated, and the largest
    machines that are of use to it.

    All from one run of machines without limit, at the temperatures that are left behind a pipe
    for the source's heat or the network's peak.
    """
    stated = size(cases, hours, UNKNOWN)
    unknown = np.isnan(stated.mean_mw)
    network = Size(*(np.where(unknown, e, c) for e, c in zip(ENDLESS, stated, strict=True)))
    spread = cases["network.supply_winter_c"] - cases["network.return_winter_c"]
    carried = np.minimum(it_heat_mw(cases), network.peak_mw) / np.maximum(spread, SPREAD_FLOOR_K)
    loss = loss_mw_per_k(pipe_for(flow_m3_per_s(carried, ONE_K)), cases["connection.route_km"])
    here = points(hours)
    drop = _drop(loss, carried)
    terms = boundary(cases, here, network, drop, NO_LOSS)
    plant_run = run(cases, here, terms, drop, Machines(OPEN, OPEN))
    if some(unknown):
        output = _most(_delivered(plant_run))
        stated = size(cases, hours, np.where(output > 0, output, it_heat_mw(cases)))
    duty, lifting = plant_run.duty, plant_run.lifting > 0
    alone = _most(plant_run.alone_mw)
    return Scale(
        stated,
        _most(duty.lifted_mw * lifting),
        np.maximum(_most(duty.heat_mw * lifting), alone),
        np.maximum(_most(duty.direct_mw * lifting), alone),
    )


def design(cases: Cases, hours: Hours, network: Size, machines: Machines) -> Design:
    """The connection that serves a heat pump and an exchanger.

    It is built for the source that both together take up, so that pipe and station do not hang
    on how much heat the servers really give.
    """
    here = points(hours)
    terms = boundary(cases, here, network, NO_LOSS, NO_LOSS)
    reached = _most(_delivered(run(cases, here, terms, NO_LOSS, machines)))
    plant_run = run(cases, here, terms._replace(source_mw=AMPLE), NO_LOSS, machines)
    if some(plant_run.duty.direct_mw > 0):
        needed = np.maximum(plant_run.duty.source_mw, TINY)
        source = np.where(plant_run.lifting > 0, needed, AMPLE)
        plant_run = run(cases, here, terms._replace(source_mw=source), NO_LOSS, machines)
    return _built(cases, terms, plant_run, machines)._replace(reached_mw=reached)


def _built(cases: Cases, terms: Boundary, plant_run: Run, machines: Machines) -> Design:
    """The connection for the most that the plant does at the design points."""
    heat, lifting = _delivered(plant_run), plant_run.lifting > 0
    carried = _carried(terms, plant_run)
    flow = flow_m3_per_s(carried, ONE_K)
    pipe = pipe_for(flow)
    loss = loss_mw_per_k(pipe, cases["connection.route_km"])
    friction = friction_pa_per_m(flow / pipe.parallel, pipe.diameter_m)
    return Design(
        *machines,
        _most(np.where(lifting, plant_run.duty.direct_mw, plant_run.alone_mw)),
        _most(heat),
        _most(heat),
        _most(np.where(lifting, plant_run.duty.source_mw, plant_run.alone_mw)),
        _most(plant_run.duty.electricity_mw * lifting),
        _most(plant_run.outlet_c),
        flow,
        pipe,
        loss,
        _drop(loss, carried),
        friction * cases["connection.route_km"] * 1e3 * 2,
    )


def _carried(terms: Boundary, plant_run: Run) -> Array:
    """Nominal flow as power per kelvin [MW/K], (rows, 1)."""
    outlet = np.where(plant_run.lifting > 0, plant_run.outlet_c, plant_run.alone_outlet_c)
    spread = np.maximum(outlet - terms.sink_inlet_c, SPREAD_FLOOR_K)
    return _most(_delivered(plant_run) / spread)


def _drop(loss: Array, carried: Array) -> Array:
    """Share of the temperature above ground lost on the way at nominal flow [-]."""
    return np.where(carried > 0, loss / np.maximum(carried, TINY), 0.0)


def _most(figure: Array) -> Array:
    """The highest of the design points, (rows, 1)."""
    return np.asarray(figure.max(axis=1, keepdims=True))


def row_of(built: Design, rows: NDArray[np.intp]) -> Design:
    """Some of the designs, by their rows; a column in which all agree stays as it is."""

    def taken(column: Array) -> Array:
        return column if len(column) == 1 else column[rows]

    pipe = Pipe(*(taken(column) for column in built.pipe))
    columns = {name: taken(c) for name, c in built._asdict().items() if name != "pipe"}
    return Design(**columns, pipe=pipe)


def joined(parts: Sequence[Design], rows: Sequence[int]) -> Design:
    """Designs of several groups of cases, one below the other."""

    def below(name: str, of: Callable[[Design], Any]) -> Array:
        columns = (getattr(of(part), name) for part in parts)
        return np.vstack(
            [np.broadcast_to(c, (count, 1)) for c, count in zip(columns, rows, strict=True)]
        )

    pipe = Pipe(*(below(name, lambda part: part.pipe) for name in Pipe._fields))
    own = {name: below(name, lambda part: part) for name in Design._fields if name != "pipe"}
    return Design(**own, pipe=pipe)


def _delivered(plant_run: Run) -> Array:
    """Heat at the design points: with the heat pump, else by the exchanger alone [MW]."""
    return np.where(plant_run.lifting > 0, plant_run.duty.heat_mw, plant_run.alone_mw)


def fixed_head_pa(cases: Cases) -> Array:
    """Head of the network pump beside the pipe's friction: network and stations [Pa]."""
    return PASCAL_PER_BAR * (
        cases["connection.network_differential_pressure_bar"]
        + cases["connection.station_pressure_drop_bar"]
    )
