"""Goals that are not the text's own: a nation's, neighbour's, superior's or earlier plan's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.text import fold
from plan_texts.language.figures import Figure
from plan_texts.language.letters import lower_letters
from plan_texts.language.phrases import phrase_pattern
from plan_texts.structure.item_marks import CAPITALS
from plan_texts.tense.measured import is_plan_beside_result
from plan_texts.tense.past_periods import names_past_year, names_year_from
from plan_texts.tense.standpoint import Standpoint

_STATE_GOAL = re.compile(
    r"(?:chính phủ|trung ương|bộ chính trị|quốc hội|\S+/nq-cp|\S+/qđ-ttg)[^,;.]{0,60}"
    r"(?<!\w)(?:đặt|đề ra|xác định|đưa ra)(?!\w)"
    r"|(?:chính phủ|thủ tướng)[^;]{0,80}(?<!\w)yêu cầu (?:các|từng|mọi)"
    r" (?:địa phương|bộ|tỉnh)(?!\w)"
)
# "Xã Khánh Lạc phấn đấu 80%, phường Nam Gián đặt mức 93%": whom a part of a clause is about.
_COMMUNE = re.compile(
    r"(?:^(?:Tại |Ở )?|[,;(–-]\s*|(?:còn|riêng|như|trong khi|và) )(?:UBND )?"
    r"(?:[Xx]ã|[Pp]hường|[Đđ]ặc khu)"
    rf" (?P<name>[{CAPITALS}][\w'’]*(?: [{CAPITALS}][\w'’]*)*)"
)
_WHOLE_PROVINCE = re.compile(
    r"(?:^\W*|[,;(]\s*)(?:trên |tính |của |phạm vi |bình quân )*(?:toàn|cả) (?:tỉnh|thành phố)"
    r"(?:,| là| đạt| phấn đấu| đặt| có| mục tiêu| chỉ tiêu| yêu cầu)"
)
_PROVINCE_STRIVES = re.compile(r"(?<!\w)(?:tỉnh|thành phố) phấn đấu(?!\w)")
_GOAL = r"(?:chỉ tiêu|mục tiêu|kế hoạch|nghị quyết|mức(?! độ))"
# "mục tiêu cũ", "chỉ tiêu của nhiệm kỳ trước", "kế hoạch năm 2025".
_EARLIER_GOAL = re.compile(
    rf"(?<!\w){_GOAL}(?:(?!phấn đấu|bảo đảm|đảm bảo|năm nay)[^.;]){{0,80}}?"
    r"(?:(?<!\w)cũ(?!\w)|trước đây|(?:nhiệm kỳ|giai đoạn|kỳ|năm) (?:trước|ngoái|qua)(?!\w))"
)
_MISSED = re.compile(
    r"(?<!\w)(?:không|chưa) (?:hoàn thành|đạt(?! yêu cầu| tiêu chí| chuẩn)|thực hiện được)(?!\w)"
)
_REPLACED = re.compile(
    r"(?<!\w)(?:thay(?: thế)?|bãi bỏ|hủy bỏ) (?:cho )?(?:các )?(?:công văn|kế hoạch|quyết định"
    r"|nghị quyết|chỉ thị|thông báo|văn bản)"
    r"|(?:công văn|kế hoạch|quyết định|văn bản) cũ(?!\w)|hết hiệu lực"
)
_WITHDRAWN = re.compile(
    r"(?<!\w)(?:bãi bỏ|hủy bỏ|huỷ bỏ|(?:không|dừng|thôi) (?:tiếp tục )?thực hiện|bỏ)"
    r" (?:các |một số )?(?:chỉ tiêu|mục tiêu)(?!\w)(?:(?!thay bằng|thay thế|điều chỉnh)[^;])*$"
)
# "sửa đổi … “70%” thành “75%”": the first is the old one.
_CHANGED = re.compile(r"(?<!\w)(?:sửa đổi|sửa|thay|thay thế|điều chỉnh|đổi)(?!\w)[^;]*$")
_PUT_IN_PLACE = re.compile(
    r"[\"”’'\s]*(?:thành|bằng|sang)[\"“‘'\s]*(?:đạt |mức |tối thiểu |là )*\d"
)
_WILL = re.compile(r"(?<!\w)(?:phấn đấu|bảo đảm|đảm bảo|phải|quyết tâm|nâng|đưa|duy trì)(?!\w)")
_NAMES_GOAL = re.compile(rf"(?<!\w){_GOAL}(?!\w)")
_ENDING_IN_GOAL = re.compile(rf"(?<!\w){_GOAL}(?: là| đạt)?\s*$")
_SUPERIOR = (
    r"(?:ubnd |hđnd )?(?:(?:tỉnh|thành phố|tp|huyện|quận|thị xã)(?: (?!xã|phường|giao)\w+){0,3}?"
    r"|trung ương|cấp trên|cấp có thẩm quyền)"
)
_MAYBE = r"(?: đã| chỉ| cũng| dự kiến| sẽ| tạm)*"
_ASKS = r"(?:giao|yêu cầu|đề ra|đặt ra|ấn định|phân bổ|quy định|đặt)"
_OF_SUPERIOR = re.compile(
    rf"(?<!\w){_SUPERIOR}{_MAYBE} {_ASKS}(?!\w)"
    rf"|(?:kế hoạch|chỉ tiêu|mục tiêu|yêu cầu|mức|quyết định)[^,;.()]{{0,40}} của {_SUPERIOR}(?!\w)"
)
# ", chỉ tiêu tỉnh giao là" behind another figure.
_GOAL_OF_SUPERIOR = re.compile(
    rf"(?:(?:trong khi|còn|và|với|mà) )?(?:(?:mức|{_GOAL}|tỷ lệ) )*{_SUPERIOR}{_MAYBE} {_ASKS}"
    r"(?: (?:là|đạt|cho (?:xã|phường)|tối thiểu|năm 20\d\d))*"
)
# "70%, theo chỉ tiêu tỉnh giao", "80% (mức UBND thành phố giao năm 2026)".
_GIVEN_BEHIND = re.compile(
    r"\s*[(,]\s*(?:(?:là|theo|đúng|bằng|do|được|như|các|đã|tỷ lệ)\s+"
    rf"|{_GOAL}\s+)*"
    rf"{_SUPERIOR}{_MAYBE} {_ASKS}(?: năm 20\d\d| cho (?:xã|phường|đơn vị))?\s*(?:[).,;]|$)"
)
# "…, phường đăng ký 70%": the figure behind it is the commune's own.
_OWN_DEMAND = re.compile(
    r"(?<!\w)(?:xã|phường|đặc khu|đơn vị|trung tâm|địa phương)(?: \w+){0,3}?"
    r" (?:đăng ký|phấn đấu|cam kết|quyết tâm|tự đặt|đặt mục tiêu|đặt chỉ tiêu|xây dựng)(?!\w)"
)
_NEAR = 16  # letters between "tỉnh giao" and its figure ("là tối thiểu ")
# "nhiệm vụ do UBND tỉnh giao": the work is given, not the figure.
_TASK_GIVEN = re.compile(
    r"(?<!\w)(?:nhiệm vụ|công việc|đầu việc|việc)[^;.:()%]{0,80}?(?<!\w)giao(?!\w)"
)
_COMPARED = re.compile(r"(?<!\w)(?:so với|cao hơn|vượt|thấp hơn|bằng|hơn)(?!\w)[^,;()]*$")


def is_others_goal(text: str, figure: Figure, standpoint: Standpoint) -> bool:
    """Whether a figure is the goal of the state, the nation, the province or another commune."""
    text_before = text[: figure.start]
    lowercase = lower_letters(text_before)
    if _STATE_GOAL.search(lowercase) or phrase_pattern("nation").search(lowercase):
        return True
    if not standpoint.is_province and _PROVINCE_STRIVES.search(lowercase):
        return True
    if not standpoint.commune:
        return False
    communes = [fold(match["name"]) for match in _COMMUNE.finditer(text_before)]
    own = standpoint.commune  # of a title in capitals more words than the name
    is_elsewhere = bool(communes) and not (
        communes[-1].startswith(own) or own.startswith(communes[-1])
    )
    return is_elsewhere or bool(_WHOLE_PROVINCE.search(lowercase))


def is_earlier_goal(text: str, figure: Figure, standpoint: Standpoint) -> bool:
    """Whether a figure is what an earlier plan or a replaced document asked for."""
    lowercase = lower_letters(text)
    if is_plan_beside_result(lowercase, figure) or is_withdrawn(lowercase, figure):
        return True
    if _WILL.search(lowercase, 0, figure.start):
        return False
    text_before = lowercase[: figure.start]
    if names_past_year(text_before, standpoint.year) and _NAMES_GOAL.search(text_before):
        return not names_year_from(text_before, standpoint.year)
    if _REPLACED.search(lowercase) or _EARLIER_GOAL.search(lowercase):
        return True
    if _MISSED.search(lowercase) and _NAMES_GOAL.search(lowercase):
        return True
    breath = lowercase[figure.end :].partition(",")[0]  # "chỉ tiêu 75% hồ sơ của năm 2025"
    is_called_goal = _ENDING_IN_GOAL.search(lowercase[: figure.start])
    return bool(is_called_goal) and names_past_year(breath, standpoint.year)


def is_withdrawn(lowercase: str, figure: Figure) -> bool:
    """Whether a figure's target is abolished, or another one is put in its place."""
    if _WITHDRAWN.search(lowercase[: figure.start]):
        return True
    is_changed = _CHANGED.search(lowercase[: figure.lead])
    return bool(is_changed and _PUT_IN_PLACE.match(lowercase, figure.end))


