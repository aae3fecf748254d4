"""Whose figure it is, points of the 766 index, and rows behind a column of merged groups."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from plan_texts.command import main
from plan_texts.proposals import propose

HEAD = "UBND PHƯỜNG CÁI KHẾ\nKẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n"
PLAIN_HEAD = "KẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n"
# A sentence, and each share with whether the province asks for it.
LEVELS: list[tuple[str, list[tuple[str, bool]]]] = [
    ("Thanh toán trực tuyến đạt 80% (chỉ tiêu tỉnh giao).", [("0.8", True)]),
    ("Thanh toán trực tuyến đạt 80% (tỉnh giao).", [("0.8", True)]),
    ("Thanh toán trực tuyến đạt 80%, theo chỉ tiêu thành phố giao.", [("0.8", True)]),
    ("Chỉ tiêu tỉnh giao: thanh toán trực tuyến đạt 80%.", [("0.8", True)]),
    ("Thanh toán trực tuyến đạt 70%, chỉ tiêu tỉnh giao là 65%.", [("0.7", False)]),
    ("Thanh toán trực tuyến đạt 70%, trong khi chỉ tiêu tỉnh giao 75%.", [("0.7", False)]),
    ("Thanh toán trực tuyến đạt 85% (chỉ tiêu tỉnh giao 80%).", [("0.85", False)]),
    ("Thanh toán trực tuyến đạt 80% (phường tự đặt).", [("0.8", False)]),
    (
        "Thanh toán trực tuyến: tỉnh giao 75%, phường phấn đấu 70%.",
        [("0.75", True), ("0.7", False)],
    ),
    (
        "Số hóa hồ sơ đạt 95% (mức tỉnh giao), thanh toán trực tuyến đạt 90%.",
        [("0.95", True), ("0.9", False)],
    ),
]
# A sentence, and the metric with its points as a share of 100, or of what it names.
POINTS: list[tuple[str, list[tuple[str, str]]]] = [
    ("Xếp loại 766 đạt từ 90/100 điểm.", [("index_766", "0.9")]),
    ("Điểm số 766 của phường đạt 92/100 điểm.", [("index_766", "0.92")]),
    ("Bộ chỉ số 766 đạt 90 điểm trở lên.", [("index_766", "0.9")]),
    (
        "Bộ chỉ số 766 đạt 90 điểm, trong đó nhóm số hóa hồ sơ đạt 20 điểm.",
        [("index_766", "0.9"), ("index_766_digitisation", "0.2")],
    ),
    (
        "Nhóm công khai đạt 17 điểm, nhóm tiến độ đạt 19 điểm theo Bộ chỉ số 766.",
        [("index_766_disclosure", "0.17"), ("index_766_progress", "0.19")],
    ),
    ("Nhóm hài lòng đạt 17/18 điểm Bộ chỉ số 766.", [("index_766_satisfaction", "0.9444")]),
    ("Nhóm thanh toán trực tuyến của Bộ chỉ số 766 đạt 9/10 điểm.", []),
    ("Bộ chỉ số 766: công khai (18 điểm), tiến độ (20 điểm), số hóa (22 điểm).", []),
    ("| Chỉ tiêu | Kế hoạch |\n| Điểm Bộ chỉ số 766 (điểm) | 90 |", [("index_766", "0.9")]),
]
# A table's lines, and the metric of each of its rows.
GROUPED: list[tuple[str, list[str]]] = [
    (
        "STT\tNhóm\tChỉ tiêu\tNăm 2026\n1\tTrực tuyến\tTỷ lệ hồ sơ nộp trực tuyến\t90%\n"
        "2\t\tTỷ lệ thanh toán trực tuyến\t85%\n3\tSố hóa\tTỷ lệ số hóa hồ sơ\t100%",
        ["online_filing", "online_payment", "digitised_dossiers"],
    ),
    (
        "Lĩnh vực\tChỉ tiêu\tKế hoạch\nSố hóa\tTỷ lệ số hóa hồ sơ\t100%\n"
        "\tTỷ lệ số hóa kết quả\t98%\nTiến độ\tTỷ lệ hồ sơ đúng hạn\t99%",
        ["digitised_dossiers", "digitised_results", "on_time"],
    ),
    (
        "Mục tiêu (O)\tKết quả then chốt (KR)\tTrọng số\tHiện tại\tMục tiêu Q2\n"
        "Dân không phải đi\tHồ sơ nộp trực tuyến\t15%\t78%\t86%\n"
        "\tHồ sơ thanh toán trực tuyến\t10%\t59%\t72%",
        ["online_filing", "online_payment"],
    ),
    (
        "TT\tĐơn vị\tHồ sơ đúng hạn\n1\tTrung tâm Phục vụ hành chính công\t99%\n"
        "2\tPhòng Kinh tế\t97%",
        ["on_time", "on_time"],
    ),
    (
        "STT\tLĩnh vực\tTỷ lệ hồ sơ trực tuyến (%)\n1\tHộ tịch\t90\n2\tĐất đai\t60",
        ["online_filing", "online_filing"],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), LEVELS)
def test_whose_figure_it_is(sentence: str, expected: list[tuple[str, bool]]) -> None:
    proposals = propose(f"{HEAD}- {sentence}")
    assert [(p.value, p.province_wide) for p in proposals] == [
        (Decimal(share), is_provinces) for share, is_provinces in expected
    ]


def test_a_provinces_figure_beside_the_own_one_is_left_out_where_no_commune_is_named() -> None:
    text = f"{PLAIN_HEAD}- Thanh toán trực tuyến đạt 70%, chỉ tiêu tỉnh giao là 65%."
    assert [p.value for p in propose(text)] == [Decimal("0.7")]


@pytest.mark.parametrize(("text", "expected"), POINTS)
def test_points_of_the_index(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(p.metric, p.value) for p in propose(HEAD + text)] == [
        (metric, Decimal(share)) for metric, share in expected
    ]


@pytest.mark.parametrize(("table", "metrics"), GROUPED)
def test_rows_behind_merged_groups(table: str, metrics: list[str]) -> None:
    assert [p.metric for p in propose(f"{HEAD}{table}")] == metrics


def test_the_command_says_points(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(f"{HEAD}- Bộ chỉ số 766 đạt từ 90/100 điểm.", encoding="utf-8")
    assert main(["--plan", str(plan)]) == 0
    assert "tối thiểu 90 điểm" in capsys.readouterr().out
