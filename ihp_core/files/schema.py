"""The project file's form as JSON Schema, for who writes such files with other tools.

``python -m ihp_core.files.schema`` writes the package's copy anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ihp_core.files.project import MAX_SITES
from ihp_core.site.site import SCHEMA, Site
from ihp_core.year.measured.columns.mapping import ColumnMap
from ihp_core.year.measured.headers import bounds
from ihp_core.year.measured.year import KEPT

FILE = Path(__file__).parents[1] / "data" / "project.schema.json"
HOURS = 8760
_OBJECT = {"type": "object", "additionalProperties": False}


def project_schema() -> dict[str, Any]:
    """The schema of a project file (2020-12); that of a site is ``$defs/Site``."""
    site = Site.model_json_schema(ref_template="#/$defs/{model}")
    answers = ColumnMap.model_json_schema(ref_template="#/$defs/{model}")
    parts = site.pop("$defs", {}) | answers.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "IHP Screener project",
        **_OBJECT,
        "required": ["sites"],
        "properties": {
            "schema": {"type": "integer", "minimum": 0, "maximum": SCHEMA},
            "dated": {"type": "string", "format": "date"},
            "active": {"type": "integer", "minimum": 0},
            "sites": {
                "type": "array",
                "minItems": 1,
                "maxItems": MAX_SITES,
                "items": {"$ref": "#/$defs/Site"},
            },
            "names": {"type": "array", "maxItems": MAX_SITES, "items": {"type": "string"}},
            "columns": answers,
            "own": {**_OBJECT, "properties": _series()},
        },
        "$defs": {**parts, "Site": site},
    }


def _series() -> dict[str, Any]:
    """The measured year's series, each with its limits."""
    properties = {}
    for name in KEPT:
        low, high = bounds(name)
        number = {"type": "number", "minimum": low, "maximum": high}
        properties[name] = {"type": "array", "minItems": HOURS, "maxItems": HOURS, "items": number}
    return properties


def text() -> str:
    """The schema as the package holds it."""
    return json.dumps(project_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
