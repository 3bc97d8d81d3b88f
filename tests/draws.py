"""Single random draws that the generators of the tests are made of."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np


def one(rng: np.random.Generator, options: Any, weights: tuple[float, ...] = ()) -> Any:
    """One of the options, the heavier ones more often."""
    share = np.array(weights) / sum(weights) if weights else None
    return options[int(rng.choice(len(options), p=share))]


def between(rng: np.random.Generator, low: float, high: float) -> float:
    """A plain float, all values equally likely."""
    return float(rng.uniform(low, high))


def log_between(rng: np.random.Generator, low: float, high: float) -> float:
    """As often between 0.1 and 1 as between 1 and 10; a hair inside the ends."""
    return float(np.exp(rng.uniform(np.log(low * 1.001), np.log(high * 0.999))))


def sometimes_zero(rng: np.random.Generator, otherwise: float, share: float = 0.2) -> float:
    """Exactly 0 in a share of the draws: ends are where chains break."""
    return 0.0 if rng.random() < share else otherwise


def yes(rng: np.random.Generator, share: float = 0.5) -> bool:
    """True in a share of the draws."""
    return bool(rng.random() < share)


def day(rng: np.random.Generator) -> dt.date:
    """A day of the next decade."""
    return dt.date(2024, 1, 1) + dt.timedelta(days=int(rng.integers(0, 4000)))
