"""The COP at design and the heat pump's balance there, by the published formula."""

from __future__ import annotations

import numpy as np

from ihp_core.operation.supplier import SupplierPoint
from ihp_core.plant.heat_pump import (
    AMMONIA,
    EFFICIENCY,
    HEAT_LOSS,
    ISOBUTANE,
    MAX_COP,
    MIN_LIFT_K,
    PINCH_K,
    Fluid,
)
from ihp_core.report.heat.validation_chart import Here, here
from ihp_core.report.workbook.book.book import Book, Sheet
from ihp_core.report.workbook.book.case import Case
from ihp_core.report.workbook.book.looks import SHARE
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import KELVIN

ENDS = ("source_inlet", "source_outlet", "sink_inlet", "sink_outlet")

COEFFICIENTS = ("sink_lift", "sink_spread", "sink_k", "work_lift", "work_spread", "work")

STEPS = {
    "cop_outlet": "MAX(cop_sink_outlet,cop_source_outlet+cop_min_lift)",
    "cop_hot_short": "({gap})*(({gap})/({sum}))*(1/6+(({gap})/({sum}))^2*2/45)",
    "cop_cold_short": "({gap})*(({gap})/({sum}))*(1/6+(({gap})/({sum}))^2*2/45)",
    "cop_hot": "cop_outlet*(cop_sink_lift+cop_sink_spread+0.5)"
    "+cop_sink_inlet*(0.5-cop_sink_spread)+cop_sink_k+cop_pinch+{kelvin}"
    "+cop_sink_lift*(2*cop_pinch-cop_source_outlet)-cop_hot_short",
    "cop_work": "cop_efficiency*(1-cop_work_fixed-cop_work_lift*(2*cop_pinch-cop_source_outlet)"
    "-cop_outlet*(cop_work_lift+cop_work_spread)+cop_sink_inlet*cop_work_spread)",
    "cop_gap": "cop_hot-(cop_source_outlet+{kelvin}-cop_pinch)+cop_cold_short",
}
"""The formula of Jensen and others step by step, the log means by their series as in the model."""

BETWEEN = {
    "cop_hot_short": ("cop_outlet-cop_sink_inlet", "cop_outlet+cop_sink_inlet+2*{kelvin}"),
    "cop_cold_short": (
        "cop_source_inlet-cop_source_outlet",
        "cop_source_inlet+cop_source_outlet+2*{kelvin}",
    ),
}
"""Difference and sum of the two temperatures whose log mean is taken."""


def _formulas() -> dict[str, str]:
    formulas = {}
    for name, formula in STEPS.items():
        gap, total = BETWEEN.get(name, ("", ""))
        filled = formula.format(gap=gap, sum=total, kelvin=KELVIN)
        formulas[name] = filled.replace("{kelvin}", str(KELVIN))
    return formulas


def _values(site: Here, fluid: Fluid) -> dict[str, float]:
    """What the steps come to."""
    si, so, ri, ro, _ = site
    outlet, beyond = max(ro, so + MIN_LIFT_K), 2 * PINCH_K - so
    hot_short = _short(outlet - ri, outlet + ri + 2 * KELVIN)
    cold_short = _short(si - so, si + so + 2 * KELVIN)
    sink_lift, sink_spread, sink_k, work_lift, work_spread, fixed = map(float, fluid)
    hot = outlet * (sink_lift + sink_spread + 0.5) + ri * (0.5 - sink_spread)
    hot += sink_k + PINCH_K + KELVIN + sink_lift * beyond - hot_short
    work = 1 - fixed - work_lift * beyond - outlet * (work_lift + work_spread) + ri * work_spread
    return {
        "cop_outlet": outlet,
        "cop_hot_short": hot_short,
        "cop_cold_short": cold_short,
        "cop_hot": hot,
        "cop_work": EFFICIENCY * work,
        "cop_gap": hot - (so + KELVIN - PINCH_K) + cold_short,
    }


def _short(gap: float, total: float) -> float:
    share = gap / total
    return gap * share * (1 / 6 + share * share * 2 / 45)


