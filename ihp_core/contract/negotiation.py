"""From the outcome of a case to what the parties negotiate on, made when first asked for."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

import numpy as np

from ihp_core.contract.avoided import (
    Agreed,
    agreed_at,
    avoided_by_price,
    avoided_eur_per_mwh,
    todays_years,
)
from ihp_core.contract.parties import base_flow, grant, known, party_gains, returns, series, yearly
from ihp_core.contract.risks import (
    Expected,
    at_weight_one,
    carried,
    mild_year,
    month_weights,
    start_price,
)
from ihp_core.contract.shapes import (
    ContractTerms,
    Exit,
    Later,
    Negotiation,
    RiskShare,
    ShockShare,
    StructurePath,
)
from ihp_core.contract.shock import shock
from ihp_core.contract.structures import (
    LEVELLING_RATE,
    NONE,
    STRUCTURES,
    Offer,
    PriceStructure,
    capacity_payment_eur_per_mw_year,
    certain_eur,
    payment_eur,
    price_eur_per_mwh,
    running,
    running_eur,
    structure_named,
)
from ihp_core.contract.terms import outstanding, terms_of
from ihp_core.economics.cash_flow import cash_flow
from ihp_core.economics.outcome import Outcome
from ihp_core.economics.price import indicative
from ihp_core.economics.scenarios import SCENARIOS, shock_years
from ihp_core.operation.network import Size
from ihp_core.site.cases import CARRIED_BY, Cases, decoded_choice
from ihp_core.site.fields import Structure
from ihp_core.tables.arrays import Array, ratio
from ihp_core.year.hours import Hours

DEEMED = "contract.deemed_delivery_fraction"


def negotiation(cases: Cases, hours: Hours, network: Size, outcome: Outcome) -> Negotiation | None:
    """All of it for the first case; ``None`` where no heat is delivered."""
    if not outcome.energy.heat.item(0) > 0:
        return None
    price = indicative(cases, outcome.floor.total, outcome.ceiling)
    has_room = outcome.room.item(0) > 0
    made, chosen = agreed_at(cases, hours, network, outcome, price), _structure(cases)
    flow = base_flow(cases, outcome, made, chosen)
    return Negotiation(
        has_room=has_room,
        structure=chosen,
        price_eur_per_mwh=price.item(0),
        shock_years=shock_years(made.offer.heat.shape[1]),
        todays_years=todays_years(cases, outcome),
        terms=_terms(cases, hours, outcome, made),
        exit=_exit(cases, outcome),
        gains=party_gains(cases, outcome),
        cash_flow=yearly(cases, flow),
        returns=returns(cases, outcome, flow) if has_room else None,
        grant=grant(cases, outcome),
    ).with_later(_later(cases, hours, network, outcome, made))


def _later(cases: Cases, hours: Hours, network: Size, outcome: Outcome, made: Agreed) -> Later:
    """What hangs on today's cost by what moves it, which is dear to know."""
    cost = running(cases, outcome)

    @cache
    def known() -> Expected:
        today = made.today or avoided_by_price(cases, hours, network, outcome)
        return Expected(made.knowing(today), cost, today, outcome.year.delivered_mw)

    return Later(
        lambda: _structures(cases, known()),
        lambda: _shock(known()),
        lambda: tuple(_risk(kind, cases, hours, known()) for kind in STRUCTURES.values()),
    )


def _structures(cases: Cases, known: Expected) -> tuple[StructurePath, ...]:
    counted = cases["contract.minimum_volume_fraction"] * cases[DEEMED]
    return tuple(
        _path(structure.name, scenario, known, counted)
        for structure in STRUCTURES.values()
        for scenario in SCENARIOS
    )


def _path(
    structure: Structure,
    scenario: str,
    expected: Expected,
    counted: Array,
) -> StructurePath:
    made, cost, today, _ = expected
    path, agreed = made.path(scenario), made.offer
    price = price_eur_per_mwh(structure, agreed, path)
    paid = payment_eur(structure, agreed, path, agreed.heat)
    avoided = avoided_eur_per_mwh(today, agreed, path, scenario)
    return StructurePath(
        structure=structure,
        scenario=scenario,
        price_eur_per_mwh=series(price),
        real_price_eur_per_mwh=series(price / path.cpi),
        avoided_eur_per_mwh=series(avoided),
        revenue_eur=series(paid),
        certain_eur=series(certain_eur(structure, agreed, path, counted)),
        saving_eur=series(avoided * agreed.heat - paid),
        margin_eur=series(paid - running_eur(cost, agreed, path)),
    )


def _risk(kind: PriceStructure, cases: Cases, hours: Hours, expected: Expected) -> RiskShare:
    parts, heat = carried(kind.name, expected), expected.heat_mw
    months = month_weights(kind.by_hour, cases, hours, heat) * start_price(kind, expected.made)
    return RiskShare(
        structure=kind.name,
        electricity_fraction=known(parts.electricity),
        heat_market_fraction=known(parts.heat_market),
        inflation_fraction=known(parts.inflation),
        volume_fraction=known(parts.volume),
        mild_year_fraction=mild_year(kind, cases, hours, heat).item(0),
        month_price_eur_per_mwh=series(months) if kind.by_hour else None,
    )


