"""Which addresses are pages: the first page's own leads to the bare one, unknown ones end here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.page_list import PAGES

FIRST_ADDRESS = f"/{PAGES[0][2]}"
_ADDRESSES = frozenset(f"/{address}" for _, _, address in PAGES)
# What is served below these, Streamlit and our routes know; a name with a dot is a file.
_SERVED_PREFIXES = (
    "/_stcore/",
    "/app/",
    "/browser/",
    "/component/",
    "/media/",
    "/static/",
    "/healthz",
)
_NO_SUCH_PAGE = Path(__file__).with_name("static").joinpath("no-such-page.html").read_text("utf-8")


@dataclass(frozen=True)
class PageAddresses:
    """Streamlit would open its first page at every unknown address, and say so in English."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, but send the first page's name to "./", and unknown pages a 404."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"].rstrip("/") == FIRST_ADDRESS:
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse(f"./?{query}" if query else "./")(scope, receive, send)
        elif _is_no_page(scope["path"]):
            await HTMLResponse(_NO_SUCH_PAGE, status_code=404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def is_page(path: str) -> bool:
    """Whether a path is a page's address, the bare "/" included."""
    return path.rstrip("/") in ("", *_ADDRESSES)


def _is_no_page(path: str) -> bool:
    """Whether nothing is served at a path: no page, no file (a dot in its name), no other route."""
    is_served = path.startswith(_SERVED_PREFIXES) or "." in path.rpartition("/")[2]
    return not is_served and not is_page(path)
