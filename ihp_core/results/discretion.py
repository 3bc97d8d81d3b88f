"""What of an assessment may be shown with the customer in the room."""

from __future__ import annotations

from functools import partial
from typing import Literal

import numpy as np

from ihp_core.contract.shapes import Negotiation
from ihp_core.economics.price import PARTS
from ihp_core.key_figures.price import Finance
from ihp_core.results.other_cases import Levers, Openers
from ihp_core.results.results import Assessment
from ihp_core.viability.sizing import Curve

Audience = Literal["customer", "internal"]

PRODUCERS = ("floor", "room", *PARTS)
"""Parts of the price that only the producer sees [EUR/MWh]."""

AT_COST = ("indicative", "p10", "p90", "fixed_part")
"""Where there is no room the indicative price is the producer's cost, and so is its own."""


def discreet(assessment: Assessment) -> Assessment:
    """The assessment without the producer's cost, room, profit and odds: ``None`` in their place.

    Without room to negotiate there is no price either, nor the saving it could be told from.
    """
    price = assessment.price
    hidden = [f"{part}_eur_per_mwh" for part in PRODUCERS]
    if price.room_eur_per_mwh is not None and price.room_eur_per_mwh <= 0:
        hidden += [*(f"{part}_eur_per_mwh" for part in AT_COST), "saving_eur_per_year"]
    finance = Finance(npv_eur=None, irr_fraction=None, payback_years=None)
    kept = price.model_copy(update=dict.fromkeys(hidden))
    for_customer = assessment.model_copy(
        update={"price": kept, "finance": finance, "uncertainty": None}
    )
    return for_customer.with_makers(
        negotiation=partial(_agreed, assessment),
        openers=partial(_openers, assessment),
        levers=partial(_levers, assessment),
        sizing=partial(_sizing, assessment),
    )


def _agreed(assessment: Assessment) -> Negotiation | None:
    negotiation = assessment.negotiation
    return None if negotiation is None else negotiation.discreet()


def _openers(assessment: Assessment) -> Openers | None:
    """What would open the room, without how much is missing: from today's cost it tells ours."""
    openers = assessment.openers
    return None if openers is None else openers.model_copy(update={"missing_eur_per_mwh": None})


def _levers(assessment: Assessment) -> Levers | None:
    """What would make it work, without what turns only the price."""
    levers = assessment.levers
    return None if levers is None else levers.discreet()


def _sizing(assessment: Assessment) -> Curve:
    """The heat of other capacities, without what they would cost or earn."""
    curve = assessment.sizing
    nothing = np.full_like(curve.floor_eur_per_mwh, np.nan)
    return curve._replace(floor_eur_per_mwh=nothing, surplus_eur_per_year=nothing)