def _shock(expected: Expected) -> tuple[ShockShare, ...]:
    made, cost, today, _ = expected
    shocks = {s.name: shock(s.name, made, cost, today) for s in STRUCTURES.values()}
    return tuple(
        ShockShare(
            structure=name,
            operator_extra_eur=split.operator_extra.item(0),
            avoided_rise_eur=split.avoided_rise.item(0),
            electricity_rise_eur=split.electricity_rise.item(0),
            producer_lost_eur=split.producer_lost.item(0),
            operator_fraction=known(split.operator_fraction),
            producer_fraction=known(split.producer_fraction),
        )
        for name, split in shocks.items()
    )


def _terms(cases: Cases, hours: Hours, outcome: Outcome, made: Agreed) -> ContractTerms:
    agreed = made.offer
    terms = terms_of(cases, hours, agreed, outcome.energy.heat, outcome.worth.today.now)
    full_years = agreed._replace(heat=outcome.energy.heat)
    by_capacity = capacity_payment_eur_per_mw_year(full_years, outcome.capacity_mw)
    return ContractTerms(
        minimum_volume_fraction=cases["contract.minimum_volume_fraction"].item(0),
        minimum_volume_mwh=terms.minimum_volume.item(0),
        certain_revenue_eur_per_year=terms.certain_revenue.item(0),
        deemed_delivery_fraction=cases[DEEMED].item(0),
        deemed_delivery_eur_per_mwh=terms.deemed.item(0),
        **_index(agreed),
        **_of_structure(cases, hours, outcome, made),
        energy_price_eur_per_mwh=(agreed.electricity * agreed.power_per_heat).item(0),
        capacity_payment_eur_per_mw_year=by_capacity.item(0),
        guaranteed_system_cop=known(ratio(np.ones((1, 1)), agreed.power_per_heat)),
        escalator_fraction=agreed.escalator.item(0),
        availability_guarantee_fraction=cases["contract.availability_guarantee_fraction"].item(0),
        availability_fraction=terms.availability.item(0),
        missing_allowed_mwh=terms.missing_allowed.item(0),
        availability_reserve_mwh=terms.reserve.item(0),
        remedy_eur_per_point=terms.remedy.item(0),
    )


def _index(agreed: Offer) -> dict[str, float]:
    """The parts of the price by what they follow."""
    return {
        "start_price_eur_per_mwh": agreed.start.item(0),
        "fixed_part_eur_per_mwh": agreed.fixed.item(0),
        "capital_part_eur_per_mwh": agreed.capital.item(0),
        "operating_part_eur_per_mwh": agreed.operating.item(0),
        "market_element_fraction": agreed.market_share.item(0),
        "market_part_eur_per_mwh": agreed.market.item(0),
        "levelling_rate_fraction": LEVELLING_RATE,
    }


def _of_structure(cases: Cases, hours: Hours, outcome: Outcome, made: Agreed) -> dict[str, Any]:
    """What stands in the contract of the chosen structure alone; ``None`` in all others."""
    chosen, agreed = structure_named(_structure(cases)), made.offer
    whole = at_weight_one(chosen, cases, hours, made, outcome.year.delivered_mw)
    summer = whole * cases["contract.summer_price_fraction"]
    lowest, highest = agreed.bounds
    bounds = {"lowest_price_eur_per_mwh": lowest, "highest_price_eur_per_mwh": highest}
    figures = {
        "share_of_alternative": {"share_of_alternative_fraction": agreed.share},
        "collar": bounds | {"collar_shift_eur_per_mwh": agreed.shift},
        "seasonal": {"winter_price_eur_per_mwh": whole, "summer_price_eur_per_mwh": summer},
        "outdoor_temperature": {"price_at_0_c_eur_per_mwh": whole},
    }
    return {
        figure: known(amount) if name == chosen.name else None
        for name, own in figures.items()
        for figure, amount in own.items()
    }


def _exit(cases: Cases, outcome: Outcome) -> Exit:
    start = cash_flow(cases, outcome.spent, outcome.paid, NONE)
    invested = -(start.capital + start.grant)[:, :1]
    left = outstanding(cases, invested, invested - start.construction_interest[:, :1])
    carried = {path.rpartition(".")[2]: _choice(cases, path) for path in CARRIED_BY}
    return Exit.model_validate(
        carried
        | {
            "year": left.year,
            "straight_line_fraction": series(left.share),
            "straight_line_eur": series(left.straight_line),
            "annuity_eur": series(left.annuity),
            "it_load_trigger_fraction": cases["contract.it_load_trigger_fraction"].item(0),
        }
    )


def _structure(cases: Cases) -> Structure:
    return cast(Structure, _choice(cases, "contract.structure"))


def _choice(cases: Cases, path: str) -> str | None:
    return decoded_choice(path, cases[path].item(0))
