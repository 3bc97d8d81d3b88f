"""The command line: a register to ranked draft sites, or sentences with exit code 2."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from ihp_core.__main__ import main
from ihp_core.files.sites_table import read_table
from ihp_core.site.examples.worked import example
from tests.leads.registers import german_row, platform, text_table

POINT = ["--network", "53.6,10.0"]
HOSTILE = "=cmd|' /C calc'!A1"


@pytest.fixture
def register_file(tmp_path: Path) -> Path:
    """A register after the German platform's form, with a row to leave out."""
    file = tmp_path / "potentials.xlsx"
    rows = [
        german_row("Hamburg"),
        german_row(
            "Hamburg", Firmenname=HOSTILE, Standortname="", **{"Name des Abwärmepotentials": ""}
        ),
        german_row("München"),
        german_row("Hamburg", 0, 0),
    ]
    file.write_bytes(platform(rows))
    return file


def test_without_a_file_to_write_the_list_is_csv_on_standard_output(
    register_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ranked, with the rows that were left out told on standard error."""
    assert main(["leads", str(register_file), *POINT, "--within", "3"]) == 0
    out, err = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["rank"] for row in rows] == ["1", "2", "3"]
    assert {row["row"] for row in rows} == {"3", "4", "6"}
    assert "Farther from the network than 3\N{NO-BREAK SPACE}km. Left out: row 5 (1 in all)." in err
    assert "Sites within 3\N{NO-BREAK SPACE}km: 3, of 4 rows." in err


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".json", ".parquet"])
def test_the_list_is_written_by_the_ending(register_file: Path, ending: str) -> None:
    """And a table of sites is read again with all that was stated, its notes with it."""
    output = register_file.with_name(f"sites{ending}")
    assert main(["leads", str(register_file), *POINT, "-o", str(output)]) == 0
    if ending in (".csv", ".xlsx"):
        table = read_table(output.read_bytes())
        assert all(line.site is not None for line in table.lines)
        first = table.lines[0].given
        assert first["data_centre.it_capacity_mw"] == 2
        assert "Plattform für Abwärme" in first["notes.data_centre.it_capacity_mw"]
    if ending == ".json":
        assert len(json.loads(output.read_text("utf-8"))) == 3


def test_no_cell_of_the_list_runs_as_a_formula(tmp_path: Path) -> None:
    """A company that is called like one."""
    file, output = tmp_path / "r.csv", tmp_path / "sites.csv"
    row = {"company": HOSTILE, "latitude": "53.61", "longitude": "10", "thermal power [MW]": "2"}
    file.write_bytes(text_table([row]))
    assert main(["leads", str(file), *POINT, "-o", str(output)]) == 0
    names = [row["name"] for row in csv.DictReader(output.open(encoding="utf-8"))]
    assert any(name.startswith("'=cmd") for name in names)


def test_what_was_taken_for_what_is_explained(
    register_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line for each column, in the language that is asked for."""
    assert main(["leads", str(register_file), *POINT, "--explain", "--language", "de"]) == 0
    err = capsys.readouterr().err
    assert "Wärmemenge pro Jahr (in kWh/a): Wärmemenge pro Jahr in kWh (nach dem Namen)" in err


def test_the_network_may_be_that_of_a_site(register_file: Path, tmp_path: Path) -> None:
    """Its temperatures and its heat are stated in every draft."""
    site, output = tmp_path / "site.json", tmp_path / "sites.json"
    stated = example("german").model_dump(mode="json")
    stated["network"] |= {"latitude": 53.6, "longitude": 10.0, "supply_winter_c": 81}
    site.write_text(json.dumps(stated), "utf-8")
    command = ["leads", str(register_file), "--network", str(site), "-o", str(output)]
    assert main(command) == 0
    rows = json.loads(output.read_text("utf-8"))
    assert {row["network.supply_winter_c"] for row in rows} == {81}


def test_what_is_not_sure_is_asked_and_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 with a file of answers to start from, which is then taken."""
    file, answers = tmp_path / "r.csv", tmp_path / "map.json"
    row = {"company": "A", "latitude": "53.61", "longitude": "10", "heat per year": "8760000"}
    file.write_bytes(text_table([row]))
    assert main(["leads", str(file), *POINT]) == 2
    err = capsys.readouterr().err
    assert "heat per year" in err
    wanted = json.loads(err[err.index("{") : err.rindex("}") + 1])
    wanted["columns"]["heat per year"]["unit"] = "kWh"
    answers.write_text(json.dumps(wanted | {"register": "Mine"}), "utf-8")
    assert (
        main(["leads", str(file), *POINT, "--columns", str(answers), "--date", "2026-07-05"]) == 0
    )
    out = capsys.readouterr().out
    assert "Mine, 2026-07-05: file “r.csv”, row 2." in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--network", "nowhere"], "latitude"),
        ([*POINT, "-o", "a.doc"], "ending"),
        ([*POINT, "--columns", "missing.json"], "missing.json"),
        (["--network", "missing.json"], "missing.json"),
        (["--network", "40,20"], "None of the 4 rows"),
    ],
)
def test_what_cannot_be_done_is_told_with_exit_code_two(
    register_file: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    """A sentence, nothing on standard output."""
    assert main(["leads", str(register_file), *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"foo;bar\n1;2\n", b"%PDF-1.7"])
def test_a_file_that_is_no_register_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    """Never a traceback."""
    file = tmp_path / "r.xlsx"
    file.write_bytes(content)
    assert main(["leads", str(file), *POINT]) == 2
    assert capsys.readouterr().err.strip().endswith(".")
