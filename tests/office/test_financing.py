"""The workbook's sheet of debt, equity and tax, calculated by LibreOffice, against the core."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ihp_core.answer import answer
from tests.office.recalculated import changed, recalculated, value, values
from tests.office.test_workbook import NEAR, disagreeing, held, stated, typed, workbook_of

pytestmark = pytest.mark.office

DEBT: dict[str, Any] = {"debt_fraction": 0.7, "debt_rate_fraction": 0.055, "debt_years": 12}
AGREED = {"structure": "fixed", "pipe_residual_fraction": 0.4}
"""What stays as it is whatever the term."""
CHANGES: dict[str, dict[str, Any]] = {
    "after tax": {"after_tax": True},
    "another loan": {"debt_fraction": 0.5, "debt_rate_fraction": 0.031, "debt_years": 7},
    "no interest": {"debt_rate_fraction": 0.0},
    "outlasts the heat pump": {"term_years": 27, "after_tax": True},
    "shorter than the loan": {"term_years": 12, "after_tax": True, "grant_fraction": 0.3},
}


def test_every_formula_of_a_loan_gives_what_the_model_gives(tmp_path: Path) -> None:
    """Also the cover at less heat, after tax."""
    site = stated(held("german"), contract=DEBT | {"after_tax": True})
    book = recalculated(workbook_of(site), tmp_path)
    assert disagreeing(book) == []
    found = answer(site).financing
    assert found is not None
    assert found.p90 is not None
    assert value(book, "least_cover") == pytest.approx(found.entered.least, rel=NEAR)
    covers = values(book, "year_cover_p90")[1:13]
    assert covers == pytest.approx(list(found.p90.years or ()), rel=NEAR)


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_loan_or_term_gives_the_split_of_the_changed_site(
    change: str, tmp_path: Path
) -> None:
    """Cover, equity by year, its return and the cost after tax, to a millionth; no warning."""
    site, given = stated(held("german"), contract=DEBT | AGREED), CHANGES[change]
    book = recalculated(changed(workbook_of(site), typed({"contract": given})), tmp_path)
    found = answer(stated(site, contract=given)).financing
    assert found is not None
    assert value(book, "changed_inputs") == 0
    own = values(book, "year_equity")[: len(found.equity_eur)]
    assert own == pytest.approx(list(found.equity_eur), rel=NEAR, abs=1e-3)
    for name, expected in (
        ("least_cover", found.entered.least),
        ("mean_cover", found.entered.mean),
        ("equity_irr", found.equity_irr_fraction),
        ("floor_after_tax", found.floor_after_tax_eur_per_mwh),
    ):
        assert value(book, name) == pytest.approx(expected, rel=NEAR), name
    assert value(book, "npv_nominal") == pytest.approx(value(book, "npv_by_structure"), rel=NEAR)
