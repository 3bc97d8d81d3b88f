"""What the server is told, and what it serves."""

from __future__ import annotations

import tomllib
from pathlib import Path

from streamlit import config

from pages.components.site.map_ground import STATIC, serve

ROOT = Path(__file__).parents[2]


def settings() -> dict[str, dict[str, object]]:
    """The app's configuration."""
    return tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


def test_every_setting_is_one_that_this_streamlit_knows() -> None:
    """The collection after each run is a hidden option: a new version may drop it unseen."""
    known = config.get_config_options()
    wrong = [
        f"{section}.{name}"
        for section, given in settings().items()
        for name, value in given.items()
        if not isinstance(value, dict) and f"{section}.{name}" not in known
    ]
    assert wrong == []


def test_visitors_do_not_wait_for_each_others_memory_and_nothing_is_reported() -> None:
    """No collection after each run, no figures of use sent out, no traceback on a page."""
    found = settings()
    assert found["runner"]["postScriptGC"] is False
    assert found["browser"]["gatherUsageStats"] is False
    assert found["client"]["showErrorDetails"] == "none"
    assert found["server"]["maxUploadSize"] == 5


def test_no_other_site_may_command_the_app() -> None:
    """Streamlit lets its own hosts stop and start a run in a frame, and holds each message of the
    app's own against their list."""
    assert settings()["client"]["allowedOrigins"] == []


def test_the_maps_scripts_are_served_by_the_app_itself() -> None:
    """Without them the map has no height where there is no internet."""
    serve()
    assert (STATIC / "leaflet.js").stat().st_size > 100_000
    assert (STATIC / "leaflet.css").stat().st_size > 10_000
