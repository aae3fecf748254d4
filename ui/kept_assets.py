"""Streamlit's scripts and styles, kept as they were sent once: packing them takes a second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Their names change with what they hold, so that what is kept is never out of date.
HASHED_ASSETS = "/static/"


@dataclass(frozen=True)
class KeptAssets:
    """Answers for an asset with what an earlier browser of the same packing was sent."""

    app: ASGIApp
    messages_by_request: dict[tuple[str, str], tuple[Message, ...]] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for an asset from memory, else pass it on and keep a whole answer."""
        if not _asks_for_whole_asset(scope):
            await self.app(scope, receive, send)
            return
        request = scope["path"], _packing(scope)
        sent_messages = list(self.messages_by_request.get(request, ()))
        for message in sent_messages:
            await send(message)
        if sent_messages:
            return

        async def send_and_note(message: Message) -> None:
            """Send a message on, and keep it in `sent_messages`."""
            sent_messages.append(message)
            await send(message)

        await self.app(scope, receive, send_and_note)
        if _are_whole_answer(sent_messages):
            self.messages_by_request[request] = tuple(sent_messages)


def _are_whole_answer(messages: Sequence[Message]) -> bool:
    """Whether these messages are one successful answer that came to its end."""
    return (
        len(messages) > 1
        and messages[0].get("status") == 200
        and not messages[-1].get("more_body", False)
    )


def _packing(scope: Scope) -> str:
    """The compression that a request is answered in: "br" where accepted, else "gzip", or ""."""
    accepted = dict(scope["headers"]).get(b"accept-encoding", b"").decode("latin-1")
    return next((name for name in ("br", "gzip") if name in accepted), "")


def _asks_for_whole_asset(scope: Scope) -> bool:
    """Whether a request is a GET of all of a file in /static/, neither a range nor conditional."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    names = {name for name, _ in scope["headers"]}
    partial = {b"range", b"if-none-match", b"if-modified-since"}
    return scope["path"].startswith(HASHED_ASSETS) and not names & partial
