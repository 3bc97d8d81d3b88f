"""The visitor's measured year: read, told of, compared with what is stated, taken away."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ihp_core.files.year_template import sample, year_template
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import about, stated
from ihp_core.site.site import Site
from ihp_core.text import figure, in_this_language, say
from ihp_core.text.errors.measured_columns import answers_told
from ihp_core.text.errors.measured_year import notes
from ihp_core.text.markdown import plain, said
from ihp_core.year.measured.year import OwnYear, measured_source_mw, sources
from pages.components.measured.columns import columns_of_file
from pages.components.state.answer import Answer
from pages.components.state.draft import keep_own, own

SOURCE_HEAT = ("source_flow_m3_per_h", "source_inlet_c", "source_outlet_c")
TITLES = ("input", "stated", "measured", "difference", "how")
FILES: dict[str, Callable[[], str]] = {"template": year_template, "sample": sample}


def measured_year(answer: Answer) -> None:
    """The box for a measured year, and what became of it."""
    with st.container(border=True, key="own-year"):
        st.markdown(f"**{say('app.own.title')}**")
        st.caption(say("app.own.help"))
        _box()
        columns_of_file(_upload_key())
        for sentence in st.session_state.get("own_problems", ()):
            st.error(said(sentence))
        if measured := own():
            _in_use(measured, answer)


def _box() -> None:
    upload, *others = st.columns([2, 1, 1], vertical_alignment="bottom")
    key = _upload_key()
    upload.file_uploader(say("app.own.file"), key=key)
    for column, (name, build) in zip(others, FILES.items(), strict=True):
        column.download_button(
            say(f"app.own.{name}"),
            data=in_this_language(build),
            file_name=f"{name}.csv",
            mime="text/csv",
            help=say(f"app.own.{name}_help"),
            on_click="ignore",
            icon=":material/download:",
            width="stretch",
        )


def _upload_key() -> str:
    """A box that has let its file go is a new one."""
    return f"own_upload:{st.session_state.get('own_removed', 0)}"


def _remove() -> None:
    keep_own(None)
    st.session_state["own_removed"] = st.session_state.get("own_removed", 0) + 1


def _in_use(measured: OwnYear, answer: Answer) -> None:
    st.success(say("app.own.in_use", digest=measured.digest))
    # Of a year from a project file no more is known than what was answered.
    lines = [*notes(measured)] or [*answers_told(measured.answers)]
    st.caption("  \n".join(plain(line) for line in lines))
    if answer.own is measured:
        if above := _above_capacity(measured, answer.site, answer.assessment):
            st.warning(above)
        rows = _rows(answer)
        if any(rows.values()):
            st.table(rows, hide_index=True)
        else:
            st.caption(say("app.own.nothing_replaced"))
    st.button(say("app.own.remove"), icon=":material/delete:", on_click=_remove)


def _above_capacity(measured: OwnYear, site: Site, assessment: Assessment) -> str:
    """A sentence where more heat was measured than the servers can give off."""
    capture = assessment.inputs["data_centre.heat_capture_fraction"].value
    if not measured.series.keys() >= set(SOURCE_HEAT) or not isinstance(capture, float):
        return ""
    heat = float(measured_source_mw(measured).mean())
    possible = site.data_centre.it_capacity_mw * capture
    if heat <= possible:
        return ""
    words = {"measured": figure(heat, "MW"), "possible": figure(possible, "MW")}
    return say("app.own.above_capacity", **words)


def _rows(answer: Answer) -> dict[str, list[str]]:
    """A row for each input that was replaced, and for each that was taken back."""
    inputs = answer.assessment.inputs
    replaced = [path for path in sources(answer.own) if path in inputs] if answer.own else []
    back = [path for path, used in inputs.items() if used.origin not in ("own", "stated")]
    back = [path for path in back if _stated(path, answer.site) is not None]
    rows = [_row(path, answer) for path in (*replaced, *back)]
    return {
        say(f"app.own.{name}"): [row[index] for row in rows] for index, name in enumerate(TITLES)
    }


def _row(path: str, answer: Answer) -> tuple[str, str, str, str, str]:
    used, unit = answer.assessment.inputs[path], about(path)["unit"]
    before = _stated(path, answer.site)
    label = say(f"input.{path}.label")
    struck = say("app.own.not_stated") if before is None else f"~~{figure(before, unit)}~~"
    if used.origin != "own":
        return label, struck, "", say("app.own.dropped"), plain(used.source)
    apart = difference(before, _number(used.value), unit)
    return label, struck, f"**{figure(_number(used.value), unit)}**", apart, used.source


def beside(path: str, answer: Answer) -> None:
    """Under an input that the measured year replaces: what was stated, what was measured."""
    if answer.own is None or path not in sources(answer.own):
        return
    used, unit = answer.assessment.inputs[path], about(path)["unit"]
    before, after = _stated(path, answer.site), _number(used.value)
    words = {"measured": figure(after, unit)}
    if before is None:
        st.caption(say("app.own.alone", **words))
        return
    words |= {"stated": figure(before, unit), "difference": difference(before, after, unit)}
    st.caption(say("app.own.beside", **words))


def difference(before: float | None, after: float, unit: str) -> str:
    """How far a measured figure is from the stated one, in words."""
    if before is None:
        return ""
    if figure(before, unit) == figure(after, unit):
        return say("app.own.same")
    warm = unit == "°C"
    code = ("warmer" if warm else "more") if after > before else ("colder" if warm else "less")
    return say(f"app.own.{code}", amount=figure(abs(after - before), "K" if warm else unit))


def _stated(path: str, site: Site) -> float | None:
    value = stated(site, path)
    return value if isinstance(value, float) else None


def _number(value: object) -> float:
    return value if isinstance(value, float) else float("nan")
