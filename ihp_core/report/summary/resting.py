"""What the figures rest on: how well each of the ten inputs is known, and what was assumed."""

from __future__ import annotations

from ihp_core.report.viability.findings import Sources
from ihp_core.results.discretion import Audience
from ihp_core.results.results import Assessment, Input
from ihp_core.site.inputs import EARNED, TEN, about
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, messages, say
from ihp_core.text.figures import shown


def quality(site: Site, path: str, used: Input) -> str:
    """``measured``, ``stated`` or ``assumed``."""
    if used.origin == "own":
        return "measured"
    return site.data_quality.get(path, "stated") if used.origin == "stated" else "assumed"


def _best(site: Site, assessment: Assessment, paths: tuple[str, ...]) -> str:
    """Of the ways to answer an input, the one that was taken."""
    known = [path for path in paths if path in assessment.inputs]
    stated = [path for path in known if assessment.inputs[path].origin in ("stated", "own")]
    return (stated or known or list(paths))[0]


def inputs_used(
    site: Site, assessment: Assessment, audience: Audience, language: str, sources: Sources
) -> tuple[tuple[str, ...], ...]:
    """The assumed ones of the ten inputs: name, value used, source."""
    paths = [_best(site, assessment, paths) for paths in TEN]
    paths += EARNED if audience == "internal" else ()
    assumed = []
    for path in paths:
        used = assessment.inputs.get(path)
        if used is None or quality(site, path, used) != "assumed":
            continue
        value = shown(used.value, about(path)["unit"], language)
        name = say(f"input.{path}.label", language)
        source = sources.number(used.source) or say("report.as_entered", language)
        assumed.append((name, value, source))
    return tuple(assumed)


def resting_on(site: Site, assessment: Assessment, language: str) -> str:
    """How many of the ten inputs are measured, stated and assumed."""
    counts = {"measured": 0, "stated": 0, "assumed": 0}
    for paths in TEN:
        path = _best(site, assessment, paths)
        used = assessment.inputs.get(path)
        counts[quality(site, path, used) if used else "assumed"] += 1
    confidence = say(f"app.confidence.{assessment.confidence}", language)
    return say("report.rests_on", language, confidence=confidence, **counts)


def evidence_of(path: str, language: str = SPOKEN) -> str:
    """What counts as evidence of an input."""
    code = f"request.evidence.{path}"
    return say(code if code in messages() else "request.evidence.any", language)
