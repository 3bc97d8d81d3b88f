"""The commands that make files: each ending, both audiences, and what is wrong said in words."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import pytest

from ihp_core.__main__ import main
from ihp_core.files.password import is_right
from ihp_core.files.project import Project, write
from ihp_core.site.examples.worked import example
from ihp_core.text import say
from tests.own_years import berlin_times
from tests.report.papers import told

BEGINNING = {
    ".pdf": b"%PDF",
    ".xlsx": b"PK",
    ".csv": b"time,time_local_standard",
    ".md": b"# ",
    ".json": b"{",
}
DAY = dt.date(2026, 11, 26)


@pytest.fixture
def project_file(tmp_path: Path) -> Path:
    """The Swedish example as it was saved on a day."""
    file = tmp_path / "site.json"
    file.write_text(write(Project((example("swedish"),), dated=DAY)), encoding="utf-8")
    return file


@pytest.mark.parametrize("audience", ["customer", "internal"])
@pytest.mark.parametrize("ending", BEGINNING)
def test_a_report_of_every_kind_is_made(project_file: Path, ending: str, audience: str) -> None:
    """By the ending of its name."""
    output = project_file.with_name(f"out{ending}")
    arguments = ["report", str(project_file), "-o", str(output), "--audience", audience]
    assert main([*arguments, "--language", "sv"]) == 0
    assert output.read_bytes().startswith(BEGINNING[ending])


def test_the_paper_carries_the_day_of_the_case_and_not_the_clocks(project_file: Path) -> None:
    """That of the project file, or the one asked for; the same twice."""
    first, second, other = (project_file.with_name(f"{n}.pdf") for n in "abc")
    for output in (first, second):
        assert main(["report", str(project_file), "-o", str(output)]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert "26 November 2026" in told(first.read_bytes())
    main(["report", str(project_file), "-o", str(other), "--date", "2027-02-01"])
    assert "1 February 2027" in told(other.read_bytes())


def test_a_bare_site_has_no_day(tmp_path: Path) -> None:
    """None is invented."""
    site, output = tmp_path / "s.json", tmp_path / "s.md"
    site.write_text(json.dumps(example("german").model_dump(mode="json")), encoding="utf-8")
    assert main(["report", str(site), "-o", str(output)]) == 0
    assert say("paper.notice") in output.read_text(encoding="utf-8")
    assert str(dt.date.today().year) not in output.read_text(encoding="utf-8").split("##")[0]


@pytest.mark.parametrize("party", ["data_centre", "network_operator"])
@pytest.mark.parametrize("ending", [".pdf", ".xlsx"])
def test_a_request_is_made_for_either_party(project_file: Path, ending: str, party: str) -> None:
    """As a paper and as a sheet."""
    output = project_file.with_name(f"request{ending}")
    assert main(["request", str(project_file), "-o", str(output), "--party", party]) == 0
    assert output.read_bytes().startswith(BEGINNING[ending])


def test_the_producers_own_request_is_another_one(project_file: Path) -> None:
    """What answers move by the figures that were entered: for the producer alone."""
    made = {}
    for audience in ("customer", "internal"):
        output = project_file.with_name(f"{audience}.pdf")
        party = ["--party", "data_centre", "--audience", audience]
        assert main(["request", str(project_file), "-o", str(output), *party]) == 0
        made[audience] = output.read_bytes()
    assert made["customer"] != made["internal"]


def test_an_unknown_ending_and_a_wrong_setting_are_told(
    project_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and a sentence with the way out."""
    assert main(["report", str(project_file), "-o", str(tmp_path / "a.doc")]) == 2
    assert ".pdf" in capsys.readouterr().err
    wrong = tmp_path / "settings.toml"
    wrong.write_text('[brand]\naccent = "blue"', encoding="utf-8")
    output = str(tmp_path / "a.pdf")
    arguments = ["report", str(project_file), "-o", output, "--settings", str(wrong)]
    assert main(arguments) == 2
    assert "brand.accent" in capsys.readouterr().err
    folder = str(tmp_path / "none" / "a.pdf")
    assert main(["report", str(project_file), "-o", folder]) == 2
    assert say("cli.unreadable", file=folder, why="").split("{")[0][:8] in capsys.readouterr().err


