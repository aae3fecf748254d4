"""A layout with a misspelt key, a wrong type or a column that it does not map is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.schema import MalformedFile
from loaders.layouts.custom import custom_layouts
from loaders.layouts.layout import read_layout

FORM = """
title = "Biểu thử"
table = "totals"
key = "field"
required = ["field", "received"]
personal = []
unused = ["STT"]

[columns]
field = "Lĩnh vực"
received = "Tiếp nhận > Tổng số"
received_online = ["Trực tuyến", "Qua mạng"]
rate_online = "Tỷ lệ (%)"

[[balances]]
words = "cộng"
total = "received"
parts = ["received_online"]

[[rates]]
words = "phần"
column = "rate_online"
numerator = ["received_online"]
denominator = ["received"]
decimals = 2

[[bounds]]
words = "không quá"
part = "received_online"
total = "received"
"""
LIST = """
title = "Danh sách thử"
table = "dossiers"
key = "dossier_code"
required = ["dossier_code"]
personal = []
unused = []

[columns]
dossier_code = "Mã"
channel = "Kênh"

[words.channel]
online = ["Qua cổng"]
"""
COLUMNS = "chỉ có field, rate_online, received, received_online."


def fault_of(folder: Path, text: str) -> str:
    path = folder / "thu.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MalformedFile) as error:
        read_layout(path)
    return str(error.value)


@pytest.mark.parametrize(
    ("written", "instead", "sentence"),
    [
        ("unused =", "unusd =", "thu.toml: không biết mục unusd; chỉ có title, table, key"),
        ('title = "Biểu', '# "Biểu', "thu.toml: thiếu mục title."),
        ('"totals"', '"total"', "thu.toml: table là 'total', phải là một trong dossiers, targ"),
        ('["STT"]', '"STT"', "thu.toml: unused là 'STT', phải là danh sách chữ"),
        ("decimals = 2", 'decimals = "2"', "thu.toml, tỷ lệ phần: decimals là '2', phải là số"),
        ("parts =", "part =", "thu.toml, phép cộng cộng: không biết mục part; chỉ có words, tot"),
        ('key = "field"', 'key = "fields"', f"thu.toml, key: không biết fields; {COLUMNS}"),
        ('"received"]', '"recived"]', f"thu.toml, required: không biết recived; {COLUMNS}"),
        ('["received_online"]', '["x"]', f"thu.toml, phép cộng cộng: không biết x; {COLUMNS}"),
        ('denominator = ["', 'denominator = ["x', "thu.toml, tỷ lệ phần: không biết xreceived"),
        ('column = "', 'column = "x', "thu.toml, tỷ lệ phần: không biết xrate_online"),
        ('part = "', 'part = "x', "thu.toml, giới hạn không quá: không biết xreceived_online"),
        ('"Qua mạng"', '"Lĩnh  vực"', "“Lĩnh  vực” là tiêu đề của cả field và received_online."),
        ("[columns]", "[columns", "thu.toml: không đọc được TOML"),
    ],
)
def test_a_form_says_what_is_wrong(
    tmp_path: Path, written: str, instead: str, sentence: str
) -> None:
    assert written in FORM
    assert sentence in fault_of(tmp_path, FORM.replace(written, instead, 1))


@pytest.mark.parametrize(
    ("written", "instead", "sentence"),
    [
        ("channel =", "chanel =", "thu.toml, columns: không biết chanel; chỉ có apologised, ch"),
        ("words.channel", "words.chanel", "thu.toml, words: không biết chanel; chỉ có channel, "),
        ("online =", "onlin =", "thu.toml, words.channel: không biết onlin; chỉ có direct, onli"),
        ('["Qua cổng"]', '"Qua cổng"', "thu.toml: words phải là danh sách chữ"),
    ],
)
def test_a_list_says_what_is_wrong(
    tmp_path: Path, written: str, instead: str, sentence: str
) -> None:
    assert written in LIST
    assert sentence in fault_of(tmp_path, LIST.replace(written, instead, 1))


def test_a_custom_layout_is_refused_in_one_sentence_that_says_why(tmp_path: Path) -> None:
    faults = {
        "khoa": (LIST.replace("unused", '"unusd\\u202e"'), "không biết mục unusd·; chỉ có title"),
        "cot": (LIST, "required thiếu received_on, state."),
        "nguoi": (LIST.replace('"Kênh"', '"Chủ hồ sơ"'), "columns: “chủ hồ sơ” là dữ liệu cá"),
    }
    for name, (text, _) in faults.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    damaged = custom_layouts(tmp_path).damaged
    for name, (_, fault) in faults.items():
        begin = f"Mẫu riêng “{name}.toml” bị hỏng nên không dùng, hãy xóa rồi khai lại từ một tệp: "
        assert damaged[f"{name}.toml"].startswith(begin + fault)
