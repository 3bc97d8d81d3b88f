"""What a data centre reports: every point of the list, given or named as missing."""

from __future__ import annotations

import numpy as np
import pytest

from ihp_core.assessment import screened
from ihp_core.delivery.eu_figures import TABLE, EuFigure, eu_figures
from ihp_core.delivery.steps import expected
from ihp_core.tables.assumptions import table_rows
from ihp_core.text import messages
from tests.producers import stating
from tests.report.papers import one_of

MARKED = ("it_utilisation_fraction", "pue", "it_capacity_mw")


def figures(name: str = "german", **stated: object) -> dict[str, EuFigure]:
    """The list of an example that states some paths more."""
    chain = screened(stating(one_of(name).site, **stated)) if stated else one_of(name)
    return {row.id: row for row in eu_figures(chain, expected(chain))}


def test_every_point_of_the_law_is_there_once_with_its_words() -> None:
    """In the order of the annexes; a point without a name would leave a hole in the paper."""
    rows = table_rows(TABLE)
    assert len(rows) == len({row["id"] for row in rows}) == 36
    assert [row.id for row in figures().values()] == [row["id"] for row in rows]
    assert all(f"delivery.eu.point.{row['id']}" in messages() for row in rows)
    annexes = [row["point"].split(".")[0].split("(")[0] for row in rows]
    assert list(dict.fromkeys(annexes)) == ["I", "II", "III"]


def test_the_factor_of_the_law_is_heat_reused_over_all_energy() -> None:
    """ERF = EREUSE / EDC and PUE = EDC / EIT, from the figures beside them."""
    found = figures()
    energy, it_energy, reused = (
        float(found[name].value or 0.0) for name in ("energy", "it_energy", "reused")
    )
    assert found["erf"].value == pytest.approx(reused / energy)
    assert found["pue"].value == pytest.approx(energy / it_energy)
    assert energy == pytest.approx(10_000 * 0.65 * 1.15 * 8760)


def test_the_waste_heat_is_as_warm_as_the_water_from_the_servers() -> None:
    """The mean over the year, by time."""
    chain = one_of("german")
    mean = float(np.mean(expected(chain).of("source_inlet_c")))
    assert figures()["waste_heat_temperature"].value == pytest.approx(mean)


def test_it_is_said_how_each_figure_is_known() -> None:
    """Stated inputs make a figure calculated, an assumed one makes it assumed."""
    found = figures(
        **{
            "data_centre.it_utilisation_fraction": 0.5,
            "data_centre.pue": 1.2,
            "data_centre.it_capacity_mw": 8,
            "data_centre.first_operation": "2024-05-01",
            **{f"data_quality.data_centre.{name}": "stated" for name in MARKED},
        }
    )
    known = {name: row.known for name, row in found.items()}
    assert known["energy"] == known["it_energy"] == "calculated"
    assert known["pue"] == known["it_power"] == known["first_operation"] == "stated"
    assert known["reused"] == known["erf"] == "expected"
    assert found["first_operation"].value == "2024-05"
    assert figures()["energy"].known == "assumed"


def test_what_nobody_knows_is_missing_and_has_no_value() -> None:
    """Water, renewable energy and what the servers do are not made up."""
    missing = {name: row for name, row in figures().items() if row.known == "missing"}
    assert {"water", "renewable", "servers", "wue", "ref", "cooling_degree_days"} <= set(missing)
    assert all(row.value is None for row in missing.values())
