"""The COP against published plants: the chart, the fit in words, and what to know of each."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ihp_core.plant.published_plants import TEMPERATURES, Compared, Fit, compared, fit
from ihp_core.report.drawing.picture import Picture
from ihp_core.report.heat.beside_the_cop import supplier_cautions, supplier_sentence
from ihp_core.report.heat.validation_chart import (
    BAND,
    NAMED,
    Here,
    apart,
    counted,
    here,
    validation,
)
from ihp_core.results.results import Assessment
from ihp_core.text import figure, say
from ihp_core.text.markdown import plain
from pages.components.display.picture import yearly
from pages.components.state.answer import Answer

AMMONIA = "R717"
TABLE_HEIGHT = 420
ENDS = dict(zip(TEMPERATURES, ("warm", "cold", "back", "supply"), strict=True))
"""The four temperatures by the words that stand for them in a text."""


def compared_with_plants(answer: Answer) -> None:
    """The chart of published plants with this site, the fit in a sentence, the worst of them."""
    rows = compared()
    st.markdown(f"#### {say('app.methods.fit.title')}")
    left, right = st.columns([3, 2], gap="large")
    with left:
        yearly(against_plants, answer)
    with right:
        st.markdown(fit_sentence(fit(rows)))
        st.markdown(site_sentence(here(answer.assessment)))
        for told in _of_the_supplier(answer.assessment):
            st.markdown(told)
        st.markdown(f"**{say('app.methods.fit.worst')}**")
        for row in counted(rows)[:NAMED]:
            st.markdown(_worst(row))
    with st.expander(say("app.methods.fit.all")):
        st.dataframe(_plants(rows), hide_index=True, height=TABLE_HEIGHT)


def _of_the_supplier(assessment: Assessment) -> list[str]:
    """The supplier's COP beside the model's, with the factor between them."""
    told = supplier_sentence(assessment)
    return [told, *supplier_cautions(assessment)] if told else []


def against_plants(assessment: Assessment) -> Picture:
    """The chart with this site on it."""
    return validation(compared(), here(assessment))


def fit_sentence(agreed: Fit) -> str:
    """The fit in a sentence: number of plants, mean error, bias, band."""
    return say(
        "app.methods.fit.sentence",
        number=agreed.n,
        mape=figure(agreed.mape, "share"),
        bias=_off(agreed.bias),
        band=figure(BAND, "share"),
    )


def site_sentence(site: Here | None) -> str:
    """At which temperatures this site stands on the chart."""
    if site is None:
        return say("app.methods.fit.no_site")
    return say("app.methods.fit.site", cop=figure(site.cop, "-"), **_four(site))


def _off(error: float) -> str:
    way = "too_high" if error >= 0 else "too_low"
    return say(f"app.methods.fit.{way}", off=figure(abs(error), "share"))


def _worst(row: Compared) -> str:
    told = say("app.methods.fit.row", **_cops(row))
    return f"**{plain(row.plant)}**  \n{told}  \n:small[:gray[{plain(what_to_know(row))}]]"


def _cops(row: Compared) -> dict[str, str]:
    published, computed = figure(row.published, "-"), figure(row.predicted, "-")
    return {"published": published, "computed": computed, "off": _off(row.error)}


def what_to_know(row: Compared) -> str:
    """Why a plant may be off: what was not published, its machine, how good its source is."""
    names = ", ".join(say(f"app.methods.fit.field.{name}") for name in row.assumed)
    known = say("app.methods.fit.filled", names=names) if names else ""
    other = row.refrigerant and row.refrigerant != AMMONIA
    about = [
        "" if row.compared else say(f"charts.validation.apart.{apart(row)}"),
        known or say("app.methods.fit.all_known"),
        say("app.methods.fit.refrigerant", refrigerant=row.refrigerant) if other else "",
        say(f"app.methods.fit.confidence.{row.confidence}"),
    ]
    return "; ".join(part for part in about if part)


def _plants(rows: Sequence[Compared]) -> dict[str, list[str]]:
    """All published plants as the columns of a table."""
    lines = [
        {
            "plant": row.plant,
            "year": str(row.year),
            "temperatures": say("app.methods.fit.temperatures", **_four(row)),
            **_cops(row),
            "why": what_to_know(row),
            "source": row.reference,
        }
        for row in rows
    ]
    return {
        say(f"app.methods.fit.column_{name}"): [line[name] for line in lines] for name in lines[0]
    }


def _four(plant: Compared | Here) -> dict[str, str]:
    """The four temperatures, by their words."""
    return {word: figure(getattr(plant, name), "°C") for name, word in ENDS.items()}
