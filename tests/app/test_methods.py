"""The page Methods: figures from the data, a search that narrows, words that keep their promise."""

from __future__ import annotations

import inspect
import re
import tomllib

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from ihp_core.plant.published_plants import compared, fit
from ihp_core.site.inputs import PRODUCER
from ihp_core.tables.assumptions import DATA, assumptions, column
from ihp_core.text import figure, messages, say, speak
from ihp_core.text.catalogue import HERE
from pages.components.methods.every_figure import (
    as_columns,
    counts,
    found,
    lines,
    name_of,
    names_and_meanings,
)
from pages.components.methods.methods import ATTRIBUTIONS, HELD_TO, SHOWN, methods_sentence, words
from pages.components.methods.published_plants import fit_sentence, what_to_know
from tests.app.conftest import APP, TIMEOUT, internal_switch, unfolded
from tests.app.test_journey import go, unbroken
from tests.operation import test_network
from tests.source import listed
from tests.year import test_climate

OURS = ("coupling", "sink", "lever", "regime")
MAPS = ("openstreetmap", "gshhg", "geonames", "known_networks")
NEEDLES = {
    "dwd": "DWD",
    "dmi": "DMI",
    "smhi": "SMHI",
    "met_eireann": "Met Eireann",
    "knmi": "KNMI",
    "meteoswiss": "MeteoSwiss",
    "pvgis": "PVGIS",
    "copernicus": "ERA5",
    "onebuilding": "Climate.OneBuilding",
    "eurostat": "Eurostat",
    "ember": "Ember",
    "energi_data": "Energi Data Service",
    "dea": "Danish Energy Agency",
    "pandapipes": "pandapipes",
    "esdl": "ESDL",
    "jensen": "Jensen",
    "guide": "The IHP model explained for district heating operators",
}


@pytest.fixture
def methods(visitor: AppTest) -> AppTest:
    """A visitor on the page."""
    return go(visitor, "methods")


def test_the_page_can_be_the_first_one_of_a_fresh_server() -> None:
    """A cold visit by its link draws the whole page, with strip and navigation."""
    app = AppTest.from_file(APP, default_timeout=TIMEOUT).switch_page("pages/methods.py").run()
    assert unbroken(app)
    assert app.session_state["routed"]
    assert app.subheader[0].value == methods_sentence()


def test_the_first_sentence_has_the_figures_of_fit_and_tables(methods: AppTest) -> None:
    """Error, number of plants and of figures with a source are counted, not written down."""
    known, agreed = counts(), fit(compared())
    sentence = methods.subheader[0].value
    for shown in (figure(agreed.mape, "share"), agreed.n, known["total"], known["sourced"]):
        assert str(shown) in sentence
    told = fit_sentence(agreed)
    way = "too_high" if agreed.bias > 0 else "too_low"
    assert say(f"app.methods.fit.{way}", off=figure(abs(agreed.bias), "share")) in told


def test_the_search_narrows_the_table(methods: AppTest) -> None:
    """All words asked for count; the empty box shows everything again."""
    assert len(methods.dataframe[1].value) == len(lines())
    methods.text_input(key="methods:search").set_value("Pinch").run()
    assert unbroken(methods)
    shown = methods.dataframe[1].value
    assert 1 <= len(shown) == len(found("pinch")) < len(lines())
    methods.text_input(key="methods:search").set_value("").run()
    assert len(methods.dataframe[1].value) == len(lines())


def test_a_search_that_finds_nothing_says_so(methods: AppTest) -> None:
    """No empty table, and whatever is typed is only searched for."""
    methods.text_input(key="methods:search").set_value("$x$ <b>{0} \\").run()
    assert unbroken(methods)
    assert say("app.methods.figures.none") in [text.value for text in methods.markdown]


@pytest.mark.parametrize(
    "asked",
    ["heat_pump.pinch_k", "sweden electricity", "danish energy agency", "verdict distance"],
)
def test_key_words_plain_name_scope_and_source_are_searched(asked: str) -> None:
    """Key words of the data, names in words, a country by its name, a source."""
    assert 0 < len(found(asked)) < len(lines()) / 2


