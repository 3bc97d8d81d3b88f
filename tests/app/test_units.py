"""Up to three heat sources of today, entered on the page."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from ihp_core.text import say
from tests.app.conftest import unfolded

PATH = "network.heat_sources_today"


def _key(row: int, name: str) -> str:
    return f"site:{PATH}.{row}.{name}"


def _stated(visitor: AppTest) -> object:
    return visitor.session_state["draft"].get(PATH)


def test_a_unit_is_stated_row_by_row_and_the_next_row_opens(visitor: AppTest) -> None:
    """Waste incineration of 20 MW at 5 EUR/MWh, then gas: the draft holds both as the contract
    writes them, and the running cost of today's heat changes."""
    unfolded(visitor)
    today = visitor.session_state["answered"]
    visitor.selectbox(key=_key(0, "kind")).select("waste_incineration").run()
    visitor.text_input(key=_key(0, "capacity_mw")).set_value("20").run()
    visitor.text_input(key=_key(0, "cost_eur_per_mwh")).set_value("5,5").run()
    visitor.selectbox(key=_key(1, "kind")).select("gas_boiler").run()
    assert not visitor.exception
    assert _stated(visitor) == [
        {"kind": "waste_incineration", "capacity_mw": 20.0, "cost_eur_per_mwh": 5.5},
        {"kind": "gas_boiler"},
    ]
    assert visitor.session_state["answered"] != today


def test_a_wrong_figure_stays_with_its_sentence(visitor: AppTest) -> None:
    """What is no number stays in its box, the sentence beside it, the last answer in place."""
    unfolded(visitor)
    visitor.selectbox(key=_key(0, "kind")).select("gas_boiler").run()
    visitor.text_input(key=_key(0, "capacity_mw")).set_value("20 MW").run()
    assert visitor.text_input(key=_key(0, "capacity_mw")).value == "20 MW"
    assert any("20" in error.value for error in visitor.error)
    assert not visitor.exception


def test_taking_the_kind_away_takes_the_unit_away(visitor: AppTest) -> None:
    """A unit without a kind is none."""
    unfolded(visitor)
    visitor.selectbox(key=_key(0, "kind")).select("gas_boiler").run()
    visitor.selectbox(key=_key(0, "kind")).select("").run()
    assert _stated(visitor) is None


def test_three_units_can_be_entered_and_the_months_name_them(visitor: AppTest) -> None:
    """There is no fourth row, and the price page says which unit gives way for how much."""
    unfolded(visitor)
    for row, kind in enumerate(("waste_incineration", "gas_chp", "gas_boiler")):
        visitor.selectbox(key=_key(row, "kind")).select(kind).run()
        if kind != "gas_boiler":
            visitor.text_input(key=_key(row, "capacity_mw")).set_value("15").run()
    assert [box.key for box in visitor.selectbox if str(box.key).endswith("3.kind")] == []
    assert visitor.text_input(key=_key(2, "capacity_mw")).placeholder == say("app.unit.capacity_mw")
    visitor.session_state["price:fold:months"] = True
    visitor.switch_page("pages/price.py").run()
    told = " ".join(part.value for part in (*visitor.caption, *visitor.markdown))
    for kind in ("waste_incineration", "gas_chp", "gas_boiler"):
        assert say(f"choice.{kind}") in told
