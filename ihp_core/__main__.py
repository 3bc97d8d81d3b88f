"""The command line: ``python -m ihp_core assess site.json [--hours year.csv]``.

The assessment goes to standard output as JSON; to standard error go sentences: what a measured
year replaced, or, with exit code 2, what is wrong with a file.
``python -m ihp_core portfolio sites.csv -o results.parquet`` screens a table of sites.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ihp_core.answer import answer
from ihp_core.own.note import OwnError
from ihp_core.own.reading import read_own
from ihp_core.project import ProjectError, read
from ihp_core.text import LANGUAGES, say, sentences
from ihp_core.text.own_words import notes, replaced

REFUSED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 0 when done, 2 when the file was refused."""
    given = _parser().parse_args(arguments)
    return RUN[given.command](given)


def _assess(given: argparse.Namespace) -> int:
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
    found = full.as_json()
    sys.stdout.write(json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False) + "\n")
    return 0


def _portfolio(given: argparse.Namespace) -> int:
    """A table of sites to a table of results; bad rows are told and stand in it too."""
    # Here because the one site that is asked for most needs none of it.
    from ihp_core.portfolio import portfolio
    from ihp_core.portfolio_table import read_table
    from ihp_core.report.portfolio_rows import WRITERS, ranked, write_records

    if Path(given.output).suffix.lower() not in WRITERS:
        return _refuse(say("cli.ending", given.language, known=", ".join(WRITERS)))
    try:
        table = read_table(_content(given.sites))
        sites = [line.site for line in table.lines if line.site is not None]
        rows = ranked(table, portfolio(sites), "internal", given.language)
        write_records(rows, given.output)
    except OSError as error:
        return _refuse(_unreadable(error, given.language))
    except (ProjectError, OwnError) as error:
        return _refuse(*sentences(error, given.language))
    unread = [row for row in rows if row.verdict is None]
    _tell(*(say("cli.row", given.language, number=r.number, told=r.reason) for r in unread))
    return 0


def _unreadable(error: OSError, language: str) -> str:
    return say("cli.unreadable", language, file=error.filename, why=error.strerror)


def _content(file: str) -> bytes:
    return Path(file).read_bytes()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ihp_core", description=say("cli.about"))
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("assess", help=say("cli.assess"))
    one.add_argument("site", help=say("cli.site"))
    one.add_argument("--hours", help=say("cli.hours"))
    many = commands.add_parser("portfolio", help=say("cli.portfolio"))
    many.add_argument("sites", help=say("cli.sites"))
    many.add_argument("-o", "--output", required=True, help=say("cli.output"))
    for command in (one, many):
        command.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    return parser


RUN = {"assess": _assess, "portfolio": _portfolio}


def _refuse(*sentences: str) -> int:
    _tell(*sentences)
    return REFUSED


def _tell(*sentences: str) -> None:
    """What a person should read, beside the answer that a program reads."""
    sys.stderr.write("".join(f"{sentence}\n" for sentence in sentences))


if __name__ == "__main__":
    raise SystemExit(main())
