"""The price structures as columns of the years: a formula for each way to price, and the choice."""

from __future__ import annotations

from ihp_core.contract.structures import STRUCTURES, PriceStructure
from ihp_core.text.figures import shown

START = STRUCTURES["indexed"].formula.format(
    cpi="1", market="1", power_of_year="market_electricity_price_eur_per_mwh"
)
"""The price by the index before anything in it has moved."""


def priced_alone() -> tuple[PriceStructure, ...]:
    """One structure for each formula: those that price alike share the column of the first."""
    return tuple({kind.formula: kind for kind in reversed(STRUCTURES.values())}.values())[::-1]


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
