"""The arithmetic of the benchmarks of load and page runs, and the protocol that they speak."""

from __future__ import annotations

import itertools
import json

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks import page_run
from benchmarks.load import BUSY, INPUTS, Waited, joined, thinking_s
from benchmarks.page_run import Change, Measured, verdict
from benchmarks.visits.client import Run, Visitor, state_of
from ihp_core.site.inputs import TEN

KEY = "$$ID-0123-side-heat:data_centre.it_capacity_mw"
SUCCESS = ForwardMsg.FINISHED_SUCCESSFULLY


def read(visitor: Visitor, run: Run, *messages: ForwardMsg) -> bool:
    """What the visitor makes of messages; whether the run is over with the last."""
    over = [visitor.take(message.SerializeToString(), run) for message in messages]
    assert not any(over[:-1])
    return over[-1]


def drawn(kind: str, widget: str = KEY, **more: str) -> ForwardMsg:
    """A message with one element."""
    message = ForwardMsg()
    element = getattr(message.delta.new_element, kind)
    for name, value in {"id": widget, **more}.items():
        setattr(element, name, value)
    return message


@pytest.mark.parametrize(
    ("kind", "value", "field", "sent"),
    [
        ("text_input", 12.5, "string_value", "12.5"),
        ("text_input", 12.0, "string_value", "12"),
        ("checkbox", True, "bool_value", True),
        ("number_input", 7.0, "double_value", 7.0),
    ],
)
def test_a_move_travels_as_its_kind_of_widget_does(
    kind: str, value: object, field: str, sent: object
) -> None:
    """A box as text, a switch as yes or no, a component of our own as JSON."""
    state = state_of(kind, KEY, value)
    assert state.WhichOneof("value") == field
    assert getattr(state, field) == sent


def test_a_sliders_value_travels_in_a_list() -> None:
    """As Streamlit's own slider sends it."""
    assert list(state_of("slider", KEY, 3.5).double_array_value.data) == [3.5]


def test_two_moves_of_a_slider_of_our_own_are_never_the_same_message() -> None:
    """As the browser numbers them: back to a value is a move as well."""
    first, second = (json.loads(state_of("bidi_component", KEY, 12.5).json_value) for _ in range(2))
    assert first["entry"]["value"] == second["entry"]["value"] == 12.5
    assert first["entry"]["n"] < second["entry"]["n"]


@pytest.mark.parametrize("kind", ["text_input", "bidi_component"])
def test_a_widget_is_found_by_the_end_of_its_key(kind: str) -> None:
    """Whatever its kind and the place it stands in."""
    run = Run()
    read(Visitor(0), run, drawn("text_input", "$$ID-1-side-heat:name"), drawn(kind))
    assert run.widget(":data_centre.it_capacity_mw") == (kind, KEY)
    with pytest.raises(LookupError):
        run.widget(":network.supply_winter_c")


def test_a_run_that_is_begun_again_is_not_over() -> None:
    """A page that sends its visitor to another one: only the last run counts."""
    visitor, run = Visitor(0), Run()
    again, new, end = ForwardMsg(), ForwardMsg(), ForwardMsg()
    again.script_finished = ForwardMsg.FINISHED_EARLY_FOR_RERUN
    new.new_session.page_script_hash = "heat"
    end.script_finished = SUCCESS
    assert not read(visitor, run, drawn("text_input"), again)
    assert read(visitor, run, new, drawn("text_input"), end)
    assert len(run.elements) == 1
    assert visitor.page == "heat"


def test_a_message_that_is_named_by_its_hash_is_the_one_that_was_kept() -> None:
    """The server sends a long message once."""
    visitor, first, second = Visitor(0), Run(), Run()
    whole, named = drawn("text_input"), ForwardMsg()
    whole.hash, whole.metadata.cacheable = "abc", True
    named.ref_hash = "abc"
    read(visitor, first, whole)
    read(visitor, second, named)
    assert second.widget(KEY) == first.widget(KEY)


def test_pages_are_known_by_their_address() -> None:
    """The first one by none."""
    visitor, message = Visitor(0), ForwardMsg()
    for name, first in (("site", True), ("heat", False)):
        page = message.navigation.app_pages.add()
        page.url_pathname, page.page_script_hash, page.is_default = name, f"of {name}", first
    read(visitor, Run(), message)
    assert visitor.pages == {"": "of site", "heat": "of heat"}


def test_the_pace_keeps_one_core_busy_for_its_share() -> None:
    """25 visitors, 40 ms of work a move: a move each four seconds, the wait included."""
    assert thinking_s(25, 0.04, 0.0) == pytest.approx(25 * 0.04 / BUSY)
    assert thinking_s(25, 0.04, 0.5) + 0.5 == pytest.approx(4.0)
    assert thinking_s(1, 0.04, 1.0) == 0


def test_what_is_moved_stands_on_every_page() -> None:
    """Visitors move some of the ten inputs."""
    ten = {path for paths in TEN for path in paths}
    assert {key.removeprefix(":") for key in INPUTS} <= ten
    assert page_run.CAPACITY.removeprefix(":") in ten


def test_turns_are_told_as_one() -> None:
    """All moves count alike; the share of the core is the mean of the turns'."""
    both = joined([Waited([0.1, 0.2], 0.2), Waited([0.3], 0.4)])
    assert both.moves == [0.1, 0.2, 0.3]
    assert both.busy == pytest.approx(0.3)
    assert both.percentile(50) == pytest.approx(200)


def test_a_page_is_compared_by_its_medians() -> None:
    """One slow change is no slow page; what is above its limit is named."""
    bare = [Change(0.04, 0.05, 14)] * 3
    app = [Change(spent, 0.1, 151) for spent in (0.06, 0.07, 9.0)]
    slow, quick = Measured("site", app, bare), Measured("heat", bare, bare)
    assert slow.ratio == pytest.approx(0.07 / 0.04)
    assert verdict([slow, quick]) == "all at most 2; elements on Site 151, above 150"
    dear = Measured("site", [Change(0.1, 0.1, 150)], bare)
    assert verdict([dear]) == "above 2: site 2.5; elements on Site 150, at most 150"


def test_no_capacity_is_asked_for_twice() -> None:
    """An answer that is there already would be no measure."""
    values = list(itertools.islice(page_run.steps(), 400))
    assert len(set(values)) == len(values)
    assert all(10 <= value <= 14 for value in values)
