"""The plan template, filled in: read like any other file, and given as a draft to be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from data.communes import communes, communes_by_name
from data.day_cells import read_day_cell
from data.planning.drafts import HEAD, HEADINGS, Draft, DraftRow, Head
from data.text import fold
from files.refusal import Refused
from loaders.recognition.reader import read_sheet
from loaders.recognition.sheet import Sheet

NO_PLAN_SHEET = "Tệp này không phải mẫu kế hoạch: hãy tải mẫu ở đây, ghi vào rồi chọn lại."
_CODE = re.compile(r"(?<!\d)\d{5}(?!\d)")


def is_plan_sheet(sheet: Sheet) -> bool:
    """Whether a file that was read is the plan template."""
    return sheet.layout.table == "targets"


def draft_in(content: bytes) -> Draft:
    """The draft that a filled-in template holds; raises Refused. Rows have Excel's numbers."""
    sheet = read_sheet(content)
    if not is_plan_sheet(sheet):
        raise Refused(NO_PLAN_SHEET)
    rows = (DraftRow(sheet.place(row)[1], texts) for row, texts in _rows(sheet))
    return Draft(_head(sheet.texts_above), tuple(row for row in rows if not row.is_blank))


def _rows(sheet: Sheet) -> Iterator[tuple[int, Mapping[str, str]]]:
    for line in sheet.cells.to_pylist():
        yield line["row"], {name: (line.get(name) or "").strip() for name in HEADINGS}


def _head(above: Sequence[str]) -> Head:
    """Each label is followed by what is written beside it, or by the next label."""
    labels = {fold(label): name for name, label in HEAD.items()}
    beside: dict[str, str] = {}
    for text, after in zip(above, (*above[1:], ""), strict=True):
        name = labels.get(fold(text).rstrip(" :"))
        if name and fold(after).rstrip(" :") not in labels:
            beside.setdefault(name, after.strip())
    texts = dict.fromkeys(HEAD, "") | beside
    commune = _commune(texts["commune_code"])
    first, last = read_day_cell(texts["valid_from"]), read_day_cell(texts["valid_to"])
    parsed = {"commune_code": commune, "valid_from": first, "valid_to": last}
    unread = {name: texts[name] for name in parsed if texts[name] and not parsed[name]}
    return Head(
        commune_code=commune,
        title=texts["title"],
        number=texts["number"],
        date=texts["date"],
        issuer=texts["issuer"],
        valid_from=first,
        valid_to=last,
        unread=MappingProxyType(unread),
    )


def _commune(text: str) -> str | None:
    """By its code, or by a name that only one commune has."""
    codes = [code for code in _CODE.findall(text) if code in communes()]
    candidates = codes or [commune.code for commune in communes_by_name(text, None)]
    return candidates[0] if len(candidates) == 1 else None
