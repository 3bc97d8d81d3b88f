"""Debt, equity and tax, on its own because it is for the bank. Drawn in the internal view only."""

from __future__ import annotations

import streamlit as st

from ihp_core.report.financing.split import (
    cover_rows,
    financing_notes,
    financing_sentences,
    year_rows,
)
from ihp_core.results.results import Assessment
from ihp_core.text.markdown import plain


def financing(assessment: Assessment) -> None:
    """What is lent and how well it is covered, what the owner earns, what tax adds; by year."""
    st.markdown("  \n".join(financing_sentences(assessment)))
    found = assessment.financing
    if found is None:
        return
    if found.entered.years is not None:
        st.table(cover_rows(found), hide_index=True)
    st.dataframe(year_rows(found), hide_index=True, width="stretch")
    st.caption("  \n".join(map(plain, financing_notes(found))))
