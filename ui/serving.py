"""How the dashboard meets the network: its socket, its compression, its first HTML page."""

import contextlib
import errno
import os
import re
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
import uvicorn
from brotli_asgi import BrotliMiddleware
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.kept_assets import KeptAssets
from ui.last_visit import RememberedBrowsers
from ui.page_addresses import PageAddresses

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = "8501"

# What Streamlit's own first page says, and what ours says instead. The font that it would fetch
# ahead of everything is not the font of our theme.
INDEX_CHANGES: tuple[tuple[re.Pattern[bytes], bytes], ...] = (
    (re.compile(rb'<html lang="en">'), b'<html lang="vi">'),
    (re.compile(rb"<title>[^<]*</title>"), "<title>Chỉ số TTHC</title>".encode()),
    (re.compile(rb'href="\./favicon\.png"'), b'href="./app/static/icon.png"'),
    (re.compile(rb'<link\s+rel="preload"[^>]*as="font"[^>]*>'), b""),
    (
        re.compile(rb"<noscript>.*?</noscript>", re.DOTALL),
        "<noscript><p>Hãy bật JavaScript để xem trang này.</p></noscript>".encode(),
    ),
    (
        re.compile(rb"<head>"),
        b'<head><script src="./browser/begin.js"></script>'
        b'<script src="./browser/steps.js"></script><script src="./browser/words.js"></script>'
        b'<script src="./browser/scrolling.js"></script>'
        b'<script defer src="./browser/print.js"></script>'
        b'<link rel="stylesheet" href="./browser/screen.css">'
        b'<link rel="stylesheet" media="print" href="./browser/print.css">',
    ),
)

# Packed already, or small and frequent; downloads under /media/ may be asked for in ranges.
UNCOMPRESSED = [r"^/media/", r"^/_stcore/", r"\.(woff2?|png|jpe?g|gif|ico|docx|xlsx|pdf|zip)$"]


@dataclass(frozen=True)
class VietnameseIndex:
    """Rewrites the HTML page that Streamlit serves for every page address."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; an HTML answer is changed into ours (language, title, scripts)."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        # Streamlit would pack some pages itself; packed HTML could not be changed here.
        headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        page_messages: list[Message] = []

        async def send_or_gather(message: Message) -> None:
            """Send a message on, but hold an HTML page's back until all are there, then send it."""
            if message["type"] == "http.response.start" and is_html(message):
                page_messages.append(message)
            elif page_messages:
                page_messages.append(message)
                if not message.get("more_body", False):
                    await send_changed_index(page_messages, send)
                    page_messages.clear()
            else:
                await send(message)

        await self.app({**scope, "headers": headers}, receive, send_or_gather)


def is_html(first_message: Message) -> bool:
    """Whether a response's first message has status 200 and the type text/html."""
    headers = dict(first_message["headers"])
    return first_message["status"] == 200 and bool(
        headers.get(b"content-type", b"").startswith(b"text/html")
    )


async def send_changed_index(messages: list[Message], send: Send) -> None:
    """Send an HTML response, given as all of its messages, with our changes made."""
    start, *parts = messages
    body = changed_index(b"".join(part.get("body", b"") for part in parts))
    # The original's tag and date would let a browser keep a page from before a change of ours.
    stale_headers = {b"content-length", b"etag", b"last-modified"}
    headers = [pair for pair in start["headers"] if pair[0] not in stale_headers]
    headers.append((b"content-length", str(len(body)).encode()))
    await send({**start, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def changed_index(html: bytes) -> bytes:
    """Streamlit's HTML page made ours: Vietnamese title and language, our scripts and styles."""
    for pattern, replacement in INDEX_CHANGES:
        html = pattern.sub(replacement, html, count=1)
    return html


async def healthz(_request: Request) -> PlainTextResponse:
    """Answer "ok" to any request, which tells that the server is up."""
    return PlainTextResponse("ok")


MIDDLEWARE = [
    Middleware(PageAddresses),
    Middleware(KeptAssets),
    Middleware(BrotliMiddleware, quality=5, minimum_size=1000, excluded_handlers=UNCOMPRESSED),
    Middleware(RememberedBrowsers),
    Middleware(VietnameseIndex),
]
ROUTES = [
    Route("/healthz", healthz),
    # Streamlit would serve them as plain text, which browsers refuse to run or to be styled by.
    Mount("/browser", StaticFiles(directory=Path(__file__).with_name("static") / "browser")),
]


def show_failure(_error: Exception) -> bool:
    """Draw that the page failed; True, which tells Streamlit to draw nothing more."""
    st.error("Trang này gặp lỗi. Hãy tải lại trang; nếu vẫn lỗi, hãy báo người quản trị.")
    return True


def open_listener(host: str, port: int) -> socket.socket:
    """A listening TCP socket at this address, port 0 for any free one; OSError if refused."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio too sets "no delay" on each connection; without it every
    # small message to the browser waits for the last one's receipt, about 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if os.name != "nt":  # there it would let two programs share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError:
        listener.close()
        raise
    return listener


def open_listener_or_exit() -> socket.socket:
    """A listening socket at TTHC_HOST and TTHC_PORT; exits with a sentence if it cannot."""
    host = os.environ.get("TTHC_HOST", DEFAULT_HOST)
    port = os.environ.get("TTHC_PORT", DEFAULT_PORT)
    if not port.isascii() or not port.isdigit() or int(port) > 65535:
        sys.exit(f"TTHC_PORT phải là một số từ 0 đến 65535, không phải “{port}”.")
    try:
        return open_listener(host, int(port))
    except OSError as error:
        sys.exit(refusal_explanation(error, host, port))


def refusal_explanation(error: OSError, host: str, port: str) -> str:
    """One sentence on why an address could not be opened, and what to do."""
    if error.errno == errno.EADDRINUSE:
        return (
            f"Cổng {port} đang được chương trình khác dùng: hãy tắt chương trình đó "
            "hoặc đặt TTHC_PORT thành số khác."
        )
    return f"Không mở được địa chỉ {host}, cổng {port}: hãy kiểm tra TTHC_HOST và TTHC_PORT."


def serve(app: ASGIApp) -> None:
    """Serve the dashboard at TTHC_HOST and TTHC_PORT until stopped (Ctrl+C or SIGTERM)."""
    listener = open_listener_or_exit()
    host, port = listener.getsockname()[:2]
    url_host = f"[{host}]" if ":" in host else host
    print(
        f"Bảng theo dõi đang chạy tại http://{url_host}:{port} (nhấn Ctrl+C để dừng).", flush=True
    )
    settings = uvicorn.Config(
        app,
        ws="websockets-sansio",
        ws_max_size=int(st.get_option("server.maxMessageSize")) * 1_000_000,
        ws_per_message_deflate=False,
        ws_ping_interval=30,
        ws_ping_timeout=30,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(settings).run(sockets=[listener])