def test_every_assumption_and_every_limit_is_a_line() -> None:
    """The count in the caption is that of the data, by confidence as well."""
    limits = [column("criteria", name) for name in ("pass", "conditional")]
    number = int(np.isfinite(limits).sum())
    assert counts()["limits"] == number > 10
    assert counts()["total"] == len(assumptions()) + number
    rows = assumptions().values()
    assert counts()["derived"] == sum(row.confidence == "derived" for row in rows)
    kinds = ("sourced", "derived", "judgement", "unverified")
    assert sum(counts()[kind] for kind in kinds) == counts()["total"]


def test_the_table_is_in_the_language_that_is_spoken() -> None:
    """Whoever came first does not settle the language of all: names, notation, counts."""
    english = {line.name for line in lines()}, counts(), words()["life"]
    try:
        speak("de")
        german = {line.name for line in lines()}, counts(), words()["life"]
        (exponent, _) = sorted({line.value for line in found("cost.heat_pump_exponent")})
        assert exponent == "-0,209"
        assert "Schweden" in {line.scope.split(",")[0] for line in lines()}
    finally:
        speak("en")
    assert german[1] == english[1]
    assert len(english[0] & german[0]) < 10
    assert (english[2], german[2]) == ("25\u00a0years", "25\u00a0Jahre")


def test_a_figure_stands_as_it_is_calculated_with() -> None:
    """An exponent of -0.209 is not shown as -0.2; shares are per cent; a choice has its name."""
    rows = {key: value for (key, scope), value in assumptions().items() if not scope}
    (viscosity,) = found("water.viscosity_m2_per_s")
    assert float(viscosity.value) == rows["water.viscosity_m2_per_s"].value
    assert {line.value for line in found("cost.heat_pump_exponent")} == {"-0.209", "-0.335"}
    (share,) = found("sizing.tolerance_fraction")
    assert float(share.value) == 100 * rows["sizing.tolerance_fraction"].value
    assert share.unit == "%"
    (structure,) = found("contract.structure")
    assert structure.value == say(f"choice.{rows['contract.structure'].choice}")
    (top_up,) = found("network.accepts_top_up")
    assert top_up.value == say("choice.yes")


def test_every_figure_has_a_name_in_words() -> None:
    """A new default fails here by its key until it is called something people say."""
    wrong = {key for key, _ in assumptions() if name_of(key) == key}
    assert not wrong, listed(wrong)


def test_no_word_of_ours_stands_in_the_table_of_figures() -> None:
    """Names in words, not the keys of the data."""
    shown = [cell.lower() for line in lines() for cell in (line.name, line.scope, line.value)]
    assert [cell for cell in shown if {*OURS} & {*re.findall(r"[a-z]+", cell)}] == []


def test_the_producers_inputs_are_shown_as_published_defaults(methods: AppTest) -> None:
    """What anybody may read in the data is no secret; what a visitor entered is not in it."""
    unfolded(internal_switch(go(methods, "site")).set_value(True).run())
    box = next(b for b in methods.text_input if str(b.key).endswith(f":{PRODUCER[0]}"))
    box.set_value("0.1234").run()
    internal_switch(go(methods, "methods")).set_value(False).run()
    (line,) = found(PRODUCER[0])
    assert line.name.endswith("(default)")
    tables = "".join(table.value.to_csv() for table in methods.dataframe)
    assert line.value in tables
    assert "12.34" not in tables
    assert "0.1234" not in tables


def test_an_address_is_a_column_only_where_there_is_one() -> None:
    """An empty column would only push the others out of sight."""
    bare = [line._replace(url="") for line in lines()[:3]]
    header = say("app.methods.figures.column_url")
    assert header not in as_columns(bare)
    assert header in as_columns([*bare, bare[0]._replace(url="https://example.org")])


