"""What two parties negotiate on, as one frozen record of one case.

Lists by year begin with contract year 1, those of the cash flow with year 0. What is ``None``
does not exist here, or is not for the eyes it was made for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, PrivateAttr, computed_field

from ihp_core.site.fields import Party, Structure

Series = tuple[float, ...]
Group = TypeVar("Group", bound="Figures")


class Figures(BaseModel):
    """A frozen group of figures."""

    model_config = ConfigDict(frozen=True)


class Flow(Figures):
    """The producer's cash flow [EUR], real and, by name, in the money of each year."""

    year: tuple[int, ...]
    capital_eur: Series
    grant_eur: Series
    construction_interest_eur: Series
    replacement_eur: Series
    pipe_residual_eur: Series
    revenue_eur: Series
    electricity_eur: Series
    maintenance_eur: Series
    source_heat_eur: Series
    net_eur: Series
    cumulative_eur: Series
    discounted_cumulative_eur: Series
    nominal_replacement_eur: Series
    nominal_pipe_residual_eur: Series
    nominal_revenue_eur: Series
    nominal_electricity_eur: Series
    nominal_maintenance_eur: Series
    nominal_source_heat_eur: Series
    nominal_net_eur: Series
    nominal_cumulative_eur: Series


class Returns(Figures):
    """The producer's case at the indicative price, before tax.

    In the money of each year the required return is nominal, and the value is the same.
    """

    npv_eur: float
    nominal_npv_eur: float
    discount_rate_fraction: float
    nominal_discount_rate_fraction: float
    irr_fraction: float | None
    nominal_irr_fraction: float | None
    payback_years: float | None


class StructurePath(Figures):
    """A price structure in a scenario, in the money of each year unless it says real."""

    structure: Structure
    scenario: str
    price_eur_per_mwh: Series | None
    real_price_eur_per_mwh: Series | None
    avoided_eur_per_mwh: Series
    revenue_eur: Series | None
    certain_eur: Series | None
    saving_eur: Series | None
    margin_eur: Series | None


class ShockShare(Figures):
    """Who pays for the shock years, against the base; shares of the rise in electricity cost."""

    structure: Structure
    operator_extra_eur: float | None
    avoided_rise_eur: float
    electricity_rise_eur: float | None
    producer_lost_eur: float | None
    operator_fraction: float | None
    producer_fraction: float | None


class RiskShare(Figures):
    """What of each risk the operator carries by a price structure, of 1; the producer the rest.

    ``mild_year_fraction`` is what a year 1 K warmer than expected pays for the same heat, and
    ``month_price_eur_per_mwh`` the price in each month at the start of supply.
    """

    structure: Structure
    electricity_fraction: float | None
    heat_market_fraction: float | None
    inflation_fraction: float | None
    volume_fraction: float | None
    mild_year_fraction: float
    month_price_eur_per_mwh: Series | None


class ContractTerms(Figures):
    """What is certain and what is owed, in the money of the start of supply."""

    minimum_volume_fraction: float
    minimum_volume_mwh: float
    certain_revenue_eur_per_year: float | None
    deemed_delivery_fraction: float
    deemed_delivery_eur_per_mwh: float | None
    start_price_eur_per_mwh: float | None
    fixed_part_eur_per_mwh: float | None
    capital_part_eur_per_mwh: float | None
    operating_part_eur_per_mwh: float | None
    market_element_fraction: float
    market_part_eur_per_mwh: float | None
    levelling_rate_fraction: float
    energy_price_eur_per_mwh: float | None
    capacity_payment_eur_per_mw_year: float | None
    guaranteed_system_cop: float | None
    escalator_fraction: float
    share_of_alternative_fraction: float | None
    lowest_price_eur_per_mwh: float | None
    highest_price_eur_per_mwh: float | None
    collar_shift_eur_per_mwh: float | None
    winter_price_eur_per_mwh: float | None
    summer_price_eur_per_mwh: float | None
    price_at_0_c_eur_per_mwh: float | None
    availability_guarantee_fraction: float
    availability_fraction: float
    missing_allowed_mwh: float
    availability_reserve_mwh: float
    remedy_eur_per_point: float | None

    @property
    def staying_fraction(self) -> float:
        """Of what is paid for the capacity, the share that stays the same in all years."""
        capital = self.capital_part_eur_per_mwh or 0.0
        whole = capital + (self.operating_part_eur_per_mwh or 0.0)
        return capital / whole if whole > 0 else 0.0

    @property
    def with_prices_eur_per_mwh(self) -> float | None:
        """What goes with consumer prices: upkeep, and what a collar moves its index by."""
        operating = self.operating_part_eur_per_mwh
        return None if operating is None else operating + (self.collar_shift_eur_per_mwh or 0.0)

    @property
    def above_its_mean_eur_per_mwh(self) -> float:
        """How much more the capital part starts at than it is worth in today's money."""
        fixed, operating = self.fixed_part_eur_per_mwh, self.operating_part_eur_per_mwh
        return (self.capital_part_eur_per_mwh or 0.0) - (fixed or 0.0) + (operating or 0.0)


class PartyGains(Figures):
    """Yearly gains at every price of the list [EUR/a]."""

    price_eur_per_mwh: Series
    operator_eur: Series
    producer_eur: Series
    data_centre_eur: Series
    source_heat_eur_per_year: float
    cooling_saved_eur_per_year: float
    producer_cost_eur_per_year: float
    displaced_eur_per_year: float


