"""The house as designed: who may import whom, and what the core never does."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.source import CORE, ROOT, called, files, listed, tree, where

LEVELS = (
    "assumptions",
    "fields kinds lattice limits main_effects water settings",
    "money",
    "site",
    "inputs climate",
    "own",
    "columns shapes",
    "stated geography",
    "presets",
    "defaults",
    "cases",
    "hours",
    "strata",
    "data_centre network electricity",
    "market",
    "exchanger fixed_point part_load",
    "heat_pump coupling connection",
    "validation machine",
    "terms",
    "plant",
    "design",
    "operation",
    "dispatch",
    "cost finance replacement",
    "price alternatives",
    "outcome",
    "cash_flow scenarios gains exit_value",
    "structures",
    "shock contract_terms negotiated moved_by",
    "producer_side",
    "sizing spent_hours",
    "viability timeline laws",
    "regulation",
    "figures handover screening",
    "ranges",
    "hourly planner negotiation many_cases today tariff",
    "emissions",
    "made_later",
    "results",
    "judgement provenance cautions",
    "record",
    "assessment",
    "sampling changes margins",
    "lever_search trials",
    "combined",
    "levers uncertainty portfolio metering openers viability_map",
    "answer glossary migration project_file returns_spread term_sheet three_columns",
    "examples project",
    "own_template schema",
    "link gazetteer typical_sites typed",
    "portfolio_table portfolio_template variants",
    "text",
    "command request_reading",
    "report",
    "command_report",
    "online",
)
"""In the order the data flows; a module imports only from lines above its own."""

LEVEL = {name: number for number, line in enumerate(LEVELS) for name in line.split()}
LEAF_MAY = ("assumptions", "exchanger", "fixed_point", "limits", "part_load", "water")
LEAVES = ("heat_pump", "coupling", "connection", "cost", "finance")
TOP = ("__init__", "__main__")
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


def test_every_module_has_its_level() -> None:
    """A module that nobody placed is a module that nobody thought about."""
    strangers = {_module(path) for path in CORE_FILES} - set(LEVEL) - set(TOP)
    assert strangers == set()


def test_a_module_imports_only_from_the_levels_above_it() -> None:
    """The order of the house is the order of the data; nothing reaches back or sideways."""
    wrong = [
        f"{where(path, node)} {_module(path)} imports {name}"
        for path in CORE_FILES
        for node, name in _from_the_core(path)
        if {name, _module(path)} <= set(LEVEL) and name != _module(path)
        if LEVEL[name] >= LEVEL[_module(path)]
    ]
    assert not wrong, listed(wrong)


def test_leaves_know_nothing_but_assumptions() -> None:
    """Leaves take arrays, so that each can be tested, read and used on its own."""
    wrong = [
        f"{where(path, node)} {_module(path)} imports {name}"
        for path in CORE_FILES
        if _module(path) in LEAVES
        for node, name in _from_the_core(path)
        if name
        not in (
            "assumptions",
            "exchanger",
            "fixed_point",
            "limits",
            "part_load",
            "water",
            _module(path),
        )
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
