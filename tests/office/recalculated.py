"""A workbook as an office program calculates it: caches spoilt first, so that none can pass."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
ALWAYS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items '
    'xmlns:oor="http://openoffice.org/2001/registry"><item '
    'oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" '
    'oor:op="fuse"><value>0</value></prop></item></oor:items>'
)
"""LibreOffice takes the cached values of a file unless it is told to calculate always."""

SPOILT = "987654321"


def spoilt(content: bytes) -> bytes:
    """The file with a wrong value behind every formula."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename.startswith("xl/worksheets/sheet"):
                text = data.decode("utf-8")
                text = re.sub(r"(</f>)<v>[^<]*</v>", rf"\1<v>{SPOILT}</v>", text)
                data = text.encode("utf-8")
            new.writestr(item, data)
    return written.getvalue()


def changed(content: bytes, cells: Mapping[str, object]) -> bytes:
    """The file with other values in the named cells."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for name, value in cells.items():
        sheet, cell = place(book, name)
        book[sheet][cell] = value
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def place(book: Workbook, name: str) -> tuple[str, str]:
    """Sheet and address of a named cell."""
    ((sheet, address),) = book.defined_names[name].destinations
    return sheet, address.replace("$", "")


def recalculated(content: bytes, folder: Path) -> Workbook:
    """What LibreOffice makes of a spoilt file, in a profile of its own."""
    assert OFFICE
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS)
    given, made = folder / "given.xlsx", folder / "made"
    given.write_bytes(spoilt(content))
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(made),
            str(given),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return openpyxl.load_workbook(made / "given.xlsx", data_only=True)


def values(book: Workbook, name: str) -> list[object]:
    """The values of a named cell or column."""
    ((sheet, address),) = book.defined_names[name].destinations
    field = book[sheet][address.replace("$", "")]
    rows = field if isinstance(field, tuple) else ((field,),)
    return [cell.value for row in rows for cell in row]


def value(book: Workbook, name: str) -> object:
    """The value of a named cell."""
    return values(book, name)[0]
