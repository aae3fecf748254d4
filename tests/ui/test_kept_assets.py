"""An asset is kept only as a whole, and sent to each browser in a packing that it takes."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from ui.kept_assets import KeptAssets


class Source:
    """An application that answers with these messages, and counts how often it is asked."""

    def __init__(self, *messages: Message) -> None:
        self.messages, self.request_count = messages, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.request_count += 1
        for message in self.messages:
            await send(message)


def start(status: int = 200) -> Message:
    return {"type": "http.response.start", "status": status, "headers": []}


def body(content: bytes, more: bool = False) -> Message:
    return {"type": "http.response.body", "body": content, "more_body": more}


def answer(assets: KeptAssets, path: str = "/static/a.js", **headers: str) -> list[Message]:
    """What one request is sent."""
    sent: list[Message] = []
    pairs = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "headers": pairs}

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(assets(scope, receive, send))
    return sent


WHOLE = (start(), body(b"one, ", more=True), body(b"two"))


def test_a_whole_asset_is_asked_for_once_by_packing() -> None:
    source = Source(*WHOLE)
    assets = KeptAssets(source)
    for packing in ("br, gzip", "gzip, br", "gzip", "identity"):
        assert answer(assets, accept_encoding=packing) == list(WHOLE)
    assert source.request_count == 3  # br, gzip and none


@pytest.mark.parametrize(
    ("messages", "path", "headers"),
    [
        ((start(), body(b"half", more=True)), "/static/a.js", {}),
        ((start(),), "/static/a.js", {}),
        ((start(404), body(b"no")), "/static/a.js", {}),
        (WHOLE, "/media/a.xlsx", {}),
        (WHOLE, "/static/a.js", {"range": "bytes=0-9"}),
        (WHOLE, "/static/a.js", {"if_none_match": "x"}),
    ],
)
def test_what_is_no_whole_asset_is_asked_for_each_time(
    messages: tuple[Message, ...], path: str, headers: dict[str, str]
) -> None:
    source = Source(*messages)
    assets = KeptAssets(source)
    assert answer(assets, path, **headers) == answer(assets, path, **headers) == list(messages)
    assert source.request_count == 2
