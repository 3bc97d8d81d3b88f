"""What of an assessment may be shown with the customer in the room."""

from __future__ import annotations

from ihp_core.report.prices import PARTS
from ihp_core.results import Assessment, Finance

PRODUCERS = ("floor", "room", *PARTS)
"""Parts of the price that only the producer sees [EUR/MWh]."""

AT_COST = ("indicative", "p10", "p90", "fixed_part")
"""Where there is no room the indicative price is the producer's cost, and so is its own."""


def discreet(assessment: Assessment) -> Assessment:
    """The assessment without the producer's cost, room and profit: ``None`` in their place.

    Without room to negotiate there is no price either, nor the saving it could be told from.
    """
    price = assessment.price
    hidden = [f"{part}_eur_per_mwh" for part in PRODUCERS]
    if price.room_eur_per_mwh is not None and price.room_eur_per_mwh <= 0:
        hidden += [*(f"{part}_eur_per_mwh" for part in AT_COST), "saving_eur_per_year"]
    finance = Finance(npv_eur=None, irr_fraction=None, payback_years=None)
    return assessment.model_copy(
        update={"price": price.model_copy(update=dict.fromkeys(hidden)), "finance": finance}
    )
