"""The charts of the price page: their messages, their sums, and whose eyes they are for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise

import pytest

from ihp_core.answer import answer
from ihp_core.assessment import assess
from ihp_core.contract.shapes import Negotiation
from ihp_core.contract.structures import structure_named
from ihp_core.economics.scenarios import SCENARIOS
from ihp_core.report.drawing.picture import Picture
from ihp_core.report.price.doubt import distribution, tornado, weights
from ihp_core.report.price.over_years import (
    ALL,
    avoided_in_todays_money,
    mean_prices,
    price_years,
    span,
)
from ihp_core.report.price.parties import money_years, party_gains
from ihp_core.report.price.power import power_line, usual_prices
from ihp_core.report.price.real_projects import (
    capital_beside,
    capital_parts,
    real_projects,
    site_eur_per_kw,
)
from ihp_core.report.price.replaced import replaced_months, units_told
from ihp_core.results.discretion import discreet
from ihp_core.results.other_cases import Driver, Uncertainty
from ihp_core.results.results import Assessment
from ihp_core.text import figure
from tests.given import site_of as given_site
from tests.report.conftest import CASES, site_of
from tests.report.seen import points, spec

MOST_POINTS = 800
Draw = Callable[[Assessment], Picture | None]


@cache
def told_of(case: str) -> Assessment:
    """The whole answer to a case, with its spread."""
    return answer(site_of(case))


def agreed(found: Assessment) -> Negotiation:
    """What the parties negotiate on, where there is heat to sell."""
    assert found.negotiation is not None
    return found.negotiation


def sure(found: Assessment) -> Uncertainty:
    """How sure the answer is."""
    assert found.uncertainty is not None
    return found.uncertainty


FOR_ALL: dict[str, Draw] = {
    "replaced": replaced_months,
    "base": lambda found: price_years(agreed(found), "base"),
    "shock": lambda found: price_years(agreed(found), "shock"),
    "low": lambda found: price_years(agreed(found), "low", ALL),
    "high": lambda found: price_years(agreed(found), "high", ALL),
}
INTERNAL: dict[str, Draw] = {
    "gains": lambda found: party_gains(found, agreed(found).gains),
    "money": lambda found: money_years(found, agreed(found).cash_flow),
    "distribution": lambda found: distribution(found, sure(found)),
    "tornado": lambda found: tornado(found, sure(found)),
    "capital": capital_beside,
}
WITH_HEAT = [case for case in CASES if case != "nothing"]


@pytest.mark.parametrize("case", WITH_HEAT)
@pytest.mark.parametrize("chart", [*FOR_ALL, *INTERNAL])
def test_every_chart_is_light_says_its_message_and_holds_no_nan(case: str, chart: str) -> None:
    """At most 800 points, as wide as its column, a title and a description with numbers."""
    picture = (FOR_ALL | INTERNAL)[chart](told_of(case))
    drawn = spec(picture)
    assert picture is not None
    assert 0 < len(points(drawn)) <= MOST_POINTS
    assert drawn["width"] == "container"
    assert re.search(r"\d", picture.title)
    assert len(picture.alt) > 20
    json.dumps(drawn, allow_nan=False)


@pytest.mark.parametrize("chart", [*FOR_ALL, *INTERNAL])
def test_text_takes_the_colour_of_the_page(chart: str) -> None:
    """No word is drawn in a colour that a dark page would swallow."""
    drawn = spec((FOR_ALL | INTERNAL)[chart](told_of("german")))
    marks = [layer["mark"] for layer in drawn["layer"] if layer["mark"]["type"] == "text"]
    assert {mark["color"] for mark in marks} <= {"currentColor"}


def test_without_heat_nothing_is_agreed_on_and_the_months_say_so() -> None:
    """A site that delivers nothing has no contract, no price and no months."""
    found = told_of("nothing")
    assert found.negotiation is None
    assert distribution(found, sure(found)) is None
    assert tornado(found, sure(found)) is None
    assert "No heat" in replaced_months(found).title


def test_without_room_the_conversation_has_no_price_over_the_years() -> None:
    """The months then stand alone, without the dashed price."""
    found = told_of("air_cooled_far")
    shown = discreet(found)
    assert agreed(found).path("indexed", "base").real_price_eur_per_mwh
    assert price_years(agreed(shown), "base") is None
    kinds = [layer["mark"]["type"] for layer in spec(replaced_months(shown))["layer"]]
    assert kinds == ["bar"]
    assert mean_prices(agreed(shown)) == {}


def test_the_bars_of_the_months_are_the_avoided_cost() -> None:
    """Weighted by the heat of the months they give today's cost of the first year (0.1 EUR/MWh)."""
    found = told_of("german")
    bars = [row["y"] for row in points(spec(replaced_months(found))) if "told" in row]
    heat = [month.heat_mwh for month in found.replaced.months if month.heat_mwh >= 5]
    mean = sum(b * h for b, h in zip(bars, heat, strict=True)) / sum(heat)
    assert mean == pytest.approx(found.price.today_first_year_eur_per_mwh, abs=0.1)


