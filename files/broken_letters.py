"""Vietnamese letters that an encoding or an old font spoiled, told by what is left of them."""

from __future__ import annotations

import re

from files.encodings import count_common_words, text_from_tcvn3

QUESTION_MARKS = (
    "Chữ có dấu trong tệp đã thành dấu “?” vì tệp được lưu sai bảng mã nên mất dấu tiếng Việt: hãy "
    "xuất lại từ hệ thống, chọn .xlsx hoặc CSV UTF-8."
)
TWICE = (
    "Chữ trong tệp bị mã hóa UTF-8 hai lần nên hỏng dấu tiếng Việt: hãy xuất lại từ hệ thống, chọn "
    ".xlsx hoặc CSV UTF-8."
)
OLD_FONT = (
    "Chữ trong tệp gõ bằng phông cũ ({}), không phải Unicode: hãy chuyển mã sang Unicode (ví dụ "
    "bằng Unikey) rồi nạp lại."
)
_BESIDE_A_LETTER = re.compile(r"[^\W\d_][?\ufffd]+|[?\ufffd]+[^\W\d_]")
# The first byte of a letter's UTF-8 as Latin-1 or Windows-1252 shows it, and what may follow.
_UTF8_AS_LATIN = re.compile(
    r"[\u00c3\u00c4\u00c6][\u0080-\u00bf\u2018-\u201e]|\u00e1[\u00ba\u00bb]"
)
_VNI_WORDS = """
    ngaøy tieáp nhaän keát quaû thuû tuïc traïng thaùi lónh vöïc giaûi quyeát soá ñôn vò maõ hoà sô
    teân xaõ phöôøng haïn ñuùng traû quaù toång töø ñeán tröïc tuyeán
"""
_VNI = frozenset(_VNI_WORDS.split())
_FEWEST = 5


def spoiled_letters_sentence(text: str) -> str | None:
    """The sentence that says how a text's letters are spoiled; None where nothing shows it."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(_UTF8_AS_LATIN.findall(text)) >= _FEWEST:
        return TWICE
    if sum(word in _VNI for word in words) >= _FEWEST:
        return OLD_FONT.format("VNI")
    if count_common_words(text_from_tcvn3(text)) >= _FEWEST + 2 * count_common_words(text):
        return OLD_FONT.format("TCVN3, .VnTime")
    if len(_BESIDE_A_LETTER.findall(text)) >= max(_FEWEST, count_common_words(text) // 4):
        return QUESTION_MARKS
    return None
