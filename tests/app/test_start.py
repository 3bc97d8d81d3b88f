"""The start of a conversation: who asks, what is asked first, and what decides next."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from ihp_core.report.next_steps.assumed import must_run_asked
from ihp_core.results.discretion import discreet
from ihp_core.site.site import FIELDS
from ihp_core.text import say
from pages.components import next_step as foot
from pages.components.site.roles.july import MUST_RUN, SUMMER, july_changes, july_of
from pages.components.site.roles.questions import JULY, QUESTIONS, TARGET
from pages.components.site.roles.role import KEPT, ROLES, Role
from pages.components.state.answer import Answer, assessed
from pages.components.state.draft import QUALITY, from_example, site_of
from tests.app.conftest import unfolded
from tests.app.test_journey import go, start_own, unbroken

POWER = "connection.electrical_available"


def as_a(app: AppTest, role: Role | None) -> AppTest:
    """The same visitor, who has said who they are."""
    app.session_state[KEPT] = role
    return app.run()


def drawn(app: AppTest) -> list[str]:
    """The inputs in the order in which they stand on the page."""
    keys = [str(one.key) for one in app.main if getattr(one, "key", None)]
    inputs = (key.removeprefix("box:") for key in keys)
    return [key.split(":", 1)[1] for key in inputs if key.startswith("site:")]


@pytest.mark.parametrize("role", ROLES)
def test_what_a_visitor_knows_is_asked_first_and_nothing_twice(
    visitor: AppTest, role: Role
) -> None:
    """The questions of the role stand before all other inputs, each input once on the page."""
    page = as_a(start_own(visitor), role)
    assert unbroken(page)
    inputs = [path for path in drawn(page) if path in FIELDS]
    first = [path for question in QUESTIONS[role] for path in question.paths]
    assert [path for path in inputs if path in first] == first
    assert set(inputs[: len(first)]) == set(first)
    assert not [path for path, times in Counter(inputs).items() if times > 1]


def test_nobody_said_who_they_are_and_july_is_asked_all_the_same(visitor: AppTest) -> None:
    """No question is put first, none is left out."""
    before = Counter(drawn(visitor))
    assert before["july"] == 1
    assert set(before) - set(drawn(as_a(visitor, "operator"))) == set()


def test_the_role_stays_on_other_pages_and_changes_no_figure(visitor: AppTest) -> None:
    """It is a matter of words; it is no part of the site."""
    before = dict(visitor.session_state["draft"])
    page = go(as_a(visitor, "data_centre"), "heat")
    assert page.session_state[KEPT] == "data_centre"
    assert page.session_state["draft"] == before


def july(app: AppTest, said: str) -> dict[str, Any]:
    """What stands in the draft after an answer to the question."""
    app.radio(key=f"site:{JULY}").set_value(said).run()
    assert unbroken(app)
    return dict(app.session_state["draft"])


def test_one_click_says_what_runs_in_july_and_what_it_sets(visitor: AppTest) -> None:
    """Each answer is the must-run heat or the summer load, told in a sentence beneath."""
    page = as_a(start_own(visitor), "operator")
    draft = july(page, "must_run")
    assert draft[MUST_RUN] > 0
    assert draft[QUALITY + MUST_RUN] == "assumed"
    assert any(str(box.key) == f"site:{MUST_RUN}" for box in page.text_input)
    assert july(page, "nothing") == {SUMMER: 0.0}
    assert say("app.july.sets.nothing") in [one.value for one in page.caption]
    again = july(page, "must_run")
    assert again[MUST_RUN] == draft[MUST_RUN]
    assert SUMMER not in again
    assert july(page, "boiler") == {MUST_RUN: 0.0}
    assert july(page, "unknown") == {}


def test_what_must_run_would_move_is_worked_out_when_it_is_unfolded(visitor: AppTest) -> None:
    """Nothing of it in the page as it opens; one click shows heat and price of this very site."""
    told = must_run_asked(discreet(assessed(site_of(visitor.session_state["draft"]))))
    assert told
    assert told not in [one.value for one in visitor.caption]
    visitor.session_state[f"site:{JULY}:moves"] = True
    assert told in [one.value for one in visitor.run().caption]
    assert july(visitor, "boiler")[MUST_RUN] == 0.0
    assert told not in [one.value for one in visitor.caption]


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({}, None),
        ({MUST_RUN: 0}, "boiler"),
        ({MUST_RUN: 3}, "must_run"),
        ({SUMMER: 0}, "nothing"),
        ({SUMMER: 4}, None),
        ({MUST_RUN: "much"}, None),
    ],
)
def test_the_answer_about_july_is_read_from_the_inputs(stated: dict[str, Any], said: str) -> None:
    """A link, a file or a figure entered elsewhere gives the same answer."""
    assert july_of(stated) == said


@pytest.mark.parametrize("said", ["boiler", "must_run", "nothing", "unknown"])
def test_a_stated_summer_load_is_kept_unless_there_is_none(said: str) -> None:
    """What the operator has read off is not thrown away by a click beside it."""
    changes = july_changes(said, {SUMMER: 4.0}, 4.0)
    assert changes[SUMMER] == (0.0 if said == "nothing" else 4.0)


@pytest.mark.parametrize("role", ["operator", "producer"])
def test_we_pay_at_most_is_answered_right_beneath(visitor: AppTest, role: Role) -> None:
    """What it takes to get there, in the sentence of the papers."""
    page = as_a(visitor, role)
    page.text_input(key=f"site:{TARGET}").set_value("45").run()
    assert any("45" in one.value and "MWh" in one.value for one in page.caption)


def test_the_electrical_connection_is_asked_with_what_is_needed(visitor: AppTest) -> None:
    """Don't know at first; the megawatts stand beside it."""
    box = unfolded(visitor).selectbox(key=f"site:{POWER}")
    assert box.value == ""
    needed = say("app.field.power", needed="")
    assert any(one.value.startswith(needed) for one in visitor.caption)
    box.set_value(False).run()
    told = go(visitor, "viability")
    rows = " ".join(one.proto.body for one in told.get("html")).split("ihp-row ")
    name = say("criterion.electrical_connection.name")
    assert [row.split('"')[0] for row in rows if f"<b>{name}</b>" in row] == ["conditional"]


