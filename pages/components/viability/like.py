"""The built plants that a site looks most like, on its own because it is no criterion.

They stand beside the site in temperatures, size and network.
"""

from __future__ import annotations

from html import escape

from ihp_core.report.plants.looks_like import UNITS, PlantLine, lines_beside
from ihp_core.results.results import Assessment
from ihp_core.text import say

COLUMNS = ("plant", *UNITS)


def looks_like(assessment: Assessment) -> str:
    """The two plants nearest to the site in a line, beside it thing by thing where it unfolds."""
    ours, *plants = lines_beside(assessment)
    title = escape(say("plants.like.title", plants=" · ".join(line.short for line in plants)))
    heads = "".join(
        f'<th scope="col">{escape(say(f"plants.like.column.{name}"))}</th>' for name in COLUMNS
    )
    body = "".join(map(_row, (ours, *plants)))
    return (
        f'<details class="ihp-like"><summary>{title}</summary>'
        f"<p>{escape(say('plants.like.note'))}</p>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></details>"
    )


def _row(line: PlantLine) -> str:
    cells = "".join(f"<td>{escape(thing)}</td>" for thing in line.things)
    return f'<tr><th scope="row">{escape(line.name)}{_source(line)}</th>{cells}</tr>'


def _source(line: PlantLine) -> str:
    """Where a plant's figures were read, all of it at the mouse."""
    if not line.url:
        return ""
    said = escape(say("plants.like.source", site=line.url.split("/")[2]))
    return (
        f'<a href="{escape(line.url)}" title="{escape(line.source)}" target="_blank" '
        f'rel="noopener">{said}</a>'
    )
