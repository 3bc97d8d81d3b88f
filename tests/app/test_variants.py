"""Variants side by side, and the link to copy."""

from __future__ import annotations

import json
from unittest.mock import patch

import pytest
from streamlit.testing.v1 import AppTest

from ihp_core.files.json_file import ProjectError
from ihp_core.files.link import unpacked
from ihp_core.files.project import LONGEST_NAME, read
from ihp_core.files.settings import Settings
from ihp_core.site.paths import nested
from ihp_core.text import figure, say
from ihp_core.text.markdown import plain
from pages.components.state import settings
from pages.components.state.draft import entries, from_example, project_text
from pages.components.state.variants import keep_as_variant
from tests.app.conftest import APP, TIMEOUT
from tests.app.test_journey import SUPPLY, go, type_in, unbroken


def press(app: AppTest, label: str) -> AppTest:
    """Press the first button of a name."""
    return next(b for b in app.button if b.label == label).click().run()


def kept(visitor: AppTest, to: str = "80", name: str = "") -> AppTest:
    """The summary with the example kept as a variant and another supply in front."""
    go(visitor, "summary").text_input(key="variant:new").set_value(name)
    press(visitor, say("variants.keep"))
    return type_in(visitor, SUPPLY, to)


def told(app: AppTest) -> str:
    """All text of the page."""
    return "\n".join(one.value for one in app.markdown)


def test_a_variant_that_is_kept_stands_beside_the_site(visitor: AppTest) -> None:
    """Results, and the inputs in which they differ."""
    app = kept(visitor)
    assert unbroken(app)
    table = app.table[0].value
    assert list(table.columns) == [say("variants.current"), say("variants.kept", number=1)]
    assert list(table.loc[say(f"input.{SUPPLY}.label")]) == [figure(80.0, "°C"), figure(92.0, "°C")]


def test_what_changed_is_told_by_input_and_price(visitor: AppTest) -> None:
    """One input, so nothing is left over."""
    app = kept(visitor)
    steps = app.table[1].value
    assert list(steps.index) == [say(f"input.{SUPPLY}.label")]
    assert steps[say("variants.price")].iloc[0].startswith("-")


def test_a_variant_can_be_put_in_front_and_let_go(visitor: AppTest) -> None:
    """What was in front takes its place; nothing is lost."""
    app = press(kept(visitor), say("variants.take"))
    assert app.session_state["draft"] == from_example("german")
    assert app.session_state["others"][0][SUPPLY] == 80.0
    app = press(app, say("variants.drop"))
    assert app.session_state["others"] == []
    assert unbroken(app)


def test_a_variant_is_called_as_it_was_named(visitor: AppTest) -> None:
    """Its name stands over its column, and goes with it when it is opened."""
    app = kept(visitor, name="  As   today ")
    assert list(app.table[0].value.columns) == [say("variants.current"), "As today"]
    assert app.text_input(key="variant:new").value == ""
    app.text_input(key="variant:0:name").set_value("Before").run()
    assert list(app.table[0].value.columns)[1] == "Before"
    app = press(app, say("variants.take"))
    front = say("variants.current_named", current=say("variants.current"), name="Before")
    assert list(app.table[0].value.columns) == [plain(front), say("variants.kept", number=1)]


def test_a_hostile_name_is_text_and_a_long_one_is_cut(visitor: AppTest) -> None:
    """Two of one name stand apart, for columns and bars go by the names."""
    nasty = "<img src=x onerror=alert(1)> **b** [a](javascript:1) " + "x" * 300
    go(visitor, "summary")
    for _ in range(2):
        keep_as(visitor, nasty)
    app = visitor.run()
    assert unbroken(app)
    _, first, second = app.table[0].value.columns
    assert first.startswith(plain("<img src=x"))
    assert len(first) < 2 * LONGEST_NAME
    assert second == f"{first} {plain('(2)')}"


