"""The map's ground, its marks, and the country that a place on it brings along."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ihp_core.assessment import assess
from ihp_core.site.examples.worked import example
from pages.components.display.shores import EAST, NORTH, SOUTH, STEPS, WEST, shores
from pages.components.site.map import country_follows
from pages.components.site.map_ground import _same_for_all, in_script
from pages.components.site.map_marks import call, marks
from pages.components.state.answer import Answer
from pages.components.state.draft import EXAMPLE

HERE, THERE = (53.6, 10.0), (53.61, 10.02)


def end(name: str, place: tuple[float, float]) -> dict[str, Any]:
    """An end of the route as a draft states it."""
    return {f"{name}.latitude": place[0], f"{name}.longitude": place[1]}


def points(line: list[int]) -> list[tuple[float, float]]:
    """A line of the sketch in degrees."""
    found, east, north = [], 0, 0
    for step_east, step_north in zip(line[::2], line[1::2], strict=True):
        east, north = east + step_east, north + step_north
        found.append((east / STEPS, north / STEPS))
    return found


@pytest.fixture(scope="module")
def sketch() -> dict[str, Any]:
    """Coasts, lakes, rivers, borders."""
    return shores()


def test_the_sketch_is_europe_and_small(sketch: dict[str, Any]) -> None:
    """Land, lakes, rivers and borders, all in the frame, less than a megabyte together."""
    assert set(sketch) == {"steps", "land", "lakes", "islands", "borders", "rivers"}
    assert all(len(sketch[kind]) > 100 for kind in sketch if kind != "steps")
    assert len(json.dumps(sketch, separators=(",", ":"))) < 1e6
    for kind in ("land", "lakes", "borders", "rivers"):
        for line in sketch[kind]:
            assert all(WEST <= lon <= EAST and SOUTH <= lat <= NORTH for lon, lat in points(line))


@pytest.mark.parametrize(
    ("place", "dry"),
    [
        ((10.0, 51.5), True),
        ((18.05, 59.36), True),
        ((10.39, 55.4), True),
        ((3.0, 56.0), False),
        ((19.0, 57.0), False),
        ((-8.0, 53.2), True),
        ((37.6, 55.7), True),
    ],
)
def test_land_is_land_and_sea_is_sea(
    sketch: dict[str, Any], place: tuple[float, float], dry: bool
) -> None:
    """Germany, Stockholm, Odense, Ireland and Moscow against the North Sea and the Baltic."""
    assert any(inside(place, points(ring)) for ring in sketch["land"]) == dry


def inside(place: tuple[float, float], ring: list[tuple[float, float]]) -> bool:
    """Whether a point lies in a ring: a ray to the east crosses it an odd number of times."""
    east, north = place
    crossed = False
    for (x, y), (to_x, to_y) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y > north) != (to_y > north) and east < x + (north - y) / (to_y - y) * (to_x - x):
            crossed = not crossed
    return crossed


def test_the_maps_script_is_made_once_a_language() -> None:
    """Whatever lies on the map and wherever it looks."""
    assert _same_for_all("en") is _same_for_all("en")
    assert _same_for_all("en")["script"] != _same_for_all("de")["script"]
    assert "WORDS" not in _same_for_all("en")["script"]


def answer_of(name: str) -> Answer:
    """What the marks read of an answer."""
    site = example(name)
    answer = object.__new__(Answer)
    object.__setattr__(answer, "site", site)
    object.__setattr__(answer, "assessment", assess(site))
    return answer


def test_marks_are_the_ends_that_are_known_and_the_route_between_both() -> None:
    """The route with its length only where it has two ends."""
    answer = answer_of("german")
    both = marks({"data_centre": HERE, "network": THERE}, answer)
    laid = json.loads(both.removeprefix("window.ihpMarks(").removesuffix(");\n"))
    assert [one["end"] for one in laid["ends"]] == ["data_centre", "network"]
    assert "km" in laid["route"]["label"]
    alone = marks({"data_centre": HERE, "network": None}, answer)
    assert '"route": null' in alone
    assert alone.count('"end"') == 1


@pytest.mark.parametrize("hostile", ["</script><script>x()", "<img src=x onerror=1>", '");x("'])
def test_no_text_on_the_map_can_run(hostile: str) -> None:
    """It is a string of the script, and the script puts it in as text."""
    script = call(signs=[{"tip": hostile}])
    assert "<" not in script
    held = json.loads(script.removeprefix("window.ihpMarks(").removesuffix(");\n"))
    assert held["signs"][0]["tip"] == hostile
    assert in_script(hostile).count('"') - in_script(hostile).count('\\"') == 2


def test_the_country_follows_the_place_until_the_visitor_states_another() -> None:
    """Unknown, an example's own, or that of the places so far; not one of the visitor's own."""
    assert country_follows({})
    assert country_follows({EXAMPLE: "german", "country": "DE"})
    assert not country_follows({EXAMPLE: "german", "country": "AT"})
    assert not country_follows({"country": "DE"})
    assert country_follows({"country": "DE", **end("network", HERE)})
    assert not country_follows({"country": "AT", **end("network", HERE)})