def test_every_plant_says_what_to_know_of_it() -> None:
    """What was filled, which machine, how good the source is, why it does not count."""
    for row in compared():
        told = what_to_know(row)
        assert told
        assert ("typical value" in told) is bool(row.assumed)
        assert ("not counted" in told) is not row.compared


def test_the_errors_told_are_those_the_tests_hold_the_model_to() -> None:
    """The texts of climate and load promise what their tests assert, to the same figure."""
    load = test_network.test_a_base_load_unit_runs_as_long_as_in_a_measured_network
    (shares, errors) = (mark.args[1] for mark in reversed(load.pytestmark))
    shares, errors = sorted((shares, errors), key=lambda given: isinstance(given[0], tuple))
    assert (HELD_TO["smallest"][0], HELD_TO["largest"][0]) == (min(shares), max(shares))
    assert dict(errors) == {False: HELD_TO["load"][0], True: HELD_TO["load_summer"][0]}
    curve = inspect.getsource(test_climate.test_the_duration_curve_agrees_with_the_hourly_file)
    days = inspect.getsource(test_climate.test_degree_days_agree_with_the_hourly_file)
    assert re.findall(r"mean\(\) < ([\d.]+)", curve) == [str(HELD_TO["curve"][0])]
    assert re.findall(r"rel=([\d.]+)", days) == [str(HELD_TO["degree_days"][0])]


def test_no_figure_of_the_model_is_written_into_the_texts() -> None:
    """Every figure of the explanations is filled in from the data; years of papers may stand."""
    texts = tomllib.loads((HERE / "messages" / "methods.toml").read_text("utf-8"))["app"]["methods"]
    told = [part["text"] for part in texts["part"].values()]
    told += [texts["answer"], texts["privacy"]["text"], *texts["fit"].values()]
    written = [re.findall(r"\d+(?:\.\d+)?", one) for one in told if isinstance(one, str)]
    assert {number for one in written for number in one} <= {"2018", "2020", "2022", "2024"}


def test_every_figure_that_can_be_named_is_named() -> None:
    """A word that no text uses is dead, and one without a figure would stop the page."""
    texts = [text for code, text in messages().items() if code.startswith("app.methods.")]
    unused = [name for name in words() if not any(f"{{{name}}}" in text for text in texts)]
    assert unused == []
    assert set(SHOWN) | set(HELD_TO) <= set(words())


@pytest.mark.parametrize("name", ATTRIBUTIONS)
def test_an_attribution_is_of_data_that_are_carried(name: str) -> None:
    """Whose data have left are thanked no more; the map's come from the browser and packages."""
    data = "".join(path.read_text("utf-8") for path in DATA.rglob("*.csv"))
    assert name in MAPS or NEEDLES[name] in data
    assert say(f"app.methods.attribution.{name}")


def test_a_share_in_the_files_is_no_per_cent() -> None:
    """0.65 stands in the file where the screen says 65 %."""
    name, unit, meaning = names_and_meanings().values()
    assert unit[name.index("heat.direct_fraction")] == say("unit_to_enter.share")
    assert unit[name.index("network.supply_winter_c")] == say("unit.°C")
    assert all(meaning)


def test_the_other_pages_lead_here(visitor: AppTest) -> None:
    """A doubt has a door on every page, and on this one none to itself."""
    label = say("app.methods.link")
    for where in ("site", "heat", "summary"):
        go(visitor, where)
        assert label in [link.proto.label for link in visitor.get("page_link")]
    go(visitor, "methods")
    assert label not in [link.proto.label for link in visitor.get("page_link")]


def test_what_is_read_of_a_register_stands_with_its_source(methods: AppTest) -> None:
    """Each quantity in words, the names of its column, and where they were read."""
    names, source = (say(f"app.methods.registers.column_{name}") for name in ("names", "source"))
    (table,) = (one.value for one in methods.dataframe if names in one.value.columns)
    assert table[source].str.len().min() > 0
    assert table[names].str.contains("Wärmemenge pro Jahr").any()
