"""The tornado of the producer's paper: by size, around the price as it stands."""

from __future__ import annotations

import pytest

from ihp_core.assessment import assess
from ihp_core.report.papers.swings import MOST, swings, tornado_by_size
from ihp_core.report.price.beside import NO_GAP
from ihp_core.site.examples.worked import example, names
from tests.report.papers import LANGUAGES, answer_of
from tests.report.seen import points


@pytest.mark.parametrize("name", names())
def test_the_widest_swing_comes_first_and_none_is_too_small_to_notice(name: str) -> None:
    """The price as it stands lies within every bar."""
    found = answer_of(name)
    told, base = swings(found), found.price.indicative_eur_per_mwh or 0.0
    wide = [one.high - one.low for one in told]
    assert 0 < len(told) <= MOST
    assert wide == sorted(wide, reverse=True)
    assert min(wide) >= NO_GAP
    assert all(one.low <= base <= one.high for one in told)
    assert wide[0] > 1.2 * wide[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_bar_has_two_parts_that_meet_at_the_price(language: str) -> None:
    """Cheaper to the left, dearer to the right."""
    found = answer_of("german")
    picture = tornado_by_size(found, language)
    assert picture is not None
    base = found.price.indicative_eur_per_mwh
    bars = [point for point in points(picture) if "opacity" in point]
    assert len(bars) == 2 * len(swings(found))
    assert all(base in (bar["low"], bar["high"]) for bar in bars)
    assert "{" not in picture.title + picture.alt


def test_without_samples_there_is_no_tornado() -> None:
    """Nothing to draw, and no empty chart."""
    assert tornado_by_size(assess(example("german"))) is None
