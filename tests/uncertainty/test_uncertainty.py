"""How sure the answer is: samples, spread, probabilities, what to measure first."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from ihp_core import price_range
from ihp_core.assessment import Planned, essentials, screened
from ihp_core.key_figures.screening import Screening, in_blocks
from ihp_core.results.other_cases import Uncertainty
from ihp_core.site.cases import Cases
from ihp_core.site.examples.worked import example
from ihp_core.site.filling import fill, state
from ihp_core.site.site import FIELDS, Site
from ihp_core.tables.assumptions import column, table, value
from ihp_core.uncertainty.ranges import ranges
from ihp_core.uncertainty.sampling import draws, sampled, shifts
from ihp_core.uncertainty.uncertainty import SAMPLES, batch_cases, network_of, spread_of
from ihp_core.year.hours import Hours
from ihp_core.year.typical_hours import COARSE, typical
from tests.drawn import drawn, places
from tests.given import site_of

TEMPERATURES = tuple(
    path for path in FIELDS if path.endswith("_c") and path.startswith(("data_centre", "network"))
)


def _with_marks(draft: dict[str, Any], mark: str) -> Site:
    site = site_of(draft)
    paths = [path for path in table("quality")["key"] if path in FIELDS]
    return site.model_copy(update={"data_quality": dict.fromkeys(paths, mark)})


def _known(mark: str) -> Site:
    """A site of which everything uncertain is stated, and marked alike."""
    draft = {
        "data_centre.it_utilisation_fraction": 0.65,
        "data_centre.heat_capture_fraction": 0.9,
        "data_centre.source_inlet_c": 50,
        "data_centre.source_outlet_c": 40,
        "network.annual_heat_gwh": 200,
        "network.summer_load_mw": 6,
        "network.supply_winter_c": 80,
        "network.supply_summer_c": 70,
        "network.return_winter_c": 46,
        "network.return_summer_c": 48,
        "connection.distance_km": 1.0,
        "connection.route_km": 1.3,
        "market.electricity_price_eur_per_mwh": 130,
        "market.gas_price_eur_per_mwh": 50,
    }
    return _with_marks(draft, mark)


def test_half_of_the_samples_lie_on_either_side_and_none_beyond_the_ends() -> None:
    """Triangles with their ends at the range's, the median at the value."""
    place = draws(1024, 3, 2).place
    assert np.abs(np.median(place, axis=0)).max() < 0.01
    assert np.abs(place).max() < 1
    assert np.quantile(place[:, 0], 0.9) == pytest.approx(1 - np.sqrt(0.2), abs=0.01)


@pytest.mark.parametrize("place", places())
def test_no_sample_is_impossible(place: int) -> None:
    """Source colder behind than before, supply above return, summer below winter, all as a site
    that is checked: no drop or spread below its least (1e-9)."""
    site = drawn()[place]
    one = screened(site)
    found = ranges(site, one.stated, one.cases)
    many = sampled(one.stated, one.cases, shifts(found, draws(128, len(found), 3).place))
    drop = many["data_centre.source_inlet_c"] - many["data_centre.source_outlet_c"]
    assert drop.min() >= value("input.min_source_drop_k") - 1e-9
    least = value("input.min_network_spread_k") - 1e-9
    for season in ("winter", "summer"):
        spread = many[f"network.supply_{season}_c"] - many[f"network.return_{season}_c"]
        assert spread.min() >= least
    falls = many["network.supply_winter_c"] - many["network.supply_summer_c"]
    assert falls.min() >= -1e-9


def test_the_base_case_is_among_the_samples_unmoved() -> None:
    """No shift gives back the filled case (1e-12)."""
    one = screened(example("german"))
    found = ranges(one.site, one.stated, one.cases)
    none = sampled(one.stated, one.cases, shifts(found, np.zeros((1, len(found)))))
    for path in TEMPERATURES:
        assert none[path].item() == pytest.approx(one.cases[path].item(), abs=1e-12)


def test_a_hotter_network_comes_back_hotter_too() -> None:
    """Supply and return are correlated: half of what the supply moves."""
    one = screened(_known("stated"))
    found = ranges(one.site, one.stated, one.cases)
    many = sampled(one.stated, one.cases, shifts(found, draws(2048, len(found), 4).place))
    supply, back = (many[f"network.{end}_winter_c"][:, 0] for end in ("supply", "return"))
    slope = np.polyfit(supply, back, 1)[0]
    assert slope == pytest.approx(value("uncertainty.return_follows_supply_fraction"), abs=0.1)


def test_better_data_narrow_the_spread() -> None:
    """Measured below stated below assumed, for price and heat."""
    width = [
        (found.price.p90 - found.price.p10, found.heat_gwh.p90 - found.heat_gwh.p10)
        for found in (price_range(_known(mark)) for mark in ("measured", "stated", "assumed"))
        if found.price
    ]
    for narrower, wider in pairwise(width):
        assert narrower[0] < wider[0]
        assert narrower[1] < wider[1]


