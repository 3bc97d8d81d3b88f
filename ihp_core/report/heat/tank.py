"""What a tank of hot water would bring: heat, full-load hours and EUR/MWh over its size."""

from __future__ import annotations

from ihp_core.report.drawing.lines import Line, line_layers
from ihp_core.report.drawing.palette import OWN, plant_colour
from ihp_core.report.drawing.picture import Picture, framed
from ihp_core.report.heat.year import LEAST_GWH
from ihp_core.results.other_cases import TankSize
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, figure, say
from ihp_core.what_if.storage.tank_sizes import best_size

_HEIGHT = 240
SHOWN_M3 = (0.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0)
"""Sizes of the table beside the chart."""
PER_CENT = 100


def tank_chart(assessment: Assessment, language: str = SPOKEN) -> Picture:
    """How heat and EUR/MWh move with the tank's volume, in per cent of the plant without one."""
    sizes = assessment.tank_sizes
    heat = _moved([size.heat_gwh for size in sizes])
    name = say("charts.tank.heat", language)
    lines = [Line(name, heat, plant_colour(assessment.heat))]
    euro = [size.told_eur_per_mwh for size in sizes]
    known = [told for told in euro if told is not None]
    if len(known) == len(sizes):
        name = say(f"charts.tank.{_money(sizes)}", language)
        lines.append(Line(name, _moved(known), OWN, (6, 4)))
    across = [size.volume_m3 for size in sizes]
    axis, unit = say("charts.tank.axis", language), say("charts.tank.unit", language)
    drawn = line_layers(lines, across, axis, unit, language)
    verdict = tank_verdict(assessment, language)
    most = figure(across[-1], "m³", language)
    told = say("charts.tank.alt", language, most=most, verdict=verdict)
    return Picture(framed(drawn, _HEIGHT), verdict, told)


def _moved(figures: list[float]) -> list[float]:
    """By how much each lies above the first [%]."""
    return [PER_CENT * (amount / figures[0] - 1) for amount in figures]


def _money(sizes: tuple[TankSize, ...]) -> str:
    return "price" if sizes[0].floor_eur_per_mwh is None else "cost"


def tank_verdict(assessment: Assessment, language: str = SPOKEN) -> str:
    """Whether a tank is worth it, in a sentence; without a price what it would do for the heat."""
    sizes = assessment.tank_sizes
    best, none, most = best_size(sizes), sizes[0], sizes[-1]
    size = most if best is None or best is none else best
    gained = size.heat_gwh - none.heat_gwh
    words = {
        "volume": figure(size.volume_m3, "m³", language),
        "heat": figure(gained, "GWh/a", language),
        "share": figure(gained / none.heat_gwh, "share", language),
        "hours": figure(size.full_load_hours - none.full_load_hours, "h/a", language),
        "before": figure(none.told_eur_per_mwh, "EUR/MWh", language),
        "after": figure(
            size.told_eur_per_mwh, "EUR/MWh", language, apart_from=none.told_eur_per_mwh
        ),
    }
    if gained < LEAST_GWH:
        return say("tank.verdict.nothing", language, **words)
    if best is None:
        return say("tank.verdict.unpriced", language, **words)
    worth = "not_worth" if best is none else "worth"
    return say(f"tank.verdict.{worth}.{_money(sizes)}", language, **words)


def tank_table(assessment: Assessment, language: str = SPOKEN) -> dict[str, list[str]]:
    """The same as figures for a few sizes, and the one that is stated."""
    stated = assessment.inputs["plant.buffer_m3"].value
    sizes = [s for s in assessment.tank_sizes if s.volume_m3 in (*SHOWN_M3, stated)]
    columns = {
        "volume": ("m³", [size.volume_m3 for size in sizes]),
        "heat": ("GWh/a", [size.heat_gwh for size in sizes]),
        "hours": ("h/a", [size.full_load_hours for size in sizes]),
    }
    told = [size.told_eur_per_mwh for size in sizes]
    known = [euro for euro in told if euro is not None]
    if len(known) == len(sizes):
        columns[_money(assessment.tank_sizes)] = ("EUR/MWh", known)
    return {
        say(f"tank.column.{name}", language, unit=say(f"unit.{unit}", language)): [
            figure(amount, unit, language, with_unit=False) for amount in amounts
        ]
        for name, (unit, amounts) in columns.items()
    }


def tank_sentence(assessment: Assessment, language: str = SPOKEN) -> str:
    """What the tank that is stated does in the year; empty where there is none."""
    heat, stated = assessment.heat, assessment.inputs["plant.buffer_m3"].value
    if not isinstance(stated, float) or stated <= 0:
        return ""
    words = {
        "volume": figure(stated, "m³", language),
        "out": figure(heat.buffer_out_gwh, "GWh/a", language),
        "loss": figure(heat.buffer_loss_gwh, "GWh/a", language),
    }
    return say("tank.sentence" if heat.buffer_out_gwh > 0 else "tank.idle", language, **words)
