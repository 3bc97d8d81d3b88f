"""Files of hourly data in the forms that loggers, meters, markets and spreadsheets write them.

Each is built from the same year: what it should be read as is known to the last hour.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import openpyxl
import pandas as pd

from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import HOURS_OF_YEAR, heat_mw
from tests.own_years import berlin_times, decimal_comma, times

RNG = np.random.default_rng(24)
HOUR = np.arange(HOURS_OF_YEAR)
COLD = np.cos(2 * np.pi * HOUR / HOURS_OF_YEAR)
LOAD = np.round(20 + 14 * COLD + 2 * np.sin(2 * np.pi * HOUR / 24) + RNG.normal(0, 0.5, 8760), 3)
OUTDOOR = np.round(9 - 10 * COLD + 3 * np.sin(2 * np.pi * HOUR / 24), 1)
SUPPLY = np.round(80 + 10 * COLD + RNG.normal(0, 0.3, 8760), 1)
RETURN = np.round(50 + 3 * COLD + RNG.normal(0, 0.2, 8760), 1)
SPOT = np.round(60 + 20 * COLD + 40 * np.sin(4 * np.pi * HOUR / 24) + RNG.normal(0, 9, 8760), 2)
FLOW = LOAD / heat_mw(np.ones(1), SUPPLY - RETURN)
LEAP = np.insert(LOAD, 59 * 24, LOAD[59 * 24 : 60 * 24])
SEK = value("own.currency_per_eur", "SEK")

Expected = dict[str, Array] | str
Made = tuple[str | bytes, Expected]


class Layout(NamedTuple):
    """How a file is made, and what has to become of it: its series, or words of the sentence."""

    make: Callable[[], Made]
    near: float = 0.011


def text(
    header: str | Sequence[str],
    *columns: Sequence[object] | Array,
    mark: str = ";",
    write: Callable[[float], str] = decimal_comma,
) -> str:
    """A text table: lines of a header, then the columns."""
    lines = [header] if isinstance(header, str) else [*header]
    cells = [
        [write(float(cell)) for cell in column]
        if isinstance(column, np.ndarray)
        else [str(cell) for cell in column]
        for column in columns
    ]
    return "\n".join([*lines, *(mark.join(row) for row in zip(*cells, strict=True))]) + "\n"


def stamped(form: str, **more: int) -> tuple[str, ...]:
    """Stamps of the year 2025 in a form."""
    return times(form=form, **more)


def plain(number: float) -> str:
    """A number with a point."""
    return f"{number:.10g}"


def day_first(header: str = "Zeit;Wärmelast [MW]", form: str = "%d.%m.%Y %H:%M") -> str:
    """The usual German file."""
    return text(header, stamped(form), LOAD)


def counter(readings: Array, header: str = "Zeit;Zählerstand Wärme [MWh]") -> str:
    """Readings of a meter by the hour."""
    return text(header, stamped("%d.%m.%Y %H:%M"), readings)


def readings(start: float = 1000.0) -> Array:
    """What a meter shows at the beginning of each hour."""
    return np.round(start + np.concatenate([[0.0], np.cumsum(LOAD)[:-1]]), 3)


def market() -> str:
    """The Danish market's own file: two times, an area, two currencies."""
    utc = [
        (dt.datetime(2024, 12, 31, 23) + dt.timedelta(hours=n)).strftime("%Y-%m-%d %H:%M")
        for n in range(8760)
    ]
    area, dkk = ["DK1"] * 8760, np.round(SPOT * 7.46, 2)
    header = "HourUTC;HourDK;PriceArea;SpotPriceDKK;SpotPriceEUR"
    return text(header, utc, berlin_times(2025), area, dkk, SPOT)


def book(typed: bool) -> bytes:
    """A workbook with a cover and the data on its second sheet."""
    made = openpyxl.Workbook()
    cover = made.active
    assert cover is not None
    cover.title = "Deckblatt"
    cover.append(["Netz Nord", "Lastgang 2025"])
    data = made.create_sheet("Daten")
    data.append(["Auswertung"])
    data.append(["Zeitstempel", "Wärmelast [MW]"])
    start = dt.datetime(2025, 1, 1)
    for n in range(8760):
        moment = start + dt.timedelta(hours=n)
        data.append([moment if typed else moment.strftime("%d.%m.%Y %H:%M"), float(LOAD[n])])
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def parquet() -> bytes:
    """A frame with its index of times, as a notebook saves it."""
    frame = pd.DataFrame({"load_mw": LOAD}, pd.date_range("2025-01-01", periods=8760, freq="h"))
    content = io.BytesIO()
    frame.to_parquet(content)
    return content.getvalue()