class Exit(Figures):
    """Capital outstanding at the end of the years named, and who carries it by cause."""

    year: tuple[int, ...]
    straight_line_fraction: Series
    straight_line_eur: Series | None
    annuity_eur: Series | None
    closure_carried_by: Party
    it_load_carried_by: Party
    demand_carried_by: Party
    it_load_trigger_fraction: float


class Grant(Figures):
    """The indicative price without a grant, and with the one that the country may give.

    ``source`` names its conditions and its end, where the country has one.
    """

    grant_fraction: float
    source: str
    without_eur_per_mwh: float
    with_eur_per_mwh: float


class Later(NamedTuple):
    """What makes every price structure in every scenario, who pays for the shock years and who
    carries which risk."""

    structures: Callable[[], tuple[StructurePath, ...]]
    shock: Callable[[], tuple[ShockShare, ...]]
    risks: Callable[[], tuple[RiskShare, ...]]


class Negotiation(Figures):
    """What the heat costs, what it replaces, who carries which risk and what each party gains.

    ``todays_years``: in how many contract years law lets today's fuel burn, ``None`` for all.
    What the structures come to over the years is made when first asked for.
    """

    _later: Later = PrivateAttr()

    has_room: bool
    structure: Structure
    price_eur_per_mwh: float | None
    shock_years: tuple[int, ...]
    todays_years: int | None = None
    terms: ContractTerms
    exit: Exit
    gains: PartyGains | None
    cash_flow: Flow | None
    returns: Returns | None
    grant: Grant | None

    def with_later(self, later: Later) -> Negotiation:
        """The same, able to say what the structures come to."""
        self._later = later
        for name in Later._fields:
            self.__dict__.pop(name, None)  # a copy takes along what was made already
        return self

    @computed_field  # type: ignore[prop-decorator]  # mypy knows no decorated property
    @cached_property
    def structures(self) -> tuple[StructurePath, ...]:
        """The price structures, each in every scenario."""
        return self._later.structures()

    @computed_field  # type: ignore[prop-decorator]  # mypy knows no decorated property
    @cached_property
    def shock(self) -> tuple[ShockShare, ...]:
        """Who pays for the shock years, by price structure."""
        return self._later.shock()

    @computed_field  # type: ignore[prop-decorator]  # mypy knows no decorated property
    @cached_property
    def risks(self) -> tuple[RiskShare, ...]:
        """Who carries which risk, by price structure."""
        return self._later.risks()

    def path(self, structure: Structure, scenario: str) -> StructurePath:
        """One price structure in one scenario; ``KeyError`` where there is none."""
        by_name = {(path.structure, path.scenario): path for path in self.structures}
        return by_name[structure, scenario]

    def discreet(self) -> Negotiation:
        """The same without the producer's figures; without room there is no price either."""
        hidden = dict.fromkeys(("gains", "cash_flow", "returns", "grant"))
        parts = {
            "terms": _without(self.terms, PRODUCERS, self.has_room),
            "exit": _without(self.exit, PRODUCERS, self.has_room),
        }
        price = self.price_eur_per_mwh if self.has_room else None
        shown = self.model_copy(update=hidden | parts | {"price_eur_per_mwh": price})
        return shown.with_later(
            Later(
                partial(_discreet, lambda: self.structures, self.has_room),
                partial(_discreet, lambda: self.shock, self.has_room),
                partial(_discreet, lambda: self.risks, self.has_room),
            )
        )


PRODUCERS = frozenset(
    (
        "margin_eur",
        "producer_lost_eur",
        "electricity_rise_eur",
        "straight_line_eur",
        "annuity_eur",
    )
)
"""Figures that only the producer sees."""

PRICED = frozenset(
    (
        "price_eur_per_mwh",
        "real_price_eur_per_mwh",
        "revenue_eur",
        "certain_eur",
        "saving_eur",
        "operator_extra_eur",
        "certain_revenue_eur_per_year",
        "deemed_delivery_eur_per_mwh",
        "start_price_eur_per_mwh",
        "fixed_part_eur_per_mwh",
        "capital_part_eur_per_mwh",
        "operating_part_eur_per_mwh",
        "market_part_eur_per_mwh",
        "energy_price_eur_per_mwh",
        "capacity_payment_eur_per_mw_year",
        "share_of_alternative_fraction",
        "lowest_price_eur_per_mwh",
        "highest_price_eur_per_mwh",
        "collar_shift_eur_per_mwh",
        "winter_price_eur_per_mwh",
        "summer_price_eur_per_mwh",
        "price_at_0_c_eur_per_mwh",
        "month_price_eur_per_mwh",
        "electricity_fraction",
        "heat_market_fraction",
        "inflation_fraction",
        "volume_fraction",
        "remedy_eur_per_point",
    )
)
"""Figures from which the price can be told: without room that is the producer's cost."""


def _discreet(groups: Callable[[], Sequence[Group]], priced: bool) -> tuple[Group, ...]:
    """What the structures come to, without the producer's figures."""
    return tuple(_without(group, PRODUCERS, priced) for group in groups())


def _without(group: Group, names: frozenset[str], priced: bool) -> Group:
    gone = names if priced else names | PRICED
    return group.model_copy(update=dict.fromkeys(gone & set(type(group).model_fields)))
