"""The plan template, filled in: read like any other file, and given as a draft to be checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from data.communes import communes, communes_by_name
from data.day_cells import read_day_cell
from data.planning.drafts import HEAD, HEADINGS, TASK_HEADINGS, Draft, DraftRow, Head
from data.text import fold
from files.refusal import Refused
from loaders.recognition.reader import read_sheet
from loaders.recognition.sheet import Sheet

TASK_SHEET = "Nhiệm vụ"
NO_PLAN_SHEET = "Tệp này không phải mẫu kế hoạch: hãy tải mẫu ở đây, ghi vào rồi chọn lại."
_CODE = re.compile(r"(?<!\d)\d{5}(?!\d)")


def is_plan_sheet(sheet: Sheet) -> bool:
    """Whether the sheet has the layout of a plan template's targets."""
    return sheet.layout.table == "targets"


def plan_draft_in(content: bytes) -> Draft:
    """The head and targets of a filled-in plan template, rows as in Excel; raises Refused.

    Its tasks are in `task_rows_in`.
    """
    sheet = read_sheet(content)
    if not is_plan_sheet(sheet):
        raise Refused(NO_PLAN_SHEET)
    return Draft(_plan_head(sheet.texts_above), _rows_of(sheet, HEADINGS))


def task_rows_in(content: bytes) -> tuple[DraftRow, ...] | None:
    """The rows of a plan template's sheet of tasks, numbered as in Excel; None without one.

    None where it has no sheet of that name, or one under other headings: it says nothing of tasks.
    """
    try:
        sheet = read_sheet(content, only_sheet=TASK_SHEET)
    except Refused:
        return None
    return _rows_of(sheet, TASK_HEADINGS) if sheet.layout.table == "tasks" else None


def _rows_of(sheet: Sheet, headings: Mapping[str, str]) -> tuple[DraftRow, ...]:
    """The sheet's lines that are not blank: texts by the names of `headings`, "" where blank."""
    rows = (
        DraftRow(
            sheet.place(line["row"])[1],
            {name: (line.get(name) or "").strip() for name in headings},
        )
        for line in sheet.cells.to_pylist()
    )
    return tuple(row for row in rows if not row.is_blank)


def _plan_head(texts_above: Sequence[str]) -> Head:
    """A plan's head from the texts above its rows: a label is one text, its value the next.

    Where another label follows, the field is blank.
    """
    field_by_label = {fold(label): name for name, label in HEAD.items()}
    text_by_field: dict[str, str] = {}
    for text, next_text in zip(texts_above, (*texts_above[1:], ""), strict=True):
        name = field_by_label.get(fold(text).rstrip(" :"))
        if name and fold(next_text).rstrip(" :") not in field_by_label:
            text_by_field.setdefault(name, next_text.strip())
    field_texts = dict.fromkeys(HEAD, "") | text_by_field
    commune_code = _commune_code(field_texts["commune_code"])
    first, last = read_day_cell(field_texts["valid_from"]), read_day_cell(field_texts["valid_to"])
    parsed_fields = {"commune_code": commune_code, "valid_from": first, "valid_to": last}
    unread_texts = {
        name: field_texts[name]
        for name in parsed_fields
        if field_texts[name] and not parsed_fields[name]
    }
    return Head(
        commune_code=commune_code,
        title=field_texts["title"],
        number=field_texts["number"],
        date=field_texts["date"],
        issuer=field_texts["issuer"],
        valid_from=first,
        valid_to=last,
        unread_texts=MappingProxyType(unread_texts),
    )


def _commune_code(text: str) -> str | None:
    """The code of the one commune that a text names by code or name; None where none or several."""
    codes = [code for code in _CODE.findall(text) if code in communes()]
    candidates = codes or [commune.code for commune in communes_by_name(text, None)]
    return candidates[0] if len(candidates) == 1 else None
