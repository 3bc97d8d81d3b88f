"""A visitor's way through all pages."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest
from streamlit.testing.v1 import AppTest

from ihp_core.files.project import Project, write
from ihp_core.site.inputs import number
from ihp_core.site.site import Site
from ihp_core.text import say
from ihp_core.viability.judgement import Word
from pages.components.fields.quality import ASKED
from pages.components.site import start
from pages.components.state.draft import EXAMPLE, flat, from_example, project_text, site_of
from tests.app.conftest import APP, TIMEOUT, internal_switch
from tests.sites import random_sites
from tests.sweeps import first, only

WRONG = ("7 MW", "-5", "nan", "1,2,0", "99999999", "<b>$x$</b>")
PAGES = ("site", "viability", "heat", "price", "summary", "operation", "methods")
SUPPLY = "network.supply_winter_c"
IT = "data_centre.it_capacity_mw"
WARM, COLD = "data_centre.source_inlet_c", "data_centre.source_outlet_c"


def strip_of(app: AppTest) -> str:
    """The words of the verdict strip."""
    drawn = [html.proto.body for html in app.get("html")]
    return next(re.sub("<[^>]+>", "|", body) for body in drawn if "ihp-strip" in body)


def unbroken(app: AppTest) -> bool:
    """Whether the page was drawn to its end."""
    return not app.exception and say("app.page_failed") not in [e.value for e in app.error]


def start_own(app: AppTest) -> AppTest:
    """The visitor's own, empty site."""
    return next(b for b in app.button if b.proto.type == "primary").click().run()


def go(app: AppTest, page: str) -> AppTest:
    """The same visitor on another page."""
    return app.switch_page(f"pages/{page}.py").run()


def type_in(app: AppTest, path: str, text: str) -> AppTest:
    """What is typed into a box, wherever it stands on this page."""
    box = next(box for box in app.text_input if str(box.key).endswith(f":{path}"))
    return box.set_value(text).run()


def test_the_app_opens_on_the_worked_example_and_says_so(visitor: AppTest) -> None:
    """The answer comes first, and nobody takes it for a real site."""
    assert unbroken(visitor)
    assert "no real site" in strip_of(visitor)
    assert "GWh/a" in strip_of(visitor)


def test_every_page_answers_in_its_first_sentence(visitor: AppTest) -> None:
    """No page breaks, and each begins with words and numbers."""
    for where in PAGES:
        go(visitor, where)
        assert unbroken(visitor), where
        assert not visitor.error, where
        assert len(visitor.subheader[0].value.split()) >= 5, where


@pytest.mark.parametrize("where", only(("heat", "methods"), PAGES))
def test_every_page_can_be_the_first_one_of_a_fresh_server(where: str) -> None:
    """A deep link that comes in before anything else finds its page, with its navigation."""
    app = AppTest.from_file(APP, default_timeout=TIMEOUT).switch_page(f"pages/{where}.py").run()
    assert unbroken(app)
    assert app.session_state["routed"]
    assert app.subheader


@pytest.mark.parametrize("where", only(("viability", "price"), PAGES))
def test_an_input_on_any_page_changes_the_strip(visitor: AppTest, where: str) -> None:
    """Every answer can be tried out where it stands."""
    before = strip_of(go(visitor, where))
    assert strip_of(type_in(visitor, IT, "6")) != before
    assert unbroken(visitor)


@pytest.mark.parametrize("where", only(("heat",), PAGES))
@pytest.mark.parametrize("typed", only(("7 MW", "-5", "<b>$x$</b>"), WRONG))
def test_a_wrong_entry_is_kept_with_its_sentence(visitor: AppTest, where: str, typed: str) -> None:
    """The entry stays, a sentence stands beside it, and the last answer stays, marked so."""
    go(visitor, where)
    type_in(visitor, IT, typed)
    assert unbroken(visitor)
    box = next(box for box in visitor.text_input if str(box.key).endswith(f":{IT}"))
    assert entered(box.value) == entered(typed)
    assert visitor.error
    assert "stale" in " ".join(html.proto.body for html in visitor.get("html"))


def entered(text: str) -> str:
    """An entry as compared: a number by its value."""
    return str(number(text, "en"))


