"""Shares in a plan that set no target: results, weights, conditions, budgets, others' goals.

Each kind of exclusion looks only for what is general: words of time, of points, of conditions.
Where the words of a metric make one of them not hold, the lexicon says so (`[exceptions]` in
`words.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Literal

from plan_texts.language.figures import Figure, FigureSegment
from plan_texts.language.letters import lower_letters
from plan_texts.language.lexicon import ceiling_metrics, lexicon
from plan_texts.language.phrases import final_phrase, phrase_pattern
from plan_texts.language.share_pattern import figures
from plan_texts.structure.sentences import Clause
from plan_texts.targets.conditions import has_consequence, is_conditional
from plan_texts.targets.others_goals import (
    is_earlier_goal,
    is_others_goal,
    is_superior_beside_own,
)
from plan_texts.targets.points import (
    counts_points,
    is_rank,
    is_share_of_goal,
    is_share_of_points,
    is_weight,
)
from plan_texts.tense.clause_tense import looks_ahead, looks_back
from plan_texts.tense.measured import is_result_behind_plan, looks_measured
from plan_texts.tense.rises import rise_over
from plan_texts.tense.standpoint import Standpoint
from plan_texts.tense.starting_levels import is_starting_level

Reason = Literal[
    "result",  # reached already: "năm 2025 đạt 78%"
    "upper_limit",  # "hồ sơ quá hạn dưới 2%"
    "no_limit",  # "3% hồ sơ quá hạn", where only the most that may be late is a target
    "too_small",  # a weight, a budget or a late share
    "points",  # "chiếm 30% tổng điểm"
    "example",  # "ví dụ 160/200 hồ sơ, tỷ lệ là 80%"
    "condition",  # "đơn vị có tỷ lệ dưới 80% thì bị phê bình"
    "consequence",  # "đạt 100% được khen thưởng"
    "far_year",  # "đến năm 2030 đạt 90%", in a plan for 2026
    "starting_level",  # "tăng so với 70%", "hiện còn 40%"
    "other_deed",  # what is to be checked or supported: "kiểm tra 20% hồ sơ"
    "not_yet",  # "100% hồ sơ chưa được số hóa"
    "of_a_goal",  # "100% chỉ tiêu", "70% khối lượng": how much of a goal is done
    "other_matter",  # training, identity cards, health insurance, …
    "budget",  # money
    "others_goal",  # the nation's or another commune's: "Chính phủ đặt mục tiêu 80%"
    "earlier_goal",  # "mục tiêu cũ: 65%"
    "superior_level",  # beside the commune's own: "80% (tỉnh giao 75%)"
]

# None of these holds against "giảm hồ sơ quá hạn xuống dưới 2%".
_REASONS_AGAINST_LIMITS = ("upper_limit", "too_small", "starting_level", "not_yet")
_REASONS_AGAINST_MARKS = ("points", "too_small", "consequence")
_LEAST_SHARE = Decimal("0.05")  # no plan asks for less
_LEAST_FIRM_SHARE = Decimal("0.02")  # in a table, or as "tối thiểu 3%"
_GOAL_YEAR = re.compile(
    r"\s*(?:đến|tới|vào|trước|giai đoạn(?: 20\d\d ?[-–])?|tầm nhìn)\s*"
    r"(?:hết |cuối )?(?:năm )?(20\d\d)"
)
_ANY_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# Behind a year: the figure that it belongs to ("…, đến năm 2027 đạt 95%").
_NEXT_FIGURE = re.compile(r"[:,]?\s*(?:đạt|là|phấn đấu|tối thiểu|ít nhất|trên|từ|tỷ lệ|\s)*\d")
# "năm 2027 đạt", "năm 2027:" before a figure.
_OWN_YEAR = re.compile(
    r"(?<!\w)(?<!so với )năm (20\d\d)(?:[:,]|\s|phấn đấu|đạt|là|tối thiểu|ít nhất|trên|từ|tăng lên"
    r"|lên|mức)*$"
)
_FAR_YEARS, _FAR_YEARS_OF_SPAN = 2, 3  # years behind the plan's own, or its last
# "kiểm tra chéo 10%", "giám sát thường xuyên 5% số hồ sơ".
_CHECK = re.compile(
    r"(?<!\w)(?:kiểm tra|thanh tra|giám sát|đối chiếu|lấy mẫu|chọn mẫu|bốc mẫu|hậu kiểm|phúc tra)"
    r"(?: \w+){0,2}\s*$"
)
# "lưu trên VNeID" names a place, "kích hoạt VNeID" another matter.
_PLACE = re.compile(
    r"(?<!\w)(?:trên|qua|vào|bằng|lên|tại|về) (?:(?!được|có|biết|dùng|đã)\w+,? ){0,8}?"
    r"(?:vneid|zalo|định danh)(?!\w)|mã (?:số )?định danh"
)
# "Ví dụ đơn vị có 200 hồ sơ, 160 hồ sơ trực tuyến, tỷ lệ là 80%"
_EXAMPLE = re.compile(r"(?<!\w)(?:ví dụ|thí dụ|chẳng hạn|giả sử|giả định|minh họa|vd)(?!\w)")
_BREATH, _SHORT_DEED = re.compile(r"[,;.:()]"), 40  # letters before a figure, "tập huấn cho "
_NOT_YET = re.compile(
    r"(?<!\w)(?:chưa(?! đến| tới| kể| tính| gồm| bao gồm)|còn (?:thiếu|sót|nợ)|tồn đọng)(?!\w)"
)


def reason_to_exclude(
    clause: Clause, segment: FigureSegment, standpoint: Standpoint, metrics: Collection[str] = ()
) -> Reason | None:
    """The first reason why a figure sets no target for the plan's years; None where it may.

    A limit is a target of those `metrics` of which the least is best; nothing else is for them.
    """
    is_marked = counts_points(metrics)
    figure = segment.figure
    if is_marked != figure.is_mark or (is_marked and is_weight(figure, metrics)):
        return "points"
    if is_rank(clause.text, figure):
        return "points"
    is_ceiling = bool(metrics) and ceiling_metrics().issuperset(metrics)
    if is_ceiling and figure.comparator not in ("<", "<="):
        return "no_limit"
    reasons = (
        reason
        for reason, holds in _CHECKS
        if not (is_ceiling and reason in _REASONS_AGAINST_LIMITS)
        and not (is_marked and reason in _REASONS_AGAINST_MARKS)
        and holds(clause, segment, standpoint)
    )
    return next(reasons, None)


def is_result(clause: Clause, figure: Figure, standpoint: Standpoint) -> bool:
    """Whether a clause's figure was reached already, in prose judged also by what it looks like."""
    if clause.is_step:  # "6 tháng đầu năm" beside the year's goal
        return False
    text = clause.text
    if looks_back(text, figure, standpoint) or is_result_behind_plan(text, figure):
        return True
    if clause.role or looks_ahead(clause.text, standpoint.year, standpoint.written_on):
        return False
    return looks_measured(clause.text, clause.lenders[1:], figure, standpoint.year)


