"""The charts of an assessment, each a picture with its message and its description.

Pages and documents take them from here: the same words, colours and order everywhere.
"""

from ihp_core.report.drawing.picture import Picture
from ihp_core.report.heat.capacity import capacity_floor, capacity_heat, capacity_surplus
from ihp_core.report.heat.temperature_heat import temperature_heat
from ihp_core.report.heat.validation_chart import validation
from ihp_core.report.heat.year import duration, months, year
from ihp_core.report.next_steps.plan_chart import plan_chart
from ihp_core.report.price.doubt import distribution, tornado
from ihp_core.report.price.over_years import AT_FIRST_SIGHT, price_years
from ihp_core.report.price.parties import money_years, party_gains
from ihp_core.report.price.prices import build_up, price_bar
from ihp_core.report.price.real_projects import capital_beside
from ihp_core.report.price.replaced import replaced_months
from ihp_core.report.viability.map_chart import map_chart

__all__ = [
    "AT_FIRST_SIGHT",
    "Picture",
    "build_up",
    "capacity_floor",
    "capacity_heat",
    "capacity_surplus",
    "capital_beside",
    "distribution",
    "duration",
    "map_chart",
    "money_years",
    "months",
    "party_gains",
    "plan_chart",
    "price_bar",
    "price_years",
    "replaced_months",
    "temperature_heat",
    "tornado",
    "validation",
    "year",
]
