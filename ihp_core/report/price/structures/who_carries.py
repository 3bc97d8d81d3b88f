"""Who carries which risk by price structure, and what a month costs where months differ."""

from __future__ import annotations

import datetime as dt

from ihp_core.contract.risks import DEARER
from ihp_core.contract.shapes import Negotiation, RiskShare
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.names import month_alone

Rows = dict[str, list[str]]
ALL_OF_IT = 0.95
"""From this share on a risk is told as carried by one party: the rest is rounding."""
ALIKE = 0.005
RISKS = ("electricity", "heat_market", "inflation", "volume")


def carried_rows(negotiation: Negotiation, language: str = SPOKEN) -> Rows:
    """A row a structure, a column a risk; empty where there is no price to tell them of."""
    if negotiation.price_eur_per_mwh is None:
        return {}
    shares = negotiation.risks
    names = [say(f"price.structure.{share.structure}", language) for share in shares]
    rows = {say("price.years.structure", language): names}
    dearer = figure(DEARER, "share", language)
    rows |= {
        say(f"price.carried.{risk}", language, dearer=dearer): [
            _who(getattr(share, f"{risk}_fraction"), language) for share in shares
        ]
        for risk in RISKS
    }
    return rows | {say("price.carried.mild", language): [_mild(s, language) for s in shares]}


def _who(operator: float | None, language: str) -> str:
    if operator is None:
        return say("figure.none", language)
    if operator >= ALL_OF_IT:
        return say("price.carried.operator", language)
    if operator <= 1 - ALL_OF_IT:
        return say("price.carried.producer", language)
    return say("price.carried.shared", language, share=figure(operator, "share", language))


def _mild(share: RiskShare, language: str) -> str:
    less = 1 - share.mild_year_fraction
    if abs(less) < ALIKE:
        return say("price.carried.alike", language)
    code = "less" if less > 0 else "more"
    return say(f"price.carried.{code}", language, share=figure(abs(less), "share", language))


def month_rows(negotiation: Negotiation, language: str = SPOKEN) -> Rows:
    """The price of each month at the start of supply where a structure tells them apart."""
    apart = {s.structure: s.month_price_eur_per_mwh for s in negotiation.risks}
    prices = {name: series for name, series in apart.items() if series}
    if not prices:
        return {}
    named = [month_alone(dt.date(2025, month, 1), language) for month in range(1, 13)]
    return {say("price.carried.month", language): named} | {
        say(f"price.structure.{name}", language): [figure(p, "EUR/MWh", language) for p in series]
        for name, series in prices.items()
    }
