"""Errors as sentences: each names the field, the value, the limit and the way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ihp_core.files.json_file import Fault, ProjectError, malformed
from ihp_core.site.site import FIELDS
from ihp_core.text.catalogue import SPOKEN, say
from ihp_core.text.errors.contradictions import CONTRADICTIONS, contradiction
from ihp_core.text.errors.entries import described
from ihp_core.text.errors.measured_year import told
from ihp_core.text.errors.places import place
from ihp_core.text.errors.wrong_values import sentence
from ihp_core.year.measured.note import Note, OwnError

SHOWN = 20
SITES_SHOWN = 5
TOO_MANY = 500

Wrong = ValidationError | ProjectError | OwnError


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, where, and which two paths a swap would put right.

    ``sentence`` quotes what was entered: plain text, to be escaped where markup is read.
    """

    path: str
    sentence: str
    swap: tuple[str, str] | None = None


def problems(error: Wrong, language: str = SPOKEN, *, box: bool = False) -> list[Problem]:
    """What is wrong with a site, a file or hourly data, a sentence each.

    Of a site they are at most about twenty.
    ``path`` is the dotted path of the field beside which the sentence belongs, empty where it
    is the file as a whole. ``box``: of a site whose entries stand in boxes, in their notation.
    """
    if isinstance(error, ValidationError):
        return list(_of_site(error, language, box))
    if isinstance(error, OwnError):
        listed = [Problem("", told(note, language)) for note in (error.note, *error.more)]
        more = len(listed) - SHOWN
        return [*listed[:SHOWN], _more(more, language)] if more > 0 else listed
    listed = [_of_file(fault, language) for fault in error.faults]
    for number, refused in error.refused[:SITES_SHOWN]:
        for problem in _of_site(refused, language):
            several = len(error.drafts) > 1
            listed.append(_numbered(problem, number, language) if several else problem)
    more = sum(refused.error_count() for _, refused in error.refused[SITES_SHOWN:])
    return [*listed, _more(more, language)] if more else listed


def sentences(error: Wrong, language: str = SPOKEN) -> list[str]:
    """The sentences of ``problems`` alone."""
    return [problem.sentence for problem in problems(error, language)]


def _of_site(error: ValidationError, language: str, box: bool = False) -> Iterator[Problem]:
    count = error.error_count()
    if count > TOO_MANY:
        yield Problem("", say("problem.far_too_many", language, count=count))
        return
    errors = error.errors(include_url=False)
    details = [needed for detail in errors for needed in _each_needed(detail)]
    details.sort(
        key=lambda detail: detail["type"] != "extra_forbidden"
    )  # a slip explains what is missing
    for detail in details[:SHOWN]:
        yield _of_detail(detail, language, box)
    if len(details) > SHOWN:
        yield _more(len(details) - SHOWN, language)


def _more(count: int, language: str) -> Problem:
    return Problem("", say("problem.and_more", language, count=count))


def _each_needed(detail: ErrorDetails) -> Iterator[ErrorDetails]:
    """A missing group as its missing fields, so that each sentence stands at a field."""
    group = ".".join(str(part) for part in detail["loc"])
    needed = [p for p, info in FIELDS.items() if p.startswith(f"{group}.") and info.is_required()]
    if detail["type"] != "missing" or not needed:
        yield detail
        return
    for path in needed:
        yield {**detail, "loc": tuple(path.split("."))}


def _of_detail(detail: ErrorDetails, language: str, box: bool) -> Problem:
    kind, loc = detail["type"], detail["loc"]
    if kind in CONTRADICTIONS:
        path, text, swap = contradiction(kind, detail["ctx"], language)
        return Problem(path, text, swap)
    if kind == "json_invalid":
        return _of_file(malformed(str(detail["ctx"]["error"])).faults[0], language)
    if not loc:
        return Problem(
            "", say("problem.no_site", language, value=described(detail["input"], language))
        )
    field = place(loc, language, box=box)
    return Problem(field.path, sentence(field, detail, language))


def _of_file(fault: Fault | Note, language: str) -> Problem:
    if isinstance(fault, Note):
        return Problem("", told(fault, language))
    numbers = dict(fault.numbers)
    if "value" in numbers:
        numbers["value"] = described(numbers["value"], language)
    return Problem("", say(fault.code, language, **numbers))


def _numbered(problem: Problem, number: int, language: str) -> Problem:
    text = say("problem.of_site", language, number=number, sentence=problem.sentence)
    return Problem(problem.path, text, problem.swap)
