"""What is said beside the COP: a supplier's point, a COP above all plants, an exchanger alone."""

from __future__ import annotations

import pytest

from ihp_core.assessment import assess
from ihp_core.operation.supplier import SupplierPoint
from ihp_core.plant.published_plants import highest_published_cop
from ihp_core.report.heat.beside_the_cop import above_plants, beside_the_cop, supplier_sentence
from ihp_core.report.next_steps.term_sheet import term_sheet_rows
from ihp_core.report.papers.internal_paper import internal_paper
from ihp_core.report.summary.facts import facts
from ihp_core.site.site import QUOTED, Site
from ihp_core.text import figure
from tests.given import site_of, temperatures

LOW_LIFT = temperatures(60, 50, 45, 75)
ALL_DIRECT = temperatures(65, 55, 40, 60)
HIGH_LIFT = temperatures(30, 22, 50, 80)
LANGUAGES = ("en", "de", "sv")


def with_point(draft: dict[str, float], point: tuple[float, ...]) -> Site:
    """A site at these temperatures with a supplier's point."""
    return site_of(draft | dict(zip(QUOTED, point, strict=True)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cop_above_every_plant_asks_for_a_suppliers_point(language: str) -> None:
    """The highest of the table is named, beside the figure of the paper too."""
    assessment = assess(site_of(LOW_LIFT))
    assert (assessment.heat.heat_pump_scop or 0) > highest_published_cop()
    sentence = above_plants(assessment, language)
    assert figure(highest_published_cop(), "-", language) in sentence
    assert any(sentence in fact.note for fact in facts(assessment, language))
    assert above_plants(assess(site_of(HIGH_LIFT)), language) == ""


def test_with_a_suppliers_point_nobody_is_asked_for_one() -> None:
    """The sentence names the supplier's COP and the model's instead."""
    assessment = assess(with_point(LOW_LIFT, (8.05, 60, 50, 55, 75)))
    assert above_plants(assessment) == ""
    told = supplier_sentence(assessment)
    point = assessment.supplier
    assert isinstance(point, SupplierPoint)
    assert "8.05" in told
    assert figure(point.model_cop, "-", apart_from=point.cop) in told
    assert figure(point.factor, "-", apart_from=1.0) in told


def test_for_an_exchanger_alone_no_cop_is_named() -> None:
    """Nothing is lifted: neither a COP nor a supplier's point is spoken of."""
    assessment = assess(with_point(ALL_DIRECT, (8.0, 60, 50, 55, 75)))
    assert assessment.heat.heat_pump_scop is None
    assert beside_the_cop(assessment) == []
    told = [f"{fact.figure} {fact.note}" for fact in facts(assessment, "en")]
    told += [f"{row}" for row in term_sheet_rows(site_of(ALL_DIRECT), assessment)]
    assert told
    assert not any("COP" in line for line in told)
    assert not any("guarantees" in line and "carries what the plant" in line for line in told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_internal_paper_names_the_point_and_what_is_odd_about_it(language: str) -> None:
    """Both figures, and a caution where the point is far from the site."""
    site = with_point(HIGH_LIFT, (5.0, 45, 37, 45, 60))
    assessment = assess(site)
    assert assessment.supplier is not None
    assert {"supply_apart", "source_apart"} <= set(assessment.supplier.cautions)
    paper = repr(internal_paper(site, assessment, None, language))
    assert all(repr(told)[1:-1] in paper for told in beside_the_cop(assessment, language))
