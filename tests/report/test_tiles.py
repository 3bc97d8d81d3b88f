"""The answer at a glance: always a number, each with its band, nothing of the producer's."""

from __future__ import annotations

import re

import pytest

from ihp_core.answer import answer
from ihp_core.report.summary.tiles import heat_tile, price_tile, read_by_the_customer, verdict_tile
from ihp_core.report.summary.trial import trial_sentence
from ihp_core.results.discretion import discreet
from ihp_core.site.examples.worked import example, names
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site

SUPPLY = "network.supply_winter_c"
POWER = "market.electricity_price_eur_per_mwh"


def with_(name: str, **changes: object) -> Site:
    """An example with other entries, dots written as two underscores."""
    stated = flat(example(name).model_dump(mode="json", exclude_defaults=True))
    return Site.model_validate(
        nested(stated | {k.replace("__", "."): v for k, v in changes.items()})
    )


@pytest.mark.parametrize("language", ["en", "de", "sv"])
@pytest.mark.parametrize("name", names())
def test_price_and_heat_are_always_a_number(name: str, language: str) -> None:
    """With room the price, without it the gap: never a dash."""
    seen = discreet(answer(example(name)))
    price, heat = price_tile(seen, language), heat_tile(seen, language)
    assert re.search(r"\d", price.figure)
    assert "€/MWh" in price.figure
    assert price.band
    assert re.search(r"\d", heat.figure)
    assert heat.band
    assert len(price.beside) == 2


def test_the_reason_of_a_condition_names_value_and_limit() -> None:
    """The German example hangs on its summer return of 52 °C against 50."""
    told = " ".join(verdict_tile(answer(example("german")), "en").beside)
    assert "52" in told
    assert "50" in told


def test_what_all_goes_direct_has_no_cop() -> None:
    """A source at 75/65 °C into a network at 62 °C needs no heat pump."""
    direct = {
        "data_centre__source_inlet_c": 75.0,
        "data_centre__source_outlet_c": 65.0,
        "network__supply_winter_c": 62.0,
        "network__supply_summer_c": 60.0,
    }
    tile = heat_tile(answer(with_("german", **direct)), "en")
    assert "COP" not in " ".join(tile.beside)
    assert "no heat pump" in tile.phone


def test_a_trial_is_told_from_before_to_after() -> None:
    """A cooler supply: both ends, the difference in price and heat, and that nothing else moved."""
    before, after = (
        answer(example("german")),
        answer(with_("german", network__supply_winter_c=80.0)),
    )
    told = trial_sentence(before, after, (SUPPLY,), language="en")
    lower = before.price.indicative_eur_per_mwh - after.price.indicative_eur_per_mwh
    assert lower > 0
    assert "92\xa0°C → 80\xa0°C" in told
    assert "cheaper" in told
    assert "Nothing else changed" in told


def test_the_producer_is_told_what_the_customer_reads() -> None:
    """Their heat and price where own figures make another case of it; else nothing."""
    own = answer(with_("german", contract__discount_rate_fraction=0.12))
    told = read_by_the_customer(own, "en")
    seen = discreet(own)
    assert price_tile(seen, "en").figure in told
    assert heat_tile(seen, "en").figure in told
    assert read_by_the_customer(answer(example("german")), "en") == ""
