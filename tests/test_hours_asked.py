"""The command line with hourly files that have to be asked about, and with the answers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from ihp_core.__main__ import main
from ihp_core.files.project import Project, read, write
from ihp_core.year.measured.columns.mapping import read_map
from ihp_core.year.measured.reading import read_own
from tests.given import site_of
from tests.own_years import csv
from tests.year.layouts import FLOW, LOAD, RETURN, SPOT, SUPPLY, day_first

ANNUAL = "network.annual_heat_gwh"


def assessed(
    folder: Path, capsys: pytest.CaptureFixture[str], content: str, *more: str, **stated: float
) -> tuple[int, dict[str, dict[str, float]], str]:
    """Exit code, the inputs of the answer, and what is told, of a German site with a file."""
    site, hours = folder / "site.json", folder / "hours.csv"
    country = {"country": "DE"} | {path.replace("__", "."): v for path, v in stated.items()}
    site.write_text(write(Project((site_of(country),))), "utf-8")
    hours.write_text(content, "utf-8")
    code = main(["assess", str(site), "--hours", str(hours), *more])
    out, err = capsys.readouterr()
    return code, json.loads(out)["inputs"] if out else {}, err.replace("\N{NO-BREAK SPACE}", " ")


def test_the_exchange_price_is_the_energy_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Grid, levies and tax of the country come on top, and are told as parts."""
    price = "market.electricity_price_eur_per_mwh"
    _, usual, _ = assessed(tmp_path, capsys, csv({"supply": SUPPLY}))
    code, inputs, err = assessed(tmp_path, capsys, csv({"Spotpreis [EUR/MWh]": SPOT}))
    assert code == 0
    assert inputs[price]["value"] == pytest.approx(usual[price]["value"] - 89.9 + SPOT.mean(), 1e-4)
    assert f"energy {SPOT.mean():.1f} + grid" in err
    assert "tax" in err


def test_the_flow_of_the_networks_meter_changes_no_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With and without it the data centre's inputs are the same."""
    meter = {"Wärmeleistung [MW]": LOAD, "Vorlauf [°C]": SUPPLY, "Rücklauf [°C]": RETURN}
    _, without, _ = assessed(tmp_path, capsys, csv(meter))
    _, beside, err = assessed(tmp_path, capsys, csv(meter | {"Durchfluss [m³/h]": FLOW}))
    assert beside == without
    assert "not as the flow of the data centre" in err


@pytest.mark.parametrize("factor", [1000, 3.6, 24, 8.76])
def test_a_factor_of_units_against_what_is_stated_is_asked(
    factor: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Either way round; confirmed, it is used as it stands."""
    stated = float(LOAD.sum()) / 1e3 / factor
    code, _, err = assessed(tmp_path, capsys, day_first(), network__annual_heat_gwh=stated)
    assert code == 2
    assert f"about {factor:g} times" in err
    answers = tmp_path / "map.json"
    answers.write_text('{"confirmed": ["factor"]}')
    more = ("--columns", str(answers))
    code, inputs, _ = assessed(
        tmp_path, capsys, day_first(), *more, network__annual_heat_gwh=stated
    )
    assert code == 0
    assert inputs[ANNUAL]["value"] == pytest.approx(LOAD.sum() / 1e3, 1e-4)


def test_what_is_unclear_is_listed_and_an_answer_is_proposed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and nothing on stdout; what is proposed is a file of answers that is read."""
    content = csv({"Leistung [MW]": LOAD, "Fühler 7 [°C]": SUPPLY})
    code, inputs, err = assessed(tmp_path, capsys, content)
    assert (code, inputs) == (2, {})
    assert "“Leistung [MW]”" in err
    assert "“Fühler 7 [°C]”" in err
    proposed = err[err.index("{") : err.rindex("}") + 1]
    answers = tmp_path / "map.json"
    answers.write_text(proposed, "utf-8")
    assert assessed(tmp_path, capsys, content, "--columns", str(answers))[0] == 2
    assert "outdoor_c|supply_c" in proposed
    answers.write_text(re.sub(r"outdoor_c[|\w]*", "supply_c", proposed), "utf-8")
    code, inputs, _ = assessed(tmp_path, capsys, content, "--columns", str(answers))
    assert code == 0
    assert inputs[ANNUAL]["value"] == pytest.approx(LOAD.sum() / 1e3, 1e-4)
    assert "network.supply_winter_c" in inputs


def test_explain_says_what_each_column_was_taken_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line each, with the reason, in the language asked for."""
    content = day_first("Horodate;Heat load [MW]", "%d/%m/%Y %H:%M")
    code, _, err = assessed(tmp_path, capsys, content, "--explain")
    assert code == 0
    assert "“Horodate”: time, by what stands in it" in err
    assert "“Heat load [MW]”: Network load in MW, as measured, by its name and unit" in err
    _, _, german = assessed(tmp_path, capsys, content, "--explain", "--language", "de")
    assert "„Horodate“: Zeit" in german


def test_an_outage_is_kept_and_told_and_noise_is_zero(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Cold pipes for two hours, and a meter just below zero."""
    supply, load = SUPPLY.copy(), LOAD.copy()
    supply[5000:5002], load[5000:5002] = 22, [0, -0.002]
    content = csv({"Wärmelast [MW]": load, "Vorlauf [°C]": supply, "Rücklauf [°C]": RETURN})
    code, _, err = assessed(tmp_path, capsys, content)
    assert code == 0
    assert "below the return in 2 hours" in err
    assert "“-0.002”, are noise" in err


def test_the_answers_are_kept_with_the_project() -> None:
    """Saved and opened again they read the next file of the kind."""
    said = '{"columns": {"Leistung [MW]": {"series": "load_mw", "kind": "value"}}}'
    own = read_own(csv({"Leistung [MW]": LOAD}), read_map(said))
    opened = read(write(Project((site_of(),), own=own)))
    assert opened.own is not None
    again = read_own(csv({"Leistung [MW]": LOAD}), read_map(json.dumps(opened.own.answers)))
    assert np.array_equal(again.series["load_mw"], own.series["load_mw"])
    assert "columns" not in json.loads(write(Project((site_of(),), own=read_own(day_first()))))
