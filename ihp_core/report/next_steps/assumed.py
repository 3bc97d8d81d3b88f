"""What is assumed as long as nobody says otherwise, and moves the answer: what runs in summer
anyway, how a new data centre fills up, prices of a country without data."""

from __future__ import annotations

from ihp_core.report.price.beside import NO_GAP
from ihp_core.results.results import Assessment
from ihp_core.site.defaults import FIRST_LOAD, RAMP
from ihp_core.text import SPOKEN, figure, say

NO_DATA = "country_without_data"


def assumed_points(assessment: Assessment, language: str = SPOKEN) -> tuple[str, ...]:
    """A sentence each, of the assessment that its reader may see."""
    told = (must_run_asked(assessment, language), ramp_up_assumed(assessment, language))
    without = [code for code in assessment.warnings if code == NO_DATA]
    return tuple(filter(None, (*told, *(say(f"warning.{code}", language) for code in without))))


def must_run_asked(assessment: Assessment, language: str = SPOKEN) -> str:
    """What must run in summer would do to heat and price; empty where somebody has said."""
    found = assessment.must_run
    if found is None:
        return ""
    rise = found.raises_eur_per_mwh
    words = {
        "mw": figure(found.mw, "MW", language),
        "takes": figure(found.takes_fraction, "share", language),
        "raises": figure(rise, "EUR/MWh", language),
    }
    dearer = rise is not None and rise >= NO_GAP
    return say(f"viability.assumed.must_run{'_dearer' if dearer else ''}", language, **words)


def ramp_up_assumed(assessment: Assessment, language: str = SPOKEN) -> str:
    """The ramp-up of a data centre that has only just started; empty where none is assumed."""
    years, load = (assessment.inputs.get(path) for path in (RAMP, FIRST_LOAD))
    if years is None or load is None or years.origin != "formula" or not years.value:
        return ""
    words = {
        "years": figure(float(years.value), "a", language),
        "load": figure(float(load.value or 0), "share", language),
    }
    return say("viability.assumed.ramp_up", language, **words)
