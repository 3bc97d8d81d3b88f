"""Faults put into readings made from the model are found and attributed to what caused them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from ihp_core.assessment import screened
from ihp_core.metering.metered import CAUSES, MeterReport
from ihp_core.site.examples.worked import example
from ihp_core.site.site import Site
from tests.metered_plants import Columns, Plant, lost, plant, standing
from tests.sites import random_sites

NEAR = 0.1
LITTLE = 1e-4
NAMES = ("german", "norderstedt", "swedish", "mantsala")
RETURN_AT, SOURCE_AT, OUTAGE_AT, DEMAND_AT = 1000, 2200, 3500, 900


def attributed(report: MeterReport, cause: str, true: float, all_heat: float) -> None:
    """A cause comes to what it cost, and all causes to the difference."""
    causes = report.whole.causes
    assert causes[cause] == pytest.approx(true, rel=NEAR, abs=LITTLE * all_heat)
    difference = report.whole.expected_heat_mwh - report.whole.heat_mwh
    assert sum(causes.values()) == pytest.approx(difference, abs=1e-9 * all_heat)


def warm_return(one: Plant, begin: int, by_k: float = 8.0, hours: int = 504) -> Columns:
    """The columns of a year in which the return is warmer for some weeks."""
    back = one.columns()["back"]
    back[begin : begin + hours] += by_k
    return one.columns(one.run(return_c=back))


def cold_source(one: Plant, begin: int, by_k: float = 5.0, hours: int = 700) -> Columns:
    """The columns of a year in which the source is colder for some weeks."""
    columns = one.columns()
    warm, cold = columns["warm"], columns["cold"]
    for side in (warm, cold):
        side[begin : begin + hours] -= by_k
    return one.columns(one.run(source_inlet_c=warm, source_outlet_c=cold))


def low_demand(one: Plant, begin: int, share: float = 0.1, hours: int = 1000) -> Columns:
    """The columns of a year in which the network needs less for some weeks, its load among them."""
    load = np.broadcast_to(one.year.load_mw, (1, 8760))[0].copy()
    load[begin : begin + hours] *= share
    return one.columns(one.run(load_mw=load)) | {"load": load}


@pytest.mark.parametrize("name", NAMES)
def test_without_a_fault_nothing_differs(name: str) -> None:
    """What the model makes is what it expects: no cause, no outage, no gap."""
    one = plant(name)
    report = one.report(one.columns())
    heat = one.columns()["heat"].sum()
    assert report.whole.heat_mwh == pytest.approx(report.whole.expected_heat_mwh, rel=1e-6)
    assert max(abs(mwh) for mwh in report.whole.causes.values()) < 1e-6 * heat
    assert report.outages == report.gaps == ()
    assert report.problem_count == 0
    assert report.whole.availability == 1


def test_a_tank_is_part_of_what_is_expected() -> None:
    """1,000 m³ that give 0.8 GWh a year, in the planned stop too: no cause; and an outage of 60 h
    costs what is missing, within a tenth."""
    site = example("german")
    stored = site.plant.model_copy(update={"buffer_m3": 1000.0})
    site = site.model_copy(update={"plant": stored})
    one = Plant(site, screened(site))
    heat = one.columns()["heat"].sum()
    assert one.year.tank.out_mw.sum() > 500
    assert max(abs(mwh) for mwh in one.report(one.columns()).whole.causes.values()) < 1e-6 * heat
    columns = one.columns()
    for name in ("heat", "electricity"):
        columns[name][OUTAGE_AT : OUTAGE_AT + 60] = 0
    attributed(one.report(columns), "outage", heat - columns["heat"].sum(), heat)


@pytest.mark.parametrize("name", NAMES)
def test_a_warm_return_is_found(name: str) -> None:
    """Three weeks in which the return is 8 K warmer."""
    one = plant(name)
    columns = warm_return(one, RETURN_AT)
    before = one.columns()
    attributed(one.report(columns), "return", lost(before, columns), before["heat"].sum())


@pytest.mark.parametrize("name", NAMES)
def test_a_cold_source_is_found(name: str) -> None:
    """A month in which both sides of the source are 5 K colder."""
    one = plant(name)
    columns = cold_source(one, SOURCE_AT)
    before = one.columns()
    attributed(one.report(columns), "source", lost(before, columns), before["heat"].sum())


@pytest.mark.parametrize(("begin", "hours"), [(2000, 60), (7001, 1), (100, 200), (8690, 70)])
@pytest.mark.parametrize("name", NAMES)
def test_an_outage_is_found_from_its_first_to_its_last_hour(
    name: str, begin: int, hours: int
) -> None:
    """Of one hour, of days, and at the end of the file."""
    one = plant(name)
    before = one.columns()
    columns = standing(before, begin, hours)
    if hours == 70:  # the file ends in it
        assert before["heat"][begin : begin + hours].min() > 0
    report = one.report(columns)
    attributed(report, "outage", lost(before, columns), before["heat"].sum())
    if before["heat"][begin : begin + hours].min() > 0:
        (outage,) = report.outages
        assert outage.hours == hours
        assert outage.lost_mwh == pytest.approx(lost(before, columns), rel=1e-6)
        assert outage.begin.startswith(str(one.times[begin])[:10])


def test_an_outage_that_begins_and_ends_within_an_hour_is_all_the_outages() -> None:
    """Of hourly readings: 24 minutes of the first hour it ran, and 15 of the last."""
    one = plant()
    before = one.columns()
    columns = standing(before, 2000, 60)
    for name in ("heat", "electricity"):
        columns[name][2000] = 0.4 * before[name][2000]
        columns[name][2059] = 0.25 * before[name][2059]
    report = one.report(columns)
    attributed(report, "outage", lost(before, columns), 1.0)
    (outage,) = report.outages
    assert (outage.begin[11:16], outage.end[11:16]) == ("08:24", "19:45")


@pytest.mark.parametrize("name", NAMES)
def test_low_demand_is_found_where_the_load_is_metered(name: str) -> None:
    """Six weeks in which the network needs a tenth."""
    one = plant(name)
    columns = low_demand(one, DEMAND_AT)
    before = one.columns()
    assert lost(before, columns) > 0
    report = one.report(columns)
    attributed(report, "demand", lost(before, columns), before["heat"].sum())
    assert report.whole.deemed_mwh >= lost(before, columns) * (1 - NEAR)


@pytest.mark.parametrize("name", ["german", "mantsala"])
def test_low_demand_is_concluded_from_a_sound_part_load(name: str) -> None:
    """A plant at the COP of its part load was not asked for more, where nobody metered that."""
    one = plant(name)
    columns = low_demand(one, DEMAND_AT)
    del columns["load"]
    before = one.columns()
    report = one.report(columns)
    attributed(report, "demand", lost(before, columns), before["heat"].sum())
    assert "meter.note.demand_concluded" in {note.code for note in report.notes}


def test_a_weak_machine_is_no_low_demand() -> None:
    """Less heat from as much electricity is the plant's own: it stands under other."""
    one = plant()
    before = one.columns()
    columns = {name: figures.copy() for name, figures in before.items()}
    columns["heat"][1000:2000] *= 0.7
    attributed(one.report(columns), "other", lost(before, columns), before["heat"].sum())


