"""The router: the pages in the order of the conversation."""

import streamlit as st

import pages.components.server.heap  # noqa: F401  first, before there are threads
from ihp_core.text import say
from pages.components.frame import MORE, ORDER, beside, unbroken
from pages.components.kept_here import keep_here
from pages.components.server.turns import in_turn
from pages.components.server.warm import warm
from pages.components.state.address import open_address, speak_as_chosen, write_address
from pages.components.state.settings import show_brand, show_contact


def visit() -> None:
    """What every run of every page goes through."""
    speak_as_chosen()
    open_address()
    show_brand()
    pages = {
        name: st.Page(f"pages/{name}.py", title=say(f"app.page.{name}"), default=name == "site")
        for name in (*ORDER, *MORE)
    }
    first, rest = ([pages[name] for name in names] for names in (ORDER, MORE))
    page = st.navigation({"": first, say("app.more_pages"): rest}, position="top")
    st.session_state["routed"] = True
    if wanted := st.session_state.pop("wanted", None):
        st.switch_page(wanted, query_params=st.query_params.to_dict())
    for part in (page.run, beside):
        unbroken(part, page.title)
    show_contact()
    keep_here()
    write_address()


if st.runtime.exists():
    with in_turn():
        visit()
else:
    app = st.App(__file__, lifespan=warm)  # what the server starts with
