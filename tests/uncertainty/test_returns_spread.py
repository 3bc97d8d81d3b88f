"""The spread of the producer's return: around the headline, moved by what is uncertain."""

from __future__ import annotations

import numpy as np
import pytest

from ihp_core.assessment import recorded, screened
from ihp_core.contract.shapes import Returns
from ihp_core.site.examples.worked import example
from ihp_core.site.site import Site
from ihp_core.uncertainty.returns_spread import ReturnsSpread, returns_spread

WITH_ROOM = ("german", "swedish", "guide_10mw_4g")


def spread_of(site: Site, samples: int = 1024, seed: int = 1) -> tuple[ReturnsSpread, Returns]:
    """The spread of a site and the figures it lies around."""
    one = screened(site)
    agreed = recorded(one).negotiation
    assert agreed is not None
    assert agreed.returns is not None
    return returns_spread(one, agreed.returns, samples, seed), agreed.returns


@pytest.mark.parametrize("name", WITH_ROOM)
def test_the_headline_lies_within_the_spread(name: str) -> None:
    """Nearer to the better end: the plant is held, so that more heat cannot be used."""
    spread, base = spread_of(example(name))
    assert spread.npv_eur is not None
    assert spread.irr_fraction is not None
    assert spread.npv_eur.p10 < spread.npv_eur.p50 < spread.npv_eur.p90
    assert spread.npv_eur.p10 < base.npv_eur < spread.npv_eur.p90
    assert spread.irr_fraction.p10 < base.irr_fraction < spread.irr_fraction.p90


@pytest.mark.parametrize("name", WITH_ROOM)
def test_two_draws_agree(name: str) -> None:
    """Eight cases of ten by two seeds: the middle within a tenth of the width."""
    one, other = (spread_of(example(name), 2048, seed)[0] for seed in (3, 4))
    width = one.npv_eur.p90 - one.npv_eur.p10
    assert one.npv_eur.p50 == pytest.approx(other.npv_eur.p50, abs=width / 10)
    assert one.paid_back_fraction == pytest.approx(other.paid_back_fraction, abs=0.05)


def test_paid_back_means_worth_something() -> None:
    """The share of the cases whose present value is not below zero."""
    spread, _ = spread_of(example("german"))
    assert 0 < spread.paid_back_fraction < 1
    assert (spread.npv_eur.p10 < 0) == (spread.paid_back_fraction < 0.9)


def test_a_fixed_price_leaves_the_electricity_with_the_producer() -> None:
    """The indexed price takes a part of the spread off him."""
    data = example("german").model_dump(mode="json", exclude_defaults=True)
    widths = []
    for structure in ("indexed", "fixed"):
        data["contract"] = data["contract"] | {"structure": structure}
        spread, _ = spread_of(Site.model_validate(data))
        widths.append(spread.npv_eur.p90 - spread.npv_eur.p10)
    assert widths[1] > widths[0]
    assert np.isfinite(widths).all()
