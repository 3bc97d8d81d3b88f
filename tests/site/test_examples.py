"""The worked examples: complete, sourced, and what they are there to show."""

from __future__ import annotations

import pytest

from ihp_core import Site, assess
from ihp_core.site.examples.worked import about, example, names
from ihp_core.text import say

PROMISED = {"german", "swedish", "norderstedt", "guide_10mw_4g", "mantsala", "air_cooled_far"}


def test_all_promised_examples_are_there() -> None:
    """Six of them; the worked ones come first."""
    assert set(names()) >= PROMISED
    assert names()[0] == "german"


@pytest.mark.parametrize("name", names())
def test_an_example_says_its_source_and_what_is_assumed(name: str) -> None:
    """A figure without origin convinces nobody."""
    assert set(about(name)) == {"source"}
    assert say(f"app.assumed.{name}")
    assert all(len(text) > 15 for text in about(name).values())
    assert example(name).name


@pytest.mark.parametrize("name", names())
def test_an_example_is_answered_in_full(name: str) -> None:
    """Heat, price and cost exist; the energy adds up to 1e-9."""
    found = assess(example(name))
    heat = found.heat
    assert heat.delivered_gwh > 0
    assert found.price.floor_eur_per_mwh is not None
    made = heat.source_used_gwh + 0.95 * heat.electricity_gwh
    assert heat.direct_gwh + heat.heat_pump_gwh == pytest.approx(made, rel=1e-9)
    assert heat.delivered_gwh + found.connection.loss_gwh == pytest.approx(made, rel=1e-9)


@pytest.mark.parametrize("name", names())
def test_an_example_reads_back_from_its_own_json(name: str) -> None:
    """What is downloaded re-opens as the same site."""
    site = example(name)
    assert Site.model_validate_json(site.model_dump_json()) == site


def test_an_unknown_example_is_not_found() -> None:
    """No silent default."""
    with pytest.raises(FileNotFoundError):
        example("atlantis")
