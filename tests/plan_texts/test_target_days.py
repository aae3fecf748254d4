"""The days and years that a figure holds for, and which steps within a year are left out."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from plan_texts.command import main
from plan_texts.proposals import propose, read_figures

HEAD = "KẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n"
Expected = list[tuple[str, str | None, str | None, int | None]]
# A sentence, and each share with its first day, its last day and its year.
SENTENCES: list[tuple[str, Expected]] = [
    (
        "Hồ sơ nộp trực tuyến 6 tháng đầu năm đạt 80%, 6 tháng cuối năm đạt 90%.",
        [("0.8", None, "2026-06-30", None), ("0.9", "2026-07-01", None, None)],
    ),
    (
        "Thanh toán trực tuyến đạt 85% trong 6 tháng đầu năm và 95% trong 6 tháng cuối năm.",
        [("0.85", None, "2026-06-30", None), ("0.95", "2026-07-01", None, None)],
    ),
    (
        "Tái sử dụng dữ liệu đến ngày 30/6/2026 đạt 40%, đến ngày 31/12/2026 đạt 60%.",
        [("0.6", None, None, None)],
    ),
    ("Tái sử dụng dữ liệu đến ngày 30/6/2026 đạt 40%.", [("0.4", None, "2026-06-30", None)]),
    ("Từ ngày 01/7/2026, hồ sơ trực tuyến đạt 60%.", [("0.6", "2026-07-01", None, None)]),
    ("Áp dụng từ ngày 01/4/2026: kết quả điện tử đạt 90%.", [("0.9", "2026-04-01", None, None)]),
    (
        "Hồ sơ nộp trực tuyến nâng từ 90% lên 95%, áp dụng từ ngày 01/9/2026.",
        [("0.95", "2026-09-01", None, None)],
    ),
    (
        "Từ ngày 01/7/2026, hồ sơ nộp trực tuyến đạt 60%, thanh toán trực tuyến đạt 70%.",
        [("0.6", "2026-07-01", None, None), ("0.7", "2026-07-01", None, None)],
    ),
    ("Đến hết quý II/2026, số hóa 80% hồ sơ.", [("0.8", None, "2026-06-30", None)]),
    ("Từ 01/7 đến 30/9/2026, số hóa 80% hồ sơ.", [("0.8", "2026-07-01", "2026-09-30", None)]),
    ("Số hóa 80% hồ sơ theo Quyết định số 12/QĐ-UBND ngày 15/3/2026.", [("0.8", None, None, None)]),
    # steps to the year's figure
    ("Số hóa hồ sơ: quý I 60%, quý II 70%, quý III 80%, quý IV 90%.", [("0.9", None, None, None)]),
    ("Số hóa hồ sơ: quý I 60%, quý II 70%, cả năm 90%.", [("0.9", None, None, None)]),
    ("Số hóa hồ sơ đạt 90% (quý I đạt 60%, quý II đạt 70%).", [("0.9", None, None, None)]),
    ("Số hóa hồ sơ: quý I đạt 60%, quý II đạt 70%.", [("0.7", None, "2026-06-30", None)]),
    ("Số hóa hồ sơ đạt 70% trong 6 tháng đầu năm, 85% cả năm.", [("0.85", None, None, None)]),
    ("6 tháng đầu năm số hóa 78% hồ sơ, phấn đấu cả năm đạt 90%.", [("0.9", None, None, None)]),
    # later years
    (
        "Số hóa hồ sơ năm 2026 đạt 90%, năm 2027 đạt 95%.",
        [("0.9", None, None, None), ("0.95", "2027-01-01", None, 2027)],
    ),
    (
        "Số hóa hồ sơ năm 2026 đạt 90%, đến năm 2027 đạt 95%.",
        [("0.9", None, None, None), ("0.95", "2027-01-01", None, 2027)],
    ),
    (
        "Đến năm 2027 số hóa hồ sơ đạt 100%; năm 2026 đạt 90%.",
        [("1", "2027-01-01", None, 2027), ("0.9", None, None, None)],
    ),
    ("Đến năm 2027 số hóa hồ sơ đạt 100%.", [("1", None, None, 2027)]),
    ("Số hóa hồ sơ năm 2026 đạt 90%, năm 2030 đạt 100%.", [("0.9", None, None, None)]),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_for_when_a_figure_holds(sentence: str, expected: Expected) -> None:
    proposals = propose(f"{HEAD}- {sentence}")
    assert [
        (p.value, p.since and str(p.since), p.until and str(p.until), p.until_year)
        for p in proposals
    ] == [(Decimal(share), *limits) for share, *limits in expected]


def test_a_step_is_said_to_be_one() -> None:
    readings = read_figures(f"{HEAD}- Số hóa hồ sơ: quý I 60%, cả năm 90%.")
    assert [reading.reason for reading in readings] == ["earlier_step", ""]


def test_a_title_ends_at_its_first_item() -> None:
    text = f"{HEAD}\nII. MỤC TIÊU\nĐến năm 2030 số hóa 100% hồ sơ; năm 2026 đạt 90%."
    assert [p.value for p in propose(text)] == [Decimal("0.9")]


def test_json_has_the_days(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(f"{HEAD}- Từ 01/7 đến 30/9/2026, số hóa 80% hồ sơ.", encoding="utf-8")
    assert main(["--plan", str(plan), "--json"]) == 0
    (target,) = json.loads(capsys.readouterr().out)
    assert (target["since"], target["until"]) == ("2026-07-01", "2026-09-30")


def test_a_half_years_figure_is_not_the_years() -> None:
    halves = "- Số hóa hồ sơ 6 tháng đầu năm đạt 80%, 6 tháng cuối năm đạt 90%.\n"
    proposals = propose(f"{HEAD}{halves}- Số hóa hồ sơ đạt 90%.")
    assert [p.repeats for p in proposals] == [None, None, None]
