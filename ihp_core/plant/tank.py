"""A tank of hot water: what it holds, how it cools, and how full it is after each hour.

Arrays in, arrays out. Hot water lies on cold; what is lost to the air is a share of what is stored.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.tables.arrays import Array, between
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import HOURS_OF_DAY, MWS_PER_M3_K, SECONDS_PER_HOUR

USABLE = value("tank.usable_fraction")
KEPT = (1 - value("tank.loss_fraction_per_day")) ** (1 / HOURS_OF_DAY)
"""What is left of the heat after an hour [-]."""
AMPLE_MWH, STILL, BLOCK = 1e12, 1e-12, 128


def energy_mwh(volume_m3: Array, hot_c: Array, cold_c: Array) -> Array:
    """Heat that a full tank gives [MWh] between its hot and its cold water [°C]; 90 % of it is
    used, the rest is the layer in which both mix.

    Broadcasts; nothing where the hot water is no warmer than the cold.
    """
    per_kelvin = volume_m3 * (USABLE * MWS_PER_M3_K / SECONDS_PER_HOUR)
    return per_kelvin * np.maximum(hot_c - cold_c, 0)


def kept_fraction(hot_c: Array, cold_c: Array) -> Array:
    """What an hour leaves of heat that has to be as hot as the hour asks for [-], (rows, hours).

    Water that was hot enough an hour ago is not where the temperature asked for rises: the heat
    that brings it there is taken off.
    """
    rise = np.maximum(hot_c - np.roll(hot_c, 1, axis=-1), 0)
    share = rise / np.maximum(hot_c - cold_c, rise + 1e-9)
    return np.asarray(KEPT * (1 - between(share, 0, 1)))


class Hour(NamedTuple):
    """What hours do to a store: s' = ``kept`` s + ``added`` between two ``ends`` [MWh].

    Figures are (rows, hours), what all hours keep alike may be (rows, 1), ``ends`` the least and
    the most, (2, rows, hours). One such map after another is such a map again.
    """

    kept: Array
    added: Array
    ends: Array

    def after(self, stored: Array) -> Array:
        """What is in the store at the end."""
        moved: Array = self.kept * stored
        moved += self.added
        np.maximum(moved, self.ends[0], out=moved)
        np.minimum(moved, self.ends[1], out=moved)
        return moved

    def then(self, later: Hour) -> Hour:
        """Both, this one first."""
        added = later.kept * self.added
        added += later.added
        return Hour(later.kept * self.kept, added, later.after(self.ends))

    def halves(self) -> tuple[Hour, Hour]:
        """Every first of two and every second."""
        columns = self if self.added.shape[1] % 2 == 0 else self._with_idle()
        first, second = (
            Hour(*(c if c.shape[-1] == 1 else c[..., part::2] for c in columns)) for part in (0, 1)
        )
        return first, second

    def _with_idle(self) -> Hour:
        """With some at the end that do nothing, so that they can be halved several times."""
        hours = self.added.shape[1]
        block = BLOCK if hours > BLOCK else 1 << (hours - 1).bit_length()
        idle = (1.0, 0.0, np.array([0.0, AMPLE_MWH])[:, None, None])
        columns = []
        for known, nothing in zip(self, idle, strict=True):
            whole = np.empty((*known.shape[:-1], hours - hours % -block))
            whole[..., :hours], whole[..., hours:] = known, nothing
            columns.append(whole)
        return Hour(*columns)


def stored_mwh(kept: Array, added: Array, full: Array) -> Array:
    """What is stored at the start of each hour of a year that begins as it ends [MWh].

    Parameters
    ----------
    kept : ndarray
        What an hour leaves of what was stored [-], (rows, hours) or (rows, 1).
    added : ndarray
        What could be charged less what is asked for [MWh], (rows, hours).
    full : ndarray
        What the tank holds at the most [MWh], (rows, hours).

    Returns
    -------
    ndarray
        (rows, hours).

    Notes
    -----
    Two hours make one map, two of those the next: 13 passes up make that of the year, whose fixed
    point is its start; 13 down hand it out again. All rows at once, each hour touched four times.
    """
    most = np.broadcast_to(full, added.shape)
    hours = Hour(kept, added, np.stack([np.zeros_like(added), most]))
    passes: list[Hour] = []
    while hours.added.shape[1] > 1:
        first, second = hours.halves()
        passes.append(first)
        hours = first.then(second)
    still = np.maximum(1 - hours.kept, STILL)
    start: Array = np.minimum(np.maximum(hours.added / still, hours.ends[0]), hours.ends[1])
    for first in reversed(passes):
        rows, pairs = first.added.shape
        whole: Array = np.empty((rows, 2 * pairs))
        whole[:, ::2] = start[:, :pairs]
        whole[:, 1::2] = first.after(start[:, :pairs])
        start = whole
    return start[:, : added.shape[1]]
