"""The workbook calculated by LibreOffice, its caches spoilt first, against the core."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl.workbook import Workbook

from ihp_core import assess
from ihp_core.assessment import screened
from ihp_core.economics.capital import PLANT, Capital, mean_ageing
from ihp_core.economics.price import floor
from ihp_core.report.formats import Wanted, made
from ihp_core.results.discretion import Audience
from ihp_core.site.examples.worked import example, names
from ihp_core.site.site import Site
from ihp_core.text import say
from ihp_core.text.figures import shown
from ihp_core.year.measured.reading import read_own
from ihp_core.year.measured.year import OwnYear
from tests.office.recalculated import changed, recalculated, value, values
from tests.own_years import csv, load, times
from tests.sites import random_sites

pytestmark = pytest.mark.office

SITES = 10
NEAR = 1e-6
FAR_TERM = 27


def workbook_of(site: Site, audience: Audience = "internal") -> bytes:
    """The workbook of a site."""
    return made(".xlsx", Wanted(site, audience=audience, language="en"))


def stated(site: Site, **groups: dict[str, Any]) -> Site:
    """The site with something else stated."""
    data = site.model_dump(mode="json", exclude_defaults=True)
    for group, given in groups.items():
        data[group] = data.get(group, {}) | given
    return Site.model_validate(data)


def held(name: str) -> Site:
    """An example with the capacity stated that was found: no sheet can size a plant anew."""
    site = example(name)
    found = assess(site).heat.heat_pump_capacity_mw
    return stated(site, plant={"heat_pump_capacity_mw": found})


def disagreeing(book: Workbook) -> list[object]:
    """The names of the formulas that do not give what the model gives."""
    pairs = zip(values(book, "check_names"), values(book, "check_agrees"), strict=True)
    return [name for name, agrees in pairs if agrees != say("choice.yes", "en")]


def typed(given: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Inputs as they are typed into the cells of their names: choices in words."""
    entries = {
        f"{group}_{name}": entry for group, of in given.items() for name, entry in of.items()
    }
    worded = (str, bool)
    return {n: shown(e, "", "en") if isinstance(e, worded) else e for n, e in entries.items()}


@pytest.mark.parametrize("audience", ["internal", "customer"])
@pytest.mark.parametrize("name", names())
def test_every_formula_gives_what_the_model_gives(
    name: str, audience: Audience, tmp_path: Path
) -> None:
    """To a millionth, of COP, balance, capital, annuity, floor, comparisons, index, years, NPV."""
    book = recalculated(workbook_of(example(name), audience), tmp_path)
    assert disagreeing(book) == []
    assert value(book, "changed_inputs") == 0
    if audience == "internal":
        found = assess(example(name))
        assert value(book, "floor_total") == pytest.approx(found.price.floor_eur_per_mwh, rel=NEAR)
        net = found.negotiation.cash_flow.net_eur
        flow = values(book, "year_flow")
        assert flow[: len(net)] == pytest.approx(list(net), rel=NEAR, abs=1e-3)
        assert set(flow[len(net) :]) == {0}


@pytest.mark.parametrize("place", range(SITES))
def test_so_it_is_on_sites_over_the_whole_input_space(place: int, tmp_path: Path) -> None:
    """Random sites: ramp-ups, long terms, contracts of all kinds, exchangers alone, no heat."""
    site = random_sites(SITES, seed=77)[place]
    assert disagreeing(recalculated(workbook_of(site), tmp_path)) == []


