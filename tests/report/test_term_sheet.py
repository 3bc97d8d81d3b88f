"""The term sheet: every line in words, only what a customer may see."""

from __future__ import annotations

import datetime as dt
import re
from typing import get_args

import pytest

from ihp_core import assess
from ihp_core.report.next_steps.term_sheet import term_sheet_rows, term_sheet_text
from ihp_core.site.examples.worked import example
from ihp_core.site.fields import Structure
from ihp_core.site.site import Site
from ihp_core.text import LANGUAGES, figure
from tests.drawn import drawn, drawn_assessment, places
from tests.given import site_of

EXAMPLES = ("german", "swedish", "norderstedt", "mantsala", "guide_10mw_4g", "air_cooled_far")


def _said(site: Site) -> str:
    return "\n".join(sentence for _, sentence in term_sheet_rows(site, assess(site)))


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_has_its_term_sheet(name: str, language: str) -> None:
    """No hole in a sentence, no code, each a full sentence."""
    site = example(name)
    rows = term_sheet_rows(site, assess(site), language)
    assert len(rows) >= 12
    for heading, sentence in rows:
        assert heading
        assert not re.search(r"[{}_]|–|\bnan\b", sentence), sentence
        assert sentence.endswith(".")


@pytest.mark.parametrize("place", places(4))
def test_any_site_has_one_or_none(place: int) -> None:
    """None where there is no heat to sell."""
    rows = term_sheet_rows(drawn()[place], drawn_assessment(place))
    assert bool(rows) is (drawn_assessment(place).heat.delivered_gwh > 0)


@pytest.mark.parametrize("structure", get_args(Structure))
def test_the_price_is_said_by_its_structure(structure: str) -> None:
    """Price and formula of each structure; the parts of an indexed price are in it."""
    german = example("german")
    contract = german.contract.model_copy(update={"structure": structure})
    site = german.model_copy(update={"contract": contract})
    found, said = assess(site).price, _said(site)
    assert figure(found.indicative_eur_per_mwh, "EUR/MWh") in said
    assert ("consumer price" in said) is (structure not in ("fixed", "share_of_alternative"))
    assert ("for the capacity" in said) is (structure == "two_part")


def test_without_room_no_price_is_proposed() -> None:
    """Neither the price, which is the producer's cost, nor what could tell it."""
    site = site_of({"network.heat_cost_today_eur_per_mwh": 5, "network.heat_source_today": "other"})
    said = _said(site)
    assert "No price is proposed" in said
    assert "€/MWh" not in said
    assert "€/a" not in said


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_figure_of_the_producers_stands_in_it(name: str) -> None:
    """Neither its cost, nor the room, nor what it earns; nor a margin or return by its word."""
    site = example(name)
    answer, said = assess(site), _said(site)
    price, money = answer.price, answer.finance
    hidden = [
        figure(price.floor_eur_per_mwh, "EUR/MWh"),
        figure(price.capital_eur_per_mwh, "EUR/MWh"),
        *(
            [figure(money.npv_eur, "EUR"), figure(money.irr_fraction, "share")]
            * bool(money.npv_eur)
        ),
    ]
    hidden = [one for one in hidden if one != figure(price.indicative_eur_per_mwh, "EUR/MWh")]
    told = [one for one in hidden if re.search(rf"{re.escape(one)}(?!/)", said)]
    assert told == []
    assert not re.search(r"margin|required return|discount|room to negotiate", said)


def test_what_is_agreed_stands_in_it() -> None:
    """Minimum volume, term, guarantee, trigger, date and parties as entered."""
    site = site_of(
        {
            "contract.minimum_volume_fraction": 0.7,
            "contract.term_years": 18,
            "contract.availability_guarantee_fraction": 0.93,
            "contract.it_load_trigger_fraction": 0.4,
            "contract.start": dt.date(2029, 10, 1),
            "contract.demand_carried_by": "producer",
        }
    )
    said = _said(site)
    for word in ("70", "18", "93", "40", "1 October 2029", "heat producer, if the network"):
        assert word in said
    for word in ("EN 1434", "class 2", "month", "Indicative, not an offer"):
        assert word in said


def test_the_text_to_save_has_its_headings_once() -> None:
    """Three years of exit stand under one heading; the name of the site on top."""
    site = example("german")
    text = term_sheet_text(site, assess(site))
    headings = re.findall(r"^## (.+)$", text, re.M)
    assert len(headings) == len(set(headings))
    assert text.startswith("# ")
    assert site.name in text.splitlines()[0]


def test_a_name_cannot_break_out_of_its_heading() -> None:
    """Line breaks in a name do not make a heading of their own."""
    site = site_of({"name": "A\n## Price\n1 €"})
    assert term_sheet_text(site, assess(site)).splitlines()[0].endswith(r"A \#\# Price 1 €")
