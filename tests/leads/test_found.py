"""Rows as draft sites near a network: radius, places, what is stated, what is left out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ihp_core.assessment import assess
from ihp_core.leads.columns import LeadMap
from ihp_core.leads.found import FoundLeads, LeadSearch, leads_near
from ihp_core.leads.near import km_between
from ihp_core.leads.network import LeadNetwork, network_at, network_of, point_of
from ihp_core.leads.register import read_register
from ihp_core.leads.words import rows_written
from ihp_core.portfolio import portfolio
from ihp_core.report.exports.portfolio_rows import ranked
from ihp_core.results.discretion import Audience
from ihp_core.site.paths import flat
from ihp_core.site.site import Site
from ihp_core.tables.units import HOURS_OF_YEAR
from ihp_core.year.measured.note import OwnError
from tests.leads.registers import german_row, platform, text_table, workbook

HAMBURG = (53.55, 9.99)
HOSTILE = "=cmd|' /C calc'!A1 <img src=x onerror=alert(1)>"
CAPACITY, UTILISATION = "data_centre.it_capacity_mw", "data_centre.it_utilisation_fraction"
CAPTURE = "data_centre.heat_capture_fraction"


@pytest.fixture(scope="module")
def network() -> LeadNetwork:
    """A network in Hamburg that a site states."""
    stated = {"network.supply_winter_c": 75.0, "network.annual_heat_gwh": 300.0, "country": "DE"}
    return network_of(stated, "53.55, 9.99")


def near(
    network: LeadNetwork, content: bytes, within: float = 3.0, language: str = "en"
) -> FoundLeads:
    """The leads of a file."""
    return leads_near(LeadSearch(read_register(content), network, within, "r.xlsx", language))


def placed(**more: Any) -> dict[str, str]:
    """A row with coordinates, one kilometre north of the network."""
    row = {
        "company": "Foundry",
        "latitude": "53.559",
        "longitude": "9.99",
        "heat per year [MWh/a]": "8760",
        "thermal power [kW]": "2000",
        "temperature [°C]": "35",
    }
    return row | {name: str(cell) for name, cell in more.items()}


def given(found: FoundLeads) -> dict[str, Any]:
    """What the one site of some leads states."""
    (line,) = found.table.lines
    return dict(line.given)


def test_what_a_row_says_is_stated_with_its_source_and_the_rest_is_not(
    network: LeadNetwork,
) -> None:
    """Power, hours, temperature and both places; no PUE, no cold side, no route."""
    answers = LeadMap(date="2026-07-05", register="Register of the Elbe")
    register = read_register(text_table([placed()]), answers)
    draft = given(leads_near(LeadSearch(register, network, 3.0, "r.csv")))
    assert (draft[CAPACITY], draft[UTILISATION], draft[CAPTURE]) == (2, 0.5, 1)
    assert draft["data_centre.source_inlet_c"] == 35
    assert draft["data_centre.cooling"] == "warm_water"
    assert "connection.route_km" not in draft
    assert "data_centre.source_outlet_c" not in draft
    assert draft[f"data_quality.{CAPACITY}"] == "stated"
    assert draft["data_quality.data_centre.cooling"] == "assumed"
    assert "Register of the Elbe, 2026-07-05: file “r.csv”, row 2." in draft[f"notes.{CAPACITY}"]


def test_the_engine_has_the_heat_that_the_register_states(network: LeadNetwork) -> None:
    """Power times share of the year times capture is the heat of the row, with or without power."""
    for row in (placed(), {k: v for k, v in placed().items() if "power" not in k}):
        found = near(network, text_table([row]))
        (site,) = (line.site for line in found.table.lines if line.site)
        assert assess(site).heat.source_available_gwh == pytest.approx(8.76, rel=1e-3)


def test_the_route_is_that_of_the_two_points(network: LeadNetwork) -> None:
    """The way as the crow flies by the one rule there is; the engine adds the detour itself."""
    found = near(network, text_table([placed()]))
    (km,) = found.km.values()
    assert km == pytest.approx(1.0, abs=0.01)
    assert km == km_between(np.array([53.559]), np.array([9.99]), HAMBURG)[0]


def test_rows_beyond_the_radius_are_told_by_their_numbers(network: LeadNetwork) -> None:
    """A wider radius takes them in."""
    rows = [placed(latitude=53.55 + 0.009 * km) for km in (1, 2, 4, 5)]
    found = near(network, text_table(rows))
    assert [line.number for line in found.table.lines] == [2, 3]
    assert found.left_out["leads.row.far"].rows == [4, 5]
    assert len(near(network, text_table(rows), 6.0).table.lines) == 4


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"latitude": ""}, "leads.row.no_place"),
        ({"latitude": "0", "longitude": "0"}, "leads.row.no_place"),
        ({"heat per year [MWh/a]": "", "thermal power [kW]": ""}, "leads.row.no_heat"),
        ({"heat per year [MWh/a]": "0", "thermal power [kW]": "0"}, "leads.row.no_heat"),
        ({"heat per year [MWh/a]": "-1"}, "leads.row.negative"),
        ({"heat per year [MWh/a]": "much"}, "leads.row.no_figure"),
        ({"heat per year [MWh/a]": "8760000"}, "leads.row.too_much"),
        ({"heat per year [MWh/a]": "87"}, "leads.row.too_little"),
        ({"heat per year [MWh/a]": "8.76", "thermal power [kW]": "2"}, "leads.row.small"),
        ({"temperature [°C]": "1"}, "leads.row.cold"),
    ],
)
def test_a_bad_row_is_told_with_the_reason_and_the_others_stay(
    network: LeadNetwork, change: dict[str, str], code: str
) -> None:
    """By its number; nothing is dropped in silence and nothing is made up."""
    found = near(network, text_table([placed(), placed() | change, placed()]))
    assert [line.number for line in found.table.lines] == [2, 4]
    assert found.left_out[code].rows == [3]
    assert found.left_out[code].told.endswith(".")


def test_hotter_than_any_water_is_screened_at_the_limit_and_said(network: LeadNetwork) -> None:
    """Flue gas of 350 °C: marked as assumed."""
    draft = given(near(network, text_table([placed() | {"temperature [°C]": "350"}])))
    assert draft["data_centre.source_inlet_c"] == 90
    assert draft["data_quality.data_centre.source_inlet_c"] == "assumed"
    assert "350" in draft["notes.data_centre.source_inlet_c"]


def test_a_place_alone_is_rough_and_marked_so(network: LeadNetwork) -> None:
    """No point is made up; the way is that of the radius in a city, and its note says why."""
    found = near(network, platform([german_row("Hamburg"), german_row("Hamburg-Billbrook")]))
    assert found.approximate == {3, 4}
    for line in found.table.lines:
        assert "data_centre.latitude" not in line.given
        assert line.given["connection.route_km"] == pytest.approx(3 * 1.3)
        assert line.given["data_quality.connection.route_km"] == "assumed"
        assert line.name.endswith("(place rough)")


def test_a_place_of_another_country_or_none_is_left_out(network: LeadNetwork) -> None:
    """München is far; a town that nobody knows is told by its name."""
    found = near(network, platform([german_row("München"), german_row("Xyzzyheim")]))
    assert not found.table.lines
    assert found.left_out["leads.row.far"].rows == [3]
    assert "Xyzzyheim" in found.left_out["leads.row.no_town"].told


def test_months_without_a_year_give_it_and_a_year_against_its_months_is_told(
    network: LeadNetwork,
) -> None:
    """12 months of 1 MW are 8.76 GWh; ten times as much in the year is said in the note."""
    derived = given(near(network, platform([german_row("Hamburg", "", "")])))
    assert derived[CAPACITY] * 0.65 * HOURS_OF_YEAR == pytest.approx(8760, rel=1e-3)
    against = given(near(network, platform([german_row("Hamburg", 87_600_000, 20_000)])))
    assert "ask which is right" in against[f"notes.{CAPACITY}"]


def test_a_data_centre_stands_as_itself(network: LeadNetwork) -> None:
    """IT power is the capacity, its electricity the utilisation, PUE stated; capture is typical."""
    rows = [
        [
            "Data centre name",
            "latitude",
            "longitude",
            "PDIT (kW)",
            "EDC (kWh)",
            "PUE",
            "TWH",
            "ERF",
        ],
        ["DC 1", 53.559, 9.99, 10_000, 65_700_000, 1.25, 32, 0.2],
        ["DC 2", 53.559, 9.99, 10_000, 657_000_000, 1.25, 18, 0],
    ]
    first, second = (line.given for line in near(network, workbook(rows)).table.lines)
    assert (first[CAPACITY], first["data_centre.pue"]) == (10, 1.25)
    assert first[UTILISATION] == pytest.approx(0.6)
    assert CAPTURE not in first
    assert "reused already" in first[f"notes.{CAPACITY}"]
    assert UTILISATION not in second
    assert "Not used" in second[f"notes.{CAPACITY}"]
    assert second["data_centre.cooling"] == "air"


def test_the_ranking_is_the_portfolios_own(network: LeadNetwork) -> None:
    """The same figures as each site alone, the best first, for both readers."""
    rows = [placed(latitude=53.55 + 0.009 * km) for km in (2.5, 0.5, 1.5)]
    found = near(network, text_table(rows))
    sites = [line.site for line in found.table.lines if line.site]
    part = portfolio(sites)
    readers: tuple[Audience, ...] = ("customer", "internal")
    for reader in readers:
        order = [row.number for row in ranked(found.table, part, reader)]
        assert order == [3, 4, 2]
    alone = portfolio(sites[:1]).figures
    assert all(alone[name][0] == part.figures[name][0] for name in ("heat.delivered_gwh",))


def test_the_draft_is_a_site_in_three_languages(network: LeadNetwork) -> None:
    """Notes are said in the language; figures are the same."""
    drafts = {
        language: given(near(network, text_table([placed()]), 3.0, language))
        for language in ("en", "de", "sv")
    }
    notes = {draft[f"notes.{CAPACITY}"] for draft in drafts.values()}
    assert len(notes) == 3
    assert len({draft[UTILISATION] for draft in drafts.values()}) == 1


def test_what_a_stranger_wrote_is_text_and_short(network: LeadNetwork) -> None:
    """Names and places of a register are hostile until escaped: nothing of them is run."""
    found = near(network, text_table([placed(company=HOSTILE), placed(company="x" * 4000)]))
    first, second = found.table.lines
    assert first.name == HOSTILE
    assert first.site is not None
    assert second.site is not None
    assert len(second.name) < 500


def test_a_network_is_a_point_a_published_one_or_the_sites() -> None:
    """Hamburg's is published; in the sea a usual one is assumed; a site's is its own."""
    assert network_at("53.55, 9.99").note.code == "leads.network_published"
    usual = network_at("55.5; 3.0")
    assert usual.note.code == "leads.network_usual"
    assert usual.stated["data_quality.network.supply_winter_c"] == "assumed"
    site = Site.model_validate(
        {
            "data_centre": {"it_capacity_mw": 1, "cooling": "air"},
            "network": {"supply_winter_c": 70, "latitude": 53.5, "longitude": 10.0},
            "contract": {"discount_rate_fraction": 0.09},
        }
    )
    own = network_of(flat(site.model_dump(mode="json", exclude_defaults=True)))
    assert own.stated["network.supply_winter_c"] == 70
    assert not [path for path in own.stated if path.startswith(("contract", "data_centre"))]


@pytest.mark.parametrize(
    ("text", "point"),
    [("53.55,9.99", HAMBURG), ("53,55; 9,99", HAMBURG), (" -1.5 , 2 ", (-1.5, 2.0))],
)
def test_a_point_is_read_as_people_write_it(text: str, point: tuple[float, float]) -> None:
    """With a point or a comma for decimals."""
    assert point_of(text) == pytest.approx(point)


@pytest.mark.parametrize("text", ["", "here", "91,0", "53.55", "1,2,3,4,5"])
def test_what_is_no_point_is_told(text: str) -> None:
    """With an example of one."""
    with pytest.raises(OwnError):
        point_of(text)


def test_numbers_of_rows_are_joined() -> None:
    """Runs as one, and no endless list."""
    assert rows_written([3, 4, 5, 9], 12) == "3-5, 9"
    assert rows_written([1, 3, 5], 2) == "1, 3, …"
