"""The whole ``assess`` against a plain COP on 8,760 points, as a ratio: at most 25.

Both run in turn in one process, so that a busy machine slows both. The COP here is frozen: it
does not change with the model, so that ratios of different days can be compared.

Run: ``python -m benchmarks.assess [repeats]``
"""

from __future__ import annotations

import sys
import timeit

import numpy as np

from ihp_core import Site, assess
from ihp_core.assumptions import Array
from ihp_core.examples import example, names

HOURS = 8760
LIMIT, AIM = 25, 15


def plain_cop(si: Array, so: Array, ri: Array, ro: Array) -> Array:
    """The published formula (Jensen et al. 2018) in plain numpy, without guards."""
    kelvin, pinch, eta = 273.15, 5.0, 0.8
    lift = ro - so + 2 * pinch
    hot = (ro - ri) / np.log((ro + kelvin) / (ri + kelvin))
    cold = (si - so) / np.log((si + kelvin) / (so + kelvin))
    sink = 0.2 * lift + 0.2 * (ro - ri) + 0.016
    work = 0.0014 * lift - 0.0015 * (ro - ri) + 0.039
    gap = hot - cold + sink + (si - so) / 2 + 2 * pinch
    return np.asarray(eta * (1 - work) * (hot + sink + pinch) / gap + 1 - eta)


def points() -> tuple[Array, Array, Array, Array]:
    """8,760 random operating points."""
    rng = np.random.default_rng(0)
    si, ri = rng.uniform(30, 60, HOURS), rng.uniform(40, 60, HOURS)
    return si, si - 8, ri, ri + 30


def interleaved(site: Site, repeats: int) -> tuple[Array, Array]:
    """Seconds of the plain COP and of the assessment, in turn, (repeats,) each."""
    temperatures = points()
    assess(site)
    both = [
        (
            timeit.timeit(lambda: plain_cop(*temperatures), number=10) / 10,
            timeit.timeit(lambda: assess(site), number=1),
        )
        for _ in range(repeats)
    ]
    plain, whole = np.array(both).T
    return plain, whole


def line(name: str, plain: Array, whole: Array) -> str:
    """One row of the table."""
    ratios = np.median(whole) / np.median(plain), whole.min() / plain.min()
    microseconds = np.median(whole) * 1e6
    return (
        f"{name:16}{np.median(plain) * 1e6:10.0f}{microseconds:12.0f}{whole.min() * 1e6:10.0f}"
        f"{microseconds * 1e3 / HOURS:12.0f}{ratios[0]:10.1f}{ratios[1]:8.1f}"
    )


def main(repeats: int = 60) -> None:
    """Print a row for each example."""
    print(f"{'':16}{'COP [µs]':>10}{'assess [µs]':>12}{'min':>10}{'ns/row/h':>12}", end="")
    print(f"{'ratio':>10}{'of min':>8}   limit {LIMIT}, aim {AIM}")
    for name in names():
        print(line(name, *interleaved(example(name), repeats)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
