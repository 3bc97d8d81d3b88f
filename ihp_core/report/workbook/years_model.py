"""What the years' formulas are held against: the model's own figures of each contract year."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.contract.scenarios import Paths, paths
from ihp_core.contract.structures import Offer, offer
from ihp_core.economics.capital import replacement_eur
from ihp_core.economics.price import indicative
from ihp_core.report.workbook.case import LONGEST, TERM, Case
from ihp_core.tables.arrays import Array


class Years(NamedTuple):
    """The years' figures as the model has them, each (1, ``LONGEST``)."""

    within: Array
    factor: Array
    renewed: Array
    offer: Offer
    path: Paths
    price: float
    structure: str


def years_of(case: Case) -> Years:
    """What the formulas of the years are held against."""
    cases, found = case.cases, case.outcome
    year = np.arange(1, LONGEST + 1)[None]
    within = (year <= cases[TERM]).astype(float)
    floor, ceiling = case.one.screening.figures["price.floor_eur_per_mwh"], found.ceiling
    price = indicative(cases, floor[:, None], ceiling)
    structure = str(case.found.inputs["contract.structure"].value)
    return Years(
        within,
        within * (1 + cases["contract.discount_rate_fraction"]) ** -year,
        replacement_eur(cases, found.spent, LONGEST),
        offer(case.long, found, price),
        paths("base", LONGEST),
        float(price.item(0)),
        structure,
    )