def test_changing_the_page_loses_neither_right_nor_wrong_entries(visitor: AppTest) -> None:
    """What was entered is there on every page, and again on the first."""
    type_in(visitor, IT, "8")
    type_in(visitor, SUPPLY, "hot")
    for where in (*PAGES[1:], "site"):
        go(visitor, where)
        assert unbroken(visitor)
        values = {str(box.key).rpartition(":")[2]: box.value for box in visitor.text_input}
        assert (values[IT], values[SUPPLY]) == ("8", "hot")
    type_in(visitor, SUPPLY, "85")
    assert not visitor.error
    assert visitor.session_state["draft"][SUPPLY] == 85


def test_swapped_temperatures_can_be_swapped_back_by_one_click(visitor: AppTest) -> None:
    """The way out of the most usual slip is a button."""
    type_in(visitor, WARM, "28")
    type_in(visitor, COLD, "38")
    assert visitor.error
    next(b for b in visitor.button if ":swap:" in str(b.key)).click().run()
    assert not visitor.error
    draft = visitor.session_state["draft"]
    assert (draft[WARM], draft[COLD]) == (38, 28)


def test_every_change_can_be_taken_back(visitor: AppTest) -> None:
    """Trying out costs nothing."""
    before = dict(visitor.session_state["draft"])
    type_in(visitor, IT, "8")
    type_in(visitor, IT, "9")
    for _ in range(2):
        next(b for b in visitor.button if "undo" in str(b.icon)).click().run()
    assert visitor.session_state["draft"] == before


@pytest.mark.parametrize(("where", "in_one"), [("site", True), ("site", False), ("heat", False)])
def test_a_wrong_entry_is_taken_back_even_by_the_click_that_makes_it_one(
    visitor: AppTest, where: str, in_one: bool
) -> None:
    """What is still being typed becomes an entry as the button is pressed: it is never disabled."""
    go(visitor, where)
    before = dict(visitor.session_state["draft"])
    box = next(box for box in visitor.text_input if str(box.key).endswith(f":{SUPPLY}"))
    undo = next(b for b in visitor.button if "undo" in str(b.icon))
    assert not undo.disabled
    box.set_value("hot")
    if not in_one:
        visitor.run()
        assert visitor.error
    undo.click().run()
    assert visitor.session_state["draft"] == before
    assert not visitor.error


def test_start_my_site_takes_nothing_of_the_example_along(visitor: AppTest) -> None:
    """No value of an example is ever taken for the prospect's."""
    start_own(visitor)
    assert unbroken(visitor)
    assert visitor.session_state["draft"] == {}
    assert "0 of 10" in strip_of(visitor)
    type_in(visitor, IT, "8")
    assert "1 of 10" in strip_of(visitor)


def test_an_empty_site_gets_no_verdict_yet(visitor: AppTest) -> None:
    """Nobody is judged on figures they have not given: the fourth of them brings the verdict."""
    verdicts = [say(f"app.verdict.{name}") for name in get_args(Word)]
    start_own(visitor)
    assert say("app.verdict.typical") in strip_of(visitor)
    assert not any(words in strip_of(visitor) for words in verdicts)
    for path, typed in ((IT, "8"), (SUPPLY, "85"), (WARM, "50")):
        type_in(visitor, path, typed)
        assert say("app.verdict.typical") in strip_of(visitor)
    type_in(visitor, COLD, "40")
    assert any(words in strip_of(visitor) for words in verdicts)


def test_a_place_in_another_country_enters_nothing_but_the_place(visitor: AppTest) -> None:
    """The typical values change with the country, and none of them becomes an entry."""
    start_own(visitor)
    for axis, typed in (("latitude", "59.33"), ("longitude", "18.07")):
        type_in(visitor, f"network.{axis}", typed)
    visitor.selectbox(key="site:country").set_value("SE").run()
    type_in(visitor, SUPPLY, "90")
    assert not visitor.error
    assert set(visitor.session_state["draft"]) == {
        "network.latitude",
        "network.longitude",
        "country",
        SUPPLY,
    }


def test_what_a_choice_is_called_hangs_on_no_other_input(visitor: AppTest) -> None:
    """A browser sends a choice back by its label: one that changed would become an entry."""
    start_own(visitor)
    before = {box.key: box.options for box in visitor.selectbox}
    typical = [caption.value for caption in visitor.caption]
    visitor.selectbox(key="site:country").set_value("SE").run()
    assert {box.key: box.options for box in visitor.selectbox} == before
    assert [caption.value for caption in visitor.caption] != typical