def test_the_spread_lies_around_the_headline() -> None:
    """P10 below and P90 above the price of the answer, for every example with a price."""
    for name in ("german", "swedish", "guide_10mw_4g", "mantsala"):
        one = screened(example(name))
        found, price = spread_of(one), one.screening.figures["price.indicative_eur_per_mwh"][0]
        assert found.price is not None
        assert found.price.p10 < price < found.price.p90
        assert found.samples == SAMPLES
        assert sum(found.verdicts.values()) == pytest.approx(1)


def test_the_band_of_the_cop_is_what_published_plants_show() -> None:
    """Eight of ten within about ±12 % where the temperatures are measured."""
    found = price_range(_known("measured"))
    assert found.cop is not None
    assert found.cop.p90 / found.cop.p50 - 1 == pytest.approx(0.12, abs=0.02)
    assert 1 - found.cop.p10 / found.cop.p50 == pytest.approx(0.12, abs=0.02)


def test_what_moves_the_price_most_is_named_first() -> None:
    """Everything measured but the gas price, which is all the heat is worth by: it leads."""
    site = _known("measured")
    alone = site.network.model_copy(update={"alternatives_possible": ()})
    marks = dict(site.data_quality) | {"market.gas_price_eur_per_mwh": "assumed"}
    found = price_range(site.model_copy(update={"data_quality": marks, "network": alone}))
    assert "market.gas_price_eur_per_mwh" in [driver.key for driver in found.drivers[:2]]


def test_the_tornado_is_the_chain_at_the_ends_of_each_range() -> None:
    """Electricity at its dear end raises the price, and the base lies between the ends."""
    one = screened(example("german"))
    price = one.screening.figures["price.indicative_eur_per_mwh"][0]
    drivers = {driver.key: driver for driver in spread_of(one).drivers}
    power = drivers["market.electricity_price_eur_per_mwh"]
    assert power.price_at_low is not None
    assert power.price_at_high is not None
    assert power.price_at_low < price < power.price_at_high


def test_the_same_site_gets_the_same_spread() -> None:
    """A fixed seed: strip, page, document and command line show one band."""
    assert price_range(example("swedish")) == price_range(example("swedish"))


def test_a_site_without_heat_has_no_price_and_no_band() -> None:
    """Nothing to sell: no price, no COP, heat of zero."""
    cold = {
        "data_centre.cooling": "air",
        "network.supply_winter_c": 140,
        "network.accepts_top_up": False,
    }
    found = price_range(site_of(cold | {"plant.max_supply_c": 60}))
    assert found.price is None
    assert found.cop is None
    assert found.histogram is None
    assert found.heat_gwh.p90 == 0


@pytest.mark.parametrize("place", places())
def test_every_site_has_a_spread(place: int) -> None:
    """No site of the whole input space breaks it; the quantiles are in order."""
    found = price_range(drawn()[place])
    for one in (found.price, found.heat_gwh, found.cop):
        assert one is None or one.p10 <= one.p50 <= one.p90
    if found.histogram:
        assert sum(found.histogram.counts) <= found.samples


def test_every_quality_widens_from_measured_to_assumed() -> None:
    """The widths of ``data/quality.csv`` are in order, and every key exists."""
    measured, stated, assumed = (
        column("quality", name) for name in ("measured", "stated", "assumed")
    )
    given = ~np.isnan(measured)
    assert (measured[given] < stated[given]).all()
    assert (stated[given] < assumed[given]).all()
    cases = fill(state([site_of({})]))
    for key in table("quality")["key"]:
        assert cases[key].size == 1


def test_the_result_is_frozen() -> None:
    """Nobody changes a number on its way to the page."""
    found: Uncertainty = price_range(example("german"))
    with pytest.raises(ValidationError):
        found.samples = 1


def test_the_odds_near_a_limit_are_those_of_the_whole_year() -> None:
    """Supply of 102 °C with top-up, the limit at the 90th percentile: 256 samples on the typical
    hours and on all 8,760 give the same verdicts but for one in a hundred."""
    one = screened(site_of({"network.supply_winter_c": 102, "network.annual_heat_gwh": 200}))
    many, _, _ = batch_cases(one, 256, 1)
    verdicts = []
    for hours, rows in ((typical(one.hours, COARSE), 256), (one.hours, 4)):

        def held(cases: Cases, hours: Hours = hours) -> Screening:
            return essentials(cases, hours, Planned(network_of(one, cases, hours), one.plant.built))

        verdicts.append(in_blocks(held, many, rows).figures["verdict"])
    assert (verdicts[0] != verdicts[1]).mean() < 0.01
