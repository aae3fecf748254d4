"""A layout with a misspelt key, a wrong type or a column that it does not map is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.schema import MalformedFile
from loaders.layouts import words
from loaders.layouts.custom import custom_layouts
from loaders.layouts.layout import read_layout
from loaders.layouts.words import read_common_words
from loaders.parsing import stated_filter
from loaders.parsing.stated_filter import read_filter_aspects
from loaders.validation import total_names
from loaders.validation.total_names import read_known_names

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
COLUMNS = "chỉ được dùng: field, rate_online, received, received_online."


def fault_of(folder: Path, text: str) -> str:
    path = folder / "thu.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MalformedFile) as error:
        read_layout(path)
    return str(error.value)


@pytest.mark.parametrize(
    ("written", "instead", "sentence"),
    [
        (
            "unused =",
            "unusd =",
            "thu.toml: mục “unusd” không hợp lệ; chỉ được dùng: title, table, key",
        ),
        ('title = "Biểu', '# "Biểu', "thu.toml: thiếu mục title."),
        ('"totals"', '"total"', "thu.toml: table là 'total', phải là một trong dossiers, targ"),
        ('["STT"]', '"STT"', "thu.toml: unused là 'STT', phải là danh sách chữ"),
        ("decimals = 2", 'decimals = "2"', "thu.toml, phép chia phần: decimals là '2', phải là số"),
        (
            "parts =",
            "part =",
            "thu.toml, phép cộng cộng: mục “part” không hợp lệ; chỉ được dùng: words, tot",
        ),
        ('key = "field"', 'key = "fields"', f"thu.toml, key: mục “fields” không hợp lệ; {COLUMNS}"),
        ('"received"]', '"recived"]', f"thu.toml, required: mục “recived” không hợp lệ; {COLUMNS}"),
        (
            '["received_online"]',
            '["x"]',
            f"thu.toml, phép cộng cộng: mục “x” không hợp lệ; {COLUMNS}",
        ),
        ('denominator = ["', 'denominator = ["x', "thu.toml, phép chia phần: mục “xreceived"),
        ('column = "', 'column = "x', "thu.toml, phép chia phần: mục “xrate_online"),
        ('part = "', 'part = "x', "thu.toml, giới hạn không quá: mục “xreceived_online"),
        ('"Qua mạng"', '"Lĩnh  vực"', "“Lĩnh  vực” là tiêu đề của cả field và received_online."),
        ("[columns]", "[columns", "thu.toml: không đọc được TOML"),
        # A count's name, with a balance over it or without one: nothing would ever count it.
        (
            "received = ",
            "recieved = ",
            "thu.toml, columns: mục “recieved” không hợp lệ; chỉ được dùng: carried_o",
        ),
        (
            "rate_online =",
            'received_by_kiosk = "Ki ốt"\nrate_online =',
            "“received_by_kiosk” không hợp lệ; ",
        ),
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
        (
            "channel =",
            "chanel =",
            "thu.toml, columns: mục “chanel” không hợp lệ; chỉ được dùng: apologised, ch",
        ),
        (
            "words.channel",
            "words.chanel",
            "thu.toml, words: mục “chanel” không hợp lệ; chỉ được dùng: channel, ",
        ),
        (
            "[words.channel]",
            "[words.dossier_code]",
            "words: mục “dossier_code” không hợp lệ; chỉ được dùng: ",
        ),
        (
            "online =",
            "onlin =",
            "thu.toml, words.channel: mục “onlin” không hợp lệ; chỉ được dùng: direct, onli",
        ),
        ('["Qua cổng"]', '"Qua cổng"', "thu.toml: words phải là danh sách chữ"),
    ],
)
def test_a_list_says_what_is_wrong(
    tmp_path: Path, written: str, instead: str, sentence: str
) -> None:
    assert written in LIST
    assert sentence in fault_of(tmp_path, LIST.replace(written, instead, 1))


def fault_in(read: Callable[[Path], object], shipped: Path, folder: Path, *change: str) -> str:
    """What is said of a shipped file in which a part is written otherwise."""
    text = shipped.read_text(encoding="utf-8")
    assert change[0] in text
    path = folder / shipped.name
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(MalformedFile) as error:
        read(path)
    return str(error.value)


@pytest.mark.parametrize(
    ("written", "instead", "sentence"),
    [
        (
            "returned =",
            "retuned =",
            "state: mục “retuned” không hợp lệ; chỉ được dùng: left, not_received, open, ",
        ),
        ("postal =", "post =", "channel: mục “post” không hợp lệ; chỉ được dùng: direct, online, "),
        (
            "online_national =",
            "national =",
            "payment: mục “national” không hợp lệ; chỉ được dùng: direct, online",
        ),
        (
            "[digitised]\nyes",
            "[digitised]\nyess",
            "digitised: mục “yess” không hợp lệ; chỉ được dùng: no, yes.",
        ),
        (
            "\nsatisfied =",
            "\nsatisfed =",
            "rating: mục “satisfed” không hợp lệ; chỉ được dùng: dissatisfied, ",
        ),
        ("dissatisfied =", "# =", "words.toml, rating: thiếu mục dissatisfied."),
        (
            "[apologised]",
            "[apologized]",
            "words.toml: mục “apologized” không hợp lệ; chỉ được dùng: apologised",
        ),
        ("[rating]", "[fees]", "words.toml: mục “fees” không hợp lệ; chỉ được dùng: "),
        ('["Hài lòng"]', '"Hài lòng"', "words.toml: nội dung phải là danh sách chữ"),
    ],
)
def test_the_common_words_say_what_is_wrong(
    tmp_path: Path, written: str, instead: str, sentence: str
) -> None:
    fault = fault_in(read_common_words, words._WORDS, tmp_path, written, instead)
    assert sentence in fault


@pytest.mark.parametrize(
    ("written", "instead", "sentence"),
    [
        (
            "petition_kind =",
            "kind =",
            "known_lines.toml: mục “kind” không hợp lệ; chỉ được dùng: petition_kind",
        ),
        ("petition_kind =", "# =", "known_lines.toml"),
    ],
)
def test_the_known_lines_say_what_is_wrong(
    tmp_path: Path, written: str, instead: str, sentence: str
) -> None:
    fault = fault_in(read_known_names, total_names._KNOWN_LINES, tmp_path, written, instead)
    assert sentence in fault


@pytest.mark.parametrize(
    ("written", "instead", "sentence"),
    [
        (
            "\nreturned =",
            "\nretuned =",
            "filters.toml, state: mục “returned” không hợp lệ; chỉ được dùng: extended, left, ",
        ),
        ("whole =", "whol =", "filters.toml, state: thiếu mục whole."),
    ],
)
def test_the_words_of_filters_say_what_is_wrong(
    tmp_path: Path, written: str, instead: str, sentence: str
) -> None:
    fault = fault_in(read_filter_aspects, stated_filter._WORDS, tmp_path, written, instead)
    assert sentence in fault


def test_a_custom_layout_is_refused_in_one_sentence_that_says_why(tmp_path: Path) -> None:
    faults = {
        "khoa": (
            LIST.replace("unused", '"unusd\\u202e"'),
            "mục “unusd·” không hợp lệ; chỉ được dùng: title",
        ),
        "cot": (LIST, "required thiếu received_on, state."),
        "nguoi": (LIST.replace('"Kênh"', '"Chủ hồ sơ"'), "columns: “chủ hồ sơ” là dữ liệu cá"),
    }
    for name, (text, _) in faults.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    damaged = custom_layouts(tmp_path).damaged
    for name, (_, fault) in faults.items():
        begin = f"Mẫu riêng “{name}.toml” bị hỏng nên không dùng, hãy xóa rồi khai lại từ một tệp: "
        assert damaged[f"{name}.toml"].startswith(begin + fault)
