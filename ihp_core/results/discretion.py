"""What of an assessment may be shown with the customer in the room."""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

import numpy as np

from ihp_core.contract.shapes import Negotiation
from ihp_core.economics.price import PARTS
from ihp_core.key_figures.price import Finance, Price, told_gap
from ihp_core.results.other_cases import Levers, MustRun, Openers, Quantiles, TankSize
from ihp_core.results.results import Assessment
from ihp_core.viability.sizing import Curve

Audience = Literal["customer", "internal"]

PRODUCERS = ("floor", "room", *PARTS)
"""Parts of the price that only the producer sees [EUR/MWh]."""

COSTS = ("price.floor_eur_per_mwh", "finance.npv_eur")
"""Headline figures whose spread only the producer sees."""

AT_COST = ("indicative", "p10", "p90", "fixed_part")
"""Where there is no room the indicative price is the producer's cost, and so is its own."""


def discreet(assessment: Assessment) -> Assessment:
    """The assessment without the producer's cost, room, profit and odds: ``None`` in their place.

    Where the producer entered own figures it is that of the public case, which knows of them
    the price that is asked and nothing else. Without room to negotiate there is no price either,
    nor the saving it could be told from, but the gap to the best alternative and what the heat
    would have to be worth.
    """
    assessment = typical(assessment)
    kept: dict[str, Any] = {
        "price": _price(assessment),
        "finance": Finance(npv_eur=None, irr_fraction=None, payback_years=None),
        "spread": _spread(assessment),
        "uncertainty": None,
    }
    for_customer = assessment.model_copy(update=kept)
    return for_customer.with_makers(
        hangs_on=lambda: assessment.publicly_hangs_on,
        negotiation=partial(_agreed, assessment),
        openers=partial(_openers, assessment),
        levers=partial(_levers, assessment),
        sizing=partial(_sizing, assessment),
        financing=lambda: None,
        must_run=partial(_must_run, assessment),
        tank_sizes=partial(_tank_sizes, assessment),
    )


def typical(assessment: Assessment) -> Assessment:
    """The answer from figures that are public: at typical ones of the producer's, and the price
    that is asked."""
    return assessment.public or assessment


def _price(assessment: Assessment) -> Price:
    """The price as a customer may read it; of an asked one the gap is told in steps."""
    price = assessment.price
    hidden = [f"{part}_eur_per_mwh" for part in PRODUCERS]
    if not _has_room(price):
        hidden += [*(f"{part}_eur_per_mwh" for part in AT_COST), "saving_eur_per_year"]
    kept: dict[str, float | None] = dict.fromkeys(hidden)
    if assessment.asked and price.gap_eur_per_mwh is not None:
        kept["gap_eur_per_mwh"] = told_gap(price.gap_eur_per_mwh)
    return price.model_copy(update=kept)


def _has_room(price: Price) -> bool:
    """Whether there is a price to tell; what was told once has no room any more."""
    room = price.room_eur_per_mwh
    return price.indicative_eur_per_mwh is not None if room is None else room > 0


def _spread(assessment: Assessment) -> dict[str, Quantiles] | None:
    """The spreads without cost and profit, and without a price where there is no room."""
    if assessment.spread is None:
        return None
    hidden = set(COSTS)
    if not _has_room(assessment.price):
        hidden.add("price.indicative_eur_per_mwh")
    return {name: levels for name, levels in assessment.spread.items() if name not in hidden}


def _agreed(assessment: Assessment) -> Negotiation | None:
    negotiation = assessment.negotiation
    return None if negotiation is None else negotiation.discreet()


def _openers(assessment: Assessment) -> Openers | None:
    """What lowers the price or closes the gap, without the gap itself."""
    openers = assessment.openers
    return None if openers is None else openers.model_copy(update={"missing_eur_per_mwh": None})


def _must_run(assessment: Assessment) -> MustRun | None:
    """What a summer with must-run would do; a rise of the price only between two prices that may
    be told."""
    found = assessment.must_run
    if found is None or (found.room_left and _has_room(assessment.price)):
        return found
    return found.model_copy(update={"raises_eur_per_mwh": None})


def _tank_sizes(assessment: Assessment) -> tuple[TankSize, ...]:
    """What a tank would bring, told as a price where all of them may be told."""
    sizes = assessment.tank_sizes
    rooms = all(size.room for size in sizes)
    return tuple(size.model_copy(update={"room": rooms}).discreet() for size in sizes)


def _levers(assessment: Assessment) -> Levers | None:
    """What would make it work, without what turns only the price."""
    levers = assessment.levers
    return None if levers is None else levers.discreet()


def _sizing(assessment: Assessment) -> Curve:
    """The heat of other capacities, without what they would cost or earn."""
    curve = assessment.sizing
    nothing = np.full_like(curve.floor_eur_per_mwh, np.nan)
    return curve._replace(floor_eur_per_mwh=nothing, surplus_eur_per_year=nothing)
