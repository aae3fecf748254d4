"""The shares of a table's row whose indicator has its numbers in columns of their own.

    Chỉ tiêu                      | Thực hiện 2025 | Quý I | Cả năm 2026
    Hồ sơ tiếp nhận trực tuyến    | 61,2           | 60    | ≥ 77

    Nội dung                      | Chỉ tiêu giao  | Kết quả
    Tỷ lệ hồ sơ nộp trực tuyến    | 85%            | 79,4%

Of quarters the last counts, of levels ("cấp tỉnh", "cấp xã") each; beside goals no result does.
Where the rows are units, the headings say what is counted:

    Đơn vị                        | Tỷ lệ số hóa kết quả còn hiệu lực (%)
    Phòng Kinh tế                 | 40
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data.text import fold
from plan_texts.language.levels import level_labels
from plan_texts.language.tokens import names_demand
from plan_texts.structure.columns import Column
from plan_texts.structure.heading_words import names_goal, names_result
from plan_texts.structure.number_cells import NumberSentence, is_bare_number, names_first_day
from plan_texts.structure.passages import Passage
from plan_texts.structure.table_row import TableRow

DEMANDING_ROLES = ("text", "product")  # of the columns that hold demands
_SHARE_UNIT = re.compile(r"%|phần trăm|tỷ lệ|tỉ lệ")
_LAST_DIGIT = re.compile(r"(\d)(?!.*\d)\s*%?")
_SIGN = re.compile("[%≥>≤<]")
_WHOLE_YEAR = re.compile(r"cả năm|hết năm|toàn năm|31/12")
_WHOLE = re.compile(
    r"(?<!\w)(?:toàn|cả) (?:xã|phường|đặc khu|đơn vị|huyện|ngành)(?!\w)|^(?:mức )?chung$"
)
_STEP = re.compile(
    r"(?<!\w)(?:quý (?:iv|iii|ii|i|[1-4])|(?:[369]|sáu|chín) tháng|tháng \d{1,2}"
    r"|\d{1,2}/\d{1,2})(?!\w)"
)
_LEADING = re.compile(r"^(?:(?:hết|đến|cuối|trước) )+", re.IGNORECASE)
_MONTHS = re.compile(r"(?<!\w)(?:[369]|sáu|chín) tháng(?! đầu)", re.IGNORECASE)

# A column of numbers of things: "Số hồ sơ", "Khối lượng"; not "Số hóa", "Số giao".
_COUNT = re.compile(
    r"(?:tổng )?(?:số lượng|khối lượng|số (?:hồ sơ|kết quả|thủ tục|tthc|phiếu|lượt))(?![^%]*%)"
)
_BRACKETS = re.compile(r"\([^()]*\)")
# In a heading that says what is counted: "Hồ sơ trực tuyến thực hiện 2025".
_RESULT_OF = re.compile(
    r"(?<!\w)(?:(?:thực hiện|kết quả)(?: năm| đến)? \d|đã \w+|đạt được|hiện (?:trạng|có|nay|tại))"
)
# "Trung tâm Phục vụ hành chính công" is a unit, whatever is in its name.
_UNIT = re.compile(
    r"(?:[Tt]rung tâm|[Pp]hòng|[Vv]ăn phòng|[Cc]ông an|[Bb]ộ phận|[Bb]an|[Tt]ổ|[Tt]rạm|[Đđ]oàn"
    r"|[Hh]ội|UBND|[Xx]ã|[Pp]hường|[Tt]hôn|[Ấấ]p|[Đđ]ội)(?!\w)"
)
_GROUP = re.compile(r"(?<!\w)(?:nhóm|loại|khối|khu vực|vùng|cụm) \w+")
_BARE_YEAR = re.compile(r"(?<!năm )(?<!Năm )(?<![\d/.-])20\d\d(?![\d/])")
_YEAR = re.compile(r"(?:năm )?20\d\d")
_NumberCell = tuple[Passage, Column]


def sets_goals(row: TableRow, of_past_year: bool) -> bool:
    """Whether the row has a column of goals; if `of_past_year`, beside results, one with a year.

    Below a heading of a past year goals beside results are that year's, unless they name another.
    """
    others = [column.heading for cell, column in row.cells if cell is not row.subject]
    goals = [heading for heading in others if names_goal(heading)]
    if of_past_year and any(names_result(heading) for heading in others):
        goals = [heading for heading in goals if _YEAR.search(fold(heading))]
    return bool(goals)


def number_sentences(
    row: TableRow, superseded_cells: Sequence[Passage]
) -> Iterator[NumberSentence]:
    """A sentence for each bare number of a row that may set a target, and each superseded one."""
    units = fold(row.text_of("unit"))
    if not row.subject or not (_counts_points(row) or not units or _SHARE_UNIT.search(units)):
        return
    numbers = _bare_numbers(row)
    if by_heading := _numbers_of_unit(row, numbers):
        for cell, column in by_heading:
            unit = _BRACKETS.sub("", row.subject.text).strip(" .;:")
            sentence = f"{column.heading} ({unit}): {_share_text(cell)}"
            yield NumberSentence(sentence, cell.first_line, unit)
        return
    superseded = set(map(id, superseded_cells))  # two cells may say the same
    subject = row.subject.text.rstrip(" .;:")
    own_numbers = [pair for pair in numbers if id(pair[0]) not in superseded]
    deciding_numbers = _deciding_numbers(own_numbers)
    for cell, column in _steps_to(deciding_numbers, own_numbers):
        sentence = f"{subject} (đến {_step_heading(column.heading)}): {_share_text(cell)}"
        yield NumberSentence(sentence, cell.first_line, is_step=True)
    for cell, column in deciding_numbers:
        heading = f" ({_goal_heading(column.heading)})" if column.heading else ""
        number = _points_text(cell) if _counts_points(row) else _share_text(cell)
        group = _GROUP.search(fold(column.heading)) if column.heading else None
        unit = group[0] if group else ""
        sentence = f"{subject}{heading}: {number}{_first_day(row)}"
        yield NumberSentence(sentence, cell.first_line, unit)
    for cell, column in numbers:
        if id(cell) in superseded:
            sentence = f"{subject} ({column.heading}): {_share_text(cell)}"
            yield NumberSentence(sentence, cell.first_line, is_superseded=True)


def _share_text(cell: Passage) -> str:
    """The text of a bare number with "%" behind its last digit: "≥ 77" → "≥ 77%"."""
    return _LAST_DIGIT.sub(r"\1%", cell.text.strip())


def _first_day(row: TableRow) -> str:
    """The words of a row's remark that say from when it holds (", từ 01/7/2026"); else ""."""
    remarks = (cell.text.strip(" .;()") for cell, _ in row.cells)
    return next((f", {text.lower()}" for text in remarks if names_first_day(text)), "")


