"""A supplier's point: the model meets it, its band narrows, and without one nothing changes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ihp_core.answer import answer
from ihp_core.assessment import Planned, assess, essentials, screened
from ihp_core.operation.supplier import SupplierPoint, scale_of
from ihp_core.plant.coupling import coupling
from ihp_core.plant.heat_pump import AMMONIA, ISOBUTANE, Fluid, cop_over_outlets, heat_pump_cop
from ihp_core.plant.refrigerant import fluid_of, with_machine
from ihp_core.results.other_cases import Quantiles
from ihp_core.results.results import Assessment
from ihp_core.site.cases import Cases
from ihp_core.site.examples.worked import example
from ihp_core.site.filling import fill, state
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import QUOTED, Site
from ihp_core.tables.assumptions import assumption, value

POINT = (4.4, 30.0, 22.0, 50.0, 80.0)
"""A COP, then its temperatures: a lift of 58 K, two stages."""
POINTS = {
    "two stages": POINT,
    "one stage": (6.1, 45.0, 37.0, 45.0, 75.0),
    "low lift": (9.0, 56.0, 50.0, 55.0, 62.0),
    "above the highest": (11.5, 60.0, 52.0, 50.0, 66.0),
}
MACHINES = {"ammonia": AMMONIA, "isobutane": ISOBUTANE}


def quoted(name: str = "german", point: tuple[float, ...] = POINT, **more: object) -> Site:
    """An example with a supplier's point."""
    known = flat(example(name).model_dump(mode="json", exclude_defaults=True))
    return Site.model_validate(nested(known | dict(zip(QUOTED, point, strict=True)) | more))


def at_the_point(cases: Cases, point: tuple[float, ...], fluid: Fluid) -> float:
    """The COP of a case's heat pump at the temperatures of a point."""
    _, si, so, ri, ro = (np.array([[figure]]) for figure in point)
    return float(cop_over_outlets(so, ro, fluid, scale_of(cases))(ri)(si).item())


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("name", POINTS)
def test_the_model_meets_the_supplier_at_his_temperatures(name: str, machine: str) -> None:
    """For either fluid and number of stages, to the last digits, above the highest COP too."""
    site = quoted(point=POINTS[name], **{"plant.refrigerant": machine})
    cases = with_machine(fill(state([site])))
    assert fluid_of(cases) is MACHINES[machine]
    met = at_the_point(cases, POINTS[name], MACHINES[machine])
    assert met == pytest.approx(POINTS[name][0], rel=1e-9, abs=1e-9)


def test_the_plant_itself_runs_at_the_quoted_cop() -> None:
    """At full load and at the point's temperatures heat over electricity is the quoted COP."""
    cop, si, so, ri, ro = POINT
    cases = with_machine(fill(state([quoted(**{"plant.refrigerant": "ammonia"})])))
    scale = scale_of(cases)
    duty = coupling(
        *(si, so, ri, ro, [[10.0]]),
        cop=lambda out, hot: cop_over_outlets(out, hot, AMMONIA, scale),
    )
    assert (duty.lifted_mw / duty.electricity_mw).item() == pytest.approx(cop, rel=1e-9)


def test_one_factor_holds_at_all_temperatures() -> None:
    """Elsewhere the quoted over the model's COP is the same; the highest COP still holds."""
    cases = with_machine(fill(state([quoted(**{"plant.refrigerant": "ammonia"})])))
    factor = POINT[0] / float(heat_pump_cop(*POINT[1:]))
    elsewhere = (20.0, 14.0, 45.0, 70.0)
    met = at_the_point(cases, (0.0, *elsewhere), AMMONIA)
    assert met == pytest.approx(factor * float(heat_pump_cop(*elsewhere)), rel=1e-12)
    assert at_the_point(cases, (0.0, 60.0, 55.0, 50.0, 56.0), AMMONIA) == value("heat_pump.max_cop")


def test_cases_without_a_point_keep_theirs_beside_one_with() -> None:
    """The same columns, one row with a point and one without: the second is as if alone."""
    sites = [quoted(**{"plant.refrigerant": "ammonia"}), example("german")]
    scale = scale_of(with_machine(fill(state(sites))))
    assert scale is not None
    assert np.asarray(scale.factor)[1].item() == 1
    assert np.asarray(scale.highest)[1].item() == value("heat_pump.max_cop")
    assert scale_of(with_machine(fill(state([example("german")])))) is None


def test_the_bands_narrow() -> None:
    """COP and price spread less around a figure that a supplier has vouched for; heat, which hardly
    hangs on the COP, spreads as before."""
    plain = answer(example("german"))
    like = plain.heat.heat_pump_scop or 0.0
    model = float(heat_pump_cop(*POINT[1:], fluid=fluid_of(screened(example("german")).cases)))
    held = answer(quoted(point=(model, *POINT[1:])))
    assert held.heat.heat_pump_scop == pytest.approx(like, rel=1e-9)
    assert (plain.heat.cop_band_fraction, held.heat.cop_band_fraction) == (0.12, 0.05)
    assert width(held.uncertainty.cop if held.uncertainty else None) < 0.8 * width(
        plain.uncertainty.cop if plain.uncertainty else None
    )
    assert price_width(held) < price_width(plain)
    assert heat_width(held) == pytest.approx(heat_width(plain), rel=0.01)


