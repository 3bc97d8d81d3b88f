"""What a customer reads of a site whose producer has entered a supplier's point."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from openpyxl import load_workbook

from ihp_core.answer import answer
from ihp_core.files.link import packed, unpacked
from ihp_core.files.settings import Settings
from ihp_core.files.sites_table import read_table
from ihp_core.key_figures.price import told_gap, told_price
from ihp_core.portfolio import portfolio
from ihp_core.report.exports.portfolio_rows import ranked
from ihp_core.report.exports.results_json import results_json
from ihp_core.report.formats import Wanted, made
from ihp_core.report.papers.customer_paper import customer_paper, project_to_hand_on
from ihp_core.report.request.asks import PARTIES, asks
from ihp_core.results.discretion import discreet
from ihp_core.site.examples.worked import example
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import QUOTED, Site

EXAMPLES = ("german", "swedish", "guide_10mw_4g", "mantsala", "air_cooled_far", "norderstedt")
POINT = (4.37, 31.0, 23.0, 51.0, 79.0)
PRICED = {"indicative", "p10", "p90", "fixed_part", "needed", "gap"}
"""What of the price may differ: what is asked, and what follows from it."""
AT_THE_PRICE = {f"price.{name}_eur_per_mwh" for name in PRICED} | {"price.saving_eur_per_year"}
SPREAD_OF_THE_PRICE = ("spread.price.indicative_", "spread.price.gap_")
JUDGED = ("criteria.", "levers", "remedies", *SPREAD_OF_THE_PRICE)
POWER = "market.electricity_price_eur_per_mwh"


def quoted(name: str, point: tuple[float, ...] = POINT) -> Site:
    """An example with a supplier's point."""
    known = flat(example(name).model_dump(mode="json", exclude_defaults=True))
    return Site.model_validate(nested(known | dict(zip(QUOTED, point, strict=True))))


def leaves(part: Any, path: str = "") -> dict[str, Any]:
    """Every entry of JSON data by its path."""
    if isinstance(part, dict):
        inner = [leaves(value, f"{path}.{key}".strip(".")) for key, value in part.items()]
    elif isinstance(part, list):
        inner = [leaves(value, f"{path}.{index}") for index, value in enumerate(part)]
    else:
        return {path: part}
    return {key: value for one in inner for key, value in one.items()}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_quote_moves_nothing_that_a_customer_reads_but_the_price(name: str) -> None:
    """COP, heat and electricity are those without it, to the last digit."""
    told, without = (
        leaves(json.loads(results_json(answer(site)))) for site in (quoted(name), example(name))
    )
    differ = {path for path in told.keys() | without if told.get(path) != without.get(path)}
    judged = {path for path in differ if path.startswith(JUDGED)}
    hangs_on = {path for path in differ if path.startswith("hangs_on")}
    assert differ - judged - hangs_on - AT_THE_PRICE <= {"verdict", "word"}


@pytest.mark.parametrize("name", ["german", "norderstedt"])
def test_the_price_is_the_one_that_is_asked_with_the_quote(name: str) -> None:
    """As it is shown: in whole EUR/MWh, without room the gap in steps of five."""
    whole = answer(quoted(name))
    seen, real = discreet(whole).price, whole.price
    if (real.room_eur_per_mwh or 0) > 0:
        assert seen.indicative_eur_per_mwh == pytest.approx(
            told_price(real.indicative_eur_per_mwh or 0.0), abs=1e-9
        )
    else:
        assert seen.indicative_eur_per_mwh is None
        assert seen.gap_eur_per_mwh == told_gap(real.gap_eur_per_mwh or 0.0)
    assert whole.heat.heat_pump_scop != discreet(whole).heat.heat_pump_scop


def test_other_quotes_at_one_price_would_give_the_same_bytes() -> None:
    """Two points of one and the same machine: what they say to a customer is the same."""
    first = quoted("german", (4.4, 30.0, 22.0, 50.0, 80.0))
    point = answer(first).supplier
    assert point is not None
    there = (20.0, 14.0, 45.0, 70.0)
    fluid_cop = answer(quoted("german", (3.0, *there))).supplier
    assert fluid_cop is not None
    second = quoted("german", (fluid_cop.model_cop * point.factor, *there))
    told = [json.loads(results_json(answer(site))) for site in (first, second)]
    rounded = [
        {p: round(v, 6) if isinstance(v, float) else v for p, v in leaves(one).items()}
        for one in told
    ]
    assert rounded[0] == rounded[1]


def test_files_for_the_customer_hold_no_quote() -> None:
    """Hours, workbook and paper: those without it, and none of its figures."""
    wanted, plain = (
        Wanted(site, settings=Settings()) for site in (quoted("german"), example("german"))
    )
    assert made(".csv", wanted) == made(".csv", plain)
    book = load_workbook(io.BytesIO(made(".xlsx", wanted)), data_only=False)
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    known = {label for label in cells if isinstance(label, str) and "upplier" in label}
    assert not known
    assert not {value for value in cells if isinstance(value, float)} & {POINT[0]}
    paper = customer_paper(quoted("german"), answer(quoted("german")))
    assert "quoted" not in paper.attached
    assert str(POINT[0]) not in repr(paper)


def test_link_and_project_to_hand_on_leave_the_quote_out() -> None:
    """Neither carries any of its five figures, nor a mark or a note of them."""
    draft = flat(quoted("german").model_dump(mode="json", exclude_defaults=True))
    draft |= {f"notes.{QUOTED[0]}": "told by phone", f"data_quality.{QUOTED[1]}": "measured"}
    opened = unpacked(packed(draft, private=True)).draft
    assert not [path for path in opened if "quoted" in path]
    assert "quoted" not in project_to_hand_on(Site.model_validate(nested(draft)), None, None)


def test_what_parties_are_asked_is_the_same_with_and_without() -> None:
    """The same inputs; what they move is reckoned without the quote, at the price that is asked."""
    with_it, without = answer(quoted("german")), answer(example("german"))
    for party in PARTIES:
        told = asks(quoted("german"), with_it, party), asks(example("german"), without, party)
        asked = [sorted((ask.path, ask.label, ask.used) for ask in one) for one in told]
        assert asked[0] == asked[1]


def test_a_portfolio_for_customers_is_without_the_quote() -> None:
    """All of its rows is as without; the internal one shows both."""
    names = ("data_centre.it_capacity_mw", "data_centre.cooling", "network.supply_winter_c", POWER)
    cells = (*map(str, POINT),)
    table = read_table(
        (
            f"{','.join((*names, *QUOTED))}\n"
            f"10,warm_water,80,60,{','.join(cells)}\n10,warm_water,80,60,,,,,\n"
        ).encode()
    )
    part = portfolio([line.site for line in table.lines if line.site is not None])
    seen = {row.number: row.figures for row in ranked(table, part, "customer")}
    whole = {row.number: row.figures for row in ranked(table, part, "internal")}
    first, second = sorted(seen)
    for name in ("heat.heat_pump_scop", "heat.delivered_gwh", "heat.electricity_gwh"):
        assert seen[first][name] == seen[second][name] == whole[second][name]
    assert whole[first]["heat.heat_pump_scop"] != whole[second]["heat.heat_pump_scop"]
    price = "price.indicative_eur_per_mwh"
    assert whole[first][price] < whole[second][price] == seen[first][price]
