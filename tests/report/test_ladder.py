"""The ladder of prices: its message, its rungs, and whose eyes they are for."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from ihp_core.answer import answer
from ihp_core.report.drawing.palette import OWN, plant_colour
from ihp_core.report.drawing.picture import Picture
from ihp_core.report.price.beside import todays_words
from ihp_core.report.price.ladder import ladder, message
from ihp_core.report.price.nearest import nearest
from ihp_core.report.price.over_years import price_years
from ihp_core.results.discretion import discreet
from ihp_core.results.other_cases import Openers
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from ihp_core.text import LANGUAGES
from tests.report.seen import points, spec

CHEAP_POWER = {"market.electricity_price_eur_per_mwh": 120}
CHIPS = {"network.alternatives_possible": ["biomass_boiler"], "network.supply_winter_c": 105.0}
RETURN = {"contract.discount_rate_fraction": 0.0813, "contract.room_share_fraction": 0.431}
MONEY = ("contract.grant_fraction", "market.electricity_price_eur_per_mwh")


@cache
def told_of(name: str, stated: str = "{}") -> Assessment:
    """The whole answer to an example with other things stated."""
    before = flat(example(name).model_dump(mode="json", exclude_defaults=True))
    return answer(Site.model_validate(nested(before | json.loads(stated))))


def with_(name: str, stated: dict[str, Any]) -> Assessment:
    """The same, of what is written as it is entered."""
    return told_of(name, json.dumps(stated))


def plain(told: str) -> str:
    """Without the spaces that do not break."""
    return re.sub(r"\s", " ", told)


def steps(picture: Picture) -> list[dict[str, Any]]:
    """The rungs of a ladder."""
    return [row for row in points(picture) if "thick" in row]


def names(picture: Picture) -> str:
    """All that stands beside the rungs."""
    return " ".join(
        str(row["words"]).replace("\n", " ") for row in points(picture) if "words" in row
    )


def test_with_room_the_message_is_the_price_today_and_the_best_alternative() -> None:
    """In the words a director reads aloud, the price with its band."""
    told = plain(message(discreet(with_("german", CHEAP_POWER)), "en"))
    assert re.fullmatch(
        r"About \d+ €/MWh \(\d+–\d+\)\. Your heat today: \d+\. A new air-source heat pump: \d+; "
        r"this offer is about [\d.]+ €/MWh below that\.",
        told,
    )


def test_where_todays_heat_is_the_best_nothing_dearer_stands_in_the_message() -> None:
    """The offer is held against today's heat itself."""
    told = plain(message(discreet(told_of("swedish")), "en"))
    assert re.search(r"Your heat today: \d+; this offer is about [\d.]+ €/MWh below that\.$", told)


def test_a_small_gap_is_told_with_what_would_close_it() -> None:
    """How far each of two changes has to go, not how much nearer it comes."""
    told = plain(message(discreet(with_("german", CHIPS)), "en"))
    assert told.startswith("About 4.9 €/MWh")
    assert "above your best alternative, a new wood-chip boiler (55 €/MWh)." in told
    assert told.endswith("Electricity at 125 €/MWh or a grant of 25 % would close it.")


def test_a_large_gap_is_told_with_the_most_that_one_change_takes_off() -> None:
    """Never without a number, never a promise."""
    told = plain(message(discreet(told_of("norderstedt")), "en"))
    assert told.startswith("About 49 €/MWh above your best alternative")
    assert told.endswith("A grant of 40 % would take 17 off, which is not enough.")


def test_the_internal_view_says_the_price_that_must_come_nearer() -> None:
    """Without room the price is the producer's cost, and it is called that."""
    picture = ladder(with_("german", CHIPS), "en")
    assert plain(picture.title).endswith(
        "A new wood-chip boiler: 55; this offer must come nearer to that."
    )
    assert "the producer's cost" in names(picture)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["german", "swedish", "norderstedt", "air_cooled_far"])
def test_every_ladder_has_a_number_in_its_title_and_no_dash(name: str, language: str) -> None:
    """In both views and every language."""
    for shown in (told_of(name), discreet(told_of(name))):
        picture = ladder(shown, language)
        assert re.search(r"\d", picture.title)
        assert not re.search(r"(^|\s)[–-](\s|$)", picture.title)
        assert len(points(spec(picture))) < 100


