"""The page Viability below its criteria: what would make it work, plan, duties, parties, maps."""

from __future__ import annotations

import re
from html import escape
from itertools import groupby

import pytest
from streamlit.testing.v1 import AppTest

from ihp_core.answer import answer
from ihp_core.report.viability.changes import merged
from ihp_core.report.viability.costs import cost_in_words
from ihp_core.report.viability.screen import beside_the_verdict
from ihp_core.results.discretion import discreet
from ihp_core.results.other_cases import Lever, Levers
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example
from ihp_core.text import figure, say
from ihp_core.viability.judgement import Criterion
from pages.components.state.draft import from_example, site_of
from pages.components.viability.changes import applied
from pages.components.viability.plan import COLUMNS
from tests.app.conftest import internal_switch
from tests.app.test_discretion import EXAMPLES, WITHOUT_ROOM, drawn
from tests.app.test_journey import SUPPLY, go, strip_of, unbroken
from tests.sweeps import only

RETURN = "network.return_summer_c"
MEASURED = f"data_quality.{SUPPLY}"


CHANGES, PARTIES = "viability:changes", "viability:parties"
IN_FULL, OTHERS, MAPS = "viability:duties:in_full", "viability:duties:folded", "viability:maps"


def viability_page(visitor: AppTest, name: str, *unfolded: str, internal: bool = False) -> AppTest:
    """The page of an example, in one of the two views, with some of its folds open."""
    visitor.selectbox(key="example_choice").set_value(name).run()
    for key in unfolded:
        visitor.session_state[key] = True
    if internal:
        internal_switch(visitor).set_value(True).run()
    return go(visitor, "viability")


def with_draft(visitor: AppTest, **changes: object) -> AppTest:
    """The page of the worked example with something else stated, the search for changes open."""
    visitor.session_state[CHANGES] = True
    visitor.session_state["draft"] = from_example("german") | changes
    return go(visitor, "viability")


def headings(app: AppTest) -> list[str]:
    """The headings of the page below its first sentence."""
    return [heading.value for heading in app.subheader[1:]]


def cards(app: AppTest) -> list[str]:
    """The keys of all buttons that apply a change."""
    return [str(b.key) for b in app.button if str(b.key).startswith("apply:")]


def levers(name: str) -> Levers:
    """All that would make an example work."""
    found = answer(example(name)).levers
    assert found is not None
    return found


def keys(found: Levers) -> list[str]:
    """The keys of the cards of some changes: the same change has one, that of the verdict first."""
    order = sorted(found.turned, key=lambda name: name != "verdict")
    every = (one for name in order for one in found.turned[name])
    single = [f"apply:{one.turns}:{one.status}:{one.field}" for one, *_ in merged(every)]
    return [*single, "apply:together"] if found.together else single


@pytest.mark.parametrize("name", only(("german", "swedish"), EXAMPLES))
def test_the_page_has_its_parts_in_order(visitor: AppTest, name: str) -> None:
    """Changes where a criterion is open, then plan, duties and parties, whatever the site."""
    app = viability_page(visitor, name)
    assert unbroken(app)
    after = [say(f"viability.{part}.title") for part in ("plan", "duties", "parties")]
    assert headings(app) == after
    folds = [fold.label for fold in app.expander]
    assert (say("viability.change.title") in folds) == bool(levers(name).turned)
    assert say("duties.not_advice") in [caption.value for caption in app.caption]


def test_applying_a_change_moves_draft_and_strip_and_undo_takes_it_back(visitor: AppTest) -> None:
    """All that the change states is stated; the strip follows; one step back is enough."""
    app = viability_page(visitor, "german", CHANGES)
    before, strip = dict(app.session_state["draft"]), strip_of(app)
    (lever,) = levers("german").turned["return_temperature"]
    (same,) = (one for one in levers("german").turned["verdict"] if one.field == RETURN)
    assert same.stated == lever.stated
    assert len(cards(app)) == len(set(cards(app)))
    assert not [key for key in cards(app) if lever.turns in key]  # one card tells of both
    app.button(key=f"apply:verdict:{same.status}:{RETURN}").click().run()
    assert unbroken(app)
    assert {path: app.session_state["draft"][path] for path in lever.stated} == lever.stated
    assert strip_of(app) != strip
    assert not [key for key in cards(app) if "return_temperature" in key]
    next(b for b in app.button if b.label == say("app.undo")).click().run()
    assert app.session_state["draft"] == before
    assert strip_of(app) == strip


