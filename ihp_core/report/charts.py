"""The charts of an assessment, each a picture with its message and its description.

Pages and documents take them from here: the same words, colours and order everywhere.
"""

from ihp_core.report.capacity import capacity_floor, capacity_heat, capacity_surplus
from ihp_core.report.picture import Picture
from ihp_core.report.prices import build_up, price_bar
from ihp_core.report.temperature_heat import temperature_heat
from ihp_core.report.validation_chart import validation
from ihp_core.report.year import duration, months, year

__all__ = [
    "Picture",
    "build_up",
    "capacity_floor",
    "capacity_heat",
    "capacity_surplus",
    "duration",
    "months",
    "price_bar",
    "temperature_heat",
    "validation",
    "year",
]
