"""A table of sites to start from, on its own because reading one is another matter.

The places, the ten inputs and what could be built instead are its columns, worked examples its
rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from ihp_core.files.sites_table import NAMED
from ihp_core.site.examples.worked import example
from ihp_core.site.paths import flat

COLUMNS = (
    "name",
    "country",
    "data_centre.latitude",
    "data_centre.longitude",
    "network.latitude",
    "network.longitude",
    "data_centre.it_capacity_mw",
    "data_centre.cooling",
    "data_centre.source_inlet_c",
    "data_centre.source_outlet_c",
    "network.annual_heat_gwh",
    "network.supply_winter_c",
    "network.return_summer_c",
    "network.heat_source_today",
    "network.heat_cost_today_eur_per_mwh",
    "network.alternatives_possible",
    "connection.route_km",
    "market.electricity_price_eur_per_mwh",
)
SHOWN = ("german", "swedish")


def sites_template(headed: Callable[[str], str] = str, separator: str = ",") -> str:
    """The columns, by their paths or ``headed`` otherwise, and two worked examples, as CSV."""
    written = io.StringIO()
    table = csv.DictWriter(
        written, COLUMNS, extrasaction="ignore", lineterminator="\n", delimiter=separator
    )
    table.writerow({path: headed(path) for path in COLUMNS})
    for name in SHOWN:
        stated = flat(example(name).model_dump(mode="json", exclude_defaults=True))
        cells = {path: " ".join(x) if path in NAMED else x for path, x in stated.items()}
        table.writerow(cells)
    return written.getvalue()