def test_the_rungs_stand_where_their_prices_are() -> None:
    """Today's heat in its colour at the left, this heat thick at the right with its band."""
    found = discreet(told_of("german"))
    rungs = {row["y"]: row for row in steps(ladder(found))}
    price = found.price
    assert rungs[price.today_eur_per_mwh]["colour"] == OWN
    ours = rungs[price.indicative_eur_per_mwh]
    assert ours["colour"] == plant_colour(found.heat)
    assert ours["thick"] == max(row["thick"] for row in rungs.values())
    assert price.air_heat_pump_eur_per_mwh in rungs
    assert {change.price_eur_per_mwh for change in nearest(found)} <= set(rungs)
    band = [row for row in points(ladder(found)) if row.get("colour") == ours["colour"]]
    ends = [(row["y"], row["y2"]) for row in band if "y2" in row]
    assert ends == [pytest.approx((price.p10_eur_per_mwh, price.p90_eur_per_mwh), abs=1e-3)]


def test_the_producers_range_stands_in_the_internal_view_only() -> None:
    """The floor is a rung and a field there, and is nowhere in front of a customer."""
    found = told_of("german")
    floor = found.price.floor_eur_per_mwh
    assert floor in [row["y"] for row in steps(ladder(found))]
    told = json.dumps(ladder(discreet(found)).spec) + ladder(discreet(found)).alt
    assert f"{floor:.4f}"[:-1] not in told
    assert "roducer" not in told


def test_of_own_figures_a_customer_reads_what_typical_ones_say() -> None:
    """What a change gains is reckoned without what was entered, so that its slope tells nothing."""
    found, usual = with_("german", RETURN), answer(example("german"))
    shown, whole = discreet(found).openers, found.openers
    assert shown is not None
    assert whole is not None
    assert usual.openers is not None

    def gains(openers: Openers) -> dict[str, float | None]:
        return {change.field: change.gain_eur_per_mwh for change in openers.changes}

    assert gains(shown).keys() == gains(usual.openers).keys()
    assert gains(shown) == pytest.approx(gains(usual.openers), rel=1e-6)
    assert gains(shown) != pytest.approx(gains(whole), rel=1e-3)


def test_a_target_and_a_stated_grant_have_their_rungs() -> None:
    """What they say they pay for all, the price without the grant for the producer."""
    stated = {"contract.target_price_eur_per_mwh": 45.0, "contract.grant_fraction": 0.3}
    found = with_("german", stated)
    assert 45.0 in [row["y"] for row in steps(ladder(discreet(found)))]
    assert "without the grant" in names(ladder(found, "en"))
    assert "without the grant" not in names(ladder(discreet(found), "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_beside_the_rungs_do_not_meet(language: str) -> None:
    """Numbers of one side are at least two lines apart, however near their prices are."""
    stated = CHIPS | {"contract.target_price_eur_per_mwh": 53.0}
    picture = ladder(with_("german", stated), language)
    drawn = spec(picture)
    low, high = drawn["layer"][0]["encoding"]["y"]["scale"]["domain"]
    numbers = [layer for layer in drawn["layer"] if layer["mark"].get("fontWeight") == "bold"]
    for layer in numbers:
        at = sorted(row["y"] for row in layer["data"]["values"])
        pixels = [
            (after - before) / (high - low) * drawn["height"] for before, after in pairwise(at)
        ]
        assert min(pixels) >= 30
        assert low <= at[0]
        assert at[-1] <= high


def test_why_todays_heat_is_not_what_was_entered_is_said() -> None:
    """Who entered 75 and reads another figure finds what is taken off."""
    told = plain(todays_words(with_("german", {"network.heat_cost_today_eur_per_mwh": 75.0}), "en"))
    assert "You entered 75 €/MWh: 2" in told
    assert "first year" in plain(todays_words(told_of("german"), "en"))
    assert "entered" not in todays_words(told_of("german"), "en")


def test_on_the_page_the_years_take_the_whole_field() -> None:
    """The axis ends with the last year, the names stand beyond it; on paper beside the lines."""
    agreed = told_of("german").negotiation
    assert agreed is not None
    ends = []
    for to_the_edge in (True, False):
        drawn = spec(price_years(agreed, "base", to_the_edge=to_the_edge))
        ends.append(drawn["layer"][0]["encoding"]["x"]["scale"]["domain"][1])
    years = len(agreed.path("indexed", "base").avoided_eur_per_mwh)
    assert ends[0] == years
    assert ends[1] > years