def reference_year() -> str:
    """A test reference year: a head, three stars, blanks between columns, hours 1 to 24."""
    head = ["1. Testreferenzjahr", "", "RW HW MM DD HH  t   p  WR WG", "***"]
    start = dt.datetime(2025, 1, 1)
    rows = []
    for n in range(8760):
        at = start + dt.timedelta(hours=n)
        row = f"3700 2500 {at.month} {at.day} {at.hour + 1} {OUTDOOR[n]:.1f} 990 200 4.1"
        rows.append(row)
    return "\n".join([*head, *rows]) + "\n"


def minutes() -> str:
    """A year of minutes, each hour's value sixty times."""
    return text("time,load [kW]", minute_stamps(), np.repeat(LOAD * 1e3, 60), mark=",", write=plain)


@cache
def minute_stamps() -> tuple[str, ...]:
    """The stamps of a year of minutes."""
    return times(count=525_600, minutes=1)


def meter(flow: str = "Volumenstrom [m³/h]") -> str:
    """Everything that a heat meter of a network writes."""
    header = f"Zeit;Wärmemenge [MWh];Leistung [kW];Vorlauf [°C];Rücklauf [°C];{flow}"
    stamps = stamped("%d.%m.%Y %H:%M")
    return text(header, stamps, readings(), LOAD * 1e3, SUPPLY, RETURN, np.round(FLOW, 3))


def swiss(number: float) -> str:
    """1'234.5."""
    return f"{number:,.1f}".replace(",", "'")


def german(number: float) -> str:
    """1.234,5."""
    return swiss(number).replace(".", ",").replace("'", ".")


def of_load(make: Callable[[], str | bytes], near: float = 0.011) -> Layout:
    """A layout that has to be read as the load."""
    return Layout(lambda: (make(), {"load_mw": LOAD}), near)


def asked(make: Callable[[], str | bytes], words: str) -> Layout:
    """A layout that has to be asked about."""
    return Layout(lambda: (make(), words))


SERIAL = np.round(45_658 + HOUR / 24, 6)
EPOCH = [str(1_735_686_000 + 3600 * int(n)) for n in HOUR]  # 31 December, 23:00 UTC
TWO_YEARS = times("2024-01-01", 8784 + 8760)

