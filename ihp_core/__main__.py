"""The command line: ``python -m ihp_core assess site.json [--hours year.csv]``.

The assessment goes to standard output as JSON; to standard error go sentences: what a measured
year replaced, or, with exit code 2, what is wrong with a file.
``report``, ``delivery`` and ``request`` make a file to take away, ``portfolio`` screens a table
of sites, ``leads`` a register of waste heat, ``meter`` holds readings against what was expected,
``password`` makes the line of the settings that locks the internal view.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence

from ihp_core import commands
from ihp_core.tables.assumptions import value
from ihp_core.text import LANGUAGES, say


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 0 when done, 2 when the file was refused."""
    options = _parser().parse_args(arguments)
    return RUN[options.command](options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ihp_core", description=say("cli.about"))
    added = parser.add_subparsers(dest="command", required=True)
    assess = added.add_parser("assess", help=say("cli.assess"))
    assess.add_argument("site", help=say("cli.site"))
    _with_hours(assess)
    report = added.add_parser("report", help=say("cli.report"))
    _to_take_away(report, ".pdf .xlsx .csv .md .json")
    _with_hours(report)
    delivery = added.add_parser("delivery", help=say("cli.delivery"))
    _to_take_away(delivery, ".pdf .xlsx .csv .parquet")
    _with_hours(delivery)
    _by_time(delivery)
    request = added.add_parser("request", help=say("cli.request"))
    _to_take_away(request, ".pdf .xlsx")
    request.add_argument("--party", choices=("data_centre", "network_operator"), required=True)
    portfolio = added.add_parser("portfolio", help=say("cli.portfolio"))
    portfolio.add_argument("sites", help=say("cli.sites"))
    portfolio.add_argument("-o", "--output", required=True, help=say("cli.output"))
    _of_leads(added.add_parser("leads", help=say("cli.leads")))
    added.add_parser("password", help=say("cli.password"))
    _of_meter(added.add_parser("meter", help=say("cli.meter")))
    for command in added.choices.values():
        command.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    return parser


def _with_hours(command: argparse.ArgumentParser) -> None:
    command.add_argument("--hours", help=say("cli.hours"))
    command.add_argument("--columns", help=say("cli.columns"))
    command.add_argument("--explain", action="store_true", help=say("cli.explain"))


def _of_meter(command: argparse.ArgumentParser) -> None:
    _to_take_away(command, ".json .pdf .xlsx .csv .parquet")
    command.add_argument("readings", help=say("cli.readings"))
    _by_time(command)
    command.add_argument("--columns", help=say("cli.columns"))
    command.add_argument("--explain", action="store_true", help=say("cli.explain"))


def _of_leads(command: argparse.ArgumentParser) -> None:
    usual = value("lead.within_km")
    command.add_argument("register", help=say("cli.register"))
    command.add_argument("--network", required=True, help=say("cli.network"))
    command.add_argument("--within", type=float, default=usual, help=say("cli.within"))
    command.add_argument("-o", "--output", help=say("cli.lead_output"))
    command.add_argument("--columns", help=say("cli.lead_columns"))
    command.add_argument("--explain", action="store_true", help=say("cli.lead_explain"))
    command.add_argument("--date", help=say("cli.lead_date"))


def _to_take_away(command: argparse.ArgumentParser, endings: str) -> None:
    command.add_argument("site", help=say("cli.site"))
    command.add_argument("-o", "--output", required=True, help=say("cli.made", endings=endings))
    command.add_argument("--date", type=dt.date.fromisoformat, help=say("cli.date"))
    command.add_argument("--settings", help=say("cli.settings"))
    command.add_argument("--audience", choices=("customer", "internal"), default="customer")


def _by_time(command: argparse.ArgumentParser) -> None:
    command.add_argument("--month", type=_month, help=say("cli.month"))
    command.add_argument(
        "--by", choices=("hour", "day", "month"), default="hour", help=say("cli.by")
    )


def _month(text: str) -> str:
    """A month as ISO 8601 has it; ``ValueError`` for anything else."""
    return dt.date.fromisoformat(f"{text}-01").isoformat()[:7]


RUN = {
    "assess": commands.assess,
    "delivery": commands.delivery,
    "leads": commands.leads,
    "meter": commands.meter,
    "password": commands.password,
    "portfolio": commands.portfolio,
    "report": commands.report,
    "request": commands.request,
}

if __name__ == "__main__":
    raise SystemExit(main())
