"""The part of the answer that says what the electricity costs and why."""

from __future__ import annotations

import numpy as np
from pydantic import BaseModel, ConfigDict

from ihp_core.economics.outcome import Outcome
from ihp_core.economics.todays_cost import contract_years
from ihp_core.key_figures.grid_fee import RELIEF, grid_use
from ihp_core.operation.electricity import ALL_IN, SPOT, exchange_measured, parts
from ihp_core.site.cases import Cases, choices, decoded_choice
from ihp_core.site.filling import fill
from ihp_core.site.places import CONNECTION
from ihp_core.tables.assumptions import number, table_rows, value
from ihp_core.tables.units import HOURS_OF_YEAR, MWH_PER_GWH
from ihp_core.year.hours import Hours

HIGH_VOLTAGE = "electricity.grid_high_voltage_eur_per_mwh"


class GridFee(BaseModel):
    """What an individual grid fee would save at the most, where the country's law has one.

    Never in the price: it has to be agreed, and ``last_year`` is the law's last.
    ``least_fraction`` is nothing where the plant does not reach ``from_h`` and ``above_gwh``, or
    draws through the data centre's connection.
    """

    model_config = ConfigDict(frozen=True)

    law: str
    above_gwh: float
    from_h: float
    last_year: int
    contract_years: int
    drawn_gwh: float
    of_use_h: float
    published_eur_per_mwh: float
    high_voltage_eur_per_mwh: float
    least_fraction: float | None
    saving_eur_per_mwh: float
    saving_of_heat_eur_per_mwh: float


class Tariff(BaseModel):
    """The all-in price by its parts, at the hours of use, and by connection [EUR/MWh].

    ``presets`` are the country's usual prices; ``stated`` says that the price is the site's own,
    ``energy_measured`` that its energy part is the exchange's price of a measured year.
    """

    model_config = ConfigDict(frozen=True)

    connection: str
    stated: bool
    all_in_eur_per_mwh: float
    energy_eur_per_mwh: float
    grid_eur_per_mwh: float
    levies_eur_per_mwh: float
    tax_eur_per_mwh: float
    energy_measured: bool
    at_use_eur_per_mwh: float
    presets: dict[str, float]
    grid_fee: GridFee | None


def tariff(stated: Cases, cases: Cases, hours: Hours, outcome: Outcome) -> Tariff:
    """The electricity price of the first case."""
    split, measured = parts(cases), exchange_measured(cases, hours)
    if measured:
        energy = hours.total(hours.own[SPOT]) / HOURS_OF_YEAR
        split = split._replace(energy=energy, grid=split.grid + split.energy - energy)
    return Tariff(
        connection=str(decoded_choice(CONNECTION, cases[CONNECTION].item(0))),
        stated=not np.isnan(stated[ALL_IN].item(0)),
        all_in_eur_per_mwh=cases[ALL_IN].item(0),
        energy_eur_per_mwh=split.energy.item(0),
        grid_eur_per_mwh=split.grid.item(0),
        levies_eur_per_mwh=split.levies.item(0),
        tax_eur_per_mwh=split.tax.item(0),
        at_use_eur_per_mwh=outcome.energy.power_price.item(0),
        energy_measured=measured,
        presets=_presets(stated),
        grid_fee=_grid_fee(cases, hours, outcome),
    )


def _grid_fee(cases: Cases, hours: Hours, outcome: Outcome) -> GridFee | None:
    """The country's law, and what the plant's year of the full load comes to under it."""
    country = decoded_choice("country", cases["country"].item(0))
    steps = [row for row in table_rows(RELIEF) if row["country"] == country]
    year = outcome.year
    if not steps or not np.any(year.electricity_mw > 0):
        return None
    law = min(steps, key=lambda row: number(row["from_hours"]))
    used = grid_use(cases, hours, year.electricity_mw + year.pumping_mw)
    least, saving = used.least_fraction.item(0), used.saving.item(0)
    per_heat = used.drawn_gwh * MWH_PER_GWH / outcome.heat_mwh
    return GridFee(
        law=law["law"],
        above_gwh=number(law["above_gwh"]),
        from_h=number(law["from_hours"]),
        **_years(cases, int(number(law["last_year"]))),
        drawn_gwh=used.drawn_gwh.item(0),
        of_use_h=used.hours_of_use.item(0),
        published_eur_per_mwh=used.published.item(0),
        high_voltage_eur_per_mwh=value(HIGH_VOLTAGE, str(country)),
        least_fraction=least if least < 1 else None,
        saving_eur_per_mwh=saving,
        saving_of_heat_eur_per_mwh=saving * per_heat.item(0),
    )


def _years(cases: Cases, last_year: int) -> dict[str, int]:
    calendar = contract_years(cases, int(cases["contract.term_years"].item(0)))
    return {"last_year": last_year, "contract_years": int((calendar <= last_year).sum())}


def _presets(stated: Cases) -> dict[str, float]:
    """What each connection would cost where nothing is stated."""
    open_price = stated.with_({ALL_IN: np.nan})
    return {
        name: fill(open_price.with_({CONNECTION: float(code)}))[ALL_IN].item(0)
        for code, name in enumerate(choices(CONNECTION))
    }