def _counts_points(row: TableRow) -> bool:
    """Whether a row's subject is the points of an index, so that its numbers are no percentages."""
    subject = fold(row.subject.text) if row.subject else ""
    return "điểm" in subject and ("766" in subject or "chỉ số" in subject)


def _points_text(cell: Passage) -> str:
    """The text of a bare number as points asked for: "16,5" → "đạt 16,5 điểm"."""
    return "đạt " + _LAST_DIGIT.sub(r"\1 điểm", cell.text.strip())


def _numbers_of_unit(row: TableRow, numbers: Sequence[_NumberCell]) -> list[_NumberCell]:
    """Those of the numbers whose headings say what is counted, in a row about a unit; else []."""
    if not row.subject or not (_UNIT.match(row.subject.text) or _names_no_demand(row.subject)):
        return []
    return [
        (cell, column)
        for cell, column in numbers
        if names_demand(column.heading)
        and not names_result(column.heading)
        and not _RESULT_OF.search(fold(column.heading))
    ]


def _names_no_demand(subject: Passage) -> bool:
    """Whether a row's subject names nothing of which a plan could demand something."""
    return not names_demand(_BRACKETS.sub("", subject.text))


def _goal_heading(heading: str) -> str:
    """The heading as part of a sentence: "Năm 2027" → "đến năm 2027", "Xã 2027" → "Xã năm 2027"."""
    if _YEAR.fullmatch(fold(heading)):
        return f"đến {heading.lower()}"
    return _BARE_YEAR.sub(r"năm \g<0>", heading)


