"""Shares in a plan that set no target: thresholds, weights, budgets, others' goals, far years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from plan_texts.language.figures import Figure, figures
from plan_texts.language.lexicon import ends_with, lowered, places, saying
from plan_texts.structure.sentences import Clause
from plan_texts.targets.segments import FigureSegment

_LEAST = Decimal("0.05")  # no plan asks for less; so little is a weight, a budget or a late share
_MARKS = re.compile(r"[:(]\s*(?:được |cộng |trừ |tối đa )*\d{1,3}\s+điểm(?! phần trăm)")
_POINTS = re.compile(r"\W*(?:trong |của |trên |theo )?(?:tổng |số |thang )*điểm(?! phần trăm)")
_GOAL_YEAR = re.compile(
    r"\s*(?:đến|tới|vào|trước|giai đoạn(?: 20\d\d ?[-–])?|tầm nhìn)\s*"
    r"(?:hết |cuối )?(?:năm )?(20\d\d)"
)
_ANY_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_ABLE = re.compile(r" (?:thẩm quyền|liên quan|trách nhiệm|chức năng)")
_ACT = re.compile(
    r"(?:\s+(?!xã|phường)\w+){0,3}\s+(?:có|để|đạt|không|chưa|vi phạm|dưới|còn|thấp|làm)(?!\w)"
)
_STATE_GOAL = re.compile(
    r"(?:chính phủ|trung ương|bộ chính trị|quốc hội|\S+/nq-cp|\S+/qđ-ttg)[^,;.]{0,60}"
    r"(?<!\w)(?:đặt|đề ra|xác định|đưa ra)(?!\w)"
)
_NOT_YET = re.compile(r"(?<!\w)chưa(?! đến| tới| kể)(?!\w)")
_FEWEST_WEIGHTS = 3
_FAR = 2  # years behind the plan's own


def sets_no_target(clause: Clause, segment: FigureSegment, year: int | None) -> bool:
    """Whether a figure is told for another purpose than to be reached in this plan's time."""
    figure = segment.figure
    return (
        figure.comparator in ("<", "<=")
        or figure.value < _LEAST
        or _is_weight(clause, figure)
        or _is_threshold(clause.text, figure)
        or _is_elsewhere(clause.text, segment, year)
    )


def _is_weight(clause: Clause, figure: Figure) -> bool:
    """Whether it is a share of points: said so, or one of several that make up the whole."""
    small = lowered(clause.text)
    if _POINTS.match(small, figure.rest) or _MARKS.search(small) or _says("weights", small):
        return True
    if _says("points", small) and not _ends("aim", small[: figure.start]):
        return True
    if any(_says("weights", lowered(words)) for words in clause.near[1:]):
        return True
    shares = [one.value for one in figures(clause.sentence)]
    return len(shares) >= _FEWEST_WEIGHTS and sum(shares) == 1


def _is_threshold(text: str, figure: Figure) -> bool:
    """Whether praise or blame hangs on it."""
    small = lowered(text)
    if is_conditional(text, figure):
        return True
    hangs = saying("consequences").search(small, figure.rest)
    if not hangs or _ends("aim", small[: figure.start]):
        return False
    return not _says("counted", small[figure.rest : hangs.start()])


def is_conditional(text: str, figure: Figure) -> bool:
    """Whether it is what may happen, not what should ("đơn vị có … dưới 80% thì phê bình")."""
    small = lowered(text)
    before = small[: figure.start]
    conditions = [
        end
        for end in _ends("conditional", before)
        if not (
            _ABLE.match(small, end) or (before[:end].endswith("nào") and not _ACT.match(small, end))
        )
    ]
    if "xin lỗi" in small:  # which is always owed on a condition
        return False
    return bool(conditions) and max(conditions) > max(_ends("aim", before), default=-1)


def _is_elsewhere(text: str, segment: FigureSegment, year: int | None) -> bool:
    """Whether it is a budget's, the nation's, a later year's, or only refers to one above."""
    figure, small = segment.figure, lowered(text)
    before = small[: figure.start]
    if year and _goal_year(small, figure) >= year + _FAR:
        return True
    if ends_with(small[: figure.lead], "remaining") or _STATE_GOAL.search(before):
        return True
    if ends_with(small[: figure.lead], "other_deeds") and "hài lòng" not in small:
        return True
    near = lowered(segment.prefix)
    if segment.forward and _NOT_YET.search(lowered(segment.own)):
        return True
    return _says("aside", lowered(segment.own)) or _says("budget", near) or _says("nation", before)


def _goal_year(small: str, figure: Figure) -> int:
    """The year by which it should be reached: named after it, or last before it; 0 for none."""
    if after := _GOAL_YEAR.match(small.replace(",", " "), figure.rest):
        return int(after[1])
    goals = [found[1] for found in _GOAL_YEAR.finditer(small[: figure.start])]
    last = _ANY_YEAR.findall(small[: figure.start])[-1:]
    return int(last[0]) if last and goals[-1:] == last else 0


def _says(key: str, small: str) -> bool:
    return bool(saying(key).search(small))


def _ends(key: str, small: str) -> Sequence[int]:
    return [found.end() for found in places(small, key)]
