"""Duties of a sentence that fall due on an occasion: "Báo cáo chuyên đề khi có yêu cầu"."""

from __future__ import annotations

import re

from plan_texts.language.letters import lower_letters
from plan_texts.tasks.proposal import Deadline
from plan_texts.tasks.task_words import phrase_pattern

_CLOSING = re.compile(r"[\s.;,:)]*$")
# "Kiểm tra đột xuất việc …": what is done so is done on occasion.
_SUDDENLY = re.compile(
    r"(?:kiểm tra|thanh tra|giám sát|báo cáo|làm việc) (?P<words>đột xuất)(?!\w)"
)
# "Khi phát sinh trên 10 hồ sơ quá hạn, Chủ tịch phải báo cáo …".
_WHENEVER = re.compile(
    r"\W*(?P<words>(?:khi|nếu) (?:phát sinh|có|xảy ra)(?!\w)[^,;:]{0,80}), [^;:]{0,60}"
    r"(?:phải|có trách nhiệm|kịp thời|khẩn trương)(?: \w+)? (?:báo cáo|giải trình|thông báo|xử lý)"
)


def occasional_deadline(text: str) -> Deadline | None:
    """The deadline of work that a sentence asks for on an occasion; None where it names none.

    The occasion closes the sentence, or the deed that opens it is called sudden.
    """
    lowercase = lower_letters(text)
    if sudden := _SUDDENLY.match(lowercase):
        return Deadline(*sudden.span("words"), "recurring", ("ad_hoc",))
    if whenever := _WHENEVER.match(lowercase):
        return Deadline(*whenever.span("words"), "recurring", ("ad_hoc",))
    for occasion in phrase_pattern("on_occasion").finditer(lowercase):
        is_last = _CLOSING.fullmatch(lowercase, occasion.end())
        if is_last and occasion[0].startswith("khi") and _begins_with_work(lowercase):
            return Deadline(*occasion.span(), "recurring", ("ad_hoc",))
    return None


def _begins_with_work(lowercase: str) -> bool:
    """Whether a text begins with what is to be done."""
    kinds = ("recurring_deeds", "deeds", "work", "suggestions")
    return any(phrase_pattern(kind).match(lowercase) for kind in kinds)
