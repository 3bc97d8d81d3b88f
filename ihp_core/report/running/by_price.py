"""What running by the price of electricity saves, in words, as a table and in two charts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ihp_core.report.drawing.lines import Line, line_layers
from ihp_core.report.drawing.palette import ELECTRICITY, LIFT, NOT_TAKEN, OWN
from ihp_core.report.drawing.picture import Picture, framed
from ihp_core.report.operation.window import date_of
from ihp_core.tables.units import HOURS_OF_DAY, MWH_PER_GWH
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.names import day_in_short
from ihp_core.what_if.running.by_price import BothWays, ByPrice, RunYear

CLASSES, WEEK_H = 40, 168
WORTH_IT = 0.01
"""Of the electricity's cost: what saves less is told as next to nothing."""
LEAST_DIFFERENCE = 0.01
_HEIGHT = 260


def by_price_sentence(found: ByPrice, language: str = SPOKEN) -> str:
    """What it saves without a tank, and what the tank makes of it."""
    without = found.without
    told = [_saved(without, "running.by_price.without", language)]
    if found.tank is not None:
        saved = without.led.cost_eur - found.tank.by_price.cost_eur
        volume = figure(found.buffer_m3, "m³", language)
        gained = _worth(saved - max(without.saves_eur, 0.0), without)
        code = "with_tank" if gained else "with_tank_nothing"
        words = {
            "volume": volume,
            "eur": figure(saved, "EUR/a", language),
            "led": figure(without.led.cost_eur - found.tank.led.cost_eur, "EUR/a", language),
        }
        told.append(say(f"running.by_price.{code}", language, **words))
    return " ".join(told)


def _saved(compared: BothWays, code: str, language: str) -> str:
    """The saving beside what the operator's own units give in its place."""
    if not _worth(compared.saves_eur, compared):
        return say(f"{code}_nothing", language)
    return say(
        code,
        language,
        eur=figure(compared.saves_eur, "EUR/a", language),
        heat=figure(compared.boiler_mwh, "MWh/a", language),
        boiler=figure(compared.boiler_eur, "EUR/a", language),
    )


def _worth(saved_eur: float, compared: BothWays) -> bool:
    return saved_eur > WORTH_IT * compared.led.electricity_eur


def solved_note(found: ByPrice, language: str = SPOKEN) -> str:
    """How long it took and how near the plan is to the cheapest one."""
    parts = [found.without, *([found.tank] if found.tank is not None else [])]
    seconds = figure(sum(part.seconds for part in parts), "s", language)
    if all(part.settled for part in parts):
        return say("running.by_price.settled", language, seconds=seconds)
    gap = max(part.gap * abs(part.by_price.cost_eur) for part in parts)
    if not np.isfinite(gap):
        return say("running.by_price.no_plan", language, seconds=seconds)
    most = figure(gap, "EUR/a", language)
    return say("running.by_price.unsettled", language, seconds=seconds, gap=most)


def reserve_sentence(found: ByPrice, language: str = SPOKEN) -> str:
    """What the reserve market may pay on top; nothing where nobody states it."""
    if found.reserve_eur == 0:
        return ""
    return say(
        "running.by_price.reserve", language, eur=figure(found.reserve_eur, "EUR/a", language)
    )


def by_price_table(found: ByPrice, language: str = SPOKEN) -> dict[str, list[str]]:
    """The year in each way, a column each; what is paid for surplus heat only where it is."""
    ways = {"led": found.without.led, "by_price": found.without.by_price}
    if found.tank is not None:
        ways |= {"led_tank": found.tank.led, "by_price_tank": found.tank.by_price}
    first = found.without.led
    cells = {name: _rows(run, first, language) for name, run in ways.items()}
    names = [name for name in cells["led"] if name != "source_eur" or first.source_eur != 0]
    columns = {
        say("running.column.what", language): [say(f"running.row.{n}", language) for n in names]
    }
    for way, row in cells.items():
        columns[say(f"running.column.{way}", language)] = [row[name] for name in names]
    return columns


