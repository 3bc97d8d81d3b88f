"""What the answer hangs on: from drivers made by hand, on random sites, and for two readers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ihp_core.answer import answer
from ihp_core.report.exports.results_json import results_json
from ihp_core.results.other_cases import Driver, Quantiles, Uncertainty
from ihp_core.site.examples.worked import example, names
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from ihp_core.tables.assumptions import table, value
from ihp_core.uncertainty.hanging import MOST, PLANT, SITE, hangs_on
from tests.drawn import drawn, places
from tests.sweeps import only

RETURN, SHARE = "contract.discount_rate_fraction", "contract.room_share_fraction"


def _driver(key: str, of_price: float, of_verdict: float) -> Driver:
    ends: dict[str, Any] = {"price_at_low": None, "price_at_high": None, "unit": "-"}
    return Driver(
        key=key,
        low=0,
        value=1,
        high=2,
        quality="assumed",
        price_variance_fraction=of_price,
        verdict_doubt_fraction=of_verdict,
        **ends,
    )


def _doubt(*drivers: Driver, wide: bool = True, holds: float = 0.6) -> Uncertainty:
    half = 10.0 if wide else 1.0
    price = Quantiles(p10=60 - half, p25=58, p50=60, p75=61, p90=60 + half)
    return Uncertainty(
        samples=100,
        price=price,
        heat_gwh=price,
        cop=None,
        verdicts={"viable": holds, "conditional": 1 - holds, "not_viable": 0},
        holds_fraction=holds,
        histogram=None,
        drivers=drivers,
    )


GAS, HEAT_COST = "market.gas_price_eur_per_mwh", "network.heat_cost_today_eur_per_mwh"
RETURNING, POWER = "network.return_summer_c", "market.electricity_price_eur_per_mwh"


def test_shares_add_up_in_a_topic_and_the_weightiest_comes_first() -> None:
    """Return (0 + 30) / 2 = 15 %, gas and heat cost (14 + 10 + 4 + 0) / 2 = 14 %, electricity 9 %:
    the first two, in this order."""
    doubt = _doubt(
        _driver(GAS, 0.14, 0.04),
        _driver(HEAT_COST, 0.10, 0.0),
        _driver(RETURNING, 0.0, 0.30),
        _driver(POWER, 0.18, 0.0),
    )
    assert hangs_on(doubt) == ("summer_return", "value_of_heat")


def test_a_sure_verdict_leaves_the_price_to_be_asked_and_the_other_way_round() -> None:
    """Electricity carries 18 % of the price alone; of a narrow price it carries nothing."""
    drivers = _driver(RETURNING, 0.0, 0.30), _driver(POWER, 0.18, 0.0)
    assert hangs_on(_doubt(*drivers, holds=1.0)) == ("electricity",)
    assert hangs_on(_doubt(*drivers, wide=False)) == ("summer_return",)


def test_where_nothing_is_in_doubt_the_answer_hangs_on_nothing() -> None:
    """A narrow price and a sure verdict; or many causes of which none carries a tenth."""
    assert hangs_on(_doubt(_driver(RETURNING, 0.5, 0.9), wide=False, holds=0.97)) == ()
    assert hangs_on(_doubt(_driver(RETURNING, 0.05, 0.05), _driver(POWER, 0.08, 0.08))) == ()


def test_every_uncertain_figure_has_one_topic() -> None:
    """Whoever adds a row to ``quality.csv`` says what it is part of."""
    keys = [key for part in (SITE | PLANT).values() for key in part]
    assert sorted(keys) == sorted(table("quality")["key"])


@pytest.mark.parametrize("place", places())
def test_on_random_sites_one_to_three_topics_or_none(place: int) -> None:
    """The customer's are of the site alone; each carries at least its tenth of what is asked."""
    found = answer(drawn()[place])
    assert found.hangs_on is not None
    assert found.publicly_hangs_on is not None
    assert len(found.hangs_on) <= MOST
    assert set(found.publicly_hangs_on) <= set(SITE)
    doubt = found.uncertainty
    assert doubt is not None
    if found.hangs_on:
        by_key = {driver.key: driver for driver in doubt.drivers}
        keys = (SITE | PLANT)[found.hangs_on[0]]
        carried = [by_key[key] for key in keys if key in by_key]
        most = max(
            sum(one.price_variance_fraction for one in carried),
            sum(one.verdict_doubt_fraction for one in carried),
        )
        assert most >= value("uncertainty.hangs_on_fraction")


def _stating(name: str, **stated: float) -> Site:
    known = flat(example(name).model_dump(mode="json", exclude_defaults=True))
    return Site.model_validate(nested(known | {k.replace("__", "."): v for k, v in stated.items()}))


@pytest.mark.parametrize("name", only(["german"], names()))
def test_what_a_customer_reads_of_it_is_that_of_the_public_case(name: str) -> None:
    """Whatever return and share do to what the answer hangs on, none of it is told."""
    for rate, share in ((0.03, 0.9), (0.14, 0.1)):
        stated = {"contract__discount_rate_fraction": rate, "contract__room_share_fraction": share}
        one = answer(_stating(name, **stated))
        assert one.public is not None
        seen = json.loads(results_json(one))
        assert seen["hangs_on"] == list(one.public.publicly_hangs_on or ())
        assert set(seen["hangs_on"]) <= set(SITE)
        assert seen["uncertainty"] is None


def test_a_customer_reads_no_spread_of_what_is_the_producers() -> None:
    """Cost and profit never; the others are those of the public case."""
    internal = json.loads(results_json(answer(example("german")), "internal"))["spread"]
    typical = json.loads(results_json(answer(example("german"))))["spread"]
    own = json.loads(results_json(answer(_stating("german", **{RETURN: 0.09, SHARE: 0.3}))))
    assert set(internal) - set(typical) == {"price.floor_eur_per_mwh", "finance.npv_eur"}
    assert set(own["spread"]) == set(typical)
    for name in ("price.today_eur_per_mwh", "price.alternative_eur_per_mwh"):
        assert own["spread"][name] == typical[name]
