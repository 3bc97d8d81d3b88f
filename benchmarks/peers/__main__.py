"""Ask the peers again and write what they answer: ``cycle.csv``, ``cycle.md``, ``pipe.md``.

Run: ``make peers``, or ``python -m benchmarks.peers`` where both are installed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from benchmarks.peers import cycle, grid, pipe
from benchmarks.peers.arrangements import OTHERS, STANDARD, cell
from benchmarks.peers.grid import Agreement, Cell
from ihp_core.results.record import DATA_VERSION

HERE = Path(__file__).parent

CYCLE_PAGE = """# The model's COP beside a two-stage cycle

{stamp}

{grid}
{cycle}
Deviation: the model's COP over the cycle's, less 1. Asked for: median within ±{median:.0%},
{share:.0%} of the cells within ±{limit:.0%}. All cells stand in [cycle.csv](cycle.csv).

{agreement}
## Cells beyond ±{limit:.0%}

{outside}
## Other arrangements

The same cells with other cycles. "The drive inside 0.80": the isentropic efficiency of 0.80 read as
that of gas, motor, gear and shell together, so {inside:.2f} in the gas. The first table takes it as
what it is by definition, that of the gas, with the lost 5 % of the electricity beside it, as in
the model's own energy balance. With the other reading the cycle is some 4 % better and the median
would miss ±{median:.0%}. The published plants lie closer to the first (`python -m
benchmarks.validation`).

{others}"""

PIPE_PAGE = """# The model's pipe beside pandapipes

{stamp}

{pipe}
Deviation: the model's figure over that of pandapipes, less 1. Asked for: within ±{limit:.0%}.

{drops}"""


def stamp(peer: str) -> str:
    """What was compared, in which version, when."""
    return (
        f"{peer} {version(peer)}, ihp-screener {version('ihp-screener')} with data {DATA_VERSION}, "
        f"{date.today().isoformat()}. Written by `make peers`."
    )


def described(module: ModuleType) -> str:
    """What a module says about itself, after its first line."""
    return (module.__doc__ or "").split("\n\n", 1)[1]


def table(head: str, rows: Iterable[str]) -> str:
    """A table of cells parted by bars."""
    lines = (head, " | ".join(["---"] * (head.count("|") + 1)), *rows)
    return "".join(f"| {line} |\n" for line in lines)


def agreements(named: Iterable[tuple[str, Agreement]]) -> str:
    """How far apart, in per cent."""
    return table(
        f"cells of | number | median | within ±{grid.CELL_LIMIT:.0%} | lowest | highest",
        (
            f"{name} | {found.cells} | {found.median:+.1%} | {found.within:.1%} | "
            f"{found.lowest:+.1%} | {found.highest:+.1%}"
            for name, found in named
        ),
    )


def outside(cells: Iterable[Cell]) -> str:
    """The cells beyond the limit, with both COPs."""
    return table(
        "source in / out / water in / out [°C] | refrigerant | cycle | model | deviation",
        (
            f"{' / '.join(f'{degrees:g}' for degrees in one[:4])} | {one.refrigerant} | "
            f"{one.cycle_cop:.2f} | {one.model_cop:.2f} | {one.deviation:+.1%}"
            for one in grid.outside(cells)
        ),
    )


def drops(found: Iterable[pipe.Compared]) -> str:
    """Both drops of each pipe and flow, from both."""
    return table(
        "water | DN | km | m³/h | bar, model | bar, pandapipes | deviation | "
        "K, model | K, pandapipes | deviation",
        (
            f"{one.water} | {one.dn} | {one.length_km:g} | {one.flow * 3600:.1f} | "
            f"{one.model.pressure_bar:.3f} | {one.peer.pressure_bar:.3f} | "
            f"{one.deviations.pressure_bar:+.2%} | {one.model.temperature_k:.4f} | "
            f"{one.peer.temperature_k:.4f} | {one.deviations.temperature_k:+.2%}"
            for one in found
        ),
    )


def cycle_page(cells: list[Cell]) -> str:
    """What the cycle says, the cells beyond the limit, and its other arrangements."""
    fluids = [(name, [one for one in cells if one.refrigerant == name]) for name in grid.FLUIDS]
    return CYCLE_PAGE.format(
        stamp=stamp("CoolProp"),
        grid=described(grid),
        cycle=described(cycle),
        median=grid.MEDIAN_LIMIT,
        share=grid.CELLS_WITHIN,
        limit=grid.CELL_LIMIT,
        agreement=agreements(
            (name, grid.agreement(own)) for name, own in [("all", cells), *fluids]
        ),
        outside=outside(cells),
        inside=OTHERS[-1].ammonia.isentropic,
        others=agreements(
            (pair.name, grid.agreement(cell(given_c, pair) for given_c in grid.temperatures()))
            for pair in (STANDARD, *OTHERS)
        ),
    )


def main() -> None:
    """Write the answers of both peers."""
    cells = [cell(given_c) for given_c in grid.temperatures()]
    grid.write(cells)
    (HERE / "cycle.md").write_text(cycle_page(cells), encoding="utf-8")
    page = PIPE_PAGE.format(
        stamp=stamp("pandapipes"),
        pipe=described(pipe),
        limit=pipe.LIMIT,
        drops=drops(pipe.all_compared()),
    )
    (HERE / "pipe.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