def is_superior_beside_own(text: str, figure: Figure) -> bool:
    """Whether a figure in brackets, or compared with, is a superior's: "80% (tỉnh giao 75%)"."""
    lowercase = lower_letters(text)
    bracket = lowercase.rfind("(", 0, figure.start)
    is_inside = bracket >= 0 and ")" not in lowercase[bracket : figure.start]
    is_second = is_inside and "%" in lowercase[:bracket]
    if is_second and _OF_SUPERIOR.search(lowercase[bracket : figure.start]):
        return True
    breath = lowercase[: figure.start].rpartition(",")[2]
    is_behind_own = "%" in lowercase[: figure.start - len(breath)]
    if is_behind_own and _GOAL_OF_SUPERIOR.fullmatch(breath.strip()):
        return True
    compared = _COMPARED.search(lowercase[: figure.lead].rstrip(" ("))
    return bool(compared and _OF_SUPERIOR.search(compared[0]))


def is_of_superior(text: str, figure: Figure, texts_above: Iterable[str], commune: str) -> bool:
    """Whether a superior of `commune` asks for a figure: beside it ("80% (tỉnh giao)") or above.

    What stands further off says so only in the plan of a commune that is known by name: a
    province's own plan speaks of itself. "Tỉnh giao 75%, phường phấn đấu 70%": 70 % is its own.
    """
    lowercase = _TASK_GIVEN.sub(lambda task: " " * len(task[0]), lower_letters(text))
    text_before = lowercase[: figure.start]
    is_given = [match.end() for match in _OF_SUPERIOR.finditer(text_before)]
    if is_given and not _ends_demand(text_before[is_given[-1] :]):
        return bool(commune) or len(text_before) - is_given[-1] <= _NEAR
    if _GIVEN_BEHIND.match(lowercase, figure.end):
        return True
    above = (_TASK_GIVEN.sub("", lower_letters(text)) for text in texts_above)
    return bool(commune) and not is_given and any(map(_OF_SUPERIOR.search, above))


def _ends_demand(text_between: str) -> bool:
    """Whether the words before a figure end what a superior asks: with ")", or an own demand."""
    closed = ")" in text_between and "(" not in text_between.partition(")")[0]
    return closed or bool(_OWN_DEMAND.search(text_between))
