"""The colours: readable on a light and on a dark page, never alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ihp_core.report.drawing.palette import (
    CONDITIONAL,
    ELECTRICITY,
    FAIL,
    LAYERS,
    NOT_TESTED,
    OWN,
    PASS,
    contrast,
    ink_on,
)

LIGHT_PAGE, DARK_PAGE = "#FFFFFF", "#0E1117"  # backgroundColor of .streamlit/config.toml
FIELDS = {**LAYERS, "own": OWN, "electricity": ELECTRICITY}


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white is 21, a colour on itself 1, and the grey #767676 the known 4.54."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#0072B2", "#0072B2") == 1
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("page", [LIGHT_PAGE, DARK_PAGE])
@pytest.mark.parametrize("name", FIELDS)
def test_every_field_stands_out_from_a_light_and_a_dark_page(name: str, page: str) -> None:
    """Light blue and grey are the faintest: 2.2 on white, so fields are always named as well."""
    assert contrast(FIELDS[name], page) >= 2.2


@pytest.mark.parametrize(
    "colour", [*FIELDS.values(), *(s.colour for s in (PASS, CONDITIONAL, FAIL, NOT_TESTED))]
)
def test_words_on_a_field_are_read_easily(colour: str) -> None:
    """Names inside a field are black or white, whichever reaches the 4.5 asked of text."""
    assert contrast(ink_on(colour), colour) >= 4.5


def test_neighbours_in_the_stack_differ_in_brightness() -> None:
    """Who sees no colours still sees where one layer ends and the next begins."""
    colours = list(LAYERS.values())
    assert all(contrast(a, b) > 1.1 for a, b in pairwise(colours))


def test_each_verdict_has_its_own_icon_and_colour() -> None:
    """Neither colour nor icon is shared."""
    signs = (PASS, CONDITIONAL, FAIL, NOT_TESTED)
    assert len({sign.icon for sign in signs}) == len({sign.colour for sign in signs}) == 4
    assert NOT_TESTED.colour not in FIELDS.values()


@pytest.mark.parametrize("page", [LIGHT_PAGE, DARK_PAGE])
def test_the_sign_of_what_is_not_tested_is_seen_on_either_page(page: str) -> None:
    """Calm, but with the 3 that WCAG asks of a sign."""
    assert contrast(NOT_TESTED.colour, page) >= 3