def _rows(run: RunYear, first: RunYear, language: str) -> dict[str, str]:
    """The figures of one way, against the plant that follows the heat without a tank."""
    heat = float(run.delivered_mw.sum())
    used = float(run.electricity_mw.sum())
    instead = float((first.delivered_mw - run.delivered_mw).sum())
    return {
        "heat": figure(heat / MWH_PER_GWH, "GWh/a", language),
        "electricity": figure(used, "MWh/a", language),
        "mean_price": figure(run.electricity_eur / used if used else None, "EUR/MWh", language),
        "electricity_eur": figure(run.electricity_eur, "EUR/a", language),
        "source_eur": figure(run.source_eur, "EUR/a", language),
        "boiler": figure(instead, "MWh/a", language),
        "boiler_eur": figure(first.saved_eur - run.saved_eur, "EUR/a", language),
        "saves": figure(first.cost_eur - run.cost_eur, "EUR/a", language),
        "starts": figure(float(run.starts), "x", language),
    }


def price_classes_chart(found: ByPrice, language: str = SPOKEN) -> Picture:
    """Electricity drawn over its price [MW over EUR/MWh], hours of alike prices together."""
    order = np.argsort(found.price_eur_per_mwh, kind="stable")
    parts = np.array_split(found.price_eur_per_mwh[order], CLASSES)
    led, best = found.without.led, (found.tank or found.without).by_price
    looks = [("led", led, NOT_TAKEN), ("by_price", found.without.by_price, LIFT)]
    looks += [("with_tank", best, ELECTRICITY)] if found.tank is not None else []
    lines = [
        Line(say(f"running.line.{name}", language), _means(run, order), colour)
        for name, run, colour in looks
    ]
    words = {
        "led": figure(_dearest(led, order), "MW", language),
        "by_price": figure(_dearest(best, order), "MW", language),
    }
    axis = say("running.chart.price_axis", language)
    across = [float(part.mean()) for part in parts]
    layers = line_layers(lines, across, axis, say("unit.MW", language), language)
    code = "same" if words["led"] == words["by_price"] else "title"
    title = say(f"running.chart.classes_{code}", language, **words)
    described = say("running.chart.classes_alt", language, **words)
    return Picture(framed(layers, _HEIGHT), title, described)


def _means(run: RunYear, order: NDArray[np.intp]) -> list[float]:
    return [float(part.mean()) for part in np.array_split(run.electricity_mw[order], CLASSES)]


def _dearest(run: RunYear, order: NDArray[np.intp]) -> float:
    """In the dearest tenth of the hours [MW]."""
    return float(run.electricity_mw[order[-len(order) // 10 :]].mean())


def boiler_chart(found: ByPrice, language: str = SPOKEN) -> Picture | None:
    """What the operator's units give hour by hour in the week in which that differs most [MW];
    ``None`` where it never does."""
    compared = found.tank or found.without
    here = _week_of_most(compared)
    led, by_price = compared.led.boiler_mw[here], compared.by_price.boiler_mw[here]
    if not np.abs(by_price - led).max() > LEAST_DIFFERENCE * max(float(led.max()), 1e-6):
        return None
    lines = [
        Line(say("running.line.led", language), led.tolist(), NOT_TAKEN),
        Line(say("running.line.by_price", language), by_price.tolist(), OWN),
    ]
    axis, across = say("running.chart.week_axis", language), [float(h) for h in range(WEEK_H)]
    layers = line_layers(lines, across, axis, say("unit.MW", language), language)
    title, described = _week_told(compared, here, language)
    return Picture(framed(layers, _HEIGHT), title, described)


def _week_of_most(compared: BothWays) -> slice:
    differs = np.abs(compared.by_price.boiler_mw - compared.led.boiler_mw)
    weeks = len(differs) // WEEK_H
    first = int(differs[: weeks * WEEK_H].reshape(weeks, -1).sum(axis=1).argmax()) * WEEK_H
    return slice(first, first + WEEK_H)


def _week_told(compared: BothWays, here: slice, language: str) -> tuple[str, str]:
    """Title and words of a week: how much more the operator's units give, or less, and its cost."""
    led, by_price = compared.led, compared.by_price
    more = float((by_price.boiler_mw - led.boiler_mw)[here].sum())
    eur = float((led.saved_eur_per_h - by_price.saved_eur_per_h)[here].sum())
    less = more < 0 and eur < 0
    words = {
        "day": day_in_short(date_of(here.start // HOURS_OF_DAY), language),
        "heat": figure(-more if less else more, "MWh", language),
        "eur": figure(-eur if less else eur, "EUR", language),
    }
    code = "running.chart.week_less" if less else "running.chart.week"
    return say(f"{code}_title", language, **words), say(f"{code}_alt", language, **words)
