"""What each of the three parties gives, gets, invests, risks and decides, as codes and figures.

Only what a customer may see; the producer's investment stands in it for the internal view alone,
its cost, required return, room and profit never.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from ihp_core.contract.shapes import Negotiation
from ihp_core.contract.structures import structure_named
from ihp_core.results.results import Assessment
from ihp_core.site.fields import Party
from ihp_core.tables.units import MWH_PER_GWH
from ihp_core.viability.laws import Obligation
from ihp_core.viability.regulation import Regulation
from ihp_core.viability.timeline import Bar, Timeline

Column = Literal["gives", "gets", "invests", "risk", "decides"]
Word = tuple[float | None, str]
"""A figure and its unit."""


class Entry(NamedTuple):
    """One sentence: its kind, its code, its figures, and by which phase something is decided."""

    column: Column
    code: str
    figures: dict[str, Word] = {}
    phase: str = ""
    days: tuple[dt.date, dt.date] | None = None


def three_columns(
    assessment: Assessment, *, internal: bool = False
) -> dict[Party, tuple[Entry, ...]]:
    """The entries of each party in their order; none where there is no heat to sell.

    ``assessment`` is the full one: what the customer may not see is left out here.
    """
    negotiation = assessment.negotiation
    if negotiation is None:
        return {"data_centre": (), "producer": (), "network_operator": ()}
    return {
        "data_centre": _data_centre(assessment, negotiation),
        "producer": _producer(assessment, negotiation, internal),
        "network_operator": _network_operator(assessment, negotiation),
    }


def _data_centre(assessment: Assessment, negotiation: Negotiation) -> tuple[Entry, ...]:
    heat = assessment.heat
    left: Word = (MWH_PER_GWH * heat.not_taken_gwh, "MWh/a")
    return (
        Entry("gives", "heat", {"taken": (MWH_PER_GWH * heat.source_used_gwh, "MWh/a")}),
        _space(assessment),
        Entry("gets", "no_duty"),
        *_paid_to_data_centre(negotiation),
        _erf(assessment.regulation),
        Entry("invests", "nothing"),
        Entry("risk", "own_coolers", {"left": left}),
        *_carried("data_centre", negotiation),
        _decides("temperatures", "feasibility", assessment.timeline),
        _decides("agreement", "design", assessment.timeline),
    )


def _space(assessment: Assessment) -> Entry:
    """Room for the plant, and the power at the data centre's or an own connection."""
    area, power = assessment.heat.floor_area_m2, assessment.heat.electrical_connection_mw
    figures: dict[str, Word] = {"area": (area, "m²"), "power": (power, "MW")}
    return Entry("gives", "space_and_power" if power else "space", figures)


def _paid_to_data_centre(negotiation: Negotiation) -> tuple[Entry, ...]:
    if negotiation.gains is None:
        return ()
    paid, saved = (
        negotiation.gains.source_heat_eur_per_year,
        negotiation.gains.cooling_saved_eur_per_year,
    )
    code = "paid" if paid > 0 else "pays" if paid < 0 else "unpaid"
    return (
        Entry("gets", code, {"amount": (abs(paid), "EUR/a")}),
        Entry("gets", "cooling_saved", {"amount": (saved, "EUR/a")}),
    )


def _erf(regulation: Regulation) -> Entry:
    duty = regulation.owed_by_data_centre("erf")
    if duty is None:
        return Entry("gets", "erf_not_owed", {"erf": (regulation.erf, "share")})
    figures: dict[str, Word] = {"erf": (regulation.erf, "share"), "owed": (duty.owed, "share")}
    code = "erf_open" if duty.applies is None else "erf_met" if duty.met else "erf_short"
    return Entry("gets", code, figures)


def _producer(
    assessment: Assessment, negotiation: Negotiation, internal: bool
) -> tuple[Entry, ...]:
    heat, pipe, cost = assessment.heat, assessment.connection, assessment.cost
    delivered: Word = (MWH_PER_GWH * heat.delivered_gwh, "MWh/a")
    promised: Word = (negotiation.terms.availability_guarantee_fraction, "share")
    built: dict[str, Word] = {
        "capacity": (heat.capacity_mw, "MW"),
        "heat_pump": (heat.heat_pump_capacity_mw, "MW"),
        "route": (pipe.route_km, "km"),
    }
    spent: dict[str, Word] = {"amount": (cost.capex_eur, "EUR"), "grant": (cost.grant_eur, "EUR")}
    return (
        Entry("gives", "heat", {"delivered": delivered, "capacity": (heat.capacity_mw, "MW")}),
        Entry("gives", "guarantee", {"share": promised}),
        _revenue(assessment, negotiation),
        Entry("invests", "plant" if heat.heat_pump_capacity_mw > 0 else "exchanger", built),
        *([Entry("invests", "amount" if cost.grant_eur > 0 else "own", spent)] if internal else []),
        Entry("risk", "performance" if heat.heat_pump_scop is not None else "operation"),
        *([] if _follows_electricity(negotiation) else [Entry("risk", "electricity")]),
        *_carried("producer", negotiation),
        _decides("investment", "design", assessment.timeline),
    )