def test_what_turns_the_verdict_together_is_applied_by_one_press(visitor: AppTest) -> None:
    """Supply and return each turn their own criterion only; both make the example look viable."""
    hot = {SUPPLY: 98.0, RETURN: 53.0, "contract.grant_fraction": 0.4}
    together = discreet(answer(site_of(from_example("german") | hot))).levers
    assert together is not None
    assert together.together is not None
    assert set(together.together.start) == {SUPPLY, RETURN}
    app = with_draft(visitor, **hot)
    told = say("viability.change.together", verdict=say("app.verdict.looks_viable"))
    assert told in [one.value for one in app.markdown]
    app.button(key="apply:together").click().run()
    assert unbroken(app)
    assert say("app.verdict.looks_viable") in strip_of(app)
    assert cards(app) == []


def test_what_is_applied_is_not_called_measured(visitor: AppTest) -> None:
    """A supply that was measured at 98 °C has not been measured at what would be better."""
    app = with_draft(visitor, **{SUPPLY: 98.0, MEASURED: "measured"})
    key = f"apply:supply_temperature:pass:{SUPPLY}"
    app.button(key=key).click().run()
    assert app.session_state["draft"][SUPPLY] < 98.0
    assert MEASURED not in app.session_state["draft"]


def test_years_are_applied_as_whole_numbers() -> None:
    """The draft holds the term as the site does: 15, not 15.0."""
    term = Lever(
        field="contract.term_years",
        start=10.0,
        to=15.0,
        turns="price_room",
        status="pass",
        stated={"contract.term_years": 15.0},
        stepped=True,
    )
    given = applied(term.stated)["contract.term_years"]
    assert isinstance(given, int)
    assert given == 15


def test_the_data_centre_reads_its_own_gains_in_the_conversation(visitor: AppTest) -> None:
    """What its coolers do not use is its own; what the producer spends is not told."""
    app = viability_page(visitor, "german", PARTIES)
    spent = figure(answer(example("german")).cost.capex_eur, "EUR")
    assert "Electricity that its coolers do not use" in drawn(app)
    assert "In money" not in drawn(app)
    internal_switch(visitor).set_value(True).run()
    assert escape(f"In money: {spent}") in drawn(visitor)


@pytest.mark.parametrize("name", only(("norderstedt",), WITHOUT_ROOM))
def test_the_conversation_has_only_the_changes_that_are_not_the_producers(
    visitor: AppTest, name: str
) -> None:
    """Nothing that turns the price, and no map; the internal view has both."""
    app = viability_page(visitor, name, CHANGES, MAPS)
    kept = discreet(answer(example(name))).levers
    assert kept is not None
    assert sorted(cards(app)) == sorted(keys(kept))
    text = drawn(app)
    assert say("viability.change.price") in text
    assert say("viability.map.title") not in text
    assert say("criterion.price_room.name") not in text
    internal_switch(visitor).set_value(True).run()
    assert unbroken(visitor)
    assert sorted(cards(visitor)) == sorted(keys(levers(name)))
    assert visitor.expander[-1].label == say("viability.map.title")


def test_a_site_that_passes_all_has_no_cards(visitor: AppTest) -> None:
    """Nothing has to change where nothing is open."""
    app = viability_page(visitor, "guide_10mw_4g", CHANGES)
    assert answer(example("guide_10mw_4g")).verdict == "viable"
    assert cards(app) == []
    assert say("viability.change.title") not in [fold.label for fold in app.expander]


@pytest.mark.parametrize(("name", "code"), [("air_cooled_far", "kind"), ("norderstedt", "none")])
def test_where_no_change_does_it_the_page_says_so(visitor: AppTest, name: str, code: str) -> None:
    """The far site has no figure to change for its kind of cooling; a loop of 19 °C has one, but
    no single change within reason does it."""
    assert levers(name).turned.get("cooling", ()) == ()
    app = viability_page(visitor, name, CHANGES)
    told = say(f"viability.change.{code}", what=say("criterion.cooling.name"))
    assert told in [caption.value for caption in app.caption]


def test_the_guide_s_screen_stands_beside_what_was_calculated(visitor: AppTest) -> None:
    """Side by side below the first sentence; the word of the verdict is in strip and answer."""
    app = viability_page(visitor, "norderstedt")
    beside = next(one.proto.body for one in app.get("html") if '"ihp-screen"' in one.proto.body)
    both = beside_the_verdict(discreet(answer(example("norderstedt"))))
    _, *boxes = beside.split('"ihp-screen"')
    assert all(escape(line) in box for line, box in zip(both, boxes, strict=True))
    assert say("app.verdict.possible") in strip_of(app)
    assert app.subheader[0].value.startswith(say("app.verdict.possible"))
    assert not re.search(r"\bviable\b", drawn(app), re.IGNORECASE)


