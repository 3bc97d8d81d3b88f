"""The six figures of a summary with their bands, and the price against the best alternative."""

from __future__ import annotations

from typing import NamedTuple

from ihp_core.contract.shapes import ContractTerms
from ihp_core.contract.structures import structure_named
from ihp_core.report.heat.beside_the_cop import above_plants
from ihp_core.report.price.beside import TODAY, Way, against, beside_words, ways
from ihp_core.report.price.structures.own_figures import own_figures
from ihp_core.report.summary.headline import Fact, co2, fact, first_heat
from ihp_core.report.summary.middle import (
    ALTERNATIVE,
    COP,
    GAP,
    HEAT,
    PRICE,
    TODAYS,
    banded,
    headline,
    in_brackets,
    model_band,
    with_spread,
)
from ihp_core.results.results import CO2, Assessment
from ihp_core.tables.assumptions import assumption
from ihp_core.text import figure, messages, say
from ihp_core.text.names import within

GUIDE_COP = 6.0
"""Highest COP the guide names (IHP Q4: 3.5 to 6); what is above it is explained."""

GUIDE_HOURS = 7000.0
"""Most full-load hours the guide names (IHP Q3); what is above them is explained."""

NOTICED = 0.005
"""Of the heat: what needs no heat pump is worth a word from here on."""

UNIT = "EUR/MWh"


class PriceRow(NamedTuple):
    """A price behind its name, with its band where it has one."""

    name: str
    figure: str


def facts(assessment: Assessment, language: str, *, cautioned: bool = True) -> tuple[Fact, ...]:
    """Heat, share of the network, COP, price, CO2, first heat: with their bands.

    Where ``cautioned`` is false what a COP has to be read with stands elsewhere.
    """
    if assessment.heat.delivered_gwh <= 0:
        return (fact("heat", "none", {}, language),)
    makers = (_heat, _share, _cop, _price, _co2, first_heat)
    heat, share, cop, *rest = (make(assessment, language) for make in makers)
    more = cop_cautions(assessment, language) if cautioned else ()
    return (heat, share, _with_cautions(cop, more), *rest)


def more_facts(assessment: Assessment, language: str) -> tuple[Fact, ...]:
    """Energy against what today's heat takes in, and the hours of use."""
    if assessment.heat.delivered_gwh <= 0:
        return ()
    return (_energy(assessment, language), _hours(assessment, language))


def _heat(assessment: Assessment, language: str) -> Fact:
    heat = assessment.heat
    words = {
        "capacity": figure(heat.capacity_mw, "MW", language),
        "delivered": figure(heat.delivered_gwh, "GWh/a", language),
        "direct": figure(heat.direct_fraction, "share", language),
    }
    return with_spread(fact("heat", "some", words, language), HEAT, assessment, language)


def _share(assessment: Assessment, language: str) -> Fact:
    heat = assessment.heat
    taken = heat.source_used_gwh / heat.source_available_gwh
    words = {
        "share": figure(heat.share_of_network_fraction, "share", language),
        "network": figure(heat.network_heat_gwh, "GWh/a", language),
        "taken": figure(taken, "share", language),
    }
    return fact("share", "some", words, language)


def _cop(assessment: Assessment, language: str) -> Fact:
    heat = assessment.heat
    scop = heat.heat_pump_scop
    if scop is None:
        return fact("cop", "direct", {}, language)
    words = {
        "cop": figure(scop, "-", language),
        "direct": figure(heat.direct_fraction, "share", language),
    }
    above = "above" if assessment.supplier is None else "quoted"
    case = above if scop > GUIDE_COP else "mixed" if heat.direct_fraction >= NOTICED else "lift"
    return _with_band(fact("cop", case, words, language), assessment, language)


def cop_cautions(assessment: Assessment, language: str) -> tuple[str, ...]:
    """What a COP has to be read with: beyond the plants it was compared with, above all of them."""
    if assessment.heat.heat_pump_scop is None:
        return ()
    extrapolated = say("report.fact.cop.extrapolated", language)
    told = (
        extrapolated if assessment.heat.extrapolated else "",
        above_plants(assessment, language),
    )
    return tuple(filter(None, told))


def _with_band(cop: Fact, assessment: Assessment, language: str) -> Fact:
    """What the samples say of a COP; without them the band of the model."""
    if assessment.spread is not None:
        return with_spread(cop, COP, assessment, language)
    return in_brackets(cop, model_band(assessment.heat, language), language)


def _with_cautions(cop: Fact, more: tuple[str, ...]) -> Fact:
    return cop._replace(note=" ".join([_ended(cop.note), *more])) if more else cop


def _ended(note: str) -> str:
    """A note as a sentence, where others follow it."""
    return note if note.endswith((".", ":")) else f"{note}."


def _price(assessment: Assessment, language: str) -> Fact:
    price = assessment.price
    low, high = price.p10_eur_per_mwh, price.p90_eur_per_mwh
    words = {
        **beside_words(price, language),
        "against": against(price, language),
        "low": figure(low, "EUR/MWh", language, with_unit=False),
        "high": figure(high, "EUR/MWh", language, with_unit=False),
    }
    if price.indicative_eur_per_mwh is None:
        return with_spread(fact("price", "gap", words, language), GAP, assessment, language)
    told = headline(PRICE, assessment)
    if told is not None and told.is_off():
        return with_spread(fact("price", "some", words, language), PRICE, assessment, language)
    return fact("price", "some" if low is None or high is None else "band", words, language)


