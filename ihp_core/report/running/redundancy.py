"""What an outage in the coldest days leaves missing, on its own because paper and page say the same
of it, in words and as a table."""

from __future__ import annotations

from ihp_core.text import SPOKEN, figure, say
from ihp_core.what_if.running.redundancy import ColdOutage, Redundancy


def redundancy_sentence(found: Redundancy, language: str = SPOKEN) -> str:
    """The whole plant out, and where there are several one unit."""
    told = [
        say(
            "running.outage.plant",
            language,
            hours=figure(float(found.hours), "h", language),
            **_words(found.plant, language),
        )
    ]
    code = "running.outage.unit" if found.units > 1 else "running.outage.only_unit"
    told.append(say(code, language, **_words(found.unit, language)))
    return " ".join(told)


def _words(outage: ColdOutage, language: str) -> dict[str, str]:
    return {
        "heat": figure(outage.missing_mwh, "MWh", language),
        "power": figure(outage.missing_mw, "MW", language),
        "eur": figure(outage.cost_eur, "EUR", language),
        "share": figure(outage.missing_fraction, "share", language),
    }


def redundancy_table(found: Redundancy, language: str = SPOKEN) -> dict[str, list[str]]:
    """Both outages, a column each."""
    outages = {"unit": found.unit, "plant": found.plant}
    names = [say(f"running.outage_row.{name}", language) for name in _rows(found.unit, language)]
    columns = {say("running.outage_column.what", language): names}
    for name, outage in outages.items():
        columns[say(f"running.outage_column.{name}", language)] = [
            *_rows(outage, language).values()
        ]
    return columns


def _rows(outage: ColdOutage, language: str) -> dict[str, str]:
    return {
        "missing": figure(outage.missing_mwh, "MWh", language),
        "share": figure(outage.missing_fraction, "share", language),
        "power": figure(outage.missing_mw, "MW", language),
        "backed_up": figure(outage.backed_up_mwh, "MWh", language),
        "cost": figure(outage.cost_eur, "EUR", language),
        "reserve": figure(outage.reserve_mw, "MW", language),
        "reserve_eur": figure(outage.reserve_eur, "EUR", language),
    }
