"""What is missing in the coldest three days when the largest unit or the whole plant is out.

A unit out is the same plant with less capacity, through the same year.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.assessment import Screened
from ihp_core.key_figures.handover import coldest
from ihp_core.operation.heat_year import HeatYear, heat_year
from ihp_core.operation.todays_heat import carbon_price_eur_per_t, displaced_cost
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array
from ihp_core.year.hours import Hours

OUTAGE, FIRM = "operation.forced_outage_fraction", "plant.firm_capacity_mw"


class ColdOutage(NamedTuple):
    """What is missing in the coldest spell: heat [MWh], at most [MW], as a share of what the plant
    would give; of it what the producer's back-up boiler gives [MWh]; what the rest costs the
    operator [EUR]; and the reserve it needs for that [MW], with what such a boiler costs new
    [EUR]."""

    missing_mwh: float
    missing_mw: float
    missing_fraction: float
    backed_up_mwh: float
    cost_eur: float
    reserve_mw: float
    reserve_eur: float


class Redundancy(NamedTuple):
    """Both outages, the heat that the plant gives in the spell while all of it runs [MWh], the
    network's load in it [MWh], its length [h], and the number of units."""

    unit: ColdOutage
    plant: ColdOutage
    given_mwh: float
    load_mwh: float
    hours: int
    units: int


def redundancy(screened_site: Screened) -> Redundancy | None:
    """What an outage in the coldest days leaves missing; ``None`` where nothing is delivered then.

    Faults are left aside: the plant runs but for what is out.
    """
    cases, hours, plant = screened_site.cases, screened_site.hours, screened_site.plant
    spell, units = coldest(hours), int(cases["plant.units"].item(0))
    left = (units - 1) / units
    counts = np.array([units, max(units - 1, 1), 1])
    share = np.array([[1.0], [left], [0.0]])
    built = plant.built._replace(heat_pump_mw=plant.built.heat_pump_mw * share)
    many = cases.with_({OUTAGE: 0.0, "plant.units": counts})
    year = heat_year(many, hours, plant.network, built)
    delivered = year.delivered_mw.copy()
    delivered[1] = delivered[1:].max(axis=0)  # the exchanger alone, where that gives more
    delivered[2] = 0.0  # and none with the exchanger out too
    given = float(delivered[0, spell].sum())
    if not given > 0:
        return None
    saved = _saved_eur(screened_site, many, hours, year._replace(delivered_mw=delivered))[:, spell]
    of_unit, of_plant = (_outage(cases, delivered[:, spell], saved, row) for row in (1, 2))
    load = float(np.broadcast_to(year.load_mw, delivered.shape)[0, spell].sum())
    return Redundancy(of_unit, of_plant, given, load, len(spell), units)


def _saved_eur(screened_site: Screened, cases: Cases, hours: Hours, year: HeatYear) -> Array:
    """What the operator's units would have to spend for what is delivered [EUR/h]."""
    carbon = carbon_price_eur_per_t(cases, screened_site.plant.network.peak_mw)
    return np.asarray(displaced_cost(cases, hours, year.delivery(carbon)) * year.delivered_mw)


def _outage(cases: Cases, delivered: Array, saved: Array, row: int) -> ColdOutage:
    """One outage against the plant as it stands."""
    missing = np.maximum(delivered[0] - delivered[row], 0)
    left = missing - np.minimum(missing, cases[FIRM].item(0))
    each = (saved[0] - saved[row]) / np.maximum(missing, 1e-9)
    reserve = float(left.max())
    return ColdOutage(
        float(missing.sum()),
        float(missing.max()),
        float(missing.sum() / delivered[0].sum()),
        float((missing - left).sum()),
        float((each * left).sum()),
        reserve,
        reserve * cases["cost.backup_boiler_eur_per_mw"].item(0),
    )
