"""What a summer would do in which some of today's heat must run, on its own because it is asked of
every operator who has not said what runs: what runs anyway gives way to no other heat."""

from __future__ import annotations

import numpy as np

from ihp_core.assessment import Screened, essentials, planned
from ihp_core.results.other_cases import MustRun
from ihp_core.site.inputs import about
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.what_if.price.openers import CEILING, FLOOR, INDICATIVE

MUST_RUN, SUMMER = "network.must_run_mw", "network.summer_load_mw"
DELIVERED = "heat.delivered_gwh"


def must_run(screened_site: Screened) -> MustRun | None:
    """A part of the summer's load that runs anyway, in round steps, the plant planned anew for it.

    ``None`` where it is stated, where the network takes nothing in summer, or nothing at all.
    """
    figures = screened_site.screening.figures
    stated, load = screened_site.stated, figures["heat.summer_load_mw"].item(0)
    known = not np.isnan(stated[MUST_RUN].item(0)) or stated[SUMMER].item(0) == 0
    if known or not load > 0 or not figures[DELIVERED].item(0) > 0:
        return None
    asked = asked_mw(load)
    cases = screened_site.changed({MUST_RUN: asked})
    changed = essentials(cases, screened_site.hours, planned(cases, screened_site.hours)).figures
    rise = _first(changed, INDICATIVE) - _first(figures, INDICATIVE)
    return MustRun(
        mw=asked,
        raises_eur_per_mwh=rise if np.isfinite(rise) else None,
        takes_fraction=1 - _first(changed, DELIVERED) / _first(figures, DELIVERED),
        room_left=bool(_first(changed, CEILING) > _first(changed, FLOOR)),
    )


def asked_mw(load_mw: float) -> float:
    """The share of the table in whole steps of the input; of a small network as it is."""
    part, step = value("network.must_run_asked_fraction") * load_mw, float(about(MUST_RUN)["step"])
    return step * round(part / step) or part


def _first(figures: dict[str, Array], name: str) -> float:
    return float(figures[name].item(0))
