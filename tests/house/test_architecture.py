"""The house as designed: who may import whom, how full a room gets, what the core never does."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.source import CORE, ROOT, called, docstrings, files, listed, tree, where

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
    "metering",
    "delivery",
    "what_if",
    "uncertainty",
    "answer",
    "portfolio",
    "text",
    "leads",
    "report",
    "commands",
    "__main__",
)
"""In the order the data flows; a package imports only from those above it. A module in the root
counts as a package of its own. The first page shows the same list."""

MOST_AT_THE_ROOT, MOST_IN_A_PACKAGE = 8, 10
LEAVES = {
    "plant": ("tables", "plant"),
    "economics/finance.py": ("tables",),
    "economics/cost.py": ("tables",),
}
"""Rooms that take arrays, so that each can be tested, read and used on its own."""
NO_LEAF = "plant/refrigerant.py"  # chooses among machines by what a site states
HAND_ON = ("ihp_core/__init__.py", "ihp_core/text/__init__.py")
CORE_FILES = files("ihp_core/**/*.py")
ALL_FILES = files("app.py", "pages/**/*.py", "ihp_core/**/*.py")
HEAVY = "pandas altair streamlit babel folium scipy highspy streamlit_folium branca pyarrow"
HEAVY += " requests"
NETWORK = {"socket", "http", "urllib", "requests", "httpx", "aiohttp", "ftplib"}


def _package(path: Path) -> str:
    """The package of the core that a file belongs to; a module of the root is one."""
    return path.relative_to(CORE).parts[0].removesuffix(".py")


def _module(path: Path) -> str:
    """The dotted name of a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_module(path): path for path in ALL_FILES}