def _bare_numbers(row: TableRow) -> list[_NumberCell]:
    """(cell, column) of each bare number in a row's columns of demands.

    In a column without a heading, and in a table of tasks, only numbers with a sign count.
    """
    needs_sign = row.is_task
    return [
        (cell, column)
        for cell, column in row.cells
        if column.role in DEMANDING_ROLES
        and is_bare_number(cell.text)
        and not _COUNT.match(fold(column.heading))
        and ((column.heading and not needs_sign) or _SIGN.search(cell.text) or _counts_points(row))
    ]


def _deciding_numbers(numbers: Sequence[_NumberCell]) -> Sequence[_NumberCell]:
    """(cell, column) of those of a row's bare numbers that set a target; [] where none does.

    Those of goals before all others, results never beside another. Then each level's, else the
    whole year's or the last step's, else each year's, else the only one with a sign, else the only
    one.
    """
    goals = [pair for pair in numbers if names_goal(pair[1].heading)]
    others = [pair for pair in numbers if not names_result(pair[1].heading)]
    candidates = goals or others or numbers
    by_level: dict[tuple[str, ...], list[_NumberCell]] = {}
    for pair in candidates:
        by_level.setdefault(tuple(level_labels(fold(pair[1].heading))), []).append(pair)
    by_level.pop((), None)
    if not by_level and _are_groups(candidates):
        return candidates
    if len(by_level) > 1 or any(map(_are_groups, by_level.values())):
        return [pair for pairs in by_level.values() for pair in _of_level(pairs)]
    if whole := [pair for pair in candidates if _WHOLE.search(fold(pair[1].heading))]:
        return whole[:1]
    if whole_year := [pair for pair in candidates if _WHOLE_YEAR.search(fold(pair[1].heading))]:
        return whole_year[:1]
    if steps := [pair for pair in candidates if _STEP.search(fold(pair[1].heading))]:
        no_steps = [pair for pair in candidates if pair not in steps]
        return no_steps if len(no_steps) == 1 else steps[-1:]
    if goals or sum(bool(_YEAR.fullmatch(fold(pair[1].heading))) for pair in candidates) > 1:
        return candidates
    return _only_number(candidates)


def _steps_to(
    deciding_numbers: Sequence[_NumberCell], numbers: Sequence[_NumberCell]
) -> Sequence[_NumberCell]:
    """(cell, column) of the row's other numbers that lead to the only deciding one; [] for none.

    Each for a quarter, a few months or a day; as much as the deciding one itself says no more.
    """
    if len(deciding_numbers) != 1 or any(names_result(column.heading) for _, column in numbers):
        return []
    goal = _share_text(deciding_numbers[0][0])
    steps = [pair for pair in numbers if _STEP.search(fold(pair[1].heading))]
    return [pair for pair in steps if pair not in deciding_numbers and _share_text(pair[0]) != goal]


def _step_heading(heading: str) -> str:
    """The heading of a step as part of a sentence: "6 tháng" → "hết 6 tháng đầu năm"."""
    words = _MONTHS.sub(r"\g<0> đầu năm", _LEADING.sub("", heading.strip()))
    return f"hết {words[:1].lower()}{words[1:]}"


def _are_groups(numbers: Sequence[_NumberCell]) -> bool:
    """Whether numbers of one level are for several groups of its units ("Cấp xã nhóm A")."""
    groups = [_GROUP.search(fold(column.heading)) for _, column in numbers]
    return len(numbers) > 1 and len({group and group[0] for group in groups} - {None}) > 1


def _of_level(numbers: Sequence[_NumberCell]) -> Sequence[_NumberCell]:
    """Of one level's numbers all, where they are for several groups, else the last alone."""
    return numbers if _are_groups(numbers) else numbers[-1:]


def _only_number(numbers: Sequence[_NumberCell]) -> Sequence[_NumberCell]:
    """The only number with a comparator, else the last where all are equal; [] if they differ."""
    signed_numbers = [pair for pair in numbers if re.search("[≥>≤<]", pair[0].text)]
    if len(signed_numbers) == 1:
        return signed_numbers
    distinct_texts = {cell.text.strip(" %≥") for cell, _ in numbers}
    return numbers[-1:] if len(distinct_texts) == 1 else []
