"""Files on offer: what they are called, and a button for each form that a table comes in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import streamlit as st

from ihp_core.results.discretion import Audience
from ihp_core.text import in_this_language, say

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIMES = {"xlsx": SHEET, "csv": "text/csv"}


def file_name(site: str, part: str, ending: str, reader: Audience) -> str:
    """Of a site's name and what the file is; one with the producer's figures says so itself."""
    stem = re.sub(r"[^a-z0-9]+", "-", site.lower()).strip("-")[:60]
    return f"{stem or say('app.summary.file')}-{marked(part, ending, reader)}"


def marked(name: str, ending: str, reader: Audience) -> str:
    """A file's name, which says it of the producer's figures."""
    return f"{name}{'-INTERNAL' if reader == 'internal' else ''}.{ending}"


def table_buttons(
    code: str, builds: Mapping[str, Callable[[], bytes | str]], reader: Audience = "customer"
) -> None:
    """A button a form, by its ending; nothing is made until it is pressed.

    Labels are the texts ``portfolio.<code>_<ending>``, with their help beside them.
    """
    for ending, build in builds.items():
        st.download_button(
            say(f"portfolio.{code}_{ending}"),
            data=in_this_language(build),
            file_name=marked(say(f"portfolio.{code}_file"), ending, reader),
            mime=MIMES[ending],
            help=say(f"portfolio.{code}_{ending}_help"),
            on_click="ignore",
            icon=":material/download:",
            width="stretch",
        )