@pytest.mark.parametrize(("path", "limit"), [("name", 500), (f"notes.{SUPPLY}", 2000)])
def test_a_text_that_is_too_long_is_kept_with_its_sentence(
    visitor: AppTest, path: str, limit: int
) -> None:
    """Nothing that was typed vanishes without a word."""
    typed = "n" * (limit + 1)
    visitor.session_state[ASKED] = f"site:{SUPPLY}"
    visitor.run()
    boxes = [*visitor.text_input, *visitor.text_area]
    box = next(box for box in boxes if box.key == f"site:{path}")
    assert not box.max_chars
    box.set_value(typed).run()
    assert visitor.session_state["draft"][path] == typed
    assert any(str(limit) in sentence.value for sentence in visitor.error)
    assert path not in " ".join(sentence.value for sentence in visitor.error)


def test_a_project_file_saves_what_is_entered_also_where_it_is_wrong(visitor: AppTest) -> None:
    """The last valid site is no stand-in for the entries; opened again, they are all there."""
    type_in(visitor, SUPPLY, "hot")
    type_in(visitor, IT, "8")
    entered = {k: v for k, v in visitor.session_state["draft"].items() if k != EXAMPLE}
    visitor.session_state["draft"] = {}
    visitor.run()
    saved = project_text(entered).encode()
    visitor.file_uploader(key="upload").set_value(("s.json", saved, "text/plain")).run()
    assert visitor.session_state["draft"] == entered
    assert visitor.error


def test_a_project_opens_also_where_the_site_in_front_is_wrong(visitor: AppTest) -> None:
    """The other sites stay what they are while this one is put right in its fields."""
    sites = tuple(site_of(from_example(name)) for name in ("swedish", "german"))
    saved = json.loads(write(Project(sites, active=1)))
    saved["sites"][1]["network"]["supply_winter_c"] = "hot"
    content = json.dumps(saved).encode()
    visitor.file_uploader(key="upload").set_value(("s.json", content, "text/plain")).run()
    assert visitor.session_state["draft"][SUPPLY] == "hot"
    type_in(visitor, SUPPLY, "80")
    assert not visitor.error
    assert [site_of(kept) for kept in visitor.session_state["others"]] == [sites[0]]
    assert visitor.session_state["place"] == 1


def test_a_wrong_entry_holds_back_what_would_show_the_site_before(visitor: AppTest) -> None:
    """A page or table of an earlier site is not handed out for this one."""
    enabled = {b.label: not b.proto.disabled for b in go(visitor, "summary").get("download_button")}
    assert all(enabled.values())
    type_in(visitor, IT, "7 MW")
    enabled = {b.label: not b.proto.disabled for b in visitor.get("download_button")}
    assert [label for label, on in enabled.items() if on] == [say("app.summary.project")]
    assert say("app.summary.held_back") in [caption.value for caption in visitor.caption]


@pytest.mark.parametrize("example", first(["norderstedt", "mantsala"], 1))
def test_a_running_plant_is_not_called_unreal(visitor: AppTest, example: str) -> None:
    """A plant that runs is shown as one, partly assumed."""
    visitor.selectbox(key="example_choice").set_value(example).run()
    assert say("app.strip.plant") in strip_of(visitor)
    assert "no real site" not in strip_of(visitor)


def test_an_input_nobody_knows_may_be_emptied(visitor: AppTest) -> None:
    """ "Don't know" is an answer to every question, the needed ones too."""
    for path in (IT, SUPPLY, WARM):
        type_in(visitor, path, "")
    assert unbroken(visitor)
    assert not visitor.error
    box = next(box for box in visitor.text_input if str(box.key).endswith(f":{SUPPLY}"))
    assert re.search(r"\d", box.placeholder)


@pytest.mark.parametrize(
    "example", first(["norderstedt", "swedish", "air_cooled_far", "mantsala"], 1)
)
def test_every_example_goes_through_all_pages(visitor: AppTest, example: str) -> None:
    """An example is a site like any other, in both views."""
    visitor.selectbox(key="example_choice").set_value(example).run()
    internal_switch(visitor).set_value(True).run()
    for where in PAGES:
        go(visitor, where)
        assert unbroken(visitor)
        assert not visitor.error


