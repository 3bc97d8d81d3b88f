"""What all tests share: how hard the property tests search, and what may be missing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.sweeps import HANDFUL, WIDE

ROOT = Path(__file__).parents[1]

# The same examples on every machine and on every run: a red test is red for everybody.
settings.register_profile("handful", deadline=None, max_examples=HANDFUL, derandomize=True)
settings.register_profile("house", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house" if WIDE else "handful"))

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
MISSING = {
    "e2e": None if CHROMIUM else "no Chromium here: apt-get install chromium",
    "office": None if OFFICE else "no LibreOffice here: apt-get install libreoffice-calc",
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with the way out, what needs a program that this machine does not have."""
    for item in items:
        if "e2e" in item.path.relative_to(ROOT).parts:
            item.add_marker(pytest.mark.e2e)
        for marker, reason in MISSING.items():
            if reason and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the project."""
    return ROOT


@pytest.fixture(scope="session")
def reference() -> Path:
    """Measured series that are not part of the project; without them the test is skipped."""
    beside = ROOT.parent / "shared" / "data" / "reference"
    found = Path(os.environ.get("IHP_REFERENCE_DATA", beside))
    if not found.is_dir():
        pytest.skip("no reference data here: set IHP_REFERENCE_DATA to their folder")
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The installed Chromium, quiet and without any call home."""
    quiet = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
    sandbox = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
    return {"executable_path": CHROMIUM, "args": [*sandbox, *quiet]}
