"""The summary as a page to print (HTML) and as text (Markdown): one content, two forms."""

from __future__ import annotations

import datetime as dt
import html

from ihp_core.report.drawing.palette import ink_on
from ihp_core.report.summary.contents import Section, Summary, Table, contents
from ihp_core.report.summary.style import STYLE
from ihp_core.results.discretion import Audience
from ihp_core.results.results import Assessment
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, resolved
from ihp_core.text.markdown import escaped

# Beyond markup: these begin code in templates that someone may paste the page into.
CODE_SIGNS = {"$": "&#36;", "`": "&#96;", "{": "&#123;", "}": "&#125;"}


def summary_html(
    site: Site,
    assessment: Assessment,
    audience: Audience = "customer",
    language: str = SPOKEN,
    on: dt.date | None = None,
) -> str:
    """The summary as one HTML page that stands alone: no script, no file, no link.

    Parameters
    ----------
    site, assessment
        What was stated, and the answer to it.
    audience
        ``"customer"`` holds none of the producer's figures, ``"internal"`` all of them.
    language
        Of words and figures.
    on
        Date on the page; today if none is given.
    """
    summary = contents(site, assessment, audience, language, on)
    parts = [_head(summary), _facts(summary), _prices(summary)]
    parts += [_section(section) for section in summary.sections]
    body = "".join(parts)
    return (
        f'<!DOCTYPE html><html lang="{resolved(language)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_safe(summary.title)}</title><style>{STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>"
    )


def _safe(words: str) -> str:
    safe = html.escape(words)
    return "".join(CODE_SIGNS.get(sign, sign) for sign in safe)


def _head(summary: Summary) -> str:
    colour = summary.sign.colour
    badge = f'style="background:{colour};color:{ink_on(colour)}"'
    return (
        f"<header><h1><bdi>{_safe(summary.title)}</bdi></h1>"
        f"<p>{_safe(summary.notice)}</p></header>"
        f'<p class="verdict"><strong {badge}>{summary.sign.icon} {_safe(summary.verdict)}</strong> '
        f"{_safe(summary.reason)}</p>"
        f"<p>{'<br>'.join(map(_safe, summary.screened))}</p>"
    )


def _facts(summary: Summary) -> str:
    cells = "".join(
        f"<div><dt>{_safe(fact.name)}</dt><dd><b>{_safe(fact.figure)}</b>"
        f"<small>{_safe(fact.note)}</small></dd></div>"
        for fact in summary.facts
    )
    return f'<dl class="facts">{cells}</dl>'


def _prices(summary: Summary) -> str:
    if not summary.prices:
        return ""
    rows = "".join(
        f"<tr><td>{_safe(row.name)}</td><td><b>{_safe(row.figure)}</b></td></tr>"
        for row in summary.prices
    )
    table = f"<table><tbody>{rows}</tbody></table>"
    told = f"<p>{_safe(summary.formula)}</p>" if summary.formula else ""
    return f"<section><h2>{_safe(summary.price_title)}</h2>{table}{told}</section>"


def _section(section: Section) -> str:
    told = "".join(f"<p>{_safe(sentence)}</p>" for sentence in section.sentences)
    table = _table(section.table) if section.table and section.table.rows else ""
    return f"<section><h2>{_safe(section.title)}</h2>{told}{table}</section>"


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_safe(name)}</th>' for name in table.header)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_safe(cell)}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def summary_markdown(
    site: Site,
    assessment: Assessment,
    audience: Audience = "customer",
    language: str = SPOKEN,
    on: dt.date | None = None,
) -> str:
    """The same content as Markdown; parameters as for ``summary_html``."""
    summary = contents(site, assessment, audience, language, on)
    verdict = f"**{summary.sign.icon} {escaped(summary.verdict)}** {escaped(summary.reason)}"
    lines = [f"# {escaped(summary.title)}", escaped(summary.notice), verdict]
    lines.append("\n".join(f"- {escaped(line)}" for line in summary.screened))
    facts = (
        f"- {escaped(name)}: **{escaped(figure)}** {escaped(note)}"
        for name, figure, note in summary.facts
    )
    lines.append("\n".join(facts))
    if summary.prices:
        lines.append(f"## {escaped(summary.price_title)}")
        rows = (f"- {escaped(row.name)}: {escaped(row.figure)}" for row in summary.prices)
        lines.append("\n".join(rows))
        lines.append(escaped(summary.formula))
    for section in summary.sections:
        lines += [f"## {escaped(section.title)}", *map(escaped, section.sentences)]
        lines.append(_ruled(section.table))
    return "\n\n".join(line for line in lines if line) + "\n"


def _ruled(table: Table | None) -> str:
    if table is None or not table.rows:
        return ""
    ruler = ("---",) * len(table.header)
    rows = [tuple(map(escaped, row)) for row in (table.header, *table.rows)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (rows[0], ruler, *rows[1:]))