def test_several_faults_at_once_are_parted() -> None:
    """Any two and all three of them at different times."""
    one = plant("norderstedt")
    before = one.columns()
    heat = before["heat"].sum()
    alone = {"return": warm_return(one, RETURN_AT), "source": cold_source(one, SOURCE_AT)}
    spans = {"return": slice(1000, 1504), "source": slice(2200, 2900)}
    for chosen in (*combinations(alone, 1), tuple(alone)):
        columns = standing(before, OUTAGE_AT, 60)
        for name in chosen:
            for key, figures in alone[name].items():
                columns[key][spans[name]] = figures[spans[name]]
        report = one.report(columns)
        for name in chosen:
            attributed(report, name, lost(before, alone[name]), heat)
        attributed(report, "outage", float(before["heat"][OUTAGE_AT : OUTAGE_AT + 60].sum()), heat)


def test_an_outage_within_warm_weeks_is_the_outages() -> None:
    """A plant that stands loses nothing to its return."""
    one = plant("norderstedt")
    before = one.columns()
    warm = warm_return(one, RETURN_AT)
    columns = standing(warm, RETURN_AT + 100, 60)
    report = one.report(columns)
    during = slice(RETURN_AT + 100, RETURN_AT + 160)
    full = float(before["heat"][during].sum())
    by_return = lost(before, warm) - float((before["heat"] - warm["heat"])[during].sum())
    attributed(report, "outage", full, before["heat"].sum())
    attributed(report, "return", by_return, before["heat"].sum())


def _faulty(one: Plant, rng: np.random.Generator) -> dict[str, Columns]:
    begin = int(rng.integers(0, 7700))
    return {
        "return": warm_return(one, begin),
        "source": cold_source(one, begin),
        "demand": low_demand(one, begin, float(rng.uniform(0.2, 0.9))),
        "outage": standing(one.columns(), begin, int(rng.integers(5, 200))),
    }


def _is_clear(before: Columns, after: Columns) -> bool:
    """Whether a fault leaves the plant running where it ran: a plant that stands tells no cause."""
    return bool(((after["heat"] > 0) == (before["heat"] > 0)).all())


@pytest.mark.parametrize("site", random_sites(5, seed=3))
def test_faults_are_found_on_any_site(site: Site) -> None:
    """Each of them alone, on sites over the whole input space."""
    one = Plant(site, screened(site))
    before = one.columns()
    heat = float(before["heat"].sum())
    if heat <= 0:
        return
    for cause, columns in _faulty(one, np.random.default_rng(7)).items():
        if cause in ("outage", "demand") or _is_clear(before, columns):
            attributed(one.report(columns), cause, lost(before, columns), heat)


def test_the_order_of_the_causes_is_that_of_the_report() -> None:
    """Programs read them by name."""
    one = plant()
    assert tuple(one.report(one.columns()).whole.causes) == CAUSES
