"""What the page Heat price says of what opens the room, and of what narrows it again."""

from __future__ import annotations

import pytest

from ihp_core.answer import answer
from ihp_core.report.price.nearest import as_entered, enough, narrowing
from ihp_core.report.viability.target import target_sentence
from ihp_core.results.other_cases import Opener, Openers, Takes, TargetPrice
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example
from ihp_core.text import LANGUAGES, messages, say
from tests.given import site_of

KINDS = ("today", "today_boiler", "air_heat_pump", "biomass_boiler", "other")


def opener(gain: float, **more: object) -> Opener:
    """A grant that brings so much [EUR/MWh]."""
    told = {"field": "contract.grant_fraction", "start": 0.0, "to": 0.4, "closes": False}
    told |= {"gain_eur_per_mwh": gain, "price_eur_per_mwh": 60.0, "stated": {}}
    return Opener.model_validate(told | more)


def missing(gap: float | None, *gains: float) -> Assessment:
    """A site with a gap to the best alternative and changes that bring so much [EUR/MWh]."""
    found = answer(example("norderstedt"))
    price = found.price.model_copy(update={"gap_eur_per_mwh": gap})
    told = Openers(missing_eur_per_mwh=gap, changes=tuple(opener(gain) for gain in gains))
    return found.model_copy(update={"price": price}).with_makers(openers=lambda: told)


@pytest.mark.parametrize(
    ("gains", "told"),
    [((12.0, 3.0), ""), ((6.0, 5.0), "several together"), ((4.0, 3.0), "worth")],
)
def test_it_is_said_whether_the_changes_are_enough(gains: tuple[float, ...], told: str) -> None:
    """A reader who adds up the cards gets the answer from us; one that does it says so itself."""
    assert told in enough(missing(10.0, *gains), "en")
    assert bool(enough(missing(10.0, *gains), "en")) is bool(told)
    assert enough(missing(None, *gains), "en") == ""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_best_has_words_for_what_makes_it_cheaper(kind: str, language: str) -> None:
    """With room the room narrows, without it the gap widens: never the one where the other is."""
    assert {f"price.narrows.{kind}", f"price.widens.{kind}"} <= set(messages())
    best = {"today_boiler": "today"}.get(kind, kind)
    found = answer(example("norderstedt"))
    if kind == "today":
        found = found.model_copy(
            update={"replaced": found.replaced.model_copy(update={"units": ()})}
        )
    for price, way in ((60.0, "narrows"), (None, "widens")):
        shown = found.price.model_copy(update={"best_kind": best, "indicative_eur_per_mwh": price})
        told = narrowing(found.model_copy(update={"price": shown}), language)
        assert told == say(f"price.{way}.{kind}", language)


def test_a_shorter_way_is_told_of_what_was_entered() -> None:
    """Who stated the route reads of the route, not of a straight line they never named."""
    half = opener(1.0, field="connection.distance_km", start=1.0, to=0.5)
    routed = answer(site_of({"connection.route_km": 1.3}))
    assert as_entered(routed, half) == ("connection.route_km", 1.3, 0.65)
    straight = answer(site_of({"connection.distance_km": 1.0}))
    assert as_entered(straight, half)[0] == "connection.distance_km"


def test_a_price_below_zero_is_told_as_who_pays() -> None:
    """No customer reads "-10 EUR/MWh at most for the surplus heat"."""
    field = "data_centre.heat_price_eur_per_mwh"
    takes = (Takes(field=field, start=0.0, to=-10.0),)
    target = TargetPrice(price_eur_per_mwh=45.0, met=False, takes=takes)
    found = answer(example("german")).model_copy(update={"target": target})
    told = target_sentence(found, "en").replace("\N{NO-BREAK SPACE}", " ")
    assert "a data centre that pays 10 €/MWh" in told
    assert "-" not in told
