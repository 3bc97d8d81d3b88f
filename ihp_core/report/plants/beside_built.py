"""What the whole chain says of a built plant, beside what was published of it.

Nothing is fitted: its site states what was published, some inputs that had to be assumed, and
leaves the rest to the defaults.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from ihp_core.assessment import assess
from ihp_core.results.results import Assessment
from ihp_core.site.examples.built_plants import BuiltPlant, built_plants, site_of
from ihp_core.viability.judgement import Guide, Verdict, Word
from ihp_core.viability.rules import Rules

NETWORK, EUR_PER_MEUR = "network.annual_heat_gwh", 1e6
Range = tuple[float, float]


@dataclass(frozen=True)
class BesideFigure:
    """A figure of a plant in ``unit``: published from ``low`` to ``high``, and computed.

    ``counts`` is false where the figure was entered, hangs on an assumption of the same kind or
    is another thing than the computed one: it is shown, and proves nothing.
    """

    name: str
    unit: str
    low: float
    high: float
    computed: float | None
    counts: bool

    @property
    def difference(self) -> float | None:
        """How far the computed figure lies beyond what was published, as a share of it [-]."""
        if self.computed is None or not self.counts:
            return None
        nearest = min(max(self.computed, self.low), self.high)
        return self.computed / nearest - 1


@dataclass(frozen=True)
class BesideBuilt:
    """A plant, its figures side by side, and how the chain judges it."""

    plant: BuiltPlant
    figures: tuple[BesideFigure, ...]
    verdict: Verdict
    word: Word
    guide: Guide


def _cop_of_cold(plant: BuiltPlant) -> Range | None:
    """Heat over the electricity that is missing between published heat and cold."""
    heat, cold = plant.published("capacity_mw"), plant.published("source_mw")
    if heat is None or cold is None or plant.published("cop") is not None:
        return None
    return (heat / (heat - cold),) * 2


def _share(plant: BuiltPlant) -> Range | None:
    low = plant.published("share_low_fraction")
    return None if low is None else (low, plant.figures.get("share_high_fraction", low))


def _capital(plant: BuiltPlant) -> Range | None:
    spent = plant.published("capital_meur")
    return None if spent is None else (spent * EUR_PER_MEUR,) * 2


def _cell(name: str) -> Callable[[BuiltPlant], Range | None]:
    def published(plant: BuiltPlant) -> Range | None:
        figure = plant.published(name)
        return None if figure is None else (figure, figure)

    return published


Published = Callable[[BuiltPlant], Range | None]
Computed = Callable[[Assessment], float | None]
FIGURES: dict[str, tuple[str, Published, Computed]] = {
    "heat": ("GWh/a", _cell("heat_gwh"), lambda found: found.heat.delivered_gwh),
    "source_heat": ("GWh/a", _cell("source_heat_gwh"), lambda found: found.heat.source_used_gwh),
    "share": (
        "share",
        _share,
        lambda found: found.heat.delivered_gwh / found.heat.network_heat_gwh,
    ),
    "capacity": ("MW", _cell("capacity_mw"), lambda found: found.heat.capacity_mw),
    "cop": ("-", _cell("cop"), lambda found: found.heat.heat_pump_scop),
    "cop_of_cold": ("-", _cop_of_cold, lambda found: found.heat.heat_pump_scop),
    "capital": ("EUR", _capital, lambda found: found.cost.capex_eur),
    "price": (
        "EUR/MWh",
        _cell("price_eur_per_mwh"),
        lambda found: found.price.indicative_eur_per_mwh,
    ),
}
"""Unit, what was published, what the answer says; a COP is that of the year."""

ANOTHER_THING = ("price",)
"""What customers pay holds the network too, and is not the price at the connection point."""


@cache
def beside_built(plant: BuiltPlant, rules: Rules = "calculated") -> BesideBuilt:
    """The whole chain for one plant; of its answer only the figures are kept."""
    answer = assess(site_of(plant.id), rules=rules)
    figures = (_figure(name, plant, answer) for name in FIGURES)
    told = tuple(figure for figure in figures if figure is not None)
    return BesideBuilt(plant, told, answer.verdict, answer.word, answer.guide)


def _figure(name: str, plant: BuiltPlant, answer: Assessment) -> BesideFigure | None:
    unit, published, computed = FIGURES[name]
    known = published(plant)
    if known is None:
        return None
    of_a_guess = name == "share" and NETWORK in plant.assumed
    counts = name not in (*plant.entered, *ANOTHER_THING) and not of_a_guess
    low, high = known
    return BesideFigure(name, unit, low, high, computed(answer), counts)


def all_beside(rules: Rules = "calculated") -> tuple[BesideBuilt, ...]:
    """Every built plant, in the order of the table."""
    return tuple(beside_built(plant, rules) for plant in built_plants())


def spread(beside: Sequence[BesideBuilt], name: str) -> tuple[int, float | None]:
    """How many plants count for a figure, and the middle of their differences' sizes [-]."""
    off = [
        abs(figure.difference)
        for one in beside
        for figure in one.figures
        if figure.name == name and figure.difference is not None
    ]
    return len(off), median(off) if off else None
