"""What must run in summer would do, where nobody has said what runs."""

from __future__ import annotations

import pytest

from ihp_core.answer import answer
from ihp_core.report.next_steps.assumed import assumed_points, must_run_asked
from ihp_core.report.request.asks import asks
from ihp_core.results.discretion import discreet
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example, names
from ihp_core.site.site import Site
from ihp_core.tables.assumptions import value
from ihp_core.text import figure

STATED = "network.must_run_mw"


def _with_must_run(site: Site, mw: float | None) -> Site:
    network = site.network.model_copy(update={"must_run_mw": mw})
    return site.model_copy(update={"network": network})


def _room(assessment: Assessment) -> float:
    return assessment.price.room_eur_per_mwh or 0.0


@pytest.mark.parametrize("name", names())
def test_it_is_what_entering_it_shows(name: str) -> None:
    """Price, heat, verdict and room of the very site that states it, to 1e-9."""
    before = answer(example(name))
    found = before.must_run
    assert found is not None
    after = answer(_with_must_run(example(name), found.mw))
    prices = [one.price.indicative_eur_per_mwh or 0.0 for one in (before, after)]
    heat = [one.heat.delivered_gwh for one in (before, after)]
    assert found.raises_eur_per_mwh == pytest.approx(prices[1] - prices[0], abs=1e-9)
    assert found.takes_fraction == pytest.approx(1 - heat[1] / heat[0], abs=1e-9)
    assert found.room_left == (_room(after) > 0)
    assert after.must_run is None


def test_it_is_half_of_the_summer_s_load_in_round_steps() -> None:
    """7.3 MW in summer: 3.5 MW are asked about; of a small network half of it as it is."""
    found, small = answer(example("german")), answer(example("air_cooled_far"))
    assert (found.must_run and found.must_run.mw) == 3.5
    half = value("network.must_run_asked_fraction") * small.heat.summer_load_mw
    assert (small.must_run and small.must_run.mw) == pytest.approx(half)


def test_what_is_known_is_not_asked() -> None:
    """Stated as nothing, stated as much, or no summer at all: no sentence."""
    site = example("german")
    no_summer = site.network.model_copy(update={"summer_load_mw": 0.0})
    sites = (
        _with_must_run(site, 0),
        _with_must_run(site, 2),
        site.model_copy(update={"network": no_summer}),
    )
    for known in sites:
        assessment = answer(known)
        assert assessment.must_run is None
        assert assumed_points(assessment) == ()


def test_it_is_told_with_what_it_moves() -> None:
    """The sentence and the data request name the rise of the price, and the same one."""
    assessment = answer(example("german"))
    found = assessment.must_run
    assert found is not None
    rise = figure(found.raises_eur_per_mwh, "EUR/MWh")
    assert rise in must_run_asked(assessment)
    assert figure(found.takes_fraction, "share") in must_run_asked(assessment)
    asked = asks(example("german"), assessment, "network_operator")
    assert rise in next(one.price for one in asked if one.path == STATED)
    assert STATED in [one.path for one in asked[:3]]


def test_a_customer_reads_no_rise_between_prices_that_are_not_told() -> None:
    """Without room only what it takes of the heat is left."""
    without_room = answer(example("mantsala"))
    assert (without_room.must_run and without_room.must_run.raises_eur_per_mwh) is not None
    shown = discreet(without_room).must_run
    assert shown is not None
    assert shown.raises_eur_per_mwh is None
    assert "MWh" not in must_run_asked(discreet(without_room))


def test_of_own_figures_a_customer_reads_the_rise_at_typical_ones() -> None:
    """By how much the price would rise if nobody had entered anything."""
    usual, site = answer(example("german")), example("german")
    contract = site.contract.model_copy(update={"discount_rate_fraction": 0.083})
    own = answer(site.model_copy(update={"contract": contract}))
    shown = discreet(own).must_run
    assert shown is not None
    assert usual.must_run is not None
    assert own.must_run is not None
    assert shown.raises_eur_per_mwh == pytest.approx(usual.must_run.raises_eur_per_mwh, rel=1e-6)
    assert shown.raises_eur_per_mwh != own.must_run.raises_eur_per_mwh
