"""Where no office program is installed, these tests say so and are left out."""

from __future__ import annotations

import pytest

from tests.office.recalculated import OFFICE

MISSING = "no LibreOffice: apt-get install libreoffice-calc"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs LibreOffice where there is none."""
    for item in items:
        if "office" in item.keywords and not OFFICE:
            item.add_marker(
                pytest.mark.skip(reason="no LibreOffice: apt-get install libreoffice-calc")
            )
