"""What a file of filters holds, and texts of which a title names the only one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data.schema import MalformedFile
from loaders.parsing.stated_filter import (
    labelled_filters,
    read_filter_aspects,
    text_named_in_title,
)


def test_words_of_filters_are_folded_and_meanings_stay(tmp_path: Path) -> None:
    path = tmp_path / "filters.toml"
    path.write_text(
        '[end]\nLate = ["QUÁ  HẠN", "Trễ hạn"]\nearly = ["Sớm hạn"]\nwhole = ["Late", "early"]\n',
        encoding="utf-8",
    )
    assert read_filter_aspects(path) == {
        "end": {"Late": ("quá hạn", "trễ hạn"), "early": ("sớm hạn",), "whole": ("Late", "early")}
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[end]\nlate = ["Quá hạn"]\n', "filters.toml, end: thiếu mục whole"),
        (
            '[end]\nlate = ["Quá hạn"]\nwhole = ["early"]\n',
            "filters.toml, end: mục “early” không hợp lệ; chỉ được dùng: late.",
        ),
    ],
)
def test_a_malformed_file_of_filters_says_what_is_wrong(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "filters.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MalformedFile, match=re.escape(message)):
        read_filter_aspects(path)


@pytest.mark.parametrize(
    ("titles", "filters"),
    [
        (["Lĩnh vực: Đất đai"], ("lĩnh vực: đất đai",)),
        (["Lĩnh vực :", "Đất đai"], ("lĩnh vực: đất đai",)),
        (["Lĩnh vực", "Trạng thái", "Mới"], ("trạng thái: mới",)),
        (["Lĩnh vực: Đất đai; Trạng thái: Mới"], ("lĩnh vực: đất đai", "trạng thái: mới")),
        (["Lĩnh vực: -- Tất cả --"], ()),
        (["Lĩnh vực:"], ()),
        (["Lĩnh vực: " + "x" * 100], (("lĩnh vực: " + "x" * 100)[:80],)),
        ([], ()),
    ],
)
def test_filters_with_their_labels(titles: list[str], filters: tuple[str, ...]) -> None:
    assert labelled_filters(titles) == filters


@pytest.mark.parametrize(
    ("texts", "titles", "named"),
    [
        (["Chứng thực"], ["DANH SÁCH HỒ SƠ CHỨNG THỰC"], "Chứng thực"),
        (["Chứng thực"], ["Báo cáo", "Hồ sơ chứng thực quý I"], "Chứng thực"),
        (["Chứng thực", "Hộ tịch"], ["DANH SÁCH HỒ SƠ CHỨNG THỰC"], None),
        (["Chứng thực"], ["Danh sách hồ sơ chứng thựcx"], None),
        ([""], ["DANH SÁCH"], None),
        ([], ["DANH SÁCH"], None),
        (["A" * 100], ["a" * 100], "A" * 80),
    ],
)
def test_the_only_text_of_a_column_that_a_title_names(
    texts: list[str], titles: list[str], named: str | None
) -> None:
    assert text_named_in_title(texts, titles) == named
