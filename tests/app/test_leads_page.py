"""The page Portfolio: a register of surplus heat becomes the list, or is asked about."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from ihp_core.text import say
from pages.components.portfolio.leads import FILE, POINT, WITHIN
from pages.components.portfolio.screened import KEPT
from tests.app.test_journey import go, unbroken
from tests.leads.registers import german_row, platform, text_table

HOSTILE = "=cmd ${top.x=1} <img src=x onerror=alert(1)>"
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def opened(visitor: AppTest, point: str = "53.6, 10.0") -> AppTest:
    """The page with the part about registers unfolded and a network in Hamburg."""
    app = go(visitor, "portfolio")
    app.session_state["leads"] = True
    app.run()
    app.text_input(key=POINT).set_value(point).run()
    return app


def uploaded(app: AppTest, content: bytes, name: str = "r.xlsx") -> AppTest:
    """What is dropped into the box for a register."""
    return app.file_uploader(key=FILE).set_value((name, content, MIME)).run()


def said(app: AppTest) -> str:
    """All sentences of the page."""
    words = " ".join(one.value for one in (*app.markdown, *app.caption, *app.subheader))
    return words.replace("\N{NO-BREAK SPACE}", " ").replace("\\<", "&lt;").replace("\\", "")


def test_folded_it_asks_nothing_of_the_page(visitor: AppTest) -> None:
    """No box, no file, until it is unfolded."""
    app = go(visitor, "portfolio")
    assert unbroken(app)
    assert FILE not in [box.key for box in app.file_uploader]


def test_a_register_becomes_the_ranked_list(visitor: AppTest) -> None:
    """Two rows near, one far away: told by its number; a row opens as the site."""
    rows = [german_row("Hamburg"), german_row("München"), german_row("Hamburg", 4_000_000)]
    app = uploaded(opened(visitor), platform(rows))
    assert unbroken(app)
    (table,) = (one.value for one in app.dataframe)
    assert len(table) == 2
    assert "Sites within 3 km: 2, of 3" in said(app).replace("\N{NO-BREAK SPACE}", " ").replace(
        "\\", ""
    )
    assert "Left out: row 4 (1 in all)." in said(app)
    file = app.session_state[KEPT][0][:12]
    chosen = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.session_state[f"portfolio:{file}:rows:0"] = chosen
    app.run()
    button = next(one for one in app.button if one.label == say("portfolio.open"))
    button.click().run()
    assert unbroken(app)
    assert app.session_state["draft"]["data_quality.data_centre.it_capacity_mw"] == "stated"


def test_a_wider_radius_takes_more_in(visitor: AppTest) -> None:
    """Without the file being read again."""
    row = {"company": "A", "latitude": "53.65", "longitude": "10", "heat per year [MWh]": "8760"}
    app = uploaded(opened(visitor), text_table([row]), "r.csv")
    assert not app.dataframe
    app.number_input(key=WITHIN).set_value(8.0).run()
    assert unbroken(app)
    assert len(app.dataframe[0].value) == 1


def test_what_is_not_sure_is_asked_and_answered_on_the_page(visitor: AppTest) -> None:
    """A unit that is missing: chosen in its box, and the list stands."""
    row = {"company": "A", "latitude": "53.61", "longitude": "10", "heat per year": "8760"}
    app = uploaded(opened(visitor), text_table([row]), "r.csv")
    assert unbroken(app)
    assert any(say("leads.page.asked", count=1) in one.value for one in app.warning)
    assert not app.dataframe
    unit = next(box for box in app.selectbox if box.label == say("leads.page.unit"))
    unit.set_value("MWh").run()
    app.button(key="leads_use").click().run()
    assert unbroken(app)
    assert len(app.dataframe[0].value) == 1


def test_a_network_without_a_place_is_asked_for(visitor: AppTest) -> None:
    """With an example of how to write it."""
    app = uploaded(opened(visitor, "nowhere"), platform([german_row("Hamburg")]))
    assert unbroken(app)
    assert "53.55, 9.99" in said(app)


def test_a_hostile_register_is_text(visitor: AppTest) -> None:
    """Names in the list, headers in a question, places in a reason."""
    rows = [german_row("Hamburg", Firmenname=HOSTILE), german_row(HOSTILE)]
    app = uploaded(opened(visitor), platform(rows))
    assert unbroken(app)
    assert "<img" not in said(app)
    row = {f"Leistung {HOSTILE} [kW]": "1", "Ort": "Hamburg", "Firma": HOSTILE}
    app = uploaded(app, text_table([row]), "r.csv")
    assert unbroken(app)
    assert "<img" not in said(app)
    assert not app.dataframe


def test_a_file_that_is_no_register_is_told(visitor: AppTest) -> None:
    """In place of the list before it."""
    app = uploaded(opened(visitor), b"foo;bar\n1;2\n", "r.csv")
    assert unbroken(app)
    assert app.error
