"""The data request: what is asked, of whom, and what a filled sheet changes."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pytest

from ihp_core.answer import answer
from ihp_core.files.json_file import ProjectError
from ihp_core.report.next_steps.readings import first_to_measure
from ihp_core.report.papers.pdf import pdf
from ihp_core.report.request.asks import PARTIES, AskedParty, asks
from ihp_core.report.request.filled import COLUMNS, filled_request
from ihp_core.report.request.moves import RANKS
from ihp_core.report.request.paper import request_paper
from ihp_core.report.request.sheet import request_sheet
from ihp_core.report.summary.resting import quality
from ihp_core.results.discretion import typical
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example, names
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from ihp_core.text import problems, say
from pages.components.state.draft import edited
from tests.producers import ENTERED, another_producer, stating
from tests.report.papers import DAY, LANGUAGES, answer_of, told

ANSWER, QUALITY, NOTE = (COLUMNS.index(name) for name in ("answer", "quality", "note"))


WAYS = ("hardly", "lower", "higher", "lower_or_higher")


def whole(words: str) -> str:
    """Words with plain spaces and without hyphens, where a paper may break them."""
    return re.sub("[-\u00ad\u2010]", "", " ".join(words.split()))


def filled(content: bytes, answers: dict[str, tuple[Any, ...]]) -> bytes:
    """The sheet with answer, mark and note in the rows of some inputs."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in book.worksheets[0].iter_rows(min_row=5):
        for place, given in zip(
            (ANSWER, QUALITY, NOTE), answers.get(str(row[0].value), ()), strict=False
        ):
            row[place].value = given
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def sheet_of(name: str, party: AskedParty, language: str = "en") -> bytes:
    """The sheet of an example."""
    return request_sheet(example(name), answer_of(name), party, language, DAY)


@pytest.mark.parametrize("party", PARTIES)
@pytest.mark.parametrize("name", names())
def test_every_assumed_input_of_a_party_is_asked_and_no_other(name: str, party: AskedParty) -> None:
    """What is stated or measured is not asked again; nothing is asked of two parties."""
    site, found = example(name), answer_of(name)
    paths = [one.path for one in asks(site, found, party)]
    assert paths
    assert all(quality(site, path, found.inputs[path]) == "assumed" for path in paths)
    other = PARTIES[1 - PARTIES.index(party)]
    assert not set(paths) & {one.path for one in asks(site, found, other)}
    assert not any(path.startswith(("contract.", "market.", "plant.")) for path in paths)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_has_a_page_a_party_with_all_it_asks(language: str) -> None:
    """Input, value used and evidence of every row."""
    site, found = example("german"), answer_of("german")
    text = told(pdf(request_paper(site, found, PARTIES, language, DAY)))
    for party in PARTIES:
        assert say("request.heading", language, party=say(f"choice.{party}", language)) in text
        for one in asks(site, found, party, language):
            assert whole(one.label.split(",")[0].split()[0]) in whole(text)
            assert whole(one.used) in whole(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_request_changes_exactly_what_it_fills(language: str) -> None:
    """Two answers, one measured with its note; all else of the site stays as it was."""
    site = example("german")
    measured = say("price.driver.measured", language)
    answers = {
        "network.return_summer_c": ("51,5", measured, "Meter 7, August 2025"),
        "network.supply_winter_c": (88, "", ""),
    }
    changes = filled_request(filled(sheet_of("german", "network_operator", language), answers))
    before = flat(site.model_dump(mode="json", exclude_defaults=True))
    after = edited(before, changes)
    assert {path for path in before | after if before.get(path) != after.get(path)} == set(changes)
    assert after["network.return_summer_c"] == 51.5
    assert after["data_quality.network.return_summer_c"] == "measured"
    assert after["notes.network.return_summer_c"] == "Meter 7, August 2025"
    assert after["network.supply_winter_c"] == 88
    assert after["data_quality.network.supply_winter_c"] == "stated"


def test_answers_of_every_kind_are_taken() -> None:
    """A share in per cent, a choice, yes and no, a day."""
    answers = {
        "data_centre.it_utilisation_fraction": ("70 %",),
        "data_centre.cooling": ("warm_water",),
        "data_centre.first_operation": ("2028-03-01",),
    }
    changes = filled_request(filled(sheet_of("german", "data_centre"), answers))
    assert changes["data_centre.it_utilisation_fraction"] == 0.7
    assert changes["data_centre.cooling"] == "warm_water"
    top_up = {"network.accepts_top_up": ("no",)}
    assert (
        filled_request(filled(sheet_of("german", "network_operator"), top_up))[
            "network.accepts_top_up"
        ]
        is False
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a,b\n1,2\n", "request.not_a_sheet"),
        (b"PK\x03\x04broken", "portfolio.not_a_workbook"),
        (b"", "request.not_a_sheet"),
    ],
)
def test_a_file_of_another_kind_says_why(content: bytes, code: str) -> None:
    """A sentence, not a traceback."""
    with pytest.raises(ProjectError) as error:
        filled_request(content)
    assert problems(error.value)[0].sentence == say(code)


