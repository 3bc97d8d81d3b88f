"""What a wrong entry gets: a sentence with field, value, limit and way out, at its field."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ihp_core.site.inputs import about, limits
from ihp_core.site.paths import nested
from ihp_core.site.site import FIELDS, QUOTED, Site
from ihp_core.text import Problem, messages, problems, say, sentences
from ihp_core.year.measured.note import Note, OwnError

GOOD: dict[str, Any] = {
    "data_centre.it_capacity_mw": 10,
    "data_centre.cooling": "direct_liquid",
    "network.supply_winter_c": 90,
}
NUMBERS = [path for path in FIELDS if about(path).get("step")]
CAPACITY, SUPPLY = "data_centre.it_capacity_mw", "network.supply_winter_c"


def wrong(draft: dict[str, Any]) -> list[Problem]:
    """The problems of a draft that is good but for these entries."""
    with pytest.raises(ValidationError) as caught:
        Site.model_validate(nested(GOOD | draft))
    return problems(caught.value)


def only(draft: dict[str, Any]) -> Problem:
    """The one problem of a draft."""
    (found,) = wrong(draft)
    return found


ENTRIES: list[tuple[str, Any, tuple[str, ...]]] = [
    (CAPACITY, "7 MW", ("“7 MW”", "number alone", ": 7.")),
    (CAPACITY, "7000 kW", ("“7000 kW”", ": 7.")),
    (CAPACITY, "ca. 7", ("“ca. 7”", ": 7.")),
    (CAPACITY, "200 GWh", ("“200 GWh”", "between 0.05 and 2000")),
    (CAPACITY, "7,5", ("“7,5”", "point", "enter 7.5")),
    (CAPACITY, "1.234,5", ("enter 1234.5",)),
    (CAPACITY, "1,234", ("1.234 or 1234",)),
    (CAPACITY, "7-8", ("“7-8”", "between 0.05 and 2000")),
    (CAPACITY, "much", ("“much”", "between 0.05 and 2000")),
    (CAPACITY, " ", ("blanks", "between 0.05 and 2000")),
    (CAPACITY, math.nan, ("nan", "between 0.05 and 2000")),
    (CAPACITY, "nan", ("nan", "between 0.05 and 2000")),
    (CAPACITY, math.inf, ("inf", "between 0.05 and 2000")),
    (CAPACITY, True, ("true (yes or no)", "number")),
    (CAPACITY, [10], ("a list", "number")),
    (CAPACITY, {"MW": 10}, ("a group of entries", "number")),
    (CAPACITY, -10, ("-10", "between 0.05 and 2000")),
    (CAPACITY, 10_000, ("10000", "between 0.05 and 2000", "kW was meant, enter 10.")),
    (CAPACITY, 10**400, ("1.00e+400", "between 0.05 and 2000")),
    (CAPACITY, "9" * 1000, ("999…”", "between 0.05 and 2000")),
    (CAPACITY, None, ("needed", "between 0.05 and 2000")),
    ("data_centre.it_utilisation_fraction", 65, ("65 % was meant, enter 0.65.",)),
    ("data_centre.it_utilisation_fraction", "65 %", (": 0.65.",)),
    ("connection.route_km", 1300, ("1300 m was meant, enter 1.3.",)),
    ("market.electricity_price_eur_per_mwh", "15 ct/kWh", (": 150.",)),
    ("data_centre.latitude", 95, ("off the globe", "-90 and 90", "53.551")),
    ("network.longitude", -180.5, ("off the globe", "-180 and 180")),
    ("plant.units", 1.5, ("1.5", "whole number", "between 1 and 20")),
    ("plant.units", "2 pcs", (": 2.",)),
    ("data_centre.cooling", "liquid", ("enter direct_liquid", "air, warm_water")),
    ("data_centre.cooling", "ice", ("“ice”", "air, warm_water, direct_liquid")),
    ("network.heat_source_today", "gas", ("enter gas_boiler",)),
    ("connection.ground", 3, ("3", "unpaved, suburban, inner_city")),
    ("network.accepts_top_up", "maybe", ("“maybe”", "true for yes")),
    ("country", "UK", ("“UK”", "GB for United Kingdom")),
    ("country", "Germany", ("DE for Germany",)),
    ("country", "Schweden", ("SE for Sweden",)),
    ("country", "de", ("DE for Germany",)),
    ("country", "ZZ", ("“ZZ”", "such as DE or SE")),
    ("contract.start", "1.10.2028", ("“1.10.2028”", "2028-10-01")),
    ("contract.start", 2028, ("2028-01-01",)),
    ("contract.start", "soon", ("“soon”", "year-month-day")),
    ("contract.start", "2028-02-30", ("year-month-day",)),
    ("name", "x" * 501, ("501 characters", "500", "shorten it by 1")),
    ("name", 7, ("7", "text")),
    ("parties_engaged", ["producer"] * 4, ("4 entries", "3 at most", "leave out 1")),
    ("parties_engaged", ["operator"], ("enter network_operator",)),
    ("contract.debt_fraction", 1.2, ("1.2", "more than all that is invested", "between 0 and 1")),
    ("contract.debt_fraction", 70, ("70 % was meant, enter 0.7.",)),
    ("contract.debt_fraction", -0.1, ("-0.1", "between 0 and 1")),
    ("contract.debt_rate_fraction", -0.01, ("-0.01", "between 0 and 0.3")),
    ("contract.debt_rate_fraction", 5.5, ("5.5 % was meant, enter 0.055.",)),
    ("contract.debt_years", 60, ("60", "between 1 and 40")),
    ("contract.pipe_residual_fraction", 1.4, ("1.4", "the price that the pipe", "between 0 and 1")),
    ("contract.after_tax", "30 %", ("“30 %”", "true for yes or false for no")),
    ("contract.target_price_eur_per_mwh", -5, ("-5", "between 0 and 500")),
    (
        "network.alternatives_possible",
        ["wood"],
        ("“wood”", "air_heat_pump, biomass_boiler, other", "no. 1"),
    ),
    ("connection.feed_in", "return", ("“return”", "supply, preheat")),
]


@pytest.mark.parametrize(("path", "entry", "told"), ENTRIES)
def test_a_wrong_entry_gets_a_sentence_at_its_field(
    path: str, entry: Any, told: tuple[str, ...]
) -> None:
    """The sentence names the field, quotes the entry, and says limit and way out."""
    problem = only({path: entry})
    assert problem.path == path
    assert say(f"input.{path}.label") in problem.sentence
    assert path in problem.sentence
    for part in told:
        assert part in problem.sentence


@pytest.mark.parametrize("path", NUMBERS)
def test_every_number_has_its_limits_in_the_sentence(path: str) -> None:
    """A number beyond either limit is refused with both of them."""
    low, high = limits(path)
    for beyond in (low - 1, high * 1.5 + 1):
        problem = only({path: beyond})
        assert problem.path == path
        assert f"between {low:g} and {high:.10g}" in problem.sentence


def test_a_swapped_pair_is_refused_with_the_way_out() -> None:
    """From the servers 20 °C, back 28 °C: the sentence offers the swap."""
    inlet, outlet = "data_centre.source_inlet_c", "data_centre.source_outlet_c"
    problem = only({inlet: 20, outlet: 28})
    assert problem.swap == (inlet, outlet)
    assert "enter 28 from the servers and 20 back" in problem.sentence
    swapped = nested(GOOD | {inlet: 28, outlet: 20})
    assert Site.model_validate(swapped).data_centre.source_inlet_c == 28


def test_a_pair_too_close_to_swap_is_told_the_least_drop() -> None:
    """A swap that would be refused again is not offered."""
    problem = only({"data_centre.source_inlet_c": 27.5, "data_centre.source_outlet_c": 28})
    assert problem.swap is None
    assert "at least 29" in problem.sentence


CONTRADICTIONS = [
    ({"network.return_winter_c": 95}, "network.return_winter_c", "90 °C; enter 87 at most"),
    ({"network.return_summer_c": 88}, "network.return_summer_c", "enter 87 at most"),
    ({"network.supply_summer_c": 95}, "network.supply_summer_c", "enter 90 at most"),
    (
        {"network.summer_load_mw": 30, "network.peak_load_mw": 20},
        "network.summer_load_mw",
        "enter 20 at most",
    ),
    (
        {"network.summer_load_mw": 30, "network.annual_heat_gwh": 200},
        "network.summer_load_mw",
        "enter 22.83 at most",
    ),
    (
        {"network.peak_load_mw": 20, "network.annual_heat_gwh": 200},
        "network.peak_load_mw",
        "at least 22.84",
    ),
    (
        {"network.peak_load_mw": 250, "network.annual_heat_gwh": 40},
        "network.peak_load_mw",
        "less than 1000 h of it. Enter 40 at most",
    ),
    (
        {"network.heat_source_today": "other"},
        "network.heat_cost_today_eur_per_mwh",
        "between -100 and 500",
    ),
    (
        {"network.alternatives_possible": ["other"]},
        "network.alternative_cost_eur_per_mwh",
        "between -100 and 500, or take “other” out",
    ),
    (
        {"connection.feed_in": "preheat", "network.accepts_top_up": False},
        "network.accepts_top_up",
        "false does not go with heat handed over below the supply (connection.feed_in); enter true",
    ),
    (
        {"contract.structure": "fixed", "contract.market_element_fraction": 0.3},
        "contract.market_element_fraction",
        "0.3 does not go with a fixed price, which follows nothing (contract.structure); enter 0",
    ),
    (
        {"contract.structure": "share_of_alternative", "contract.market_element_fraction": 0.3},
        "contract.market_element_fraction",
        "0.3 does not go with a price that follows today's heat as a whole (contract.structure)",
    ),
    (
        {"contract.debt_years": 20, "contract.term_years": 12},
        "contract.debt_years",
        "20 years are more than the 12 years of the contract whose income pays the loan back "
        "(contract.term_years); enter 12 at most, or a longer contract",
    ),
    (
        {"contract.debt_years": 16},
        "contract.debt_years",
        "16 years are more than the 15 years",
    ),
    (
        {
            "connection.feed_in": "preheat",
            "connection.handover_c": 50,
            "network.return_winter_c": 55,
        },
        "connection.handover_c",
        "50 °C is too little to hand heat over: the warmest return and 3 K above it make 58 °C; "
        "enter 58 at least",
    ),
    (
        {"data_quality.network.suply_winter_c": "stated"},
        "data_quality.network.suply_winter_c",
        "use network.supply_winter_c",
    ),
    ({"notes.weather": "mild"}, "notes.weather", "“weather” is not the name"),
]


@pytest.mark.parametrize(("entries", "path", "told"), CONTRADICTIONS)
def test_entries_that_contradict_are_told_apart(
    entries: dict[str, Any], path: str, told: str
) -> None:
    """The sentence stands at one of the two and says what would do."""
    problem = only(entries)
    assert problem.path == path
    assert told in problem.sentence


@pytest.mark.parametrize(
    ("key", "nearest"),
    [
        ("network.suply_winter_c", "network.supply_winter_c"),
        ("network.it_capacity_mw", CAPACITY),
        ("datacenter", "data_centre"),
        ("market.electricity_price", "market.electricity_price_eur_per_mwh"),
        ("it_mw", CAPACITY),
    ],
)
def test_an_unknown_key_names_the_nearest_known_one(key: str, nearest: str) -> None:
    """A slip of the pen is answered with the name that was meant."""
    problem = only({key: 5})
    assert problem.path == key
    assert f"use {nearest} if that is meant" in problem.sentence


def test_a_key_like_no_other_gets_the_list_of_its_group() -> None:
    """Where nothing is near, the names that may stand there are given."""
    assert "local_dn" in only({"connection.zzz": 1}).sentence


def test_a_missing_group_is_told_at_its_needed_fields() -> None:
    """A page has no place beside a group."""
    with pytest.raises(ValidationError) as caught:
        Site.model_validate({})
    assert {problem.path for problem in problems(caught.value)} == set(GOOD)


@pytest.mark.parametrize(
    ("steps", "units", "told"),
    [
        ([(4, 1), (2, 1)], 4, ("year 2 stands behind year 4", "in the order")),
        ([(2, 3)], 2, ("add 3 units", "has 2 in all", "plant.units")),
        ([(2, 1)], None, ()),
        ([(30, 1)], 2, ("year 30", "15 years of the contract", "enter 15 at most")),
    ],
)
def test_steps_of_a_plant_are_told_what_does_not_fit(
    steps: list[tuple[int, int]], units: int | None, told: tuple[str, ...]
) -> None:
    """Order, number of units, term; one step of the one usual unit fits."""
    stated = [{"year": year, "units": added} for year, added in steps]
    draft = GOOD | {"plant.steps": stated, "plant.units": units}
    if not told:
        assert Site.model_validate(nested(draft)).plant.steps
        return
    problem = only(draft)
    assert problem.path == "plant.steps"
    assert all(part in problem.sentence for part in told)


def test_a_step_of_a_plant_names_the_entry() -> None:
    """The second step, its units."""
    steps = [{"year": 2, "units": 1}, {"year": 3, "units": "two"}]
    problem = only({"plant.steps": steps, "plant.units": 4})
    assert problem.path == "plant.steps"
    assert "plant.steps[1].units" in problem.sentence


def test_a_list_of_heat_sources_names_the_entry() -> None:
    """The second unit's capacity is told as such, at the field of the list."""
    units = [{"kind": "gas_boiler"}, {"kind": "gas_boiler", "capacity_mw": "5 MW"}]
    problem = only({"network.heat_sources_today": units})
    assert problem.path == "network.heat_sources_today"
    assert "no. 2: Heat capacity [MW]" in problem.sentence