CHANGES: dict[str, dict[str, dict[str, Any]]] = {
    "electricity": {"market": {"electricity_price_eur_per_mwh": 211.5}},
    "cheap electricity": {"market": {"electricity_price_eur_per_mwh": 40.0}},
    "term": {"contract": {"term_years": 11}},
    "longer than the heat pump": {"contract": {"term_years": FAR_TERM}},
    "discount rate": {"contract": {"discount_rate_fraction": 0.043}},
    "no interest": {"contract": {"discount_rate_fraction": 0.0}},
    "grant": {"contract": {"grant_fraction": 0.37}},
    "ground": {"connection": {"ground": "inner_city"}},
    "source heat": {"data_centre": {"heat_price_eur_per_mwh": 6.5}},
    "all of them": {
        "market": {"electricity_price_eur_per_mwh": 97.0},
        "contract": {"term_years": 18, "discount_rate_fraction": 0.055, "grant_fraction": 0.2},
        "connection": {"ground": "unpaved"},
    },
}


@pytest.mark.parametrize("name", ["german", "guide_10mw_4g"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_input_gives_the_floor_of_the_changed_site(
    name: str, change: str, tmp_path: Path
) -> None:
    """As ``assess`` has it, to a millionth, and no warning is raised."""
    site, given = held(name), CHANGES[change]
    book = recalculated(changed(workbook_of(site), typed(given)), tmp_path)
    found = assess(stated(site, **given))
    assert value(book, "floor_total") == pytest.approx(found.price.floor_eur_per_mwh, rel=NEAR)
    assert value(book, "capex") == pytest.approx(found.cost.capex_eur, rel=NEAR)
    assert value(book, "alternative") == pytest.approx(
        found.price.alternative_eur_per_mwh, rel=NEAR
    )
    assert value(book, "todays_cost") == pytest.approx(found.price.today_eur_per_mwh, rel=NEAR)
    assert value(book, "ceiling") == pytest.approx(found.price.ceiling_eur_per_mwh, rel=NEAR)
    assert value(book, "changed_inputs") == 0


@pytest.mark.parametrize("power", [40.0, 211.5])
@pytest.mark.parametrize("name", ["german", "guide_10mw_4g"])
def test_the_customers_alternatives_follow_electricity(
    name: str, power: float, tmp_path: Path
) -> None:
    """As ``assess`` has them; the rest of them stands as entered, for the return is not theirs."""
    site, given = held(name), {"electricity_price_eur_per_mwh": power}
    cells = {"market_electricity_price_eur_per_mwh": power}
    book = recalculated(changed(workbook_of(site, "customer"), cells), tmp_path)
    found = assess(stated(site, market=given)).price
    assert value(book, "alternative") == pytest.approx(found.alternative_eur_per_mwh, rel=NEAR)
    assert value(book, "ceiling") == pytest.approx(found.ceiling_eur_per_mwh, rel=NEAR)


UNITS = {
    "heat_sources_today": [
        {"kind": "biomass_boiler", "capacity_mw": 12.0},
        {"kind": "gas_boiler", "capacity_mw": 80.0},
    ]
}


@pytest.mark.parametrize("term", [6, 24])
def test_todays_units_follow_the_price_of_carbon(term: int, tmp_path: Path) -> None:
    """Of several units too, as long as their order stays."""
    site = stated(held("german"), network=UNITS)
    book = recalculated(changed(workbook_of(site), {"contract_term_years": term}), tmp_path)
    found = assess(stated(site, contract={"term_years": term})).price
    assert value(book, "todays_cost") == pytest.approx(found.today_eur_per_mwh, rel=1e-3)


def test_a_quote_takes_the_place_of_a_capital_line(tmp_path: Path) -> None:
    """The floor is that of ``price.floor`` with the quotes as capital."""
    one = screened(held("german"))
    found = one.screening.outcome
    assert found is not None
    quotes = {"heat_pump": 5_000_000.0, "pipe": 3_210_000.0}
    content = changed(workbook_of(one.site), {f"quote_{n}": q for n, q in quotes.items()})
    book = recalculated(content, tmp_path)
    quoted = {name: np.full((1, 1), amount) for name, amount in quotes.items()}
    lines = found.spent.lines | quoted
    others = sum(lines[name] for name in PLANT if name not in ("heat_pump", "development"))
    share = one.cases["cost.development_fraction"]
    lines["development"] = share * (lines["heat_pump"] + others)
    estimated = sum(lines[name] for name in (*PLANT, "pipe"))
    lines["contingency"] = one.cases["cost.contingency_fraction"] * estimated
    expected = floor(one.cases, Capital(lines), found.paid, found.factors).total.item(0)
    assert value(book, "floor_total") == pytest.approx(expected, rel=NEAR)


@pytest.mark.parametrize("cop", [2.5, 4.0, 7.3])
@pytest.mark.parametrize("name", ["german", "guide_10mw_4g"])
def test_a_typed_cop_gives_the_floor_of_that_cop(name: str, cop: float, tmp_path: Path) -> None:
    """``price.floor`` with the lifted heat over that COP as electricity."""
    one = screened(example(name))
    found = one.screening.outcome
    assert found is not None
    own = assess(one.site).heat.heat_pump_scop
    content = changed(workbook_of(one.site), {"typed_cop": cop})
    energy = found.paid._replace(electricity=found.paid.electricity * own / cop)
    expected = floor(one.cases, found.spent, energy, found.factors).total.item(0)
    book = recalculated(content, tmp_path)
    assert value(book, "floor_total") == pytest.approx(expected, rel=NEAR)


@pytest.mark.parametrize(
    ("cell", "new"),
    [
        ("connection_route_km", 2.6),
        ("network_supply_winter_c", 88),
        ("data_centre_source_inlet_c", 47),
        ("network_return_summer_c", 49),
        ("data_centre_cooling", shown("air", "", "en")),
    ],
)
@pytest.mark.parametrize("audience", ["internal", "customer"])
def test_what_no_formula_can_follow_raises_the_warning_on_every_sheet(
    cell: str, new: object, audience: Audience, tmp_path: Path
) -> None:
    """Distance, temperatures and the kind of cooling belong to the hourly calculation."""
    content = workbook_of(example("german"), audience)
    book = recalculated(changed(content, {cell: new}), tmp_path)
    assert value(book, "changed_inputs") == 1
    for sheet in book.worksheets:
        assert "hourly calculation" in str(sheet["A2"].value)


def measured_year() -> OwnYear:
    """A load and an electricity price that are different in every hour."""
    hour = np.arange(8760)
    price = 90 + 40 * np.sin(hour / 24 * 2 * np.pi) + 10 * np.cos(hour / 8760 * 2 * np.pi)
    columns = {"load_mw": load(), "electricity_price_eur_per_mwh": price}
    return read_own(csv(columns, times()).encode())


@pytest.mark.parametrize("audience", ["internal", "customer"])
def test_a_measured_year_stands_in_the_formulas_too(audience: Audience, tmp_path: Path) -> None:
    """The premium of the hours of use comes from the measured price then."""
    content = made(".xlsx", Wanted(example("german"), measured_year(), audience=audience))
    assert disagreeing(recalculated(content, tmp_path)) == []


def test_a_measured_year_and_another_price_give_the_floor_of_both(tmp_path: Path) -> None:
    """The price of the inputs moves the mean, the measured one its hours."""
    own = read_own(csv({"load_mw": load()}, times()).encode())
    capacity = assess(example("german"), own).heat.heat_pump_capacity_mw
    site = stated(example("german"), plant={"heat_pump_capacity_mw": capacity})
    content = made(".xlsx", Wanted(site, own, audience="internal"))
    dearer = {"electricity_price_eur_per_mwh": 201.0}
    cells = {"market_electricity_price_eur_per_mwh": 201.0}
    book = recalculated(changed(content, cells), tmp_path)
    found = assess(stated(site, market=dearer), own)
    assert value(book, "floor_total") == pytest.approx(found.price.floor_eur_per_mwh, rel=NEAR)


def test_what_the_heat_replaces_moves_with_electricity_where_it_burns_some(tmp_path: Path) -> None:
    """An electric boiler's cost goes with the price; a gas boiler's does not."""
    for kind, near in (("electric_boiler", 1e-3), ("gas_boiler", NEAR)):
        site = stated(held("german"), network={"heat_source_today": kind})
        dearer = {"electricity_price_eur_per_mwh": 171.0}
        cells = {"market_electricity_price_eur_per_mwh": 171.0}
        folder = tmp_path / kind
        folder.mkdir()
        book = recalculated(changed(workbook_of(site), cells), folder)
        found = assess(stated(site, market=dearer)).price
        assert value(book, "ceiling") == pytest.approx(found.ceiling_eur_per_mwh, rel=near)
        assert value(book, "floor_total") == pytest.approx(found.floor_eur_per_mwh, rel=NEAR)


def test_a_typed_cop_moves_the_guarantee_and_so_the_index(tmp_path: Path) -> None:
    """Electricity per heat by the COP that is typed, pumps included."""
    one = screened(example("german"))
    found = one.screening.outcome
    assert found is not None
    own = assess(one.site).heat.heat_pump_scop
    book = recalculated(changed(workbook_of(one.site), {"typed_cop": 4.0}), tmp_path)
    energy = found.energy
    aged = mean_ageing(one.cases, (found.factors > 0).astype(float))
    used = energy.electricity * aged * own / 4.0 + energy.pumping
    assert value(book, "power_per_heat") == pytest.approx((used / energy.heat).item(0), rel=NEAR)


def test_terms_and_a_market_element_move_the_index_as_the_model_has_it(tmp_path: Path) -> None:
    """Another term, grant, return and share of the heat market: start and parts of the price as
    ``assess`` has them, and the value of the years by the structure; no warning is raised."""
    site = held("german")
    given = {
        "term_years": 15,
        "grant_fraction": 0.2,
        "discount_rate_fraction": 0.09,
        "market_element_fraction": 0.3,
    }
    cells = {f"contract_{name}": entry for name, entry in given.items()}
    book = recalculated(changed(workbook_of(site), cells), tmp_path)
    found = assess(stated(site, contract=given)).negotiation
    assert found is not None
    assert found.returns is not None
    for name in ("capital_part", "operating_part", "market_part", "start_price"):
        expected = getattr(found.terms, f"{name}_eur_per_mwh")
        assert value(book, name) == pytest.approx(expected, rel=NEAR), name
    assert value(book, "npv_by_structure") == pytest.approx(found.returns.npv_eur, rel=NEAR)


@pytest.mark.parametrize("audience", ["internal", "customer"])
def test_a_tank_stands_in_the_formulas(audience: Audience, tmp_path: Path) -> None:
    """Its cost, its upkeep and the larger station; another volume is for the hourly calculation."""
    site = stated(example("german"), plant={"buffer_m3": 1000.0})
    content = workbook_of(site, audience)
    assert disagreeing(recalculated(content, tmp_path)) == []
    book = recalculated(changed(content, {"plant_buffer_m3": 2000.0}), tmp_path)
    assert audience == "customer" or value(book, "changed_inputs") == 1


@pytest.mark.parametrize(
    "structure", ["outdoor_temperature", "share_of_alternative", "collar", "seasonal"]
)
def test_the_years_of_each_structure_follow_their_formulas(structure: str, tmp_path: Path) -> None:
    """In both editions every formula agrees with the model, with bounds that bind as well."""
    bounds = {"collar_low_fraction": 0.97, "collar_high_fraction": 1.04}
    site = stated(example("german"), contract=bounds | {"structure": structure})
    for audience in ("internal", "customer"):
        folder = tmp_path / audience
        folder.mkdir()
        content = made(".xlsx", Wanted(site, audience=audience))  # type: ignore[arg-type]
        assert disagreeing(recalculated(content, folder)) == []
