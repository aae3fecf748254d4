"""Notices of a list that may be a part of the whole, and counts as the whole."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from data.wording import MEANINGS, number
from loaders.notes.list_queries import DossierList
from loaders.notes.notice import Notice
from loaders.recognition.stated_sizes import lacking_pages, stated_row_counts
from loaders.validation.part_checks import filter_words

# What a list with dossiers of one state alone cannot tell.
_UNTOLD: Mapping[str, str] = MappingProxyType(
    {
        "open": (
            "số đã giải quyết, đúng hạn, trước hạn, số hóa kết quả và kết quả điện tử; "
            "số tiếp nhận chỉ gồm hồ sơ còn đang giải quyết"
        ),
        "returned": (
            "số đang giải quyết và số quá hạn chưa trả; số tiếp nhận chỉ gồm hồ sơ đã trả kết quả"
        ),
        "left": "số đã giải quyết, đúng hạn, đang giải quyết; số tiếp nhận chỉ gồm hồ sơ rút, dừng",
        "not_received": "số tiếp nhận, đã giải quyết, đúng hạn, đang giải quyết",
    }
)
_MOST_NAMED = 8
_FEW_ROWS = 3  # rows of which nobody wonders that they are alike


def whole_list_notice(dossier_list: DossierList) -> Notice | None:
    """Notice that a list which names a filter was said to be the whole list; None where not."""
    staged = dossier_list.staged
    filter_texts = filter_words(staged.sheet, staged.rows)
    if not filter_texts or not staged.answers.whole_list:
        return None
    quoted = ", ".join(f"“{word}”" for word in filter_texts[:_MOST_NAMED])
    return Notice(f"Bảng ghi {quoted}; người nạp xác nhận đây vẫn là toàn bộ hồ sơ của kỳ.")


def stated_size_notice(dossier_list: DossierList) -> Notice | None:
    """Notice that the file says to hold more or fewer rows than were read; None where not.

    "Tổng cộng: 407 hồ sơ" stands there, and 399 were read; or "Trang 1/3", and no last page.
    Counts of groups that add up to the rows read, or one of several that is theirs, confirm them.
    """
    staged = dossier_list.staged
    texts = staged.sheet.size_texts
    row_counts = stated_row_counts(texts)
    if row_counts and staged.rows_read not in (*row_counts, sum(row_counts)):
        return Notice(
            f"Tệp ghi {number(max(row_counts))} hồ sơ, đọc được {number(staged.rows_read)}: "
            "hãy kiểm tra tệp có bị thiếu dòng không."
        )
    page = lacking_pages(texts)
    if page is None or row_counts:
        return None
    return Notice(
        f"Tệp ghi trang {page[0]} trên {page[1]}: hãy kiểm tra tệp có đủ các trang không."
    )


def one_state_notice(dossier_list: DossierList) -> Notice | None:
    """Notice of the counts that a list with one state alone cannot give; None where it has more.

    "Đang giải quyết" throughout: nothing of it was returned, in time or not. A month whose every
    dossier was returned is nothing strange, nor are two dossiers that are alike.
    """
    rows = dossier_list.staged.rows
    states, state = dossier_list.first_row("select count(distinct state), min(state) from list")
    has_few_rows = rows.num_rows < _FEW_ROWS
    if states != 1 or (has_few_rows and state == "returned"):
        return None
    return Notice(
        f"Mọi hồ sơ đọc được đều ở trạng thái “{MEANINGS[state].lower()}” nên danh sách không "
        f"cho biết {_UNTOLD[state]}: nếu còn hồ sơ ở trạng thái khác, hãy xuất lại danh sách "
        "không lọc.",
        is_serious=not has_few_rows and state != "returned",
    )


def one_channel_notice(dossier_list: DossierList) -> Notice | None:
    """Notice that every dossier came by one channel, as a filter makes it; None where not."""
    if not dossier_list.has_columns("channel") or dossier_list.staged.rows.num_rows < _FEW_ROWS:
        return None
    channels, channel = dossier_list.first_row(
        "select count(distinct split_part(channel, '_', 1)), min(channel) from list"
    )
    if channels != 1:
        return None
    return Notice(
        f"Mọi hồ sơ đều có hình thức nộp “{MEANINGS[channel].lower()}”: hãy kiểm tra danh sách có "
        "bị lọc theo hình thức nộp không.",
        is_serious=False,
    )
