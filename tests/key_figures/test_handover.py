"""Hand-over: both ends of the pipe, flows, reserve, a winter outage, space and grid."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from ihp_core import assess
from ihp_core.assessment import screen
from ihp_core.key_figures.handover import FEEDS, _moments
from ihp_core.key_figures.screening import in_blocks
from ihp_core.plant.pipe import largest_flow_m3_per_s
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example
from ihp_core.site.filling import fill, state
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import DENSITY, HEAT_CAPACITY
from ihp_core.year.hours import hours_of
from ihp_core.year.typical_hours import typical
from tests.given import hours_at, scene, site_of, temperatures
from tests.sites import random_sites

N = 60
STEADY = temperatures(30, 22, 50, 80) | {
    "network.annual_heat_gwh": 2000,
    "connection.distance_km": 1,
    "plant.heat_pump_capacity_mw": 5,
}

BLOCK = 2  # rows of 8,760 hours that fit the cache


def assessed(changes: dict[str, Any] | None = None) -> Assessment:
    """A 5 MW heat pump that runs evenly all year into a large network, and these changes."""
    return assess(site_of(STEADY | (changes or {})))


@cache
def swept(strata: bool = False) -> dict[str, Array]:
    """The figures of 60 random sites over one climate."""
    hours = typical(hours_at(50.0, 8.0)) if strata else hours_at(50.0, 8.0)
    return in_blocks(lambda c: screen(c, hours), fill(state(random_sites(N))), BLOCK).figures


def test_an_even_plant_loses_three_days_of_its_heat_in_an_outage() -> None:
    """5 MW less the pipe's loss for 72 h, whatever its availability; to 0.1 %."""
    found = assessed()
    loss_mw = found.connection.loss_gwh * 1e3 / found.heat.operating_hours
    assert found.heat.outage_heat_mwh == pytest.approx(72 * (5 - loss_mw), rel=1e-3)


def test_an_outage_is_replaced_at_the_running_cost_of_today_s_heat() -> None:
    """Today's cost plus the 2 EUR/MWh that the operator adds for a feed-in, per MWh lost; whatever
    else could be built cheaper."""
    found = assessed(
        {"network.heat_source_today": "other", "network.heat_cost_today_eur_per_mwh": 70}
    )
    assert found.price.today_first_year_eur_per_mwh == pytest.approx(68)
    assert found.price.ceiling_eur_per_mwh < 68
    assert found.heat.outage_cost_eur == pytest.approx(70 * found.heat.outage_heat_mwh)


def test_the_flow_of_an_even_plant_is_that_of_its_heat_by_hand() -> None:
    """5 MW over the plant's own spread in the pipe, the same on the coldest day and in summer."""
    pipe = assessed().connection
    assert pipe.coldest_leaving_plant_c is not None
    assert pipe.coldest_back_at_plant_c is not None
    spread = pipe.coldest_leaving_plant_c - pipe.coldest_back_at_plant_c
    by_hand = 5e6 / (DENSITY * HEAT_CAPACITY * spread) * 3600
    assert pipe.coldest_day_flow_m3_per_h == pytest.approx(by_hand, rel=1e-6)
    assert pipe.summer_night_flow_m3_per_h == pytest.approx(by_hand, rel=1e-6)
    assert pipe.flow_m3_per_h == pytest.approx(by_hand, rel=0.02)


def test_the_water_arrives_at_the_required_supply_and_leaves_at_the_network_s_return() -> None:
    """80/50 at the connection point; the pipe's drop comes on top at the plant."""
    pipe = assessed().connection
    assert pipe.coldest_arriving_c == pytest.approx(80)
    assert pipe.coldest_returning_c == pytest.approx(50)
    assert pipe.coldest_leaving_plant_c == pytest.approx(80 + pipe.supply_drop_k)
    assert pipe.coldest_back_at_plant_c == pytest.approx(50 - pipe.supply_drop_k * 40 / 70)


def test_a_separating_exchanger_makes_the_pipe_warmer_by_its_approach() -> None:
    """3 K in the supply, 3 K in the return."""
    pipe = assessed({"connection.hydraulic_separation": True}).connection
    assert pipe.coldest_arriving_c == pytest.approx(83)
    assert pipe.coldest_returning_c == pytest.approx(53)