def test_a_row_says_its_kind_and_what_is_not_tested_is_calm(visitor: AppTest) -> None:
    """Decides, or rule of thumb; an open one has its own sign and no sentence of failure."""
    rows = drawn(viability_page(visitor, "german"))
    assert say("report.kind.deciding") in rows
    assert say("report.kind.stand_in") in rows
    assert "ihp-row not_tested" in rows
    told = say("criterion.hydraulics.not_tested", name=say("criterion.hydraulics.name"))
    assert told in rows


def test_above_the_reach_of_heat_pumps_the_return_line_is_asked_for(visitor: AppTest) -> None:
    """A network at 125 °C may still take heat into its return."""
    asked = say("viability.ask.return_line_feed_in")
    assert asked not in [one.value for one in with_draft(visitor).info]
    assert asked in [one.value for one in with_draft(visitor, **{SUPPLY: 125.0}).info]


def test_duties_are_one_table_and_those_of_other_countries_are_folded(visitor: AppTest) -> None:
    """A row a duty of Germany and the Union, its steps in it; Denmark's only when unfolded."""
    app = viability_page(visitor, "german", IN_FULL)
    (table,) = (
        one.proto.body for one in app.get("html") if '<table class="ihp-duties' in one.proto.body
    )
    assert all(say(f"viability.duties.column.{name}") in table for name in COLUMNS)
    own = groupby(
        d.duty
        for d in answer(example("german")).regulation.duties
        if d.shown == "page" and not d.folded
    )
    assert table.count("<tr") == 1 + len(list(own))
    assert all(f"{year}" in table for year in (2030, 2040, 2044))
    assert f"{say('duties.name.erf')} · Germany" in drawn(app)
    assert "Denmark" not in drawn(app)
    app.session_state[OTHERS] = True
    assert "Denmark" in drawn(app.run())


def test_what_is_folded_is_not_worked_out(
    visitor: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the search for changes nor the maps run before somebody asks for them."""

    def searched(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("ihp_core.answer.levers_of", searched)
    monkeypatch.setattr("pages.components.viability.maps.viability_map", searched)
    draft = from_example("german") | {RETURN: 53.125}  # nobody has asked for this site before
    visitor.session_state["draft"] = draft
    app = go(visitor, "viability")
    assert unbroken(app)
    app.toggle[0].set_value(True).run()
    assert unbroken(app)


def test_a_press_meets_a_criterion_and_its_price_is_the_one_that_was_named(
    visitor: AppTest,
) -> None:
    """The button states what the row beside it says, and the criterion is met."""
    app = viability_page(visitor, "norderstedt")
    before = answer(example("norderstedt"))
    by_id = {remedy.criterion: remedy for remedy in before.remedies}
    remedy = by_id["return_temperature"]
    assert cost_in_words(_row(before, remedy.criterion), before)[0] in drawn(app)
    app.button(key=f"try:{remedy.criterion}").click().run()
    assert unbroken(app)
    stated = app.session_state["draft"]
    assert {path: stated[path] for path in remedy.stated} == remedy.stated
    after = answer(site_of(stated))
    assert _row(after, remedy.criterion).status == "pass"
    ends = [found.price.indicative_eur_per_mwh for found in (before, after)]
    assert ends[0] - ends[1] == pytest.approx(remedy.saves_eur_per_mwh, abs=1e-3)


def _row(found: Assessment, criterion: str) -> Criterion:
    return next(row for row in found.criteria if row.id == criterion)


def test_without_heat_the_page_still_has_an_end(visitor: AppTest) -> None:
    """No heat to sell: no columns, a sentence instead."""
    cold = {"data_centre.source_inlet_c": 6.0, "data_centre.source_outlet_c": 4.0}
    app = with_draft(visitor, **cold, **{"plant.heat_pump_capacity_mw": 0.0})
    assert unbroken(app)
    assert say("viability.parties.none") in [caption.value for caption in app.caption]


def test_the_internal_view_shows_both_maps(visitor: AppTest) -> None:
    """Supply against source, distance against IT load, each with its share in the title."""
    app = viability_page(visitor, "german", MAPS, internal=True)
    titles = [one.value for one in app.markdown if "of the pairs of" in one.value]
    assert len(titles) == 2
