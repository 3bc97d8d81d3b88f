"""The command line: the contract's JSON, or sentences on stderr with exit code 2."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ihp_core.__main__ import main
from ihp_core.answer import answer
from ihp_core.files.project import Project, write
from ihp_core.site.examples.worked import example
from ihp_core.site.paths import nested
from ihp_core.year.measured.reading import read_own
from tests.given import NEEDED, site_of
from tests.own_years import csv

GERMAN = example("german")


@pytest.fixture
def site_file(tmp_path: Path) -> Path:
    """The German example as a file."""
    file = tmp_path / "site.json"
    file.write_text(GERMAN.model_dump_json(), encoding="utf-8")
    return file


def _told(file: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(["assess", str(file)])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_site_file_is_answered_with_the_assessment_s_json(
    site_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same figures as ``answer`` gives, on standard output, and nothing on stderr."""
    code, out, err = _told(site_file, capsys)
    assert (code, err) == (0, "")
    assert json.loads(out) == answer(GERMAN).as_json()


def test_the_json_has_no_nan_even_where_nothing_is_delivered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A strict reader takes it: no NaN, no Infinity."""
    file = tmp_path / "none.json"
    site = site_of({"plant.heat_pump_capacity_mw": 0, "network.accepts_top_up": False})
    file.write_text(site.model_dump_json(), encoding="utf-8")
    code, out, _ = _told(file, capsys)

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    found = json.loads(out, parse_constant=refuse)
    assert code == 0
    assert found["heat"]["delivered_gwh"] == 0
    assert found["price"]["floor_eur_per_mwh"] is None


def test_a_file_of_the_three_needed_inputs_is_enough(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All other inputs are filled, each with its source; null counts as absent."""
    file = tmp_path / "three.json"
    file.write_text(json.dumps(nested(NEEDED) | {"country": None}), encoding="utf-8")
    code, out, _ = _told(file, capsys)
    assert code == 0
    filled = json.loads(out)["inputs"]["connection.distance_km"]
    assert filled["from"] != "stated"
    assert filled["source"]


@pytest.fixture
def hours_file(tmp_path: Path) -> Path:
    """A measured year colder than the German example states."""
    file = tmp_path / "year.csv"
    file.write_text(csv({"supply": np.full(8760, 70.0), "return": np.full(8760, 45.0)}), "utf-8")
    return file


