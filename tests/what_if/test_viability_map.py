"""The maps hold the site where it is, and judge every cell as the chain would."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from ihp_core.assessment import Screened, essentials, screened
from ihp_core.plant.refrigerant import with_machine
from ihp_core.site.examples.worked import example, names
from ihp_core.site.filling import fill, state
from ihp_core.site.inputs import limits
from ihp_core.what_if.viability_map import (
    CELLS,
    PRICE,
    Map,
    ViabilityMap,
    held_plant,
    shares_of_closing,
    viability_map,
)
from ihp_core.year.measured.year import own_year
from ihp_core.year.typical_hours import typical
from tests.drawn import drawn, places
from tests.given import site_of

MAPS: tuple[Map, ...] = ("temperatures", "way")
SAME = 1e-6
COLD, WARM = "data_centre.source_outlet_c", "data_centre.source_inlet_c"


def _made(one: Screened, name: Map) -> ViabilityMap:
    found = viability_map(one, name)
    assert found is not None
    return found


@cache
def _drawn(place: int, name: Map) -> tuple[Screened, ViabilityMap]:
    one = screened(drawn()[place])
    return one, _made(one, name)


def _holds_the_site(one: Screened, found: ViabilityMap) -> None:
    """The cell at the site's place against the site with its own plant, on the same hours."""
    alone = essentials(one.cases, typical(one.hours), one.plant).figures
    row, place = found.up.place, found.across.place
    assert found.price_eur_per_mwh[row, place] == pytest.approx(
        alone[PRICE][0], rel=SAME, nan_ok=True
    )
    assert found.verdict[row, place] == alone["verdict"][0]


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("site", names())
def test_the_cell_at_the_site_s_place_is_the_site(site: str, name: Map) -> None:
    """Price to 1e-6 and verdict, on the hours of the map, for every example."""
    one = screened(example(site))
    _holds_the_site(one, _made(one, name))


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("place", places(4, 2))
def test_the_cell_of_a_random_site_is_the_site(place: int, name: Map) -> None:
    """The same on sites over the whole input space."""
    _holds_the_site(*_drawn(place, name))


def _cell(found: ViabilityMap, row: int, place: int, drop: float) -> dict[str, Any]:
    """What a site states that stands in a cell."""
    up, across = found.up.values[row], found.across.values[place]
    stated = {found.up.field: float(up), found.across.field: float(across)}
    return stated | ({COLD: float(up) - drop} if found.up.field == WARM else {})


@pytest.mark.parametrize("name", MAPS)
def test_every_region_is_what_the_chain_says_there(name: Map) -> None:
    """A hundred cells stated as sites of their own, their plants at the same share (1e-6)."""
    one = screened(site_of())
    found, share, hours = _made(one, name), shares_of_closing(one), typical(one.hours)
    rng = np.random.default_rng(0)
    places = rng.integers(CELLS, size=(100, 2))
    cells = [_cell(found, row, place, drop=10) for row, place in places]
    cases = with_machine(fill(state([site_of(cell) for cell in cells])))
    alone = essentials(cases, hours, held_plant(one, cases, hours, share)).figures
    rows, columns = places.T
    assert found.verdict[rows, columns].tolist() == alone["verdict"].tolist()
    assert found.price_eur_per_mwh[rows, columns] == pytest.approx(
        alone[PRICE], rel=3e-6, nan_ok=True
    )


def test_a_map_shows_more_than_one_verdict() -> None:
    """Near and large is better than far and small: the corners differ."""
    found = _made(screened(site_of({"country": "DE"})), "way")
    assert found.verdict[-1, 0] < found.verdict[0, -1]
    beyond = found.verdict[:, found.across.values > 2.04]
    assert beyond.min() == 1  # IHP Q7: within 1-2 km, a rule of thumb: conditional, never more


def test_a_hotter_supply_is_never_better_than_the_limits_allow() -> None:
    """Above 95 °C without a boiler behind the hand-over nothing is viable (IHP Q2)."""
    found = _made(screened(site_of({"network.accepts_top_up": False})), "temperatures")
    assert (found.verdict[:, found.across.values > 95] == 2).all()


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("place", places(7, 2))
def test_the_axes_rise_within_the_inputs_limits_and_hold_the_site(place: int, name: Map) -> None:
    """40 values each, the site's own among them."""
    one, found = _drawn(place, name)
    assert found.verdict.shape == found.price_eur_per_mwh.shape == (CELLS, CELLS)
    for axis in (found.across, found.up):
        low, high = limits(axis.field)
        assert (np.diff(axis.values) > 0).all()
        assert low <= axis.values[0] <= axis.values[-1] <= high
        assert axis.values[axis.place] == one.cases[axis.field].item(0)


def test_the_share_of_the_source_closing_capacity_is_held() -> None:
    """Half the capacity that closes the source stays half when the IT load doubles."""
    open_one = screened(site_of())
    closing = open_one.plant.built.heat_pump_mw.item(0) / shares_of_closing(open_one).heat_pump
    one = screened(site_of({"plant.heat_pump_capacity_mw": closing / 2}))
    assert shares_of_closing(one).heat_pump == pytest.approx(0.5, rel=1e-6)
    twice = with_machine(fill(state([site_of({"data_centre.it_capacity_mw": 20})])))
    built = held_plant(one, twice, typical(one.hours), shares_of_closing(one)).built
    assert built.heat_pump_mw.item(0) == pytest.approx(closing, rel=1e-2)


def test_what_is_measured_has_no_axis() -> None:
    """A measured supply is not moved; distance and IT load still are."""
    own = own_year({"supply_c": np.full(8760, 78.0)})
    one = screened(site_of(), own)
    assert viability_map(one, "temperatures") is None
    assert viability_map(one, "way") is not None