def test_the_rules_of_the_folder_s_settings_are_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One site and a table of sites alike; a wrong entry is told, and nothing is made."""
    site = tmp_path / "s.json"
    site.write_text(json.dumps(example("norderstedt").model_dump(mode="json")), encoding="utf-8")
    table, results = tmp_path / "t.csv", tmp_path / "r.json"
    table.write_text(
        "data_centre.it_capacity_mw,data_centre.cooling,network.supply_winter_c\n10,air,60\n"
    )
    monkeypatch.chdir(tmp_path)
    told = {}
    for rules in ("calculated", "guide"):
        (tmp_path / "settings.toml").write_text(f'rules = "{rules}"\n')
        assert main(["assess", str(site)]) == 0
        alone = json.loads(capsys.readouterr().out)["verdict"]
        assert main(["portfolio", str(table), "-o", str(results)]) == 0
        told[rules] = (alone, json.loads(results.read_text())[0]["verdict"])
    assert told == {
        "calculated": ("conditional", "conditional"),
        "guide": ("not_viable", "not_viable"),
    }
    (tmp_path / "settings.toml").write_text('rules = "strict"\n')
    for command in (["assess", str(site)], ["portfolio", str(table), "-o", str(results)]):
        assert main(command) == 2
        assert "rules" in capsys.readouterr().err


def test_a_password_becomes_the_line_of_the_settings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Read from a pipe; one that is too short is told with its length and the limit."""
    monkeypatch.setattr("sys.stdin", io.StringIO("warm water from servers\n"))
    assert main(["password"]) == 0
    name, _, made = capsys.readouterr().out.strip().partition(" = ")
    assert name == "internal_password_hash"
    assert is_right("warm water from servers", made.strip('"'))
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert main(["password"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "5" in said.err
    assert "12" in said.err


DELIVERED = {".pdf": b"%PDF", ".xlsx": b"PK", ".csv": b"from,to,hours_h", ".parquet": b"PAR1"}


@pytest.mark.parametrize("ending", DELIVERED)
def test_a_delivery_report_of_every_kind_is_made(project_file: Path, ending: str) -> None:
    """Of a month of the expected year, by the ending of its name."""
    output = project_file.with_name(f"month{ending}")
    arguments = ["delivery", str(project_file), "-o", str(output), "--month", "2025-03"]
    assert main([*arguments, "--language", "de"]) == 0
    assert output.read_bytes().startswith(DELIVERED[ending])


def test_the_rows_of_a_delivery_are_hours_days_or_months(project_file: Path) -> None:
    """As many as the clock on the wall has, the heading apart."""
    output = project_file.with_name("year.csv")
    for by, rows in (("hour", 8760), ("day", 365), ("month", 12)):
        assert main(["delivery", str(project_file), "-o", str(output), "--by", by]) == 0
        assert len(output.read_text("utf-8").splitlines()) == rows + 1


def test_a_month_of_another_year_is_refused_in_words(
    project_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With those that are known; one that is no month is told by the parser."""
    output = str(project_file.with_name("m.pdf"))
    assert main(["delivery", str(project_file), "-o", output, "--month", "2024-03"]) == 2
    known = {"month": "2024-03", "first": "2025-01", "last": "2025-12"}
    assert say("delivery.note.month", **known) in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["delivery", str(project_file), "-o", output, "--month", "March"])


def test_readings_become_the_report_of_their_month(project_file: Path) -> None:
    """Hours of a heat meter and an electricity meter, as a paper, a table and JSON."""
    readings = project_file.with_name("readings.csv")
    rows = [f"{stamp},{5 + n % 7 / 10},1" for n, stamp in enumerate(berlin_times(2026)[: 90 * 24])]
    readings.write_text("\n".join(["time,Heat [MWh],Electricity [MWh]", *rows]), encoding="utf-8")
    for ending, begins in {**DELIVERED, ".json": b"{"}.items():
        output = project_file.with_name(f"metered{ending}")
        arguments = ["meter", str(project_file), str(readings), "-o", str(output)]
        assert main([*arguments, "--month", "2026-03"]) == 0
        assert output.read_bytes().startswith(begins)
    lines = project_file.with_name("metered.csv").read_text("utf-8").splitlines()
    assert lines[1].startswith("2026-03-01T00:00+01:00,")
    assert any(line.startswith("2026-03-29T03:00+02:00,") for line in lines)
    assert not any(line.startswith("2026-03-29T02:") for line in lines)
