"""The answer's form: what an assessment says, group by group, in the units of its names.

What takes time to work out is made when it is first asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any, Literal, Self, cast

from pydantic import BaseModel, ConfigDict, PrivateAttr

from ihp_core.contract.financing import Financing
from ihp_core.contract.shapes import Negotiation
from ihp_core.key_figures.connection import PipeFigures
from ihp_core.key_figures.emissions import Emissions
from ihp_core.key_figures.heat import Heat
from ihp_core.key_figures.hourly import HourlyYear
from ihp_core.key_figures.price import Cost, Finance, Price
from ihp_core.key_figures.replaced import Replaced
from ihp_core.key_figures.tariff import Tariff
from ihp_core.operation.supplier import SupplierPoint
from ihp_core.results.other_cases import (
    IfAnswered,
    Levers,
    MustRun,
    Openers,
    Quantiles,
    Remedy,
    TankSize,
    TargetPrice,
    Uncertainty,
)
from ihp_core.tables.records import Result
from ihp_core.viability.judgement import Confidence, Criterion, Guide, Verdict, Word
from ihp_core.viability.regulation import Regulation
from ihp_core.viability.sizing import Curve
from ihp_core.viability.timeline import Timeline

Origin = Literal["stated", "table", "formula", "sizing", "own"]

JSON_PARTS = ("emissions", "regulation", "timeline", "target", "supplier", "financing")
"""Parts that are made when first asked for and stand in the JSON of an answer."""
CO2 = "emissions.life_cycle.displaced_t_per_year"
"""A headline figure whose spread is made when first asked for."""
DATED = ("timeline", "regulation")
"""Parts whose dates may be counted from today; they take the day as ``today``."""


class Input(BaseModel):
    """What one input was worth to the chain, where from, and on whose authority."""

    model_config = ConfigDict(frozen=True)

    value: float | str | bool | None
    origin: Origin
    source: str


class MadeLater(BaseModel):
    """Each part has a maker; a part without one does not exist here and is ``None``."""

    _makers: dict[str, Callable[..., Any]] = PrivateAttr(default_factory=dict)

    @cached_property
    def year(self) -> HourlyYear:
        """The year hour by hour."""
        return cast(HourlyYear, self._made("year"))

    @cached_property
    def inputs(self) -> dict[str, Input]:
        """Every input by its path."""
        return cast(dict[str, Input], self._made("inputs"))

    @cached_property
    def sizing(self) -> Curve:
        """What other capacities would lead to, (1, steps)."""
        return cast(Curve, self._made("sizing"))

    @cached_property
    def negotiation(self) -> Negotiation | None:
        """What the parties negotiate on; ``None`` where there is no heat to sell."""
        return cast(Negotiation | None, self._made("negotiation"))

    @cached_property
    def replaced(self) -> Replaced:
        """What the heat replaces, month by month."""
        return cast(Replaced, self._made("replaced"))

    @cached_property
    def electricity(self) -> Tariff:
        """What the electricity costs, by its parts and by connection."""
        return cast(Tariff, self._made("electricity"))

    @cached_property
    def emissions(self) -> Emissions:
        """What the heat displaces, in CO2."""
        return cast(Emissions, self._made("emissions"))

    @cached_property
    def co2_spread(self) -> Quantiles | None:
        """How the CO2 displaced over the life cycle spreads [t/a]; ``None`` where unknown."""
        return cast(Quantiles | None, self._made("co2_spread"))

    @cached_property
    def hangs_on(self) -> tuple[str, ...] | None:
        """The topics that the answer hangs on, by ``uncertainty.hanging``; ``None`` without
        samples."""
        return cast(tuple[str, ...] | None, self._made("hangs_on"))

    @cached_property
    def publicly_hangs_on(self) -> tuple[str, ...] | None:
        """Those that a customer may read."""
        return cast(tuple[str, ...] | None, self._made("publicly_hangs_on"))

    @cached_property
    def if_answered(self) -> dict[str, tuple[IfAnswered, ...]]:
        """What the possible answers to every open question would do, by its path."""
        return cast(dict[str, tuple[IfAnswered, ...]], self._made("if_answered") or {})

    @cached_property
    def timeline(self) -> Timeline:
        """When the first heat can flow."""
        return cast(Timeline, self._made("timeline"))

    @cached_property
    def regulation(self) -> Regulation:
        """What the law asks of data centre and network here."""
        return cast(Regulation, self._made("regulation"))

    @cached_property
    def supplier(self) -> SupplierPoint | None:
        """The supplier's point beside the model; ``None`` where none is stated."""
        return cast(SupplierPoint | None, self._made("supplier"))

    @cached_property
    def financing(self) -> Financing | None:
        """Debt, equity and tax; ``None`` where nobody asks for them."""
        return cast(Financing | None, self._made("financing"))

    @cached_property
    def openers(self) -> Openers | None:
        """What would open the room; ``None`` where there is some, or no heat to sell."""
        return cast(Openers | None, self._made("openers"))

    @cached_property
    def levers(self) -> Levers | None:
        """What would make it work; ``None`` where nobody asked other cases."""
        return cast(Levers | None, self._made("levers"))

    @cached_property
    def remedies(self) -> tuple[Remedy, ...]:
        """What it would take to meet each criterion that is not met, where an input does it."""
        return cast(tuple[Remedy, ...], self._made("remedies") or ())

    @cached_property
    def must_run(self) -> MustRun | None:
        """What must run in summer would do; ``None`` where it is known, or no heat to sell."""
        return cast(MustRun | None, self._made("must_run"))

    @cached_property
    def tank_sizes(self) -> tuple[TankSize, ...]:
        """What a tank would bring, over its size; empty where no heat is handed over."""
        return cast(tuple[TankSize, ...], self._made("tank_sizes") or ())

    @cached_property
    def target(self) -> TargetPrice | None:
        """What it takes to meet the operator's price; ``None`` where they name none."""
        return cast(TargetPrice | None, self._made("target"))

    @cached_property
    def public(self) -> Self | None:
        """The answer that others may know where the producer entered own figures; ``None`` where
        they entered none."""
        return cast(Self | None, self._made("public"))

    @cached_property
    def asked(self) -> bool:
        """Whether the price is what is asked, on top of a cost at typical figures."""
        return bool(self._made("asked"))

    def with_makers(self, **makers: Callable[[], Any]) -> Self:
        """The same answer, able to give these parts, made anew."""
        self._makers = self._makers | makers
        for name in makers:
            self.__dict__.pop(name, None)  # a copy takes along what was made already
        return self

    def as_of(self, today: dt.date) -> Self:
        """The same answer with its plan counted from a day; by itself it knows no clock."""
        made: dict[str, Callable[[], Any]] = {
            name: partial(self._makers[name], today=today) for name in DATED if name in self._makers
        }
        if "public" in self._makers:
            made["public"] = partial(_dated, self, today)
        return self.model_copy().with_makers(**made)

    def _made(self, name: str) -> Any:
        maker = self._makers.get(name)
        return maker() if maker else None