READ: dict[str, Layout] = {
    "semicolons and decimal commas": of_load(day_first),
    "a bar between cells": of_load(
        lambda: text("time|load [MW]", stamped("%Y-%m-%d %H:%M"), LOAD, mark="|", write=plain)
    ),
    "UTF-16 with a mark": of_load(lambda: day_first().encode("utf-16")),
    "Latin-1": of_load(lambda: day_first().encode("latin-1")),
    "header in line 20": of_load(
        lambda: "\n".join(f"Bericht Netz Nord, Zeile {n}" for n in range(19)) + "\n" + day_first()
    ),
    "units below the names": of_load(
        lambda: text(["Zeit;Wärmelast", ";kW"], stamped("%d.%m.%Y %H:%M"), LOAD * 1e3)
    ),
    "a sum at the end": of_load(lambda: day_first() + f"Summe;{LOAD.sum():.0f}\n\n"),
    "dd/mm/yyyy": of_load(lambda: day_first("Horodate;Heat load [MW]", "%d/%m/%Y %H:%M")),
    "dd-mm-yy": of_load(lambda: day_first("Moment;load [MW]", "%d-%m-%y %H:%M")),
    "mm/dd/yyyy": of_load(lambda: day_first("Moment;load [MW]", "%m/%d/%Y %I:%M %p")),
    "month by name": of_load(lambda: day_first("When;load [MW]", "%d-%b-%Y %H:%M")),
    "packed stamps": of_load(lambda: day_first("time;load [MW]", "%Y%m%d%H%M")),
    "packed stamps of nobody": of_load(lambda: day_first("x;load [MW]", "%Y%m%d%H")),
    "spreadsheet days": of_load(lambda: text("Datum;Wärmelast [MW]", SERIAL, LOAD)),
    "epoch seconds": of_load(lambda: text("ts;load [MW]", EPOCH, LOAD)),
    "epoch milliseconds": of_load(
        lambda: text("ts;load [MW]", [f"{second}000" for second in EPOCH], LOAD)
    ),
    "date and time apart": of_load(
        lambda: text("Datum;Uhrzeit;Wärmelast [MW]", stamped("%d.%m.%Y"), stamped("%H:%M"), LOAD)
    ),
    "hours 1 to 24": of_load(
        lambda: text(
            "Datum;Stunde;Wärmelast [MW]",
            stamped("%d.%m.%Y"),
            [str(int(n) % 24 + 1) for n in HOUR],
            LOAD,
        )
    ),
    "year, month, day and hour": of_load(
        lambda: text(
            "year;month;day;hour;load [MW]",
            stamped("%Y"),
            stamped("%m"),
            stamped("%d"),
            [str(int(n) % 24) for n in HOUR],
            LOAD,
        )
    ),
    "hours as spans": of_load(
        lambda: text(
            "Datum;Zeit;Wärmelast [MW]",
            stamped("%d.%m.%Y"),
            [f"{n % 24:02d}:00 - {(n + 1) % 24:02d}:00" for n in range(8760)],
            LOAD,
        )
    ),
    "newest first": of_load(
        lambda: text(
            "Zeit;Wärmelast [MW]", stamped("%d.%m.%Y %H:%M")[::-1], np.ascontiguousarray(LOAD[::-1])
        )
    ),
    "clock that changes": of_load(
        lambda: text("Zeit;Wärmelast [MW]", berlin_times(2025, form="%d.%m.%Y %H:%M"), LOAD)
    ),
    "leap year": of_load(lambda: text("Zeit;Wärmelast [MW]", times("2024-01-01", 8784), LEAP)),
    "from July on": of_load(
        lambda: text(
            "Zeit;Wärmelast [MW]", times("2022-07-01", form="%d/%m/%Y %H:%M"), np.roll(LOAD, -4344)
        )
    ),
    "ten minutes": of_load(
        lambda: text("Zeit;Wärmelast [MW]", times(count=52_560, minutes=10), np.repeat(LOAD, 6))
    ),
    "minutes": of_load(minutes),
    "a workbook with a cover": of_load(lambda: book(typed=False)),
    "a workbook with dates": of_load(lambda: book(typed=True)),
    "Parquet": of_load(parquet),
    "a frame's index": of_load(
        lambda: text(",load_mw", stamped("%Y-%m-%d %H:%M:%S"), LOAD, mark=",", write=plain)
    ),
    "kWh a quarter": of_load(
        lambda: text(
            "Zeit;Wärmemenge [kWh]", times(count=35_040, minutes=15), np.repeat(LOAD * 250, 4)
        )
    ),
    "GJ an hour": of_load(
        lambda: text("Zeit;Wärmemenge [GJ]", stamped("%d.%m.%Y %H:%M"), LOAD * 3.6)
    ),
    "Gcal an hour": of_load(
        lambda: text("Zeit;Wärmemenge [Gcal]", stamped("%d.%m.%Y %H:%M"), LOAD / 1.163)
    ),
    "GW": of_load(lambda: text("Zeit;Wärmelast [GW]", stamped("%d.%m.%Y %H:%M"), LOAD / 1e3)),
    "a counter": of_load(lambda: counter(readings()), 5.0),
    "a counter that runs over": of_load(
        lambda: counter(np.round(readings(50_000) % 100_000, 3)), 5.0
    ),
    "thousands by points": of_load(lambda: text("Wärmelast [kW]", LOAD * 1e3, write=german), 0.011),
    "thousands by apostrophes": of_load(
        lambda: text("Wärmelast [kW]", LOAD * 1e3, write=swiss), 0.011
    ),
    "all of a heat meter": Layout(
        lambda: (meter(), {"load_mw": LOAD, "supply_c": SUPPLY, "return_c": RETURN}), 5.0
    ),
    "flow and two temperatures": Layout(
        lambda: (
            text(
                "Zeit;Vorlauf [°C];Rücklauf [°C];Durchfluss [m³/h]",
                stamped("%d.%m.%Y %H:%M"),
                SUPPLY,
                RETURN,
                np.round(FLOW, 3),
            ),
            {"load_mw": LOAD, "supply_c": SUPPLY, "return_c": RETURN},
        )
    ),
    "a test reference year": Layout(lambda: (reference_year(), {"outdoor_c": OUTDOOR})),
    "the Danish market": Layout(lambda: (market(), {"spot_price_eur_per_mwh": SPOT})),
    "beginning and end": Layout(
        lambda: (
            text(
                "Datum von;Datum bis;Deutschland/Luxemburg [€/MWh] Originalauflösungen",
                stamped("%d.%m.%Y %H:%M"),
                times("2025-01-01 01:00", form="%d.%m.%Y %H:%M"),
                SPOT,
            ),
            {"spot_price_eur_per_mwh": SPOT},
        )
    ),
    "spans in one cell": Layout(
        lambda: (
            text(
                "MTU (CET/CEST),Day-ahead Price [EUR/MWh]",
                [
                    f"{a} - {b}"
                    for a, b in zip(
                        stamped("%d.%m.%Y %H:%M"),
                        times("2025-01-01 01:00", form="%d.%m.%Y %H:%M"),
                        strict=True,
                    )
                ],
                SPOT,
                mark=",",
                write=plain,
            ),
            {"spot_price_eur_per_mwh": SPOT},
        )
    ),
    "öre a kWh": Layout(
        lambda: (
            text("tid;elspot [öre/kWh]", stamped("%Y-%m-%d %H:%M"), np.round(SPOT * SEK / 10, 4)),
            {"spot_price_eur_per_mwh": SPOT},
        )
    ),
}

