"""The names that an input may choose from."""

from __future__ import annotations

from typing import Literal

Cooling = Literal["air", "warm_water", "direct_liquid"]
# fmt: off
HeatSource = Literal["gas_boiler", "gas_chp", "biomass_boiler", "biomass_chp",
    "waste_incineration", "electric_boiler", "heat_pump", "industrial_waste_heat", "other"]
# fmt: on
Ground = Literal["unpaved", "suburban", "inner_city"]
Structure = Literal["indexed", "two_part", "fixed"]
PowerConnection = Literal["own", "data_centre", "contract"]
Dispatch = Literal["heat_led", "price_led"]
Refrigerant = Literal["ammonia", "isobutane", "r1234ze", "propane", "co2"]  # first choice first
Quality = Literal["measured", "stated", "assumed"]
Party = Literal["producer", "data_centre", "network_operator"]
