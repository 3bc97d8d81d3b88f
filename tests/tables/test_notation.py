"""Which sign parts the decimals of a file."""

from __future__ import annotations

import pytest

from ihp_core.tables.notation import decimal_marks, has_two_readings


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        (["0,5", "7.000"], {","}),
        (["0.5", "7,000"], {"."}),
        (["1.234,5"], {","}),
        (["1,234.5"], {"."}),
        (["1.234.567"], {","}),
        (["1,234,567"], {"."}),
        (["7.000", "59,403", "120", "-3", ""], set()),
        (["0,500"], {","}),
        (["1234.567"], {"."}),
        (["−7,5 %"], {","}),
        (["0,5", "0.5"], {",", "."}),
        (["1. Bauabschnitt, 2", "n/a", "3-4"], set()),
    ],
)
def test_the_decimal_mark_is_told_by_figures_with_one_reading(
    texts: list[str], marks: set[str]
) -> None:
    """Two marks, one that stands twice, and what no thousand is written like."""
    assert decimal_marks(texts) == marks


def test_three_digits_behind_one_mark_have_two_readings() -> None:
    """But not behind a zero, nor behind four digits."""
    assert [t for t in ("7.000", "59,403", "0.500", "1234,567", "7000") if has_two_readings(t)] == [
        "7.000",
        "59,403",
    ]
