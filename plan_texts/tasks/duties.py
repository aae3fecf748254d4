"""Whether a sentence that names days or a recurrence sets a task, or tells something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from plan_texts.language.letters import lower_letters
from plan_texts.tasks.proposal import Deadline, PlanTime
from plan_texts.tasks.task_words import ends_with, phrase_pattern, says

# "Số liệu tính từ ngày 15 … đến ngày 14 …": days that figures cover.
_WINDOW = re.compile(
    r"(?<!\w)(?:tính|chốt|số liệu|lấy|thời điểm)(?:(?![;.]).){0,40}?(?<!\w)từ(?!\w)"
)
_COUNTED = re.compile(
    r"(?<!\w)(?:đã (?:\w+ ){0,2}(?:xong )?|(?:tiếp nhận |giải quyết |có |được )+)\d[\d.]* "
    r"(?:hồ sơ|lượt|phản ánh|thủ tục|người)(?! (?:còn )?(?:tồn|quá hạn|trễ))"
)
_ASIDE = re.compile(r"\([^()]*(?:so với|tương đương|bằng|chiếm)[^()]*\)")
# "Kiểm tra ngẫu nhiên ít nhất 10% số hồ sơ" is work; "đạt 10%" a level.
_INSPECTED = re.compile(
    r"(?<!\w)(?:kiểm tra|giám sát|rà soát|khảo sát|hậu kiểm|phúc tra|đối chiếu|lấy ý kiến|chấm)"
    r"(?:\s+(?:ngẫu nhiên|đột xuất|chéo|lại|ít nhất|tối thiểu|từ|khoảng)){0,3}\s+\d[\d.,]*\s*%"
)
# "Mỗi tuần một buổi": what is held once in each period is a duty whatever it is.
_HELD_ONCE = re.compile(
    r"\s*(?:ít nhất |tối thiểu )?(?:0?1|một)\s+(?:lần|buổi|cuộc|phiên|kỳ|đợt|chuyến|lớp|hội nghị)"
)
_WEEKDAY = re.compile(r"(?<!\w)(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|ngày \d{1,2})(?!\w)")
_LIMIT = re.compile(
    r"(?<!\w)(?:không quá|tối đa|chưa đến|chưa quá)\s*$"
)  # "không quá 12 tháng một lần"
_TIMES = re.compile(r"\d (?:lần|buổi|cuộc|kỳ|đợt|phiên)")
_IF = re.compile(r"(?<!\w)(?:nếu|có|để)(?!\w)[^,;]*$")  # "có hồ sơ trễ quá 3 lần trong quý thì …"
_THEN = re.compile(r"(?<!\w)(?:thì|không xét|bị)(?!\w)")
_ALL = re.compile(r"100\s*%|một trăm phần trăm")
# What a higher level asked for, told beside what is asked here.
_QUOTED = re.compile(
    r"(?<!\w)(?:đã (?:có|ban hành|ký|gửi|ra)|tại) (?:các )?(?:công văn|văn bản|thông báo|kế hoạch"
    r"|chỉ thị|quyết định|công điện)(?!\w)[^;]{0,120}(?<!\w)(?:yêu cầu|giao|đề nghị|chỉ đạo)(?!\w)"
)
_SHARE = re.compile(r"\d\s*%|phần trăm|(?:đạt|từ|tối thiểu|ít nhất|trên) \d[\d.,]*(?:/100)? điểm")
_BY = re.compile(r"(?:đến|hết|trước|chậm|muộn|hoàn thành|xong|thời)(?!\w)")
_BEGINNING = re.compile(r"^[\s\d.)(–+•-]*(?:(?:vào|trong|từ)\s+)?")
_CLOSING = re.compile(r"[\s.;,:)]*$")
_REMARK = re.compile(r"^\s*\([^()]*\)")
_FIGURES_OF = re.compile(r"[\W\d]*số liệu(?!\w)")
_CLOSES = re.compile(r"(?<!\w)(?:tổng kết|sơ kết)(?: vào| trong)?\s*$")
_WHO = re.compile(r"\s*[-–,(]")
_DOCUMENT = re.compile(
    r"\d/|(?<!\w)(?:quyết định|kế hoạch|công văn|nghị định|nghị quyết|thông báo|thông tư|luật"
    r"|chỉ thị|văn bản|tờ trình|báo cáo số|công điện)(?!\w)"
)
_WHOLE_BRACKET = re.compile(  # "(tháng 6, tháng 12)", "(thời gian: Quý II)"
    r"(?:thời gian|dự kiến|hoàn thành|trong|vào|tháng|quý|năm|ngày|và|đến|từ|đầu|cuối|[ivx]+(?!\w)"
    r"|[\d\s/.,;:–-])*"
)


def sets_task(
    text: str, deadline: Deadline, time: PlanTime, own_part: str = "", heads: Sequence[str] = ()
) -> bool:
    """Whether a sentence, which tells nothing past, sets a task by the deadline that it names.

    Validity, targets, praise and blame, and the days of figures set none. `own_part` is what the
    sentence says of this deadline, where it names several, `heads` the work that it may belong to.
    """
    lowercase = lower_letters(text)
    if says("validity", lowercase) or _COUNTED.search(lowercase):
        return False
    if _QUOTED.search(lowercase, 0, deadline.start):
        return False
    if says("judgements", lowercase) and not says("deeds", lowercase):
        return False
    if deadline.kind == "recurring":
        return is_recurring_duty(lowercase, deadline)
    if deadline.cadence == ("continuous",) or _is_over(deadline, time):
        return False
    is_level = sets_level(own_part or text) and not _is_for_all(text, heads)
    if is_level or _only_tells(lowercase, deadline) or _is_later_goal(lowercase, deadline, time):
        return False
    if is_whole_year(deadline) and not _finishes_within_year(lowercase, deadline):
        return False
    is_closing = bool(_CLOSES.search(lowercase[: deadline.start]))  # "tổng kết năm 2030"
    return deadline.is_introduced or is_closing or _stands_apart(lowercase, deadline)


def names_share(text: str) -> bool:
    """Whether a text names a share ("85%")."""
    return bool(_SHARE.search(lower_letters(text)))


def sets_level(text: str) -> bool:
    """Whether a sentence sets a target: a share, and no deed that is done once for all."""
    lowercase = _ASIDE.sub("", lower_letters(text))
    if not _SHARE.search(lowercase):
        return False
    names_deed = says("deeds", lowercase) or says("suggestions", lowercase)
    return not names_deed or says("levels", lowercase)


def _is_for_all(text: str, heads: Sequence[str]) -> bool:
    """Whether a sentence asks that some work be done for all: "…; 100% thôn có điểm hỗ trợ".

    `heads` are the words before it that may name that work.
    """
    lowercase = lower_letters(text)
    begins_with_work = any(
        phrase_pattern(kind).match(_without_office(lower_letters(head)))
        for kind in ("work", "deeds")
        for head in heads
    )
    names_level = _SHARE.search(_ALL.sub("", lowercase)) or says("levels", lowercase)
    return begins_with_work and not names_level


def _without_office(head: str) -> str:
    """The words behind the office that begins a text, from what it is to do on; all without one."""
    deed = phrase_pattern("office_deeds").search(head)
    is_office = phrase_pattern("offices").match(head)
    return head[deed.start() :] if deed and is_office else head


def is_recurring_duty(text: str, deadline: Deadline) -> bool:
    """Whether a recurrence is of something to be done, not only a noun's ("trợ cấp hằng tháng").

    `text` is in small letters.
    """
    if _FIGURES_OF.match(text):
        return False
    before = text[: deadline.start]
    has_digits = any(map(str.isdigit, text[deadline.start : deadline.end]))
    words = text[deadline.start : deadline.end]
    names_day = has_digits or deadline.own_day is not None or bool(_WEEKDAY.search(words))
    if _LIMIT.search(before) or (_IF.search(before) and _THEN.search(text, deadline.end)):
        return False
    is_held = _HELD_ONCE.match(text, deadline.end) or _HELD_ONCE.search(
        text, deadline.start, deadline.end
    )
    is_yearly_work = says("yearly_deeds", text) or _begins_with_work(text[deadline.end :])
    if deadline.cadence == ("yearly",) and not (is_yearly_work or names_day or is_held):
        return False
    if (noun := _pattern_of_noun_before().search(before)) and not names_day:
        return says("recurring_deeds", before[: noun.start()])
    opens = not _BEGINNING.sub("", before).strip()
    is_for_all = _TIMES.search(words) and not _SHARE.search(_ALL.sub("", text))
    if _SHARE.search(text) and not opens and not is_for_all:
        return says("yearly_deeds", text) or bool(_INSPECTED.search(text))
    is_dated = deadline.own_day is not None or bool(deadline.first or _WEEKDAY.search(words))
    if says("recurring_deeds", text) or is_dated or (names_day and says("deeds", text)):
        return True
    return bool(is_held) or (opens and not _SHARE.search(text))


def is_whole_year(deadline: Deadline) -> bool:
    """Whether a deadline's days are a whole year's ("trong năm 2026"), as those of goals are."""
    first, last = deadline.first, deadline.last
    ends_year = last is not None and (last.month, last.day) == (12, 31)
    return ends_year and (first is None or (first.month, first.day) == (1, 1))


def _begins_with_work(text: str) -> bool:
    """Whether a text of small letters begins with what is to be done."""
    words = text.lstrip(" ,:")
    return any(phrase_pattern(kind).match(words) for kind in ("recurring_deeds", "deeds", "work"))


@cache
def _pattern_of_noun_before() -> re.Pattern[str]:
    """The pattern of a noun at a text's end that a recurrence belongs to, no deed between them."""
    noun, deed = phrase_pattern("recurring_nouns"), phrase_pattern("firm_deeds")
    return re.compile(rf"{noun.pattern}(?:(?!{deed.pattern})[^,;.:]){{0,40}}$")


