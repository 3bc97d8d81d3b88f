"""What part load costs a plant of several units."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.tables.arrays import Array, every

TINY = 1e-12


class Units(NamedTuple):
    """Heat at full load of all units together, their number, COP share lost towards no load."""

    full: Array
    number: Array
    loss: Array


def part_load(lifted: Array, units: Units) -> Array:
    """What a load, in the unit of the full load, leaves of the COP [-].

    Units fill in turn and the last is part-loaded: COP (1 - loss (1 - load of the unit)).
    """
    full, number, loss = units
    if every(number == 1):
        return np.asarray(np.minimum((1 - loss) + lifted * (loss / full), 1))
    running = np.minimum(lifted * (number / full), number)
    full_units = np.floor(running)
    last = running - full_units
    drawn = full_units + last / (1 - loss * (1 - last))
    return np.where(running > TINY, running / np.maximum(drawn, TINY), 1 - loss)
