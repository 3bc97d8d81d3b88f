"""The commands that make a file to take away: ``report`` and ``request``."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import cast

from ihp_core.answer import answer
from ihp_core.command import content, refuse, unreadable
from ihp_core.files.json_file import ProjectError
from ihp_core.files.project import Project, read
from ihp_core.files.settings import SettingsError, settings
from ihp_core.report.formats import MAKERS, Asked, made
from ihp_core.report.papers.pdf import pdf
from ihp_core.report.request.asks import AskedParty
from ihp_core.report.request.paper import request_paper
from ihp_core.report.request.sheet import request_sheet
from ihp_core.results.discretion import Audience
from ihp_core.text import say, sentences
from ihp_core.year.measured.note import OwnError
from ihp_core.year.measured.reading import read_own

Make = Callable[[argparse.Namespace, Project, str], bytes]
REQUESTS = (".pdf", ".xlsx")


def report(given: argparse.Namespace) -> int:
    """A site to a paper, a workbook, its hours or its text."""
    return _written(given, tuple(MAKERS), _report)


def request(given: argparse.Namespace) -> int:
    """What a party is asked for, as a paper or as a sheet to fill."""
    return _written(given, REQUESTS, _request)


def _written(given: argparse.Namespace, endings: tuple[str, ...], make: Make) -> int:
    language, ending = given.language, Path(given.output).suffix.lower()
    if ending not in endings:
        return refuse(say("cli.ending", language, known=", ".join(endings)))
    try:
        project = read(content(given.site))
        Path(given.output).write_bytes(make(given, project, ending))
    except OSError as error:
        return refuse(unreadable(error, language))
    except SettingsError as error:
        words = {"setting": error.setting, "given": error.given}
        return refuse(say(error.code, language, **words))
    except (ProjectError, OwnError) as error:
        return refuse(*sentences(error, language))
    return 0


def _report(given: argparse.Namespace, project: Project, ending: str) -> bytes:
    own = read_own(content(given.hours)) if given.hours else project.own
    asked = Asked(
        project.sites[project.active],
        own,
        _day(given, project),
        cast(Audience, given.audience),
        given.language,
        settings(Path(given.settings) if given.settings else None),
    )
    return made(ending, asked)


def _request(given: argparse.Namespace, project: Project, ending: str) -> bytes:
    site, party = project.sites[project.active], cast(AskedParty, given.party)
    found, on = answer(site, project.own), _day(given, project)
    if ending == ".xlsx":
        return request_sheet(site, found, party, given.language, on)
    paper = request_paper(site, found, (party,), given.language, on)
    return pdf(paper, settings(Path(given.settings) if given.settings else None))


def _day(given: argparse.Namespace, project: Project) -> dt.date | None:
    """The day of the case: as asked, else as the project was saved; never the clock's."""
    day: dt.date | None = given.date
    return day or project.dated
