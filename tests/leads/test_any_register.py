"""Any form of a register ends in the same sites, and any content in rows or in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ihp_core.leads.found import FoundLeads, LeadSearch, found_told, leads_near
from ihp_core.leads.network import network_of
from ihp_core.leads.register import Register, read_register
from ihp_core.text import sentences
from ihp_core.year.measured.note import OwnError
from tests.leads.registers import ENERGIES, LANGUAGES, POWERS, text_table, variant, workbook

NETWORK = network_of({"network.supply_winter_c": 80.0}, "53.55, 9.99")
SOURCES = (
    ("Foundry", 53.5512, 9.9931, 12.5, 3.25),
    ("Brewery", 53.5437, 10.0025, 1.75, 0.5),
    ("Far away", 48.1374, 11.5755, 20.0, 5.0),
)
CELLS = st.one_of(
    st.text(max_size=30),
    st.floats(allow_nan=True, allow_infinity=True).map(str),
    st.sampled_from(("", "-", "k.A.", "0", "-5", "1.234", "1,234", "1e300", "=1+1", "53.55")),
)
HEADERS = ("Firma", "Ort", "latitude", "longitude", "heat per year [MWh]", "thermal power [kW]")


def found(content: bytes) -> FoundLeads:
    """What becomes of a file."""
    return leads_near(LeadSearch(read_register(content), NETWORK, 3.0, "r"))


@given(
    st.sampled_from(sorted(LANGUAGES)),
    st.sampled_from(sorted(ENERGIES)),
    st.sampled_from(sorted(POWERS)),
    st.permutations(range(5)),
    st.sampled_from((";", "\t", "|", "xlsx")),
)
def test_language_unit_order_and_kind_of_file_change_nothing(
    language: str, energy: str, power: str, order: list[int], kind: str
) -> None:
    """The same two sites, the same figures, the third told as too far."""
    rows = variant(SOURCES, language, energy, power, order)
    if kind == "xlsx":
        content = workbook([list(rows[0]), *(list(row.values()) for row in rows)])
    else:
        content = text_table(rows, kind)
    leads = found(content)
    drafts = [line.given for line in leads.table.lines]
    assert [draft["name"] for draft in drafts] == ["Foundry", "Brewery"]
    capacities = [draft["data_centre.it_capacity_mw"] for draft in drafts]
    assert capacities == pytest.approx([3.25, 0.5])
    shares = [draft["data_centre.it_utilisation_fraction"] for draft in drafts]
    assert shares == pytest.approx([12.5 / 3.25 / 8.76, 1.75 / 0.5 / 8.76])
    assert leads.left_out["leads.row.far"].rows == [4]


@given(st.lists(st.tuples(*[CELLS] * len(HEADERS)), min_size=1, max_size=6))
def test_any_cells_end_in_sites_and_reasons_or_in_a_sentence(rows: list[tuple[str, ...]]) -> None:
    """Never a traceback, and every row is a site or has its reason."""
    content = workbook([HEADERS, *([_printable(cell) for cell in row] for row in rows)])
    register = _read(content)
    if isinstance(register, list):
        assert all(sentence.strip() for sentence in register)
        return
    search = LeadSearch(register, NETWORK, 3.0, "r")
    leads = leads_near(search)
    assert all(sentence.strip() for sentence in found_told(search, leads))
    told = [number for reason in leads.left_out.values() for number in reason.rows]
    sites = [line.number for line in leads.table.lines]
    assert sorted([*told, *sites]) == register.lines.tolist()


def _read(content: bytes) -> Register | list[str]:
    """A register, or the sentences that say why it is none yet."""
    try:
        register = read_register(content)
    except OwnError as error:
        return sentences(error)
    return [note.code for note in register.questions] or register


def _printable(text: str) -> str:
    """What a workbook may hold."""
    return "".join(sign for sign in text if sign.isprintable())
