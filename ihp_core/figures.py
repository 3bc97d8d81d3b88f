"""The figures of an answer, by the names of the contract, columns (rows, 1)."""

from __future__ import annotations

import numpy as np

from ihp_core.economics.alternatives import (
    alternatives,
)
from ihp_core.economics.cost import construction_interest_eur
from ihp_core.economics.finance import npv_eur, payback_years
from ihp_core.economics.outcome import Outcome
from ihp_core.economics.price import fixed_part, indicative, yearly_margin
from ihp_core.operation.design import fixed_head_pa
from ihp_core.operation.network import Size
from ihp_core.operation.todays_heat import carbon_price_eur_per_t
from ihp_core.plant.heat_pump import within_validity
from ihp_core.plant.pipe import PASCAL_PER_BAR
from ihp_core.plant.refrigerant import unfit
from ihp_core.site.cases import Cases
from ihp_core.spent_hours import spent_hours
from ihp_core.tables.arrays import Array, every, ratio
from ihp_core.tables.units import HOURS_OF_YEAR, MWH_PER_GWH
from ihp_core.year.hours import Hours

Figures = dict[str, Array]
ALTERNATIVES = ("air_heat_pump", "biomass_boiler")
EXTRAPOLATED_SHARE = 0.01


def energy_figures(hours: Hours, network: Size, found: Outcome) -> Figures:
    """The year's amounts [GWh]; direct and lifted heat leave the plant, delivered is metered."""
    year, energy = found.year, found.energy
    available = hours.total(year.available_mw)
    amounts = {
        "source_available_gwh": available,
        "source_used_gwh": energy.source,
        "delivered_gwh": energy.heat,
        "direct_gwh": hours.total(year.direct_mw),
        "heat_pump_gwh": hours.total(year.lifted_mw),
        "not_taken_gwh": available - energy.source,
        "topped_up_gwh": hours.total(year.topped_up_mw),
        "electricity_gwh": energy.electricity,
        "pumping_gwh": energy.pumping,
        "network_heat_gwh": network.mean_mw * HOURS_OF_YEAR,
    }
    return {name: amount / MWH_PER_GWH for name, amount in amounts.items()}


def heat_figures(cases: Cases, hours: Hours, network: Size, found: Outcome) -> Figures:
    """COP, shares and capacities of the year."""
    year, energy, capacity = found.year, found.energy, found.capacity_mw
    direct, lifted = hours.total(year.direct_mw), hours.total(year.lifted_mw)
    return {
        "scop": ratio(direct + lifted, energy.electricity),
        "heat_pump_scop": ratio(lifted, energy.electricity),
        "system_scop": ratio(energy.heat, energy.electricity + energy.pumping),
        "extrapolated": _extrapolated(cases, hours, found),
        "direct_fraction": ratio(direct, direct + lifted, 0.0),
        "share_of_network_fraction": ratio(energy.heat, network.mean_mw * HOURS_OF_YEAR),
        "network_peak_mw": network.peak_mw,
        "summer_load_mw": hours.summer_mean(year.load_mw),
        "full_load_hours": ratio(energy.heat, capacity, 0.0),
        "capacity_mw": capacity,
        "heat_pump_capacity_mw": found.built.heat_pump_mw,
    }


def hour_figures(cases: Cases, hours: Hours, found: Outcome) -> Figures:
    """Hours in each regime and off for each reason; all of them sum to the year's."""
    spent, sound = spent_hours(found), 1 - cases["operation.forced_outage_fraction"]
    running = {name: hours.total(share, "service") * sound for name, share in spent.regimes.items()}
    operating = np.asarray(sum(running.values()))
    off = {name: hours.total(share) for name, share in spent.reasons.items()}
    return {
        "operating_hours": operating,
        **{f"regime_hours.{name}": amount for name, amount in running.items()},
        "regime_hours.off": HOURS_OF_YEAR - operating,
        **{f"off_reasons.{name}": amount for name, amount in off.items()},
        "off_reasons.outage": HOURS_OF_YEAR - operating - np.asarray(sum(off.values())),
    }


def _extrapolated(cases: Cases, hours: Hours, found: Outcome) -> Array:
    """Whether a hundredth of the lifted heat lies beyond the COP's validity, or no machine fits."""
    duty = found.year.run.duty
    valid = within_validity(
        duty.source_between_c,
        found.year.terms.source_outlet_c,
        duty.network_between_c,
        found.year.run.outlet_c,
    )
    lifted = hours.total(found.year.lifted_mw)
    foreign = unfit(cases) & (lifted > 0)
    if every(valid):
        return np.asarray(foreign, float)
    beyond = ratio(hours.total(found.year.lifted_mw * ~valid), lifted, 0.0)
    return np.asarray((beyond > EXTRAPOLATED_SHARE) | foreign, float)