def test_a_supply_beyond_the_machine_is_handed_over_as_raised_return() -> None:
    """The machine ends at 95 °C, the operator tops 110 °C up; without that the plant stands."""
    hot = {"network.supply_winter_c": 110, "plant.max_supply_c": 95}
    raised = assessed(hot | {"network.accepts_top_up": True}).connection
    assert raised.feed == "raised_return"
    assert raised.coldest_arriving_c == pytest.approx(95)
    stands = assessed(hot | {"network.accepts_top_up": False}).connection
    assert stands.feed == "supply_line"
    assert stands.coldest_leaving_plant_c is None
    assert stands.coldest_day_flow_m3_per_h == 0


def test_where_no_heat_is_handed_over_there_is_no_kind_of_feed_in() -> None:
    """No heat, no flow, no outage, no reserve."""
    found = assessed({"plant.heat_pump_capacity_mw": 0})
    pipe, heat = found.connection, found.heat
    assert (pipe.feed, pipe.coldest_day_flow_m3_per_h) == (None, 0)
    assert (heat.outage_heat_mwh, heat.outage_cost_eur, heat.reserve_mw) == (0, 0, 0)
    assert heat.electrical_connection_mw == 0


@pytest.mark.parametrize(("stated", "firm"), [(None, 0.0), (2, 2.0), (50, 5.0)])
def test_the_reserve_is_what_is_not_firm(stated: float | None, firm: float) -> None:
    """The plant's highest hour less what the contract promises, which it cannot exceed."""
    changes = {} if stated is None else {"plant.firm_capacity_mw": stated}
    heat = assessed(changes).heat
    assert heat.firm_capacity_mw == pytest.approx(firm, abs=0.02)
    assert heat.reserve_mw == pytest.approx(heat.capacity_mw - heat.firm_capacity_mw)


def test_the_reserve_ends_at_the_peak_of_a_small_network() -> None:
    """Nobody keeps more in reserve than the network ever needs."""
    heat = assessed({"network.annual_heat_gwh": 4}).heat
    assert heat.reserve_mw <= heat.network_peak_mw
    assert heat.reserve_mw == pytest.approx(min(heat.network_peak_mw, heat.capacity_mw))


def test_space_and_grid_follow_from_the_heat_pump() -> None:
    """50 m² per MW of heat (Danish Energy Agency); the connection is the one that is paid for."""
    found = assessed()
    assert found.heat.floor_area_m2 == pytest.approx(250)
    per_mw = value("cost.grid_connection_eur_per_kw") * 1e3
    assert found.heat.electrical_connection_mw == pytest.approx(
        found.cost.grid_connection_eur / per_mw
    )
    assert found.heat.electrical_connection_mw > found.year.electricity_mw.max() - 1e-9


def test_the_local_limit_is_the_lesser_of_reach_and_pipe() -> None:
    """A tenth of the coldest hour's load, or what the existing DN 100 carries at 30 K."""
    whole = assessed().connection.local_limit_mw
    tenth = assessed({"connection.local_load_fraction": 0.1}).connection.local_limit_mw
    assert tenth == pytest.approx(0.1 * whole)
    narrow = assessed({"connection.local_dn": 100}).connection.local_limit_mw
    flow = largest_flow_m3_per_s(np.array([[100.0]])).item()
    assert narrow == pytest.approx(flow * DENSITY * HEAT_CAPACITY * 1e-6 * 30)


def test_the_coldest_hours_are_one_spell_of_three_days() -> None:
    """72 neighbouring hours with the lowest mean of the year; the last 24 are its last day."""
    hours = hours_of(example("german"))
    when = _moments(hours)
    counted = when.outage[:, 0] > 0
    spell = np.sort(when.places[counted])
    assert spell.size == 72
    assert (np.diff(spell) == 1).all()
    means = np.convolve(hours.outdoor_c[0], np.ones(72) / 72, "valid")
    assert hours.outdoor_c[0, spell].mean() == pytest.approx(means.min(), abs=1e-9)
    last_day = when.places[when.coldest_day[:, 0] > 0]
    assert sorted(last_day) == sorted(spell[-24:])


def test_summer_nights_are_the_quietest_hours_of_the_summer() -> None:
    """72 hours of June to August, all between midnight and five o'clock."""
    hours = hours_of(example("german"))
    when = _moments(hours)
    night = when.places[when.summer_night[:, 0] > 0]
    assert night.size == 72
    assert (hours.summer[0, night] == 1).all()
    assert (night % 24 < 5).all()