ASKED: dict[str, Layout] = {
    "power plants of a market": asked(
        lambda: text(
            [
                "Datum (MEZ),Laufwasser,Day Ahead Auktion",
                ',Leistung (MW),"Preis (EUR/MWh, EUR/tCO2)"',
            ],
            stamped("%Y-%m-%dT%H:%M+01:00"),
            LOAD * 100,
            SPOT,
            mark=",",
            write=plain,
        ),
        "Laufwasser",
    ),
    "water of nobody": asked(
        lambda: text("Zeit;Durchfluss [m³/h]", stamped("%d.%m.%Y %H:%M"), FLOW), "Durchfluss"
    ),
    "power of nobody": asked(
        lambda: text("Zeit;Leistung [MW]", stamped("%d.%m.%Y %H:%M"), LOAD), "Leistung"
    ),
    "a price that is ever nothing": asked(
        lambda: text("Zeit;Strompreis [EUR/MWh]", stamped("%d.%m.%Y %H:%M"), SPOT), "Strompreis"
    ),
    "a temperature of nobody": asked(
        lambda: text("Zeit;Fühler 7 [°C]", stamped("%d.%m.%Y %H:%M"), SUPPLY), "Fühler 7"
    ),
    "a counter in MW": asked(
        lambda: text("Zeit;Wärmelast [MW]", stamped("%d.%m.%Y %H:%M"), readings() / 100),
        "never falls",
    ),
    "the whole meter, the flow of another": asked(
        lambda: text(
            "Zeit;Wärmelast [MW];Vorlauf [°C];Rücklauf [°C];Volumenstrom [m³/h]",
            stamped("%d.%m.%Y %H:%M"),
            LOAD,
            SUPPLY,
            RETURN,
            FLOW / 7,
        ),
        "whose water",
    ),
    "July first without times": asked(
        lambda: text("Wärmelast [MW]", np.roll(LOAD, 4344)), "highest around month 7"
    ),
    "two years": asked(
        lambda: text("Zeit;Wärmelast [MW]", TWO_YEARS, np.concatenate([LEAP, LOAD])), "2024, 2025"
    ),
    "two sheets": asked(lambda: two_sheets(), "Nord · Süd"),
    "the same column twice": asked(
        lambda: text(
            "Zeit;Vorlauf [°C];Außentemperatur [°C]",
            stamped("%d.%m.%Y %H:%M"),
            OUTDOOR + 20,
            OUTDOOR + 20,
        ),
        "same figures",
    ),
    "thousands or decimals": asked(
        lambda: text("Wärmelast [kW]", LOAD * 1e3, write=lambda kw: f"{kw:,.0f}"), "decimal sign"
    ),
    "no unit, figures like kW": asked(
        lambda: text("Zeit;Wärmelast", stamped("%d.%m.%Y %H:%M"), LOAD * 1e3), "unit"
    ),
    "no unit, figures like SEK": asked(
        lambda: text("tid;elspot", stamped("%Y-%m-%d %H:%M"), SPOT * SEK), "unit"
    ),
    "a meter that begins again each day": asked(
        lambda: text(
            "Zeit;Wärmemenge [MWh]",
            stamped("%d.%m.%Y %H:%M"),
            np.cumsum(LOAD.reshape(365, 24), axis=1).ravel(),
        ),
        "falls back 364 times",
    ),
    "an amount without a unit": asked(
        lambda: text("Zeit;Wärmemenge", stamped("%d.%m.%Y %H:%M"), LOAD), "states no unit"
    ),
    "times that nobody can read": asked(
        lambda: text(
            "Moment;Wärmelast [MW]", [f"Stunde {n} nach Neujahr" for n in range(8760)], LOAD
        ),
        "cannot be read as a time",
    ),
    "another unit": asked(
        lambda: text("Zeit;Wärmelast [°C]", stamped("%d.%m.%Y %H:%M"), SUPPLY), "“°C” is no unit"
    ),
}


def two_sheets() -> bytes:
    """A workbook of two networks."""
    made = openpyxl.Workbook()
    for name in ("Nord", "Süd"):
        sheet = made.create_sheet(name)
        sheet.append(["Wärmelast [MW]"])
        for cell in LOAD:
            sheet.append([float(cell)])
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()
