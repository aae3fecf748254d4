"""The file of scopes names those that metrics have, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.planning import scopes
from data.planning.scopes import read_scopes, scope_fields, set_scope
from data.record.settings import setting
from data.schema import MalformedFile
from metrics.catalogue.metrics import ALL_METRICS


def test_every_metrics_scope_is_there() -> None:
    assert read_scopes(scopes._FILE).keys() >= {m.scope for m in ALL_METRICS if m.scope}


def test_a_misspelt_scope_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "scopes.toml"
    text = scopes._FILE.read_text(encoding="utf-8")
    path.write_text(text.replace("\nland_", "\nlan_"), encoding="utf-8")
    with pytest.raises(
        MalformedFile, match=r"scopes\.toml: mục “lan_construction_investment” không hợp lệ"
    ):
        read_scopes(path)


def test_an_edited_scope_counts_in_place_of_the_files(tmp_path: Path) -> None:
    scope = "land_construction_investment"
    assert scope_fields(tmp_path)[scope] == set(read_scopes(scopes._FILE)[scope])
    set_scope(tmp_path, scope, ["Nhà ở", "Đất đai"], "Chị Lan")
    assert scope_fields(tmp_path) == {scope: {"Đất đai", "Nhà ở"}}


def test_editing_one_scope_leaves_what_was_set_of_another(tmp_path: Path) -> None:
    set_scope(tmp_path, "land", ["Đất đai"], "Chị Lan")
    set_scope(tmp_path, "building", ["Xây dựng", "Nhà ở"], "Minh")
    fields = {"land": ("Đất đai",), "building": ("Nhà ở", "Xây dựng")}
    assert setting(tmp_path, "scopes") == fields
