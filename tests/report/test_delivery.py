"""The delivery report: its files agree, tell a customer nothing of the producer's, and are read."""

from __future__ import annotations

import csv
import datetime as dt
import io
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from ihp_core.assessment import Screened, public_case, screened
from ihp_core.contract.structures import STRUCTURES, structure_named
from ihp_core.report.delivery.case import DeliveryCase, expected_case
from ihp_core.report.delivery.files import (
    DELIVERY_MAKERS,
    DeliveryWanted,
    delivery_file,
    metered_case,
)
from ihp_core.report.delivery.tables import delivery_columns
from ihp_core.report.delivery.words import months_figures, notes_told
from ihp_core.text import say
from ihp_core.text.errors.problems import sentences
from ihp_core.year.measured.note import OwnError
from tests.delivery.test_from_meter import of_hours
from tests.producers import ENTERED, another_producer, stating
from tests.report.conftest import site_of
from tests.report.papers import DAY, LANGUAGES, one_of, page_by_page, told

ADDED = ("hours_h", "heat_mwh", "electricity_mwh", "pumping_mwh", "source_heat_mwh", "co2_plant_t")
MONTH = "2025-03"


@cache
def case_of(
    name: str = "german", month: str | None = None, reader: Any = "customer", language: str = "en"
) -> DeliveryCase:
    """The report of an example."""
    chain = one_of(name)
    seen = public_case(chain) if reader == "customer" else chain
    return expected_case(seen, month, reader, language)


@cache
def file_of(ending: str, case: DeliveryCase, grain: Any = "step") -> bytes:
    """The file of a case on the day of the papers."""
    return delivery_file(ending, case, DeliveryWanted(DAY, grain=grain))


def rows_of(case: DeliveryCase, grain: str = "step") -> list[dict[str, str]]:
    """The rows of a CSV as another program reads them."""
    return list(csv.DictReader(io.StringIO(file_of(".csv", case, grain).decode())))


def read_case(month: str | None = None, language: str = "en") -> DeliveryCase:
    """The report of readings."""
    from ihp_core.metering.metered import MeterReport
    from ihp_core.metering.standstills import gaps, outages
    from ihp_core.metering.sums import summed, summed_over

    hours = of_hours()
    whole = summed_over(hours, np.ones(len(hours.utc), bool))
    report = MeterReport(
        hours, whole, summed(hours, "month"), outages(hours), gaps(hours), (), True, (), 0, ()
    )
    return metered_case(public_case(one_of("german")), report, month, "customer", language)


@pytest.mark.parametrize("name", ADDED)
def test_every_file_has_the_same_sums(name: str) -> None:
    """Hours, days and months of CSV, Parquet and workbook, opened again, to 1e-9."""
    case = case_of()
    whole = float(case.delivered.of(name).sum()) if name != "hours_h" else 8760.0
    for grain in ("step", "day", "month"):
        of_csv = sum(float(row[name]) for row in rows_of(case, grain))
        table = pq.read_table(io.BytesIO(file_of(".parquet", case, grain)))
        of_parquet = sum(table[name].to_pylist())
        assert of_csv == pytest.approx(whole, rel=1e-12, abs=1e-9)
        assert of_parquet == pytest.approx(whole, rel=1e-12, abs=1e-9)


def test_the_hours_of_a_day_and_of_a_month_are_its_row() -> None:
    """Summed by what stands in the stamps, as a reader would, also on the two odd days."""
    case = case_of()
    steps = rows_of(case)
    for grain, length in (("day", 10), ("month", 7)):
        sums: dict[str, float] = {}
        for row in steps:
            key = row["from"][:length]
            sums[key] = sums.get(key, 0.0) + float(row["heat_mwh"])
        rows = rows_of(case, grain)
        assert [row["from"][:length] for row in rows] == list(sums)
        for row in rows:
            assert float(row["heat_mwh"]) == pytest.approx(sums[row["from"][:length]], abs=1e-9)


def test_stamps_follow_one_another_in_time_with_their_offset() -> None:
    """Every ``to`` is the next ``from``; 23 rows on one day and 25 on another."""
    rows = rows_of(case_of())
    moments = [dt.datetime.fromisoformat(row["from"]) for row in rows]
    assert all(b - a == dt.timedelta(hours=1) for a, b in pairwise(moments))
    assert [row["to"] for row in rows[:-1]] == [row["from"] for row in rows[1:]]
    days = [row["from"][:10] for row in rows]
    assert days.count("2025-03-30") == 23
    assert days.count("2025-10-26") == 25


