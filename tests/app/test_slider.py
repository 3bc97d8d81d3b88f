"""Sliders and trials: what a browser sends is checked, what gives way is told."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ihp_core.site.inputs import TEN, is_number, limits, spans
from ihp_core.text import say
from pages.components.fields import slider
from pages.components.fields.slider import LONGEST, Told, told
from pages.components.state.along import GaveWay, gives_way
from pages.components.state.draft import entries, from_example
from tests.app.test_journey import IT, SUPPLY, go, strip_of, type_in, unbroken

SUMMER, RETURN = "network.supply_summer_c", "network.return_summer_c"
GWH, SUMMER_LOAD = "network.annual_heat_gwh", "network.summer_load_mw"


def test_every_number_among_the_ten_inputs_has_a_slider() -> None:
    """And each runs within what is valid, its steps within its span."""
    numbers = {path for paths in TEN for path in paths if is_number(path)} - {
        "network.peak_load_mw"  # the other way to state the network's size
    }
    assert spans().keys() == numbers
    for path, span in spans().items():
        low, high = limits(path)
        assert low <= span.low < span.high <= high
        assert span.step is None or 0 < span.step < (span.high - span.low) / 10


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ({"text": "7 MW", "n": 1}, Told(text="7 MW")),
        ({"text": "x" * 5000}, Told(text="x" * LONGEST)),
        ({"value": 92.5, "gesture": 7, "ended": False}, Told(value=92.5, gesture=7, ended=False)),
        ({"value": float("nan")}, None),
        ({"value": True}, None),
        ({"value": "92"}, None),
        ({"marks": True}, Told(marks=True)),
        ({"marks": "yes"}, None),
        ([1, 2], None),
        (None, None),
    ],
)
def test_what_a_browser_sends_is_checked(
    monkeypatch: pytest.MonkeyPatch, sent: Any, taken: Told | None
) -> None:
    """A message that makes no sense is none."""
    monkeypatch.setattr(slider.st, "session_state", {"key": {"entry": sent}})
    assert told("key") == taken


def test_stated_figures_without_room_move_along() -> None:
    """A supply of 50 °C takes the summer's down to it, and the returns to 3 K below."""
    german = entries(from_example("german") | {SUPPLY: 50.0})
    moved = {move.path: move for move in gives_way(german, {SUPPLY})}
    assert moved[SUMMER] == GaveWay(SUMMER, 75.0, 50.0)
    assert moved[RETURN].before == 52.0
    assert moved[RETURN].after < 50.0


def test_a_smaller_network_takes_its_summer_load_along() -> None:
    """8.76 GWh a year are a mean of 1 MW: no summer load above it."""
    stated = {SUPPLY: 80.0, IT: 5.0, "data_centre.cooling": "direct_liquid"}
    moved = gives_way(stated | {GWH: 8.76, SUMMER_LOAD: 4.0}, {GWH})
    assert moved == (GaveWay(SUMMER_LOAD, 4.0, 1.0),)


def test_what_was_changed_itself_never_moves() -> None:
    """A summer supply typed above the winter's is wrong, and its sentence says so."""
    assert gives_way(entries(from_example("german") | {SUMMER: 95.0}), {SUMMER}) == ()


def test_moving_along_is_said_and_taken_back_with_the_change(visitor: AppTest) -> None:
    """One step back brings both figures back."""
    before = dict(visitor.session_state["draft"])
    type_in(visitor, SUPPLY, "60")
    assert not visitor.error
    assert visitor.session_state["draft"][SUMMER] == 60
    word = say(f"input.{SUMMER}.label")
    assert any(word in caption.value and "75" in caption.value for caption in visitor.caption)
    next(b for b in visitor.button if "undo" in str(b.icon)).click().run()
    assert visitor.session_state["draft"] == before


def switch(app: AppTest) -> AppTest:
    """The switch of the trial."""
    return next(one for one in app.toggle if "what_if" in str(one.key))


def test_a_trial_leaves_the_stated_case_alone_until_it_is_kept(visitor: AppTest) -> None:
    """Switched off, everything is as before; kept, the very figures shown are the site's."""
    before, stated = strip_of(visitor), dict(visitor.session_state["draft"])
    switch(visitor).set_value(True).run()
    type_in(visitor, SUPPLY, "80")
    assert unbroken(visitor)
    assert "→" in strip_of(visitor)
    switch(visitor).set_value(False).run()
    assert strip_of(visitor) == before
    assert visitor.session_state["draft"] == stated
    switch(visitor).set_value(True).run()
    type_in(visitor, SUPPLY, "80")
    heat = visitor.session_state["draft"]
    next(b for b in visitor.button if "trial_keep" in str(b.key)).click().run()
    assert visitor.session_state["draft"] == heat
    assert "→" not in strip_of(visitor)
    next(b for b in visitor.button if "undo" in str(b.icon)).click().run()
    assert visitor.session_state["draft"] == stated


def test_a_network_sized_to_fit_stands_still_in_a_trial(visitor: AppTest) -> None:
    """Half the IT load does not halve the network while it is only tried."""
    visitor.session_state["draft"] = {SUPPLY: 80.0, IT: 10.0}
    visitor.run()
    switch(visitor).set_value(True).run()
    network = visitor.session_state["draft"][GWH]
    type_in(visitor, IT, "5")
    assert visitor.session_state["draft"][GWH] == network
    next(b for b in visitor.button if "trial_keep" in str(b.key)).click().run()
    assert visitor.session_state["draft"][GWH] == network


def test_papers_wait_for_the_end_of_a_trial(visitor: AppTest) -> None:
    """Files are made of what is stated."""
    switch(visitor).set_value(True).run()
    go(visitor, "summary")
    assert unbroken(visitor)
    assert say("trial.open") in [info.value for info in visitor.info]
    assert not visitor.get("download_button")