def _is_over(deadline: Deadline, time: PlanTime) -> bool:
    """Whether a deadline's last day was before the plan's issue, or before its first year."""
    last = deadline.last
    if last is None:
        return False
    is_before_year = time.first_year is not None and last.year < time.first_year
    return is_before_year or (time.issued is not None and last < time.issued)


def _is_later_goal(text: str, deadline: Deadline, time: PlanTime) -> bool:
    """Whether a deadline is the end of a later year than the plan's ("đến năm 2030")."""
    last = deadline.last
    if last is None or not is_whole_year(deadline) or time.first_year is None:
        return False
    if _CLOSES.search(text[: deadline.start]):
        return False
    return last.year > (time.year or time.first_year)


def _only_tells(text: str, deadline: Deadline) -> bool:
    """Whether a deadline only dates figures: "số liệu quý I", "tính từ ngày 15 … đến ngày 14"."""
    window = _WINDOW.search(text)
    if window and window.start() < deadline.end:
        return True
    is_by = bool(_BY.match(text[deadline.start : deadline.end]))
    return not is_by and ends_with("figures", text[: deadline.start])


def _finishes_within_year(text: str, deadline: Deadline) -> bool:
    """Whether a deed is to be finished in the year: "hoàn thành trong năm 2026", "Cuối năm …"."""
    if says("finishes", text[deadline.start : deadline.end]):
        return True
    if _CLOSES.search(text[: deadline.start]):
        return True
    begins = not _BEGINNING.sub("", text[: deadline.start]).strip()
    ends = bool(_CLOSING.fullmatch(text[deadline.end :]))
    if ends and _begins_with_work(text) and not says("levels", text):
        return True
    return says("deeds", text) and (begins or (ends and deadline.first is None))


def _stands_apart(text: str, deadline: Deadline) -> bool:
    """Whether a bare day or month opens a sentence, closes it, or has a bracket of its own."""
    before, after = text[: deadline.start], text[deadline.end :]
    if not _BEGINNING.sub("", before).strip():
        return _REMARK.sub("", after).lstrip()[:1] in (":", ",", "-", "–")
    _, opening, inside = before.rpartition("(")
    if opening and ")" not in inside:
        return bool(_WHOLE_BRACKET.fullmatch(f"{inside}{after.partition(')')[0]}"))
    if before.rstrip()[-1:] == ":" and _WHO.match(after):
        return True
    if _is_own_day(before, text[deadline.start : deadline.end]):
        return True
    if not _CLOSING.fullmatch(after):
        return False
    return before.rstrip()[-1:] in (":", "–", "-", ",")


def _is_own_day(before: str, written: str) -> bool:
    """Whether a bare day is when a deed is done ("…, hoàn chỉnh ngày 28/5"), not a document's."""
    *_, words = re.split(r"[,;:(]\s*", before)
    begins_with_deed = phrase_pattern("deeds").match(words) or phrase_pattern("work").match(words)
    return written.startswith("ngày") and bool(begins_with_deed) and not _DOCUMENT.search(words)
