"""Which proposals are marked as repetitions of an earlier one, and how the command says so."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from plan_texts.command import main
from plan_texts.explanation import explanation_lines
from plan_texts.proposals import propose, read_figures

HEAD = "KẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n"
# Lines below the head with, for each proposal, its line and the line that it repeats.
REPETITIONS: list[tuple[str, list[tuple[int, int | None]]]] = [
    (
        "- 80% hồ sơ nộp trực tuyến.\nTT\tChỉ tiêu\tNăm 2026\n1\tHồ sơ nộp trực tuyến\t80",
        [(3, None), (5, 3)],
    ),
    ("- Hồ sơ nộp trực tuyến trên 80%.\n- Hồ sơ nộp trực tuyến đạt 80%.", [(3, None), (4, 3)]),
    ("- Hồ sơ nộp trực tuyến đạt 80%.\n- Hồ sơ nộp trực tuyến đạt 85%.", [(3, None), (4, None)]),
    (
        "- Hồ sơ nộp trực tuyến đạt 80%.\n- Hồ sơ thanh toán trực tuyến đạt 80%.",
        [(3, None), (4, None)],
    ),
    (
        "- Cấp tỉnh: hồ sơ nộp trực tuyến đạt 80%.\n- Cấp xã: hồ sơ nộp trực tuyến đạt 80%.",
        [(3, None), (4, None)],
    ),
    (
        "- 100% phản ánh về quy định hành chính được xử lý đúng hạn.\n"
        "- 100% phản ánh về hành vi hành chính được xử lý đúng hạn.\n"
        "- 100% phản ánh, kiến nghị được xử lý đúng hạn.",
        [(3, None), (4, None), (5, 3)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), REPETITIONS, ids=[text for text, _ in REPETITIONS])
def test_what_repeats_what(text: str, expected: list[tuple[int, int | None]]) -> None:
    assert [(p.line, p.repeats) for p in propose(HEAD + text)] == expected


def test_a_higher_levels_figure_yields_to_a_higher_one_of_the_plans_own() -> None:
    text = "UBND xã Cầu Dâu\n- Tỉnh giao: hồ sơ trực tuyến đạt 60%, thanh toán trực tuyến 50%.\n"
    (filing, payment) = propose(f"{HEAD}{text}")
    assert (filing.value, filing.province_wide, payment.province_wide) == (
        Decimal("0.6"),
        True,
        True,
    )
    (payment, filing) = propose(f"{HEAD}{text}- Xã đăng ký 70% hồ sơ nộp trực tuyến.")
    assert (payment.value, payment.province_wide) == (Decimal("0.5"), True)
    assert (filing.value, filing.province_wide) == (Decimal("0.7"), False)


def test_a_task_that_the_province_gives_is_no_figure_of_the_province() -> None:
    text = "UBND xã Cầu Dâu\n- 97% nhiệm vụ do UBND tỉnh giao được hoàn thành đúng tiến độ."
    (proposal,) = propose(f"{HEAD}{text}")
    assert (proposal.metric, proposal.province_wide) == ("tasks_on_time", False)


def test_the_command_names_the_repeated_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{HEAD}- 80% hồ sơ nộp trực tuyến.\n- Hồ sơ nộp trực tuyến: 80%."
    plan = tmp_path / "ke-hoach.txt"
    plan.write_text(text, encoding="utf-8")
    assert main(["--plan", str(plan)]) == 0
    first, second, _ = capsys.readouterr().out.strip().split("\n")
    assert "nhắc lại" not in first
    assert "(nhắc lại dòng 3)" in second
    assert "nhắc lại dòng 3" in list(explanation_lines(text, read_figures(text)))[-1]