def test_the_units_that_give_way_are_named_by_their_share() -> None:
    """The largest first, what is below half a per cent left out."""
    told = units_told({"gas_boiler": 100.0, "gas_chp": 299.0, "other": 1.0})
    assert re.sub(r"\s", " ", told) == "Gas combined heat and power 75 %, Gas boiler 25 %"
    assert units_told({}) == "–"


def test_as_expected_an_index_starts_above_the_price_and_ends_below_it() -> None:
    """In today's money what pays for the capital falls; a price that rises with consumer prices is
    level; a share of today's cost rises with carbon. The title names both ends of both."""
    found = agreed(told_of("german"))
    start = found.price_eur_per_mwh
    assert start is not None
    for structure in ALL:
        real = found.path(structure, "base").real_price_eur_per_mwh or ()
        if structure == "fixed":
            assert real == pytest.approx([start] * len(real), rel=1e-6)
        elif structure_named(structure).follows_today:
            assert real[0] < start < real[-1]
        else:
            assert real[0] > start > real[-1]
            assert list(real) == sorted(real, reverse=True)
    picture = price_years(found, "base")
    assert picture is not None
    indexed = found.path("indexed", "base").real_price_eur_per_mwh or ()
    for end in (indexed[0], indexed[-1], start):
        assert figure(end, "EUR/MWh") in picture.title


def test_in_a_shock_the_indexed_price_rises_and_the_fixed_one_does_not() -> None:
    """The title names the years and the highest prices."""
    found = agreed(told_of("german"))
    indexed = found.path("indexed", "shock").real_price_eur_per_mwh or ()
    fixed = found.path("fixed", "shock").real_price_eur_per_mwh or ()
    assert max(indexed) > 1.1 * indexed[0]
    assert max(fixed) == pytest.approx(fixed[0], rel=1e-9)
    picture = price_years(found, "shock")
    assert picture is not None
    assert span(found.shock_years) in picture.title
    assert str(round(max(indexed))) in picture.title


def test_todays_cost_over_the_years_is_what_the_price_is_held_against() -> None:
    """Its discounted mean over the years that law allows, in today's money, is today's cost over
    the term; carbon makes it rise (1e-6)."""
    found = told_of("german")
    every = avoided_in_todays_money(agreed(found).path("indexed", "base"))
    real = every[: agreed(found).todays_years]
    rate = float(found.inputs["contract.discount_rate_fraction"].value or 0)
    weights = [(1 + rate) ** -(year + 1) for year in range(len(real))]
    mean = sum(x * w for x, w in zip(real, weights, strict=True)) / sum(weights)
    assert mean == pytest.approx(found.price.today_eur_per_mwh, rel=1e-6)
    assert all(after > before for before, after in pairwise(real))


def test_dear_carbon_makes_todays_heat_dearer_than_cheap_carbon() -> None:
    """Low, base and high follow their own paths of carbon; gas is the same in the last two."""
    found = agreed(told_of("german"))
    late = (found.todays_years or len(found.path("indexed", "base").avoided_eur_per_mwh)) - 1
    last = [
        found.path("indexed", name).avoided_eur_per_mwh[late] for name in ("low", "base", "high")
    ]
    assert last == sorted(last)
    assert last[0] < last[1] < last[2]


def test_the_line_of_todays_heat_ends_with_the_last_year_that_law_allows() -> None:
    """Gas from 2040 on over 20 years: four or five years of it, and the title says so."""
    draft = {"contract.start": "2040-01-01", "contract.term_years": 20, "country": "DE"}
    found = assess(given_site(draft | {"network.heat_source_today": "gas_boiler"}))
    negotiated = agreed(found)
    allowed = int((found.price.today_last_year or 0) - 2040 + 1)
    assert negotiated.todays_years == allowed
    drawn = price_years(negotiated, "base")
    assert drawn is not None
    assert f"in year {allowed}, the last that law allows" in drawn.title
    xs = [row["x"] for row in points(spec(drawn)) if set(row) == {"x", "y"} and row["x"] <= 20]
    assert xs.count(allowed + 1) == xs.count(allowed) - 1


def test_the_means_are_there_for_every_structure_and_scenario() -> None:
    """Every structure by four scenarios; low prices are below high ones where they follow."""
    means = mean_prices(agreed(told_of("german")))
    assert set(means) == set(ALL)
    assert all(tuple(by_scenario) == SCENARIOS for by_scenario in means.values())
    assert means["indexed"]["low"] < means["indexed"]["base"] < means["indexed"]["high"]


def test_names_at_the_ends_of_lines_do_not_meet() -> None:
    """Equal prices have names above one another, each behind its own stroke."""
    drawn = spec(price_years(agreed(told_of("german")), "base"))
    names = [row for row in points(drawn) if "words" in row]
    heights = sorted(row["y"] for row in names)
    assert len(names) == 3
    assert min(b - a for a, b in pairwise(heights)) > 2


def test_the_gains_cross_zero_at_the_cost_and_at_todays_cost() -> None:
    """The marks stand where producer and operator gain nothing."""
    found = told_of("german")
    drawn = spec(party_gains(found, agreed(found).gains))
    marked = sorted({row["x"] for row in points(drawn) if "top" in row})
    ends = [found.price.floor_eur_per_mwh, found.price.ceiling_eur_per_mwh]
    assert marked == pytest.approx(ends)


