"""What leads from one variant to another, input by input."""

from __future__ import annotations

import pytest

from ihp_core.assessment import assess
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from ihp_core.what_if.variants import compared, differing
from tests.sites import random_sites
from tests.sweeps import up_to

SUPPLY, GRANT = "network.supply_winter_c", "contract.grant_fraction"


def changed(site: Site, **paths: object) -> Site:
    """A site with something else stated."""
    before = flat(site.model_dump(mode="json", exclude_defaults=True))
    return Site.model_validate(nested(before | paths))


def test_a_site_compared_with_itself_has_not_changed() -> None:
    """Nothing differs, nothing moves."""
    found = compared(example("german"), example("german"))
    assert found == ((), 0.0, 0.0, 0.0)


def test_a_single_change_is_the_whole_change() -> None:
    """Nothing is left over."""
    one = example("german")
    other = changed(one, **{SUPPLY: 80.0})
    found = compared(one, other)
    (step,) = found.moved
    assert (step.path, step.before, step.after) == (SUPPLY, 92.0, 80.0)
    prices = [assess(site).price.indicative_eur_per_mwh or 0 for site in (one, other)]
    assert step.price_eur_per_mwh == pytest.approx(prices[1] - prices[0])
    assert found.rest_eur_per_mwh == pytest.approx(0.0, abs=1e-9)


def test_steps_and_rest_add_up_to_the_whole() -> None:
    """On pairs of random sites, whatever differs between them."""
    sites = random_sites(up_to(4, 12), seed=11)
    for one, other in zip(sites[::2], sites[1::2], strict=True):
        found = compared(one, other)
        if found.price_eur_per_mwh is None or found.rest_eur_per_mwh is None:
            continue
        steps = sum(step.price_eur_per_mwh or 0.0 for step in found.moved)
        assert steps + found.rest_eur_per_mwh == pytest.approx(found.price_eur_per_mwh)


def test_names_marks_and_notes_are_no_inputs() -> None:
    """They change no figure."""
    one = example("german")
    other = changed(
        one, **{"name": "x", f"notes.{SUPPLY}": "y", f"data_quality.{SUPPLY}": "measured"}
    )
    assert differing(one, other) == {}


def test_what_cannot_be_changed_alone_is_told_without_a_figure() -> None:
    """A supply below the return that goes with it: only both together."""
    one = changed(example("german"), **{SUPPLY: 92.0, "network.return_summer_c": 52.0})
    other = changed(
        one,
        **{
            SUPPLY: 48.0,
            "network.supply_summer_c": 48.0,
            "network.return_summer_c": 30.0,
            "network.return_winter_c": 30.0,
        },
    )
    found = {step.path: step for step in compared(one, other).moved}
    assert found[SUPPLY].price_eur_per_mwh is None


def without_price(site: Site) -> Assessment:
    """What a reader sees who may not know the price."""
    assessment = assess(site)
    price = assessment.price.model_copy(update={"indicative_eur_per_mwh": None})
    return assessment.model_copy(update={"price": price})


def test_a_price_that_may_not_be_told_leaves_no_trace() -> None:
    """Where the reader sees no price there is no difference of prices either."""
    one = example("german")
    found = compared(one, changed(one, **{GRANT: 0.3}), answer=without_price)
    assert found.price_eur_per_mwh is None
    assert found.rest_eur_per_mwh is None
    assert all(step.price_eur_per_mwh is None for step in found.moved)
