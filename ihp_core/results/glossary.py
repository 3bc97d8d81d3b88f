"""Every name that crosses a module, with its unit: the inputs and all figures of the answer.

Made from the models themselves, so that no name can be missing; what each means stands in the
catalogue, under ``input.<path>.help`` for an input and ``glossary.<group>.<name>`` for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel

from ihp_core.contract.financing import Financing
from ihp_core.contract.shapes import Negotiation
from ihp_core.key_figures.emissions import Emissions
from ihp_core.key_figures.hourly import HourlyYear
from ihp_core.key_figures.replaced import Replaced
from ihp_core.key_figures.tariff import Tariff
from ihp_core.operation.supplier import SupplierPoint
from ihp_core.results.other_cases import Levers, Openers
from ihp_core.results.results import Assessment, Input
from ihp_core.site.site import Site
from ihp_core.viability.regulation import Regulation
from ihp_core.viability.timeline import Timeline

UNIT_OF_SUFFIX = {
    "_eur_per_mwh": "EUR/MWh",
    "_eur_per_year": "EUR/a",
    "_eur_per_kw": "EUR/kW",
    "_eur_per_mw_year": "EUR/MW/a",
    "_eur_per_point": "EUR",
    "_eur_per_m": "EUR/m",
    "_eur_per_t": "EUR/t",
    "_kg_per_mwh": "kg/MWh",
    "_g_per_kwh": "g/kWh",
    "_t_per_year": "t/a",
    "_m3_per_h": "m³/h",
    "_eur_per_m3": "EUR/m³",
    "_fraction": "share",
    "_months": "months",
    "_years": "a",
    "_hours": "h/a",
    "_gwh": "GWh/a",
    "_mwh": "MWh",
    "_bar": "bar",
    "_eur": "EUR",
    "_km": "km",
    "_m2": "m²",
    "_m3": "m³",
    "_mm": "mm",
    "_mw": "MW",
    "_kw": "kW",
    "_c": "°C",
    "_h": "h",
    "_k": "K",
    "_m": "m",
    "_t": "t",
}
"""The unit that a name carries as its ending; a GWh of the answer is a year's."""

BESIDE = {
    "year": HourlyYear,
    "inputs": Input,
    "negotiation": Negotiation,
    "replaced": Replaced,
    "electricity": Tariff,
    "emissions": Emissions,
    "regulation": Regulation,
    "timeline": Timeline,
    "openers": Openers,
    "levers": Levers,
    "supplier": SupplierPoint,
    "financing": Financing,
}
"""Groups of the answer that are made when first asked for, and so are no field of it."""


@dataclass(frozen=True)
class Name:
    """A name with its unit and the group it stands in; ``code`` finds its meaning."""

    group: str
    name: str
    unit: str
    code: str


def unit_of(name: str) -> str:
    """The unit a name carries as its ending; empty for a bare number, a choice or a text."""
    endings = [suffix for suffix in UNIT_OF_SUFFIX if name.endswith(suffix)]
    return UNIT_OF_SUFFIX[max(endings, key=len)] if endings else ""


def glossary() -> tuple[Name, ...]:
    """All inputs, then all figures of the answer, group by group."""
    return (*_inputs("", Site), *_answer())


def _inputs(prefix: str, model: type[BaseModel]) -> Iterator[Name]:
    """What a site states; a group of inputs gives its own under its dotted path."""
    for name, info in model.model_fields.items():
        path = prefix + name
        inner = list(_models(info.annotation))
        for part in inner:
            yield from _inputs(f"{path}.", part)
        if not inner:
            extra = info.json_schema_extra
            unit = str(extra["unit"]) if isinstance(extra, dict) else ""
            yield Name("site", path, unit, f"input.{path}.help")


def _answer() -> Iterator[Name]:
    yield from _names("assessment", Assessment)
    for group, model in BESIDE.items():
        yield from _names(group, model)


def _names(group: str, model: type) -> Iterator[Name]:
    """The fields of a model, then those of the models it holds, under the names they have in it."""
    kinds = _fields(model)
    parts = {name: tuple(_models(kind)) for name, kind in kinds.items()}
    for name, inner in parts.items():
        if not inner:
            yield Name(group, name, unit_of(name), f"glossary.{group}.{name}")
    for name, inner in parts.items():
        path = name if model is Assessment else f"{group}.{name}"
        for part in inner:
            yield from _names(path, part)


def _fields(model: Any) -> dict[str, Any]:
    if issubclass(model, BaseModel):
        made = {name: info.return_type for name, info in model.model_computed_fields.items()}
        return {name: info.annotation for name, info in model.model_fields.items()} | made
    hints = get_type_hints(model)
    return {field.name: hints[field.name] for field in fields(model)}


def _models(kind: Any) -> Iterator[Any]:
    """The models in a type such as ``tuple[Criterion, ...] | None``."""
    if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, BaseModel)):
        yield kind
    for part in get_args(kind):
        yield from _models(part)
