"""The command line: ``python -m ihp_core assess site.json [--hours year.csv]``.

The assessment goes to standard output as JSON; to standard error go sentences: what a measured
year replaced, or, with exit code 2, what is wrong with a file.
``report`` and ``request`` make a file to take away, ``portfolio`` screens a table of sites.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ihp_core.answer import answer
from ihp_core.command import content, refuse, tell, unreadable
from ihp_core.files.json_file import ProjectError
from ihp_core.files.project import read
from ihp_core.text import LANGUAGES, say, sentences
from ihp_core.text.errors.measured_year import notes, replaced
from ihp_core.year.measured.note import OwnError
from ihp_core.year.measured.reading import read_own


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 0 when done, 2 when the file was refused."""
    given = _parser().parse_args(arguments)
    return RUN[given.command](given)


def _assess(given: argparse.Namespace) -> int:
    try:
        project = read(content(given.site))
        own = read_own(content(given.hours)) if given.hours else project.own
    except OSError as error:
        return refuse(unreadable(error, given.language))
    except (ProjectError, OwnError) as error:
        return refuse(*sentences(error, given.language))
    site = project.sites[project.active]
    full = answer(site, own)
    if own is not None:
        used = {path: given.value for path, given in full.inputs.items()}
        tell(*notes(own, given.language), *replaced(site, own, used, given.language))
    found = full.as_json()
    sys.stdout.write(json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False) + "\n")
    return 0


def _portfolio(given: argparse.Namespace) -> int:
    """A table of sites to a table of results; bad rows are told and stand in it too."""
    # Here because the one site that is asked for most needs none of it.
    from ihp_core.files.sites_table import read_table
    from ihp_core.portfolio import portfolio
    from ihp_core.report.exports.portfolio_rows import WRITERS, ranked, write_records

    if Path(given.output).suffix.lower() not in WRITERS:
        return refuse(say("cli.ending", given.language, known=", ".join(WRITERS)))
    try:
        table = read_table(content(given.sites))
        sites = [line.site for line in table.lines if line.site is not None]
        rows = ranked(table, portfolio(sites), "internal", given.language)
        write_records(rows, given.output)
    except OSError as error:
        return refuse(unreadable(error, given.language))
    except (ProjectError, OwnError) as error:
        return refuse(*sentences(error, given.language))
    unread = [row for row in rows if row.verdict is None]
    tell(*(say("cli.row", given.language, number=r.number, told=r.reason) for r in unread))
    return 0


def _report(given: argparse.Namespace) -> int:
    from ihp_core.command_report import report  # loads what makes papers, which takes a while

    return report(given)


def _request(given: argparse.Namespace) -> int:
    from ihp_core.command_report import request

    return request(given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ihp_core", description=say("cli.about"))
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("assess", help=say("cli.assess"))
    one.add_argument("site", help=say("cli.site"))
    one.add_argument("--hours", help=say("cli.hours"))
    paper = commands.add_parser("report", help=say("cli.report"))
    _to_take_away(paper, ".pdf .xlsx .csv .md .json")
    paper.add_argument("--hours", help=say("cli.hours"))
    paper.add_argument("--audience", choices=("customer", "internal"), default="customer")
    asked = commands.add_parser("request", help=say("cli.request"))
    _to_take_away(asked, ".pdf .xlsx")
    asked.add_argument("--party", choices=("data_centre", "network_operator"), required=True)
    many = commands.add_parser("portfolio", help=say("cli.portfolio"))
    many.add_argument("sites", help=say("cli.sites"))
    many.add_argument("-o", "--output", required=True, help=say("cli.output"))
    for command in (one, paper, asked, many):
        command.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    return parser


def _to_take_away(command: argparse.ArgumentParser, endings: str) -> None:
    command.add_argument("site", help=say("cli.site"))
    command.add_argument("-o", "--output", required=True, help=say("cli.made", endings=endings))
    command.add_argument("--date", type=dt.date.fromisoformat, help=say("cli.date"))
    command.add_argument("--settings", help=say("cli.settings"))


RUN = {"assess": _assess, "portfolio": _portfolio, "report": _report, "request": _request}

if __name__ == "__main__":
    raise SystemExit(main())
