"""What is told of hourly data, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ihp_core.site.inputs import about, stated
from ihp_core.site.site import Site
from ihp_core.text.catalogue import SPOKEN, say
from ihp_core.text.errors.entries import plain, printable
from ihp_core.text.figures import figure
from ihp_core.year.measured.columns.mapping import CONFIRMS
from ihp_core.year.measured.note import Note
from ihp_core.year.measured.year import OwnYear, sources

TEMPERATURES = ("warm", "cold")
LISTS = ("known", "kind", "years", "factor", "country", "example")
UNITS_OF = {
    "heat": "MW",
    "load": "MW",
    "summer": "MW",
    "winter": "MW",
    "mean": "EUR/MWh",
    "usual": "EUR/MWh",
    "exchange": "EUR/MWh",
}


CODED = (
    *("load_mw", "network_flow_m3_per_h", "source_flow_m3_per_h"),
    *("spot_price_eur_per_mwh", "electricity_price_eur_per_mwh"),
)
"""Series that a question offers by their codes."""


def told(note: Note, language: str = SPOKEN, *, in_page: bool = False) -> str:
    """The sentence of a note or an error; ``in_page`` without the codes of a file of answers, for
    what may be answered stands beside it."""
    words = {name: _worded(name, value, language) for name, value in note.numbers.items()}
    if path := note.numbers.get("path"):
        unit = about(path).get("unit", "-")
        words |= {n: figure(note.numbers[n], unit, language) for n in ("measured", "stated")}
        words["label"] = say(f"input.{path}.label", language)
    words |= {f"{series}_code": "" if in_page else f" ({series})" for series in CODED}
    if word := CONFIRMS.get(note.code.replace("meter.", "own.")):
        words["confirm"] = say("app.own.columns.right", language) if in_page else word
    unit = words.get("unit")
    return say(note.code, language, **_in_unit(unit, language), **words)


def notes(own: OwnYear, language: str = SPOKEN) -> Iterator[str]:
    """What was found, filled, left out and ignored when the year was read."""
    for note in own.notes:
        yield told(note, language)
    for name, hours in own.filled.items():
        if hours:
            series = say(f"own.series.{name}", language)
            yield say("own.note.filled", language, series=series, hours=hours)
    if own.dropped_hours:
        yield say("own.note.dropped", language, hours=own.dropped_hours)


def replaced(
    site: Site, own: OwnYear, used: Mapping[str, Any], language: str = SPOKEN
) -> Iterator[str]:
    """What each stated input was, and what the measured year makes of it."""
    for path in sources(own):
        unit, was = about(path).get("unit", "-"), stated(site, path)
        code = "own.replaced.stated" if was is not None else "own.replaced.open"
        yield say(
            code,
            language,
            label=say(f"input.{path}.label", language),
            stated=figure(was, unit, language),
            measured=figure(used[path], unit, language),
        )


def _in_unit(unit: str | None, language: str) -> dict[str, str]:
    return {"in_unit": say("own.note.in_unit", language, unit=unit) if unit else ""}


def _worded(name: str, value: Any, language: str) -> str:
    """A placeholder written out: what was entered is made fit to be quoted."""
    if name == "series":
        return say(f"own.series.{value}", language)
    if name == "may":
        return ", ".join(say(f"own.series.{series}", language) for series in value.split("|"))
    if name == "quantity":
        return say(f"leads.quantity.{value}", language)
    if name in TEMPERATURES:
        return figure(value, "°C", language)
    if name in UNITS_OF and isinstance(value, float):
        return figure(value, UNITS_OF[name], language)
    if isinstance(value, tuple):
        return " · ".join(map(printable, value))
    if isinstance(value, str):
        return value if name in LISTS else printable(value)
    return plain(value)
