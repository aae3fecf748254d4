"""HTML from pieces: texts are escaped, only what these functions made is markup.

Everything here gives `Markup`, a text that is marked as HTML. A plain `str` that is put into it is
escaped, and mypy refuses a `str` where `Markup` is asked for, so that escaping cannot be forgotten.
Plotly's labels and hover texts, which are read as a little HTML, are made with it too.
"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup, escape

BREAK = Markup("<br>")


def show_html(piece: Markup) -> None:
    """Draw a piece of HTML on the page, which only this function hands to Streamlit."""
    st.html(str(piece))


def tag(name: str, *inner: str, **attributes: str) -> Markup:
    """An HTML element: `tag("td", "a < b", class_="n")` is `<td class='n'>a &lt; b</td>`.

    In an attribute's name a final "_" is dropped (`class_`), others are "-" (`data_of`).
    """
    return Markup("".join((_start_tag(name, attributes), *map(escape, inner), f"</{name}>")))


def image(**attributes: str) -> Markup:
    """An `<img>` element with these attributes, which has no end tag."""
    return Markup(_start_tag("img", attributes))


def join(pieces: Iterable[str], between: str = "") -> Markup:
    """The pieces one after the other with `between` in between, plain texts escaped."""
    return escape(between).join(pieces)


def join_lines(texts: Iterable[str]) -> Markup:
    """The texts as HTML with a line break between them, plain texts escaped."""
    return BREAK.join(texts)


def small_lines(*texts: str) -> Markup:
    """Each text that is not empty as a `<small>` element, on a line of its own in a cell."""
    return join(tag("small", text) for text in texts if text)


def _start_tag(name: str, attributes: dict[str, str]) -> str:
    """An element's start tag, with its attributes' texts escaped."""
    pieces = [f"<{name}"]
    for key, text in attributes.items():
        pieces += (" ", key.rstrip("_").replace("_", "-"), "='", escape(text), "'")
    return "".join((*pieces, ">"))
