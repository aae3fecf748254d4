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
_GOAL = r"(?:chỉ tiêu|mục tiêu|kế hoạch|nghị quyết|mức)"
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
_WILL = re.compile(r"(?<!\w)(?:phấn đấu|bảo đảm|đảm bảo|phải|quyết tâm|nâng|đưa|duy trì)(?!\w)")
_NAMES_GOAL = re.compile(rf"(?<!\w){_GOAL}(?!\w)")
_ENDING_IN_GOAL = re.compile(rf"(?<!\w){_GOAL}(?: là| đạt)?\s*$")
_SUPERIOR = r"(?:ubnd |hđnd )?(?:tỉnh|thành phố|tp|trung ương|cấp trên|cấp có thẩm quyền)"
_ASKS = r"(?:giao|yêu cầu|đề ra|đặt ra|ấn định|phân bổ|quy định|đặt)"
_OF_SUPERIOR = re.compile(
    rf"(?<!\w){_SUPERIOR}(?: đã| chỉ| cũng)? {_ASKS}(?!\w)"
    rf"|(?:kế hoạch|chỉ tiêu|mục tiêu|yêu cầu|mức|quyết định)[^,;.()]{{0,40}} của {_SUPERIOR}(?!\w)"
)
# "nhiệm vụ do UBND tỉnh giao": the work is given, not the figure.
_TASK_GIVEN = re.compile(
    r"(?<!\w)(?:nhiệm vụ|công việc|đầu việc|việc)[^;.:()%]{0,80}?(?<!\w)giao(?!\w)"
)
_COMPARED = re.compile(r"(?<!\w)(?:so với|cao hơn|vượt|thấp hơn|bằng|hơn)(?!\w)[^,;()]*$")


def is_others_goal(text: str, figure: Figure, standpoint: Standpoint) -> bool:
    """Whether a figure is the state's goal, the whole nation's, or another commune's."""
    text_before = text[: figure.start]
    lowercase = lower_letters(text_before)
    if _STATE_GOAL.search(lowercase) or phrase_pattern("nation").search(lowercase):
        return True
    if not standpoint.commune:
        return False
    communes = [fold(match["name"]) for match in _COMMUNE.finditer(text_before)]
    is_elsewhere = bool(communes) and not communes[-1].startswith(standpoint.commune)
    return is_elsewhere or bool(_WHOLE_PROVINCE.search(lowercase))


def is_earlier_goal(text: str, figure: Figure, standpoint: Standpoint) -> bool:
    """Whether a figure is what an earlier plan or a replaced document asked for."""
    lowercase = lower_letters(text)
    if is_plan_beside_result(lowercase, figure):
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


def is_superior_beside_own(text: str, figure: Figure) -> bool:
    """Whether a figure in brackets, or compared with, is a superior's: "80% (tỉnh giao 75%)"."""
    lowercase = lower_letters(text)
    bracket = lowercase.rfind("(", 0, figure.start)
    is_inside = bracket >= 0 and ")" not in lowercase[bracket : figure.start]
    is_second = is_inside and "%" in lowercase[:bracket]
    if is_second and _OF_SUPERIOR.search(lowercase[bracket : figure.start]):
        return True
    compared = _COMPARED.search(lowercase[: figure.lead].rstrip(" ("))
    return bool(compared and _OF_SUPERIOR.search(compared[0]))


def names_superior(texts: Iterable[str]) -> bool:
    """Whether one of the texts before and above a figure says that a superior asks for it."""
    return any(_OF_SUPERIOR.search(_TASK_GIVEN.sub("", lower_letters(text))) for text in texts)
