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
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pydantic import ValidationError

from ihp_core.answer import answer
from ihp_core.assessment import Screened, public_case, screened
from ihp_core.files.json_file import ProjectError
from ihp_core.files.password import LONGEST, SHORTEST, hashed
from ihp_core.files.project import Project, read
from ihp_core.files.settings import HASH, Settings, SettingsError, settings
from ihp_core.results.discretion import Audience
from ihp_core.site.paths import flat
from ihp_core.text import say, sentences
from ihp_core.text.errors.measured_year import notes, replaced
from ihp_core.text.names import choice_meant, input_headed
from ihp_core.year.measured.note import Note, OwnError
from ihp_core.year.measured.year import OwnYear

if TYPE_CHECKING:
    from ihp_core.delivery.civil import Grain
    from ihp_core.leads.network import LeadNetwork
    from ihp_core.leads.register import Register
    from ihp_core.metering.metered import MeterReport
    from ihp_core.report.delivery.files import DeliveryWanted

Make = Callable[[argparse.Namespace, Project, str], bytes]
REQUESTS = (".pdf", ".xlsx")
REFUSED = 2


def assess(options: argparse.Namespace) -> int:
    """A site to its whole answer, as JSON."""
    try:
        project = read(_content(options.site))
        own, site = _own(options, project), project.sites[project.active]
        full = answer(site, own, settings().rules)
    except OSError as error:
        return _refuse(_unreadable(error, options.language))
    except SettingsError as error:
        return _refuse(say(error.code, options.language, **error.words))
    except (ProjectError, OwnError, ValidationError) as error:
        return _refuse(*sentences(error, options.language))
    if own is not None:
        used = {path: entry.value for path, entry in full.inputs.items()}
        _tell(*notes(own, options.language), *replaced(site, own, used, options.language))
        if full.electricity.energy_measured:
            from ihp_core.report.price.power import power_line

            _tell(say("cli.power", options.language, told=power_line(full, options.language)))
    text = json.dumps(full.as_json(), indent=2, ensure_ascii=False, allow_nan=False)
    sys.stdout.write(text + "\n")
    return 0


def portfolio(options: argparse.Namespace) -> int:
    """A table of sites to a table of results; bad rows are told and stand in it too."""
    from ihp_core.files.sites_table import read_table
    from ihp_core.portfolio import portfolio as many
    from ihp_core.report.exports.portfolio_rows import WRITERS, ranked, write_records

    if Path(options.output).suffix.lower() not in WRITERS:
        return _refuse(say("cli.ending", options.language, known=", ".join(WRITERS)))
    try:
        table = read_table(_content(options.sites), choice_meant, input_headed)
        sites = [line.site for line in table.lines if line.site is not None]
        part = many(sites, rules=settings().rules)
        rows = ranked(table, part, "internal", options.language)
        write_records(rows, options.output)
    except OSError as error:
        return _refuse(_unreadable(error, options.language))
    except SettingsError as error:
        return _refuse(say(error.code, options.language, **error.words))
    except (ProjectError, OwnError) as error:
        return _refuse(*sentences(error, options.language))
    unread = [row for row in rows if row.verdict is None]
    _tell(*(say("cli.row", options.language, number=r.number, told=r.reason) for r in unread))
    return 0


def leads(options: argparse.Namespace) -> int:
    """A register of waste heat to draft sites near a network, ranked; the other rows are told."""
    from ihp_core.report.exports.portfolio_rows import WRITERS

    output, language = options.output, options.language
    if output and Path(output).suffix.lower() not in WRITERS:
        return _refuse(say("cli.ending", language, known=", ".join(WRITERS)))
    try:
        return _leads(options)
    except OSError as error:
        return _refuse(_unreadable(error, language))
    except SettingsError as error:
        return _refuse(say(error.code, language, **error.words))
    except (ProjectError, OwnError) as error:
        return _refuse(*sentences(error, language))


def report(options: argparse.Namespace) -> int:
    """A site to a paper, a workbook, its hours or its text."""
    from ihp_core.report.formats import MAKERS

    return _written(options, tuple(MAKERS), _report)


def request(options: argparse.Namespace) -> int:
    """What a party is asked for, as a paper or as a sheet to fill."""
    return _written(options, REQUESTS, _request)


def delivery(options: argparse.Namespace) -> int:
    """The expected year or one of its months to a delivery report or its data."""
    from ihp_core.report.delivery.files import DELIVERY_MAKERS

    return _written(options, tuple(DELIVERY_MAKERS), _delivery)


