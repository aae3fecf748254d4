"""A reader's session as a browser holds it: Streamlit's messages over a websocket of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol


@dataclass(frozen=True)
class Rerun:
    """What a rerun took: seconds from the request to its end, the messages and their bytes."""

    seconds: float
    message_count: int
    byte_count: int


@dataclass
class ReaderSession:
    """One reader's page: the address, what is chosen in its boxes, and the messages kept of it."""

    connection: ClientConnection
    page_address: str
    query: str = ""
    page_hash: str = ""
    select_boxes: dict[str, Selectbox] = field(default_factory=dict)
    choices: dict[str, WidgetState] = field(default_factory=dict)
    hashes_by_address: dict[str, str] = field(default_factory=dict)
    # Those of the last run and of the one before, as a browser keeps them.
    message_hashes: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())

    async def rerun(self) -> Rerun:
        """Send a request to rerun the page and read to the script's end; give what it took."""
        request = self._request()
        kept_hashes: set[str] = set()
        message_count = byte_count = 0
        start = perf_counter()
        await self.connection.send(request)
        while True:
            content = await self.connection.recv(decode=False)
            message = ForwardMsg.FromString(content)
            message_count += 1
            byte_count += len(content)
            self._note(message, kept_hashes)
            if message.WhichOneof("type") == "script_finished" and not _goes_on(message):
                seconds = perf_counter() - start
                self.message_hashes = frozenset(kept_hashes), self.message_hashes[0]
                return Rerun(seconds, message_count, byte_count)

    async def choose(self, key: str, option: str) -> Rerun:
        """Choose an option of the box with this key and rerun; give what the rerun took."""
        box_id = self.select_boxes[key].id
        self.choices[box_id] = WidgetState(id=box_id, string_value=option)
        return await self.rerun()

    async def open_page(self, page_address: str) -> Rerun:
        """Go to another page by its link and run it; give what the run took."""
        self.page_address, self.page_hash = page_address, self.hashes_by_address[page_address]
        self.query = ""
        self.select_boxes.clear()
        self.choices.clear()
        return await self.rerun()

    def options(self, key: str) -> list[str]:
        """The options of the select box with this key; [] where the page has no such box."""
        box = self.select_boxes.get(key)
        return list(box.options) if box else []

    def _request(self) -> bytes:
        """The bytes of the message by which a browser asks for a rerun with its choices."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash = self.query, self.page_hash
        state.page_name = "" if self.page_hash else self.page_address
        state.widget_states.widgets.extend(self.choices.values())
        state.cached_message_hashes.extend(self.message_hashes[0] | self.message_hashes[1])
        state.context_info.timezone, state.context_info.locale = "Asia/Ho_Chi_Minh", "vi-VN"
        return bytes(message.SerializeToString())

    def _note(self, message: ForwardMsg, kept_hashes: set[str]) -> None:
        """Keep what a browser would of a message (`kept_hashes`); RuntimeError for a failure."""
        kind = message.WhichOneof("type")
        if message.metadata.cacheable:
            kept_hashes.add(message.hash)
        if kind == "ref_hash":
            kept_hashes.add(message.ref_hash)
        elif kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
            self.hashes_by_address = {
                "" if page.is_default else page.url_pathname: page.page_script_hash
                for page in message.navigation.app_pages
            }
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta":
            self._note_delta(message.delta)

    def _note_delta(self, delta: Delta) -> None:
        """Keep a drawn select box by its key; RuntimeError if an exception is drawn."""
        element = delta.new_element
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(f"{self.page_address}: {element.exception.message}")
        if element.WhichOneof("type") == "selectbox":
            # Its id ends in the key that the page gave it: $$ID-(32 digits)-(key).
            self.select_boxes[element.selectbox.id.split("-", 2)[-1]] = element.selectbox


def _goes_on(finished: ForwardMsg) -> bool:
    """Whether a script that ended begins again at once; RuntimeError where it did not compile."""
    if finished.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
        raise RuntimeError("the page's script does not compile")
    return finished.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN


@asynccontextmanager
async def reading(address: str, page_address: str) -> AsyncIterator[ReaderSession]:
    """A session of a new reader at a page of the server with this address; nothing has run yet."""
    stream = f"ws://{urlsplit(address).netloc}/_stcore/stream"
    async with connect(
        stream,
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        origin=Origin(address),
        ping_interval=None,
    ) as connection:
        yield ReaderSession(connection, page_address)
