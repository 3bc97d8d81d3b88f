"""The answer's shape: what an assessment says, group by group, in the units of its names."""

from __future__ import annotations

from typing import Any

from ihp_core.key_figures.connection import Pipe
from ihp_core.key_figures.heat import Heat
from ihp_core.key_figures.price import Cost, Finance, Price
from ihp_core.made_later import Input, MadeLater, Origin
from ihp_core.many_cases import Uncertainty
from ihp_core.tables.records import Result
from ihp_core.viability.judgement import Confidence, Criterion, Verdict

JSON_PARTS = ("emissions", "regulation", "timeline")
"""Parts that are made when first asked for and stand in the JSON of an answer."""

__all__ = ["Assessment", "Criterion", "Finance", "Heat", "Input", "Origin", "Price", "Result"]


class Assessment(MadeLater, Result):
    """All that the screening says of one site; ``as_json`` gives the contract's form."""

    verdict: Verdict
    confidence: Confidence
    criteria: tuple[Criterion, ...]
    heat: Heat
    price: Price
    cost: Cost
    finance: Finance
    connection: Pipe
    uncertainty: Uncertainty | None = None
    warnings: tuple[str, ...]
    versions: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        """The assessment as plain JSON data, without the hourly arrays."""
        found = self.model_dump(mode="json")
        found["inputs"] = {
            path: {"value": given.value, "from": given.origin, "source": given.source}
            for path, given in self.inputs.items()
        }
        for name in JSON_PARTS:
            made = getattr(self, name)
            found[name] = None if made is None else made.model_dump(mode="json")
        found["levers"] = None if self.levers is None else self.levers.as_json()
        together = self.levers.together if self.levers else None
        found["levers_together"] = None if together is None else together.model_dump(mode="json")
        return found
