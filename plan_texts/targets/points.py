"""Points and shares of points: what an index asks for, what it weighs, and what scoring gives."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from plan_texts.language.figures import Figure
from plan_texts.language.index_name import names_index
from plan_texts.language.letters import lower_letters
from plan_texts.language.phrases import phrase_ends, phrase_pattern
from plan_texts.targets.proposal import INDEX_IN_POINTS

_LEAST_MARK = Decimal("0.5")  # of 100 points; no plan asks for less, and no group weighs more
_MARKS = re.compile(r"[:(]\s*(?:được |cộng |trừ |tối đa )*\d{1,3}\s+điểm(?! phần trăm)")
_POINTS = re.compile(r"\W*(?:trong |của |trên |theo )?(?:tổng |số |thang )*điểm(?! phần trăm)")
# "100% chỉ tiêu", "70% khối lượng".
_OF_GOAL = re.compile(
    r"\s*(?:của |số |các |tổng )*"
    r"(?:chỉ tiêu|kế hoạch|khối lượng|mục tiêu|tiến độ|dự toán|giá trị)(?!\w)"
)
# "đạt 90% được 5 điểm".
_EARNS = re.compile(
    r"(?<!\w)(?:được|cộng|trừ|chấm|tính) (?:tối đa )?\d+(?:[.,]\d+)?"
    r"(?:\s*% (?:số |tổng |tổng số )?)?\s*điểm"
)
_FACTOR = re.compile(r"[x×*]\s*$")  # "= (số hồ sơ trực tuyến / tổng số hồ sơ) x 100%"
_GROUP = re.compile(r"(?<!\w)nhóm (?!chỉ số)", re.IGNORECASE)
_GROUP_OF_INDEX = re.compile(
    r"(?<!\w)nhóm [^;:%()]{3,60}?(?= (?:của|thuộc|trong|theo) bộ chỉ số)", re.IGNORECASE
)
_LAST_GROUP = re.compile(r"(?<!\w)nhóm (?!.*(?<!\w)nhóm )[^;:%]*", re.IGNORECASE)
_OTHER_INDEX = re.compile(
    r"(?<!\w)(?:par|dti|pci|papi|ddci|sipas|chuyển đổi số|cải cách hành chính|năng lực cạnh tranh"
    r"|thi đua|cộng|trừ|thưởng|nông thôn mới)(?!\w)"
)
_POINTS_OF = re.compile(
    r"(?<!\w)(?:tổng |số |mức )*điểm(?: số| bình quân| trung bình)?(?!\w)", re.IGNORECASE
)
_RANK = re.compile(
    r"(?:mức|loại|xếp loại|hạng|xếp hạng|nhóm)[\s:“\"]*"
    r"(?:xuất sắc|tốt|khá|trung bình|yếu|kém|a|b|c)"
    r"[”\"]?(?: là| từ| đạt| trên| dưới|:|\s)*$"
)
_FEWEST_WEIGHTS = 3  # so many shares of one sentence that make 100 % together are weights


def with_index_named(words: str, part: str, has_index: bool) -> str:
    """The words about points, a group of an index written as "nhóm chỉ số số hóa hồ sơ".

    `part` are all words of the figure's part: of "nhóm A của Bộ chỉ số 766" the group counts, and
    so it does of "nhóm mức độ hài lòng", whose words begin with "mức độ". Where what stands above
    names the index (`has_index`), "tổng điểm của xã" is its too.
    """
    group = _GROUP_OF_INDEX.search(part) or _LAST_GROUP.search(part)
    named_words = _GROUP.sub("nhóm chỉ số ", group[0] if group else words)
    names_other = _OTHER_INDEX.search(lower_letters(part))
    if not has_index or names_other or names_index(lower_letters(named_words)):
        return named_words
    return f"bộ chỉ số {_POINTS_OF.sub(' ', named_words)}"


def is_of_index(texts: Iterable[str]) -> bool:
    """Whether one of the texts before and above a clause, or its title, names index 766."""
    return any(names_index(lower_letters(text)) for text in texts)


def counts_points(metrics: Collection[str]) -> bool:
    """Whether one of the metrics is an index, of which points are asked for."""
    return any(metric.startswith(INDEX_IN_POINTS) for metric in metrics)


def is_weight(figure: Figure, metrics: Collection[str]) -> bool:
    """Whether points say what an index or a group of it weighs: "công khai (18 điểm)", "100 điểm".

    "Đạt 17 điểm", "17/18 điểm" ask for points, and so does "Bộ chỉ số 766: 92 điểm".
    """
    is_total = INDEX_IN_POINTS in metrics and figure.value > _LEAST_MARK
    if figure.names_most:
        return INDEX_IN_POINTS in metrics and not is_total
    return figure.value == 1 or (figure.lead == figure.start and not is_total)


def is_rank(text: str, figure: Figure) -> bool:
    """Whether points say from how many on something ranks so ("mức xuất sắc từ 90 điểm")."""
    return figure.is_mark and bool(_RANK.search(lower_letters(text)[: figure.lead]))


def is_share_of_goal(text: str, figure: Figure) -> bool:
    """Whether a figure says how much of a goal or an amount is done, or what that earns."""
    lowercase = lower_letters(text)
    if "=" in lowercase and _FACTOR.search(lowercase[: figure.start]):
        return True
    return bool(_OF_GOAL.match(lowercase, figure.end) or _EARNS.search(lowercase, figure.end))


def is_share_of_points(texts: Sequence[str], shares: Sequence[Figure], figure: Figure) -> bool:
    """Whether a figure is a share of points: called so, or one of several that sum to 100 %.

    `texts` are the clause that the figure stands in and what stands above it, `shares` are all of
    its sentence.
    """
    lowercase = lower_letters(texts[0])
    has_aim = bool(phrase_ends(lowercase[: figure.start], "aim"))
    if _POINTS.match(lowercase, figure.end) or (_MARKS.search(lowercase) and not has_aim):
        return True
    if any(phrase_pattern("weights").search(lower_letters(text)) for text in texts):
        return True
    if phrase_pattern("points").search(lowercase) and not has_aim:
        return True
    return len(shares) >= _FEWEST_WEIGHTS and sum(share.value for share in shares) == 1
