"""The agreement of a site, and what its months are billed at it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ihp_core.assessment import Screened
from ihp_core.contract.avoided import agreed_at
from ihp_core.contract.risks import month_weights
from ihp_core.contract.structures import structure_named
from ihp_core.delivery.civil import Moments
from ihp_core.delivery.settlement import Agreement, Bills, bills
from ihp_core.delivery.steps import Delivered, DeliveryTable, expected, table_of
from ihp_core.economics.outcome import Outcome
from ihp_core.economics.price import indicative
from ihp_core.site.cases import decoded_choice
from ihp_core.tables.arrays import Array
from ihp_core.tables.units import MONTHS_OF_YEAR

POWER = "electricity_eur_per_mwh"


class Billed(NamedTuple):
    """Months with what is due for each, (months,); ``agreements`` is what each is billed by.

    ``settled`` are the months that close a contract year of which all twelve are there.
    """

    months: Moments
    agreements: tuple[Agreement, ...]
    bills: Bills
    settled: tuple[bool, ...]


def agreement_of(screened: Screened, year: int = 1) -> Agreement | None:
    """What the heat is billed by in a contract year, at the full IT load; nothing without heat."""
    outcome = screened.screening.outcome
    if outcome is None or not outcome.energy.heat.item(0) > 0:
        return None
    cases = screened.cases
    price = indicative(cases, outcome.floor.total, outcome.ceiling)
    made = agreed_at(cases, screened.hours, screened.plant.network, outcome, price)
    path = made.path("base")
    market = np.broadcast_to(path.heat_market, (1, len(path.cpi)))
    share = cases["contract.minimum_volume_fraction"].item(0)
    return Agreement(
        str(decoded_choice("contract.structure", cases["contract.structure"].item(0))),
        made.offer._replace(heat=_full_load(outcome)),
        path._replace(heat_market=market),
        min(year, len(path.cpi)),
        minimum_mwh=share * outcome.energy.heat.item(0),
        missing_counted=cases["contract.deemed_delivery_fraction"].item(0),
    )


def _full_load(outcome: Outcome) -> Array:
    """The heat of a year with the full IT load, in every contract year [MWh]."""
    return np.broadcast_to(outcome.energy.heat, (1, outcome.factors.shape[1]))


def billed(screened: Screened, delivered: Delivered) -> Billed | None:
    """Every month of what was delivered with what is due for it; ``None`` without an agreement."""
    first = agreement_of(screened)
    if first is None:
        return None
    table, months = table_of(delivered, "month"), delivered.time.months
    blocks = list(_contract_years(screened, months))
    agreements = [first._replace(year=min(year, len(first.path.cpi))) for year, _ in blocks]
    parts = [
        _bills(agreement, screened, delivered, table, rows)
        for agreement, (_, rows) in zip(agreements, blocks, strict=True)
    ]
    joined = Bills(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    whole = [len(rows) == MONTHS_OF_YEAR for _, rows in blocks]
    sizes = [len(rows) for _, rows in blocks]
    return Billed(
        months,
        tuple(a for a, size in zip(agreements, sizes, strict=True) for _ in range(size)),
        joined,
        tuple(w and n == s - 1 for w, s in zip(whole, sizes, strict=True) for n in range(s)),
    )


def _contract_years(screened: Screened, months: Moments) -> Iterator[tuple[int, np.ndarray]]:
    """The months by contract year: its number and the indices of its months.

    From the start of supply on where that is stated and lies before the months, else by the
    calendar, the first of them being year 1.
    """
    counted = months.astype("datetime64[M]").astype(int)
    start = screened.site.contract.start
    begins = counted[0] - counted[0] % MONTHS_OF_YEAR
    if start is not None:
        begun = int(np.datetime64(start, "M").astype(int))
        begins = begun if begun <= counted[0] else begins
    years = (counted - begins) // MONTHS_OF_YEAR
    for year in np.unique(years).tolist():
        yield year + 1, np.flatnonzero(years == year)


def _bills(
    agreement: Agreement,
    screened: Screened,
    delivered: Delivered,
    table: DeliveryTable,
    rows: np.ndarray,
) -> Bills:
    power = table.columns[POWER][rows]
    if not delivered.power_metered:
        usual = screened.cases["market.electricity_price_eur_per_mwh"].item(0)
        power = agreement.moved(power, usual)
    heat, hours = (table.columns[name][rows] for name in ("heat_mwh", "hours_h"))
    offered = table.columns["deemed_mwh"][rows]
    most = np.inf if np.isnan(offered).all() else float(np.nansum(offered))
    weight = _weight(agreement, screened, delivered.time.months[rows])
    return bills(agreement, np.nan_to_num(heat), power, hours, most, weight)


def _weight(agreement: Agreement, screened: Screened, months: Moments) -> Array:
    """Price of each month over that of the expected year, whose months go by the clock on the
    wall, (months,)."""
    outcome, kind = screened.screening.outcome, structure_named(agreement.structure)
    if outcome is None or kind.by_hour is None:
        return np.ones(len(months))
    heat_mw = outcome.year.delivered_mw
    usual = month_weights(kind.by_hour, screened.cases, screened.hours, heat_mw)[0]
    heat = table_of(expected(screened), "month").columns["heat_mwh"]
    of_year = months.astype("datetime64[M]").astype(int) % MONTHS_OF_YEAR
    return np.asarray((usual * heat.sum() / (usual * heat).sum())[of_year])
