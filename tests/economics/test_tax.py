"""Tax in the money of each year, and the price at which the required return is met after it."""

from __future__ import annotations

import numpy as np
import pytest

from ihp_core.economics.cash_flow import cash_flow
from ihp_core.economics.finance import irr_fraction, nominal_fraction
from ihp_core.economics.financing import tax
from ihp_core.economics.financing.financed import financed
from ihp_core.economics.financing.tax import depreciation, floor_after_tax, tax_eur, tax_fractions
from ihp_core.site.cases import Cases, choices
from ihp_core.site.filling import fill, state
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import assumptions, value
from tests.drawn import drawn_scene, places
from tests.given import scene, site_of

KEY = "finance.tax_fraction"
NONE = np.zeros((1, 1))
INFLATION = "finance.inflation_fraction"


def _cases(country: str, start: float, **known: float) -> Cases:
    code = choices("country").index(country)
    contract = {f"contract.{key}": x for key, x in known.items()}
    return fill(state([site_of()])).with_(
        {"country": code, "contract.start_year": start} | contract
    )


def _rates(country: str, start: float, years: int = 6) -> list[float]:
    rates: list[float] = tax_fractions(_cases(country, start), years)[0].tolist()
    return rates


def test_a_law_that_is_passed_moves_the_rate_in_its_years() -> None:
    """Germany: as of today until 2027, a step lower each year to 2032, and so it stays."""
    now, last = value(KEY, "DE"), value(KEY, "DE.2032")
    steps = [value(KEY, f"DE.{year}") for year in range(2028, 2033)]
    assert _rates("DE", 2027) == [now, *steps]
    assert _rates("DE", 2040) == [last] * 6
    assert sorted(steps, reverse=True) == steps


def test_every_year_of_a_law_lies_within_those_that_are_looked_up() -> None:
    """A row of a later year would be read by nobody."""
    scopes = [scope for key, scope in assumptions() if key == KEY]
    years = {int(scope.partition(".")[2]) for scope in scopes if "." in scope}
    assert min(years) >= tax.FIRST
    assert max(years) <= tax.LAST


def test_the_sources_are_those_of_the_contracts_years() -> None:
    """Each once, in their order."""
    (now, *steps) = tax.tax_sources(_cases("DE", 2027), 10)
    assert now.startswith("KPMG")
    assert len(steps) == 1
    assert len(tax.tax_sources(_cases("SE", 2027), 10)) == 1


def test_elsewhere_the_rate_is_the_countrys_in_all_years() -> None:
    """Sweden's own; a country without one has the mean."""
    assert _rates("SE", 2027) == [value(KEY, "SE")] * 6
    assert _rates("", 2027) == [value(KEY)] * 6


def test_every_country_with_data_has_a_rate_of_its_own() -> None:
    """None of them is left with the mean without anybody noticing."""
    assert all(value(KEY, name) != value(KEY) for name in choices("country") if name)


def test_all_that_is_built_is_written_off_by_the_end() -> None:
    """Capital less grant and a second heat pump, by the prices of their own years."""
    at = scene(site_of({"contract.term_years": 40, "contract.grant_fraction": 0.3}))
    flow = cash_flow(at.cases, at.found.spent, at.found.paid, NONE).nominal(at.cases[INFLATION])
    built = -(flow.capital + flow.grant).sum() - flow.replacement.sum()
    off = depreciation(at.cases, flow)
    assert off.sum() == pytest.approx(built, rel=1e-9)
    assert off[0, 0] == 0
    assert off[0, 26] > off[0, 25] == pytest.approx(off[0, 1])


def _tax_by_hand(at_cases: Cases, flow: Array, capital: float, years: int) -> list[float]:
    """In plain Python: a fifth of the margin less what is written off."""
    return [0.206 * (flow[year] - capital / years) for year in range(1, years + 1)]


def test_tax_by_hand() -> None:
    """Sweden, ten years, no grant: 20.6 % of each year's profit in its own money."""
    site = {"country": "SE", "contract.term_years": 10, "contract.pipe_residual_fraction": 0}
    at = scene(site_of(site))
    flow = cash_flow(at.cases, at.found.spent, at.found.paid, np.full((1, 1), 60.0))
    nominal = flow.nominal(at.cases[INFLATION])
    told = _tax_by_hand(at.cases, nominal.net[0], at.found.spent.total.item(), 10)
    assert tax_eur(at.cases, nominal, NONE)[0, 1:] == pytest.approx(told, rel=1e-9)


@pytest.mark.parametrize("place", places())
def test_at_the_floor_after_tax_the_required_return_is_met_after_tax(place: int) -> None:
    """Without debt, worth at the nominal required return is nothing, to 1e-6 of the capital; so is
    a rate, where there is only one."""
    at = drawn_scene(place)
    if not at.found.heat_mwh.item() > 0:
        return
    floor = floor_after_tax(at.cases, at.found.spent, at.found.paid)
    taxed = at.cases.with_({"contract.after_tax": 1.0, "contract.debt_fraction": 0.0})
    split = financed(taxed, cash_flow(taxed, at.found.spent, at.found.paid, floor))
    kept = (split.project - split.tax)[0]
    wanted = nominal_fraction(
        at.cases["contract.discount_rate_fraction"].item(), at.cases[INFLATION].item()
    )
    worth = (kept * (1 + wanted) ** -np.arange(len(kept))).sum()
    assert worth == pytest.approx(0, abs=1e-6 * -kept[0])
    found = irr_fraction(-kept[0], kept[1:])
    if np.isfinite(found) and (kept[1:] >= 0).all():
        assert found == pytest.approx(wanted, abs=1e-6)


def test_where_profit_is_not_taxed_both_floors_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """At a rate of nothing the price after tax is the producer's cost, to 1e-9; else it is more."""
    at = scene(site_of({"data_centre.ramp_up_years": 3}))
    before = at.found.floor.total.item()
    assert floor_after_tax(at.cases, at.found.spent, at.found.paid).item() > before
    monkeypatch.setattr(tax, "tax_fractions", lambda *_: NONE)
    free = floor_after_tax(at.cases, at.found.spent, at.found.paid).item()
    assert free == pytest.approx(before, rel=1e-9)


def test_interest_lowers_the_tax_by_its_rate() -> None:
    """What the lender is paid for its money is no profit."""
    at = scene(site_of({"country": "SE"}))
    flow = cash_flow(at.cases, at.found.spent, at.found.paid, np.full((1, 1), 60.0))
    taxed = at.cases.with_({"contract.after_tax": 1.0})
    free, lent = (
        financed(taxed.with_({"contract.debt_fraction": share}), flow) for share in (0.0, 0.7)
    )
    assert free.tax - lent.tax == pytest.approx(0.206 * lent.loan.interest, abs=1e-6)


def test_more_inflation_makes_tax_dearer() -> None:
    """What is written off does not follow prices: its worth shrinks with them."""
    at = scene(site_of())
    floors = [
        floor_after_tax(at.cases.with_({INFLATION: rate}), at.found.spent, at.found.paid).item()
        for rate in (0.0, 0.02, 0.04)
    ]
    assert floors == sorted(floors)
