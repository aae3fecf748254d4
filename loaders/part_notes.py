"""Notices of a list that may be a part of the whole, and counts as the whole."""

from __future__ import annotations

from data.wording import MEANINGS
from loaders.list_queries import DossierList
from loaders.notice import Notice
from loaders.validation.part_checks import filter_words

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
