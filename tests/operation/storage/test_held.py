"""What a tank gained on the real hours, held where typical ones answer."""

from __future__ import annotations

import pytest

from ihp_core.assessment import essentials, screened
from ihp_core.operation.storage.stored_year import BUFFER
from ihp_core.site.examples.worked import example
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from ihp_core.uncertainty.uncertainty import spread_of
from ihp_core.year.typical_hours import COARSE, typical

HEAT, POWER = "heat.delivered_gwh", "heat.electricity_gwh"


def _site(volume: float) -> Site:
    stated = flat(example("german").model_dump(mode="json", exclude_defaults=True))
    return Site.model_validate(nested({**stated, BUFFER: volume}))


def test_typical_hours_hold_the_gain_of_the_real_ones() -> None:
    """Heat and electricity are raised by the factors of the 8,760 hours, and the station costs as
    much more."""
    with_tank, without = screened(_site(1000.0)), screened(_site(0.0))
    some_hours = typical(with_tank.hours, COARSE)
    plain, held = (
        essentials(site.cases, some_hours, site.plant).figures for site in (without, with_tank)
    )
    for name in (HEAT, POWER):
        real, usual = (site.screening.figures[name].item(0) for site in (with_tank, without))
        assert held[name] / plain[name] == pytest.approx(real / usual, rel=1e-9)
        assert real > usual
    changed = with_tank.changed({"connection.route_km": 3.0})
    assert "tank.more_mw" in changed


def test_samples_lie_around_the_heat_with_the_tank() -> None:
    """The spread is moved by what the tank brings, not by its capital alone."""
    with_tank, without = (spread_of(screened(_site(volume))) for volume in (1000.0, 0.0))
    real, usual = (
        screened(_site(volume)).screening.figures[HEAT].item(0) for volume in (1000.0, 0.0)
    )
    gained = with_tank.heat_gwh.p50 / without.heat_gwh.p50
    assert gained == pytest.approx(real / usual, rel=2e-3)
