"""Five hundred files made of one year by chance: the same answer, or a question, never another."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ihp_core.tables.arrays import Array
from ihp_core.text import sentences
from ihp_core.year.measured.note import OwnError
from ihp_core.year.measured.reading import read_own
from tests.given import site_of
from tests.sweeps import up_to
from tests.year.layouts import FLOW, LOAD, OUTDOOR, RETURN, SPOT, SUPPLY

TRUE = {
    "load_mw": LOAD,
    "supply_c": SUPPLY,
    "return_c": RETURN,
    "outdoor_c": OUTDOOR,
    "spot_price_eur_per_mwh": SPOT,
}
NAMES: dict[str, tuple[tuple[str, float], ...]] = {
    "load_mw": (
        ("Wärmelast [MW]", 1),
        ("Wärmelast [kW]", 1e3),
        ("heat load (GW)", 1e-3),
        ("Wärmemenge [MWh]", 1),
        ("Wärmemenge [GJ]", 3.6),
        ("värmelast kW", 1e3),
        ("Wärmelast", 1),
        ("Wärmelast", 1e3),
        ("Leistung [MW]", 1),
        ("Leistung", 1e3),
        ("Q_th [MW]", 1),
        ("Abgabe", 1),
    ),
    "supply_c": (("Vorlauf [°C]", 1), ("framledning", 1), ("T_VL", 1), ("Fühler 1 [°C]", 1)),
    "return_c": (("Rücklauf [°C]", 1), ("retur", 1), ("T_RL", 1), ("Fühler 2", 1)),
    "outdoor_c": (("Außentemperatur [°C]", 1), ("ute", 1), ("T4 [°C]", 1)),
    "spot_price_eur_per_mwh": (
        ("Spotpreis [EUR/MWh]", 1),
        ("Spotpreis [ct/kWh]", 0.1),
        ("day-ahead price", 1),
        ("Strompreis [EUR/MWh]", 1),
        ("Preis [€/MWh]", 1),
        ("elpris", 1),
    ),
    "flow": (
        ("Durchfluss [m³/h]", 1),
        ("Volumenstrom [l/s]", 1 / 3.6),
        ("flöde", 1),
        ("Netz Durchfluss [m³/h]", 1),
    ),
}
FORMS = (
    "%d.%m.%Y %H:%M",
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y %H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%d-%m-%y %H:%M",
    "%Y%m%d %H:%M",
)
TIMES = ("Zeit", "Horodate", "", "Datum", "index", "MTU")
SITE = site_of({"network.annual_heat_gwh": float(LOAD.sum()) / 1e3, "country": "DE"})


@st.composite
def files(draw: Any) -> str:
    """A file of some of the series, named, shuffled, scaled, shifted and reversed by chance."""
    chosen = draw(st.lists(st.sampled_from(sorted(NAMES)), min_size=1, max_size=6, unique=True))
    start = draw(st.sampled_from([dt.datetime(2025, 1, 1), dt.datetime(2022, 7, 1)]))
    shift = 0 if start.month == 1 else -181 * 24
    columns: list[tuple[str, list[str]]] = []
    comma = draw(st.booleans())
    for series in chosen:
        name, factor = draw(st.sampled_from(NAMES[series]))
        hours = np.roll(TRUE.get(series, FLOW), shift) * factor
        columns.append((name, [_written(figure, comma) for figure in hours.tolist()]))
    if draw(st.booleans()):
        columns.append(("Bemerkung", ["ok"] * 8760))
    if draw(st.integers(0, 3)) or start.month != 1:
        form = draw(st.sampled_from(FORMS))
        stamps = [(start + dt.timedelta(hours=n)).strftime(form) for n in range(8760)]
        columns.append((draw(st.sampled_from(TIMES)), stamps))
        backwards = draw(st.booleans())
    else:
        backwards = False
    columns = draw(st.permutations(columns))
    mark = draw(st.sampled_from((";", "\t", "|") if comma else (";", "\t", "|", ",")))
    rows = [mark.join(row) for row in zip(*(cells for _, cells in columns), strict=True)]
    header = mark.join(name for name, _ in columns)
    above = [f"Export {n}" for n in range(draw(st.integers(0, 5)))]
    return "\n".join([*above, header, *(rows[::-1] if backwards else rows)])


def _written(figure: float, comma: bool) -> str:
    text = f"{figure:.5g}"
    return text.replace(".", ",") if comma else text


def _near(series: str, hours: Array) -> bool:
    scale = float(np.abs(TRUE[series]).max())
    return bool(np.quantile(np.abs(hours - TRUE[series]), 0.995) <= 0.005 * scale)


@settings(max_examples=up_to(30, 500), deadline=None)
@given(files())
def test_a_file_made_by_chance_is_read_right_or_asked_about(content: str) -> None:
    """Whatever its columns are called and however they stand; nothing is read as another."""
    try:
        own = read_own(content, site=SITE)
    except OwnError as error:
        asked = sentences(error)
        own = None
    if own is None:
        assert min(map(len, asked)) > 30
        return
    for series, hours in own.series.items():
        assert series in TRUE, series
        assert _near(series, hours), series
