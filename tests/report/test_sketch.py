"""The sketch of the two places, and the two figures of a summary that have no page of their own."""

from __future__ import annotations

from typing import Any

import pytest

from ihp_core.answer import answer
from ihp_core.report.drawing.svg import NARROW_PX
from ihp_core.report.papers.sketch import HEIGHT, network_named, sketch
from ihp_core.report.summary.headline import co2, first_heat
from ihp_core.site.examples.known_networks import changes_of, known_networks
from ihp_core.site.examples.worked import example
from ihp_core.site.site import Site
from ihp_core.text import figure, say
from tests.report.papers import DAY, answer_of
from tests.report.seen import points, spec


def placed(latitude: float, longitude: float) -> Site:
    """The German example with its connection point somewhere else."""
    data = example("german").model_dump(mode="json", exclude_defaults=True)
    data["network"] |= {"latitude": latitude, "longitude": longitude}
    return Site.model_validate(data)


def ends(drawn: dict[str, Any]) -> list[dict[str, float]]:
    """Data centre, then connection point [km]."""
    found: list[dict[str, float]] = drawn["layer"][0]["data"]["values"]
    return found


def test_north_is_up_and_east_is_right() -> None:
    """A point further north and east stands higher and to the right, by its kilometres."""
    start = example("german").data_centre
    assert start.latitude is not None
    assert start.longitude is not None
    site = placed(start.latitude + 0.009, start.longitude + 0.014)
    home, there = ends(spec(sketch(site, answer_of("german"))))
    assert (home["x"], home["y"]) == (0, 0)
    assert there["y"] == pytest.approx(1.0, rel=0.01)
    assert there["x"] == pytest.approx(0.014 * 111.2 * 0.641, rel=0.01)


@pytest.mark.parametrize(("north", "east"), [(0.02, 0.0), (0.0, 0.02), (-0.01, 0.03)])
def test_a_kilometre_is_as_long_upwards_as_across(north: float, east: float) -> None:
    """Both points lie within the field, whose axes have one scale."""
    start = example("german").data_centre
    site = placed((start.latitude or 0) + north, (start.longitude or 0) + east)
    drawn = spec(sketch(site, answer_of("german")))
    x, y = (drawn["layer"][0]["encoding"][name]["scale"]["domain"] for name in "xy")
    assert (x[1] - x[0]) / NARROW_PX == pytest.approx((y[1] - y[0]) / HEIGHT, rel=1e-9)
    for end in ends(drawn):
        assert x[0] < end["x"] < x[1]
        assert y[0] < end["y"] < y[1]


def test_places_that_nobody_stated_are_not_invented() -> None:
    """The example without places: beside each other, and the title says so."""
    site = example("guide_10mw_4g")
    assert site.network.latitude is None
    pipe = answer_of("guide_10mw_4g").connection
    words = {"route": pipe.route_km, "straight": pipe.distance_km}
    told = {name: figure(length, "km") for name, length in words.items()}
    drawn = sketch(site, answer_of("guide_10mw_4g"))
    assert drawn.title == say("paper.sketch.unplaced", **told)


def test_a_published_network_is_called_by_its_name() -> None:
    """City and operator beside the point, where its figures are what was stated."""
    known = next(one for one in known_networks().values() if one.operator)
    data = example("german").model_dump(mode="json", exclude_defaults=True)
    for path, entry in changes_of(known).items():
        group, _, name = path.partition(".")
        if entry is not None:
            data.setdefault(group, {})[name] = entry
    site = Site.model_validate(data)
    assert network_named(site) == f"{known.city}, {known.operator}"
    texts = [point.get("words", "") for point in points(sketch(site, answer_of("german")))]
    assert any(known.operator in " ".join(text.split("\n")) for text in texts)
    assert network_named(example("german")) == ""


def test_a_map_to_scale_says_how_long_a_kilometre_is() -> None:
    """A round length and north; neither where the places are not stated."""
    bar = figure(0.2, "km")
    for name, scaled in (("german", True), ("guide_10mw_4g", False)):
        drawn = points(sketch(example(name), answer_of(name)))
        told = {point.get("words") for point in drawn}
        assert (say("paper.sketch.north") in told) == scaled
        assert (bar in told) == scaled


def test_both_points_on_one_spot_are_drawn() -> None:
    """A plant at the connection point: no division by the distance."""
    start = example("german").data_centre
    drawn = spec(sketch(placed(start.latitude or 0, start.longitude or 0), answer_of("german")))
    assert len(ends(drawn)) == 2


@pytest.mark.parametrize(
    ("kind", "case"), [("gas_boiler", "less"), ("biomass_boiler", "more"), ("other", "unknown")]
)
def test_co2_is_said_as_it_is(kind: str, case: str) -> None:
    """Less, more or not known; the amount without a sign, its factors beside it."""
    data = example("german").model_dump(mode="json", exclude_defaults=True)
    data["network"] |= {"heat_source_today": kind, "heat_cost_today_eur_per_mwh": 60}
    found = answer(Site.model_validate(data))
    fact = co2(found, "en")
    amount = found.emissions.life_cycle.displaced_t_per_year
    words = figure(None if amount is None else abs(amount), "t/a")
    assert fact.figure == say(f"report.fact.co2.{case}", amount=words)
    assert figure(found.emissions.grid_kg_per_mwh, "kg/MWh") in fact.note


def test_the_first_heat_is_a_window_a_day_or_months() -> None:
    """With a day of the case, with a start agreed, and with neither."""
    assert first_heat(answer_of("german"), "en").figure == "May 2028 to Nov 2029"
    assert first_heat(answer(example("german")), "en").figure == "18 to 36\N{NO-BREAK SPACE}months"
    data = example("german").model_dump(mode="json", exclude_defaults=True)
    data["contract"] |= {"start": "2031-10-01"}
    agreed = answer(Site.model_validate(data)).as_of(DAY)
    assert first_heat(agreed, "en").figure == "Oct 2031"
