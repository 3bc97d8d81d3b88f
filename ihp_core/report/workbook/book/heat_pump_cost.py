"""What a heat pump costs by its heat output, as a formula; the plant's and an alternative's."""

from __future__ import annotations

GRID = "cost.grid_connection_eur_per_kw"
SURCHARGE = (
    "IF({s}<=1,surcharge_1mw,IF({s}<=3,surcharge_1mw+(surcharge_3mw-surcharge_1mw)"
    "*LN({s})/LN(3),IF({s}<=10,surcharge_3mw+(surcharge_10mw-surcharge_3mw)"
    "*(LN({s})-LN(3))/(LN(10)-LN(3)),surcharge_10mw)))"
)
HEAT_PUMP = (
    "{p}*heat_pump_eur_per_mw_at_3mw*({s}/3)"
    "^IF({s}>=3,heat_pump_exponent_above,heat_pump_exponent_below)"
    "*(1+" + SURCHARGE + "*MIN(3,MAX(0,(hottest_outlet_c-70)/10)))"
)


def heat_pump_formula(power: str) -> str:
    """The cost of a heat pump by its heat output [EUR], as ``cost.heat_pump_eur`` has it."""
    return HEAT_PUMP.format(p=power, s=f"MAX({power},1E-9)")
