"""What a reader of a preview should know of the columns: blank, uncalculated, double, added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from loaders.parsing.cells import are_marks_alone
from loaders.recognition.matching import Heading
from loaders.recognition.sheet import Sheet

# The words for a missing column: what cannot be computed without it.
NEEDED_FOR = {
    "channel": "hồ sơ nộp trực tuyến",
    "due_on": "đúng hạn, quá hạn",
    "finished_on": "kết quả giải quyết",
    "fee": "thanh toán trực tuyến",
    "payment": "thanh toán trực tuyến",
    "digitised": "số hóa hồ sơ",
    "result_digitised": "số hóa kết quả",
    "result_electronic": "kết quả điện tử",
    "reused": "tái sử dụng dữ liệu",
    "apologised": "thư xin lỗi",
    "rating": "mức độ hài lòng",
    "field": "số liệu theo lĩnh vực",
}
_LONGEST = 60
_MARKED = ("result_digitised", "result_electronic")  # where a blank would have a meaning of its own


class ColumnNote(NamedTuple):
    """A sentence, and whether figures will be missing or may be wrong."""

    sentence: str
    is_serious: bool = True


def column_notes(sheet: Sheet) -> list[ColumnNote]:
    """What is to be said of the columns of a list or a form."""
    return [*_lacking(sheet), *_double(sheet), *_added(sheet), *_marked(sheet)]


def not_computed(columns: Iterable[str]) -> str:
    """What cannot be computed without the columns of a list."""
    return ", ".join(dict.fromkeys(NEEDED_FOR[name] for name in columns if name in NEEDED_FOR))


def _lacking(sheet: Sheet) -> Iterator[ColumnNote]:
    for why, cause, advice in (
        ("blank", "để trống ở mọi dòng", ""),
        (
            "uncalculated",
            "có ô là công thức chưa được tính, chưa có giá trị",
            ": hãy mở tệp bằng Excel, bấm Lưu rồi nạp lại",
        ),
    ):
        headings = [
            h
            for h in sheet.headings
            if h.unread_reason == why and h.meant_column not in sheet.heading_of
        ]
        if headings:
            names = _quoted(h.text for h in headings)
            yield ColumnNote(f"Cột {names} {cause} nên {_unknown(sheet, headings)}{advice}.")


def _unknown(sheet: Sheet, headings: Iterable[Heading]) -> str:
    """What is not known without these columns."""
    missing = not_computed(str(heading.meant_column) for heading in headings)
    if sheet.layout.table != "dossiers":
        return "số của cột đó là “thiếu số liệu”"
    return f"không tính được {missing}" if missing else "không dùng"


def _double(sheet: Sheet) -> Iterator[ColumnNote]:
    """Of two columns with one meaning, which was read."""
    for heading in sheet.headings:
        used_heading = sheet.heading_of.get(heading.meant_column or "")
        if heading.unread_reason in ("second", "blank") and used_heading:
            used = _quoted([used_heading])
            yield ColumnNote(
                f"Cột {used} và {_quoted([heading.text])} cùng một nghĩa: cột {used} được dùng.",
                is_serious=False,
            )


def _added(sheet: Sheet) -> Iterator[ColumnNote]:
    for column in sheet.heading_of:
        texts = [h.text for h in sheet.headings if h.column == column]
        if len(texts) > 1:
            yield ColumnNote(f"Các cột {_quoted(texts)} được cộng lại.", is_serious=False)


def _marked(sheet: Sheet) -> Iterator[ColumnNote]:
    """A result's column with nothing but "x": its blanks are read as "no"."""
    columns = (name for name in _MARKED if name in sheet.heading_of)
    headings = [
        sheet.heading_of[name] for name in columns if are_marks_alone(sheet.cells.column(name))
    ]
    if headings and sheet.layout.table == "dossiers":
        yield ColumnNote(
            f"Cột {_quoted(headings)} chỉ có dấu đánh: ô trống được hiểu là không.",
            is_serious=False,
        )


def _quoted(texts: Iterable[str]) -> str:
    return ", ".join(f"“{text[:_LONGEST]}”" for text in texts)
