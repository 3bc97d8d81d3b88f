"""Files as people really have them, each of which was once misread: the figure that it holds, or
a sentence that asks."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from ihp_core.__main__ import main

FIELD = Path(__file__).parents[2] / "shared" / "field"
HERE = "the files of the field are not beside the project"
pytestmark = pytest.mark.skipif(not FIELD.is_dir(), reason=HERE)

Capture = pytest.CaptureFixture[str]
SITE = "network.annual_heat_gwh"


def assessed(capsys: Capture, site: str, hours: str = "") -> tuple[dict[str, Any], str]:
    """The answer of a site, with hours where some are named, and what was told."""
    code, out, err = run(capsys, site, hours)
    assert code == 0, err
    return json.loads(out), err


def asked(capsys: Capture, site: str, hours: str = "") -> str:
    """The sentences with which it was refused."""
    code, out, err = run(capsys, site, hours)
    assert (code, out) == (2, "")
    return err


def run(capsys: Capture, site: str, hours: str) -> tuple[int, str, str]:
    """The command line with files of the field."""
    with_hours = ["--hours", str(FIELD / hours)] if hours else []
    code = main(["assess", str(FIELD / site), *with_hours])
    return code, *capsys.readouterr()


def used(answer: dict[str, Any], path: str) -> Any:
    """The value with which an input counted."""
    return answer["inputs"][path]["value"]


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two sites get the same heat, price and verdict."""
    return all(one[name] == other[name] for name in ("verdict", "heat", "price"))


def test_an_exchange_price_is_the_energy_alone(capsys: Capture) -> None:
    """Grid, levies and tax of the country come on top."""
    answer, told = assessed(capsys, "01-site.json", "01-spot-as-all-in.csv")
    assert used(answer, "market.electricity_price_eur_per_mwh") == pytest.approx(186.4, abs=1)
    assert "Exchange price of electricity (energy alone)" in told
    assert "energy 95.0 + grid and supply" in told.replace("\N{NO-BREAK SPACE}", " ")


def test_the_network_s_flow_is_not_the_data_centre_s(capsys: Capture) -> None:
    """With it or without, the answer is the same."""
    site = "02-site.json"
    with_flow, told = assessed(capsys, site, "02-network-flow-as-source-flow.csv")
    without, _ = assessed(capsys, site, "02-same-without-flow.csv")
    assert same(with_flow, without)
    assert "is the flow of the network's water" in told


def test_a_year_from_july_is_turned_round_whatever_its_times_are_called(capsys: Capture) -> None:
    """Day before month under a French name, as in ISO."""
    french, _ = assessed(capsys, "03-site.json", "03-horodate-july-june.csv")
    iso, _ = assessed(capsys, "03-site.json", "03-same-in-iso.csv")
    assert same(french, iso)
    assert used(french, "network.summer_load_mw") == pytest.approx(1.5, abs=0.01)
    assert french["verdict"] == "conditional"


def test_one_rule_of_thousands_holds_in_a_table_of_sites(tmp_path: Path) -> None:
    """7.000 beside 0,5 is seven thousand."""
    made = tmp_path / "out.csv"
    assert main(["portfolio", str(FIELD / "04-portfolio-thousands.csv"), "-o", str(made)]) == 0
    dotted, plain = csv.DictReader(made.open(encoding="utf-8-sig"))
    assert dotted["heat.delivered_gwh"] == plain["heat.delivered_gwh"]
    assert float(dotted["heat.delivered_gwh"]) > 130
    assert dotted["verdict"] == "conditional"


def test_a_loop_is_judged_by_its_temperature(capsys: Capture) -> None:
    """Whatever its cooling is called."""
    air, _ = assessed(capsys, "05-cooling-air.json")
    water, _ = assessed(capsys, "05-cooling-warm_water.json")
    assert same(air, water)
    assert air["verdict"] == "conditional"


def test_more_free_heat_is_never_worse(capsys: Capture) -> None:
    """An exchanger is built as large as the network needs it."""
    less, _ = assessed(capsys, "06-direct-5mw.json")
    more, _ = assessed(capsys, "06-direct-8.7mw.json")
    floors = [answer["price"]["floor_eur_per_mwh"] for answer in (less, more)]
    assert floors[1] <= floors[0] * 1.001
    assert less["verdict"] == more["verdict"] == "viable"


def test_a_plant_without_a_heat_pump_has_no_cop(capsys: Capture) -> None:
    """All heat through the exchanger."""
    answer, _ = assessed(capsys, "07-direct-plant-headline-cop.json")
    assert answer["heat"]["scop"] is None
    assert answer["heat"]["direct_gwh"] > 0


@pytest.mark.parametrize("place", ["ashburn", "beijing", "reykjavik"])
def test_a_place_out_of_reach_is_refused(place: str, capsys: Capture) -> None:
    """With the way out: a weather file or a nearer place."""
    assert "a climate holds for 500" in asked(capsys, f"08-place-{place}.json").replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_swapped_degrees_are_seen(capsys: Capture) -> None:
    """The other way round it lies in Germany."""
    told = asked(capsys, "08-place-stuttgart-swapped.json")
    assert "the other way round it lies in Germany" in told


def test_a_counter_is_no_load(capsys: Capture) -> None:
    """A series that never falls is asked about."""
    assert "never falls" in asked(capsys, "09-site.json", "09b-counter-small.csv")


def test_a_factor_of_a_thousand_is_asked_about(capsys: Capture) -> None:
    """Against what is stated."""
    told = asked(capsys, "10-site.json", "10-kw-as-mw.csv")
    assert "about 1000 times the other" in told


def test_no_exchanger_is_named_where_none_works(capsys: Capture) -> None:
    """The COP is high because source and supply lie close together."""
    answer, _ = assessed(capsys, "11-exchanger-wording.json")
    assert answer["heat"]["direct_gwh"] == 0
    assert "cop_above_guide_alone" in answer["warnings"]


def test_hours_of_an_outage_and_a_meter_s_noise_are_kept_and_told(capsys: Capture) -> None:
    """Cold pipes are measured, and what is just below zero is zero."""
    _, told = assessed(capsys, "01-site.json", "12-outage-22c.csv")
    assert "below the return in 2 hours" in told
    _, told = assessed(capsys, "01-site.json", "12b-meter-noise.csv")
    assert "are noise of the meter" in told


def test_a_column_of_times_may_have_no_name(capsys: Capture) -> None:
    """As libraries write an index."""
    answer, _ = assessed(capsys, "01-site.json", "13-pandas-series.csv")
    assert used(answer, SITE) == pytest.approx(17.52, abs=0.01)


def test_a_stated_peak_and_a_stated_heat_are_both_kept(capsys: Capture) -> None:
    """And carbon costs what it does at that peak."""
    answer, _ = assessed(capsys, "14-stated-peak.json")
    assert (used(answer, SITE), used(answer, "network.peak_load_mw")) == (40, 25)
    assert used(answer, "market.carbon_price_eur_per_t") == 75


def test_a_head_above_what_pipes_stand_is_told(capsys: Capture) -> None:
    """Beside the figure."""
    answer, _ = assessed(capsys, "15-pump-head.json")
    assert "pump_head_beyond" in answer["warnings"]


def test_power_of_other_plants_is_not_the_network_s_load(capsys: Capture) -> None:
    """A market's file with its units in a row below the names."""
    told = asked(capsys, "01-site.json", "16-energy-charts.csv")
    assert "nothing says whose" in told
