"""What every input is made of: a number with limits and unit, or one of several names."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue
from pydantic_core import PydanticCustomError

from ihp_core.tables.notation import TwoReadings

Who = Literal["data_centre", "operator", "map", "money"]
Adds = Literal["capital", "yearly"]

Cooling = Literal["air", "warm_water", "direct_liquid"]
# fmt: off
HeatSource = Literal["gas_boiler", "gas_chp", "biomass_boiler", "biomass_chp",
    "waste_incineration", "electric_boiler", "heat_pump", "industrial_waste_heat", "oil_boiler",
    "coal_boiler", "coal_chp", "lignite_chp", "other"]
# fmt: on
Alternative = Literal["air_heat_pump", "biomass_boiler", "other"]
FeedIn = Literal["supply", "preheat"]
Ground = Literal["unpaved", "suburban", "inner_city"]
# fmt: off
Structure = Literal["indexed", "two_part", "fixed",
    "outdoor_temperature", "share_of_alternative", "collar", "seasonal"]
# fmt: on
PowerConnection = Literal["own", "data_centre", "contract"]
Dispatch = Literal["heat_led", "price_led"]
Refrigerant = Literal["ammonia", "isobutane", "r1234ze", "propane", "co2"]  # first choice first
Quality = Literal["measured", "stated", "assumed"]
Known = Literal["measured", "stated", "assumed", "model"]
Party = Literal["producer", "data_centre", "network_operator"]


def _one_number(given: Any) -> Any:
    """Neither yes or no nor a text with two readings, which a number would be made of."""
    if isinstance(given, bool | TwoReadings):
        raise PydanticCustomError("float_parsing", "a number is needed", {"given": str(given)})
    return given


Number = Annotated[float, BeforeValidator(_one_number)]
Whole = Annotated[int, BeforeValidator(_one_number)]


def known(
    low: float,
    high: float,
    unit: str,
    step: float,
    who: Who,
    adds: Adds | None = None,
    **more: Any,
) -> Any:
    """A number with its limits, unit, step of the input box and the person who knows it.

    ``adds``: it does nothing but add a line of its own to the producer's cost, to the capital
    [EUR] or to what a year costs [EUR/a].
    """
    extra: dict[str, JsonValue] = {"unit": unit, "step": step, "who": who}
    if adds:
        extra["adds"] = adds
    more.setdefault("default", None)
    return Field(ge=low, le=high, allow_inf_nan=False, json_schema_extra=extra, **more)


def choice(who: Who, **more: Any) -> Any:
    """One of several names, or a date, and the person who knows it."""
    more.setdefault("default", None)
    return Field(json_schema_extra={"unit": "", "who": who}, **more)


def contradiction(code: Any, field: str, given: Any, limit: Any) -> PydanticCustomError:
    """An error whose sentence the catalogue holds under ``code``."""
    context = {"field": field, "value": given, "limit": limit}
    return PydanticCustomError(code, code, context)


class Part(BaseModel):
    """A group of inputs: frozen, and closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
