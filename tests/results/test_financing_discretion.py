"""What a customer reads of a site whose producer has entered a debt: nothing of it."""

from __future__ import annotations

import io
import json

import pytest
from openpyxl import load_workbook

from ihp_core.answer import answer
from ihp_core.files.link import packed, unpacked
from ihp_core.files.settings import Settings
from ihp_core.report.exports.results_json import results_json
from ihp_core.report.formats import Wanted, made
from ihp_core.report.papers.customer_paper import customer_paper, project_to_hand_on
from ihp_core.results.discretion import discreet
from ihp_core.site.examples.worked import example
from ihp_core.site.inputs import FINANCED
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site

LOAN = dict(zip(FINANCED, (0.6837, 0.0533, 13, True), strict=True))


def lent(name: str, loan: dict[str, float] = LOAN) -> Site:
    """An example with a debt of the producer's own."""
    known = flat(example(name).model_dump(mode="json", exclude_defaults=True))
    return Site.model_validate(nested(known | loan))


@pytest.mark.parametrize("name", ["german", "norderstedt"])
def test_a_debt_is_a_figure_of_the_producers(name: str) -> None:
    """With room and without: what follows from it is not there, and the gap is coarse."""
    whole = answer(lent(name))
    assert whole.public is not None
    assert whole.financing is not None
    seen = discreet(whole)
    assert seen.financing is None
    gap = seen.price.gap_eur_per_mwh
    assert gap is None or gap % 5 == 0


@pytest.mark.parametrize("path", FINANCED)
def test_each_of_them_alone_counts(path: str) -> None:
    """Also a tenor without a debt: what was typed was typed."""
    assert answer(lent("german", {path: LOAN[path]})).public is not None


@pytest.mark.parametrize("name", ["german", "norderstedt"])
def test_the_customers_json_is_the_same_whatever_the_debt(name: str) -> None:
    """Another loan, or another figure of the producer's: the same bytes."""
    other = dict(zip(FINANCED, (0.4, 0.031, 9, False), strict=True))
    told = {results_json(answer(lent(name, loan))) for loan in (LOAN, other)}
    assert len(told) == 1
    data = json.loads(told.pop())
    assert data["financing"] is None
    assert not [path for path in data["inputs"] if path in FINANCED]


def test_the_internal_json_holds_the_split() -> None:
    """What the test above looks for is found where it stands."""
    data = json.loads(results_json(answer(lent("german")), "internal"))
    found = data["financing"]
    assert found["debt_fraction"] == LOAN[FINANCED[0]]
    assert found["p90"]["least"] < found["p50"]["least"] < found["entered"]["least"]
    assert data["inputs"][FINANCED[0]]["value"] == LOAN[FINANCED[0]]


def test_files_for_the_customer_hold_nothing_of_it() -> None:
    """No sheet, no cell, no block of a paper, no entry of the project that goes with it."""
    site = lent("german")
    book = load_workbook(io.BytesIO(made(".xlsx", Wanted(site, settings=Settings()))))
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    figures = {round(value, 6) for value in cells if isinstance(value, float)}
    assert not figures & {LOAN[path] for path in FINANCED[:2]}
    assert not [name for name in book.defined_names if "debt" in name or "tax_" in name]
    words = {value.lower() for value in cells if isinstance(value, str)}
    assert not [one for one in words if "debt" in one or "after tax" in one]
    paper = customer_paper(site, answer(site))
    assert "debt" not in paper.attached
    assert "debt" not in repr(paper).lower()


def test_link_and_project_to_hand_on_leave_it_out() -> None:
    """Neither its figures nor a mark or a note of them."""
    draft = flat(lent("german").model_dump(mode="json", exclude_defaults=True))
    draft |= {f"notes.{FINANCED[0]}": "the bank's", f"data_quality.{FINANCED[1]}": "measured"}
    opened = unpacked(packed(draft, private=True)).draft
    assert not [path for path in opened if "debt" in path or "after_tax" in path]
    handed = project_to_hand_on(Site.model_validate(nested(draft)), None, None)
    assert "debt" not in handed
    assert "after_tax" not in handed
