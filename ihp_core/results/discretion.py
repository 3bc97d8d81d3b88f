"""What of an assessment may be shown with the customer in the room."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import partial
from typing import Any, Literal

import numpy as np

from ihp_core.contract.shapes import Negotiation
from ihp_core.economics.price import PARTS
from ihp_core.key_figures.price import RETURN, Finance, Price
from ihp_core.results.other_cases import (
    MONEY,
    Levers,
    MustRun,
    Openers,
    Quantiles,
    Remedy,
    TargetPrice,
)
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import PRODUCER, cost_lines
from ihp_core.tables.units import MWH_PER_GWH
from ihp_core.viability.sizing import Curve

Audience = Literal["customer", "internal"]

PRODUCERS = ("floor", "room", *PARTS)
"""Parts of the price that only the producer sees [EUR/MWh]."""

SLOPES = (
    "contract.grant_fraction",
    "market.electricity_price_eur_per_mwh",
    "market.electricity_connection",
)
"""Inputs over which the price shows what the producer entered."""

COARSE_EUR_PER_MWH = 5.0
"""Where the producer entered own figures, a gap is told in steps of this, and never too small."""

COSTS = ("price.floor_eur_per_mwh", "finance.npv_eur")
"""Headline figures whose spread only the producer sees."""

WAYS = tuple(f"price.{name}_eur_per_mwh" for name in ("ceiling", "today", "alternative"))
"""Headline figures that carry the required return."""

AT_COST = ("indicative", "p10", "p90", "fixed_part")
"""Where there is no room the indicative price is the producer's cost, and so is its own."""


def discreet(assessment: Assessment) -> Assessment:
    """The assessment without the producer's cost, room, profit and odds: ``None`` in their place.

    Without room to negotiate there is no price either, nor the saving it could be told from, but
    the gap to the best alternative and what the heat would have to be worth. What is secret is
    what the producer entered: typical figures are public. A supplier's point is: heat, COP and
    electricity are those without it, price and band those with it.
    """
    own, assessment = entered_own_figures(assessment), _without_the_quote(assessment)
    kept: dict[str, Any] = {
        "price": _price(assessment, own=own),
        "finance": Finance(npv_eur=None, irr_fraction=None, payback_years=None),
        "spread": _spread(assessment, own=own),
        "uncertainty": None,
    }
    for_customer = assessment.model_copy(update=kept)
    return for_customer.with_makers(
        hangs_on=lambda: assessment.publicly_hangs_on,
        negotiation=partial(_agreed, assessment),
        openers=partial(_openers, assessment, own=own),
        levers=partial(_levers, assessment),
        remedies=partial(_remedies, assessment, own=own),
        sizing=partial(_sizing, assessment),
        target=partial(_target, assessment, own=own),
        financing=lambda: None,
        must_run=partial(_must_run, assessment, own=own),
    )


def typical(assessment: Assessment) -> Assessment:
    """The answer from figures that are public: without a supplier's point."""
    return assessment.unquoted or assessment


def _without_the_quote(assessment: Assessment) -> Assessment:
    """The typical answer at the price and band that a supplier's point leads to."""
    if assessment.unquoted is None:
        return assessment
    plain = typical(assessment)
    price = plain.price.model_copy(update=_band(assessment.price))
    return plain.model_copy(update={"price": price}).with_makers(openers=lambda: None)


def _band(price: Price) -> dict[str, float | None]:
    return {name: getattr(price, name) for name in ("p10_eur_per_mwh", "p90_eur_per_mwh")}


def _price(assessment: Assessment, *, own: bool) -> Price:
    """The price as a customer may read it; what it stands beside at the typical return, for the
    cost of every alternative carries the required one."""
    price = discreet_price(assessment.price, own=own)
    if not _states_the_return(assessment) or not assessment.typical_ways:
        return price
    seen: dict[str, Any] = dict(assessment.typical_ways)
    ours, worth = price.indicative_eur_per_mwh, seen["ceiling_eur_per_mwh"]
    if ours is not None and worth is not None:
        heat = assessment.heat.delivered_gwh * MWH_PER_GWH
        seen["saving_eur_per_year"] = (worth - ours) * heat
    return price.model_copy(update=seen)


def _states_the_return(assessment: Assessment) -> bool:
    stated = (assessment.inputs or {}).get(RETURN)
    return stated is not None and stated.origin == "stated"


def _spread(assessment: Assessment, *, own: bool) -> dict[str, Quantiles] | None:
    """The spreads without cost and profit; of own figures without what would tell of them.

    Of a price with own figures in it a customer reads P10 and P90 alone: more of its spread would
    tell more than they do. A stated required return is in what every alternative costs.
    """
    if assessment.spread is None:
        return None
    hidden = set(COSTS)
    if own or (assessment.price.room_eur_per_mwh or 0) <= 0:
        hidden.add("price.indicative_eur_per_mwh")
    if own:
        hidden.add("price.gap_eur_per_mwh")
    if _states_the_return(assessment):
        hidden |= set(WAYS)
    return {name: levels for name, levels in assessment.spread.items() if name not in hidden}