def test_hourly_data_take_the_place_of_the_model(
    site_file: Path, hours_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--hours``: the answer is that of the measured year, and says so."""
    assert main(["assess", str(site_file), "--hours", str(hours_file)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found == answer(GERMAN, read_own(hours_file.read_bytes())).as_json()
    assert found["inputs"]["network.supply_winter_c"] == {
        "value": 70,
        "from": "own",
        "source": "measured year: mean of the 72 hottest hours",
    }


def test_a_project_with_a_measured_year_uses_it(
    tmp_path: Path, hours_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By itself; a file given on the line wins over it."""
    own, file = read_own(hours_file.read_bytes()), tmp_path / "project.json"
    file.write_text(write(Project((GERMAN,), own=own)), "utf-8")
    code, out, _ = _told(file, capsys)
    assert (code, json.loads(out)) == (0, answer(GERMAN, own).as_json())
    hours_file.write_text(csv({"supply": np.full(8760, 80.0)}), "utf-8")
    assert main(["assess", str(file), "--hours", str(hours_file)]) == 0
    assert json.loads(capsys.readouterr().out)["inputs"]["network.supply_winter_c"]["value"] == 80


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"PK\x03\x04", "XLSX"),
        (b"load\n1\n2\n", "2 rows"),
        (b"x\n1", "network load"),
    ],
)
def test_wrong_hourly_data_get_a_sentence_and_exit_code_two(
    content: bytes, told: str, site_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On stderr, and nothing on stdout; a missing file is named."""
    file = tmp_path / "year.csv"
    file.write_bytes(content)
    for given, part in ((file, told), (tmp_path / "nowhere.csv", "nowhere.csv")):
        assert main(["assess", str(site_file), "--hours", str(given)]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert part in err
        assert "Traceback" not in err


def test_the_module_runs_as_a_program(site_file: Path, tmp_path: Path) -> None:
    """``python -m ihp_core assess``: exit 0 and JSON, exit 2 and a sentence."""
    command = [sys.executable, "-m", "ihp_core", "assess"]
    good = subprocess.run([*command, str(site_file)], capture_output=True, timeout=60, check=False)
    assert good.returncode == 0
    assert json.loads(good.stdout)["verdict"]
    bad = subprocess.run(
        [*command, str(tmp_path / "none.json")], capture_output=True, timeout=60, check=False
    )
    assert (bad.returncode, bad.stdout) == (2, b"")
    assert b"Traceback" not in bad.stderr
    assert bad.stderr


def _json(changes: dict[str, Any]) -> bytes:
    return json.dumps(nested(NEEDED | changes)).encode()


WRONG: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "return_above_supply": (
        _json({"network.return_winter_c": 95}),
        ("network.return_winter_c", "95", "80", "77"),
    ),
    "warm_and_cold_side_swapped": (
        _json({"data_centre.source_inlet_c": 20, "data_centre.source_outlet_c": 28}),
        ("data_centre.source_inlet_c", "20", "28"),
    ),
    "negative": (_json({"data_centre.it_capacity_mw": -10}), ("it_capacity_mw", "-10", "0.05")),
    "absurd": (_json({"network.supply_winter_c": 900}), ("supply_winter_c", "900", "160")),
    "a_unit_in_the_number": (_json({"data_centre.it_capacity_mw": "10 MW"}), ("10 MW", ": 10.")),
    "nan": (
        _json({"data_centre.it_capacity_mw": 0.5}).replace(b"0.5", b"NaN"),
        ("it_capacity_mw",),
    ),
    "infinity": (
        _json({"data_centre.it_capacity_mw": 0.5}).replace(b"0.5", b"Infinity"),
        ("it_capacity_mw",),
    ),
    "unknown_country": (_json({"country": "XX"}), ("country", "XX")),
    "unknown_key": (
        _json({"network.suply_summer_c": 60}),
        ("network.suply_summer_c", "network.supply_summer_c"),
    ),
    "off_the_globe": (_json({"network.latitude": 95}), ("network.latitude", "95", "90")),
    "latitude_and_longitude_swapped": (
        _json({"network.latitude": 9.18, "network.longitude": 48.78}),
        ("network.latitude", "9.18", "Somalia", "Germany", "Enter 48.78 as latitude"),
    ),
    "no_climate_known": (
        _json({"network.latitude": 64.13, "network.longitude": -21.9}),
        ("network.latitude", "64.13", "1485 km from Dublin", "500 km", "weather file"),
    ),
    "a_peak_in_another_unit": (
        _json({"network.peak_load_mw": 9000, "network.annual_heat_gwh": 40}),
        ("network.peak_load_mw", "9000", "40 GWh", "Enter 40 at most"),
    ),
    "a_needed_one_missing": (b'{"data_centre": {"cooling": "air"}}', ("it_capacity_mw",)),
    "no_site": (b'{"hello": "world"}', ()),
    "a_list": (b"[1, 2, 3]", ()),
    "a_number": (b"42", ()),
    "null": (b"null", ()),
    "empty": (b"", ()),
    "blank": (b" \n ", ()),
    "truncated": (_json({})[:-20], ()),
    "not_json": (b"<html></html>", ()),
    "not_text": (bytes(range(256)), ()),
    "a_megabyte_of_one_string": (b'"' + b"x" * 1_000_000 + b'"', ()),
    "a_megabyte_in_a_field": (_json({"name": "x" * 1_000_000}), ()),
    "nested_a_thousand_deep": (b"[" * 1000 + b"]" * 1000, ()),
    "nested_in_a_field": (_json({}).replace(b"80", b'{"a":' * 1000 + b"1" + b"}" * 1000), ()),
    "a_huge_number": (_json({}).replace(b"80", b"9" * 5000), ()),
    "a_key_twice": (_json({}).replace(b'"cooling"', b'"it_capacity_mw": "x", "cooling"'), ()),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_gets_a_sentence_and_exit_code_two(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sentences on stderr that name field, value and way out; nothing on stdout."""
    content, told = WRONG[name]
    file = tmp_path / "site.json"
    file.write_bytes(content)
    code, out, err = _told(file, capsys)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert 20 < len(err) < 5000
    assert all(part in err for part in told), err


def test_a_missing_file_and_a_folder_get_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither is a traceback, both name what was asked for."""
    for given in (tmp_path / "nowhere.json", tmp_path):
        code, out, err = _told(given, capsys)
        assert (code, out) == (2, "")
        assert given.name in err
        assert "Traceback" not in err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_gets_a_sentence(
    site_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Permission denied is told like any other."""
    site_file.chmod(0)
    assert _told(site_file, capsys)[0] == 2


def test_a_command_that_is_not_known_exits_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    """No command, no file: usage on stderr."""
    for arguments in ([], ["assess"], ["guess", "site.json"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2
        assert "usage" in capsys.readouterr().err


def test_a_measured_year_says_what_it_read_and_what_it_replaced(
    site_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beside the answer: a column that is not known, an hour that was filled, and the stated
    figure with the measured one."""
    lines = [f"{'' if hour == 7 else '97,0'};1" for hour in range(8760)]
    hours = tmp_path / "year.csv"
    hours.write_text("\n".join(["Vorlauf [°C];Vorlauf Kessel 3", *lines]), encoding="utf-8")
    assert main(["assess", str(site_file), "--hours", str(hours)]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["inputs"]["network.supply_winter_c"]["value"] == 97
    told = err.replace("\N{NO-BREAK SPACE}", " ")
    for said in ("Vorlauf Kessel 3", "97 °C measured, 92 °C stated", "1 hour"):
        assert said in told


def test_a_wrong_value_among_three_decimals_is_told_itself(
    site_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """9999 among 88.960: the line that is out of its limits, not a sentence on thousands."""
    lines = ["9999" if hour == 500 else "88.960" for hour in range(8760)]
    hours = tmp_path / "year.csv"
    hours.write_text("\n".join(["supply [°C]", *lines]), encoding="utf-8")
    assert main(["assess", str(site_file), "--hours", str(hours)]) == 0
    err = capsys.readouterr().err
    assert "502" in err
    assert "9999" in err
    assert "thousands" not in err
