"""What the command line does: a site assessed, a table of sites screened, a file made.

The answer goes to standard output, sentences to standard error; what makes papers and tables is
loaded by the command that needs it, because it takes a while.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

from ihp_core.answer import answer
from ihp_core.files.json_file import ProjectError
from ihp_core.files.project import Project, read
from ihp_core.files.settings import SettingsError, settings
from ihp_core.results.discretion import Audience
from ihp_core.text import say, sentences
from ihp_core.text.errors.measured_year import notes, replaced
from ihp_core.year.measured.note import OwnError
from ihp_core.year.measured.reading import read_own

Make = Callable[[argparse.Namespace, Project, str], bytes]
REQUESTS = (".pdf", ".xlsx")
REFUSED = 2


def assess(given: argparse.Namespace) -> int:
    """A site to its whole answer, as JSON."""
    try:
        project = read(_content(given.site))
        own = read_own(_content(given.hours)) if given.hours else project.own
    except OSError as error:
        return _refuse(_unreadable(error, given.language))
    except (ProjectError, OwnError) as error:
        return _refuse(*sentences(error, given.language))
    site = project.sites[project.active]
    full = answer(site, own)
    if own is not None:
        used = {path: given.value for path, given in full.inputs.items()}
        _tell(*notes(own, given.language), *replaced(site, own, used, given.language))
    text = json.dumps(full.as_json(), indent=2, ensure_ascii=False, allow_nan=False)
    sys.stdout.write(text + "\n")
    return 0


def portfolio(given: argparse.Namespace) -> int:
    """A table of sites to a table of results; bad rows are told and stand in it too."""
    from ihp_core.files.sites_table import read_table
    from ihp_core.portfolio import portfolio as screened
    from ihp_core.report.exports.portfolio_rows import WRITERS, ranked, write_records

    if Path(given.output).suffix.lower() not in WRITERS:
        return _refuse(say("cli.ending", given.language, known=", ".join(WRITERS)))
    try:
        table = read_table(_content(given.sites))
        sites = [line.site for line in table.lines if line.site is not None]
        rows = ranked(table, screened(sites), "internal", given.language)
        write_records(rows, given.output)
    except OSError as error:
        return _refuse(_unreadable(error, given.language))
    except (ProjectError, OwnError) as error:
        return _refuse(*sentences(error, given.language))
    unread = [row for row in rows if row.verdict is None]
    _tell(*(say("cli.row", given.language, number=r.number, told=r.reason) for r in unread))
    return 0


def report(given: argparse.Namespace) -> int:
    """A site to a paper, a workbook, its hours or its text."""
    from ihp_core.report.formats import MAKERS

    return _written(given, tuple(MAKERS), _report)


def request(given: argparse.Namespace) -> int:
    """What a party is asked for, as a paper or as a sheet to fill."""
    return _written(given, REQUESTS, _request)


def _written(given: argparse.Namespace, endings: tuple[str, ...], make: Make) -> int:
    language, ending = given.language, Path(given.output).suffix.lower()
    if ending not in endings:
        return _refuse(say("cli.ending", language, known=", ".join(endings)))
    try:
        project = read(_content(given.site))
        Path(given.output).write_bytes(make(given, project, ending))
    except OSError as error:
        return _refuse(_unreadable(error, language))
    except SettingsError as error:
        words = {"setting": error.setting, "given": error.given}
        return _refuse(say(error.code, language, **words))
    except (ProjectError, OwnError) as error:
        return _refuse(*sentences(error, language))
    return 0


def _report(given: argparse.Namespace, project: Project, ending: str) -> bytes:
    from ihp_core.report.formats import Wanted, made

    own = read_own(_content(given.hours)) if given.hours else project.own
    asked = Wanted(
        project.sites[project.active],
        own,
        _day(given, project),
        cast(Audience, given.audience),
        given.language,
        settings(Path(given.settings) if given.settings else None),
    )
    return made(ending, asked)


def _request(given: argparse.Namespace, project: Project, ending: str) -> bytes:
    from ihp_core.report.papers.pdf import pdf
    from ihp_core.report.request.asks import AskedParty
    from ihp_core.report.request.paper import request_paper
    from ihp_core.report.request.sheet import request_sheet

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


def _content(file: str) -> bytes:
    """The bytes of a file; ``OSError`` where it cannot be read."""
    return Path(file).read_bytes()


def _unreadable(error: OSError, language: str) -> str:
    """Why a file could not be read or written."""
    return say("cli.unreadable", language, file=error.filename, why=error.strerror)


def _refuse(*sentences: str) -> int:
    """Say what is wrong; the exit code of a file that was refused."""
    _tell(*sentences)
    return REFUSED


def _tell(*sentences: str) -> None:
    """What a person should read, beside the answer that a program reads."""
    sys.stderr.write("".join(f"{sentence}\n" for sentence in sentences))
