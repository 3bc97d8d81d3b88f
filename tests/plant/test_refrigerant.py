"""Which machine fits: limits, order of preference, reason, and what it does to the COP."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ihp_core import assess
from ihp_core.assessment import screen
from ihp_core.key_figures.heat import cop_band_fraction
from ihp_core.key_figures.screening import in_blocks
from ihp_core.plant.heat_pump import AMMONIA, ISOBUTANE, Fluid, cop_over_outlets
from ihp_core.plant.refrigerant import (
    EVEN,
    REASONS,
    asked,
    condensing_bar,
    fluid_of,
    machine_figures,
    machines,
    unfit,
    with_machine,
)
from ihp_core.site.cases import Cases, choices
from ihp_core.site.filling import fill, state
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import table, value
from ihp_core.year.hours import hours_of
from ihp_core.year.typical_hours import typical
from tests.given import site_of, temperatures
from tests.sites import random_sites

CONFIDENCES = {"sourced", "derived", "judgement", "unverified"}
COLD, HOT = temperatures(30, 22, 50, 80), temperatures(60, 50, 57, 80)
NO_MACHINE = temperatures(88, 80, 86, 105) | {"plant.max_supply_c": 105}


def filled(*drafts: dict[str, Any]) -> Cases:
    """The filled cases of some sites."""
    return fill(state([site_of(draft) for draft in drafts]))


def chosen(draft: dict[str, Any]) -> tuple[str | None, str]:
    """Refrigerant and reason of one site."""
    found = machine_figures(filled(draft))
    place = found["refrigerant"].item()
    name = None if np.isnan(place) else choices("plant.refrigerant")[int(place)]
    return name, REASONS[int(found["machine_reason"].item())]


def test_the_machines_stand_in_their_order_of_preference() -> None:
    """Ammonia first, then isobutane, then the others; the table has no other."""
    names = [machine.refrigerant for machine in machines()]
    assert names == ["ammonia", "isobutane", "r1234ze", "propane", "co2"]
    assert set(table("machines")["refrigerant"]) == set(names)


def test_every_limit_of_a_machine_has_its_source_and_confidence() -> None:
    """A limit without a source is called a judgement, in so many words."""
    rows = table("machines")
    for source, confidence in zip(rows["source"], rows["confidence"], strict=True):
        assert confidence in CONFIDENCES
        assert (
            source.startswith("judgement") or confidence != "judgement" or "no published" in source
        )


@pytest.mark.parametrize(("supply_c", "bar"), [(75, 39), (85, 48), (95, 59)])
def test_the_condensing_pressure_of_ammonia_is_that_of_the_design(supply_c: int, bar: int) -> None:
    """39, 48 and 59 bar at 75, 85 and 95 °C, to half a bar (design: 2 K above the supply)."""
    assert condensing_bar(np.array([supply_c])) == pytest.approx(bar, abs=0.5)


def test_the_highest_supply_of_ammonia_is_that_of_its_pressure_class() -> None:
    """97 °C follows from 62 bar, to one kelvin; the table holds both."""
    ammonia = machines()[0]
    assert condensing_bar(np.array([ammonia.supply_c])) <= ammonia.pressure_bar
    assert condensing_bar(np.array([ammonia.supply_c + 1])) > ammonia.pressure_bar


def test_what_is_asked_of_the_machine_by_hand() -> None:
    """60/50 into 70/45 separated by 3 K: reaches 57 from 48 to 73 °C, 9/25 of the heat; so 56.4.

    The source gives up 0.36 x 10 K in the exchanger; the lift is 73 - 50 K.
    """
    draft = temperatures(60, 50, 45, 70) | {"connection.hydraulic_separation": True}
    need = asked(filled(draft))
    assert need.supply_c.item() == pytest.approx(73)
    assert need.source_c.item() == pytest.approx(56.4)
    assert need.return_c.item() == pytest.approx(48)
    assert need.lift_k.item() == pytest.approx(23)


def test_the_supply_asked_for_ends_at_the_stated_limit_of_the_machine() -> None:
    """Beyond it the operator tops up, or the plant stands; the machine need not reach it."""
    need = asked(filled(temperatures(30, 22, 50, 120) | {"plant.max_supply_c": 95}))
    assert need.supply_c.item() == 95


def test_a_source_that_is_warmer_in_summer_asks_for_its_summer_temperature() -> None:
    """The warmest water of the year decides, not the mean."""
    need = asked(filled(COLD | {"data_centre.source_swing_k": 4}))
    assert need.source_c.item() == pytest.approx(34)


@pytest.mark.parametrize(
    ("draft", "machine"),
    [
        (COLD, ("ammonia", "fits")),
        (HOT, ("isobutane", "source_c")),
        (
            temperatures(30, 22, 50, 100) | {"plant.max_supply_c": 105},
            ("isobutane", "pressure_bar"),
        ),
        (NO_MACHINE, (None, "none")),
        (COLD | {"plant.refrigerant": "propane"}, ("propane", "stated")),
        (HOT | {"plant.refrigerant": "ammonia"}, ("ammonia", "stated_beyond")),
        (COLD | {"plant.refrigerant": "co2"}, ("co2", "stated_beyond")),
        (temperatures(28, 20, 40, 80) | {"plant.refrigerant": "co2"}, ("co2", "stated")),
    ],
)
def test_the_first_machine_that_holds_all_limits_is_taken(
    draft: dict[str, Any], machine: tuple[str | None, str]
) -> None:
    """Ammonia to 50 °C at the source and 62 bar, then isobutane; a stated one is kept as stated."""
    assert chosen(draft) == machine


def test_a_lift_above_45_k_takes_two_stages() -> None:
    """22 -> 67 °C is one stage, 22 -> 68 °C two; transcritical CO2 is not split so."""
    for supply_c, stages in ((67, 1), (68, 2)):
        found = machine_figures(filled(temperatures(30, 22, 50, supply_c)))
        assert found["machine_stages"].item() == stages
    one = machine_figures(filled(temperatures(28, 20, 40, 80) | {"plant.refrigerant": "co2"}))
    assert one["machine_stages"].item() == 1


def test_isobutane_takes_its_own_coefficients_by_hand() -> None:
    """30/22 -> 50/80: x = 68, dT = 11.3252, w = 0.192, Th = 338.04, Tc = 299.13, so COP 3.77.

    Worked from the published formula with pinch 5 K and efficiency 0.8, to 0.005.
    """
    hot, cold = 30 / np.log(353.15 / 323.15), 8 / np.log(303.15 / 295.15)
    sink, work = -0.0011 * 68 + 0.3 * 30 + 2.4, 0.0035 * 68 - 0.0033 * 30 + 0.053
    by_hand = 0.8 * (1 - work) * (hot + sink + 5) / (hot - cold + sink + 4 + 10) + 0.2
    out_c, in_c, hot_c, warm_c = map(np.asarray, (22.0, 50.0, 80.0, 30.0))
    found = cop_over_outlets(out_c, hot_c, ISOBUTANE)(in_c)(warm_c)
    assert by_hand == pytest.approx(3.77, abs=0.005)
    assert found == pytest.approx(by_hand, rel=1e-4)


def test_rows_that_agree_share_one_set_of_coefficients() -> None:
    """Nothing gets slower where all use ammonia; mixed rows carry columns of coefficients."""
    assert fluid_of(filled(COLD, COLD | {"plant.units": 3})) is AMMONIA
    assert fluid_of(filled(HOT)) is ISOBUTANE
    mixed = fluid_of(filled(COLD, HOT, COLD | {"plant.refrigerant": "propane"}))
    for rows, isobutane, ammonia in zip(mixed, ISOBUTANE, AMMONIA, strict=True):
        assert np.asarray(rows)[:, 0].tolist() == [ammonia, isobutane, ammonia]


def test_each_row_of_many_gets_the_cop_of_its_own_machine() -> None:
    """A batch gives each site what it gets alone, to 1e-9."""
    drafts = COLD, HOT, HOT | {"plant.refrigerant": "ammonia"}
    hours = typical(hours_of(site_of()))
    together = screen(filled(*drafts), hours).figures["heat.heat_pump_scop"]
    alone = [screen(filled(draft), hours).figures["heat.heat_pump_scop"][0] for draft in drafts]
    assert together == pytest.approx(alone, rel=1e-9)
    assert alone[1] != pytest.approx(alone[2], rel=1e-3)


def test_the_machine_is_found_once_and_stays_with_the_cases() -> None:
    """The chain asks for the fluid in every run of the plant."""
    cases = with_machine(filled(HOT))
    assert fluid_of(cases) == fluid_of(filled(HOT))
    moved = cases.with_({"data_centre.source_inlet_c": 30.0})
    assert fluid_of(moved) is ISOBUTANE
    assert isinstance(fluid_of(cases), Fluid)


def test_without_coefficients_the_cop_stays_and_its_band_widens() -> None:
    """R1234ze(E), propane and CO2 are reckoned as ammonia; 12 % becomes 15 %."""
    known = temperatures(30, 22, 50, 75) | {"data_centre.source_outlet_c": 22}
    ammonia, other = (
        assess(site_of(known | {"plant.refrigerant": name})).heat for name in ("ammonia", "r1234ze")
    )
    assert other.heat_pump_scop == ammonia.heat_pump_scop
    assert (ammonia.cop_band_fraction, other.cop_band_fraction) == (0.12, 0.15)
    foreign = value("heat_pump.cop_band_fraction", "other_machine")
    assert cop_band_fraction(None, assumed=False, quoted=False) == foreign


def test_where_none_fits_the_answer_says_so_and_calls_the_cop_extrapolated() -> None:
    """The COP is ammonia's; nobody is told that a machine exists."""
    found = assess(site_of(NO_MACHINE | {"connection.distance_km": 0.1}))
    assert found.heat.refrigerant is None
    assert found.heat.extrapolated
    assert {"no_machine", "extrapolated"} <= set(found.warnings)
    assert found.inputs["plant.refrigerant"].value is None


