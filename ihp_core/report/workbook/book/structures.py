"""The price structures as columns of the years: a formula for each way to price, and the choice."""

from __future__ import annotations

from ihp_core.contract.structures import STRUCTURES, Offer, PriceStructure
from ihp_core.text.figures import shown

START = STRUCTURES["indexed"].formula.format(
    cpi="1", market="1", power_of_year="market_electricity_price_eur_per_mwh"
)
"""The price by the index before anything in it has moved."""


def index_amounts(offer: Offer) -> dict[str, float]:
    """The figures of the structures' formulas by their cell, each as the model has it."""
    lowest, highest = offer.bounds
    cells = {
        "operating_part": offer.operating,
        "capital_part": offer.capital,
        "market_part": offer.market,
        "avoided_share": offer.share,
        "collar_low": lowest,
        "collar_high": highest,
        "collar_shift": offer.shift,
        "start_price": offer.start,
    }
    return {name: float(amount.item(0)) for name, amount in cells.items()}


def priced_alone() -> tuple[PriceStructure, ...]:
    """One structure for each formula: those that price alike share the column of the first."""
    columns: dict[str, PriceStructure] = {}
    for kind in STRUCTURES.values():
        columns.setdefault(kind.formula, kind)
    return tuple(columns.values())


def chosen_formula(language: str) -> str:
    """The column of the structure that the contract has, told by what it is called."""
    first, *others = priced_alone()
    formula = f"{{{first.name}}}"
    for column in others:
        alike = [kind.name for kind in STRUCTURES.values() if kind.formula == column.formula]
        named = [f'contract_structure="{_called(name, language)}"' for name in alike]
        condition = named[0] if len(named) == 1 else f"OR({','.join(named)})"
        formula = f"IF({condition},{{{column.name}}},{formula})"
    return formula


def _called(name: str, language: str) -> str:
    """A structure's name in words, as it stands between the quotation marks of a formula."""
    return shown(name, "", language).replace('"', '""').replace("{", "{{").replace("}", "}}")
