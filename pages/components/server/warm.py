"""A server that is warm before its first visitor: one visit to every page, that nobody sees.

Libraries are loaded, tables read, the first example worked out and drawn by the very code that
serves visitors: what a page needs later on needs no mention here.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime

from ihp_core.leads.towns import towns_called
from ihp_core.text import say

PATIENCE_S = 60
AGAIN = ForwardMsg.FINISHED_EARLY_FOR_RERUN
TURN_S = 0.001
LEFT_OUT = ("portfolio",)
"""It begins other processes, for those who need them."""


class Unseen:
    """A visitor without a browser: keeps the list of pages, and when a run is over."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.over = asyncio.Event()

    def write_forward_msg(self, message: ForwardMsg) -> None:
        """Take what the server sends."""
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.pages = [
                page.page_script_hash
                for page in message.navigation.app_pages
                if page.url_pathname not in LEFT_OUT and not page.is_default
            ]
        if kind == "script_finished" and message.script_finished != AGAIN:
            self.over.set()


@asynccontextmanager
async def warm(_app: st.App) -> AsyncIterator[None]:
    """Warm up, then let visitors in. What is there by then stays, and is not looked at again."""
    try:
        await asyncio.wait_for(_visit(), PATIENCE_S)
        await asyncio.to_thread(towns_called, say("app.map.search_hint"))
    except Exception:  # a server that could not warm up still serves
        logging.getLogger(__name__).exception("no warm start")
    # The loop that hands out what scripts have made waits behind each script that runs: with 25
    # first visits at once the last answer came after 7 s at Python's own 5 ms, 4 to 6 s at 1 ms.
    sys.setswitchinterval(TURN_S)
    gc.collect()
    gc.freeze()
    yield


async def _visit() -> None:
    runtime, visitor = Runtime.instance(), Unseen()
    session = runtime.connect_session(visitor, {})
    try:
        await _run(runtime, session, visitor, "")
        for page in visitor.pages:
            await _run(runtime, session, visitor, page)
    finally:
        runtime.close_session(session)


async def _run(runtime: Runtime, session: str, visitor: Unseen, page: str) -> None:
    visitor.over.clear()
    asked = BackMsg()
    asked.rerun_script.page_script_hash = page
    runtime.handle_backmsg(session, asked)
    await visitor.over.wait()