@pytest.mark.parametrize("site", first(random_sites(5, seed=2), 1))
def test_every_page_is_drawn_for_any_valid_site(visitor: AppTest, site: Site) -> None:
    """Edge states are pages like any other: no heat, no heat pump, no room, no distance."""
    visitor.session_state["draft"] = flat(site)
    visitor.session_state["internal"] = True
    for where in PAGES:
        go(visitor, where)
        assert unbroken(visitor)
        assert not visitor.warning


@pytest.mark.parametrize(
    "edge",
    first(
        [
            {"network.accepts_top_up": False, SUPPLY: 150.0, "network.supply_summer_c": 140.0},
            {WARM: 75.0, COLD: 65.0, SUPPLY: 62.0, "network.supply_summer_c": 60.0},
            {"name": "<script>alert(1)</script> $x$ " + "n" * 300},
            {"connection.route_km": 0.0, "network.latitude": 50.118, "network.longitude": 8.64},
            {"network.summer_load_mw": 0.0},
            {"plant.heat_pump_capacity_mw": 0.0},
            {WARM: 6.0, COLD: 4.0},
            {"network.annual_heat_gwh": 0.1},
        ],
        3,
    ),
)
def test_edge_states_are_pages_like_any_other(visitor: AppTest, edge: dict[str, object]) -> None:
    """No heat at all, all heat direct, no pipe, no summer, no heat pump, a cold source."""
    visitor.session_state["draft"] = from_example("german") | edge
    for where in PAGES:
        go(visitor, where)
        assert unbroken(visitor)


def test_where_all_heat_is_direct_no_cop_is_mentioned(visitor: AppTest) -> None:
    """A heat pump that does not run has no COP."""
    direct = {WARM: 75.0, COLD: 65.0, SUPPLY: 62.0, "network.supply_summer_c": 60.0}
    visitor.session_state["draft"] = from_example("german") | direct
    visitor.run()
    assert "no heat pump" in strip_of(visitor)
    assert "COP" not in strip_of(visitor)


def test_the_producers_figures_stay_out_of_the_conversation(visitor: AppTest) -> None:
    """No cost, return or net present value on the projector."""
    go(visitor, "price")
    assert not visitor.metric
    internal_switch(visitor).set_value(True).run()
    assert len(visitor.metric) >= 5


def test_a_project_file_opens_with_all_that_was_entered(visitor: AppTest) -> None:
    """What was saved comes back, and the example's mark is gone."""
    site = site_of(from_example("swedish"))
    visitor.file_uploader(key="upload").set_value(
        ("site.json", write(Project((site,))).encode(), "application/json")
    ).run()
    assert unbroken(visitor)
    assert site_of(visitor.session_state["draft"]) == site
    assert "no real site" not in strip_of(visitor)


@pytest.mark.parametrize(
    "content",
    first(
        [b"{", b"\xff\xfe\x00", b"", b"[1]", b'{"a": 1}', b'"' + b"x" * 10**6 + b'"', b"[" * 1000],
        2,
    ),
)
def test_a_bad_file_gets_a_sentence_and_nothing_is_lost(visitor: AppTest, content: bytes) -> None:
    """The draft stays as it was, whatever was opened."""
    type_in(visitor, IT, "8")
    before = dict(visitor.session_state["draft"])
    visitor.file_uploader(key="upload").set_value(("site.json", content, "text/plain")).run()
    assert unbroken(visitor)
    assert visitor.error
    assert visitor.session_state["draft"] == before


def test_a_file_with_one_wrong_figure_opens_with_its_sentence(visitor: AppTest) -> None:
    """The figure can be put right in its field."""
    text = write(Project((site_of(from_example("german")),)))
    wrong = text.replace('"it_capacity_mw": 10.0', '"it_capacity_mw": -10.0')
    visitor.file_uploader(key="upload").set_value(("s.json", wrong.encode(), "text/plain")).run()
    assert unbroken(visitor)
    assert visitor.error
    assert visitor.session_state["draft"][IT] == -10


def test_an_answer_that_cannot_be_worked_out_keeps_the_last_one(
    visitor: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever breaks in the chain, no traceback reaches a page and no entry is lost."""

    def broken(site: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("pages.components.state.answer.assess", broken)
    type_in(visitor, IT, "8.125")
    assert unbroken(visitor)
    assert visitor.warning
    assert visitor.session_state["draft"][IT] == 8.125


def test_the_examples_have_names() -> None:
    """The list of examples is read by people."""
    assert len({start.example_name(name) for name in start.names()}) == len(start.names())
