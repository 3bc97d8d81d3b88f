"""A supplier's point: a quoted COP at four temperatures, to which the model's COP is scaled."""

from __future__ import annotations

from typing import Literal

import numpy as np

from ihp_core.plant.heat_pump import (
    MAX_COP,
    Scaling,
    cop_over_outlets,
    scale_to,
    within_validity,
)
from ihp_core.plant.refrigerant import asked, fluid_of
from ihp_core.site.cases import Cases
from ihp_core.site.site import QUOTED
from ihp_core.tables.arrays import some
from ihp_core.tables.assumptions import assumption, value
from ihp_core.tables.records import Result
from ihp_core.tables.units import log_mean_k

COP = QUOTED[0]
FAR_K, USUAL = "supplier.far_k", "supplier.usual_factor"
Caution = Literal[
    "supply_apart", "source_apart", "extrapolated", "factor_high", "factor_low", "above_nature"
]


class SupplierPoint(Result):
    """A supplier's point beside the model at its temperatures, and what is to be told of it.

    ``factor`` is the quoted over the model's COP. The site's own supply at the plant lies between
    ``site_supply_low_c`` and ``site_supply_high_c``. At the site's own temperatures of the season
    in which it comes nearest to it, or furthest beyond, the point makes the COP ``site_cop`` of at
    most ``site_carnot_cop``, ``None`` where no lift is left.
    """

    cop: float
    source_inlet_c: float
    source_outlet_c: float
    sink_inlet_c: float
    sink_outlet_c: float
    model_cop: float
    factor: float
    site_source_outlet_c: float
    site_supply_low_c: float
    site_supply_high_c: float
    site_cop: float
    site_carnot_cop: float | None
    cautions: tuple[Caution, ...]

    @property
    def scale(self) -> Scaling:
        """What it makes of the formula."""
        return Scaling(self.factor, max(self.cop, MAX_COP))


def scale_of(cases: Cases) -> Scaling | None:
    """What the suppliers' points make of each row's COP; ``None`` where no row states one."""
    known = ~np.isnan(cases[COP])
    if not some(known):
        return None
    cop, si, so, ri, ro = (cases[path] for path in QUOTED)
    scale = scale_to(cop, si, so, ri, ro, fluid_of(cases))
    return Scaling(np.where(known, scale.factor, 1.0), np.where(known, scale.highest, MAX_COP))


def supplier_point(cases: Cases) -> SupplierPoint | None:
    """The supplier's point of the first case; ``None`` where it states none."""
    first = cases.block(0, 1)
    scale = scale_of(first)
    if scale is None:
        return None
    quoted = {path.rpartition(".")[2]: first[path].item(0) for path in QUOTED}
    factor = np.asarray(scale.factor).item(0)
    high = asked(first).supply_c.item(0)
    supplies = (first[f"network.supply_{season}_c"].item(0) for season in ("winter", "summer"))
    site_cop, most = _at_the_site(first, scale)
    point = SupplierPoint(
        **quoted,
        model_cop=quoted["cop"] / factor,
        factor=factor,
        site_source_outlet_c=first["data_centre.source_outlet_c"].item(0),
        site_supply_low_c=min(high, *supplies),
        site_supply_high_c=high,
        site_cop=site_cop,
        site_carnot_cop=most,
        cautions=(),
    )
    return point.model_copy(update={"cautions": _cautions(point)})


def _at_the_site(first: Cases, scale: Scaling) -> tuple[float, float | None]:
    """The COP that a point makes at the site, and the most that nature allows there (Carnot)."""
    highest = asked(first).supply_c
    warm, cold = (first[f"data_centre.source_{end}_c"] for end in ("inlet", "outlet"))
    seasons = []
    for season in ("winter", "summer"):
        supply, back = (first[f"network.{side}_{season}_c"] for side in ("supply", "return"))
        supply = np.minimum(supply, highest)
        cop = cop_over_outlets(cold, supply, fluid_of(first), scale)(back)(warm).item(0)
        source_k = log_mean_k(warm.item(0), cold.item(0))
        sink_k = log_mean_k(supply.item(0), back.item(0))
        lift = sink_k - source_k
        seasons.append((cop, sink_k / lift if lift > 0 else np.inf))
    cop, most = max(seasons, key=lambda season: season[0] / season[1])
    return cop, most if np.isfinite(most) else None


def _cautions(point: SupplierPoint) -> tuple[Caution, ...]:
    """What is odd about a point: beside the site, beside the model, beyond its validity."""
    supply, usual = point.sink_outlet_c, assumption(USUAL)
    apart = max(point.site_supply_low_c - supply, supply - point.site_supply_high_c)
    four = (point.source_inlet_c, point.source_outlet_c, point.sink_inlet_c, supply)
    flags: dict[Caution, bool] = {
        "supply_apart": apart > value(FAR_K, "sink"),
        "source_apart": abs(point.source_outlet_c - point.site_source_outlet_c)
        > value(FAR_K, "source"),
        "extrapolated": not within_validity(*(np.array(celsius) for celsius in four)).item(),
        "factor_high": point.factor > usual.high,
        "factor_low": point.factor < usual.low,
        "above_nature": point.site_cop > (point.site_carnot_cop or np.inf),
    }
    return tuple(name for name, raised in flags.items() if raised)
