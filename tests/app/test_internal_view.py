"""Who may see the producer's own figures: whoever the settings say, and no link or file."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from ihp_core.files.password import hashed
from ihp_core.files.settings import Settings
from ihp_core.text import say
from pages.components.display.files import file_name
from pages.components.state import settings as read
from pages.components.state import view
from pages.components.state.draft import project_text
from tests.app.conftest import APP, TIMEOUT
from tests.app.test_discretion import OWN
from tests.app.test_journey import PAGES, go, unbroken

PASSWORD = "warm water from servers"


@pytest.fixture
def set_to(monkeypatch: pytest.MonkeyPatch) -> object:
    """Settings of a test's own."""

    def given(chosen: Settings) -> None:
        monkeypatch.setattr(read, "read_settings", lambda: (chosen, ""))

    monkeypatch.setattr(view, "PAUSE_S", 0.0)
    return given


def opened(**state: object) -> AppTest:
    """The app with something in the visit's state that no visitor may bring along."""
    app = AppTest.from_file(APP, default_timeout=TIMEOUT)
    for name, entry in state.items():
        app.session_state[name] = entry
    return app.run()


def switches(app: AppTest) -> list[str]:
    """The keys of all that opens the internal view."""
    drawn = [*app.toggle, *app.text_input]
    return [str(one.key) for one in drawn if ":internal" in str(one.key)]


def bar(app: AppTest) -> bool:
    """Whether the bar of the internal view stands there."""
    return any("ihp-internal" in one.proto.body for one in app.get("html"))


def test_off_means_no_switch_on_any_page(front_door: None, set_to: object) -> None:
    """Nor is the view on where a state says so."""
    set_to(Settings(internal="off"))  # type: ignore[operator]
    app = opened(internal=True, unlocked=True)
    for page in PAGES:
        unbroken(go(app, page))
        assert switches(app) == [], page
        assert not bar(app), page


def test_a_password_opens_the_view_for_the_visit(front_door: None, set_to: object) -> None:
    """A wrong one is told and opens nothing; the word itself stays nowhere."""
    set_to(Settings(internal="password", password_hash=hashed(PASSWORD)))  # type: ignore[operator]
    app = opened(internal=True)
    assert not bar(app)
    assert not any(":internal" in str(one.key) for one in app.toggle)
    app.session_state["side-site:internal:lock"] = True
    app.run()
    box = next(one for one in app.text_input if ":internal" in str(one.key))
    box.set_value("a wrong password").run()
    assert say("app.internal.wrong") in [one.value for one in app.error]
    assert not bar(app)
    next(one for one in app.text_input if ":internal" in str(one.key)).set_value(PASSWORD).run()
    assert bar(app)
    assert PASSWORD not in str(app.session_state)
    for page in PAGES:
        go(app, page)
        assert bar(app), page


def test_settings_that_cannot_be_read_shut_the_view(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    """Who should see the figures is not known then."""
    wrong = tmp_path / "settings.toml"  # type: ignore[operator]
    wrong.write_text('internal = "pasword"', encoding="utf-8")
    monkeypatch.setattr(read, "FILE", wrong)
    read.read_settings.cache_clear()
    try:
        found, told = read.read_settings()
    finally:
        monkeypatch.undo()
        read.read_settings.cache_clear()
    assert found.internal == "off"
    assert "pasword" in told


@pytest.mark.parametrize("reader", ["customer", "internal"])
def test_a_customers_project_file_holds_nothing_of_the_producers(
    visitor: AppTest, reader: str
) -> None:
    """With their marks and notes; the internal one keeps all, and says so in its name."""
    own = {f"notes.{path}": "ours" for path in OWN} | {f"data_quality.{p}": "measured" for p in OWN}
    visitor.session_state["draft"] = visitor.session_state["draft"] | OWN | own
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("streamlit.session_state", visitor.session_state)
        saved = project_text(visitor.session_state["draft"], reader)  # type: ignore[arg-type]
    names = [path.rpartition(".")[2] for path in OWN]
    assert any(name in saved for name in names) == (reader == "internal")
    assert json.loads(saved)
    name = file_name("Köln (West)", "project", "json", reader)  # type: ignore[arg-type]
    assert name == f"k-ln-west-project{'-INTERNAL' if reader == 'internal' else ''}.json"