def test_both_sides_gain_up_to_the_lesser_of_what_the_operator_could_do() -> None:
    """Today's heat is dearer than what could be built: the price stays below the latter."""
    found = told_of("german")
    price, title = found.price, party_gains(found, agreed(found).gains).title
    lesser = min(price.today_eur_per_mwh or 0, price.alternative_eur_per_mwh or 0)
    assert lesser < max(price.today_eur_per_mwh or 0, price.alternative_eur_per_mwh or 0)
    ends = [figure(end, "EUR/MWh") for end in (price.floor_eur_per_mwh, lesser)]
    assert title.startswith(f"Between {ends[0]} and {ends[1]}")


def test_the_money_of_the_years_ends_at_the_net_present_value() -> None:
    """The discounted sum's last point is the net present value, in M€ (1e-3)."""
    found = told_of("german")
    lines = [row for row in points(spec(INTERNAL["money"](found))) if set(row) == {"x", "y"}]
    last = max(lines, key=lambda row: row["x"])
    assert last["y"] == pytest.approx((found.finance.npv_eur or 0) / 1e6, abs=1e-3)
    without = INTERNAL["money"](told_of("air_cooled_far"))
    assert without is not None
    assert "just paid back" in without.title


def test_the_bars_of_the_distribution_count_every_sample() -> None:
    """Nothing is cut off at the ends, and P10, P50 and P90 are marked."""
    found = told_of("german")
    drawn = spec(INTERNAL["distribution"](found))
    bars = [row["y"] for row in points(drawn) if "zero" in row]
    histogram = sure(found).histogram
    assert histogram is not None
    assert sum(bars) == sum(histogram.counts)
    words = " ".join(row["words"] for row in points(drawn) if "words" in row)
    assert all(name in words for name in ("P10", "P50", "P90"))


def a_driver(share: float, doubt: float, price: float | None = 60.0) -> Driver:
    """An input that makes so much of the price's spread and of the verdict's doubt."""
    return Driver(
        key="network.return_summer_c",
        low=45,
        value=50,
        high=55,
        unit="°C",
        quality="assumed",
        price_at_low=price,
        price_at_high=None if price is None else price + 4,
        price_variance_fraction=share,
        verdict_doubt_fraction=doubt,
    )


@pytest.mark.parametrize(
    ("share", "doubt", "price", "kept"),
    [(0.4, 0.0, 60.0, 1), (0.0, 0.4, 60.0, 1), (0.001, 0.001, 60.0, 0), (0.4, 0.4, None, 0)],
)
def test_what_does_not_weigh_is_not_worth_measuring(
    share: float, doubt: float, price: float | None, kept: int
) -> None:
    """Kept is what makes half a per cent of the spread or of the doubt, and has a price."""
    spread = sure(told_of("german"))
    few = spread.model_copy(update={"drivers": (a_driver(share, doubt, price),)})
    assert len(weights(few)) == kept


@pytest.mark.parametrize(("share", "doubt", "of"), [(0.4, 0.1, "spread"), (0.1, 0.4, "doubt")])
def test_the_tornado_says_of_what_an_input_makes_the_larger_part(
    share: float, doubt: float, of: str
) -> None:
    """The share stands beside the bar and in the title, and the bar runs from end to end."""
    found = told_of("german")
    few = sure(found).model_copy(update={"drivers": (a_driver(share, doubt),)})
    picture = tornado(found, few)
    assert picture is not None
    assert "40" in picture.title
    assert of in picture.title
    bar = next(row for row in points(spec(picture)) if "colour" in row)
    assert (bar["low"], bar["high"]) == (60, 64)
    assert of in bar["words"]


def test_the_capital_adds_up_and_stands_beside_real_projects() -> None:
    """The parts are the investment; the projects are sorted and say what they include."""
    found = told_of("german")
    parts = capital_parts(found)
    total = parts.pop("total")
    assert sum(spent for spent, _ in parts.values()) == pytest.approx(total[0])
    assert sum(share for _, share in parts.values()) == pytest.approx(1)
    projects = real_projects()
    assert len(projects) >= 5
    assert all(project.scope and project.source for project in projects)
    costs = [project.eur_per_kw for project in projects]
    assert costs == sorted(costs)
    ours = site_eur_per_kw(found)
    assert ours["heat_pump"] < ours["plant"]


def test_the_parts_of_the_electricity_price_add_up_as_they_are_read() -> None:
    """Who adds the figures of the line finds the first one (0.2 for the rounding)."""
    line = re.sub(r"\s", " ", power_line(told_of("german")))
    all_in = float(re.findall(r"^([\d.]+)", line)[0])
    given = re.findall(r"(?:energy|supply|levies|tax) ([\d.]+)(?=[ .])", line)
    assert sum(map(float, (one.rstrip(".") for one in given))) == pytest.approx(all_in, abs=0.2)
    assert "through the data centre's connection" in line
    assert usual_prices(told_of("german")).count("€/MWh") == 3
    assert power_line(told_of("all_direct")) == ""
