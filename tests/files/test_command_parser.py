"""Each command says in Vietnamese what it was not given, or cannot take."""

from __future__ import annotations

import pytest

import loaders.__main__
import metrics.__main__

COMMANDS = {"loaders": loaders.__main__.main, "metrics": metrics.__main__.main}


@pytest.mark.parametrize(
    ("command", "arguments", "sentence"),
    [
        ("loaders", "--plan --help", "chưa ghi gì sau --plan: kế hoạch: .docx, .pdf, .xlsx, .txt"),
        ("loaders", "--plan", "chưa ghi gì sau --plan: kế hoạch: .docx, .pdf, .xlsx, .txt"),
        ("loaders", "--plan a.txt --json --explain", "--explain không đi cùng --json"),
        ("loaders", "", "thiếu FILE, --database"),
        ("loaders", "a.xlsx", "thiếu --database"),
        (
            "loaders",
            "a.xlsx --database b --today x",
            "không đọc được “x” sau --today: ngày hôm nay, để thử",
        ),
        ("loaders", "a.xlsx --database b --nope", "không có tùy chọn --nope"),
        ("loaders", "a.xlsx --database b --json=1", "--json không nhận “1”"),
        ("loaders", "--withdraw x --database b", "không đọc được “x” sau --withdraw: rút lần nạp"),
        ("loaders", "--withdraw", "chưa ghi gì sau --withdraw: rút lần nạp"),
        ("metrics", "--by x", "--by không nhận “x”, chỉ nhận"),
        ("metrics", "--calendar x", "--calendar không nhận “x”, chỉ nhận"),
        ("metrics", "extra", "không có tùy chọn extra"),
        ("metrics", "", "thiếu --database, --commune, --period"),
    ],
)
def test_wrong_usage_is_told_in_vietnamese(
    command: str, arguments: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        COMMANDS[command](arguments.split())
    assert ended.value.code == 2
    assert f"python -m {command}: {sentence}" in capsys.readouterr().err