def test_parquet_keeps_moments_in_their_zone() -> None:
    """Doubles, null for what is not known, and whose clock it is."""
    table = pq.read_table(io.BytesIO(file_of(".parquet", case_of())))
    assert str(table.schema.field("from").type) == "timestamp[ms, tz=Europe/Berlin]"
    assert table.num_rows == 8760
    assert table["known_h"].null_count == 8760
    assert table.schema.metadata[b"basis"] == b"expected"


def test_the_workbook_has_the_months_days_and_hours() -> None:
    """Each column's sum is a formula over it, with the value that it gives."""
    content = file_of(".xlsx", case_of())
    values = load_workbook(io.BytesIO(content), data_only=True)
    formulas = load_workbook(io.BytesIO(content))
    whole = float(case_of().delivered.of("heat_mwh").sum())
    for sheet, rows in (("Months", 12), ("Days", 365), ("Hours", 8760)):
        heads = [cell.value for cell in values[sheet][3]]
        column = heads.index(f"{say('delivery.line.heat_mwh')} [MWh]")
        figures = [row[column] for row in values[sheet].iter_rows(min_row=5, values_only=True)]
        assert len(figures) == rows
        assert sum(figures) == pytest.approx(whole, rel=1e-12)
        assert values[sheet].cell(4, column + 1).value == pytest.approx(whole, rel=1e-12)
        assert str(formulas[sheet].cell(4, column + 1).value).startswith("=SUM(")


def test_what_is_due_is_the_sum_of_its_parts() -> None:
    """In the months' table, in the sheet's formulas and in the file by month."""
    case = case_of()
    columns = delivery_columns(case, "month")
    parts = ("capacity_eur", "heat_eur", "settled_index_eur", "settled_volume_eur")
    assert columns["amount_eur"] == pytest.approx(np.sum([columns[n] for n in parts], axis=0))
    months = months_figures(case)
    assert months["due"][-1] == pytest.approx(sum(months["due"][:-1]))
    assert months["heat"][-1] == pytest.approx(sum(months["heat"][:-1]))
    assert months["price"][-1] == pytest.approx(months["due"][-1] / months["heat"][-1])
    read = sum(float(row["amount_eur"]) for row in rows_of(case, "month"))
    assert read == pytest.approx(months["due"][-1], rel=1e-12)


def test_a_month_is_billed_as_in_its_year() -> None:
    """The report of one month and the line of the year's report are the same bill."""
    year, month = case_of(), case_of(month=MONTH)
    assert month.due("amount_eur") == pytest.approx(year.of_bills("amount_eur")[2])
    assert month.so_far.time.starts.size == (31 + 28 + 31) * 24 - 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_month_is_a_page_and_a_year_two(language: str) -> None:
    """Expected and metered, in every language, archivable and tagged."""
    for case, most in (
        (case_of(month=MONTH, language=language), 1),
        (read_case("2026-03", language), 1),
        (case_of(language=language), 2),
        (read_case(None, language), 2),
    ):
        content = file_of(".pdf", case)
        assert len(page_by_page(content)) == most, case.name
        assert b"pdfaid:part" in content


def test_the_paper_says_what_was_asked_of_it() -> None:
    """Energy, temperatures, availability, index, price, amount, CO2, reuse factor, outages."""
    words = told(file_of(".pdf", case_of(month="2025-07")))
    for name in ("heat_mwh", "electricity_mwh", "supply_c", "available_h", "erf", "co2_saved_t"):
        assert say(f"delivery.line.{name}") in words
    for name in ("power", "cpi", "guaranteed", "price", "due"):
        assert say(f"delivery.charge.{name}") in words
    assert say("delivery.kind.planned") in words
    assert "2025-07-25T01:00+02:00" in words.replace("\xad", "-")


@pytest.mark.parametrize("structure", STRUCTURES)
def test_every_price_structure_has_its_report(structure: str) -> None:
    """The paper says which electricity price counts, or that none does."""
    chain = screened(stating(one_of("german").site, **{"contract.structure": structure}))
    for month in (None, "2025-12"):
        case = expected_case(chain, month, "internal")
        followed = structure_named(structure).follows_electricity
        told_of_power = say(f"delivery.power.{'model' if followed else 'not_followed'}")
        assert told_of_power in notes_told(case)
        words = told(file_of(".pdf", case))
        assert (say("delivery.charge.capacity")[:24] in words) == (structure == "two_part")
        assert month is None or file_of(".xlsx", case)