def test_an_empty_request_says_so() -> None:
    """Sent back without an answer."""
    with pytest.raises(ProjectError) as error:
        filled_request(sheet_of("german", "data_centre"))
    assert problems(error.value)[0].sentence == say("request.empty")


def test_a_site_without_room_tells_others_which_way_alone() -> None:
    """How its price moves is how the producer's cost moves: a figure is for the producer only."""
    site, found = example("norderstedt"), answer_of("norderstedt")
    assert (found.price.room_eur_per_mwh or 0) <= 0
    for party in PARTIES:
        ways = {say(f"request.way.{way}") for way in WAYS} | {say("request.price.open")}
        assert {one.price for one in asks(site, found, party)} <= ways
        own = asks(site, found, party, audience="internal")
        assert any(re.search(r"\d", one.price) for one in own)
    text = told(pdf(request_paper(site, found, PARTIES, "en", DAY, "internal")))
    assert say("request.for_you") in text
    assert text.count(say("internal.only")) == 1 + len(PARTIES)
    others = told(pdf(request_paper(site, found, PARTIES, "en", DAY)))
    assert say("request.for_you") not in others
    assert say("internal.only") not in others


RETURN, SHARE = "contract.discount_rate_fraction", "contract.room_share_fraction"
POWER = "plant.heat_pump_capacity_mw"


def _entered(name: str, **stated: float) -> Assessment:
    """The answer to an example with one plant, whose producer has entered these."""
    known = flat(example(name).model_dump(mode="json", exclude_defaults=True))
    known[POWER] = answer_of(name).heat.heat_pump_capacity_mw
    return answer(Site.model_validate(nested(known | stated)))


@pytest.mark.parametrize("name", ["german", "norderstedt"])
def test_two_producers_at_one_price_ask_with_the_same_bytes(name: str) -> None:
    """Paper, sheet, and the order in which a customer reads what to find out: with room at the
    very price, without it whatever was entered; the order of each producer's own is another."""
    site = example(name)
    other_site = another_producer(site)
    assert other_site is not None
    one, other = answer(stating(site, **ENTERED)), answer(other_site)
    assert one.uncertainty is not None
    assert other.uncertainty is not None
    own = [[driver.key for driver in two.uncertainty.drivers] for two in (one, other)]  # type: ignore[union-attr]
    assert own[0] != own[1]
    papers = [pdf(request_paper(site, two, PARTIES, "en", DAY)) for two in (one, other)]
    assert papers[0] == papers[1]
    for party in PARTIES:
        sheets = [request_sheet(site, two, party, "de", DAY) for two in (one, other)]
        assert sheets[0] == sheets[1]
    readings = [first_to_measure(typical(two).uncertainty, 99) for two in (one, other)]
    assert readings[0] == readings[1]


def test_without_own_figures_a_customer_reads_the_producers_very_order() -> None:
    """Nothing is worked out twice where nothing was entered."""
    found = answer_of("german")
    assert typical(found).uncertainty is found.uncertainty


@pytest.mark.parametrize("name", names())
def test_what_decides_stands_first(name: str) -> None:
    """Ranks in their order; what may turn the verdict is never below, and says what it decides."""
    for party in PARTIES:
        asked = asks(example(name), answer_of(name), party)
        assert [RANKS.index(one.rank) for one in asked] == sorted(
            RANKS.index(one.rank) for one in asked
        )
        stays = say("request.verdict.stays")
        assert all(one.rank == "first" for one in asked if one.verdict != stays)
        assert all(one.price and one.decides for one in asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_of_the_sheet_are_words_that_it_reads_again(language: str) -> None:
    """A list of what may be answered, in the sheet's language."""
    asked = {one.path: one for one in asks(example("german"), answer_of("german"), PARTIES[0])}
    assert "direct_liquid" not in asked["data_centre.cooling"].choices
    word = say("choice.warm_water", language)
    content = filled(sheet_of("german", "data_centre", language), {"data_centre.cooling": (word,)})
    assert filled_request(content)["data_centre.cooling"] == "warm_water"


@pytest.mark.parametrize("answered", ["70", "70 %", "0.7"])
def test_a_share_is_answered_in_per_cent(answered: str) -> None:
    """As in a box of the app; a share as files have it counts too."""
    path = "data_centre.it_utilisation_fraction"
    content = filled(sheet_of("german", "data_centre"), {path: (answered,)})
    assert filled_request(content)[path] == 0.7


def test_who_knows_everything_is_asked_for_nothing() -> None:
    """All inputs of the party measured: the page says so."""
    site = example("german")
    found = answer_of("german")
    data = site.model_dump(mode="json", exclude_defaults=True)
    for one in asks(site, found, "data_centre"):
        group, name = one.path.split(".")
        data[group][name] = data[group].get(name, found.inputs[one.path].value)
        data["data_quality"][one.path] = "measured"
    known = Site.model_validate(data)
    whole = answer(known)
    left = [one.path for one in asks(known, whole, "data_centre")]
    assert set(left) <= {"data_centre.first_operation", "connection.electrical_available"}
    paper = request_paper(known, whole, ("data_centre",), "en", DAY)
    if not left:
        assert say("request.nothing") in told(pdf(paper))