def price_figures(cases: Cases, hours: Hours, network: Size, found: Outcome) -> Figures:
    """The price between floor and avoided running cost, and the alternative to build."""
    parts = found.floor
    price = indicative(cases, parts.total, found.ceiling)
    air, biomass = alternatives(cases, hours, found)
    burning = biomass < air
    system = ratio(found.heat_mwh, found.energy.electricity + found.energy.pumping)
    return {
        "floor_eur_per_mwh": parts.total,
        "ceiling_eur_per_mwh": found.ceiling,
        "alternative_eur_per_mwh": np.where(burning, biomass, air),
        "alternative_kind": burning * float(ALTERNATIVES.index("biomass_boiler")),
        "room_eur_per_mwh": found.room,
        "indicative_eur_per_mwh": price,
        "capital_eur_per_mwh": parts.capital,
        "pipe_eur_per_mwh": parts.pipe,
        "construction_interest_eur_per_mwh": parts.construction_interest,
        "replacement_eur_per_mwh": parts.replacement,
        "maintenance_eur_per_mwh": parts.maintenance,
        "electricity_eur_per_mwh": parts.electricity,
        "pumping_eur_per_mwh": parts.pumping,
        "source_heat_eur_per_mwh": parts.source_heat,
        "carbon_price_eur_per_t": carbon_price_eur_per_t(cases, network.peak_mw),
        "fixed_part_eur_per_mwh": fixed_part(cases, price, system),
        "saving_eur_per_year": (found.ceiling - price) * found.heat_mwh,
    }


def cost_figures(cases: Cases, found: Outcome) -> Figures:
    """Capital before grant, grant, interest of the construction time, yearly cost [EUR]."""
    spent, grant = found.spent, cases["contract.grant_fraction"]
    capex, building = spent.plant + spent.pipe, cases["cost.building_fraction"] * spent.heat_pump
    years, rate = cases["cost.construction_years"], cases["contract.discount_rate_fraction"]
    return {
        "capex_eur": capex,
        "heat_pump_eur": spent.heat_pump - building,
        "building_eur": building,
        "substation_eur": spent.substation,
        "source_exchanger_eur": spent.source_exchanger,
        "grid_connection_eur": spent.grid_connection,
        "development_eur": spent.development,
        "pipe_eur": spent.pipe,
        "grant_eur": grant * capex,
        "construction_interest_eur": construction_interest_eur((1 - grant) * capex, years, rate),
        "maintenance_eur_per_year": cases["cost.maintenance_fraction_per_year"] * spent.plant,
        "electricity_eur_per_year": found.energy.power_price
        * (found.energy.electricity + found.energy.pumping),
        "source_heat_eur_per_year": cases["data_centre.heat_price_eur_per_mwh"]
        * found.energy.source,
    }


def finance_figures(cases: Cases, found: Outcome, price: Array, cost: Figures) -> Figures:
    """Net present value and payback at the indicative price; capital to pay back [EUR]."""
    margin = yearly_margin(cases, found.spent, found.paid, price)
    capital = cost["capex_eur"] - cost["grant_eur"] + cost["construction_interest_eur"]
    sold = found.room > 0  # at the bare floor both would only echo the required return
    return {
        "npv_eur": np.where(sold, npv_eur(capital, margin, found.factors), np.nan),
        "payback_years": np.where(sold, payback_years(capital, margin, found.factors), np.nan),
        "capital_eur": capital,
    }


def pipe_figures(cases: Cases, hours: Hours, found: Outcome) -> Figures:
    """Route, pipe, flow, pressure and loss of the connection."""
    built = found.built
    hottest = cases["network.supply_winter_c"] - cases["connection.ground_temperature_c"]
    return {
        "distance_km": cases["connection.distance_km"],
        "route_km": cases["connection.route_km"],
        "dn": built.pipe.dn,
        "flow_m3_per_h": built.flow_m3_per_s * 3600,
        "parallel_pipes": built.pipe.parallel,
        "pressure_drop_bar": built.friction_pa / PASCAL_PER_BAR,
        "pump_head_bar": (built.friction_pa + fixed_head_pa(cases)) / PASCAL_PER_BAR,
        "loss_gwh": hours.total(found.year.loss_mw) / MWH_PER_GWH,
        "supply_drop_k": built.drop * hottest,
    }
