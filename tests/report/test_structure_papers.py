"""Every price structure in every paper of every example."""

from __future__ import annotations

import pytest

from ihp_core.report.formats import MAKERS, Wanted, made
from ihp_core.results.discretion import Audience
from ihp_core.site.examples.worked import example, names
from ihp_core.text import LANGUAGES

FORMS = ("outdoor_temperature", "share_of_alternative", "collar", "seasonal")

SAID = {
    "outdoor_temperature": ("0 °C outdoors", "0 °C Außentemperatur", "0 °C utetemperatur"),
    "share_of_alternative": ("87", "87", "87"),
    "collar": ("at least 58", "mindestens 58", "minst 58"),
    "seasonal": ("97", "97", "97"),
}
"""A part of its sentence for each structure of the German example, by language."""


def _wanted(name: str, structure: str, audience: Audience, language: str = "en") -> Wanted:
    site = example(name)
    contract = site.contract.model_copy(
        update={"structure": structure, "market_element_fraction": None}
    )
    priced = site.model_copy(update={"contract": contract})
    return Wanted(priced, audience=audience, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("structure", FORMS)
def test_the_summary_says_how_the_price_moves(structure: str, language: str) -> None:
    """In each language, with all figures in their places."""
    told = made(".md", _wanted("german", structure, "customer", language)).decode()
    assert SAID[structure][LANGUAGES.index(language)] in told
    assert "{" not in told


@pytest.mark.wide
@pytest.mark.parametrize("audience", ["customer", "internal"])
@pytest.mark.parametrize("structure", FORMS)
@pytest.mark.parametrize("name", names())
def test_every_paper_is_made(name: str, structure: str, audience: Audience) -> None:
    """No file of any kind breaks, with a price to agree on or without."""
    for ending in MAKERS:
        assert len(made(ending, _wanted(name, structure, audience))) > 0