def width(spread: Quantiles | None) -> float:
    """From P10 to P90."""
    assert spread is not None
    return spread.p90 - spread.p10


def price_width(found: Assessment) -> float:
    """Of the price."""
    assert found.uncertainty is not None
    return width(found.uncertainty.price)


def heat_width(found: Assessment) -> float:
    """Of the heat."""
    assert found.uncertainty is not None
    return width(found.uncertainty.heat_gwh)


def test_eight_cases_of_ten_of_the_narrow_range_are_its_band() -> None:
    """The triangle of the range and the band that is told are one figure."""
    row, band = assumption("heat_pump.cop_factor", "quoted"), "heat_pump.cop_band_fraction"
    inner = 1 - np.sqrt(2 * 0.1)
    for end in (row.value - row.low, row.high - row.value):
        assert end * inner == pytest.approx(value(band, "quoted"), abs=0.001)


def test_the_alternative_keeps_its_own_doubt() -> None:
    """A supplier vouches for his machine alone: the air-source heat pump's COP stays as unsure."""
    drivers = {driver.key: driver for driver in _drivers(answer(quoted()))}
    without = {driver.key: driver for driver in _drivers(answer(example("german")))}
    assert "alternative.cop_factor" not in without
    assert drivers["alternative.cop_factor"].high == without["heat_pump.cop_factor"].high


def _drivers(found: Assessment) -> tuple[object, ...]:
    assert found.uncertainty is not None
    return found.uncertainty.drivers


def _point(site: Site) -> SupplierPoint:
    point = assess(site).supplier
    assert point is not None
    return point


def test_both_figures_and_their_factor_are_told() -> None:
    """The model's COP at the point, the supplier's, and the quotient."""
    point = _point(quoted(**{"plant.refrigerant": "ammonia"}))
    assert point.model_cop == pytest.approx(float(heat_pump_cop(*POINT[1:])), rel=1e-12)
    assert point.factor == pytest.approx(POINT[0] / point.model_cop, rel=1e-12)
    assert assess(example("german")).supplier is None


ODD = {
    "supply_apart": (4.0, 45.0, 38.0, 40.0, 64.0),
    "source_apart": (4.2, 30.0, 22.0, 50.0, 85.0),
    "extrapolated": (8.0, 45.0, 40.0, 45.0, 52.0),
    "factor_high": (8.5, 48.0, 40.0, 50.0, 85.0),
    "factor_low": (2.8, 48.0, 40.0, 50.0, 85.0),
    "above_nature": (29.0, 20.0, 19.0, 24.0, 25.0),
}


@pytest.mark.parametrize("code", ODD)
def test_what_is_odd_about_a_point_is_told(code: str) -> None:
    """A point far from the site, beyond validity or unlike any machine counts, with a caution."""
    assert code in _point(quoted(point=ODD[code])).cautions


def test_a_point_at_the_site_itself_is_told_without_a_caution() -> None:
    """The site's own supply and source, a COP near the model's."""
    assert _point(quoted(point=(5.3, 48.0, 40.0, 50.0, 85.0))).cautions == ()


@given(st.floats(2.0, 9.0), st.floats(0.0, 3.0), st.sampled_from(["german", "guide_10mw_4g"]))
def test_a_better_quote_never_takes_more_electricity(cop: float, more: float, name: str) -> None:
    """With the plant held, a higher quoted COP leaves electricity per MWh as it is or lowers it."""
    point = (45.0, 37.0, 48.0, 75.0)
    base = screened(example(name))
    plant = Planned(*base.plant)
    used = []
    for amount in (cop, cop + more):
        changes = dict(zip(QUOTED, (amount, *point), strict=True))
        figures = essentials(base.changed(changes), base.hours, plant).figures
        used.append(figures["heat.electricity_gwh"] / figures["heat.delivered_gwh"])
    assert used[1].item() <= used[0].item() * (1 + 1e-9)


def test_part_load_and_exchanger_stay_as_they_are() -> None:
    """A point that is the model's own changes no hour, and no other quote the exchanger's heat."""
    alone = {"plant.heat_pump_capacity_mw": 4.0, "plant.units": 2}
    plain = Site.model_validate(nested(flat(quoted().model_dump(mode="json")) | alone))
    site = plain.model_copy(update={"plant": plain.plant.model_copy(update={"quoted": QUIET})})
    model = float(heat_pump_cop(*POINT[1:], fluid=fluid_of(screened(site).cases)))
    same = assess(quoted(point=(model, *POINT[1:]), **alone))
    years = [assess(site).year, same.year]
    for name in ("direct_mw", "heat_pump_mw", "electricity_mw"):
        first, second = (getattr(year, name) for year in years)
        assert second == pytest.approx(first, rel=1e-9)


QUIET = example("german").plant.quoted
