"""Which machine fits here, why it is the one, and why the others are not."""

from __future__ import annotations

import numpy as np

from ihp_core.key_figures.heat import Heat
from ihp_core.plant.refrigerant import LIMITS, Demand, Machine, beyond, machines
from ihp_core.results.results import Assessment
from ihp_core.tables.assumptions import table_rows
from ihp_core.text import figure, say
from ihp_core.text.names import source_named

UNITS = {"pressure_bar": "bar", "supply_c": "°C", "source_c": "°C", "return_c": "°C"}
COLUMNS = ("supply_c", "source_c", "return_c")


def machine_sentence(assessment: Assessment) -> str:
    """The machine and the limit that decided for it; nothing where no heat pump runs."""
    heat = assessment.heat
    if heat.heat_pump_scop is None:
        return ""
    chosen = next(
        (machine for machine in machines() if machine.refrigerant == heat.refrigerant), None
    )
    code, first = heat.machine_reason, machines()[0]
    limit = getattr(first, code) if code in LIMITS else first.pressure_bar
    why = _why_not(chosen, heat) if chosen and code == "stated_beyond" else ""
    return say(
        f"machine.{code}",
        machine=say(f"choice.{heat.refrigerant}") if chosen else "",
        supply=figure(heat.machine_supply_c, "°C"),
        source=figure(heat.machine_source_c, "°C"),
        returning=figure(heat.machine_return_c, "°C"),
        bar=figure(heat.ammonia_condensing_bar, "bar"),
        limit=figure(limit, UNITS.get(code, "bar")),
        why=why,
    )


def machine_rows(assessment: Assessment) -> dict[str, list[str]]:
    """All machines with their limits, and whether each fits here."""
    rows = machines()
    cells = {
        say("machine.column.machine"): [say(f"choice.{machine.refrigerant}") for machine in rows]
    }
    for name in COLUMNS:
        cells[say(f"machine.column.{name}")] = [
            figure(getattr(machine, name), UNITS[name]) for machine in rows
        ]
    cells[say("machine.column.safety")] = [machine.safety for machine in rows]
    cells[say("machine.column.fits")] = [
        say("choice.no" if _why_not(machine, assessment.heat) else "choice.yes") for machine in rows
    ]
    return cells


def why_not(assessment: Assessment) -> str:
    """What stands against each machine that does not fit, a line each."""
    reasons = {machine.refrigerant: _why_not(machine, assessment.heat) for machine in machines()}
    return "\n".join(f"- {say(f'choice.{name}')}: {why}" for name, why in reasons.items() if why)


def machine_note(assessment: Assessment) -> str:
    """What the site asks of its machine at the most."""
    heat = assessment.heat
    return say(
        "machine.note",
        supply=figure(heat.machine_supply_c, "°C"),
        source=figure(heat.machine_source_c, "°C"),
        returning=figure(heat.machine_return_c, "°C"),
        lift=figure(heat.machine_lift_k, "K"),
        two_stages=figure(machines()[0].two_stages_k, "K"),
    )


def machine_sources() -> str:
    """Where each limit is from, a line each."""
    return "\n".join(
        f"- {say('choice.' + row['refrigerant'])}, {say('machine.source.' + row['figure'])}: "
        f"{source_named(row['source'])}"
        for row in table_rows("machines")
        if row["figure"] in LIMITS
    )


def _why_not(machine: Machine, heat: Heat) -> str:
    """The limits that the site goes beyond, in words; empty where there are none."""
    need = {
        "supply_c": heat.machine_supply_c,
        "source_c": heat.machine_source_c,
        "return_c": heat.machine_return_c,
        "lift_k": heat.machine_lift_k,
        "pressure_bar": heat.ammonia_condensing_bar,
    }
    demand = Demand(**{name: np.array([[amount]]) for name, amount in need.items()})
    return "; ".join(
        say(
            f"machine.beyond.{name}",
            need=figure(need[name], UNITS[name], apart_from=getattr(machine, name)),
            limit=figure(getattr(machine, name), UNITS[name]),
        )
        for name, flags in beyond(machine, demand).items()
        if flags.item()
    )
