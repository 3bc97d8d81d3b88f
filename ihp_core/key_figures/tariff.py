"""The part of the answer that says what the electricity costs and why."""

from __future__ import annotations

import numpy as np
from pydantic import BaseModel, ConfigDict

from ihp_core.economics.outcome import Outcome
from ihp_core.operation.electricity import ALL_IN, parts
from ihp_core.site.cases import Cases, choices, decoded_choice
from ihp_core.site.filling import fill
from ihp_core.site.places import CONNECTION


class Tariff(BaseModel):
    """The all-in price by its parts, at the hours of use, and by connection [EUR/MWh].

    ``presets`` are the country's usual prices; ``stated`` says that the price is the site's own.
    """

    model_config = ConfigDict(frozen=True)

    connection: str
    stated: bool
    all_in_eur_per_mwh: float
    energy_eur_per_mwh: float
    grid_eur_per_mwh: float
    tax_eur_per_mwh: float
    at_use_eur_per_mwh: float
    presets: dict[str, float]


def tariff(stated: Cases, cases: Cases, outcome: Outcome) -> Tariff:
    """The electricity price of the first case."""
    split = parts(cases)
    return Tariff(
        connection=str(decoded_choice(CONNECTION, cases[CONNECTION].item(0))),
        stated=not np.isnan(stated[ALL_IN].item(0)),
        all_in_eur_per_mwh=cases[ALL_IN].item(0),
        energy_eur_per_mwh=split.energy.item(0),
        grid_eur_per_mwh=split.grid.item(0),
        tax_eur_per_mwh=split.tax.item(0),
        at_use_eur_per_mwh=outcome.energy.power_price.item(0),
        presets=_presets(stated),
    )


def _presets(stated: Cases) -> dict[str, float]:
    """What each connection would cost where nothing is stated."""
    open_price = stated.with_({ALL_IN: np.nan})
    return {
        name: fill(open_price.with_({CONNECTION: float(code)}))[ALL_IN].item(0)
        for code, name in enumerate(choices(CONNECTION))
    }
