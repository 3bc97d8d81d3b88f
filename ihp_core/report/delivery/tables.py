"""The delivery as a table for other programs: CSV and Parquet, by hour, day or month.

Figures keep all their digits, so that hours add up to days, months and the year in every file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

import numpy as np

from ihp_core.delivery.civil import Grain, Moments, stamped
from ihp_core.report.delivery.case import DeliveryCase
from ihp_core.tables.arrays import Array

BILLED = {
    "electricity_counted_eur_per_mwh": "power_eur_per_mwh",
    "price_eur_per_mwh": "price_eur_per_mwh",
    "capacity_eur": "capacity_eur",
    "heat_eur": "heat_eur",
    "settled_index_eur": "settled_index_eur",
    "settled_volume_eur": "settled_volume_eur",
    "amount_eur": "amount_eur",
}
"""Columns of a table by month beside those of every table, and what of the bills stands there."""
ENDS = ("from", "to")


def delivery_columns(case: DeliveryCase, grain: Grain = "step") -> dict[str, Array]:
    """The figures of each row by name; by month with what is due, nan where there is no price."""
    columns = dict(case.summed(grain).columns)
    if grain == "month":
        columns |= {name: case.of_bills(of) for name, of in BILLED.items()}
    return columns


def delivery_csv(case: DeliveryCase, grain: Grain = "step") -> bytes:
    """Comma-separated text in UTF-8: a header and a row a step, day or month.

    ``from`` and ``to`` in ISO 8601 by the clock on the wall with the offset from UTC; decimal
    point, units in the names of the columns, an empty cell where a figure is not known.
    """
    table, columns = case.summed(grain), delivery_columns(case, grain)
    cells = [stamped(ends, table.zone) for ends in (table.starts, table.ends)]
    cells += [_written(column) for column in columns.values()]
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow((*ENDS, *columns))
    rows.writerows(zip(*cells, strict=True))
    return text.getvalue().encode()


def _written(column: Array) -> list[str]:
    return ["" if number != number else repr(number) for number in (column + 0.0).tolist()]


def delivery_parquet(case: DeliveryCase, grain: Grain = "step") -> bytes:
    """The same as Parquet: ``from`` and ``to`` are moments in the zone of the clock on the wall,
    figures doubles, null where one is not known."""
    import pyarrow as pa  # here because a run without such a file need not load it
    import pyarrow.parquet as pq

    table, columns = case.summed(grain), delivery_columns(case, grain)
    at = pa.timestamp("ms", tz=table.zone)
    arrays: Mapping[str, Any] = {
        "from": pa.array(_milliseconds(table.starts), at),
        "to": pa.array(_milliseconds(table.ends), at),
        **{name: pa.array(column, from_pandas=True) for name, column in columns.items()},
    }
    made = pa.table(dict(arrays)).replace_schema_metadata(
        {"basis": case.delivered.basis, "zone": table.zone, "site": case.screened.site.name or ""}
    )
    written = io.BytesIO()
    pq.write_table(made, written)
    return written.getvalue()


def _milliseconds(moments: Moments) -> Any:
    return moments.astype("datetime64[ms]").astype(np.int64)
