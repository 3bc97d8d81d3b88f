"""The foot of every page: what decides the next talk, and the one click that asks for it."""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st

from ihp_core.report.next_steps.readings import NEXT, next_readings, next_sentence
from ihp_core.report.price.ladder import message
from ihp_core.report.viability.findings import decisive
from ihp_core.report.viability.screen import verdict_words
from ihp_core.results.discretion import discreet, typical
from ihp_core.text import SPOKEN, say
from ihp_core.text.markdown import plain
from pages.components.display.words import heat_sentence
from pages.components.share import link_to, works_elsewhere
from pages.components.site.roles.role import role
from pages.components.state.answer import Answer, assessed
from pages.components.state.settings import settings

LONGEST_LETTER = 1900
"""Signs of an address that every mail program takes; a longer one goes without its link."""


def next_step(page: str, answer: Answer) -> None:
    """What decides next, in words that a customer may read, and the way to ask for it."""
    readings = next_readings(typical(assessed(answer.site, answer.own)).public_uncertainty, role())
    mail, company = settings().mail, settings().company
    with st.container(key="next_step"):
        told = " ".join([plain(next_sentence(readings)), _how(len(readings), mail)]).strip()
        st.markdown(f"**{say('next.title')}**\n\n{told}")
        if mail:
            label = say("next.mail", company=plain(company)) if company else say("next.mail_nobody")
            st.link_button(label, letter_to(mail, page, answer), icon=":material/mail:")
        if readings and page != "summary":
            icon = ":material/assignment:"
            st.page_link("pages/summary.py", label=say("next.request"), icon=icon)


def _how(readings: int, mail: str) -> str:
    if not readings:
        return ""
    return say(f"next.{'send' if mail else 'ask'}{'' if readings == NEXT else '_one'}")


def letter_to(mail: str, page: str, answer: Answer) -> str:
    """The address that opens a mail with three lines of the answer and the link to it.

    It is a customer's mail whatever view is open, and what was typed is escaped to its last sign.
    """
    assessment = discreet(assessed(answer.site, answer.own))
    lines = [
        f"{verdict_words(assessment)}: {decisive(assessment, 'customer', SPOKEN)}",
        heat_sentence(assessment),
        message(assessment),
    ]
    subject = say("next.letter.subject", site=answer.site.name or say("app.field.no_name"))
    linked = [*lines, "", say("next.letter.link", link=link_to(page))]
    whole = _addressed(mail, subject, linked)
    goes = works_elsewhere() and len(whole) <= LONGEST_LETTER
    return whole if goes else _addressed(mail, subject, lines)


def _addressed(mail: str, subject: str, lines: list[str]) -> str:
    subject, body = (quote(text, safe="") for text in (subject, "\r\n".join(lines)))
    return f"mailto:{mail}?subject={subject}&body={body}"
