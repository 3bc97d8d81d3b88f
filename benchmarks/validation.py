"""The model's COP on published plants, beside what else is in use, on the same rows.

Jensen et al. 2018 is the model; half of Lorenz and 0.55 of Carnot are common shortcuts; the
two-stage cycle works from the properties of the refrigerant and needs CoolProp.

Run: ``python -m benchmarks.validation``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ihp_core.plant.heat_pump import heat_pump_cop
from ihp_core.plant.published_plants import Cop, Fit, fit_of
from ihp_core.tables.arrays import Array
from ihp_core.tables.units import KELVIN

if TYPE_CHECKING:
    from benchmarks.peers.arrangements import Pair

CYCLE = "Two-stage cycle (CoolProp)"
LORENZ_SHARE, CARNOT_SHARE = 0.5, 0.55
MISSING = (
    "not computed: CoolProp is an optional extra. Install it with: make peers (or pip install "
    "'ihp-screener[peers]')"
)


def lorenz(si: Array, so: Array, ri: Array, ro: Array) -> Array:
    """Half the COP of an ideal heat pump between the log means of both waters."""
    hot, cold = _log_mean_k(ri, ro), _log_mean_k(so, si)
    return LORENZ_SHARE * hot / (hot - cold)


def carnot(si: Array, so: Array, ri: Array, ro: Array) -> Array:
    """The usual share of an ideal heat pump between supply and source inlet."""
    return CARNOT_SHARE * (ro + KELVIN) / (ro - si)


def _log_mean_k(low_c: Array, high_c: Array) -> Array:
    return np.asarray((high_c - low_c) / np.log((high_c + KELVIN) / (low_c + KELVIN)))


def cycles() -> dict[str, Cop]:
    """The two-stage cycle with both readings of its efficiency; nothing without CoolProp."""
    try:
        from benchmarks.peers.arrangements import DRIVE_INSIDE, STANDARD
    except ImportError:
        return {}
    return {CYCLE: _cop_of(STANDARD), "the same, drive inside 0.80": _cop_of(DRIVE_INSIDE)}


def _cop_of(pair: Pair) -> Cop:
    from benchmarks.peers.arrangements import best_of

    def cop(si: float, so: float, ri: float, ro: float) -> float:
        try:
            return best_of((si, so, ri, ro), pair)[1].cop
        except ValueError:
            # Steam: beyond the critical point of both refrigerants, and not compared.
            return float("nan")

    return np.vectorize(cop)


def line(name: str, found: Fit) -> str:
    """One row of the table."""
    worst = f"{found.worst.error:+.0%} {found.worst.plant}"
    return f"{name:28}{found.n:4}{found.bias:+10.1%}{found.mape:10.1%}   {worst}"


def main() -> None:
    """Print a row for each formula."""
    print(f"{'':28}{'n':>4}{'bias':>10}{'MAPE':>10}   worst")
    print(line("Jensen (the model)", fit_of(heat_pump_cop)))
    print(line(f"Lorenz x {LORENZ_SHARE}", fit_of(lorenz)))
    print(line(f"Carnot x {CARNOT_SHARE}", fit_of(carnot)))
    found = cycles()
    for name, cop in found.items():
        print(line(name, fit_of(cop)))
    if not found:
        print(f"{CYCLE:28}{MISSING}")


if __name__ == "__main__":
    main()
