"""What a tank would bring: each size as if it were stated, to each reader what they may read."""

from __future__ import annotations

import pytest

from ihp_core.answer import answer
from ihp_core.report.heat.tank import tank_chart, tank_sentence, tank_table, tank_verdict
from ihp_core.results.discretion import discreet
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from ihp_core.what_if.storage.tank_sizes import SIZES_M3, best_size

BUFFER = "plant.buffer_m3"


def _with_tank(name: str, volume: float) -> Assessment:
    stated = flat(example(name).model_dump(mode="json", exclude_defaults=True))
    return answer(Site.model_validate(nested({**stated, BUFFER: volume})))


def test_each_size_is_what_stating_it_gives() -> None:
    """The lever and the answer are one chain: heat, hours and money to 1e-9."""
    sizes = {size.volume_m3: size for size in answer(example("german")).tank_sizes}
    assert tuple(sizes) == SIZES_M3
    for volume in (0.0, 500.0, 5000.0):
        stated = _with_tank("german", volume)
        assert sizes[volume].heat_gwh == pytest.approx(stated.heat.delivered_gwh, rel=1e-9)
        assert sizes[volume].full_load_hours == pytest.approx(stated.heat.full_load_hours, rel=1e-9)
        assert sizes[volume].floor_eur_per_mwh == pytest.approx(stated.price.floor_eur_per_mwh)


def test_the_size_that_is_stated_is_among_them() -> None:
    """777 m³ beside the round ones, each as it would be without it."""
    with_tank, without = _with_tank("german", 777.0), answer(example("german"))
    assert 777.0 in [size.volume_m3 for size in with_tank.tank_sizes]
    rest = [size for size in with_tank.tank_sizes if size.volume_m3 != 777.0]
    usual = [size.heat_gwh for size in without.tank_sizes]
    assert [size.heat_gwh for size in rest] == pytest.approx(usual, rel=1e-9)


def test_not_worth_it_is_an_answer() -> None:
    """More heat at a higher cost, or none at all: both are said, in figures."""
    german = answer(example("german"))
    assert best_size(german.tank_sizes) == german.tank_sizes[0]
    assert tank_verdict(german).startswith("A tank is not worth it: 5,000")
    norderstedt = tank_verdict(answer(example("norderstedt")))
    assert "no more heat" in norderstedt


def test_worth_it_is_said_where_the_heat_gets_cheaper() -> None:
    """The size of least cost, what it brings and what it saves."""
    german = answer(example("german"))
    none, *rest = german.tank_sizes
    cheap = rest[4].model_copy(update={"floor_eur_per_mwh": 50.0})
    sizes = (none, *rest[:4], cheap, *rest[5:])
    found = german.with_makers(tank_sizes=lambda: sizes)
    assert best_size(sizes) == cheap
    told = tank_verdict(found)
    assert told.startswith("A tank is worth it: 500")
    assert told.endswith("59 €/MWh to 50 €/MWh.".replace(" €", "\N{NO-BREAK SPACE}€"))


def test_a_customer_never_reads_the_cost() -> None:
    """Prices where there is room at every size, else heat alone."""
    german, mantsala = (discreet(answer(example(name))) for name in ("german", "mantsala"))
    assert all(size.floor_eur_per_mwh is None for size in german.tank_sizes)
    assert all(size.price_eur_per_mwh is not None for size in german.tank_sizes)
    assert all(size.told_eur_per_mwh is None for size in mantsala.tank_sizes)
    assert "€" not in tank_verdict(mantsala)
    assert len(tank_table(mantsala)) == 3
    assert len(tank_table(german)) == 4


def test_the_chart_has_a_line_for_each_figure_and_says_what_it_shows() -> None:
    """Heat and EUR/MWh in one field, the verdict above it."""
    drawn = tank_chart(answer(example("german")))
    assert drawn.title in drawn.alt
    assert "5,000" in drawn.alt


def test_a_stated_tank_is_told_in_a_sentence() -> None:
    """What it gives and loses; where it gives nothing, why; none, no word."""
    assert tank_sentence(answer(example("german"))) == ""
    assert "gives" in tank_sentence(_with_tank("german", 500.0))
    assert "gives nothing" in tank_sentence(_with_tank("norderstedt", 500.0))
