"""What the first page promises is there, and what it installs is pinned."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from ihp_core import Site, assess
from tests.house.test_architecture import PACKAGES, straight_imports

LINK = re.compile(r"\]\(([^)#:]+)\)")
COMMAND = re.compile(r"\bmake (\w[\w-]*)`|^make (\w[\w-]*)", re.MULTILINE)
EXAMPLE = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    """The first page."""
    return (root / "README.md").read_text(encoding="utf-8")


def test_every_link_of_the_first_page_leads_somewhere(readme: str, root: Path) -> None:
    """A module that was renamed, or a missing picture, is found here."""
    links = LINK.findall(readme)
    assert len(links) > 15
    assert [link for link in links if not (root / link).exists()] == []


def test_the_first_page_lists_the_packages_in_their_order(readme: str) -> None:
    """The list that a newcomer reads is the one that the imports are held against."""
    rows = re.findall(r"^\| \[([\w\\]+)\]\(ihp_core/(\w+)(?:\.py)?\) \|", readme, re.MULTILINE)
    assert tuple(place for _, place in rows)[: len(PACKAGES)] == PACKAGES
    assert [name.replace("\\", "") for name, _ in rows] == [place for _, place in rows]


def test_the_picture_of_the_packages_is_that_of_the_imports(readme: str) -> None:
    """Every arrow stands for an import; what is reached by a longer way is not drawn."""
    (drawn,) = re.findall(r"```mermaid\nflowchart TD\n(.*?)```", readme, re.DOTALL)
    arrows = set(re.findall(r"(\w+) --> (\w+)", drawn))
    assert arrows == set(straight_imports())


def test_every_make_command_of_the_first_page_exists(readme: str, root: Path) -> None:
    """The commands are the whole manual for a newcomer."""
    named = {"".join(found) for found in COMMAND.findall(readme)}
    targets = set(re.findall(r"^([\w-]+):", (root / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"run", "test", "test-all", "check"} <= named <= targets


def test_the_example_of_the_first_page_runs(
    readme: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The lines a newcomer copies first must work, and print an answer."""
    (example,) = EXAMPLE.findall(readme)
    exec(example, {"Site": Site, "assess": assess})
    assert capsys.readouterr().out.split()[0] in ("viable", "conditional", "not_viable")


def test_every_dependency_is_pinned(root: Path) -> None:
    """The set-up of today and of next year install the same."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {re.split(r"[\[<>=~! ]", line)[0].lower().replace("_", "-") for line in wanted}
    pinned = re.findall(
        r"^([\w.-]+)==", (root / "constraints.txt").read_text("utf-8"), re.MULTILINE
    )
    assert names - set(pinned) == set()