def _dated(answer: MadeLater, today: dt.date) -> MadeLater | None:
    """What others may know of an answer, counted from a day."""
    plain = answer.public
    return None if plain is None else plain.as_of(today)


class Assessment(MadeLater, Result):
    """All that the screening says of one site; ``as_json`` gives the contract's form.

    ``spread`` holds that of the headline figures by their names, such as ``heat.delivered_gwh``.
    """

    verdict: Verdict
    word: Word
    guide: Guide
    confidence: Confidence
    criteria: tuple[Criterion, ...]
    heat: Heat
    price: Price
    cost: Cost
    finance: Finance
    connection: PipeFigures
    spread: dict[str, Quantiles] | None = None
    uncertainty: Uncertainty | None = None
    warnings: tuple[str, ...]
    versions: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        """The assessment as plain JSON data, without the hourly arrays."""
        answer = self.model_dump(mode="json")
        answer["inputs"] = {
            path: {"value": entry.value, "from": entry.origin, "source": entry.source}
            for path, entry in self.inputs.items()
        }
        for name in JSON_PARTS:
            made = getattr(self, name)
            answer[name] = None if made is None else made.model_dump(mode="json")
        if self.spread is not None and self.co2_spread is not None:
            answer["spread"][CO2] = self.co2_spread.model_dump()
        answer["hangs_on"] = None if self.hangs_on is None else list(self.hangs_on)
        answer["levers"] = None if self.levers is None else self.levers.as_json()
        together = self.levers.together if self.levers else None
        answer["levers_together"] = None if together is None else together.model_dump(mode="json")
        return answer
