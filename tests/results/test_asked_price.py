"""What the other side's analyst can find out: what the producer entered is in nothing they read.

Everything a customer reads is the case at typical figures and one figure on top, which the price
that is asked leads to: so it is the same for all who ask that price.
"""

from __future__ import annotations

import io
import json
from typing import Any

import numpy as np
import pytest
from openpyxl import load_workbook
from pydantic import ValidationError

from ihp_core.answer import answer, answer_at, asked_of
from ihp_core.report.exports.results_json import results_json
from ihp_core.report.formats import Wanted, made
from ihp_core.report.papers.customer_paper import customer_paper
from ihp_core.report.request.asks import PARTIES, asks
from ihp_core.results.discretion import discreet
from ihp_core.site.examples.worked import example, names
from ihp_core.site.inputs import publicly, spans
from ihp_core.site.site import Site
from tests.producers import ENTERED, RETURN, another_producer, stating
from tests.sites import random_sites
from tests.sweeps import first, only

SITES = 50
POWER = "market.electricity_price_eur_per_mwh"


def read_by_a_customer(site: Site) -> list[Any]:
    """Everything: figures, paper, workbook, hours, what each party is asked."""
    found = answer(site)
    book = load_workbook(io.BytesIO(made(".xlsx", Wanted(site))))
    cells = [[cell.value for row in sheet.iter_rows() for cell in row] for sheet in book]
    requests = [asks(site, found, party) for party in PARTIES]
    return [results_json(found), repr(customer_paper(site, found)), cells, requests]


@pytest.mark.parametrize("name", only(["german", "norderstedt"], names()))
def test_other_figures_at_the_same_price_give_the_same_bytes(name: str) -> None:
    """Two producers who ask the same: figures, paper, workbook and requests are alike."""
    site = example(name)
    other = another_producer(site)
    assert other is not None
    one, two = read_by_a_customer(stating(site, **ENTERED)), read_by_a_customer(other)
    assert one == two


@pytest.mark.parametrize("place", first(range(SITES), 4))
def test_so_they_do_on_random_sites(place: int) -> None:
    """With room and without; of a site nobody could price there is nothing to tell."""
    site = publicly(random_sites(SITES, seed=23)[place])
    other = another_producer(site)
    if other is None:
        pytest.skip("no other return leads to this price")
    one, two = (results_json(answer(each)) for each in (stating(site, **ENTERED), other))
    assert one == two


def rounded(text: str) -> set[float]:
    """Every number of a JSON text to four digits."""
    found: set[float] = set()

    def collect(part: Any) -> None:
        if isinstance(part, dict):
            part = list(part.values())
        if isinstance(part, list):
            for each in part:
                collect(each)
        elif isinstance(part, float):
            found.add(float(f"{part:.4g}"))

    collect(json.loads(text))
    return found


@pytest.mark.parametrize("name", only(["german", "swedish"], names()))
def test_nothing_of_the_producers_is_among_the_figures(name: str) -> None:
    """Neither what was entered, nor cost, room, profit and investment."""
    whole = answer(stating(example(name), **ENTERED))
    secret = [*ENTERED.values(), whole.price.floor_eur_per_mwh, whole.finance.npv_eur]
    secret += [whole.cost.capex_eur, whole.price.room_eur_per_mwh]
    seen = rounded(results_json(whole))
    assert not seen & {float(f"{one:.4g}") for one in secret if one}
    assert seen & {float(f"{whole.heat.network_heat_gwh:.4g}")}


def test_the_analysts_sums_lead_to_typical_figures() -> None:
    """From price and ceiling, from two positions of a slider, from the parts of the index: what
    comes out is what the published defaults say, not what was entered."""
    site = stating(example("german"), **ENTERED)
    whole, seen = answer(site), discreet(answer(site))
    price, worth = seen.price.indicative_eur_per_mwh, seen.price.ceiling_eur_per_mwh
    assert price is not None
    assert worth is not None
    doubled = 2 * price - worth
    floor = whole.price.floor_eur_per_mwh
    assert floor is not None
    assert abs(doubled - floor) > 1
    above = asked_of(site)
    prices, floors = [], []
    for power in (140.0, 160.0):
        moved = stating(publicly(site), **{POWER: power})
        public = answer_at(moved, None, "calculated", above).price
        prices.append(public.indicative_eur_per_mwh or 0.0)
        floors.append((public.floor_eur_per_mwh or 0.0, public.ceiling_eur_per_mwh or 0.0))
    (low, low_worth), (high, high_worth) = floors
    share = (prices[1] - prices[0] - (high - low)) / (high_worth - low_worth - (high - low))
    assert share == pytest.approx(0.5, abs=1e-6)  # the published default


def positions(site: Site, path: str) -> list[Site]:
    """The site at the positions of a slider that go together with the rest of it."""
    span, found = spans()[path], []
    for part in np.linspace(0.05, 0.95, 19):
        try:
            at = round(span.low + float(part) * (span.high - span.low), 1)
            found.append(stating(site, **{path: at}))
        except ValidationError:
            continue
    return found


@pytest.mark.parametrize("path", only([POWER], sorted(spans())))
def test_two_positions_of_every_slider_tell_two_producers_apart_in_nothing(path: str) -> None:
    """What is asked above the typical cost is the same for both, and all else is public."""
    site = example("german")
    other = another_producer(site)
    assert other is not None
    aboves = [asked_of(one) for one in (stating(site, **ENTERED), other)]
    assert aboves[0] == aboves[1]
    moved = positions(publicly(site), path)
    assert len(moved) > 1
    for one in (moved[0], moved[-1]):
        texts = {results_json(answer_at(one, None, "calculated", above)) for above in aboves}
        assert len(texts) == 1


@pytest.mark.parametrize("name", names())
def test_where_nobody_entered_anything_the_answer_is_as_it_is(name: str) -> None:
    """Typical figures are public: price and band to the last digit."""
    whole = answer(example(name))
    assert whole.public is None
    seen = discreet(whole)
    if (whole.price.room_eur_per_mwh or 0) > 0:
        assert seen.price.indicative_eur_per_mwh == whole.price.indicative_eur_per_mwh
        assert seen.price.p90_eur_per_mwh == whole.price.p90_eur_per_mwh
    assert seen.heat == whole.heat


def test_the_plant_is_that_of_typical_figures() -> None:
    """A price that is asked changes no size: heat, COP and capacity are typical."""
    plain, asked = (
        discreet(answer(site))
        for site in (example("german"), stating(example("german"), **ENTERED | {RETURN: 0.12}))
    )
    assert plain.heat == asked.heat
    assert plain.connection == asked.connection
    assert plain.price.indicative_eur_per_mwh != asked.price.indicative_eur_per_mwh