def test_what_cannot_be_printed_is_not_repeated() -> None:
    """No control sign and no change of writing direction gets into a sentence."""
    sentence = only({CAPACITY: "7\x1b[31m\u202e\ud800"}).sentence
    assert sentence.isprintable()


OWN_SENTENCES = [code for code in messages() if code.startswith("own.")]


@pytest.mark.parametrize("code", OWN_SENTENCES)
def test_every_sentence_about_hourly_data_ends_as_one(code: str) -> None:
    """Names of series and units apart, each is a sentence with a full stop and no shout."""
    if code.startswith("own.series.") or code == "own.note.in_unit":
        return
    assert messages()[code].endswith(".")
    assert "!" not in messages()[code]


def test_what_a_file_of_hours_says_is_quoted_fit_to_print() -> None:
    """A header of control signs and a thousand letters does not get into a sentence as it is."""
    note = Note("own.unit", {"column": "a\x1b[31m" * 99, "value": "\u202e", "known": "MW, kW"})
    (sentence,) = sentences(OwnError(note))
    assert sentence.isprintable()
    assert len(sentence) < 200


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*FIELDS]), ANY, min_size=1, max_size=5))
def test_whatever_stands_in_a_field_gets_a_sentence_that_names_it(draft: dict[str, Any]) -> None:
    """Never a traceback: each problem is one short, printable sentence at a field."""
    try:
        Site.model_validate(nested(GOOD | draft))
    except ValidationError as error:
        for problem in problems(error):
            assert problem.path in FIELDS or problem.path.startswith("network.heat_sources_today")
            assert problem.path in problem.sentence
            assert problem.sentence.isprintable()
            assert len(problem.sentence) < 600


