"""Built plants through the whole chain: published, computed, how far apart, and what was assumed.

Nothing is fitted: a plant's site states what was published and a few assumptions, the rest are the
defaults. A difference that would prove nothing (the figure was entered, or is another thing) is
not printed as one.

Run: ``python -m benchmarks.built_plants``
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ihp_core.report.plants.beside_built import FIGURES, BesideBuilt, all_beside, spread
from ihp_core.report.plants.built_table import Line, built_lines
from ihp_core.text import figure, say

WIDTHS = {"figure": 30, "published": 50, "computed": 12, "difference": 44}


def described(lines: Sequence[Line]) -> str:
    """A plant: its name and verdict, a line a figure, what was assumed and where it was read."""
    first = lines[0]
    head = f"{first['plant']}: {first['judged']}"
    told = [_figures(line) for line in lines if line["figure"]]
    ends = (f"assumed: {first['assumed'] or '-'}", f"source: {first['source']}; {first['read']}")
    return "\n  ".join((head, *told, *ends))


def _figures(line: Line) -> str:
    return "".join(f"{line[name]:{width}}" for name, width in WIDTHS.items()).rstrip()


def summary(beside: Sequence[BesideBuilt]) -> str:
    """A line a kind of figure: how many plants count, the middle of the differences' sizes."""
    lines = []
    for name in FIGURES:
        number, off = spread(beside, name)
        label = say(f"plants.figure.{name}")
        lines.append(f"{label:{WIDTHS['figure']}}{number:4}{figure(off, 'share'):>8}")
    return "\n".join(lines)


def main() -> None:
    """Print every plant, then how far apart in the middle."""
    beside = all_beside()
    print(f"{'':2}" + "".join(f"{name:{width}}" for name, width in WIDTHS.items()))
    for _, lines in groupby(built_lines(beside), key=lambda line: line["plant"]):
        print(described(list(lines)))
    print(f"\n{len(beside)} plants; counted, in the middle apart")
    print(summary(beside))


if __name__ == "__main__":
    main()
