"""The project's own Python files, parsed once, for the tests that read them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORE = ROOT / "ihp_core"


def files(*patterns: str) -> list[Path]:
    """The Python files that match, in order."""
    return sorted({path for pattern in patterns for path in ROOT.glob(pattern)})


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def where(path: Path, node: ast.AST) -> str:
    """File and line, to be clicked at."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def listed(offenders: Iterable[object]) -> str:
    """Offenders one a line, so that a red test shows all of them."""
    return "\n" + "\n".join(sorted(map(str, offenders)))


def called(node: ast.AST) -> str:
    """The bare name of what a call calls: ``write`` for ``st.write(...)``; else empty."""
    match node:
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            return name
        case _:
            return ""


def literal_pattern(node: ast.expr) -> str | None:
    """A string literal as a glob: ``input.*.label`` for ``f"input.{path}.label"``."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(literal_pattern(part) or "*" for part in parts)
        case _:
            return None


def asked_for(function: str, *patterns: str) -> Iterator[tuple[str, str, ast.Call]]:
    """Each literal first argument of a function's calls: (place, literal, call)."""
    for path in files(*patterns):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and called(node) == function and node.args:
                for option in _options(node.args[0]):
                    found = literal_pattern(option)
                    if found is not None:
                        yield where(path, node), found, node


def _options(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.IfExp):
        return [*_options(node.body), *_options(node.orelse)]
    return [node]


@cache
def docstrings(module: ast.Module) -> set[ast.AST]:
    """The nodes that are docstrings, of the module and of all in it."""
    found: set[ast.AST] = set()
    for node in ast.walk(module):
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            found.add(first.value)
    return found