def meter(options: argparse.Namespace) -> int:
    """Meter readings held against what the chain expects of the site at their hours."""
    from ihp_core.report.delivery.files import DELIVERY_MAKERS

    return _written(options, (".json", *DELIVERY_MAKERS), _meter)


def password(options: argparse.Namespace) -> int:
    """A password, typed twice or read from a pipe, to the line that the settings hold of it."""
    asked, again = (say(f"cli.password_{word}", options.language) for word in ("asked", "again"))
    if sys.stdin.isatty():
        typed = getpass(asked)
        if typed != getpass(again):
            return _refuse(say("cli.password_differs", options.language))
    else:
        typed = sys.stdin.readline().rstrip("\r\n")
    try:
        made = hashed(typed)
    except ValueError:
        limits = {"given": len(typed), "low": SHORTEST, "high": LONGEST}
        return _refuse(say("cli.password_length", options.language, **limits))
    sys.stdout.write(f'{HASH} = "{made}"\n')
    return 0


def _meter(options: argparse.Namespace, project: Project, ending: str) -> bytes:
    from ihp_core.metering.as_json import as_json
    from ihp_core.report.delivery.files import delivery_file, metered_case

    brand = settings(Path(options.settings) if options.settings else None)
    site, reader = project.sites[project.active], cast(Audience, options.audience)
    chain = screened(site, project.own, brand.rules)
    if ending == ".json":
        told = as_json(_metered(options, chain, options.month or ""))
        return f"{json.dumps(told, indent=2, ensure_ascii=False, allow_nan=False)}\n".encode()
    chain = public_case(chain) if reader == "customer" else chain
    report = _metered(options, chain, "")  # what is due for a month hangs on those before it
    case = metered_case(chain, report, options.month, reader, options.language)
    return delivery_file(ending, case, _as_wanted(options, project, brand))


def _as_wanted(options: argparse.Namespace, project: Project, brand: Settings) -> DeliveryWanted:
    from ihp_core.report.delivery.files import DeliveryWanted

    grain = cast("Grain", "step" if options.by == "hour" else options.by)
    return DeliveryWanted(_day(options, project), brand, grain)


def _metered(options: argparse.Namespace, chain: Screened, month: str) -> MeterReport:
    """The readings of the file beside what was expected; told what was mended and what is wrong.

    Raises
    ------
    OwnError
        When the file cannot be read, or what it holds has to be answered first.
    """
    from ihp_core.metering.meter import metered, standard_minutes
    from ihp_core.metering.readings.answers import read_meter_map
    from ihp_core.metering.readings.reading import read_meter
    from ihp_core.text.errors.measured_columns import answers_wanted, columns_told
    from ihp_core.text.errors.meter_readings import readings_told

    language = options.language
    answers = read_meter_map(_content(options.columns) if options.columns else "{}")
    reading = read_meter(_content(options.readings), standard_minutes(chain.site), answers)
    if options.explain:
        _tell(*columns_told(reading, language))
    try:
        report = metered(chain, reading, month, answers.confirmed)
    except OwnError as error:
        if not error.note.code.startswith(("own.ask", "meter.ask", "own.unit", "own.twice")):
            raise
        _tell(say("cli.unclear", language))
        example = Note("own.answer", {"example": answers_wanted(reading)})
        raise OwnError(error.note, (*error.more, example)) from None
    _tell(*readings_told(report, language))
    return report


def _leads(options: argparse.Namespace) -> int:
    from ihp_core.leads.found import LeadSearch, found_told, leads_near
    from ihp_core.portfolio import portfolio as many
    from ihp_core.report.exports.leads_rows import lead_csv, lead_records
    from ihp_core.report.exports.portfolio_rows import ranked, write_rows

    language, file = options.language, Path(options.register).name
    search = LeadSearch(_register(options), _network(options), options.within, file, language)
    found = leads_near(search)
    _tell(*found_told(search, found, whole=options.explain))
    sites = [line.site for line in found.table.lines if line.site is not None]
    if not found.table.lines:
        return REFUSED
    part = many(sites, rules=settings().rules)
    entries = lead_records(ranked(found.table, part, "internal", language), found)
    if options.output:
        write_rows(entries, options.output)
    else:
        sys.stdout.write(lead_csv(entries))
    return 0


def _register(options: argparse.Namespace) -> Register:
    """The register of the file.

    Raises
    ------
    OwnError
        When it cannot be read, or something about its columns has to be answered first.
    """
    from ihp_core.leads.columns import read_lead_map
    from ihp_core.leads.register import read_register
    from ihp_core.leads.words import lead_answers_wanted, register_told

    answers = read_lead_map(_content(options.columns) if options.columns else "{}")
    if options.date:
        answers = answers.model_copy(update={"date": options.date})
    register = read_register(_content(options.register), answers)
    if options.explain:
        _tell(*register_told(register, options.language))
    if register.questions:
        _tell(say("cli.lead_unclear", options.language))
        first, *more = register.questions
        example = Note("own.answer", {"example": lead_answers_wanted(register)})
        raise OwnError(first, (*more, example))
    return register