@given(st.dictionaries(st.sampled_from(list(Site.model_fields)) | st.text(), ANY, max_size=5))
def test_whatever_stands_in_a_file_gets_sentences(given_site: dict[str, Any]) -> None:
    """Wrong in shape as well as in value: still sentences."""
    try:
        Site.model_validate(given_site)
    except ValidationError as error:
        found = problems(error)
        assert found
        assert all(problem.sentence.isprintable() for problem in found)


QUOTE = dict(zip(QUOTED, (4.4, 30, 22, 50, 80), strict=True))
COP, WARM, COLD, BACK, HOT = QUOTED
WRONG_QUOTES: dict[str, tuple[dict[str, Any], str, tuple[str, ...]]] = {
    "above Carnot": ({COP: 9.5}, COP, ("9.5", "8.71", "Carnot", "heating and cooling", "= 5.25")),
    "far above Carnot": ({COP: 25}, COP, ("25", "8.71", "Carnot", "Enter 8.71")),
    "source swapped": ({WARM: 22, COLD: 30}, WARM, ("22 °C", "30 °C", "Enter the warmer")),
    "no drop": ({WARM: 22}, WARM, ("22 °C", "empty all five")),
    "network swapped": ({BACK: 80, HOT: 50}, BACK, ("80 °C", "50 °C", "Enter the colder")),
    "no lift": ({WARM: 70, COLD: 66}, HOT, ("64.8 °C", "68 °C", "exchanger", "empty all five")),
    "in part": ({COLD: None, HOT: None}, COLD, ("missing", "all four", "between -15 and 94")),
    "too hot": ({HOT: 400}, HOT, ("400", "between 20 and 160")),
    "no number": ({COP: "good"}, COP, ("“good”", "between 1 and 30")),
}


