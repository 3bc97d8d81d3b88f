"""A visitor by the app's own protocol: Streamlit's messages over its websocket, no browser.

What a browser does is done here as far as the server notices: all widgets that were touched travel
with every run, those that are gone no longer do, the address is kept, and long messages that were
sent before are named by their hash.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

STRIP = "ihp-strip"
"""The class of the answer above every page."""
PATIENCE_S = 120
COMPONENT = "entry"
"""The name under which a slider of our own keeps what was done with it."""
_sent = itertools.count(1)


@dataclass
class Run:
    """What came back from one run."""

    elements: list[Element] = field(default_factory=list)
    begun: float = 0.0
    answered_s: float | None = None
    finished_s: float = 0.0

    def widget(self, ending: str) -> tuple[str, str]:
        """Kind and id of the widget whose key ends so.

        Raises
        ------
        LookupError
            When no such widget was drawn.
        """
        for kind, drawn in self.widgets():
            if drawn.endswith(ending):
                return kind, drawn
        raise LookupError(ending)

    def widgets(self) -> Iterator[tuple[str, str]]:
        """Kind and id of every widget."""
        for element in self.elements:
            kind = str(element.WhichOneof("type"))
            drawn = getattr(getattr(element, kind), "id", "")
            if drawn:
                yield kind, drawn


def state_of(kind: str, widget: str, value: Any) -> WidgetState:
    """How a value of a widget travels to the server, by the kind of the widget."""
    state = WidgetState(id=widget)
    if kind == "bidi_component":
        number = next(_sent)
        moved = {"value": float(value), "gesture": number, "ended": True, "n": number}
        state.json_value = json.dumps({COMPONENT: moved})
    elif kind == "slider":
        state.double_array_value.data.append(float(value))
    elif kind == "checkbox":
        state.bool_value = bool(value)
    elif kind == "number_input":
        state.double_value = float(value)
    else:
        state.string_value = f"{value:g}" if isinstance(value, float) else str(value)
    return state


class Visitor:
    """One visit: a websocket, what was drawn last, and what was touched."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.drawn = Run()
        self.page, self.pages, self.query = "", {}, ""
        self.touched: dict[str, WidgetState] = {}
        self.kept: dict[str, ForwardMsg] = {}

    async def __aenter__(self) -> Self:
        self.socket: ClientConnection = await connect(
            f"ws://localhost:{self.port}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            origin=f"http://localhost:{self.port}",  # type: ignore[arg-type]
            max_size=None,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.socket.close()

    async def go(self, page: str) -> Run:
        """Open a page by its path in the address, the first one by the empty path."""
        self.page = self.pages.get(page, self.page)
        return await self.run(page)

    async def move(self, ending: str, value: Any) -> Run:
        """Set the widget whose key ends so, as a visitor would."""
        kind, widget = self.drawn.widget(ending)
        self.touched[widget] = state_of(kind, widget, value)
        return await self.run()

    async def run(self, page: str = "") -> Run:
        """Ask for a run and read until it is over."""
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_script_hash = self.query, self.page
        asked.page_name = "" if self.page else page
        asked.widget_states.widgets.extend(self.touched.values())
        asked.cached_message_hashes.extend(self.kept)
        asked.context_info.locale = "en-GB"
        run = Run(begun=time.perf_counter())
        await self.socket.send(message.SerializeToString())
        while not self.take(await self.socket.recv(), run):
            if time.perf_counter() - run.begun > PATIENCE_S:
                raise TimeoutError(page)
        run.finished_s = time.perf_counter() - run.begun
        self.drawn = run
        there = {widget for _, widget in run.widgets()}
        self.touched = {key: state for key, state in self.touched.items() if key in there}
        return run

    def take(self, data: bytes | str, run: Run) -> bool:
        """Take one message in; whether the run is over."""
        message = ForwardMsg()
        message.ParseFromString(data if isinstance(data, bytes) else data.encode())
        if message.WhichOneof("type") == "ref_hash":
            metadata, message = message.metadata, self.kept[message.ref_hash]
            message.metadata.CopyFrom(metadata)
        elif message.metadata.cacheable:
            self.kept[message.hash] = message
        kind = str(message.WhichOneof("type"))
        if taker := TAKERS.get(kind):
            taker(self, message, run)
        return kind == "script_finished" and message.script_finished in OVER


OVER = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR)


def _new_run(visitor: Visitor, message: ForwardMsg, run: Run) -> None:
    visitor.page = message.new_session.page_script_hash
    run.elements.clear()


def _delta(visitor: Visitor, message: ForwardMsg, run: Run) -> None:
    if message.delta.WhichOneof("type") != "new_element":
        return
    element = message.delta.new_element
    run.elements.append(element)
    if run.answered_s is None and STRIP in element.html.body:
        run.answered_s = time.perf_counter() - run.begun


def _pages(visitor: Visitor, message: ForwardMsg, run: Run) -> None:
    pages = message.navigation.app_pages
    visitor.pages = {
        "" if page.is_default else page.url_pathname: page.page_script_hash for page in pages
    }


def _address(visitor: Visitor, message: ForwardMsg, run: Run) -> None:
    visitor.query = message.page_info_changed.query_string


TAKERS: dict[str, Callable[[Visitor, ForwardMsg, Run], None]] = {
    "new_session": _new_run,
    "delta": _delta,
    "navigation": _pages,
    "page_info_changed": _address,
}