def _network(options: argparse.Namespace) -> LeadNetwork:
    """The network of a point, or of the site of a file."""
    from ihp_core.leads.network import network_at, network_of

    file = Path(options.network)
    if file.suffix.lower() != ".json":
        return network_at(options.network)
    project = read(_content(options.network))
    site = project.sites[project.active]
    return network_of(flat(site.model_dump(mode="json", exclude_defaults=True)))


def _written(options: argparse.Namespace, endings: tuple[str, ...], make: Make) -> int:
    language, ending = options.language, Path(options.output).suffix.lower()
    if ending not in endings:
        return _refuse(say("cli.ending", language, known=", ".join(endings)))
    try:
        project = read(_content(options.site))
        Path(options.output).write_bytes(make(options, project, ending))
    except OSError as error:
        return _refuse(_unreadable(error, language))
    except SettingsError as error:
        return _refuse(say(error.code, language, **error.words))
    except (ProjectError, OwnError, ValidationError) as error:
        return _refuse(*sentences(error, language))
    return 0


def _report(options: argparse.Namespace, project: Project, ending: str) -> bytes:
    from ihp_core.report.formats import Wanted, made

    own = _own(options, project)
    wanted = Wanted(
        project.sites[project.active],
        own,
        _day(options, project),
        cast(Audience, options.audience),
        options.language,
        settings(Path(options.settings) if options.settings else None),
    )
    return made(ending, wanted)


def _request(options: argparse.Namespace, project: Project, ending: str) -> bytes:
    from ihp_core.report.papers.pdf import pdf
    from ihp_core.report.request.asks import AskedParty
    from ihp_core.report.request.paper import request_paper
    from ihp_core.report.request.sheet import request_sheet

    site, party = project.sites[project.active], cast(AskedParty, options.party)
    brand = settings(Path(options.settings) if options.settings else None)
    assessment, on = answer(site, project.own, brand.rules), _day(options, project)
    reader = cast(Audience, options.audience)
    if ending == ".xlsx":
        return request_sheet(site, assessment, party, options.language, on, reader)
    paper = request_paper(site, assessment, (party,), options.language, on, reader)
    return pdf(paper, brand)


def _delivery(options: argparse.Namespace, project: Project, ending: str) -> bytes:
    from ihp_core.report.delivery.case import expected_case
    from ihp_core.report.delivery.files import delivery_file

    brand = settings(Path(options.settings) if options.settings else None)
    basis = screened(project.sites[project.active], _own(options, project), brand.rules)
    reader = cast(Audience, options.audience)
    seen = public_case(basis) if reader == "customer" else basis
    case = expected_case(seen, options.month, reader, options.language)
    return delivery_file(ending, case, _as_wanted(options, project, brand))


def _own(options: argparse.Namespace, project: Project) -> OwnYear | None:
    """The hours of the file that is given, else of the project; told what was taken for what.

    Raises
    ------
    OwnError
        When the file cannot be read, or what it holds has to be answered first.
    """
    if not options.hours:
        return project.own
    # What reads tables of every kind is loaded only where there is one.
    from ihp_core.text.errors.measured_columns import answers_wanted, columns_told
    from ihp_core.year.measured.columns.mapping import NOTHING_SAID, read_map
    from ihp_core.year.measured.reading import read_file

    language, site = options.language, project.sites[project.active]
    content, kept = _content(options.hours), project.own.answers if project.own else {}
    answers = read_map(_content(options.columns) if options.columns else json.dumps(kept))
    try:
        reading = read_file(content, answers, site)
    except OwnError as error:
        # What was answered about another file's columns says nothing of this one's.
        if options.columns or error.note.code != "own.map.column":
            raise
        reading = read_file(content, NOTHING_SAID, site)
    if options.explain:
        _tell(*columns_told(reading, language))
    if reading.own is None:
        _tell(say("cli.unclear", language))
        example = Note("own.answer", {"example": answers_wanted(reading)})
        raise OwnError(reading.questions[0], (*reading.questions[1:], example))
    return reading.own


def _day(options: argparse.Namespace, project: Project) -> dt.date | None:
    """The day of the case: as asked, else as the project was saved; never the clock's."""
    day: dt.date | None = options.date
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
