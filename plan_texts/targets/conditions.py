"""Figures of which a clause says what follows if they are reached: conditions, praise and blame."""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.text import fold
from plan_texts.language.figures import Figure
from plan_texts.language.letters import lower_letters
from plan_texts.language.lexicon import lexicon
from plan_texts.language.phrases import phrase_ends, phrase_pattern
from plan_texts.structure.heading_words import names_goal

# "cơ quan có thẩm quyền" only names somebody.
_COMPETENCE = re.compile(r" (?:thẩm quyền|liên quan|trách nhiệm|chức năng)")
# "không để tỷ lệ hồ sơ quá hạn vượt 1%" demands.
_FORBIDDEN = re.compile(r"(?<!\w)không (?:được )?để (?:tỷ lệ|tỉ lệ|xảy ra)$")
# "đơn vị nào để hồ sơ trễ" puts a condition, "ở bất cứ xã nào" does not.
_ACT = re.compile(
    r"(?:\s+(?!xã|phường)\w+){0,3}\s+(?:có|để|đạt|không|chưa|vi phạm|dưới|còn|thấp|làm)(?!\w)"
)
# "Thủ tục nào đạt 100% trực tuyến thì không nhận hồ sơ giấy".
_WHICHEVER = re.compile(r"(?<!\w)nào (?:có|đạt|để|không|chưa|dưới|còn|thấp)(?!\w)[^,;.]*$")
_OR_BETTER = re.compile(
    r"[”\"]? trở lên, (?:tối thiểu|ít nhất|đạt|từ|trên)(?!\w)"
)  # "xếp loại Tốt trở lên" is asked for
_BRACKETS = re.compile(r"\([^()]*\)")  # "(nếu dân cần)" is a remark
_HEADING = re.compile(r"\(([^()]*)\):\s*$")  # "Phản ánh đúng hạn (Chỉ tiêu giao): 100%"
_THEN = re.compile(r"(?<!\w)thì(?!\w)")
# Headings below which figures say how somebody is rated.
_RATING = re.compile(
    r"(?<!\w)(?:xếp loại|cách chấm|chấm điểm|thang điểm|biểu điểm|khen thưởng, kỷ luật|xét thi đua"
    r"|mức độ hoàn thành)(?!\w)"
)
# "Thưởng 500.000 đồng cho quầy đạt 95%": praise or blame that hangs on a figure behind it.
_PRAISED = re.compile(
    r"(?<!\w)(?:khen|khen thưởng|thưởng|phạt|phê bình|tặng|biểu dương|tuyên dương|nhắc nhở"
    r"|kiểm điểm)(?!\w)[^;:]{0,60}(?<!\w)(?:cho|đối với) [^,;:]{0,40}(?:đạt|có|để|dưới|trên)"
    r"(?!\w)[^,;:]*$"
)


def is_conditional(text: str, figure: Figure) -> bool:
    """Whether a figure is what may happen, not what should ("đơn vị có … dưới 80% thì phê bình").

    The last of the words of conditions and demands before the figure decides.
    """
    lowercase = lower_letters(text)
    if any(phrase in lowercase for phrase in lexicon().exceptions["condition"]):
        return False
    text_before = _BRACKETS.sub(" ", lowercase[: figure.start])
    if _WHICHEVER.search(text_before) and _THEN.search(lowercase, figure.end):
        return True
    conditions = [
        end for end in phrase_ends(text_before, "conditional") if _puts_condition(text_before, end)
    ]
    return bool(conditions) and max(conditions) > max(phrase_ends(text_before, "aim"), default=-1)


def _puts_condition(lowercase: str, end: int) -> bool:
    """Whether the conditional phrase that ends at `end` puts a condition, by what follows it."""
    if _COMPETENCE.match(lowercase, end) or _FORBIDDEN.search(lowercase[:end]):
        return False
    if _OR_BETTER.match(lowercase, end):
        return False
    return not lowercase[:end].endswith("nào") or bool(_ACT.match(lowercase, end))


def _stands_in_goals(text: str, figure: Figure) -> bool:
    """Whether a figure is of a table's column of goals, whose heading stands before it."""
    heading = _HEADING.search(text[: figure.lead])
    return heading is not None and names_goal(heading[1])


def has_consequence(text: str, texts_above: Iterable[str], figure: Figure) -> bool:
    """Whether praise or blame hangs on a figure, and no demand stands before it.

    "Đạt 95%, là căn cứ xếp loại thi đua" is a demand all the same.
    """
    lowercase = lower_letters(text)
    if any(_RATING.search(fold(above)) for above in texts_above):
        return not _stands_in_goals(text, figure)
    if _PRAISED.search(lowercase[: figure.start]):
        return True
    consequence = phrase_pattern("consequences").search(lowercase, figure.end)
    if not consequence or phrase_ends(lowercase[: figure.start], "aim"):
        return False
    return not phrase_pattern("counted").search(lowercase[figure.end : consequence.start()])
