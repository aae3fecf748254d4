"""The page Kế hoạch: what a plan says of itself is shown as text, whatever it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.planning.plan_versions import current_plans, save_plan
from tests.support.paths import ROOT

MARKUP = "<img src=x onerror=alert(1)> **đậm** [x](http://x.vn)"


def test_markup_in_a_plan_is_shown_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTHC_DATABASE", str(tmp_path / "tthc.duckdb"))
    st.cache_resource.clear()  # other tests of this process have other records
    original = current_plans(tmp_path / "tthc")[0]
    target = replace(
        original.targets[0], label=MARKUP, scope=MARKUP, denominator=MARKUP, place=MARKUP
    )
    hostile = replace(
        original,
        key=f"{original.commune_code}-2026-x",
        title=MARKUP,
        number=MARKUP,
        date=MARKUP,
        issuer=MARKUP,
        valid_from=date(2026, 1, 1),
        targets=(target,),
    )
    save_plan(tmp_path / "tthc", hostile, "thử")
    app = AppTest.from_file(str(ROOT / "pages" / "plans.py"), default_timeout=60)
    app.query_params["ke-hoach-cua"] = hostile.key
    app.run()
    assert not app.exception
    (sheet,) = [html.proto.body for html in app.get("html") if "onerror" in html.proto.body]
    assert sheet.count("&lt;img src=x onerror=alert(1)&gt;") == 4
    assert "<img" not in sheet
    (head,) = [block.value for block in app.markdown if "onerror" in block.value]
    assert head.count("onerror") == 4
    assert "<img" not in head.replace("\\<img", "")
    assert "**đậm**" not in head
    assert "[x](" not in head
    st.cache_resource.clear()