def _imported(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    """Every module a file imports, with its full dotted name."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield node, inner if inner in MODULES else node.module


def _from_the_core(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    """The modules of the core that a file imports, as ``package/module.py``."""
    for node, name in _imported(path):
        if name in MODULES and name.startswith("ihp_core."):
            yield node, MODULES[name].relative_to(CORE).as_posix()


@cache
def _imports() -> tuple[tuple[str, str, str], ...]:
    """Every import inside the core: where, from which package, of which."""
    return tuple(
        (
            f"{where(path, node)} {_package(path)} imports {name}",
            _package(path),
            _package(CORE / name),
        )
        for path in CORE_FILES
        if path != CORE / "__init__.py"
        for node, name in _from_the_core(path)
    )


def _wrong_way(order: tuple[str, ...]) -> list[str]:
    """The imports that do not run from a package to one above it in an order."""
    floor = {name: number for number, name in enumerate(order)}
    return [told for told, user, used in _imports() if floor[used] > floor[user]]


def straight_imports() -> Iterator[tuple[str, str]]:
    """(used, user) of the packages that meet by no longer way."""
    uses: dict[str, set[str]] = defaultdict(set)
    for _, user, used in _imports():
        uses[user] |= {used} - {user}
    reached: dict[str, set[str]] = {}
    for name in PACKAGES:
        reached[name] = uses[name].union(*(reached[used] for used in uses[name]))
    for user, used in uses.items():
        yield from ((one, user) for one in used if not any(one in reached[n] for n in used - {one}))


def test_every_package_of_the_list_is_there_and_every_other_is_not() -> None:
    """A package that nobody placed is a package that nobody thought about."""
    there = {_package(path) for path in CORE_FILES} - {"__init__"}
    assert there == set(PACKAGES)
    assert len(PACKAGES) == len(there)


def test_a_package_imports_only_from_those_above_it() -> None:
    """The order of the house is the order of the data; nothing reaches back or sideways."""
    wrong = _wrong_way(PACKAGES)
    assert not wrong, listed(wrong)


def test_any_import_turned_round_is_found() -> None:
    """With the two packages of any import exchanged in the list, the test above is red."""
    pairs = {(user, used) for _, user, used in _imports() if user != used}
    assert len(pairs) > 100
    for user, used in pairs:
        exchanged = {user: used, used: user}
        assert _wrong_way(tuple(exchanged.get(name, name) for name in PACKAGES)), (user, used)


def test_no_import_goes_in_a_circle() -> None:
    """Neither between packages nor inside one, neither in the core nor among the pages."""
    graph = {
        _module(path): {name for _, name in _imported(path) if name in MODULES} - {_module(path)}
        for path in ALL_FILES
        if path.name != "__init__.py"
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_no_room_is_too_full() -> None:
    """An eleventh file asks for a folder, or for another home."""
    rooms = Counter(path.parent for path in ALL_FILES if path.name not in ("__init__.py", "app.py"))
    assert rooms.pop(CORE) + 1 <= MOST_AT_THE_ROOT  # its __init__ is the public face
    wrong = [f"{room.relative_to(ROOT)}: {n}" for room, n in rooms.items() if n > MOST_IN_A_PACKAGE]
    assert not wrong, listed(wrong)


def test_leaves_know_nothing_but_arrays_and_tables() -> None:
    """Machines, pipes and the arithmetic of money are formulas over arrays."""
    wrong = [
        f"{where(path, node)} imports {name}"
        for path in CORE_FILES
        for leaf, may in LEAVES.items()
        if path.relative_to(CORE).as_posix().startswith(leaf)
        if path.relative_to(CORE).as_posix() != NO_LEAF
        for node, name in _from_the_core(path)
        if _package(CORE / name) not in may
    ]
    assert not wrong, listed(wrong)


def test_a_package_file_says_one_sentence() -> None:
    """Only the public face and the words hand names on."""
    wrong = [
        str(path.relative_to(ROOT))
        for path in ALL_FILES
        if path.name == "__init__.py" and path.relative_to(ROOT).as_posix() not in HAND_ON
        if len(tree(path).body) != 1 or not docstrings(tree(path))
    ]
    assert not wrong, listed(wrong)


def _defined(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    """The names that a file defines at its top."""
    for node in tree(path).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node, node.name
        elif isinstance(node, ast.Assign):
            yield from ((node, to.id) for to in node.targets if isinstance(to, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node, node.target.id


def test_no_two_things_of_a_package_have_one_name() -> None:
    """A public name stands once in its package, a class once in the core."""
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path in CORE_FILES:
        for node, name in _defined(path):
            if not name.startswith("_"):
                if path.parent != CORE:
                    room = path.parent.relative_to(CORE).as_posix()
                    places[room, name].add(path.name)
                if isinstance(node, ast.ClassDef):
                    places["class", name].add(str(path.relative_to(CORE)))
    wrong = [(*key, sorted(names)) for key, names in places.items() if len(names) > 1]
    assert not wrong, listed(wrong)


def test_the_tests_mirror_the_tree() -> None:
    """A folder of tests is called like the package that it tests."""
    beside = {"app", "e2e", "house", "office"}
    rooms = {path.relative_to(ROOT).parts[1] for path in files("tests/*/test_*.py")}
    assert rooms - beside <= set(PACKAGES)


def test_the_core_knows_no_page_and_no_streamlit() -> None:
    """The core runs without the app."""
    wrong = [
        f"{where(path, node)} imports {name}"
        for path in CORE_FILES
        for node, name in _imported(path)
        if name.split(".")[0] in ("streamlit", "streamlit_folium", "pages", "app", "tests")
    ]
    assert not wrong, listed(wrong)


def test_the_core_opens_no_socket() -> None:
    """Nothing is fetched by itself."""
    wrong = [
        f"{where(path, node)} imports {name}"
        for path in CORE_FILES
        for node, name in _imported(path)
        if name.split(".")[0] in NETWORK - {"urllib"} or name.startswith("urllib.request")
    ]
    assert not wrong, listed(wrong)


def test_the_core_never_prints() -> None:
    """Only the command line writes to the screen."""
    wrong = [
        where(path, node)
        for path in CORE_FILES
        if path != CORE / "__main__.py"
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
