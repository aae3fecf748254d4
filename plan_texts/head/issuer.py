"""Who issues a plan, as its document says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plan_texts.head.head_lines import HeadLine
from plan_texts.head.letters import UNIT, place_name, short_unit

# How an office is called in capitals, and how in a sentence.
_OFFICES = (
    (r"(?:hđnd\s*[-–&]\s*)?(?:ubnd|(?:ủy|uỷ) ban nhân dân)", "UBND"),
    (r"hđnd|hội đồng nhân dân", "HĐND"),
    (r"(?:ban thường vụ )?đảng (?:ủy|uỷ)", "Đảng ủy"),
)
_COMMITTEE = r"(?:ubnd|(?:ủy|uỷ) ban nhân dân)"
_CHAIR_LINE = re.compile(rf"chủ tịch\s+{_COMMITTEE}\s+(?P<unit>{UNIT})(?:\s+(?P<name>\D+))?")
_LETTERHEADS = tuple(
    (re.compile(rf"(?:{pattern})(?:\s+(?P<unit>{UNIT})\s+(?P<name>\D+))?"), office)
    for pattern, office in _OFFICES
)
_UNIT_LINE = re.compile(rf"(?P<unit>{UNIT})\s+(?P<name>\D{{2,40}})")
_ISSUES = re.compile(
    rf"(?P<chair>chủ tịch\s+)?{_COMMITTEE}\s+(?P<unit>{UNIT})\s+"
    r"(?P<name>[^\W\d_]+(?:[ '’-][^\W\d_]+){0,5}?)\s+(?:ban hành|xây dựng|lập|đề ra)\s",
    re.IGNORECASE,
)
_MOST_LINES = 15  # of a letterhead


def issuer(lines: Sequence[HeadLine]) -> str:
    """Who issues a document: "Chủ tịch UBND xã Ninh Giang", "UBND phường Bến Sen"; "" if unsaid.

    The line of the chair over a decision comes before the sentence "UBND xã … ban hành Kế hoạch",
    and that before the letterhead.
    """
    letterhead = _from_letterhead(lines[:_MOST_LINES])
    for cell in _cells(lines):
        chair = _CHAIR_LINE.fullmatch(cell.lower()) if cell.isupper() else None
        if chair and (chair["name"] or not letterhead):
            name = place_name(chair["name"] or "")
            return f"Chủ tịch UBND {short_unit(chair['unit'])} {name}".strip()
        if chair:
            return f"Chủ tịch {letterhead}"
    return next(_from_sentences(lines), letterhead)


def _from_sentences(lines: Sequence[HeadLine]) -> Iterator[str]:
    """The issuers that sentences name ("UBND xã … ban hành Kế hoạch"), in the lines' order."""
    for cell in _cells(lines):
        for match in _ISSUES.finditer(cell):
            name = match["name"]
            if all(word[:1].isupper() for word in name.replace("-", " ").split()):
                chair = "Chủ tịch " if match["chair"] else ""
                yield f"{chair}UBND {short_unit(match['unit'])} {name}"


def _from_letterhead(lines: Sequence[HeadLine]) -> str:
    """The office and place in the letterhead, "UBND phường Bến Sen"; "" if it names neither."""
    for place, line in enumerate(lines):
        below = lines[place + 1].cells if place + 1 < len(lines) else ()
        for column, cell in enumerate(line.cells):
            below_cell = below[column].lower() if column < len(below) else ""
            if office := _office_of_cell(cell.lower(), below_cell):
                return office
    return ""


def _office_of_cell(cell: str, below_cell: str) -> str:
    """The office and place in a letterhead's cell and the one below it; "" if none is there."""
    for pattern, office in _LETTERHEADS:
        if letterhead := pattern.fullmatch(cell):
            named = letterhead if letterhead["unit"] else _UNIT_LINE.fullmatch(below_cell)
            if named:
                return f"{office} {short_unit(named['unit'])} {place_name(named['name'])}"
    return ""


def _cells(lines: Sequence[HeadLine]) -> Iterator[str]:
    """The cells of all lines, in their order."""
    for line in lines:
        yield from line.cells
