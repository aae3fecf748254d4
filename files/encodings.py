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
_REPLACEMENT = "\ufffd"
# Sound letters beside a torn one. In another encoding hardly two bytes stand together that UTF-8
# would take for a letter.
_SOUND_PER_TORN = 50
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)

# TCVN 5712:1993 (VN3), the encoding of the .VnTime fonts ("ABC"), bytes A0 to FF: the national
# standard's own order, the one that iconv knows as TCVN. Its capitals with a tone stand only in
# the fonts of capitals (.VnTimeH), which write them with the bytes of the small letters.
_TCVN3_FROM_A0 = (
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
# Dashes and quotation marks lie where Windows has them, between the standard's two halves.
_TCVN3_FROM_80 = bytes(range(0x80, 0xA0)).decode("cp1252", errors="replace")
_TCVN3 = "".join(map(chr, range(0x80))) + _TCVN3_FROM_80 + _TCVN3_FROM_A0
_WORD = re.compile(r"[^\W\d_]+")
# Every export has some of these; read by the wrong table none of them comes out.
_COMMON_WORDS = frozenset(
    _WORD.findall(
        "mã hồ sơ số ngày tiếp nhận trả kết quả giải quyết thủ tục lĩnh vực đơn vị xã phường "
        "trạng thái trực tuyến đã đúng hạn trước quá tổng từ đến kỳ chính ủy ban nhân dân"
    )
)


def decode(content: bytes) -> str:
    """The text of bytes in any encoding that is used in Vietnam, in NFC.

    Read by its byte-order mark, as UTF-8 (a few torn letters apart, which become U+FFFD), as UTF-16
    by its NULs, by the encoding that a page declares, else as Windows-1258 or TCVN3, whichever
    gives Vietnamese words.
    """
    return unicodedata.normalize("NFC", _decode_unnormalised(content))


def _decode_unnormalised(content: bytes) -> str:
    """The text of bytes in any encoding that is used in Vietnam, not yet in NFC."""
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
        return _decode_nearly_utf8(content) or _decode_single_bytes(content)


def _decode_nearly_utf8(content: bytes) -> str | None:
    """The text where all but a few bytes are UTF-8; None where more are not.

    Read by another table every letter of it with an accent would come out wrong, for the sake of
    one that a system tore.
    """
    text = content.decode("utf-8", errors="replace")
    torn_count = text.count(_REPLACEMENT) - content.count(_REPLACEMENT.encode())
    sound_count = len(text) - len(text.encode("ascii", "ignore")) - torn_count
    return text if sound_count >= _SOUND_PER_TORN * torn_count else None


def _decode_single_bytes(content: bytes) -> str:
    """The text of bytes that are a letter each, by the table that gives the most common words.

    Only the beginning is tried; of equal tables the first counts.
    """
    tables = [*_declared_encodings(content), "cp1258", "tcvn3"]
    sample = content[:_SAMPLE]
    best_table = max(tables, key=lambda table: count_common_words(_decode_by_table(sample, table)))
    return _decode_by_table(content, best_table)


def _decode_by_table(content: bytes, table: str) -> str:
    """The text of bytes in an encoding that Python knows, or in “tcvn3”."""
    if table == "tcvn3":
        return codecs.charmap_decode(content, "replace", _TCVN3)[0]
    return content.decode(table, errors="replace")


def text_from_tcvn3(text: str) -> str:
    """The right text of one whose TCVN3 letters were read as Windows-1252."""
    return _decode_by_table(text.encode("cp1252", errors="ignore"), "tcvn3")


def count_common_words(text: str) -> int:
    """How many words of a text are among those that every export has some of, repeats counted."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    return sum(word in _COMMON_WORDS for word in words)


def _declared_encodings(content: bytes) -> list[str]:
    """The encoding that a page declares, in a list; [] where it declares none that can be used."""
    declaration = _DECLARED.search(content[:4096])
    if not declaration:
        return []
    try:
        name = codecs.lookup(declaration[1].decode("ascii")).name
    except LookupError:
        return []
    # "idna", "utf-7" and the like are no encodings of a page; UTF-8 was tried before.
    return [name] if name.startswith(("cp12", "iso8859", "utf-8")) else []
