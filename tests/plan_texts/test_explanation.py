"""What is said of each number of a text."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from plan_texts.explanation import REASON_WORDS, explanation_lines
from plan_texts.proposals import read_figures
from plan_texts.targets.exclusions import Reason
from tests.support.paths import ROOT, SAMPLES

TEXT = (
    "KẾ HOẠCH\n"
    "Kiểm soát thủ tục hành chính năm 2026\n"
    "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND tỉnh;\n"
    "1. Năm 2025, tỷ lệ hồ sơ trực tuyến đạt 71,5%.\n"
    "2. Bảo đảm toàn bộ phản ánh, kiến nghị được xử lý đúng hạn.\n"
    "3. Nâng tỷ lệ hồ sơ trực tuyến lên tối thiểu 80%; 14 tổ hỗ trợ, kinh phí 46 triệu đồng.\n"
    "4. Đơn vị có trên 3% hồ sơ quá hạn thì bị phê bình."
)
# (line, what is written there, a word of what is said of it)
SAID = [
    (2, "2026", "ngày, tháng, năm"),
    (3, "12", "số hiệu"),
    (3, "05/01/2026", "ngày, tháng, năm"),
    (4, "1", "số thứ tự"),
    (4, "2025", "ngày, tháng, năm"),
    (4, "71,5", "kết quả đã đạt"),
    (5, "2", "số thứ tự"),
    (5, "toàn bộ", "petitions_on_time tối thiểu 100%"),
    (6, "3", "số thứ tự"),
    (6, "80", "online_filing tối thiểu 80%"),
    (6, "14", "số đếm"),
    (6, "46", "tiền"),
    (7, "4", "số thứ tự"),
    (7, "3", "không:"),
]


def test_every_number_is_spoken_of_once_and_rightly() -> None:
    lines = list(explanation_lines(TEXT, read_figures(TEXT)))
    assert len(lines) == len(SAID)
    for line, (number, written, words) in zip(lines, sorted(SAID, key=lambda s: s[0]), strict=True):
        assert re.match(rf"dòng +{number}  {re.escape(written)} ", line), line
        assert words in line


def test_an_items_number_is_no_figure() -> None:
    text = "KẾ HOẠCH\nCải cách hành chính năm 2026\n\n80. Số hóa 80% hồ sơ."
    (_, ordinal, figure) = explanation_lines(text, read_figures(text))
    assert "số thứ tự" in ordinal
    assert "digitised_dossiers tối thiểu 80%" in figure


def test_every_reason_has_words() -> None:
    rises = {"rise", "fall", "count_rise", "explaining_rise"}
    own_reasons = {*rises, "repeated", "earlier_step", "no_metric"}
    assert set(REASON_WORDS) == {*get_args(Reason), *own_reasons}


@pytest.mark.parametrize(
    ("sentence", "reasons"),
    [
        (
            "Thanh toán trực tuyến tăng 10 điểm phần trăm so với năm 2025, phấn đấu đạt 65%.",
            ["explaining_rise", ""],
        ),
        ("Tỷ lệ hồ sơ nộp trực tuyến tăng 7%.", ["rise"]),
        ("Tỷ lệ hồ sơ nộp giấy giảm 20% so với năm 2025.", ["no_metric"]),
        ("Tăng 15% số hồ sơ nộp trực tuyến so với năm 2025.", ["count_rise"]),
        ("Tỷ lệ hồ sơ nộp trực tuyến giảm 5% so với năm 2025.", ["fall"]),
    ],
)
def test_the_reason_against_a_rise_is_the_true_one(sentence: str, reasons: list[str]) -> None:
    text = f"KẾ HOẠCH\nCải cách hành chính năm 2026\n\n1. {sentence}"
    assert [reading.reason for reading in read_figures(text)] == reasons


@pytest.mark.parametrize("name", ["02.txt", "10.docx", "12.txt"])
def test_whole_texts_are_explained(name: str) -> None:
    path = Path(SAMPLES / "real_world_plans" / name)
    command = subprocess.run(
        [sys.executable, "-m", "loaders", "--plan", str(path), "--explain"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert command.returncode == 0, command.stderr
    assert "đề xuất: online_filing" in command.stdout
