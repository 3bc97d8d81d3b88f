"""Debt, its cover, equity and tax in sentences and tables. For the internal view only."""

from __future__ import annotations

from ihp_core.contract.financing import Financing
from ihp_core.contract.shapes import Returns
from ihp_core.report.summary.figure_tables import Rows
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, figure, say

LEVELS = ("entered", "p50", "p90")
SPLIT = ("project", "tax", "interest", "repayment", "equity")
BANKS = ("interest", "repayment")
"""Flows that there are with a debt alone."""
COVER = "x"


def financing_sentences(assessment: Assessment, language: str = SPOKEN) -> list[str]:
    """What is lent and how well it is covered, what the owner earns, what tax adds."""
    found = assessment.financing
    if found is None:
        return [say("financing.none", language)]
    told = [_debt(found, language), _equity(found, language), _tax(found, assessment, language)]
    return [sentence for sentence in told if sentence]


def _debt(found: Financing, language: str) -> str:
    covers = {name: getattr(found, name) for name in LEVELS}
    if found.entered.least is None:
        return ""
    least = {
        name: figure(one.least if one else None, COVER, language) for name, one in covers.items()
    }
    words = {
        "share": figure(found.debt_fraction, "share", language),
        "rate": figure(found.debt_rate_fraction, "share", language),
        "years": figure(found.debt_years, "a", language),
        "lent": figure(-found.debt_eur[0], "EUR", language),
        "service": figure(found.interest_eur[1] + found.repayment_eur[1], "EUR/a", language),
    }
    return say(f"financing.{'debt' if found.p90 else 'debt_entered'}", language, **words, **least)


def _equity(found: Financing, language: str) -> str:
    if found.equity_irr_fraction is None:
        return say("financing.no_equity_return", language)
    return say(
        f"financing.equity_{'after' if found.after_tax else 'before'}_tax",
        language,
        nominal=figure(found.equity_irr_fraction, "share", language),
        real=figure(found.real_equity_irr_fraction, "share", language),
    )


def _tax(found: Financing, assessment: Assessment, language: str) -> str:
    if not found.after_tax:
        return ""
    first, last = found.tax_fraction[0], found.tax_fraction[-1]
    words = {
        "floor": figure(assessment.price.floor_eur_per_mwh, "EUR/MWh", language),
        "after": figure(found.floor_after_tax_eur_per_mwh, "EUR/MWh", language),
        "tax": figure(found.tax_eur_per_mwh, "EUR/MWh", language),
        "first": figure(first, "share", language),
        "last": figure(last, "share", language),
    }
    return say(f"financing.tax{'' if first == last else '_falls'}", language, **words)


def financing_notes(found: Financing, language: str = SPOKEN) -> list[str]:
    """How it is worked out, and where the rate of tax is from."""
    return [say("financing.note", language), *(found.tax_sources if found.after_tax else ())]


def cover_rows(found: Financing, language: str = SPOKEN) -> Rows:
    """Smallest and mean cover with the heat as entered, and as reached in five and nine of ten."""
    rows = [(name, getattr(found, name)) for name in LEVELS if getattr(found, name)]
    return {
        say("financing.column.case", language): [
            say(f"financing.level.{name}", language) for name, _ in rows
        ],
        say("financing.column.heat", language): [
            figure(one.heat_gwh, "GWh/a", language) for _, one in rows
        ],
        say("financing.column.least", language): [
            figure(one.least, COVER, language) for _, one in rows
        ],
        say("financing.column.mean", language): [
            figure(one.mean, COVER, language) for _, one in rows
        ],
    }


def year_rows(found: Financing, language: str = SPOKEN) -> Rows:
    """The split by year in the money of each year, with the cover of the years in debt."""
    lent = found.debt_fraction > 0
    shown = [name for name in SPLIT if lent or name not in BANKS]
    shown = [name for name in shown if found.after_tax or name != "tax"]
    rows = {say("price.flow.year", language): [str(year) for year in found.year]}
    for name in shown:
        amounts = getattr(found, f"{name}_eur")
        rows[say(f"financing.flow.{name}", language)] = [
            figure(amount or None, "EUR", language) for amount in amounts
        ]
    for name in LEVELS:
        one = getattr(found, name)
        if one is not None and one.years is not None:
            rest = [None] * (len(found.year) - 1 - len(one.years))
            cells = [None, *one.years, *rest]
            head = say(f"financing.cover.{name}", language)
            rows[head] = [figure(cell, COVER, language) for cell in cells]
    return rows


def real_beside_nominal(returns: Returns, language: str = SPOKEN) -> Rows:
    """Required return, value and return in today's money and in that of each year."""
    figures = {
        "rate": (returns.discount_rate_fraction, returns.nominal_discount_rate_fraction, "share"),
        "npv": (returns.npv_eur, returns.nominal_npv_eur, "EUR"),
        "irr": (returns.irr_fraction, returns.nominal_irr_fraction, "share"),
    }
    return {
        " ": [say(f"financing.both.{name}", language) for name in figures],
        say("financing.both.real", language): [
            figure(real, unit, language) for real, _, unit in figures.values()
        ],
        say("financing.both.nominal", language): [
            figure(nominal, unit, language) for _, nominal, unit in figures.values()
        ],
    }
