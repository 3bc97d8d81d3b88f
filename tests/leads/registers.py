"""Registers of waste heat as workbooks and CSV, after the forms that are published."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

GERMAN_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
GERMAN = (
    *("Unternehmens-\nID", "Melde-\nID", "Firmenname", "Standortname", "Straße und Hausnummer"),
    *("PLZ", "Ort", "Name des Abwärmepotentials", "Wärmemenge pro Jahr\n(in kWh/a)"),
    *("Maximale thermische Leistung\n(in kW)", "Durchschnittliches Temperaturniveau\n(in °C)"),
    *("Temperaturbereich", "Durchschnittliche tägl. Verfügbarkeit\n(in h)"),
    *("Verfügbarkeit am Wochenende", "Verfügbarkeit", "Vorhersehbarkeit der Verfügbarkeit"),
    "Vorhandene Regelungsmöglichkeiten",
    *(f"Leistungsprofil {month}\n(in kW)" for month in GERMAN_MONTHS),
    *("Ergänzende Informationen zum Abwärmepotential", "E-Mail-Adresse", "Telefonnummer"),
    "Weitere Hinweise",
)
"""The header of the German platform's sheet, below a row of titles."""


def german_row(place: str, heat: Any = 8_760_000, power: Any = 2000, **more: Any) -> list[Any]:
    """A row of it: company, source, 1 MW in the mean of the year and 2 MW at most."""
    named = {
        "Unternehmens-\nID": 7,
        "Melde-\nID": 1234,
        "Firmenname": "Gießerei & Söhne",
        "Standortname": "Werk 1",
        "Straße und Hausnummer": "Am Werk 1",
        "PLZ": 22045,
        "Ort": place,
        "Name des Abwärmepotentials": "Kühlwasser",
        "Wärmemenge pro Jahr\n(in kWh/a)": heat,
        "Maximale thermische Leistung\n(in kW)": power,
        "Durchschnittliches Temperaturniveau\n(in °C)": 35,
        "E-Mail-Adresse": "a.person@example.org",
    } | more
    named |= {f"Leistungsprofil {month}\n(in kW)": 1000 for month in GERMAN_MONTHS}
    return [named.get(header, "") for header in GERMAN]


def platform(rows: Sequence[Sequence[Any]]) -> bytes:
    """The German platform's workbook: a cover, and the sheet with a row of titles on top."""
    return workbook([["Abwärmepotentiale", *[""] * 5], GERMAN, *rows], "Abwärmepotentiale")


def workbook(rows: Sequence[Sequence[Any]], sheet: str = "Sheet") -> bytes:
    """Rows as a workbook, behind a sheet of remarks."""
    book = openpyxl.Workbook()
    cover = book.worksheets[0]
    cover.title = "Info"
    cover.append(["Stand", "2026-07-05"])
    table = book.create_sheet(sheet)
    for row in rows:
        table.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def text_table(rows: Sequence[Mapping[str, Any]], separator: str = ";") -> bytes:
    """Rows by the names of their columns as text."""
    headers = list(rows[0])
    lines = [headers, *([str(row[name]) for name in headers] for row in rows)]
    return "\n".join(separator.join(line) for line in lines).encode()


LANGUAGES = {
    "de": ("Firmenname", "Breitengrad", "Längengrad", "Wärmemenge pro Jahr", "Thermische Leistung"),
    "en": ("Company", "Latitude", "Longitude", "Annual heat", "Maximum thermal power"),
    "sv": ("Företag", "Latitud", "Longitud", "Värmemängd per år", "Maximal värmeeffekt"),
}
ENERGIES = {"kWh/a": 1e6, "MWh/Jahr": 1e3, "GWh per year": 1.0, "MWh/år": 1e3, "TJ": 3.6}
"""Of one GWh a year."""
POWERS = {"kW": 1e3, "MW": 1.0, "kWth": 1e3}


def variant(
    sources: Sequence[tuple[str, float, float, float, float]],
    language: str,
    energy: str,
    power: str,
    order: Sequence[int],
) -> list[dict[str, Any]]:
    """Sources of a name, a place [°], heat [GWh/a] and power [MW] under the headers of a language,
    in other units and in another order of columns."""
    names = LANGUAGES[language]
    units = ("", "", "", f" [{energy}]", f" ({power})")
    headers = [name + unit for name, unit in zip(names, units, strict=True)]
    factors = (ENERGIES[energy], POWERS[power])
    rows = []
    for name, latitude, longitude, heat, peak in sources:
        cells = (name, latitude, longitude, heat * factors[0], peak * factors[1])
        row = dict(zip(headers, cells, strict=True))
        rows.append({headers[place]: row[headers[place]] for place in order})
    return rows
