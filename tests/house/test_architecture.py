"""The house as designed: who may import whom, and what the core never does."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.source import CORE, ROOT, called, files, listed, tree, where

PACKAGES = (
    "tables",
    "site",
    "year",
    "plant",
    "operation",
    "economics",
    "viability",
    "contract",
    "key_figures",
    "results",
    "assessment",
    "files",
    "what_if",
    "uncertainty",
    "answer",
    "portfolio",
    "text",
    "report",
    "commands",
    "__main__",
)
"""In the order the data flows; a package imports only from those above it. A module in the root
counts as a package of its own."""

CORE_FILES = files("ihp_core/**/*.py")
HEAVY = "pandas altair streamlit babel folium scipy streamlit_folium branca pyarrow requests"
NETWORK = {"socket", "http", "urllib", "requests", "httpx", "aiohttp", "ftplib"}


def _module(path: Path) -> str:
    """The module or sub-package of the core that a file belongs to."""
    return path.relative_to(CORE).parts[0].removesuffix(".py")


def _imported(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    """Every module a file imports, with its full dotted name."""
    package = list(path.relative_to(ROOT).parts[:-1])
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*parents, *([node.module] if node.module else [])])
            if base == "ihp_core":
                yield from ((node, f"ihp_core.{alias.name}") for alias in node.names)
            else:
                yield node, base


def _from_the_core(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    """The modules of the core that a file imports, by their name inside the core."""
    for node, name in _imported(path):
        if name.split(".")[0] == "ihp_core":
            yield node, [*name.split("."), ""][1]


def test_a_package_imports_only_from_those_above_it() -> None:
    """The order of the house is the order of the data; nothing reaches back or sideways."""
    wrong = [
        f"{where(path, node)} {_module(path)} imports {name}"
        for path in CORE_FILES
        for node, name in _from_the_core(path)
        if {name, _module(path)} <= set(PACKAGES)
        if PACKAGES.index(name) > PACKAGES.index(_module(path))
    ]
    assert not wrong, listed(wrong)


def test_the_core_knows_no_page_and_no_streamlit() -> None:
    """The core runs without the app."""
    wrong = [
        f"{where(path, node)} imports {name}"
        for path in CORE_FILES
        for node, name in _imported(path)
        if name.split(".")[0] in ("streamlit", "streamlit_folium", "pages", "app", "tests")
    ]
    assert not wrong, listed(wrong)


def test_only_online_opens_a_socket_and_only_pages_use_it() -> None:
    """Nothing is fetched unless someone presses a button for it."""
    wrong = [
        f"{where(path, node)} imports {name}"
        for path in CORE_FILES
        if _module(path) != "online"
        for node, name in _imported(path)
        if name.split(".")[0] in NETWORK - {"urllib"}
        or name.startswith(("urllib.request", "ihp_core.online"))
    ]
    assert not wrong, listed(wrong)


def test_the_core_never_prints() -> None:
    """Only the command line writes to the screen."""
    wrong = [
        where(path, node)
        for path in CORE_FILES
        if _module(path) != "__main__"
        for node in ast.walk(tree(path))
        if called(node) == "print"
    ]
    assert not wrong, listed(wrong)


def test_importing_the_core_loads_nothing_heavy() -> None:
    """A batch of sites, a server or a notebook pays for numpy and pydantic only."""
    asked = f"import sys, ihp_core; print(*sorted(set({HEAVY.split()!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
