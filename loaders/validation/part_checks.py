"""Whether a list is but a part of the whole: by what it says of itself, and by its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

import pyarrow as pa
import pyarrow.compute as pc

from data.text import fold
from files.refusal import Refused
from loaders.layouts.layout import SEPARATOR
from loaders.parsing.stated_filter import labelled_filters, stated_filters, text_named_in_title
from loaders.parsing.stated_limits import other_measure, stated_fields, stated_limits
from loaders.recognition.sheet import Sheet

A_PART = (
    "Bảng ghi {} nên có vẻ chỉ là một phần hồ sơ: hãy xuất lại danh sách không lọc, hoặc xác nhận "
    "đây vẫn là toàn bộ"
)
A_PART_OF_FORM = (
    "Biểu ghi {} nên có vẻ chỉ là một phần số liệu: hãy xuất lại biểu không lọc, hoặc xác nhận đây "
    "vẫn là toàn bộ"
)
OTHER_MEASURE = (
    "Biểu ghi “{}” nên các ô không phải số đếm: hãy xuất biểu ghi số lượng từng loại rồi nạp."
)
ONE_STATE = (
    "Mọi hồ sơ của danh sách đều ở trạng thái “{}”, còn các danh sách trước của xã, phường có "
    "nhiều trạng thái: hãy xuất lại danh sách không lọc theo trạng thái, hoặc xác nhận đây vẫn là "
    "toàn bộ"
)
_MOST_QUOTED = 4
_FEWEST_ROWS = 3  # of one or two dossiers nobody can tell
_OF_DOSSIERS = re.compile(
    r"[\W\d]*(?:[ivx]+[.)]\s*)?(?:(?:thông tin|danh sách|ds|các|những|về|số)\s+)*(?:hồ sơ|hs)\b"
)


class PartOfWhole(Refused):
    """The list seems to be filtered; somebody may say that it is whole all the same."""

    def __init__(self, sentence: str) -> None:
        """A refusal with this sentence (without full stop), which asks if the list is whole."""
        super().__init__(f"{sentence}.", "whole_list")


def filter_words(sheet: Sheet, rows: pa.Table | None = None) -> tuple[str, ...]:
    """The words by which a table says that it is filtered; `rows` are those of a checked list.

    A form names what it counts in its title: of it only a label tells ("Lĩnh vực: Đất đai"), a
    usual field's name, and what it says to be left out.
    """
    if sheet.layout.lines:  # our own template says itself what its lines are
        return labelled_filters(sheet.texts_above)
    limits = stated_limits(sheet.texts_above)
    if sheet.layout.table != "dossiers":
        labels = labelled_filters(sheet.texts_above)
        fields = () if limits else stated_fields(sheet.texts_above)
        labelled_fields = {label.replace(":", "") for label in labels}
        other_fields = [field for field in fields if field not in labelled_fields]
        return tuple(dict.fromkeys([*labels, *limits, *other_fields]))
    words_above = (*stated_filters(sheet.texts_above, sheet.sheets), *limits)
    single_texts = _single_texts_in_title(sheet, rows) if rows else ()
    words = [*words_above, *_filters_over_columns(sheet), *single_texts]
    longest_words = [
        word for word in words if not any(word != w and word in w.lower() for w in words)
    ]
    return tuple(dict.fromkeys(longest_words))


def refuse_filtered_table(sheet: Sheet, rows: pa.Table | None = None) -> None:
    """Raise PartOfWhole for a table whose titles or headings, or checked `rows`, name a filter."""
    if words := filter_words(sheet, rows):
        quoted = ", ".join(f"“{word}”" for word in words[:_MOST_QUOTED])
        is_form = sheet.layout.table != "dossiers"
        raise PartOfWhole((A_PART_OF_FORM if is_form else A_PART).format(quoted))


def refuse_other_measure(sheet: Sheet) -> None:
    """Raise Refused for a form that says that its cells are shares, or counts of thousands."""
    if sheet.layout.table == "totals" and (words := other_measure(sheet.texts_above)):
        raise Refused(OTHER_MEASURE.format(words))


def only_state(rows: pa.Table) -> str | None:
    """The state that all rows have; None where there are several states, or hardly any rows."""
    states = pc.unique(rows.column("state"))
    return states[0].as_py() if len(states) == 1 and rows.num_rows >= _FEWEST_ROWS else None


def _filters_over_columns(sheet: Sheet) -> tuple[str, ...]:
    """The filters, folded, that headings of a list state ("hồ sơ quá hạn" over its columns).

    Over its codes any, elsewhere those of dossiers: "Hồ sơ trực tuyến" over all columns, "Hồ sơ quá
    hạn" over the days. A group of columns may be about something else of each dossier: "Thanh toán
    trực tuyến" over the fees is no filter.
    """
    key_texts: dict[str, None] = {}
    group_texts: dict[str, None] = {}
    for heading in sheet.headings:
        *groups, _ = parts = heading.text.split(SEPARATOR)
        group_texts |= dict.fromkeys(groups)
        if heading.column == sheet.layout.key:
            key_texts |= dict.fromkeys(parts)
    dossier_groups = [text for text in group_texts if _OF_DOSSIERS.match(fold(text))]
    labelled = chain.from_iterable(labelled_filters([text]) for text in group_texts)
    return *stated_filters([*key_texts, *dossier_groups], ()), *labelled


def _single_texts_in_title(sheet: Sheet, rows: pa.Table) -> Iterator[str]:
    """The one field and the one procedure that all rows have, each where a title names it."""
    titles: Sequence[str] = list(chain(sheet.texts_above, sheet.sheets))
    for column in ("field", "procedure"):
        if column in rows.column_names:
            texts = pc.drop_null(pc.unique(rows.column(column))).to_pylist()
            if name := text_named_in_title(texts, titles):
                yield name
