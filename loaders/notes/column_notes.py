"""What a reader of a preview should know of the columns: blank, uncalculated, double, added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from data.columns import DOSSIERS
from data.form_counts import FORM_COUNTS, SUMS
from data.text import fold
from loaders.layouts.column_titles import column_title
from loaders.layouts.counts_in_parts import counts_given_in_parts
from loaders.layouts.layout import SEPARATOR
from loaders.parsing.cells import holds_only_marks
from loaders.recognition.headings import Heading
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
    "non_territorial": "hồ sơ phi địa giới",
    "field": "số liệu theo lĩnh vực",
}
_LONGEST_QUOTE = 60
# Where a blank would have a meaning of its own.
_RESULT_COLUMNS = ("result_digitised", "result_electronic")


class ColumnNote(NamedTuple):
    """A sentence, and whether figures will be missing or may be wrong."""

    sentence: str
    is_serious: bool = True


def column_notes(sheet: Sheet) -> list[ColumnNote]:
    """The notes on a sheet's columns: mapped, borrowed, blank, double, added up, or only marks."""
    return [
        *_mapped_column_notes(sheet),
        *_borrowed_column_notes(sheet),
        *_empty_column_notes(sheet),
        *_double_column_notes(sheet),
        *_summed_column_notes(sheet),
        *_marked_result_notes(sheet),
    ]


def lost_figures(columns: Iterable[str]) -> str:
    """The figures that a list without these columns does not give, joined by commas; "" if none."""
    return ", ".join(dict.fromkeys(NEEDED_FOR[name] for name in columns if name in NEEDED_FOR))


def _mapped_column_notes(sheet: Sheet) -> Iterator[ColumnNote]:
    """A note on each column that is read by a heading which somebody mapped."""
    for heading in sheet.headings:
        if heading.column and heading.mapped_by:
            yield ColumnNote(
                f"Cột {_quoted_texts([heading.text])} được đọc là "
                f"“{column_title(sheet.layout, heading.column)}” ({heading.mapped_by} chọn).",
                is_serious=False,
            )


def _borrowed_column_notes(sheet: Sheet) -> Iterator[ColumnNote]:
    """A note on the columns that are read by headings which only another list's layout has."""
    borrowed = [h for h in sheet.headings if h.column and h.known_from]
    for title in dict.fromkeys(heading.known_from for heading in borrowed):
        meanings = ", ".join(_meaning_words(sheet, h) for h in borrowed if h.known_from == title)
        yield ColumnNote(
            f"Đọc như ở mẫu “{title}”: cột {meanings}; hãy kiểm tra có đúng nghĩa đó không.",
            is_serious=False,
        )


def _meaning_words(sheet: Sheet, heading: Heading) -> str:
    """A heading in quotation marks, then its column's usual heading if that is another."""
    title = column_title(sheet.layout, heading.column or "")
    quoted = _quoted_texts([heading.text])
    return quoted if fold(heading.text) == fold(title) else f"{quoted} là “{title}”"


def _empty_column_notes(sheet: Sheet) -> Iterator[ColumnNote]:
    """Notes on blank, uncalculated and split columns whose meaning no other column has."""
    for reason, cause, advice in (
        ("blank", "để trống ở mọi dòng", ""),
        (
            "uncalculated",
            "có ô là công thức chưa được tính, chưa có giá trị",
            ": hãy mở tệp bằng Excel, bấm Lưu rồi nạp lại",
        ),
        ("split", "được tách thành nhiều cột con", ": hãy gộp thành một cột rồi nạp lại"),
    ):
        headings = [
            h
            for h in sheet.headings
            if h.unread_reason == reason and h.meant_column not in sheet.heading_of
        ]
        if headings:
            names = _quoted_texts(dict.fromkeys(map(_text_of_whole, headings)))
            yield ColumnNote(f"Cột {names} {cause} nên {_consequence(sheet, headings)}{advice}.")


def _text_of_whole(heading: Heading) -> str:
    """A heading's text, without its last part where the column is split into several."""
    parts = heading.text.split(SEPARATOR)
    return SEPARATOR.join(parts[:-1] if heading.unread_reason == "split" else parts)


def _consequence(sheet: Sheet, headings: Iterable[Heading]) -> str:
    """What follows from the loss of these columns: the end of a sentence, without its full stop."""
    figures = lost_figures(str(heading.meant_column) for heading in headings)
    if sheet.layout.table != "dossiers":
        return "số của cột đó là “thiếu số liệu”"
    return f"không tính được {figures}" if figures else "không dùng"


def _double_column_notes(sheet: Sheet) -> Iterator[ColumnNote]:
    """Notes on two columns with one meaning: which of them is read."""
    for heading in sheet.headings:
        used_heading = sheet.heading_of.get(heading.meant_column or "")
        if heading.unread_reason in ("second", "blank") and used_heading:
            used, unused = _quoted_texts([used_heading]), _quoted_texts([heading.text])
            yield ColumnNote(
                f"Cột {used} và {unused} cùng một nghĩa: cột {used} được dùng.",
                is_serious=False,
            )


def _summed_column_notes(sheet: Sheet) -> Iterator[ColumnNote]:
    """Notes on columns of the file that are made one, or added up to a count of the layout."""
    for column in sheet.heading_of:
        texts = [h.text for h in sheet.headings if h.column == column]
        is_of_words = DOSSIERS.get(column) == "word"
        way = (
            "được đọc là một cột: đánh dấu ở cột nào thì là cột đó"
            if is_of_words
            else "được cộng lại"
        )
        if len(texts) > 1:
            yield ColumnNote(f"Các cột {_quoted_texts(texts)} {way}.", is_serious=False)
    for count in counts_given_in_parts(sheet.layout.headings.values(), sheet.heading_of.keys()):
        texts = [text for column, text in sheet.heading_of.items() if column in SUMS[count]]
        yield ColumnNote(
            f"Các cột {_quoted_texts(texts)} được cộng lại thành “{FORM_COUNTS[count]}”.",
            is_serious=False,
        )


def _marked_result_notes(sheet: Sheet) -> Iterator[ColumnNote]:
    """A note where the columns of results hold nothing but "x": their blanks are read as "no"."""
    columns = (name for name in _RESULT_COLUMNS if name in sheet.heading_of)
    headings = [
        sheet.heading_of[name] for name in columns if holds_only_marks(sheet.cells.column(name))
    ]
    if headings and sheet.layout.table == "dossiers":
        yield ColumnNote(
            f"Cột {_quoted_texts(headings)} chỉ có dấu đánh: ô trống được hiểu là không.",
            is_serious=False,
        )


def _quoted_texts(texts: Iterable[str]) -> str:
    """The texts in quotation marks, joined by commas; each is cut to _LONGEST_QUOTE letters."""
    return ", ".join(f"“{text[:_LONGEST_QUOTE]}”" for text in texts)
