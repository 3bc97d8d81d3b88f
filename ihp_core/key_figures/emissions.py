"""CO2 that the heat displaces, and the primary energy in it where a country's law counts it.

CO2 is today's heat against the plant's electricity, on two bases.

Life cycle, for display: fuels with their chain, electricity by the grid's factor. Combustion, for
cost: what burns at the heat plant and pays for its carbon; electricity pays for its own in its
price and counts nothing here. Either may be small or below zero and is shown as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isnan

import numpy as np
from pydantic import BaseModel, ConfigDict

from ihp_core.economics.outcome import Outcome
from ihp_core.key_figures.replaced import given_by_kind
from ihp_core.operation.network import Size
from ihp_core.operation.todays_heat import FUELS, KINDS, carbon_price_eur_per_t, efficiency, fuels
from ihp_core.site.cases import Cases, choices, decoded_choice, scoped
from ihp_core.site.places import country_place
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import assumptions, value
from ihp_core.year.hours import Hours

KG_PER_T = 1e3
UNKNOWN = "other"
"""A kind of heat of which nobody can say what it emits."""

PRIMARY_ENERGY = (
    "electricity",
    "surplus_heat",
    "large_heat_pump_mw",
    "large_heat_pump_electricity",
)

Factor = Callable[[Array], Array]


class Basis(BaseModel):
    """Today's heat, the plant that displaces it, and the difference, of a year and per MWh.

    ``None`` where today's heat is of a kind that nothing is known of; per MWh also without heat.
    """

    model_config = ConfigDict(frozen=True)

    today_t_per_year: float | None
    plant_t_per_year: float
    displaced_t_per_year: float | None
    today_kg_per_mwh: float | None
    plant_kg_per_mwh: float | None
    displaced_kg_per_mwh: float | None


class Emissions(BaseModel):
    """CO2 of the heat metered in a year, on both bases; ``grid_kg_per_mwh`` is electricity's.

    ``primary_energy_factor`` is the non-renewable primary energy per MWh metered [MWh/MWh];
    ``None`` where no law of the country is known, or no heat is delivered.
    """

    model_config = ConfigDict(frozen=True)

    grid_kg_per_mwh: float
    primary_energy_factor: float | None
    life_cycle: Basis
    combustion: Basis


def grid_kg_per_mwh(cases: Cases) -> Array:
    """Life-cycle emissions of the country's electricity [kg/MWh], (rows, 1)."""
    return scoped("emission.grid_kg_per_mwh", choices("country"), country_place(cases))


def emissions(cases: Cases, hours: Hours, network: Size, outcome: Outcome) -> Emissions:
    """What the first case's heat displaces over the 8,760 hours."""
    year, energy, grid = outcome.year, outcome.energy, grid_kg_per_mwh(cases)
    carbon = carbon_price_eur_per_t(cases, network.peak_mw)
    by_kind = given_by_kind(cases, hours, year.delivery(carbon))

    def today_kg(factor: Callable[[Array], Array]) -> float:
        return sum(_kg(hours, name, power, factor) for name, power in by_kind)

    def life_cycle(kind: Array) -> Array:
        burnt = np.where(_draws(kind), grid, _of_fuel("emission.fuel_kg_per_mwh", kind))
        own = scoped("emission.heat_kg_per_mwh", KINDS, kind)
        lost = scoped("heat_source.power_per_heat", KINDS, kind) * grid
        return burnt / efficiency(cases, kind, year.return_c) + own - lost

    def combustion(kind: Array) -> Array:
        burnt = KG_PER_T * _of_fuel("heat_source.carbon_t_per_mwh", kind)
        return burnt / efficiency(cases, kind, year.return_c)

    heat, drawn = energy.heat.item(0), ((energy.electricity + energy.pumping) * grid).item(0)
    return Emissions(
        grid_kg_per_mwh=grid.item(0),
        primary_energy_factor=primary_energy_factor(cases, outcome),
        life_cycle=_basis(today_kg(life_cycle), drawn, heat),
        combustion=_basis(today_kg(combustion), 0.0, heat),
    )


def primary_energy_factor(cases: Cases, outcome: Outcome) -> float | None:
    """Non-renewable primary energy of the first case's electricity and surplus heat over its heat.

    By the law of the country: electricity and auxiliary energy with their factors, over the heat
    that is metered [MWh/MWh].
    """
    country = str(decoded_choice("country", cases["country"].item(0)))
    energy, heat = outcome.energy, outcome.energy.heat.item(0)
    if ("primary_energy.electricity", country) not in assumptions() or heat <= 0:
        return None
    electricity, surplus, large_mw, of_large = (
        value(f"primary_energy.{name}", country) for name in PRIMARY_ENERGY
    )
    lifting = of_large if outcome.built.heat_pump_mw.item(0) >= large_mw else electricity
    used = lifting * energy.electricity + electricity * energy.pumping + surplus * energy.source
    return used.item(0) / heat


def _of_fuel(key: str, kind: Array) -> Array:
    return scoped(key, FUELS, fuels()[kind.astype(int)].astype(float))


def _draws(kind: Array) -> Array:
    return np.asarray(fuels()[kind.astype(int)] == FUELS.index("electricity"))


def _kg(hours: Hours, name: str, power_mw: Array, factor: Factor) -> float:
    """Emissions of the heat that a kind of unit gives in the year [kg]; nan where unknown."""
    if name == UNKNOWN:
        return np.nan if np.any(power_mw > 0) else 0.0
    kind = np.full((1, 1), float(KINDS.index(name)))
    return float(hours.total(power_mw * factor(kind)).item(0))


def _basis(today_kg: float, plant_kg: float, heat_mwh: float) -> Basis:
    displaced = today_kg - plant_kg
    per_year = {"today": today_kg, "plant": plant_kg, "displaced": displaced}
    figures = {f"{name}_t_per_year": _known(kg / KG_PER_T) for name, kg in per_year.items()}
    per_mwh = {name: kg / heat_mwh if heat_mwh > 0 else np.nan for name, kg in per_year.items()}
    figures |= {f"{name}_kg_per_mwh": _known(figure) for name, figure in per_mwh.items()}
    return Basis.model_validate(figures)


def _known(figure: float) -> float | None:
    return None if isnan(figure) else figure