def entered_own_figures(assessment: Assessment) -> bool:
    """Whether the producer stated a figure of their own: required return, share, cost lines."""
    paths = (*PRODUCER, *cost_lines("capital").values(), *cost_lines("yearly").values())
    used = (assessment.inputs or {}).get
    return assessment.priced_with_quote or any(
        entry.origin == "stated" for path in paths if (entry := used(path))
    )


def tells_the_producers(assessment: Assessment, changed: Iterable[str]) -> bool:
    """Whether what these changes do to the price would tell the producer's own figures.

    A price over the grant tells the investment, one over electricity the share of the room.
    """
    return entered_own_figures(assessment) and any(path in SLOPES for path in changed)


def discreet_price(price: Price, *, own: bool) -> Price:
    """The price as a customer may read it; ``own`` where the producer entered own figures.

    Then gap and need are coarse, and beside a price there is no need: price, share and need
    together would tell the cost.
    """
    kept: dict[str, float | None] = {f"{part}_eur_per_mwh": None for part in PRODUCERS}
    no_room = price.room_eur_per_mwh is not None and price.room_eur_per_mwh <= 0
    if no_room:
        kept |= {f"{part}_eur_per_mwh": None for part in AT_COST} | {"saving_eur_per_year": None}
    if own:
        needed = price.needed_eur_per_mwh if no_room else None
        kept |= {"needed_eur_per_mwh": coarse(needed)}
        kept |= {"gap_eur_per_mwh": coarse(price.gap_eur_per_mwh)}
    return price.model_copy(update=kept)


def coarse(amount: float | None) -> float | None:
    """The next step of ``COARSE_EUR_PER_MWH`` that is not below an amount."""
    if amount is None:
        return None
    return COARSE_EUR_PER_MWH * math.ceil(amount / COARSE_EUR_PER_MWH)


def _agreed(assessment: Assessment) -> Negotiation | None:
    negotiation = assessment.negotiation
    return None if negotiation is None else negotiation.discreet()


def _openers(assessment: Assessment, *, own: bool) -> Openers | None:
    """What lowers the price or closes the gap, without the gap itself.

    Of own figures grant and electricity would tell investment and share by their slopes, and
    what closes a gap tells the cost.
    """
    openers = assessment.openers
    if openers is None:
        return None
    kept = openers.changes
    if own:
        kept = (
            ()
            if openers.missing_eur_per_mwh is not None
            else tuple(
                change.model_copy(update={"gain_eur_per_mwh": None})
                for change in kept
                if not change.field.startswith(MONEY)
            )
        )
    return openers.model_copy(update={"missing_eur_per_mwh": None, "changes": kept})


def _target(assessment: Assessment, *, own: bool) -> TargetPrice | None:
    """What it takes to meet a price; of own figures its slopes would tell."""
    return None if own else assessment.target


def _must_run(assessment: Assessment, *, own: bool) -> MustRun | None:
    """What a summer with must-run would do; a rise of the price only between two prices that may
    be told, and none of own figures."""
    found, room = assessment.must_run, assessment.price.room_eur_per_mwh
    if found is None or (not own and found.room_left and room is not None and room > 0):
        return found
    return found.model_copy(update={"raises_eur_per_mwh": None})


def _levers(assessment: Assessment) -> Levers | None:
    """What would make it work, without what turns only the price."""
    levers = assessment.levers
    return None if levers is None else levers.discreet()


def _remedies(assessment: Assessment, *, own: bool) -> tuple[Remedy, ...]:
    """What each criterion costs; coarse where it would follow from figures of the producer's."""
    if not own:
        return assessment.remedies
    return tuple(_coarsened(remedy) for remedy in assessment.remedies)


def _coarsened(remedy: Remedy) -> Remedy:
    """Nothing, or up to the next step: a lower price for a criterion that is met tells no more."""
    if remedy.saves_eur_per_mwh is None:
        return remedy
    saves = max(remedy.saves_eur_per_mwh, 0.0)
    rounded = {"saves_eur_per_mwh": coarse(saves), "at_most": saves > 0}
    return remedy.model_copy(update=rounded)


def _sizing(assessment: Assessment) -> Curve:
    """The heat of other capacities, without what they would cost or earn."""
    curve = assessment.sizing
    nothing = np.full_like(curve.floor_eur_per_mwh, np.nan)
    return curve._replace(floor_eur_per_mwh=nothing, surplus_eur_per_year=nothing)
