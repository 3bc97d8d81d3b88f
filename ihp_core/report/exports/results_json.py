"""The whole answer as JSON for one of two audiences, on its own beside the other exports."""

from __future__ import annotations

import json
from typing import Any

from ihp_core.results.discretion import Audience, discreet
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import PRODUCER
from ihp_core.viability.rules import PRICE_ROOM

HIDDEN = ("cost", "finance", "uncertainty")
"""Groups from which the producer's cost or return can be read."""


def results_json(assessment: Assessment, audience: Audience = "customer") -> str:
    """The answer's form of the contract; the customer's without any figure of the producer's."""
    visible = assessment if audience == "internal" else discreet(assessment)
    data = visible.as_json()
    if audience == "customer":
        data = _without_the_producers(data)
    return json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _without_the_producers(data: dict[str, Any]) -> dict[str, Any]:
    kept = {name: None if name in HIDDEN else part for name, part in data.items()}
    kept["inputs"] = {path: entry for path, entry in data["inputs"].items() if path not in PRODUCER}
    numbers = dict.fromkeys(("value", "limit", "pass_limit", "conditional_limit"))
    kept["criteria"] = [
        row | numbers if row["id"] == PRICE_ROOM else row for row in data["criteria"]
    ]
    return kept