def keep_as(app: AppTest, name: str) -> None:
    """Put a variant beside the site as another part of the app would."""
    with patch("streamlit.session_state", app.session_state):
        keep_as_variant(app.session_state["draft"], name)


@pytest.mark.parametrize("wrong", [False, True])
def test_variants_and_their_names_come_back_from_the_project_file(
    visitor: AppTest, wrong: bool
) -> None:
    """In their order, also where the site in front holds an entry that is wrong."""
    kept(visitor, to="hot" if wrong else "80", name="As today")
    with patch("streamlit.session_state", visitor.session_state):
        saved = project_text(visitor.session_state["draft"])
    if not wrong:
        opened = read(saved)
        assert [site.network.supply_winter_c for site in opened.sites] == [80.0, 92.0]
        assert opened.names == ("", "As today")
    app = AppTest.from_file(APP, default_timeout=TIMEOUT).run()
    app.file_uploader(key="upload").set_value(("s.json", saved.encode(), "text/plain")).run()
    assert app.session_state["names"] == ["As today"]
    assert app.session_state["draft"][SUPPLY] == ("hot" if wrong else 80.0)


@pytest.mark.parametrize("names", [["a"], "ab", [1, 2], None, {}])
def test_names_that_fit_no_sites_are_told(names: object) -> None:
    """A name for each site, or none."""
    site = nested(entries(from_example("german")))
    with pytest.raises(ProjectError) as error:
        read(json.dumps({"names": names, "sites": [site, site]}))
    assert error.value.faults[0].code == "project.names"


def test_four_stand_side_by_side_at_the_most(visitor: AppTest) -> None:
    """The fifth is not kept."""
    app = go(visitor, "summary")
    for _ in range(3):
        app = press(app, say("variants.keep"))
    assert app.text_input(key="variant:new").disabled
    assert next(b for b in app.button if b.label == say("variants.keep")).disabled
    assert len(app.table[0].value.columns) == 4


def test_a_variant_without_room_shows_no_price_in_the_conversation(visitor: AppTest) -> None:
    """Neither the price nor a difference of it."""
    visitor.selectbox(key="example_choice").set_value("norderstedt").run()
    press(go(visitor, "summary"), say("variants.keep"))
    app = type_in(visitor, SUPPLY, "75")
    prices = app.table[0].value.loc[say("variants.price")]
    assert set(prices) == {say("figure.none")}
    assert set(app.table[1].value[say("variants.price")]) == {say("figure.none")}


def with_options(app: AppTest, page: str) -> AppTest:
    """The page with what stands behind the link unfolded."""
    app.session_state[f"link:{page}"] = True
    return app.run()


def test_the_link_opens_the_site_it_was_made_of(visitor: AppTest) -> None:
    """Name and notes only where that is ticked; never the required return."""
    visitor.session_state["draft"] = from_example("german") | {
        "contract.discount_rate_fraction": 0.0987
    }
    assert not go(visitor, "viability").code  # folded, it costs nothing
    app = with_options(visitor, "viability")
    (code,) = (one.value for one in app.code if "s=" in one.value)
    draft = unpacked(code.split("s=")[1].split("&")[0]).draft
    assert draft[SUPPLY] == 92.0
    assert "name" not in draft
    assert "contract.discount_rate_fraction" not in draft
    app.checkbox(key="private_link:viability").check().run()
    (code,) = (one.value for one in app.code if "s=" in one.value)
    assert unpacked(code.split("s=")[1].split("&")[0]).draft["name"]


@pytest.mark.parametrize("address", ["", "https://screener.example.org/"])
def test_a_code_is_made_only_for_an_address_that_others_reach(
    visitor: AppTest, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """No QR code to localhost."""
    monkeypatch.setattr(settings, "settings", lambda: Settings(address=address.rstrip("/")))
    app = with_options(go(visitor, "viability"), "viability")
    assert bool(app.get("image")) == bool(address)
    assert (say("link.local") in [one.value for one in app.caption]) != bool(address)
    if address:
        assert any(one.value.startswith("https://screener.example.org/v") for one in app.code)
