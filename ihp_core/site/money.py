"""What is stated of prices and of the contract, on its own because it is money, not heat."""

from __future__ import annotations

import datetime as dt

from pydantic import model_validator

from ihp_core.site.fields import (
    Number,
    Part,
    Party,
    PowerConnection,
    Structure,
    Whole,
    choice,
    contradiction,
    known,
)
from ihp_core.tables.assumptions import value


class Market(Part):
    """Prices without VAT, in the money of the price year."""

    electricity_connection: PowerConnection | None = choice("money")
    electricity_price_eur_per_mwh: Number | None = known(0, 1000, "EUR/MWh", 5, "money")
    gas_price_eur_per_mwh: Number | None = known(0, 500, "EUR/MWh", 1, "money")
    carbon_price_eur_per_t: Number | None = known(0, 1000, "EUR/t", 5, "money")
    connection_fee_eur: Number | None = known(0, 1e8, "EUR", 10000, "money", adds="capital")
    flexibility_eur_per_mw_year: Number | None = known(0, 1e6, "EUR/MW/a", 1000, "money")


class Contract(Part):
    """The heat purchase agreement and what the producer needs to earn."""

    structure: Structure | None = choice("money")
    term_years: Whole | None = known(5, 40, "a", 1, "money")
    discount_rate_fraction: Number | None = known(0, 0.3, "share", 0.005, "money")
    grant_fraction: Number | None = known(0, 0.9, "share", 0.05, "money")
    pipe_residual_fraction: Number | None = known(0, 1, "share", 0.05, "money")
    debt_fraction: Number | None = known(0, 1, "share", 0.05, "money")
    debt_rate_fraction: Number | None = known(0, 0.3, "share", 0.005, "money")
    debt_years: Whole | None = known(1, 40, "a", 1, "money")
    after_tax: bool | None = choice("money")
    minimum_volume_fraction: Number | None = known(0, 1, "share", 0.05, "money")
    target_price_eur_per_mwh: Number | None = known(0, 500, "EUR/MWh", 1, "money")
    room_share_fraction: Number | None = known(0, 1, "share", 0.05, "money")
    escalator_fraction: Number | None = known(-0.1, 0.2, "share", 0.005, "money")
    market_element_fraction: Number | None = known(0, 1, "share", 0.05, "money")
    fall_per_k_fraction: Number | None = known(0, 0.5, "share", 0.01, "money")
    no_price_above_c: Number | None = known(0, 50, "°C", 0.5, "money")
    collar_low_fraction: Number | None = known(0, 1, "share", 0.05, "money")
    collar_high_fraction: Number | None = known(1, 3, "share", 0.05, "money")
    summer_price_fraction: Number | None = known(0, 1, "share", 0.05, "money")
    winter_from_month: Whole | None = known(1, 12, "month", 1, "money")
    winter_to_month: Whole | None = known(1, 12, "month", 1, "money")
    availability_guarantee_fraction: Number | None = known(0.5, 1, "share", 0.01, "money")
    it_load_trigger_fraction: Number | None = known(0, 1, "share", 0.05, "money")
    closure_carried_by: Party | None = choice("money")
    it_load_carried_by: Party | None = choice("money")
    demand_carried_by: Party | None = choice("money")
    start: dt.date | None = choice("money")

    @model_validator(mode="after")
    def _debt_is_paid_back_within_the_term(self) -> Contract:
        usual = int(value("contract.term_years"))
        term = usual if self.term_years is None else self.term_years
        if self.debt_years is not None and self.debt_years > term:
            raise contradiction("debt_beyond_term", "contract.debt_years", self.debt_years, term)
        return self
