"""Files and functions short enough to be read at once, names that say something."""

from __future__ import annotations

import ast

import pytest

from tests.source import ROOT, docstrings, files, listed, tree, where

ALL_FILES = files("app.py", "pages/**/*.py", "ihp_core/**/*.py", "benchmarks/**/*.py")
LONGEST = {"app.py": 40, "pages/*.py": 80, "pages/*/**/*.py": 400, "ihp_core/**/*.py": 400}
LONGEST_FUNCTION = 25
SMALL = 60


@pytest.mark.parametrize("pattern", LONGEST)
def test_files_stay_short_enough_to_be_read_at_once(pattern: str) -> None:
    """Modules up to 400 lines, pages up to 80, app.py up to 40."""
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in files(pattern)}
    wrong = [
        f"{path.relative_to(ROOT)}: {n}" for path, n in lengths.items() if n > LONGEST[pattern]
    ]
    assert not wrong, listed(wrong)


def _users() -> dict[str, set[str]]:
    """The files of core and pages by the files that import them."""
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in ALL_FILES}
    users: dict[str, set[str]] = {name: set() for name in names}
    for user, path in names.items():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and node.module:
                inner = (f"{node.module}.{alias.name}" for alias in node.names)
                for name in {node.module, *inner} & set(names) - {user}:
                    users[name].add(user)
    return users


def test_a_small_file_that_serves_one_other_says_why_it_stands_alone() -> None:
    """Else it is folded into that other: a file is one idea that somebody would look for."""
    wrong = []
    for name, users in _users().items():
        path = ROOT / (name.replace(".", "/") + ".py")
        text = path.read_text("utf-8")
        alone = "on its own" in text.partition("\n")[0]
        if len(users) == 1 and len(text.splitlines()) < SMALL and not alone:
            wrong.append(f"{path.relative_to(ROOT)} serves {users} alone")
    assert not wrong, listed(wrong)


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef, notes: set[ast.AST]) -> int:
    """Lines from ``def`` to the end, without the docstring."""
    last = function.end_lineno or function.lineno
    first = function.body[0]
    described = isinstance(first, ast.Expr) and first.value in notes
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if described else 0
    return last - function.lineno + 1 - docstring


def test_functions_stay_short() -> None:
    """A function longer than 25 lines does more than one thing."""
    lengths = {
        f"{where(path, node)} {node.name}": _length(node, docstrings(tree(path)))
        for path in ALL_FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    wrong = [f"{name}: {n}" for name, n in lengths.items() if n > LONGEST_FUNCTION]
    assert not wrong, listed(wrong)


def test_no_module_is_called_utils() -> None:
    """A name that says nothing collects what belongs elsewhere."""
    nothing = {"utils", "util", "helpers", "helper", "misc", "common"}
    parts = {path: {*path.relative_to(ROOT).parts[:-1], path.stem} for path in ALL_FILES}
    assert [str(path) for path, names in parts.items() if names & nothing] == []


def _has_its_reason(lines: list[str], handler: ast.ExceptHandler) -> bool:
    """A comment on the line of the except or on the one below it."""
    near = (lines[handler.lineno - 1].partition("#")[2], lines[handler.lineno].partition("#")[2])
    return any(text.replace("noqa: BLE001", "").strip(" -#") for text in near)


def test_every_wide_except_names_its_reason() -> None:
    """No bare except, and ``except Exception`` only with its reason beside it."""
    wrong = []
    for path in ALL_FILES:
        lines = path.read_text("utf-8").splitlines()
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler):
                caught = "" if node.type is None else ast.unparse(node.type)
                wide = "Exception" in caught.strip("()").replace(" ", "").split(",")
                unreasoned = wide and not _has_its_reason(lines, node)
                if not caught or "BaseException" in caught or unreasoned:
                    wrong.append(where(path, node))
    assert not wrong, listed(wrong)
