"""What is expected step by step adds up to the assessment."""

from __future__ import annotations

import numpy as np
import pytest

from ihp_core.assessment import Screened, recorded, screened
from ihp_core.delivery.steps import (
    AMOUNTS,
    MEANS,
    QUOTIENTS,
    Delivered,
    expected,
    stops_of,
    table_of,
)
from ihp_core.site.examples.worked import example
from tests.report.papers import one_of

NAMES = ("german", "swedish", "guide_10mw_4g", "air_cooled_far")
EXPECTED = tuple(n for n in AMOUNTS if n not in ("expected_mwh", "known_h", "deemed_mwh"))


@pytest.fixture(params=NAMES, scope="module")
def site(request: pytest.FixtureRequest) -> Screened:
    """An example with its year."""
    return one_of(str(request.param))


@pytest.fixture(scope="module")
def delivered(site: Screened) -> Delivered:
    """Its expected year."""
    return expected(site)


@pytest.mark.parametrize("grain", ["step", "day", "month", "year", "all"])
@pytest.mark.parametrize("name", EXPECTED)
def test_hours_add_up_to_days_months_and_the_year(
    delivered: Delivered, name: str, grain: str
) -> None:
    """Whatever the rows are, together they are the whole year."""
    whole = float(delivered.of(name).sum())
    rows = table_of(delivered, grain).columns[name]  # type: ignore[arg-type]
    assert float(rows.sum()) == pytest.approx(whole, rel=1e-12, abs=1e-9)


def test_the_year_is_that_of_the_assessment(site: Screened, delivered: Delivered) -> None:
    """Heat, electricity, hours, CO2 and the reuse factor are the answer's own."""
    answer, year = recorded(site), table_of(delivered, "year").columns
    heat, emissions, duty = answer.heat, answer.emissions.life_cycle, answer.regulation
    assert duty is not None
    whole = {
        "heat_mwh": heat.delivered_gwh * 1e3,
        "electricity_mwh": heat.electricity_gwh * 1e3,
        "pumping_mwh": heat.pumping_gwh * 1e3,
        "source_heat_mwh": heat.source_used_gwh * 1e3,
        "data_centre_mwh": duty.data_centre_gwh * 1e3,
        "co2_plant_t": emissions.plant_t_per_year,
        "hours_h": 8760.0,
        "erf": duty.erf,
        "system_cop": heat.system_scop,
    }
    assert {n: year[n].item() for n in whole} == pytest.approx(whole, rel=1e-9)
    if emissions.today_t_per_year is not None:
        assert year["co2_replaced_t"].item() == pytest.approx(emissions.today_t_per_year, rel=1e-9)


def test_heat_is_made_less_what_the_pipe_loses(delivered: Delivered) -> None:
    """Hour by hour: direct and lifted at the plant, less the loss, are at the meter."""
    made = delivered.of("direct_mwh") + delivered.of("lifted_mwh")
    assert made - delivered.of("pipe_loss_mwh") == pytest.approx(delivered.of("heat_mwh"), abs=1e-9)


def test_what_has_a_mean_lies_within_its_steps(delivered: Delivered) -> None:
    """A mean of a month is between its coldest and its warmest hour, in a step it is the step's."""
    steps, months = (table_of(delivered, grain).columns for grain in ("step", "month"))
    for name in MEANS:
        of = delivered.of(name)
        assert steps[name] == pytest.approx(of)
        assert (months[name] >= of.min() - 1e-9).all()
        assert (months[name] <= of.max() + 1e-9).all()
    assert set(QUOTIENTS) <= set(months)


def test_a_month_alone_has_the_hours_of_the_clock_on_the_wall() -> None:
    """March has 743 hours, and the stops that reach into July are cut to it."""
    delivered = expected(one_of("german"))
    march, july = (delivered.of_months([np.datetime64(m)]) for m in ("2025-03", "2025-07"))
    assert len(march.time.starts) == 743
    assert march.stops == ()
    (stop,) = july.stops
    assert stop.planned
    assert stop.end == july.time.ends[-1] <= delivered.stops[0].end


def test_the_price_of_electricity_has_the_mean_of_the_site() -> None:
    """Its swing around the all-in price is the exchange's, and none under a long-term contract."""
    table = table_of(expected(one_of("german")), "year").columns
    assert table["electricity_eur_per_mwh"].item() == pytest.approx(150.0)
    site = example("german").model_copy(
        update={
            "market": example("german").market.model_copy(
                update={"electricity_connection": "contract"}
            )
        }
    )
    flat = expected(screened(site)).of("electricity_eur_per_mwh")
    assert flat.max() == pytest.approx(flat.min())


def test_runs_of_steps_in_which_the_plant_stood_are_told_once() -> None:
    """From the first to the end of the last."""
    delivered = expected(one_of("german"))
    stood = np.zeros(8760, bool)
    stood[[0, 5, 6, 8759]] = True
    stops = stops_of(delivered.time, stood, planned=False)
    assert [int((s.end - s.start) / np.timedelta64(60, "m")) for s in stops] == [1, 2, 1]