def test_typical_hours_make_up_the_same_means() -> None:
    """Shares add up to one, whatever the strata, and only summer strata count as nights."""
    hours = typical(hours_of(example("german")))
    when = _moments(hours)
    for shares in (when.outage, when.coldest_day, when.summer_night):
        assert shares.sum() == pytest.approx(1)
    assert (hours.summer[0, when.places[when.summer_night[:, 0] > 0]] > 0).all()


def test_the_outage_of_the_worked_example_is_the_year_s_own_heat_in_these_hours() -> None:
    """The hourly year over the same 72 hours, its availability taken out; to 1e-6."""
    at = scene(example("german"))
    when = _moments(at.hours)
    spell = when.places[when.outage[:, 0] > 0]
    available = 1 - at.cases["operation.forced_outage_fraction"]
    by_year = (at.found.year.delivered_mw[:, spell] / available).sum()
    assert assess(example("german")).heat.outage_heat_mwh == pytest.approx(by_year, rel=1e-2)


@pytest.mark.parametrize("strata", [False, True])
def test_no_figure_is_missing_without_a_reason(strata: bool) -> None:
    """Only a pipe that carries nothing has no temperatures, only a site without heat no feed."""
    figures = swept(strata)
    flow = figures["connection.coldest_day_flow_m3_per_h"]
    for name in ("leaving_plant", "arriving", "returning", "back_at_plant"):
        missing = np.isnan(figures[f"connection.coldest_{name}_c"])
        assert (flow[~missing] > 0).all()
        assert missing.mean() < 0.5
    nothing = figures["heat.delivered_gwh"] <= 0
    assert (np.isnan(figures["connection.feed"]) == nothing).all()
    for name in ("firm_capacity_mw", "reserve_mw", "outage_heat_mwh", "outage_cost_eur"):
        assert np.isfinite(figures[f"heat.{name}"]).all(), name
    assert np.isfinite(figures["heat.electrical_connection_mw"]).all()


@pytest.mark.parametrize("strata", [False, True])
def test_the_temperatures_fall_along_the_way_of_the_water(strata: bool) -> None:
    """Out of the plant, at the connection point, back there, back at the plant."""
    figures = swept(strata)
    names = ("leaving_plant", "arriving", "returning", "back_at_plant")
    ends = [figures[f"connection.coldest_{name}_c"] for name in names]
    known = ~np.isnan(ends[0])
    assert known.sum() > 30
    for warmer, colder in pairwise(ends):
        assert (warmer[known] >= colder[known] - 1e-9).all()


def test_firm_and_reserve_make_up_what_can_be_needed() -> None:
    """Together at least the lesser of peak and capacity; neither is negative."""
    figures = swept()
    capacity, peak = figures["heat.capacity_mw"], figures["heat.network_peak_mw"]
    firm, reserve = figures["heat.firm_capacity_mw"], figures["heat.reserve_mw"]
    assert (firm <= capacity + 1e-9).all()
    assert (np.minimum(firm, reserve) >= 0).all()
    assert (firm > 0).sum() > 10
    kept = np.maximum(np.minimum(capacity, peak), firm)
    assert firm + reserve == pytest.approx(kept, rel=1e-9, abs=1e-12)


def test_a_summer_night_carries_more_water_only_where_the_spread_is_smaller() -> None:
    """More flow than on the coldest day needs a smaller spread then, or a plant that stood."""
    cases, figures = fill(state(random_sites(N))), swept()
    winter, summer = (
        np.broadcast_to(
            cases[f"network.supply_{name}_c"] - cases[f"network.return_{name}_c"], (N, 1)
        )[:, 0]
        for name in ("winter", "summer")
    )
    cold = figures["connection.coldest_day_flow_m3_per_h"]
    more = figures["connection.summer_night_flow_m3_per_h"] > cold * 1.001
    stood = np.isnan(figures["connection.coldest_leaving_plant_c"])
    raised = figures["connection.feed"] == FEEDS.index("raised_return")
    swing = np.broadcast_to(cases["data_centre.it_load_swing_fraction"], (N, 1))[:, 0] > 0
    assert more.sum() > 0
    assert (summer < winter)[more & ~stood & ~raised & ~swing].all()


def test_an_outage_costs_at_most_three_days_at_the_highest_hour() -> None:
    """What a heat pump alone gives in 72 h is at most 5 % above its design capacity."""
    figures = swept()
    lifted = figures["heat.direct_gwh"] == 0
    assert lifted.sum() > 20
    most = 72 * figures["heat.capacity_mw"] * 1.05 + 1e-9
    assert (figures["heat.outage_heat_mwh"] <= most)[lifted].all()
