"""What is said beside the COP: a supplier's point, and a COP above all plants that run."""

from __future__ import annotations

from ihp_core.operation.supplier import SupplierPoint
from ihp_core.plant.published_plants import highest_published_cop
from ihp_core.results.results import Assessment
from ihp_core.tables.assumptions import assumption
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.figures import as_typed


def beside_the_cop(assessment: Assessment, language: str = SPOKEN) -> list[str]:
    """All that is to be told beside the COP; nothing where nothing is lifted."""
    if assessment.heat.heat_pump_scop is None:
        return []
    told = [supplier_sentence(assessment, language), above_plants(assessment, language)]
    return [sentence for sentence in (*told, *supplier_cautions(assessment, language)) if sentence]


def above_plants(assessment: Assessment, language: str = SPOKEN) -> str:
    """That the COP is above every published one, which asks for a supplier's own; empty where it
    is not, or a supplier has named one."""
    cop, highest = assessment.heat.heat_pump_scop, highest_published_cop()
    if cop is None or cop <= highest or assessment.supplier is not None:
        return ""
    return say("report.fact.cop.above_plants", language, highest=figure(highest, "-", language))


def supplier_sentence(assessment: Assessment, language: str = SPOKEN) -> str:
    """The supplier's COP beside the model's at the same temperatures, and the factor."""
    point = assessment.supplier
    if point is None:
        return ""
    return say("supplier.beats", language, **_words(point, language), **_band(language))


def supplier_cautions(assessment: Assessment, language: str = SPOKEN) -> list[str]:
    """What is odd about the supplier's point: far from the site, extrapolated, unlike the model."""
    point = assessment.supplier
    if point is None:
        return []
    words = _words(point, language)
    return [say(f"supplier.{code}", language, **words) for code in point.cautions]


def _band(language: str) -> dict[str, str]:
    band = assumption("heat_pump.cop_band_fraction", "quoted").value
    return {"band": figure(band, "share", language)}


def _words(point: SupplierPoint, language: str) -> dict[str, str]:
    """Every figure of a point in words; ``heating`` is what is left of a sum of both COP."""
    temperatures = {
        "warm": point.source_inlet_c,
        "cold": point.source_outlet_c,
        "back": point.sink_inlet_c,
        "supply": point.sink_outlet_c,
        "site_cold": point.site_source_outlet_c,
        "lowest": point.site_supply_low_c,
        "highest": point.site_supply_high_c,
    }
    celsius = {name: figure(amount, "°C", language) for name, amount in temperatures.items()}
    return celsius | {
        "cop": as_typed(point.cop, "-", language),
        "model": figure(point.model_cop, "-", language, apart_from=point.cop),
        "factor": figure(point.factor, "-", language, apart_from=1.0),
        "site_cop": figure(point.site_cop, "-", language, apart_from=point.site_carnot_cop),
        "nature": figure(point.site_carnot_cop, "-", language),
        "heating": figure((point.cop + 1) / 2, "-", language),
    }
