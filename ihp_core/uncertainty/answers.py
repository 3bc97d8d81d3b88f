"""What the possible answers to open questions would do to price, heat and verdict.

Each answer is a case of its own, the plant held as in the samples. A figure is answered by either
end of its range, a choice by every other name; what nobody can put a range to has no answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from ihp_core.assessment import Planned, Screened, essentials
from ihp_core.key_figures.screening import Figures, Screening, in_blocks
from ihp_core.plant.refrigerant import machine_columns
from ihp_core.results.other_cases import IfAnswered
from ihp_core.site.cases import MARK, Cases, choices
from ihp_core.site.filling import ALTERNATIVES, POSSIBLE, decoded, fill, marks
from ihp_core.site.inputs import about, is_number, limits, options
from ihp_core.site.site import FIELDS
from ihp_core.tables.arrays import Array
from ihp_core.uncertainty.ranges import Range, assumed_ends, ranges
from ihp_core.uncertainty.sampling import sampled, shifts
from ihp_core.uncertainty.uncertainty import BLOCK, network_of
from ihp_core.viability.judgement import VERDICTS
from ihp_core.viability.rules import site_criterion_ids
from ihp_core.what_if.must_run import MUST_RUN, asked_mw
from ihp_core.year.typical_hours import COARSE, typical

OTHERS = ("data_centre", "operator", "map")
"""Who knows what the producer asks for."""
FOUND = {
    "network.annual_heat_gwh": "heat.network_heat_gwh",
    "network.heat_cost_today_eur_per_mwh": "price.today_eur_per_mwh",
    "network.summer_load_mw": "heat.summer_load_mw",
}
"""Inputs that the chain finds where nobody states them, by the figure that holds them."""
COUNTRY, PEAK = "country", "network.peak_load_mw"
PRICE, HEAT = "price.indicative_eur_per_mwh", "heat.delivered_gwh"
FLOOR, CEILING = "price.floor_eur_per_mwh", "price.ceiling_eur_per_mwh"


class Answer(NamedTuple):
    """A possible answer: of which input or figure, its number or the code of its choice, and the
    column where that stands."""

    path: str
    code: float
    column: str


def answers_of(screened_site: Screened) -> dict[str, tuple[IfAnswered, ...]]:
    """What each possible answer does beside the site as it is, by the path of its input.

    The figures of the model stand among them by their own names; none where no heat is sold.
    """
    uncertain = ranges(screened_site.site, screened_site.stated, screened_site.cases)
    ends = [Answer(one.key, end, one.key) for one in uncertain for end in _ends(one)]
    others = _others(screened_site, {one.key for one in uncertain})
    by_path: dict[str, tuple[IfAnswered, ...]] = {}
    for asked, cases in (
        (ends, _at_the_ends(screened_site, uncertain)),
        (others, _as_stated(screened_site, others)),
    ):
        told = _told(asked, _held(screened_site, cases))
        by_path |= {path: tuple(told[path]) for path in told}
    return by_path


def _ends(one: Range) -> tuple[float, float]:
    return one.value - one.below, one.value + one.above


def _at_the_ends(screened_site: Screened, uncertain: Sequence[Range]) -> Cases:
    """The site as it is, then each figure alone at its low and its high end, as in the samples;
    what is answered is stated."""
    alone = np.repeat(np.eye(len(uncertain)), 2, axis=0)
    alone[::2] *= -1
    places = np.concatenate([np.zeros((1, len(uncertain))), alone])
    many = sampled(screened_site.stated, screened_site.cases, shifts(uncertain, places))
    told = {
        MARK + one.key: np.where(places[:, [column]] != 0, 1.0, many[MARK + one.key])
        for column, one in enumerate(uncertain)
        if MARK + one.key in many
    }
    return many.with_(told)


def _others(screened_site: Screened, known: set[str]) -> list[Answer]:
    """Answers to what the samples leave as it is: other choices, and figures without a range."""
    asked = (
        path
        for path in FIELDS
        if path not in (*known, COUNTRY)
        and path in screened_site.stated
        and about(path).get("who") in OTHERS
    )
    told = [Answer(path, code, path) for path in asked for code in _codes(screened_site, path)]
    possible = ((column, screened_site.cases[column].item(0)) for column in ALTERNATIVES)
    return told + [Answer(POSSIBLE, 1 - code, column) for column, code in possible]


def _codes(screened_site: Screened, path: str) -> tuple[float, ...]:
    figures = screened_site.screening.figures
    used = screened_site.cases[path].item(0)
    if path == MUST_RUN:
        asked = asked_mw(figures["heat.summer_load_mw"].item(0))
        return (asked,) if asked > 0 and not used > 0 else ()
    if not is_number(path):
        return tuple(float(code) for code in range(len(_names(path))) if code != used)
    used = figures[FOUND[path]].item(0) if np.isnan(used) and path in FOUND else used
    if path == PEAK and np.isnan(used):
        used = screened_site.plant.network.peak_mw.item(0)
    ends = np.clip(assumed_ends(path, used, screened_site.cases), *limits(path))
    return tuple(float(end) for end in ends if end != used and np.isfinite(end))


def _names(path: str) -> tuple[object, ...]:
    return choices(path) or options(path)


def _as_stated(screened_site: Screened, others: Sequence[Answer]) -> Cases:
    """The site as it is, then one answer a row, each stated alone."""
    columns: dict[str, Array] = {}
    for row, answer in enumerate(others, start=1):
        usual = np.broadcast_to(screened_site.stated[answer.column], (len(others) + 1, 1))
        column = columns.setdefault(answer.column, usual.copy())
        column[row] = answer.code
    changed = screened_site.stated.with_(columns)
    return fill(changed.with_(marks(changed)))


def _held(screened_site: Screened, cases: Cases) -> Figures:
    """The figures of every case with the plant of the site."""
    hours = typical(screened_site.hours, COARSE)

    def held(block: Cases) -> Screening:
        network = network_of(screened_site, block, hours)
        return essentials(block, hours, Planned(network, screened_site.plant.built))

    many = cases.with_(machine_columns(screened_site.cases))
    return in_blocks(held, many, BLOCK).figures


def _told(asked: Sequence[Answer], figures: Mapping[str, Array]) -> dict[str, list[IfAnswered]]:
    """The answers by their path, each beside row 0."""
    told: dict[str, list[IfAnswered]] = {}
    for row, answer in enumerate(asked, start=1):
        told.setdefault(answer.path, []).append(_beside(answer, row, figures))
    return told


def _beside(answer: Answer, row: int, figures: Mapping[str, Array]) -> IfAnswered:
    verdict = figures["verdict"].astype(int)
    statuses = {name: figures[f"criteria.{name}.status"] for name in site_criterion_ids()}
    room = figures[CEILING] - figures[FLOOR]
    named = answer.column in FIELDS
    return IfAnswered(
        answer=decoded(answer.column, answer.code) if named else answer.code,
        price_eur_per_mwh=_change(figures[PRICE], row),
        room_eur_per_mwh=_change(room, row),
        heat_gwh=_change(figures[HEAT], row) or 0.0,
        verdict=VERDICTS[verdict[row]],
        turns_verdict=bool(verdict[row] != verdict[0]),
        turns=tuple(name for name, codes in statuses.items() if codes[row] != codes[0]),
    )


def _change(amounts: Array, row: int) -> float | None:
    change = float(amounts[row] - amounts[0])
    return change if np.isfinite(change) else None
