"""Notices of a list that may be a part of the whole, and counts as the whole."""

from __future__ import annotations

from data.wording import MEANINGS
from loaders.list_queries import DossierList
from loaders.notice import Notice
from loaders.validation.part_checks import filter_words

_MOST_NAMED = 8
_FEW_ROWS = 3  # rows of which nobody wonders that they are alike


def taken_as_whole(dossier_list: DossierList) -> Notice | None:
    """The title says "quá hạn", and somebody said that it is the whole list all the same."""
    staged = dossier_list.staged
    words = filter_words(staged.sheet, staged.rows)
    if not words or not staged.answers.whole_list:
        return None
    quoted = ", ".join(f"“{word}”" for word in words[:_MOST_NAMED])
    return Notice(f"Bảng ghi {quoted}; người nạp xác nhận đây vẫn là toàn bộ hồ sơ của kỳ.")


def one_channel(dossier_list: DossierList) -> Notice | None:
    """Every dossier came online: a month may be so, and a filter makes it so."""
    if not dossier_list.has("channel") or dossier_list.staged.rows.num_rows < _FEW_ROWS:
        return None
    channels, channel = dossier_list.first_row(
        "select count(distinct split_part(channel, '_', 1)), min(channel) from list"
    )
    if channels != 1:
        return None
    return Notice(
        f"Mọi hồ sơ đều có hình thức nộp “{MEANINGS[channel].lower()}”: hãy kiểm tra danh sách có "
        "bị lọc theo hình thức nộp không.",
        serious=False,
    )
