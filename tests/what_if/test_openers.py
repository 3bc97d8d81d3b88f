"""What a criterion costs: the change that meets it, tried as applying it would, in EUR/MWh."""

from __future__ import annotations

from math import isnan

import pytest

from ihp_core.answer import answer
from ihp_core.assessment import assess, screened
from ihp_core.results.discretion import discreet
from ihp_core.site.examples.worked import example, names
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from ihp_core.tables.assumptions import table_rows
from ihp_core.viability.rules import site_criterion_ids
from ihp_core.what_if.price.remedies import remedies
from tests.sites import random_sites
from tests.sweeps import up_to

SOLD = "price.indicative_eur_per_mwh"
RETURN = "contract.discount_rate_fraction"


def stating(site: Site, **columns: float) -> Site:
    """A site with something else stated, checked as any entry is."""
    paths = flat(site.model_dump(mode="json", exclude_defaults=True))
    return Site.model_validate(nested(paths | columns))


def every_site() -> list[Site]:
    """The examples and some that were drawn."""
    return [*map(example, names()), *random_sites(up_to(6, 60), seed=21)]


def test_applied_it_meets_its_criterion_at_the_price_it_names() -> None:
    """Assessed anew, alone, on all hours; whatever else moves with it is part of the price. What
    is never met as long as something is not said is open from then on."""
    seen = set()
    for site in every_site():
        before = screened(site).screening.figures[SOLD].item(0)
        for remedy in remedies(screened(site)):
            after = assess(stating(site, **remedy.stated))
            row = next(row for row in after.criteria if row.id == remedy.criterion)
            unsaid = row.id == "summer_offtake" and site.network.must_run_mw is None
            assert row.status == ("not_tested" if unsaid else "pass"), (remedy, row)
            price = after.price.indicative_eur_per_mwh
            if remedy.saves_eur_per_mwh is None:
                assert price is None or isnan(before)
                continue
            assert price is not None
            assert before - price == pytest.approx(remedy.saves_eur_per_mwh, abs=1e-3)
            seen.add(remedy.criterion)
    assert {"cooling", "it_load", "distance", "supply_temperature"} <= seen


def test_only_what_is_not_met_has_one() -> None:
    """Nothing for what is met or not tested, and one at the most for each of the others."""
    for site in every_site():
        found = remedies(screened(site))
        short = {row.id for row in assess(site).criteria if row.status in ("fail", "conditional")}
        named = [remedy.criterion for remedy in found]
        assert len(named) == len(set(named))
        assert set(named) <= short


def test_it_goes_no_further_than_the_limit_asks() -> None:
    """A step less would not do: the loop to its 40 °C, the return to its 50 °C."""
    by_id = {one.criterion: one for one in remedies(screened(example("norderstedt")))}
    assert by_id["cooling"].to == 40.0
    assert by_id["return_temperature"].to == 50.0
    assert by_id["it_load"].to == 5.0


def test_a_warmer_loop_keeps_its_spread() -> None:
    """Cold side and warm side move together, or the pumps would stand still."""
    stated = next(
        one.stated
        for one in remedies(screened(example("norderstedt")))
        if one.field.endswith("inlet_c")
    )
    assert stated["data_centre.source_inlet_c"] - stated["data_centre.source_outlet_c"] == 6.0


def test_of_figures_of_the_producers_own_the_customer_reads_what_typical_ones_say() -> None:
    """The same inputs to the same limits; what they save is that of the price that is asked."""
    plain = answer(example("norderstedt"))
    assert discreet(plain).remedies == plain.remedies
    own = answer(stating(example("norderstedt"), **{RETURN: 0.11}))
    told = discreet(own).remedies
    assert told
    assert [one.criterion for one in told] == [one.criterion for one in plain.remedies]
    for seen, real in zip(told, own.remedies, strict=True):
        assert seen.saves_eur_per_mwh != real.saves_eur_per_mwh


def test_each_row_of_the_table_is_a_criterion_of_its_own_input() -> None:
    """No criterion and no input twice: a batch knows each by its field."""
    rows = table_rows("criterion_inputs")
    for column in ("criterion", "field"):
        assert len({row[column] for row in rows}) == len(rows)
    assert {row["criterion"] for row in rows} <= set(site_criterion_ids())


def test_a_route_of_no_length_between_two_places_is_no_division_by_it() -> None:
    """What was entered is kept: the way as it lies is made shorter instead."""
    data = example("german").model_dump(mode="json", exclude_defaults=True)
    data["connection"]["route_km"] = 0.0
    openers = answer(Site.model_validate(data)).openers
    assert openers is not None
    assert openers.changes
