"""Figures that read as counted, not as set: beside the counts they are made of, or not round."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plan_texts.language.figures import Figure
from plan_texts.language.letters import lower_letters
from plan_texts.tense.past_periods import names_past_year

_ONLY = re.compile(r"(?<!\w)(?:chỉ|mới)(?: có| được| đạt| khoảng| chiếm| ở mức)*\s*$")
_BUT = re.compile(r",?\s*(?:nhưng|song)(?!\w)")
# "80%, đứng thứ 5 toàn tỉnh", "80%, tăng 12% so với cùng kỳ": how a result is judged.
_JUDGED = re.compile(
    r"\s*[,;(]\s*(?:đứng|xếp) (?:thứ|hạng|vị trí)"
    r"|\s*[,;(]\s*được [^,;.%]{0,30}(?:ghi nhận|đánh giá cao)"
    r"|\s*[,;(]\s*(?:tăng|giảm|cao hơn|thấp hơn)[^,;]{0,25}(?:so với|hơn)"
    r" (?:cùng kỳ|năm trước|quý trước|tháng trước)"
)
# "12/15 xã đạt trên 80%": how many communes there are of which it holds.
_SO_MANY = re.compile(
    r"(?<![\d/])\d+(?:/\d+)? (?:xã|phường|đơn vị|địa phương|thôn|cơ quan|trung tâm|sở)(?:, \w+)*"
    r" (?:đã |có )*(?:đạt|có|vượt|dưới|trên|chưa)(?!\w)[^,;%]*$"
)
_THINGS = (
    r"(?: (?:bộ |lượt |số )?(?:hồ sơ|hs|phiếu|giao dịch|kết quả|phản ánh|kiến nghị|lượt|người"
    r"|thủ tục)|,? (?:đạt|chiếm))"
)
# "4.123 hồ sơ", "xử lý 37/37, đạt"
_COUNTS = re.compile(
    rf"(?<![\d/.])(?<!đến )(?<!ngày )(?<!trước )(?<!hết )(?<!từ )"
    rf"(?:\d{{1,3}}\.\d{{3}}|(?P<part>\d{{1,4}})/\d{{1,4}})(?![\d/.]){_THINGS}"
)
# "87% (tương ứng 47/54 kiến nghị)", "78,6% (11.732/14.926 hồ sơ)"; not "100% (14/14 ấp)".
_COUNTS_BEHIND = re.compile(
    r"\s*\((?:tương ứng|tương đương|tức|với|bằng|là|đạt)?\s*(?:là |với )?"
    r"(?P<part>\d[\d.]*)\s*/\s*(?P<whole>\d[\d.]*)(?!/)"
)
# "60% trong số đó là hồ sơ đất đai", "20% là do tài khoản": what a whole consists of.
_CONSISTS = re.compile(
    r"\s*(?:(?:trong|số|của) )+(?:đó|này)(?!\w)"
    r"|\s*(?:là do|do(?! (?:cơ quan )?cấp)|bắt nguồn)(?!\w)"
)
# "79% (kế hoạch 85%)": a result beside its plan; not "85% (tỉnh giao 80%)".
_PLAN = (
    r"\((?:kế hoạch|kh|chỉ tiêu|mục tiêu|yêu cầu)(?: cả)?(?: năm)?(?: đều)?"
    r"(?: đề ra| đặt ra| được giao| là|:)*\s*"
)
_BESIDE_PLAN = re.compile(rf"\s*{_PLAN}(?:\d|trên|dưới|tối thiểu)")
_PLAN_IN_BRACKETS = re.compile(rf"(?:%|phần trăm)[^()]*{_PLAN}$")
# "chỉ tiêu 60% thanh toán trực tuyến, xã đạt 72%": so in prose.
_REACHED = (
    r",\s*(?:(?:xã|phường|đơn vị|trung tâm|địa phương|kết quả|thực tế|nhưng|song)\s)*"
    r"(?:(?:đã|mới|chỉ|cũng)\s)*(?:đạt(?: được)?|thực hiện(?: được)?|làm được)\s*"
    r"(?:(?:tới|khoảng|gần)\s)*"
)
_PLANNED = r"(?<!\w)(?:chỉ tiêu|kế hoạch|giao)(?!\w)[^;.%]*"
_REACHED_BEHIND = re.compile(rf"[^;.,%]*{_REACHED}\d")
_PLAN_BEFORE = re.compile(rf"{_PLANNED}%[^;.,%]*{_REACHED}$")
_PLANNED_BEFORE = re.compile(rf"{_PLANNED}$")
# "Vẫn còn 329 hồ sơ trễ".
_THERE_IS = re.compile(
    r"^\W*(?:hiện |vẫn |đã |mới )*(?:có|còn)(?: tới| đến| khoảng| gần| hơn| trên| cả)*\s*$"
)
_STILL = re.compile(r"(?<!\w)(?:vẫn|hiện|đang) còn(?! hiệu lực| giá trị| nguyên| thời hạn)")
_SET = re.compile(r"(?<!\w)(?:mục tiêu|chỉ tiêu|phấn đấu|phải đạt|cần đạt|yêu cầu)(?!\w)")


def counts_dossiers(text: str) -> bool:
    """Whether a text tells how many there were of something ("tiếp nhận 1.022 hồ sơ")."""
    return bool(_COUNTS.search(lower_letters(text)))


def looks_measured(text: str, texts_above: Iterable[str], figure: Figure, year: int | None) -> bool:
    """Whether a figure of a clause without a demand reads like one that was counted, not set.

    Goals are round ("80%", "98,5%"); what was counted is not ("83,2%"), or stands beside the
    counts it was made of ("4.123 hồ sơ, chiếm 85%", "xử lý 37/37, đạt 100%"), or is called too
    little ("chỉ 18%"). Below a heading or a lead of goals, in `texts_above`, roundness says
    nothing. `year` is the plan's.
    """
    lowercase = lower_letters(text)
    if figure.says_all:
        return False
    if _tells_parts(lowercase, figure) or _tells_what_was(lowercase, figure, year):
        return True
    if figure.comparator != ">=":
        return False
    is_round = figure.value * 1000 % 5 == 0 or figure.names_most
    is_contrasted = _ONLY.search(lowercase, 0, figure.lead) or _BUT.match(lowercase, figure.end)
    is_counted = is_contrasted or _COUNTS.search(lowercase, 0, figure.lead)
    is_goal = any(_SET.search(lower_letters(above)) for above in texts_above)
    return bool(is_counted) or not (is_round or is_goal)


def is_plan_beside_result(lowercase: str, figure: Figure) -> bool:
    """Whether a figure is what a plan asked of the result before or behind it."""
    if _PLAN_IN_BRACKETS.search(lowercase[: figure.lead]):
        return True
    return bool(
        _PLANNED_BEFORE.search(lowercase[: figure.start])
        and _REACHED_BEHIND.match(lowercase, figure.end)
    )


def is_result_behind_plan(text: str, figure: Figure) -> bool:
    """Whether a figure is what was reached of what a plan asked for before it."""
    return bool(_PLAN_BEFORE.search(lower_letters(text)[: figure.start]))


def _tells_parts(lowercase: str, figure: Figure) -> bool:
    """Whether the words beside a figure tell what is, or of what the whole consists."""
    behind = _COUNTS_BEHIND.match(lowercase, figure.end)
    if behind and behind["part"] != behind["whole"]:
        return True
    if any(what.match(lowercase, figure.end) for what in (_CONSISTS, _BESIDE_PLAN, _JUDGED)):
        return True
    if _SO_MANY.search(lowercase[: figure.start]):
        return True
    return bool(_STILL.search(lowercase, 0, figure.lead))


def _tells_what_was(lowercase: str, figure: Figure, year: int | None) -> bool:
    """Whether a clause says that there was so much of an earlier year's things.

    "Có 31% hồ sơ trực tuyến năm 2026 được nộp theo cách này", in a plan for 2027.
    """
    there_is = _THERE_IS.match(lowercase[: figure.start])
    return bool(there_is) and names_past_year(lowercase[figure.end :], year)
