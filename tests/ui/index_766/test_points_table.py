"""The table of the page Chỉ số 766: points from the counts here beside the portal's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

import pytest

from ui.display.colours import colours
from ui.index_766.points_table import Points, points_table

PROGRESS = "Hồ sơ xử lý trước hạn, đúng hạn"  # the only component of its group, 20 points
ONLINE = "Cung cấp dịch vụ trực tuyến"  # a group of 22 points: 12 and 10
DISCLOSURE = "Công khai, minh bạch"  # a group of 18 points: 6, 4, 2 and 6
PUBLISHED = {"publish_on_time": 6.0, "update_on_time": 3.5, "full_content": 2.0}


def cells_of(line: str, html: str) -> list[str]:
    """What stands in a line of the table after its name."""
    (row,) = (row for row in html.split("<tr>") if f">{line}<" in row)
    return re.findall(r"data-of='[^']*'>(?:<b>)?([^<]*)<", row)


@pytest.mark.parametrize(
    ("computed", "portal", "line", "cells"),
    [
        ({"progress": Fraction(73, 4)}, {}, PROGRESS, "20 | 18,25 | –"),
        ({"progress": Fraction(73, 4)}, {"progress": 18.0}, PROGRESS, "20 | 18,25 | 18,00 | +0,25"),
        ({"progress": Fraction(18)}, {"progress": 18.5}, PROGRESS, "20 | 18,00 | 18,50 | −0,50"),
        ({"progress": None}, {"progress": 18.0}, PROGRESS, "20 | chưa đủ số liệu | 18,00"),
        ({}, {}, ONLINE, "22 | – | –"),
        ({"payment": Fraction(5, 2)}, {}, ONLINE, "22 | 2,50 trên 10 điểm tính được | –"),
        ({"online": Fraction(9), "payment": Fraction(5, 2)}, {}, ONLINE, "22 | 11,50 | –"),
        # The portal's sum of a group only where it gave every component's points.
        ({}, PUBLISHED, DISCLOSURE, "18 | – | –"),
        ({}, {**PUBLISHED, "dossier_sync": 5.25}, DISCLOSURE, "18 | – | 16,75"),
    ],
)
def test_a_line(computed: Points, portal: Mapping[str, float], line: str, cells: str) -> None:
    html = points_table(computed, portal, frozenset(), colours())
    assert " | ".join(cells_of(line, html)) == cells


@pytest.mark.parametrize(
    ("available", "sentence"),
    [
        (set(), "Còn thiếu: nạp danh sách hồ sơ đủ cả kỳ."),
        ({"handled", "in_time"}, "Không phát sinh hoặc chưa đủ căn cứ."),
    ],
)
def test_it_says_what_lacks_for_a_component(available: set[str], sentence: str) -> None:
    html = points_table({}, {}, available, colours())
    (row,) = (row for row in html.split("<tr>") if f">{PROGRESS}<" in row)
    assert f"<small>{sentence}</small>" in row
