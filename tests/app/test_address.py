"""The address as the first visit brings it: opened, or told why not, and always there."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from ihp_core.files.link import packed, unpacked
from ihp_core.text import offered, say
from ihp_core.year.measured.year import own_year
from pages.components.state.draft import from_example
from tests.app.conftest import APP, TIMEOUT
from tests.app.test_journey import SUPPLY, go, type_in, unbroken
from tests.files.test_link import made
from tests.own_years import load
from tests.sweeps import only

SITE = {SUPPLY: 84.0, "data_centre.it_capacity_mw": 7.0, "data_centre.cooling": "warm_water"}


def visit(query: dict[str, str]) -> AppTest:
    """The first visit with an address."""
    app = AppTest.from_file(APP, default_timeout=TIMEOUT)
    for name, given in query.items():
        app.query_params[name] = given
    return app.run()


@pytest.fixture
def link(front_door: None) -> dict[str, str]:
    """A link to a site."""
    return {"v": "1", "s": packed(SITE), "lang": "en"}


def test_a_link_opens_the_site_it_holds(link: dict[str, str]) -> None:
    """And nothing of the worked example."""
    app = visit(link)
    assert unbroken(app)
    assert app.session_state["draft"] == SITE
    assert not app.warning


def test_a_wrong_entry_in_a_link_stands_with_its_sentence(link: dict[str, str]) -> None:
    """It can be put right where it stands."""
    app = visit(link | {"s": packed(SITE | {SUPPLY: "hot"})})
    assert app.session_state["draft"][SUPPLY] == "hot"
    assert any("hot" in one.value for one in app.error)
    type_in(app, SUPPLY, "80")
    assert not app.error


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"s": "%%%"}, "link.unreadable"),
        pytest.param({"s": packed(SITE)[:-8]}, "link.unreadable", marks=pytest.mark.wide),
        ({"v": "9"}, "link.newer"),
        pytest.param({"s": "x" * 50_000}, "link.unreadable", marks=pytest.mark.wide),
    ],
)
def test_a_link_that_cannot_be_opened_says_so(
    link: dict[str, str], query: dict[str, str], code: str
) -> None:
    """The worked example stands there instead, as on any first visit."""
    app = visit(link | query)
    assert unbroken(app)
    start = say(code, value="9", limit=1)[:15]
    assert any(one.value.replace("\\", "").startswith(start) for one in app.error)
    assert app.session_state["draft"] == from_example("german")


def test_what_an_older_link_says_that_is_no_input_is_told(link: dict[str, str]) -> None:
    """The rest opens."""
    site = {"network": {"supply_winter_c": 84.0, "harbour_m": 3}}
    app = visit(link | {"s": made({"site": site})})
    assert app.session_state["draft"] == {SUPPLY: 84.0}
    assert any("harbour" in one.value for one in app.warning)


def test_a_link_to_a_measured_year_says_that_its_hours_are_missing(link: dict[str, str]) -> None:
    """Which series, and what the figures use instead."""
    own = own_year({"load_mw": load()})
    app = visit(link | {"s": packed(SITE, own=own)})
    (told,) = (one.value for one in app.warning)
    assert say("own.series.load_mw") in told


@pytest.mark.parametrize("asked", only(("de", "xx"), ("de", "sv", "xx")))
def test_the_language_of_a_link_is_spoken(link: dict[str, str], asked: str) -> None:
    """As far as it is offered; an unknown one is English."""
    app = visit(link | {"lang": asked})
    spoken = asked if asked in offered() else "en"
    assert app.session_state["language"] == spoken
    assert say("app.site.question", spoken) in [one.value for one in app.caption]


def test_a_hostile_link_is_text(link: dict[str, str]) -> None:
    """Names, notes and paths from somebody else's hand."""
    nasty = "<img src=x onerror=alert(1)> ${top.x=1} `x` [a](javascript:1)"
    site = {"name": nasty, "notes": {SUPPLY: nasty}, nasty: 1, "network": {nasty: nasty}}
    app = visit(link | {"s": made({"site": site, "example": nasty, "own": {"series": [nasty]}})})
    assert unbroken(app)
    told = "".join(one.value for one in app.warning)
    assert "<img" not in told.replace("\\<img", "")


def test_the_address_holds_the_site_as_it_is(visitor: AppTest) -> None:
    """After every change, on every page."""
    type_in(visitor, SUPPLY, "77")
    app = go(visitor, "price")
    assert unpacked(app.session_state["address"]).draft[SUPPLY] == 77.0
