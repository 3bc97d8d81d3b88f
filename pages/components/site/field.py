"""One input as one widget, a view of the draft.

Numbers are typed into text boxes, not number boxes: a browser's number box drops letters
("7 MW" silently becomes nothing) and reads "7,5" as 75, a text box keeps what was typed so
that a sentence can stand beside it. ``number_keys.js`` gives the boxes the decimal keypad of
a phone and the arrow keys of a keyboard back.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import streamlit as st

from ihp_core.site.inputs import about, entry, is_number, options, several, spans
from ihp_core.tables.assumptions import table
from ihp_core.text import SPOKEN, figure, resolved, say
from ihp_core.text.markdown import said
from ihp_core.text.names import country_named, source_named
from pages.components.display.entry import named, shown
from pages.components.fields.quality import (
    ask_for_mark,
    mark_and_note,
    mark_and_note_of_slider,
    mark_of,
)
from pages.components.fields.slider import slider, told
from pages.components.fields.synced import synced
from pages.components.site.measured_year import beside
from pages.components.state.answer import Answer
from pages.components.state.draft import (
    NEEDED,
    NOTE,
    draft,
    edit,
    gave_way,
    needed,
    stated_case,
    trying,
)

SIDEBAR = "side-"
UNKNOWN = ""
PLACE = "°"


def field(path: str, place: str, answer: Answer, marks: bool = False) -> None:
    """Draw an input, what is wrong with it, and on request its mark and note."""
    if names := several(path):
        _pills(path, place, answer, names)
    elif offered := options(path):
        _select(path, place, answer, offered)
    elif path in spans():
        _slider(path, place, answer)
    else:
        _box(path, place, answer)
    beside(path, answer)
    _what_moved_along(path)
    _what_is_wrong(path, place, answer)
    if path in spans():
        mark_and_note_of_slider(path, place)
    elif marks:
        mark_and_note(path, place)
    _what_is_wrong(NOTE + path, place, answer)


def _what_moved_along(path: str) -> None:
    """A word where a stated figure gave way to this one."""
    for moved in gave_way(path):
        unit = about(moved.path).get("unit", "-")
        ends = {"before": figure(moved.before, unit), "after": figure(moved.after, unit)}
        st.caption(say("app.field.gave_way", name=say(f"input.{moved.path}.label"), **ends))


def _slider(path: str, place: str, answer: Answer) -> None:
    key = f"{place}:{path}"
    slider(key, spans()[path], _shown_on_slider(path, place, answer), lambda: _moved(path, key))


def _moved(path: str, key: str) -> None:
    """Take what was done with a slider into the draft."""
    done = told(key)
    if done is None:
        return
    st.session_state["dragging"] = not done.ended
    if done.marks:
        ask_for_mark(key)
    elif done.text is not None:
        edit({path: entry(path, done.text, resolved(SPOKEN))})
    else:
        edit({path: done.value}, done.gesture)


def _shown_on_slider(path: str, place: str, answer: Answer) -> dict[str, Any]:
    """All that the browser has to know of an input to draw its slider."""
    stated, name, quality = draft().get(path), _label(path, place), mark_of(path)
    usual = typical_value(path, answer)
    label, in_words = name.removesuffix("]").rsplit(" [", 1)
    unit = about(path)["unit"]
    return {
        "name": name,
        "label": label,
        "unit": in_words,
        "text": shown(stated, unit=unit),
        "value": _number(stated),
        "typical": usual,
        "before": _before_the_trial(path, usual),
        "quality": quality,
        "wrong": any(problem.path == path for problem in answer.problems),
        "marks": True,
        "lang": resolved(SPOKEN),
        "words": {
            **_words_of_slider(
                path, typical(path, answer), _source(path, answer), resolved(SPOKEN)
            ),
            "empty": "" if usual is None else figure(usual, unit, with_unit=False),
            "foot": say(f"app.field.is_{quality}"),
        },
    }


def _before_the_trial(path: str, usual: float | None) -> float | None:
    """Where the knob stands in the stated case; nothing where nobody tries."""
    if not trying():
        return None
    stated = _number(stated_case().get(path))
    return usual if stated is None else stated


@lru_cache(maxsize=256)  # while one knob is dragged, the words of all others stay
def _words_of_slider(path: str, usual: str, source: str, language: str) -> dict[str, str]:
    typically = _typically(usual)
    return {
        "typical": typically,
        "unknown": say("app.field.unknown_is", language, typical=typically),
        "help": _with_source(path, usual, source, language),
        "about": say("app.field.about", language),
        "mark": say("app.field.mark_and_note", language),
    }


def _number(entry: object) -> float | None:
    number = isinstance(entry, float | int) and not isinstance(entry, bool)
    return float(entry) if number else None


def _what_is_wrong(path: str, place: str, answer: Answer) -> None:
    """The sentence beside the field, and the button where one click puts it right."""
    for problem in answer.problems:
        if problem.path == path:
            st.error(said(problem.sentence))
            if problem.swap:
                _swap_button(problem.swap, place)


def _box(path: str, place: str, answer: Answer) -> None:
    unit = about(path).get("unit", "-")
    key = synced(path, place, shown(draft().get(path), unit=unit))
    st.text_input(
        _label(path, place),
        key=key,
        placeholder=_placeholder(path, answer),
        help=_help(path, answer),
        on_change=lambda: edit({path: entry(path, st.session_state[key], resolved(SPOKEN))}),
    )


def _select(path: str, place: str, answer: Answer, options: tuple[Any, ...]) -> None:
    """A list to choose from; its labels hang on nothing else, because they come back as entries.

    What a browser still shows is sent back by its label: one that has changed in the meantime
    would be taken for something the visitor chose.
    """
    stated = draft().get(path, UNKNOWN)
    key = synced(path, place, stated)
    if stated not in (UNKNOWN, *options):
        options = (*options, stated)
    st.selectbox(
        _label(path, place),
        (UNKNOWN, *options),
        key=key,
        format_func=lambda choice: say("app.field.unknown") if choice == UNKNOWN else named(choice),
        help=_help(path, answer),
        on_change=lambda: edit(chosen(path, st.session_state[key], options)),
    )
    if stated == UNKNOWN:
        st.caption(_typical(path, answer))


def _pills(path: str, place: str, answer: Answer, names: tuple[str, ...]) -> None:
    """Names side by side, each struck out or taken in by one click; the typical ones at first."""
    stated = draft().get(path)
    usual = str(answer.default(path).value or "").split()
    counted = stated if isinstance(stated, list | tuple) else usual
    key = synced(path, place, [name for name in names if name in counted])
    st.pills(
        _label(path, place),
        names,
        selection_mode="multi",
        key=key,
        format_func=named,
        help=_help(path, answer),
        on_change=lambda: edit({path: list(st.session_state[key])}),
    )
    if stated is None:
        st.caption(_typical(path, answer))


def chosen(path: str, choice: Any, options: tuple[Any, ...]) -> dict[str, Any]:
    """What a choice states. A label that is no choice was sent back late, in the words of another
    language: nobody chose it, and it changes nothing."""
    if choice == UNKNOWN:
        return {path: None}
    return {path: choice} if choice in options else {}


def country_field(place: str, answer: Answer) -> None:
    """The country by its name."""
    names = {code: country_named(code) for code in table("iso_3166")["iso2"]}
    stated = draft().get("country", UNKNOWN)
    key = synced("country", place, stated)
    others = {UNKNOWN: say("app.field.no_country")}
    others |= {} if stated in names else {stated: others.get(stated, shown(stated))}
    st.selectbox(
        say("input.country.label"),
        tuple(others | dict(sorted(names.items(), key=lambda pair: pair[1]))),
        key=key,
        format_func=lambda code: names.get(code) or others[code],
        help=say("input.country.help"),
        on_change=lambda: edit(chosen("country", st.session_state[key], tuple(names))),
    )
    _what_is_wrong("country", place, answer)


def _swap_button(pair: tuple[str, str], place: str) -> None:
    first, second = pair
    stated = draft()
    st.button(
        say("app.field.swap"),
        key=f"{place}:swap:{first}",
        on_click=edit,
        args=({first: stated.get(second), second: stated.get(first)},),
    )


def _label(path: str, place: str) -> str:
    """What the input is called, in short beside the page, with the unit to enter."""
    label = say(f"input.{path}.{'short' if place.startswith(SIDEBAR) else 'label'}")
    unit = about(path).get("unit", "")
    if unit in ("", "-"):
        return label
    return f"{label} [{say(f'unit.{unit}')}]"


def _placeholder(path: str, answer: Answer) -> str:
    if not is_number(path):
        return say("app.field.no_name") if path == "name" else say("app.field.date")
    return _typically(typical(path, answer))


def _typically(usual: str) -> str:
    """That a figure is the typical one; where there is none, its words."""
    return say("app.field.typical", figure=usual) if re.search(r"\d", usual) else usual


def _typical(path: str, answer: Answer) -> str:
    return say("app.field.typical", figure=typical(path, answer))


def _help(path: str, answer: Answer) -> str:
    if not (is_number(path) or options(path) or several(path)):
        return say(f"input.{path}.help")
    return _with_source(path, typical(path, answer), _source(path, answer), resolved(SPOKEN))


def _source(path: str, answer: Answer) -> str:
    """Where a typical value is from."""
    by = "app.field.from_example" if path in NEEDED else "app.field.by_chain"
    return source_named(answer.default(path).source) or say(by)


def _with_source(path: str, usual: str, source: str, language: str) -> str:
    why = say("app.field.source", language, figure=usual, source=source)
    return f"{say(f'input.{path}.help', language)}\n\n{why}"


def typical_value(path: str, answer: Answer) -> float | None:
    """What a number is worth when nobody knows it; nothing where only the chain could tell."""
    value = needed({}).get(path) if path in NEEDED else answer.default(path).value
    if value is None and path not in draft():
        used = answer.assessment.inputs.get(path)
        value = used.value if used else None
    return _number(value)


def typical(path: str, answer: Answer) -> str:
    """What an input is worth when nobody knows it, in words."""
    unit = about(path).get("unit", "-")
    value = needed({}).get(path) if path in NEEDED else answer.default(path).value
    if value is None and unit != PLACE:
        used = answer.assessment.inputs.get(path)
        if used and used.origin == "stated":
            return say("app.field.by_chain")
        value = used.value if used else None
    if value is None:
        return say("app.field.not_stated")
    if isinstance(value, str) and several(path):
        return ", ".join(map(named, value.split())) or say("figure.none")
    if isinstance(value, (bool, str)):
        return named(value)
    return shown(value) if unit == "-" else figure(value, unit)
