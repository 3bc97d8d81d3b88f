"""Points on the map: what they tell, what contradicts them, and where no climate is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from ihp_core import assess
from ihp_core.files.sites_table import read_table
from ihp_core.site.cases import countries
from ihp_core.site.places import check_climate
from ihp_core.site.site import Site
from ihp_core.tables.borders import country_at, nearest_city
from ihp_core.text import LANGUAGES
from ihp_core.text.errors.problems import problems
from ihp_core.year.climate import outdoor_temperature
from ihp_core.year.measured.year import own_year
from tests.given import site_of

STUTTGART, ASHBURN, REYKJAVIK, BEIJING = (48.78, 9.18), (39.04, -77.49), (64.13, -21.9), (39.9, 116)
OURS = st.tuples(st.floats(38, 60), st.floats(-3, 25))


def _at(point: tuple[float, float], end: str = "data_centre", **more: object) -> dict[str, object]:
    return {f"{end}.latitude": point[0], f"{end}.longitude": point[1], **more}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("end", ["data_centre", "network"])
def test_swapped_degrees_are_told_with_the_swap_that_mends_them(end: str, language: str) -> None:
    """Stuttgart the other way round lies in Somalia: both countries are named, one click swaps."""
    with pytest.raises(ValidationError) as wrong:
        site_of(_at(STUTTGART[::-1], end))
    (told,) = problems(wrong.value, language)
    assert told.path == f"{end}.latitude"
    assert told.swap == (f"{end}.latitude", f"{end}.longitude")
    for part in ("9.18", "48.78", "Somalia", f"{end}.latitude"):
        assert part in told.sentence


@given(OURS)
def test_every_point_of_ours_is_known_again_when_it_is_swapped(point: tuple[float, float]) -> None:
    """What lies in one of the countries with data is taken as it is, and found when swapped."""
    assume(country_at(*point) in countries()[:-1] and nearest_city(*point).km <= 500)
    site_of(_at(point))
    with pytest.raises(ValidationError, match="swapped_place"):
        site_of(_at(point[::-1]))


def test_who_states_the_country_of_a_far_place_is_not_asked_to_swap() -> None:
    """Somalia may be meant; then its climate is what is missing."""
    site = site_of(_at(STUTTGART[::-1], country="SO"))
    with pytest.raises(ValidationError, match="no_climate"):
        assess(site)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("point", "told"),
    [(ASHBURN, "Dublin"), (REYKJAVIK, "Dublin"), (BEIJING, "Helsinki"), ((65.58, 22.15), "618")],
)
def test_a_place_beyond_every_climate_is_refused_in_a_sentence(
    point: tuple[float, float], told: str, language: str
) -> None:
    """Field, point, nearest city and limit; no answer on another continent's weather."""
    with pytest.raises(ValidationError) as wrong:
        assess(site_of(_at(point)))
    (problem,) = problems(wrong.value, language)
    assert problem.path == "data_centre.latitude"
    for part in (told, "500", str(point[0]), str(point[1])):
        assert part in problem.sentence


def test_a_measured_outdoor_temperature_takes_the_place_of_a_climate() -> None:
    """The same place is assessed once somebody brings its weather; a load alone does not do."""
    site, weather = site_of(_at(REYKJAVIK, country="IS")), outdoor_temperature("Oslo")
    assert assess(site, own_year({"outdoor_c": weather})).heat.delivered_gwh > 0
    with pytest.raises(ValidationError, match="no_climate"):
        assess(site, own_year({"load_mw": np.full(8760, 20.0)}))


@given(st.tuples(st.floats(-89, 89), st.floats(-179, 179)))
def test_a_site_has_a_climate_within_reach_and_nowhere_else(point: tuple[float, float]) -> None:
    """Over the whole globe: refused exactly where the nearest city is more than 500 km away."""
    try:
        check_climate(site_of(_at(point, country=country_at(*point) or None)))
        reached = True
    except ValidationError:
        reached = False
    assert reached == (nearest_city(*point).km <= 500)


def _answer(point: tuple[float, float], **more: object) -> tuple[object, tuple[str, ...]]:
    assessment = assess(site_of(_at(point, **more)))
    return assessment.inputs["country"].value, assessment.warnings


def test_the_country_is_that_of_the_borders() -> None:
    """Kehl is German though Strasbourg is near, and Bratislava Slovak though Vienna's climate and
    the means of the union's prices stand in."""
    assert _answer((48.57, 7.82))[0] == "DE"
    country, warnings = _answer((48.15, 17.11))
    assert country == "SK"
    assert "country_without_data" in warnings


def test_a_stated_country_counts_and_the_other_is_told() -> None:
    """Strasbourg stated German keeps German prices, with a word."""
    country, warnings = _answer((48.58, 7.75), country="DE")
    assert country == "DE"
    assert "country_differs" in warnings
    assert "country_differs" not in _answer((48.58, 7.75), country="FR")[1]


def test_half_a_point_is_told() -> None:
    """A latitude alone places nothing, and says so."""
    assert "half_a_point" in assess(site_of({"network.latitude": 53.5})).warnings
    assert "half_a_point" not in _answer((53.5, 10.0))[1]


def test_a_point_at_sea_is_told() -> None:
    """In the North Sea nothing is known but the weather of the nearest coast."""
    country, warnings = _answer((56.0, 5.0))
    assert country is None
    assert {"place_at_sea", "country_unknown", "climate_far"} <= set(warnings)


def test_a_row_of_a_table_beyond_every_climate_is_told_there() -> None:
    """The others are screened; the row keeps its sentence."""
    paths = "data_centre.latitude,data_centre.longitude,data_centre.it_capacity_mw"
    header = f"{paths},data_centre.cooling,network.supply_winter_c"
    rows = ("64.13,-21.9,10,air,70", "53.5,10.0,10,air,70")
    table = read_table("\n".join((header, *rows)).encode())
    far, near = table.lines
    assert far.error is not None
    assert problems(far.error)[0].path == "data_centre.latitude"
    assert isinstance(near.site, Site)
