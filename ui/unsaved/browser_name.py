"""A browser's own name, drawn by lot: a cookie by which it finds again what it left unsaved."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping

import streamlit as st

_COOKIE = "trinh-duyet"
_NAME = re.compile(r"[\w-]{32}", re.ASCII)
_DAY_SECONDS = 24 * 60 * 60
_SESSION_KEY = "browser_name"


def browser_name() -> str | None:
    """The name of the browser that shows this session; None where it takes no cookies."""
    cookie = str(st.context.cookies.get(_COOKIE, ""))
    name: str = st.session_state.setdefault(_SESSION_KEY, cookie)
    return name if _NAME.fullmatch(name) else None


def name_cookie(cookies: Mapping[str, str]) -> str:
    """The cookie to send with a page: the browser's name among its `cookies`, or a new one."""
    earlier_name = cookies.get(_COOKIE, "")
    name = earlier_name if _NAME.fullmatch(earlier_name) else secrets.token_urlsafe(24)
    return f"{_COOKIE}={name}; Path=/; Max-Age={_DAY_SECONDS}; HttpOnly; SameSite=Lax"
