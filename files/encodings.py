"""Bytes to Vietnamese text, whichever of the country's encodings wrote them."""

from __future__ import annotations

import codecs
import re
import unicodedata

_SAMPLE = 65536
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TORN = "\ufffd"
# Sound letters beside a torn one. In another encoding hardly two bytes stand together that UTF-8
# would take for a letter.
_SOUND_A_TORN = 50
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)

# TCVN 5712:1993 (VN3), the encoding of the .VnTime fonts ("ABC"), bytes A0 to FF: the national
# standard's own order, the one that iconv knows as TCVN. Its capitals with a tone stand only in
# the fonts of capitals (.VnTimeH), which write them with the bytes of the small letters.
_TCVN3_FROM_A0 = (
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_TCVN3 = "".join(map(chr, range(0xA0))) + _TCVN3_FROM_A0
_WORD = re.compile(r"[^\W\d_]+")
# Every export has some of these; read by the wrong table none of them comes out.
_COMMON = frozenset(
    _WORD.findall(
        "mã hồ sơ số ngày tiếp nhận trả kết quả giải quyết thủ tục lĩnh vực đơn vị xã phường "
        "trạng thái trực tuyến đã đúng hạn trước quá tổng từ đến kỳ chính ủy ban nhân dân"
    )
)


def decode(content: bytes) -> str:
    """Text in NFC: by its byte-order mark, as UTF-8 (a few torn letters apart, which become
    U+FFFD), as UTF-16 by its NULs, by the encoding that a page declares, else Windows-1258 or
    TCVN3, whichever gives Vietnamese words.
    """
    return unicodedata.normalize("NFC", _decode(content))


def _decode(content: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    sample = content[:_SAMPLE]
    if 0 in sample:
        encoding = "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"
        return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _nearly_utf8(content) or _decode_bytes(content)


def _nearly_utf8(content: bytes) -> str | None:
    """The text where but a few bytes are no UTF-8: read by another table every letter of it with
    an accent would come out wrong, for the sake of one that a system tore.
    """
    text = content.decode("utf-8", errors="replace")
    torn = text.count(_TORN) - content.count(_TORN.encode())
    sound = len(text) - len(text.encode("ascii", "ignore")) - torn
    return text if sound >= _SOUND_A_TORN * torn else None


def _decode_bytes(content: bytes) -> str:
    """The text where each byte is a letter: by the table under which the beginning has most
    common words, the first of equals.
    """
    tables = [*_declared_encoding(content), "cp1258", "tcvn3"]
    sample = content[:_SAMPLE]
    best = max(tables, key=lambda table: common_words(_by_table(sample, table)))
    return _by_table(content, best)


def _by_table(content: bytes, table: str) -> str:
    if table == "tcvn3":
        return codecs.charmap_decode(content, "replace", _TCVN3)[0]
    return content.decode(table, errors="replace")


def from_tcvn3(text: str) -> str:
    """A text whose letters are bytes of TCVN3 that somebody took for Latin ones, put right."""
    return _by_table(text.encode("cp1252", errors="ignore"), "tcvn3")


def common_words(text: str) -> int:
    """How many words of it every export has some of."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    return sum(word in _COMMON for word in words)


def _declared_encoding(content: bytes) -> list[str]:
    """The encoding that a page names, where it is one that turns bytes into text."""
    declaration = _DECLARED.search(content[:4096])
    if not declaration:
        return []
    try:
        name = codecs.lookup(declaration[1].decode("ascii")).name
    except LookupError:
        return []
    # "idna", "utf-7" and the like are no encodings of a page; UTF-8 was tried before.
    return [name] if name.startswith(("cp12", "iso8859", "utf-8")) else []
