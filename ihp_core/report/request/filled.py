"""A filled data request: what it states, how well it is known, and what was noted beside it."""

from __future__ import annotations

from typing import Any

from ihp_core.files.json_file import fault
from ihp_core.files.sites_table import XLSX, entered, workbook_rows
from ihp_core.site.inputs import SHARE, about, entry, is_number
from ihp_core.site.paths import Draft
from ihp_core.site.site import FIELDS
from ihp_core.text.catalogue import LANGUAGES, say
from ihp_core.text.names import choice_meant

COLUMNS = (
    "path",
    "label",
    "unit",
    "used",
    "price",
    "verdict",
    "decides",
    "evidence",
    "answer",
    "quality",
    "note",
)
"""Keys of the sheet's columns, in its hidden first row."""

KNOWN = ("measured", "stated")
NOTE_LENGTH = 500


def filled_request(content: bytes) -> Draft:
    """What a filled sheet states: inputs by path, marks and notes under their own prefixes.

    An answer without a mark counts as stated. What cannot be read stays as it stands, to be
    told beside its field.

    Raises
    ------
    ProjectError
        When the file is no data request, or nothing in it was filled.
    """
    if not content.startswith(XLSX):
        raise fault("request.not_a_sheet")
    header, body = workbook_rows(content)
    if not {"path", "answer"} <= set(header):
        raise fault("request.not_a_sheet")
    draft: Draft = {}
    for _, row in body:
        cells = dict(zip(header, row, strict=False))
        path, answer = cells.get("path", ""), cells.get("answer", "").strip()
        if path in FIELDS and answer:
            draft[path] = _answered(path, answer)
            draft[f"data_quality.{path}"] = _mark(cells.get("quality", ""))
            if note := cells.get("note", "").strip():
                draft[f"notes.{path}"] = note[:NOTE_LENGTH]
    if not draft:
        raise fault("request.empty")
    return draft


def _answered(path: str, answer: str) -> Any:
    """An answer as its input states it; a share is asked for in per cent, as in a box."""
    if is_number(path) and about(path)["unit"] == SHARE:
        return entry(path, answer)
    return entered(path, answer, meant=choice_meant)


def _mark(word: str) -> str:
    """``measured`` where the sheet says so in any of the languages."""
    words = {say("price.driver.measured", language).casefold() for language in LANGUAGES}
    return "measured" if word.strip().casefold() in words | {"measured"} else "stated"