@pytest.mark.parametrize("name", WRONG_QUOTES)
def test_a_wrong_quote_is_told_at_its_field(name: str) -> None:
    """The field, the value, the limit and the way out; of a sum of both COP what it may hide."""
    entries, path, parts = WRONG_QUOTES[name]
    draft = {p: entry for p, entry in (QUOTE | entries).items() if entry is not None}
    found = only(draft)
    assert found.path == path
    assert path in found.sentence
    for part in parts:
        assert part in found.sentence, found.sentence


@pytest.mark.parametrize("name", ["source swapped", "network swapped"])
def test_a_swapped_quote_is_put_right_by_a_swap(name: str) -> None:
    """The two paths whose exchange helps stand beside the sentence."""
    entries, _, _ = WRONG_QUOTES[name]
    draft = QUOTE | entries
    swap = only(draft).swap
    assert swap is not None
    mended = draft | {swap[0]: draft[swap[1]], swap[1]: draft[swap[0]]}
    assert Site.model_validate(nested(GOOD | mended)).plant.quoted.cop == QUOTE[COP]


def test_no_quote_is_stated_by_null_or_by_nothing() -> None:
    """Null is absent, as for every other input."""
    for draft in ({"plant.quoted": None}, {QUOTED[0]: None}):
        assert Site.model_validate(nested(GOOD | draft)) == Site.model_validate(nested(GOOD))


@given(
    st.fixed_dictionaries({}, optional={path: st.floats(-20, 170) for path in QUOTED}),
)
def test_any_quote_is_a_site_or_a_sentence(quote: dict[str, float]) -> None:
    """No entry breaks the check; what passes states all five figures or none."""
    try:
        Site.model_validate(nested(GOOD | quote))
    except ValidationError as error:
        told = sentences(error)
    else:
        told = [] if len(quote) in (0, len(QUOTED)) else [""]
    assert all(told)