def _co2(assessment: Assessment, language: str) -> Fact:
    return with_spread(co2(assessment, language), CO2, assessment, language)


def _energy(assessment: Assessment, language: str) -> Fact:
    """Electricity against the energy today's heat takes in; fuel by its lower heating value."""
    heat = assessment.heat
    kind = str(assessment.inputs["network.heat_source_today"].value or "other")
    electricity = heat.electricity_gwh + heat.pumping_gwh
    words = {"electricity": figure(electricity, "GWh/a", language)}
    if assumption("heat_source.fuel", kind).choice == "none":
        return fact("energy", "alone", words, language)
    replaced = heat.delivered_gwh / assumption("heat_source.efficiency", kind).value
    words |= {
        "gap": figure(abs(1 - electricity / replaced), "share", language),
        "kind": within(say(f"choice.{kind}", language), language),
        "replaced": figure(replaced, "GWh/a", language),
    }
    return fact("energy", "less" if electricity <= replaced else "more", words, language)


def _hours(assessment: Assessment, language: str) -> Fact:
    heat = assessment.heat
    words = {
        "full_load": figure(heat.full_load_hours, "h", language),
        "operating": figure(heat.operating_hours, "h", language),
    }
    return fact("hours", "even" if _beyond_the_guide(assessment) else "some", words, language)


def _beyond_the_guide(assessment: Assessment) -> bool:
    """Whether more hours than the guide's rest on an even load and a summer without must-run."""
    if assessment.heat.full_load_hours <= GUIDE_HOURS:
        return False
    moving = ("data_centre.it_load_swing_fraction", "network.must_run_mw")
    used = (assessment.inputs.get(path) for path in moving)
    return not any(one.value for one in used if one is not None)


def price_rows(assessment: Assessment, language: str) -> tuple[PriceRow, ...]:
    """The indicative price, if any, beside today's cost and all that could be built instead.

    With the customer in the room, of the assessment that ``discreet`` leaves.
    """
    price, ours = assessment.price, assessment.price.indicative_eur_per_mwh
    rows = [
        PriceRow(way.name, _cost(way.amount, _way_band(way, assessment, language), language))
        for way in ways(price, language)
    ]
    if ours is not None:
        rows.insert(
            0, PriceRow(say("charts.price.indicative", language), _cost(ours, "", language))
        )
    return tuple(rows)


def _way_band(way: Way, assessment: Assessment, language: str) -> str:
    """P10 and P90 of today's heat and of the cheapest that could be built."""
    names = {TODAY: TODAYS, assessment.price.alternative_kind: ALTERNATIVE}
    return banded(names[way.kind], assessment, language) if way.kind in names else ""


def _cost(amount: float, band: str, language: str) -> str:
    cost = figure(amount, UNIT, language)
    return say("middle.banded", language, figure=cost, band=band) if band else cost


def formula(assessment: Assessment, language: str) -> str:
    """How the price moves over the years, in one line; empty where there is no price."""
    price, agreed = assessment.price, assessment.negotiation
    if price.indicative_eur_per_mwh is None or agreed is None:
        return ""
    terms, words = agreed.terms, {"price": figure(price.indicative_eur_per_mwh, UNIT, language)}
    own = own_figures(assessment, terms)
    words |= {name: figure(*quantity, language) for name, quantity in own.items()}
    if not structure_named(agreed.structure).follows_electricity:
        words["rise"] = figure(terms.escalator_fraction, "share", language)
        code = f"report.formula.{agreed.structure}"
        level = not terms.escalator_fraction and f"{code}_flat" in messages()
        return say(f"{code}_flat" if level else code, language, **words)
    words |= _index(assessment, terms, language)
    lifted = assessment.heat.heat_pump_gwh > 0
    told = say(
        f"report.formula.{agreed.structure if lifted else 'consumer_prices'}", language, **words
    )
    besides = f"report.formula.{agreed.structure}_too"
    too = say(besides, language, **words) if not lifted and besides in messages() else ""
    return " ".join(filter(None, (told, too, _market(terms, language))))


def _index(assessment: Assessment, terms: ContractTerms, language: str) -> dict[str, str]:
    """The parts of the price; where nothing is lifted the pumps' electricity is with upkeep."""
    lifted = assessment.heat.heat_pump_gwh > 0
    operating = terms.with_prices_eur_per_mwh or 0.0
    operating += 0.0 if lifted else terms.energy_price_eur_per_mwh or 0.0
    power = assessment.inputs["market.electricity_price_eur_per_mwh"].value
    return {
        "start": figure(terms.start_price_eur_per_mwh, UNIT, language),
        "capital": figure(terms.capital_part_eur_per_mwh, UNIT, language),
        "operating": figure(operating, UNIT, language),
        "share": figure(terms.staying_fraction, "share", language),
        "capacity": figure(terms.capacity_payment_eur_per_mw_year, "EUR/MW/a", language),
        "electricity": figure(float(power or 0.0), UNIT, language),
        "cop": figure(terms.guaranteed_system_cop, "-", language),
    }


def _market(terms: ContractTerms, language: str) -> str:
    """That a share follows the heat market, where one does."""
    share = terms.market_element_fraction
    words = {"share": figure(share, "share", language)}
    return say("report.formula.market", language, **words) if share else ""
