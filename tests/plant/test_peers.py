"""The model beside the field's own tools, from what they answered and, where installed, anew."""

from __future__ import annotations

import pytest

from benchmarks.peers import grid

ABSENT = "the peer is not installed: make peers"
CELLS = grid.answered()


def test_the_answers_cover_the_grid() -> None:
    """Source 15-70, supply 55-110, return 30-60 °C: no cell lost, none that is not asked for."""
    assert [tuple(cell[:4]) for cell in CELLS] == grid.temperatures()
    assert len(CELLS) > 250
    for cell in CELLS:
        assert cell.sink_outlet_c - cell.source_outlet_c >= 20
        assert cell.source_inlet_c <= min(cell.sink_outlet_c - 10, cell.sink_inlet_c + 3)


def test_ammonia_stays_below_its_limits() -> None:
    """Source up to 50 °C and 62 bar, isobutane beyond; both occur."""
    ammonia = [cell for cell in CELLS if cell.refrigerant == "ammonia"]
    assert max(cell.source_inlet_c for cell in ammonia) <= 50
    assert max(cell.condensing_bar for cell in ammonia) <= 62
    assert 10 < len(ammonia) < len(CELLS) - 10


def test_the_model_agrees_with_the_two_stage_cycle() -> None:
    """CoolProp's answers as committed: median within ±8 %, 95 % of the cells within ±12 %
    (2026-11: -5.3 %, 99.7 %)."""
    found = grid.agreement(CELLS)
    assert abs(found.median) <= grid.MEDIAN_LIMIT == 0.08
    assert found.within >= grid.CELLS_WITHIN == 0.95
    assert grid.CELL_LIMIT == 0.12


def test_coolprop_still_answers_what_is_committed() -> None:
    """Every tenth cell worked out anew, to half a per cent."""
    pytest.importorskip("CoolProp", reason=ABSENT)
    from benchmarks.peers.arrangements import cell

    for kept in CELLS[::10]:
        again = cell(kept[:4])
        assert again.refrigerant == kept.refrigerant
        assert again.cycle_cop == pytest.approx(kept.cycle_cop, rel=0.005)


def test_the_cycle_keeps_its_pinch_and_its_energy() -> None:
    """At 30/22 -> 50/80: gas leaves the compressors dry, and the COP lies between one and what
    reversible heat exchange between the two waters would allow."""
    pytest.importorskip("CoolProp", reason=ABSENT)
    from benchmarks.peers.cycle import AMMONIA, ISOBUTANE, heat_pump_cycle
    from benchmarks.validation import LORENZ_SHARE, lorenz

    ends = (30.0, 22.0, 50.0, 80.0)
    for machine in (AMMONIA, ISOBUTANE):
        found = heat_pump_cycle(*ends, machine)
        assert 1 < found.cop < float(lorenz(*ends)) / LORENZ_SHARE
        assert 55 < found.condensing_c <= 85
        assert found.dryness_k >= 5


def test_a_warmer_supply_costs_the_cycle_more() -> None:
    """The peer itself obeys physics: its COP falls with the supply and rises with the source."""
    pytest.importorskip("CoolProp", reason=ABSENT)
    from benchmarks.peers.cycle import AMMONIA, heat_pump_cycle

    supplies = [heat_pump_cycle(30, 22, 50, ro, AMMONIA).cop for ro in (60.0, 70.0, 80.0, 90.0)]
    sources = [heat_pump_cycle(si, si - 8, 50, 80, AMMONIA).cop for si in (15.0, 25.0, 35.0, 45.0)]
    assert supplies == sorted(supplies, reverse=True)
    assert sources == sorted(sources)


def test_pandapipes_agrees_on_pressure_and_cooling() -> None:
    """DN100, 200, 300, 1 and 2 km, full and half flow, the model's water and the peer's own: fall
    of pressure and of temperature each within 3 %."""
    pytest.importorskip("pandapipes", reason=ABSENT)
    from benchmarks.peers import pipe

    compared = pipe.all_compared()
    assert len(compared) == 24
    for one in compared:
        assert one.model == pytest.approx(one.peer, rel=0.03), one
