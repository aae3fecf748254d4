"""Texts in HTML are escaped, and no other module than `ui/display/markup.py` can leave that out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from markupsafe import Markup

from tests.support.paths import ROOT
from tests.test_floors import faults_by_module, modules, parsed
from ui.display.markup import image, join, join_lines, small_lines, tag

TAG = re.compile(r"</?[a-z][a-z0-9]*[\s/>]")
ITSELF = ROOT / "ui/display/markup.py"
# It writes the frame of the page that Streamlit serves, no text of a file or a person.
SHELL = ROOT / "ui/serving.py"


@pytest.mark.parametrize(
    ("piece", "html"),
    [
        (tag("td", "a < b & c"), "<td>a &lt; b &amp; c</td>"),
        (tag("td", tag("b", "<i>")), "<td><b>&lt;i&gt;</b></td>"),
        (tag("td", "5", class_="n"), "<td class='n'>5</td>"),
        (tag("td", data_of="it's"), "<td data-of='it&#39;s'></td>"),
        (tag("p", "x", title="' onclick='f()"), "<p title='&#39; onclick=&#39;f()'>x</p>"),
        (image(alt="<x>", src="a.svg"), "<img alt='&lt;x&gt;' src='a.svg'>"),
        (join(("<b>", tag("i", "x")), " & "), "&lt;b&gt; &amp; <i>x</i>"),
        (join_lines(("<b>", "x")), "&lt;b&gt;<br>x"),
        (small_lines("<b>", "", "x"), "<small>&lt;b&gt;</small><small>x</small>"),
        (tag("b", "x") + "<i>", "<b>x</b>&lt;i&gt;"),
    ],
)
def test_texts_are_escaped_and_markup_stays(piece: Markup, html: str) -> None:
    assert str(piece) == html


def html_faults(tree: ast.AST) -> list[str]:
    """Where a module hands text to the page as HTML past the functions of `markup.py`."""
    return [*_unsafe_calls(tree), *_unsafe_markup(tree), *_bare_tags(tree)]


def _listeners(tree: ast.AST) -> Iterator[ast.AST]:
    """`st.components` in what makes a component of a script alone, which draws no HTML."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) == "st.components.v2.component"
            and {keyword.arg for keyword in node.keywords} == {"js"}
        ):
            yield from ast.walk(node.func)


def _unsafe_calls(tree: ast.AST) -> Iterator[str]:
    listeners = set(map(id, _listeners(tree)))
    for node in ast.walk(tree):
        if id(node) in listeners:
            continue
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("st.html", "st.components"):
            yield f"line {node.lineno}: {ast.unparse(node)}; use markup.show_html"
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
            yield f"line {node.value.lineno}: unsafe_allow_html; use markup.show_html"


def _markup_calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Markup":
            yield node


def _unsafe_markup(tree: ast.AST) -> Iterator[str]:
    """`Markup(…)` of anything but one literal: what is put together would not be escaped."""
    for call in _markup_calls(tree):
        if not all(isinstance(argument, ast.Constant) for argument in call.args):
            yield f"line {call.lineno}: Markup of no literal; use markup.tag"


def _bare_tags(tree: ast.AST) -> Iterator[str]:
    """Texts with a tag that are no Markup: tags are written by `markup.tag`."""
    marked = {id(argument) for call in _markup_calls(tree) for argument in call.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):  # a docstring may quote a tag
            marked.add(id(node.value))
        text = node.value if isinstance(node, ast.Constant) and id(node) not in marked else None
        if isinstance(text, str) and TAG.search(text):
            yield f"line {node.lineno}: a tag in a text; use markup.tag"


def test_html_is_made_of_escaped_pieces() -> None:
    paths = [
        path for path in modules("app", "pages", "ui", "reports") if path not in (ITSELF, SHELL)
    ]
    assert not faults_by_module(paths, lambda path: html_faults(parsed(path)))


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ("st.html(text)", 1),
        ("st.markdown(text, unsafe_allow_html=True)", 1),
        ("st.components.v1.html(text)", 1),
        ('st.components.v2.component("x", html=text)', 1),
        ('st.components.v2.component("x", js=SCRIPT)', 0),
        ("Markup(text)", 1),
        ('Markup(f"<b>{text}</b>")', 3),
        ('Markup("<b>" + text)', 2),
        ('cell = f"<td>{text}</td>"', 2),
        ('cell = "<td>" + text', 1),
        ('cell = Markup("<td>%s</td>") % text', 0),
        ('cell = tag("td", text)', 0),
        ("markup.show_html(cell)", 0),
        ('label = "a < b > c"', 0),
    ],
)
def test_the_html_rule_bites(source: str, faults: int) -> None:
    assert len(html_faults(ast.parse(source))) == faults
