"""Tasks from a plan's sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data.planning.own_day import read_own_day
from plan_texts.language.letters import lower_letters
from plan_texts.structure.date_lines import is_date_line
from plan_texts.structure.item_marks import START
from plan_texts.structure.sentences import Clause
from plan_texts.tasks.clause_titles import clause_title
from plan_texts.tasks.deadlines import dated_deadlines, is_whole_deadline, periodic_deadline
from plan_texts.tasks.duties import is_whole_year, names_share, sets_level, sets_task
from plan_texts.tasks.label_marks import label_spans
from plan_texts.tasks.occasions import occasional_deadline
from plan_texts.tasks.organisations import leading_offices
from plan_texts.tasks.proposal import Deadline, PlanTime, TaskProposal
from plan_texts.tasks.titles import cleaned_title, says_something
from plan_texts.tense.clause_tense import tells_past
from plan_texts.times.cadences import recurrences

_NO_PAST = re.compile(  # "báo cáo năm, trước ngày 20" tells nothing of the year before
    r"(?<!\w)(?:kỳ|năm|quý|tháng),? trước(?= ngày| \d| khi| kỳ)"
)
# "công bố kết quả thực hiện chỉ tiêu hằng tháng": what is to be reported.
_REPORTED = re.compile(
    r"(?<!\w)(?:công bố|công khai|báo cáo|tổng hợp|đánh giá|theo dõi|thông báo|gửi)(?: \w+){0,2}?"
    r" (?:kết quả|tình hình)(?: (?:thực hiện|triển khai|hoàn thành))+"
)
_FIRST_HALF = re.compile(r"(?:[36]|0[36]|ba|sáu) tháng đầu năm")
_LAST_MONTH_OF_HALF = 6
_DAY_ALONE = re.compile(  # "… chậm nhất ngày 16", in a sentence on quarterly reports
    r"(?<!\w)(?:trước|chậm nhất|muộn nhất)\s+(?:(?:vào|là)\s+)?ngày\s+\d{1,2}"
    r"(?!\d|\s*[/.-]\s*\d|\s*tháng)"
)
_STAGE_NAME = r"(?:giai đoạn|thời kỳ|đợt|bước|chặng) (?:\d{1,2}|[ivx]+|một|hai|ba|đầu|cuối)"
_STAGE_BEFORE = re.compile(rf"^\W*{_STAGE_NAME}\s*[:(–-]?\s*", re.IGNORECASE)
_STAGE = re.compile(rf"\s*{_STAGE_NAME}\s*\([^()]*\)(?:\W*\w+){{0,5}}\W*$")
_GOALS = re.compile(
    r"(?:phần \w+[.:]?\s*)?(?:về )?(?:các |một số |những )?(?:mục tiêu|chỉ tiêu)(?! phối hợp)(?!\w)"
)
_REQUESTS = re.compile(
    r"(?:phần \w+[.:]?\s*)?(?:một số |những )?(?:đề xuất,? (?:và )?)?kiến nghị(?!\w)"
    r"(?: với| đối với|$|\W)"
)
_MOST_CLAUSES_BEFORE = 3  # of a paragraph that may say what work a clause hands over
_FEWEST_WORDS_OF_WORK = 3
_LONGEST_WORDS = 600  # letters of a quotation


def sentence_tasks(
    clause: Clause, earlier: Sequence[Clause], time: PlanTime, place: str
) -> Iterator[TaskProposal]:
    """The tasks that a clause outside tables sets, one for each deadline that it names.

    `earlier` are the clauses before it in its paragraph: what only hands over their work ("…; gửi
    Trung tâm trước ngày 30/6") is titled by it. An item of a list below "Quý II/2026:" is due as
    its lead says.
    """
    if clause.role == "product" or clause.looks_back or is_date_line(clause.text):
        return
    if _is_stage(clause.text) or _is_no_order(clause) or any(map(_ends_in_deadline_label, earlier)):
        return
    head = _work_before(earlier, time)
    deadlines = _own_deadlines(clause, head, time)
    for position, deadline in enumerate(deadlines):
        title = clause_title(clause.text, deadlines, position, clause.lenders[0], head)
        if says_something(title):
            written = clause.text[deadline.start : deadline.end].strip()
            yield _proposal(clause, deadline, written, title, place)
    if not deadlines:
        yield from _listed_tasks(clause, earlier[-1:], time, place)


def _is_stage(text: str) -> bool:
    """Whether a text only names a stage with its days ("Giai đoạn 1 (từ … đến …): chuẩn bị")."""
    return bool(_STAGE.match(lower_letters(text)))


def _ends_in_deadline_label(clause: Clause) -> bool:
    """Whether a clause's last label is one of deadlines, with which the next clause goes on."""
    spans = label_spans(clause.text)
    return bool(spans) and spans[-1][0] == "deadline"


def _is_no_order(clause: Clause) -> bool:
    """Whether a clause orders no work: it asks others, or has a share below a heading of goals."""
    above = [lower_letters(START.sub("", text)) for text in clause.lenders[1:]]
    if any(map(_REQUESTS.match, above)):
        return True
    return names_share(clause.text) and any(map(_GOALS.match, above))


def _work_before(earlier: Sequence[Clause], time: PlanTime) -> str:
    """The text of the first of (at most 3) undated clauses before a clause; "" if there is none."""
    undated: list[Clause] = []
    for clause in reversed(earlier[-_MOST_CLAUSES_BEFORE:]):
        if sets_level(clause.text):
            continue
        if clause.looks_back or dated_deadlines(clause.text, time.year):
            break
        undated.append(clause)
    return START.sub("", undated[-1].text).strip(" .;,") if undated else ""


def _listed_tasks(
    clause: Clause, before: Sequence[Clause], time: PlanTime, place: str
) -> Iterator[TaskProposal]:
    """The tasks of a list's item whose lead, heading or clause before it says only when."""
    title = cleaned_title(clause.text)
    is_lead = clause.text.rstrip().endswith(":")
    if not says_something(title) or sets_level(clause.text) or _is_past(clause, time) or is_lead:
        return
    for text_above in (*(other.text for other in before), *clause.lenders[1:]):
        written = _STAGE_BEFORE.sub("", START.sub("", text_above)).strip(" :.*()")
        if is_whole_deadline(written, time.year):
            if before and text_above != before[0].text:
                return  # the first clause of the item is the task
            for deadline in dated_deadlines(written, time.year):
                if is_whole_year(deadline):
                    continue
                yield _proposal(clause, deadline, written, title, place)
            return


def _own_deadlines(clause: Clause, work_before: str, time: PlanTime) -> Sequence[Deadline]:
    """The deadlines of tasks that a clause names itself; those behind labels are left out."""
    labelled = [
        (start, end) for label, _, start, end in label_spans(clause.text) if label == "deadline"
    ]
    deadlines = [
        deadline
        for deadline in dated_deadlines(clause.text, time.year)
        if not any(start <= deadline.end <= end for start, end in labelled)
    ]
    if _is_past(clause, time):
        return []
    if deadlines := deadlines or ([] if labelled else _day_alone(clause)):
        return [
            deadline
            for n, deadline in enumerate(deadlines)
            if sets_task(
                clause.text,
                deadline,
                time,
                _own_part(clause.text, deadlines, n),
                (work_before, START.sub("", clause.text[: deadline.start])),
            )
        ]
    if labelled or names_share(clause.text):
        return []
    deadline = periodic_deadline(clause.text) or occasional_deadline(clause.text)
    return [deadline] if deadline else []


def _own_part(text: str, deadlines: Sequence[Deadline], position: int) -> str:
    """What a text says of the deadline at `position`; all of it where no work is before it."""
    start = deadlines[position - 1].end if position else 0
    end = deadlines[position + 1].start if position + 1 < len(deadlines) else len(text)
    says_work = len(text[start : deadlines[position].start].split()) >= _FEWEST_WORDS_OF_WORK
    return text[start:end] if says_work else text


def _is_past(clause: Clause, time: PlanTime) -> bool:
    """Whether a clause tells what was; "6 tháng đầu năm" is not, in a plan from before July."""
    text = _REPORTED.sub("", _NO_PAST.sub("", lower_letters(clause.text)))
    if time.issued and time.issued.month <= _LAST_MONTH_OF_HALF:
        text = _FIRST_HALF.sub("", text)
    return tells_past(text, time.first_year)


def _day_alone(clause: Clause) -> list[Deadline]:
    """[The deadline] of a bare day of the month that recurs as its sentence says, else []."""
    day = _DAY_ALONE.search(lower_letters(clause.text))
    around = recurrences(lower_letters(clause.sentence)) if day else []
    if not day or not around:
        return []
    own_day = read_own_day(day[0])
    return [Deadline(*day.span(), "recurring", around[0].cadence, own_day=own_day)]


def _proposal(
    clause: Clause, deadline: Deadline, written: str, title: str, place: str
) -> TaskProposal:
    """The task that a clause sets by one deadline, `written` as the text has it."""
    before, *above = clause.lenders
    texts = (title, START.sub("", clause.sentence).strip(), before, *above)
    is_inside = written in clause.text
    return TaskProposal(
        title=title,
        kind=deadline.kind,
        cadence=deadline.cadence,
        deadline_text=", ".join(filter(None, (written, deadline.day_words))),
        first=deadline.first,
        last=deadline.last,
        own_day=deadline.own_day,
        leads=next(filter(None, (leading_offices(START.sub("", text)) for text in texts)), ()),
        supports=(),
        product="",
        place=place,
        line=clause.line_at(deadline.start if is_inside else 0),
        words=clause.text.strip()[:_LONGEST_WORDS],
    )
