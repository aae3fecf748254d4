"""A plan as people write it: each target and task a row of texts, in words and percents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from data import wording

# What a row holds, by the target's own names, and what that is called where people write it.
HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "id": "Số",
        "metric": "Chỉ số",
        "label": "Tên chỉ tiêu trong kế hoạch",
        "comparator": "So sánh",
        "value": "Mức (%)",
        "base_year": "Năm gốc",
        "since": "Áp dụng từ ngày",
        "until": "Hạn của chỉ tiêu",
        "scope": "Phạm vi",
        "denominator": "Mẫu số theo lời kế hoạch",
        "denominator_variant": "Mẫu số tính",
        "place": "Chỗ ghi",
        "part": "Thân hay phụ lục",
        "line": "Dòng",
        "province_wide": "Của tỉnh, thành",
        "note": "Ghi chú",
    }
)
# The same of a task. The last three are no columns of the page, but go along with a row.
TASK_HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "id": "Số",
        "title": "Nhiệm vụ",
        "deadline_text": "Thời hạn ghi trong văn bản",
        "first": "Từ ngày",
        "last": "Đến ngày",
        "cadence": "Định kỳ",
        "own_day": "Ngày trong kỳ",
        "leads": "Chủ trì",
        "supports": "Phối hợp",
        "product": "Sản phẩm",
        "place": "Chỗ ghi",
        "line": "Dòng",
        "note": "Ghi chú",
        "kind": "Loại",
        "calendar": "Lịch",
        "repeats": "Nhắc lại",
    }
)
HEAD: Mapping[str, str] = MappingProxyType(
    {
        "commune_code": "Xã, phường",
        "title": "Tên kế hoạch",
        "number": "Số văn bản",
        "date": "Ngày văn bản",
        "issuer": "Cơ quan ban hành",
        "valid_from": "Có hiệu lực từ ngày",
        "valid_to": "Có hiệu lực đến hết ngày",
    }
)
# Those that a plan may be written with.
COMPARATORS: Mapping[str, str] = MappingProxyType(
    {sign: wording.COMPARATORS[sign] for sign in wording.COMPARATORS}
)
PARTS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("body", "text"): "thân văn bản",
        ("body", "product"): "thân văn bản, cột sản phẩm",
        ("appendix", "text"): "phụ lục",
        ("appendix", "product"): "phụ lục, cột sản phẩm",
    }
)
YES = "có"
LONGEST_QUOTATION = 600  # letters
_QUOTATION = "Văn bản ghi: “"
# What a row may hold though nobody wrote in it.
_UNSEEN = frozenset({"id", "kind", "calendar", "repeats"})


@dataclass(frozen=True)
class MetricLabels:
    """The labels of metrics by name; and by metric those of its denominator variants by name."""

    metrics: Mapping[str, str]
    variants: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Head:
    """What the document says of itself; None or "" where nothing usable is written.

    `unread_texts` are texts that should be a commune or a day and are not, by their names.
    """

    commune_code: str | None = None
    title: str = ""
    number: str = ""
    date: str = ""
    issuer: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    unread_texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DraftRow:
    """A target's texts by the names of HEADINGS, or a task's by those of TASK_HEADINGS.

    `number` tells people where the row stands.
    """

    number: int
    texts: Mapping[str, str]

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in the row, but for its id, kind, calendar and repeats."""
        return not any(text.strip() for name, text in self.texts.items() if name not in _UNSEEN)


@dataclass(frozen=True)
class DraftFault:
    """One thing to put right, in a row's cell under `heading`, or above the table (`row` None)."""

    row: int | None
    heading: str
    cell_text: str
    message: str
    table: str = ""

    @property
    def sentence(self) -> str:
        """The fault with its place: "Dòng 3, cột “Mức (%)” ghi “8o”: phải là số…"."""
        row = f"{self.table}, dòng {self.row}" if self.table else f"Dòng {self.row}"
        where = self.heading if self.row is None else f"{row}, cột “{self.heading}”"
        return f"{where}{f' ghi “{self.cell_text[:40]}”' if self.cell_text else ''}: {self.message}"


@dataclass(frozen=True)
class Draft:
    """A plan that nobody has checked yet."""

    head: Head
    rows: Sequence[DraftRow] = ()
    task_rows: Sequence[DraftRow] = ()


def quotation_note(words: str) -> str:
    """The note of a target or task confirmed from these words: "Văn bản ghi: “…”"."""
    return f"{_QUOTATION}{words[:LONGEST_QUOTATION]}”"


def is_quotation_note(note: str) -> bool:
    """Whether a note quotes a text as `quotation_note` does: "Văn bản ghi: “…”"."""
    return note.startswith(_QUOTATION)


def percent_cell_text(share: Decimal | None) -> str:
    """A share (0–1) as a draft's cell text: 0.955 → "95,5", 0.01 → "1%", None → "".

    Up to 1 % with its sign, since a bare number that small may mean a share.
    """
    if share is None:
        return ""
    text = wording.plain_percent_text(share)
    return text if 0 < share <= Decimal("0.01") else text.removesuffix("%")
