"""Who pays when prices jump for some years, on its own because it moves prices of the market."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.contract.avoided import Agreed, Avoided, avoided_eur_per_mwh
from ihp_core.contract.structures import (
    Running,
    electricity_eur,
    payment_eur,
    running_eur,
)
from ihp_core.economics.scenarios import shock_years
from ihp_core.tables.arrays import Array, ratio


class Shock(NamedTuple):
    """The shock years against the same years of the base, in the money of the years, (rows, 1).

    Energy alone is dearer: consumer prices are the base's in both.

    Operator's extra cost and producer's lost margin together are what the producer's running
    cost rises by [EUR]. The shares are of the rise in electricity cost alone: what the price
    formula hands on to the operator, and what it leaves with the producer [-]; they are nan
    where electricity does not rise.
    """

    operator_extra: Array
    producer_lost: Array
    electricity_rise: Array
    avoided_rise: Array
    operator_fraction: Array
    producer_fraction: Array


def shock(structure: str, made: Agreed, cost: Running, today: Avoided) -> Shock:
    """What the shock costs each party at the expected heat under a price structure."""
    agreed, years = made.offer, made.offer.heat.shape[1]
    struck = np.isin(np.arange(1, years + 1), shock_years(years))[None]

    def more(of: Array, than: Array) -> Array:
        return np.asarray(((of - than) * struck).sum(axis=1, keepdims=True))

    base = made.path("base")
    hit = made.path("shock")._replace(cpi=base.cpi)
    paid = [payment_eur(structure, agreed, path, agreed.heat) for path in (hit, base)]
    spent = [running_eur(cost, agreed, path) for path in (hit, base)]
    extra = more(*paid)
    rise = more(*(electricity_eur(cost, agreed, path) for path in (hit, base)))
    dearer = base._replace(electricity=hit.electricity)
    handed_on = more(
        *(payment_eur(structure, agreed, path, agreed.heat) for path in (dearer, base))
    )
    share = ratio(handed_on, rise)
    avoided = (avoided_eur_per_mwh(today, agreed, path) * agreed.heat for path in (hit, base))
    return Shock(extra, more(*spent) - extra, rise, more(*avoided), share, 1 - share)