def test_two_producers_who_ask_the_same_have_the_same_files() -> None:
    """A customer's edition knows nothing of what was entered but the price that is asked."""
    site = one_of("german").site
    ours, other = stating(site, **ENTERED), another_producer(site)
    assert other is not None
    for month in (None, MONTH):
        cases = [expected_case(public_case(screened(one)), month) for one in (ours, other)]
        for ending in (".pdf", ".csv", ".parquet"):
            first, second = (delivery_file(ending, case) for case in cases)
            assert first == second, ending
    books = [_cells(delivery_file(".xlsx", case)) for case in cases]
    assert books[0] == books[1]


def _cells(content: bytes) -> list[Any]:
    book = load_workbook(io.BytesIO(content))
    return [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]


def no_room() -> Screened:
    """A site whose heat costs more than the best alternative."""
    chain = one_of("air_cooled_far")
    assert chain.screening.figures["price.room_eur_per_mwh"].item() < 0
    return chain


def test_without_room_a_customer_reads_no_price_and_no_amount() -> None:
    """Both would be the producer's cost; the producer's own edition says that they are."""
    customer = expected_case(public_case(no_room()))
    assert customer.billed is None
    assert {row["amount_eur"] for row in rows_of(customer, "month")} == {""}
    words = told(file_of(".pdf", customer))
    assert say("delivery.fact.due.none") in words
    assert say("delivery.charge.price") not in words
    own = told(file_of(".pdf", expected_case(no_room(), None, "internal")))
    assert say("delivery.note.at_cost") in own
    assert say("internal.only") in own


@pytest.mark.parametrize("name", ["nothing", "summer_off", "all_direct", "topped_up"])
@pytest.mark.parametrize("month", [None, "2025-08"])
def test_every_kind_of_site_has_all_files(name: str, month: str | None) -> None:
    """Also where no heat is delivered, in the month or at all."""
    chain = screened(site_of(name))
    case = expected_case(public_case(chain), month)
    for ending in DELIVERY_MAKERS:
        if month or ending != ".xlsx":  # the hours of a year take a while to write
            assert delivery_file(ending, case), ending


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2", "<b>x</b>"])
def test_a_name_that_looks_like_a_formula_is_text_in_every_file(name: str) -> None:
    """No cell of the workbook is a formula but our own, and no text of a CSV begins like one."""
    site = one_of("german").site.model_copy(update={"name": name})
    case = expected_case(public_case(screened(site)), MONTH)
    book = load_workbook(io.BytesIO(delivery_file(".xlsx", case)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert formulas
    assert all(
        text.startswith(("=SUM(", "=")) and name.lstrip("=") not in text for text in formulas
    )
    assert any(cell.value == name and cell.data_type == "s" for cell in cells)
    for row in rows_of(case):
        for key, text in row.items():
            assert key in ("from", "to") or text == "" or float(text) == float(text)
    assert len(page_by_page(delivery_file(".pdf", case))) == 1


def test_a_month_that_is_not_there_is_told_with_those_that_are() -> None:
    """No traceback, and a way out."""
    with pytest.raises(OwnError) as refused:
        case_of(month="2024-01")
    (sentence,) = sentences(refused.value)
    assert sentence == say("delivery.note.month", month="2024-01", first="2025-01", last="2025-12")


def test_readings_are_reported_as_metered() -> None:
    """To the cent, with the outage, what is guaranteed, and what is missing by its cause."""
    case = read_case("2026-03")
    words = told(file_of(".pdf", case))
    assert say("delivery.notice_metered") in words
    assert say("delivery.kind.unplanned") in words
    assert say("meter.guarantee.availability") in words
    assert say("delivery.missing") in words
    due = case.due("amount_eur")
    assert f"{due:,.2f}" in words
    heat = float(case.summed("all").columns["heat_mwh"].item())
    assert due == pytest.approx(heat * case.of_bills("price_eur_per_mwh")[0])
    assert b"as metered" not in file_of(".pdf", case_of(month=MONTH))
