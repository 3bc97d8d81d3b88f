"""The parts of the answer that many cases give: how sure it is, what would change it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from ihp_core.site.fields import Known
from ihp_core.viability.rules import PRICE_ROOM, SUPPLY

MONEY = ("contract.", "market.")
Better = Literal["pass", "conditional", "viable", "not_tested"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Quantiles(_Frozen):
    """Eight cases of ten lie between ``p10`` and ``p90``, half of them between ``p25`` and
    ``p75``."""

    p10: float
    p25: float
    p50: float
    p75: float
    p90: float

    def moved(self, by: float) -> Quantiles:
        """The same spread further up or down."""
        return Quantiles(**{name: level + by for name, level in self.model_dump().items()})

    def turned(self) -> Quantiles:
        """The spread of the figure with its sign changed."""
        ends = dict(zip(type(self).model_fields, reversed(self.model_dump().values()), strict=True))
        return Quantiles(**{name: -level for name, level in ends.items()})

    def is_off(self, amount: float) -> bool:
        """Whether a figure lies outside the middle half of its own spread."""
        return not self.p25 <= amount <= self.p75


class Histogram(_Frozen):
    """How many samples lie between neighbouring ``edges``."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]


class Driver(_Frozen):
    """An uncertain figure: its range, the prices at both ends of it, and what knowing it is worth.

    The two shares say how much of the price's variance, and of the doubt about the verdict, would
    be gone if the figure were known.
    """

    key: str
    low: float
    value: float
    high: float
    unit: str
    quality: Known
    price_at_low: float | None
    price_at_high: float | None
    price_variance_fraction: float
    verdict_doubt_fraction: float


class Uncertainty(_Frozen):
    """Spread of price [EUR/MWh], heat [GWh/a] and COP; probabilities; what to measure first.

    ``price`` is ``None`` where no heat can be handed over, ``cop`` where nothing is lifted;
    ``holds_fraction`` is the share of the samples with the answer's own verdict.
    """

    samples: int
    price: Quantiles | None
    heat_gwh: Quantiles
    cop: Quantiles | None
    verdicts: dict[str, float]
    holds_fraction: float
    histogram: Histogram | None
    drivers: tuple[Driver, ...]


class Opener(_Frozen):
    """One change, from what the site has to what it might have, and what it brings.

    It adds ``gain`` to the room between cost and best alternative and leads to ``price``. With
    ``closes`` it goes as far as a gap needs to be closed. ``stated`` is all that the site states
    then: the field, and what moves with it. Of own figures of the producer the gain is ``None`` in
    the conversation: beside two prices it would tell the producer's share.
    """

    field: str
    start: float
    to: float
    gain_eur_per_mwh: float | None
    price_eur_per_mwh: float
    closes: bool
    stated: dict[str, float]


class Openers(_Frozen):
    """What is missing to a price below the best alternative [EUR/MWh], and what would bring it;
    with room what would lower the price.

    ``missing_eur_per_mwh`` is ``None`` with room, and in the conversation: it is the producer's.
    """

    missing_eur_per_mwh: float | None
    changes: tuple[Opener, ...]


class IfAnswered(_Frozen):
    """What comes of one possible answer to an open question, the plant as it is: the changes of
    price and room [EUR/MWh] and of heat [GWh/a], the verdict, and the criteria that it turns.

    ``turns_verdict``: the verdict is another one with it.
    """

    answer: float | str | bool | None
    price_eur_per_mwh: float | None
    room_eur_per_mwh: float | None
    heat_gwh: float
    verdict: str
    turns_verdict: bool
    turns: tuple[str, ...]


class MustRun(_Frozen):
    """A summer in which ``mw`` of today's heat runs in any case, where nobody said what runs.

    It raises the price by ``raises_eur_per_mwh``, ``None`` where that would tell the producer's
    cost, and takes ``takes_fraction`` of the heat. ``room_left``: with it there is still a price
    that both sides gain from.
    """

    mw: float
    raises_eur_per_mwh: float | None
    takes_fraction: float
    room_left: bool


class TankSize(_Frozen):
    """The year and the price with a tank of a size, the plant as it is.

    The price is ``None`` in the conversation where there is no room, the producer's cost there
    always. ``room``: there is a price that both sides gain from.
    """

    volume_m3: float
    heat_gwh: float
    full_load_hours: float
    price_eur_per_mwh: float | None
    floor_eur_per_mwh: float | None
    room: bool

    @property
    def told_eur_per_mwh(self) -> float | None:
        """The producer's cost, in the conversation the price."""
        cost = self.floor_eur_per_mwh
        return self.price_eur_per_mwh if cost is None else cost

    def discreet(self) -> TankSize:
        """Without the producer's cost."""
        price = self.price_eur_per_mwh if self.room else None
        return self.model_copy(update={"floor_eur_per_mwh": None, "price_eur_per_mwh": price})


class Takes(_Frozen):
    """The value of a field at which a price is met, all else as it is; ``None``: none within
    reason."""

    field: str
    start: float
    to: float | None


class TargetPrice(_Frozen):
    """A price that the operator names [EUR/MWh], and what it takes to meet it."""

    price_eur_per_mwh: float
    met: bool
    takes: tuple[Takes, ...]


class Remedy(_Frozen):
    """What it would take for one criterion to be met, and what the heat would then cost less.

    ``stated`` is all that the site then states; ``saves_eur_per_mwh`` is by how much the price
    would be lower, below zero where it would be higher, ``None`` where no heat is sold before or
    after.
    """

    criterion: str
    field: str
    start: float
    to: float
    stated: dict[str, float]
    saves_eur_per_mwh: float | None


class Lever(_Frozen):
    """The smallest change of one field that turns a criterion or the verdict to a better status.

    ``stated`` is all that the site then states, the field and what moves with it; ``stepped``
    where the figure only goes in steps, so that 98 % of the change may do as well.
    """

    field: str
    start: float
    to: float
    turns: str
    status: Better
    stated: dict[str, float]
    stepped: bool


class Combined(_Frozen):
    """Several changes that turn the verdict together where none does alone.

    ``start`` is what the fields that are changed are today, ``stated`` all that the site then
    states, ``turns`` the criteria that each of them turns.
    """

    verdict: Better
    turns: tuple[str, ...]
    start: dict[str, float]
    stated: dict[str, float]


class Levers(_Frozen):
    """What would make it work: by criterion, or ``verdict``, the single changes that turn it.

    An empty one: no change within reason does. ``ask`` names what only the operator can say.
    """

    turned: dict[str, tuple[Lever, ...]]
    ask: tuple[str, ...]
    together: Combined | None = None

    def discreet(self) -> Levers:
        """Without the changes from which the producer's cost can be worked out."""
        kept = {
            turns: tuple(lever for lever in levers if not lever.field.startswith(MONEY))
            for turns, levers in self.turned.items()
            if turns != PRICE_ROOM
        }
        return self.model_copy(update={"turned": kept, "together": self._discreet_together()})

    def _discreet_together(self) -> Combined | None:
        """Hidden as a whole where money or the price is part of it."""
        together = self.together
        if together is None or PRICE_ROOM in together.turns:
            return None
        return None if any(field.startswith(MONEY) for field in together.start) else together

    def as_json(self) -> list[dict[str, Any]]:
        """The changes in the contract's form; what is to be asked has no figures."""
        changes = [
            lever.model_dump(exclude={"start"}) | {"from": lever.start}
            for levers in self.turned.values()
            for lever in levers
        ]
        nothing = dict.fromkeys(("from", "to", "status"))
        return changes + [{"field": ask, "turns": SUPPLY, **nothing} for ask in self.ask]