@pytest.mark.parametrize("where", ["site", "viability", "heat", "price", "summary"])
def test_every_page_ends_with_what_decides_next(visitor: AppTest, where: str) -> None:
    """Two figures and whose they are; the request for them one click away."""
    page = go(visitor, where)
    foot_of = [one.value for one in page.markdown if "next talk" in one.value]
    assert len(foot_of) == 1
    assert say("next.ask") in foot_of[0]


@pytest.mark.parametrize("where", ["portfolio", "methods"])
def test_what_is_about_many_sites_or_none_has_no_next_step(visitor: AppTest, where: str) -> None:
    """There is nobody to be asked."""
    page = go(visitor, where)
    assert say("next.title") not in " ".join(one.value for one in page.markdown)


@pytest.mark.parametrize(
    "name", ["A & B?body=x#y", "\r\nBcc: a@b.org", "<b>%0d%0a</b>", "Straße 5 € ", "x" * 300]
)
def test_the_letter_holds_what_was_typed_and_obeys_none_of_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One subject and one body whatever stands in the name; the whole link at its end."""
    link = "https://x.org/?lang=en&v=1&s=abc"
    monkeypatch.setattr(foot, "link_to", lambda page: link)
    monkeypatch.setattr(foot, "works_elsewhere", lambda: True)
    site = site_of(from_example("german") | {"name": name})
    address = urlsplit(foot.letter_to("heat@example.org", "heat", Answer(site, assessed(site))))
    assert (address.scheme, address.path, address.fragment) == ("mailto", "heat@example.org", "")
    parts = parse_qs(address.query, strict_parsing=True)
    assert set(parts) == {"subject", "body"}
    assert name.split()[0] in parts["subject"][0]
    assert parts["body"][0].endswith(link)
    assert len(parts["body"][0].split("\r\n")) == 5


def test_the_letter_says_nothing_of_the_producer_s(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no room, no price; the internal view changes nothing in it."""
    monkeypatch.setattr(foot, "works_elsewhere", lambda: False)
    site = site_of(from_example("norderstedt"))
    whole = assessed(site)
    monkeypatch.setattr(foot, "link_to", lambda page: "")
    letter = parse_qs(urlsplit(foot.letter_to("a@b.org", "heat", Answer(site, whole))).query)
    assert f"{whole.price.floor_eur_per_mwh:.0f}" not in letter["body"][0]
