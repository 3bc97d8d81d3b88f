"""The term sheet in words: a heading and a sentence a line."""

from __future__ import annotations

from ihp_core.results.results import Assessment
from ihp_core.site.site import Site
from ihp_core.term_sheet import Line, term_sheet
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.markdown import escaped
from ihp_core.text.names import day_named


def term_sheet_rows(
    site: Site, assessment: Assessment, language: str = SPOKEN
) -> tuple[tuple[str, str], ...]:
    """Heading and sentence of each line; only figures that a customer may see."""
    return tuple(_row(line, language) for line in term_sheet(site, assessment))


def term_sheet_text(site: Site, assessment: Assessment, language: str = SPOKEN) -> str:
    """The same as one text with headings in Markdown, to be saved."""
    name = escaped(" ".join(site.name.split())) or say("report.no_name", language)
    parts = [f"# {say('contract.title', language, name=name)}"]
    last = ""
    for heading, sentence in term_sheet_rows(site, assessment, language):
        parts += [sentence] if heading == last else [f"## {heading}", sentence]
        last = heading
    return "\n\n".join(parts) + "\n"


def _row(line: Line, language: str) -> tuple[str, str]:
    words = {name: figure(*given, language) for name, given in line.figures.items()}
    words |= {name: say(f"choice.{choice}", language) for name, choice in line.choices.items()}
    if line.day is not None:
        words["day"] = day_named(line.day, language)
    heading = say(f"contract.heading.{line.heading}", language)
    return heading, say(f"contract.term.{line.code}", language, **words)
