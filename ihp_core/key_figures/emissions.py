"""CO2 that the heat displaces: today's heat against the plant's electricity, on two bases.

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
from ihp_core.site.cases import Cases, choices, scoped
from ihp_core.site.places import country_place
from ihp_core.tables.arrays import Array
from ihp_core.year.hours import Hours

KG_PER_T = 1e3
UNKNOWN = "other"
"""A kind of heat of which nobody can say what it emits."""

Factor = Callable[[Array], Array]
ByKind = tuple[tuple[str, Array], ...]


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
    """CO2 of the heat metered in a year, on both bases; ``grid_kg_per_mwh`` is electricity's."""

    model_config = ConfigDict(frozen=True)

    grid_kg_per_mwh: float
    life_cycle: Basis
    combustion: Basis


def grid_kg_per_mwh(cases: Cases) -> Array:
    """Life-cycle emissions of the country's electricity [kg/MWh], (rows, 1)."""
    return scoped("emission.grid_kg_per_mwh", choices("country"), country_place(cases))


def emissions(cases: Cases, hours: Hours, network: Size, outcome: Outcome) -> Emissions:
    """What the first case's heat displaces over the 8,760 hours."""
    by_kind = _by_kind(cases, hours, network, outcome)
    back, grid = outcome.year.return_c, grid_kg_per_mwh(cases)

    def combustion(kind: Array) -> Array:
        burnt = KG_PER_T * _of_fuel("heat_source.carbon_t_per_mwh", kind)
        return burnt / efficiency(cases, kind, back)

    heat = outcome.energy.heat.item(0)
    today = _sum_kg(hours, by_kind, _life_cycle(cases, back, grid)).item(0)
    burnt = _sum_kg(hours, by_kind, combustion).item(0)
    return Emissions(
        grid_kg_per_mwh=grid.item(0),
        life_cycle=_basis(today, (_drawn_mwh(outcome) * grid).item(0), heat),
        combustion=_basis(burnt, 0.0, heat),
    )


def displaced_t_per_year(cases: Cases, hours: Hours, network: Size, outcome: Outcome) -> Array:
    """CO2 displaced over the life cycle [t/a], (rows, 1); nan where today's heat is unknown."""
    grid = grid_kg_per_mwh(cases)
    factor = _life_cycle(cases, outcome.year.return_c, grid)
    today_kg = _sum_kg(hours, _by_kind(cases, hours, network, outcome), factor)
    return np.asarray((today_kg - _drawn_mwh(outcome) * grid) / KG_PER_T)


def replaced_kg_per_h(cases: Cases, hours: Hours, network: Size, outcome: Outcome) -> Array:
    """Life-cycle emissions of the heat that the first case's plant replaces, hour by hour [kg/h],
    (1, hours); nan where nobody can say what that heat emits."""
    factor = _life_cycle(cases, outcome.year.return_c, grid_kg_per_mwh(cases))
    kilograms = np.zeros(hours.weight_h.shape)
    for name, power in _by_kind(cases, hours, network, outcome):
        if name == UNKNOWN:
            kilograms = np.where(power > 0, np.nan, kilograms)
        else:
            kilograms = kilograms + power * factor(np.full((1, 1), float(KINDS.index(name))))
    return np.asarray(kilograms)


def _by_kind(cases: Cases, hours: Hours, network: Size, outcome: Outcome) -> ByKind:
    carbon = carbon_price_eur_per_t(cases, network.peak_mw)
    return given_by_kind(cases, hours, outcome.year.delivery(carbon))


def _drawn_mwh(outcome: Outcome) -> Array:
    return outcome.energy.electricity + outcome.energy.pumping


def _life_cycle(cases: Cases, return_c: Array, grid: Array) -> Factor:
    """The factor of a kind of unit [kg/MWh heat]: fuel with its chain, own, electricity sold."""

    def factor(kind: Array) -> Array:
        burnt = np.where(_draws(kind), grid, _of_fuel("emission.fuel_kg_per_mwh", kind))
        own = scoped("emission.heat_kg_per_mwh", KINDS, kind)
        lost = scoped("heat_source.power_per_heat", KINDS, kind) * grid
        return burnt / efficiency(cases, kind, return_c) + own - lost

    return factor


def _of_fuel(key: str, kind: Array) -> Array:
    return scoped(key, FUELS, fuels()[kind.astype(int)].astype(float))


def _draws(kind: Array) -> Array:
    return np.asarray(fuels()[kind.astype(int)] == FUELS.index("electricity"))


def _sum_kg(hours: Hours, by_kind: ByKind, factor: Factor) -> Array:
    """Emissions of the heat that all units give in the year [kg], (rows, 1); nan where one is
    unknown."""
    return np.asarray(sum(_kg(hours, name, power, factor) for name, power in by_kind))


def _kg(hours: Hours, name: str, power_mw: Array, factor: Factor) -> Array:
    if name == UNKNOWN:
        return np.where(power_mw.max(axis=1, keepdims=True) > 0, np.nan, 0.0)
    each = factor(np.full((1, 1), float(KINDS.index(name))))
    if each.shape[1] == 1:
        return np.asarray(hours.total(power_mw) * each)
    return hours.total(power_mw * each)


def _basis(today_kg: float, plant_kg: float, heat_mwh: float) -> Basis:
    displaced = today_kg - plant_kg
    per_year = {"today": today_kg, "plant": plant_kg, "displaced": displaced}
    figures = {f"{name}_t_per_year": _known(kg / KG_PER_T) for name, kg in per_year.items()}
    per_mwh = {name: kg / heat_mwh if heat_mwh > 0 else np.nan for name, kg in per_year.items()}
    figures |= {f"{name}_kg_per_mwh": _known(figure) for name, figure in per_mwh.items()}
    return Basis.model_validate(figures)


def _known(figure: float) -> float | None:
    return None if isnan(figure) else figure