def _is_too_small(clause: Clause, segment: FigureSegment, standpoint: Standpoint) -> bool:
    """Whether a figure is less than any plan asks for, and no rise over another year."""
    figure = segment.figure
    words = lower_letters(clause.text)[figure.lead : figure.end]
    is_firm = bool(clause.role) or bool(phrase_pattern("firm").search(words))
    if figure.value >= (_LEAST_FIRM_SHARE if is_firm else _LEAST_SHARE):
        return False
    rise = rise_over(clause.text, segment.figure, standpoint.year)
    return not (rise and rise.base_year)


def _is_example(clause: Clause, figure: Figure) -> bool:
    """Whether a figure stands in a sentence after words that announce an example."""
    sentence_before = clause.sentence.partition(clause.text)[0]
    return bool(_EXAMPLE.search(lower_letters(f"{sentence_before} {clause.text[: figure.start]}")))


def _is_for_far_year(clause: Clause, segment: FigureSegment, standpoint: Standpoint) -> bool:
    """Whether a figure is for two years after the plan's last or later (three after a span's)."""
    if standpoint.last_year is None:
        return False
    year = goal_year(clause, segment.figure, standpoint.last_year)
    is_of_one_year = standpoint.year == standpoint.last_year
    return year >= standpoint.last_year + (_FAR_YEARS if is_of_one_year else _FAR_YEARS_OF_SPAN)


def goal_year(clause: Clause, figure: Figure, plan_year: int | None) -> int:
    """The year that a figure is a goal for, by its clause or text above it; 0 if none is named.

    Of plain years ("năm 2027 đạt 95%") only one after the plan's last (`plan_year`) counts.
    """
    return _goal_year(lower_letters(clause.text), figure, plan_year) or _heading_year(clause)