def test_a_machine_stated_beyond_its_limits_is_kept_and_warned_of() -> None:
    """The user may know a maker; the answer still says what is usual."""
    found = assess(site_of(HOT | {"plant.refrigerant": "ammonia"}))
    assert (found.heat.refrigerant, found.heat.machine_reason) == ("ammonia", "stated_beyond")
    assert "machine_beyond" in found.warnings


def test_the_machine_that_was_found_stands_among_the_inputs_with_its_source() -> None:
    """Nobody stated it: it is worked out, and says why ammonia comes first."""
    given = assess(site_of(HOT)).inputs["plant.refrigerant"]
    assert (given.value, given.origin) == ("isobutane", "sizing")
    assert given.source


def test_every_random_site_has_a_machine_that_fits_or_a_reason() -> None:
    """Over 100 sites: a fitting machine holds its limits, "none" means that none does."""
    cases = fill(state(random_sites(100)))
    found, need = machine_figures(cases), asked(cases)
    assert not any(np.isnan(part).any() for part in need)
    reason: Array = np.broadcast_to(found["machine_reason"], (100, 1))[:, 0]
    place = np.broadcast_to(found["refrigerant"], (100, 1))[:, 0]
    none = reason == REASONS.index("none")
    assert (np.isnan(place) == none).all()
    assert (np.broadcast_to(unfit(cases), (100, 1))[:, 0] == none).all()
    limit = np.array([machine.source_c for machine in machines()])
    held = ~none & (reason != REASONS.index("stated_beyond"))
    assert held.sum() > 30
    assert (
        np.broadcast_to(need.source_c, (100, 1))[held, 0] <= limit[place[held].astype(int)] + EVEN
    ).all()


def test_the_machine_of_many_sites_is_that_of_each_alone() -> None:
    """Blocks and rows change nothing."""
    sites = random_sites(30)
    cases, hours = fill(state(sites)), typical(hours_of(sites[0]))
    many = in_blocks(lambda part: screen(part, hours), cases, rows=7).figures["heat.refrigerant"]
    alone = [machine_figures(fill(state([site])))["refrigerant"].item() for site in sites]
    assert np.array_equal(many, alone, equal_nan=True)


def test_a_limit_met_to_its_last_digit_changes_no_machine() -> None:
    """50 °C and 50.00000000000003 °C are one temperature to anybody who measures."""
    draft = {"data_centre.source_outlet_c": 40, "network.supply_winter_c": 80}
    met, dust, above = (
        assess(site_of(draft | {"data_centre.source_inlet_c": warm})).heat.refrigerant
        for warm in (50.0, 50.00000000000003, 50.2)
    )
    assert (met, dust, above) == ("ammonia", "ammonia", "isobutane")
