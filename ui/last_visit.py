"""When this browser was here before, by a cookie that says nothing else; and its name's cookie."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.page_addresses import is_page
from ui.unsaved.browser_name import name_cookie

_COOKIE = "lan-xem"
_SAME_VISIT_SECONDS = 30 * 60
_YEAR_SECONDS = 365 * 24 * 60 * 60
_MOMENTS = re.compile(r"(\d{1,11})-(\d{1,11})")  # seconds since 1970


@dataclass(frozen=True)
class Visits:
    """When a browser last opened a page, and when the visit before this one ended; 0 if never.

    Both in whole seconds since 1970.
    """

    before: int
    latest: int

    def opened_at(self, now: int) -> Visits:
        """The visits once a page opens at `now`, seconds since 1970; half an hour ends one."""
        begins_visit = now - self.latest > _SAME_VISIT_SECONDS
        return Visits(self.latest if begins_visit else self.before, now)


def read_visits(text: str) -> Visits:
    """The visits in a cookie's text, "before-latest" in seconds; zeros where missing or garbled."""
    match = _MOMENTS.fullmatch(text)
    return Visits(int(match[1]), int(match[2])) if match else Visits(0, 0)


def last_visit() -> datetime | None:
    """When the reader's visit before this one ended; None on a first visit."""
    before = read_visits(str(st.context.cookies.get(_COOKIE, ""))).before
    return datetime.fromtimestamp(before, UTC) if before else None


@dataclass(frozen=True)
class RememberedBrowsers:
    """Has each browser remember when it opened a page, and its own name."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; a page's answer also sets the cookies of visits and browser's name."""
        if scope["type"] != "http" or scope["method"] != "GET" or not is_page(scope["path"]):
            await self.app(scope, receive, send)
            return
        cookies = HTTPConnection(scope).cookies
        visits = read_visits(cookies.get(_COOKIE, ""))
        opened = visits.opened_at(int(datetime.now(UTC).timestamp()))

        visit_cookie = (
            f"{_COOKIE}={opened.before}-{opened.latest}; Path=/; Max-Age={_YEAR_SECONDS}; "
            "HttpOnly; SameSite=Lax"
        )

        async def send_with_cookies(message: Message) -> None:
            """Send a message on, the first one with the cookies."""
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.append("set-cookie", visit_cookie)
                headers.append("set-cookie", name_cookie(cookies))
            await send(message)

        await self.app(scope, receive, send_with_cookies)
