"""What a form's line says by its name: a total, a known field, a commune, or more beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from data.communes import communes_by_name
from data.fields import field_key, listed_field_names
from data.petition_kinds import petition_kind_in
from data.schema import read_toml
from data.text import fold

_KNOWN_LINES = Path(__file__).with_name("known_lines.toml")
_LONGEST = 200  # no unit's name is longer
_CODE = re.compile(r"(?<!\d)\d{5}(?!\d)")
_WORD = re.compile(r"[^\W_]+|∑")
_MARK = r"(?:(?:[ivx]+|[a-d]|\d{1,2}) )?"  # "I. ", "a) "
_PLACE = r"(?:xã(?! hội)|phường|đặc khu|huyện|quận|tỉnh|thành phố|tp|nước|ngành)"
_BEFORE_NAME = re.compile(r"^(?:[\W\d]|[ivx]+[.)])*")
_TOTAL_WORD = (
    r"(?:tổng(?: số| cộng)?|cộng|tong(?: so| cong)?|t cộng|t số|tc|t c|(?:grand )?total|σ|∑"
    r"|(?:số liệu |kết quả |tính )?chung|tất cả|toàn bộ"
    rf"|(?:toàn|cả) (?:{_PLACE}|quốc|đơn vị|trung tâm|hệ thống|cơ quan))(?!\w)"
)
# What may follow a total's word and still say no more than "all of it": "(I+II)", ": 12 hồ sơ".
_SCOPE = (
    r"(?:\d+|[ivx]+|[a-d]|số|cộng|chung|toàn|bộ|cả|các|của|và|đến|từ|ngày|tháng|năm|quý|kỳ|mục"
    r"|phần|nhóm|hồ|sơ|hs|lĩnh|vực|đơn|vị|cấp|thủ|tục|tthc|hành|chính|pakn|phản|ánh|kiến|nghị"
    r"|phiếu|lượt|loại|biểu|trung|tâm|dòng)"
)
# "III. Tổng số các lĩnh vực", "Toàn xã Ninh Giang": a mark, a total's word, its scope, a place.
_TOTAL = re.compile(rf"{_MARK}{_TOTAL_WORD}(?: {_SCOPE}\b)*(?: (?:ubnd|{_PLACE})\b.*)?")
# Names that a total may have, and a field or a kind of petition has not.
_LIKE_TOTAL = re.compile(
    _MARK + r"(?:tổng|cộng|toàn|ubnd|uỷ ban nhân dân|xã(?! hội)|phường|đặc khu|tỉnh|thành phố"
    r"|đơn vị|trung tâm phục vụ|trung tâm pvhcc)\b"
)
# What begins the names of lines that stand beside the counts: a part, a share, other days.
_SPAN = r"(?:kỳ|tuần|tháng|quý|năm)"
_SIDE_NAME = re.compile(
    rf"{_MARK}(?:trong (?:số )?đó|tỷ (?:lệ|trọng)|phần trăm|luỹ kế|cộng dồn|từ đầu năm|cùng kỳ"
    r"|so (?:với|sánh)|chênh lệch|bình quân|trung bình|(?:mức )?tăng (?:hoặc )?giảm"
    rf"|(?:số liệu |kết quả )?{_SPAN} (?:báo cáo )?"
    r"(?:trước|liền kề|\d{4}|\d{1,2} \d{4}))(?!\w)"
)


def is_total_name(name: str) -> bool:
    """Whether the whole name says "total": "TỔNG CỘNG:", "Tổng (I+II)", "Toàn xã Ninh Giang"."""
    return _TOTAL.fullmatch(_bare_name(name)) is not None


def may_name_total(name: str) -> bool:
    """Whether the name begins like a total's or a unit's: "Tổng hợp", "UBND xã Ninh Giang"."""
    return _LIKE_TOTAL.match(_bare_name(name)) is not None


def is_side_name(name: str) -> bool:
    """Whether the name begins like one of a part, a share or other days: "Trong đó: …", "Tỷ lệ"."""
    return name.strip().startswith("%") or _SIDE_NAME.match(_bare_name(name)) is not None


def is_known_name(name: str, key: str) -> bool:
    """Whether a line of this key ("field", "petition_kind") is surely no total: "Đất đai"."""
    if key == "field":
        return field_key(name) in listed_field_names()
    bare_name = _BEFORE_NAME.sub("", fold(name))
    return bare_name in _known_names().get(key, frozenset()) or (
        key == "petition_kind" and petition_kind_in(name) is not None
    )


@lru_cache(maxsize=4096)
def named_commune_codes(unit: str) -> frozenset[str]:
    """The codes of the communes that a unit's text may mean, by code or else by name."""
    codes = _CODE.findall(unit)
    return frozenset(codes) or frozenset(
        commune.code for commune in communes_by_name(unit[:_LONGEST], None)
    )


def _bare_name(name: str) -> str:
    """The name's folded words without signs: "T/Cộng:" → "t cộng"."""
    return " ".join(_WORD.findall(fold(name)))


class _KnownLinesFile(Struct, forbid_unknown_fields=True):
    """The lists, each under the column that names a form's lines."""

    petition_kind: tuple[str, ...]


def read_known_names(path: Path) -> Mapping[str, frozenset[str]]:
    """Key column (petition_kind) → the folded names of lines that are surely no totals.

    Raises MalformedFile, or OSError where the file cannot be read.
    """
    lists = asdict(read_toml(path, _KnownLinesFile))
    return {column: frozenset(map(fold, names)) for column, names in lists.items()}


@cache
def _known_names() -> Mapping[str, frozenset[str]]:
    """Key column → the folded names of its lines that are surely no totals."""
    return read_known_names(_KNOWN_LINES)