def cop_sheet(book: Book, case: Case) -> None:
    """The four temperatures on the coldest days, the COP there, power and heat at its capacity."""
    sheet = book.sheet("cop")
    sheet.title(sheet.say("sheet.cop"))
    site = here(case.assessment)
    if site is None:
        sheet.told(sheet.say("cop.none"))
        return
    sheet.told(sheet.say("cop.note"))
    sheet.heading(sheet.say("cop.temperatures"))
    for name, celsius in zip(ENDS, site, strict=False):
        sheet.given(f"cop_{name}", sheet.say(f"cop.{name}"), celsius, "°C")
    _constants(sheet, case)
    _supplier(sheet, case.assessment.supplier)
    sheet.heading(sheet.say("cop.formula"))
    expected = _values(site, _fluid(case))
    for name, formula in _formulas().items():
        sheet.live(name, sheet.say(f"cop.step.{name}"), formula, expected[name], "")
    rest = "1-cop_efficiency-cop_heat_loss"
    published = f"cop_work*cop_hot/cop_gap+{rest}"
    if case.assessment.supplier is not None:
        published = f"({published})*cop_factor"
    formula = f"MIN({published},cop_highest)"
    sheet.live("design_cop", sheet.say("cop.design"), formula, site.cop, "")
    _balance(sheet, case, site.cop)


def _fluid(case: Case) -> Fluid:
    return ISOBUTANE if case.assessment.heat.refrigerant == "isobutane" else AMMONIA


def _highest(case: Case) -> float:
    """The highest COP, which gives way to a higher quote."""
    point = case.assessment.supplier
    return MAX_COP if point is None else float(np.max(point.scale.highest))


def _constants(sheet: Sheet, case: Case) -> None:
    sheet.heading(sheet.say("cop.constants"))
    fluid = _fluid(case)
    sheet.told(sheet.say("cop.fluid"))
    for name in COEFFICIENTS:
        cell = "cop_work_fixed" if name == "work" else f"cop_{name}"
        sheet.fixed(cell, sheet.say(f"cop.coefficient.{name}"), float(getattr(fluid, name)), "")
    constants = (
        ("cop_pinch", PINCH_K, "heat_pump.pinch_k"),
        ("cop_efficiency", EFFICIENCY, "heat_pump.compressor_efficiency"),
        ("cop_heat_loss", HEAT_LOSS, "heat_pump.heat_loss_fraction"),
        ("cop_min_lift", MIN_LIFT_K, "heat_pump.min_lift_k"),
        ("cop_highest", _highest(case), "heat_pump.max_cop"),
    )
    for name, amount, key in constants:
        label = sheet.say(f"cop.constant.{name}")
        sheet.fixed(name, label, amount, "", sheet.sourced(key, label))


def _supplier(sheet: Sheet, point: SupplierPoint | None) -> None:
    """The model at the supplier's point, the supplier's COP, and the factor between them."""
    if point is None:
        return
    sheet.heading(sheet.say("cop.supplier"))
    sheet.fixed("cop_model_there", sheet.say("cop.model_there"), point.model_cop, "")
    sheet.fixed("cop_quoted", sheet.say("cop.quoted"), point.cop, "")
    sheet.live(
        "cop_factor", sheet.say("cop.factor"), "cop_quoted/cop_model_there", point.factor, ""
    )


def _balance(sheet: Sheet, case: Case, cop: float) -> None:
    """P = Q_source / (COP - 1 + lost share); Q_sink = COP P."""
    heat = case.assessment.heat.heat_pump_capacity_mw
    lost = value("heat_pump.drive_loss_fraction")
    source = heat / cop * (cop - 1 + lost)
    sheet.heading(sheet.say("cop.balance"))
    label = sheet.say("cop.lost")
    note = sheet.sourced("heat_pump.drive_loss_fraction", label)
    sheet.fixed("drive_loss", label, lost, "", note, SHARE)
    sheet.given("balance_source_mw", sheet.say("cop.source"), source, "MW")
    power = "balance_source_mw/(design_cop-1+drive_loss)"
    sheet.live("balance_power_mw", sheet.say("cop.power"), power, heat / cop, "MW")
    sheet.live("balance_heat_mw", sheet.say("cop.heat"), "design_cop*balance_power_mw", heat, "MW")