def _heading_year(clause: Clause) -> int:
    """The goal year that a clause's lead or heading names; 0 where neither does."""
    years = (_GOAL_YEAR.findall(f" {text}") for text in map(lower_letters, clause.lenders[1:]))
    return next((int(found_years[-1]) for found_years in years if found_years), 0)


def _goal_year(lowercase: str, figure: Figure, plan_year: int | None) -> int:
    """The year that a figure is a goal for, named behind or before it; 0 if none is named."""
    year_after = _GOAL_YEAR.match(lowercase.replace(",", " "), figure.end)
    if year_after and not _NEXT_FIGURE.match(lowercase, year_after.end()):
        return int(year_after[1])
    text_before = lowercase[: figure.start]
    goal_years = [match[1] for match in _GOAL_YEAR.finditer(text_before)]
    last_year = _ANY_YEAR.findall(text_before)[-1:]
    own_year = _OWN_YEAR.search(text_before)
    if plan_year and own_year and int(own_year[1]) > plan_year:
        return int(own_year[1])
    return int(last_year[0]) if last_year and goal_years[-1:] == last_year else 0


def _is_other_deed(clause: Clause, segment: FigureSegment, _: Standpoint) -> bool:
    """Whether a figure says how much is to be checked, supported and the like."""
    lowercase = lower_letters(clause.text)
    text_before = lowercase[: segment.figure.lead]
    deed = final_phrase(text_before, "other_deeds") or _CHECK.search(text_before)
    return bool(deed) and not _is_excepted("other_deed", lowercase)


def _is_other_matter(text: str, segment: FigureSegment) -> bool:
    """Whether a figure counts, or is about doing, what targets here are not about (training, …)."""
    lowercase = lower_letters(text)
    if _has_phrase("aside", _PLACE.sub("", lower_letters(segment.words))):
        return True
    deed = _BREATH.split(lowercase[: segment.figure.lead])[-1] if segment.forward else ""
    return len(deed) < _SHORT_DEED and _has_phrase("aside", _PLACE.sub("", deed))


def _is_of_money(text: str, segment: FigureSegment) -> bool:
    """Whether words of money stand before a figure or in the same breath behind it."""
    breath = _BREATH.split(text[segment.figure.end : segment.end])[0]
    words = text[segment.start : segment.figure.end] + breath
    return _has_phrase("budget", lower_letters(words))


_CHECKS: tuple[tuple[Reason, Callable[[Clause, FigureSegment, Standpoint], bool]], ...] = (
    ("result", lambda clause, segment, standpoint: is_result(clause, segment.figure, standpoint)),
    ("upper_limit", lambda _, segment, __: segment.figure.comparator in ("<", "<=")),
    ("too_small", _is_too_small),
    ("points", lambda c, s, _: is_share_of_points(_texts_of(c), figures(c.sentence), s.figure)),
    ("example", lambda clause, segment, _: _is_example(clause, segment.figure)),
    ("condition", lambda clause, segment, _: is_conditional(clause.text, segment.figure)),
    ("consequence", lambda c, s, _: has_consequence(c.text, c.lenders[1:], s.figure)),
    ("far_year", _is_for_far_year),
    ("starting_level", lambda clause, segment, _: is_starting_level(clause.text, segment.figure)),
    ("other_deed", _is_other_deed),
    ("not_yet", lambda _, s, __: s.forward and bool(_NOT_YET.search(lower_letters(s.words)))),
    ("other_matter", lambda clause, segment, _: _is_other_matter(clause.text, segment)),
    ("of_a_goal", lambda clause, segment, _: is_share_of_goal(clause.text, segment.figure)),
    ("budget", lambda clause, segment, _: _is_of_money(clause.text, segment)),
    ("others_goal", lambda c, s, standpoint: is_others_goal(c.text, s.figure, standpoint)),
    ("earlier_goal", lambda c, s, standpoint: is_earlier_goal(c.text, s.figure, standpoint)),
    ("superior_level", lambda c, s, _: is_superior_beside_own(c.text, s.figure)),
)


def _texts_of(clause: Clause) -> tuple[str, ...]:
    """A clause's text and those of the lead and the heading above it."""
    return clause.text, *clause.lenders[1:]


def _is_excepted(kind: str, lowercase: str) -> bool:
    """Whether a text has words of a metric with which an exclusion of that kind does not hold."""
    return any(phrase in lowercase for phrase in lexicon().exceptions[kind])


def _has_phrase(kind: str, lowercase: str) -> bool:
    """Whether a text of small letters has one of a kind's phrases."""
    return bool(phrase_pattern(kind).search(lowercase))