def _follows_electricity(negotiation: Negotiation) -> bool:
    """Who carries the electricity price: the operator where the heat price follows it."""
    return structure_named(negotiation.structure).follows_electricity


def _revenue(assessment: Assessment, negotiation: Negotiation) -> Entry:
    """The heat sold; without room there is no price to sell it at."""
    if not negotiation.has_room or negotiation.price_eur_per_mwh is None:
        return Entry("gets", "no_price")
    price = negotiation.price_eur_per_mwh
    amount = price * MWH_PER_GWH * assessment.heat.delivered_gwh
    figures: dict[str, Word] = {"price": (price, "EUR/MWh"), "amount": (amount, "EUR/a")}
    return Entry("gets", "revenue", figures)


def _network_operator(assessment: Assessment, negotiation: Negotiation) -> tuple[Entry, ...]:
    heat = assessment.heat
    delivered: Word = (MWH_PER_GWH * heat.delivered_gwh, "MWh/a")
    volume: Word = (negotiation.terms.minimum_volume_mwh, "MWh/a")
    return (
        Entry("gives", "minimum_volume", {"volume": volume}),
        Entry("gets", "heat", {"delivered": delivered}),
        _saving(assessment, negotiation),
        *_share(assessment.regulation),
        *_displaced(assessment),
        Entry("invests", "connection_point"),
        Entry("risk", "reserve", {"reserve": (heat.reserve_mw, "MW")}),
        *([Entry("risk", "electricity")] if _follows_electricity(negotiation) else []),
        *_carried("network_operator", negotiation),
        _decides("network_data", "feasibility", assessment.timeline),
        _decides("agreement", "design", assessment.timeline),
    )


def _saving(assessment: Assessment, negotiation: Negotiation) -> Entry:
    if not negotiation.has_room:
        return Entry("gets", "no_saving")
    return Entry("gets", "saving", {"amount": (assessment.price.saving_eur_per_year, "EUR/a")})


def _share(regulation: Regulation) -> tuple[Entry, ...]:
    """Percentage points of renewable and unavoidable heat against the duty of that time."""
    figures: dict[str, Word] = {"points": (regulation.share_added_fraction, "share")}
    duty = next((duty for duty in regulation.duties if _of_its_time(duty, regulation)), None)
    part = [Entry("gets", "share_replaced")] if regulation.replaces_renewable else []
    if duty is None or duty.due is None:
        return (Entry("gets", "share", figures), *part)
    year: Word = (float(duty.due.year), "year")
    return (
        Entry("gets", "share_owed", figures | {"owed": (duty.owed, "share"), "year": year}),
        *part,
    )


def _of_its_time(obligation: Obligation, regulation: Regulation) -> bool:
    begun = regulation.first_heat_earliest
    stands = obligation.until_day is None or begun is None or begun <= obligation.until_day
    return obligation.duty == "renewable_share" and not obligation.folded and stands


def _displaced(assessment: Assessment) -> tuple[Entry, ...]:
    amount = assessment.emissions.life_cycle.displaced_t_per_year
    if amount is None:
        return ()
    code = "displaced" if amount >= 0 else "added"
    return (Entry("gets", code, {"amount": (abs(amount), "t/a")}),)


def _carried(party: Party, negotiation: Negotiation) -> tuple[Entry, ...]:
    """The ends of the contract of which this party carries the capital outstanding."""
    left = negotiation.exit
    by_cause = (left.closure_carried_by, left.it_load_carried_by, left.demand_carried_by)
    causes = zip(("closure", "it_load", "demand"), by_cause, strict=True)
    return tuple(Entry("risk", cause) for cause, by in causes if by == party)


def _decides(code: str, phase: str, plan: Timeline) -> Entry:
    bar = next(bar for bar in plan.bars if bar.id == phase)
    return Entry("decides", code, phase=phase, days=_ended(bar))


def _ended(bar: Bar) -> tuple[dt.date, dt.date] | None:
    """First and last day on which a phase may end; counted back, the slow project ends first."""
    if bar.fast_end is None or bar.slow_end is None:
        return None
    return min(bar.fast_end, bar.slow_end), max(bar.fast_end, bar.slow_end)
