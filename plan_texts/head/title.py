"""The title of a plan's document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.planning.text_limits import LONGEST_LINE
from data.text import fold, strip_accents
from data.wording import lower_first_letter
from plan_texts.head.head_lines import HeadLine
from plan_texts.head.letters import in_small_letters

# What a document is, as it stands alone above its title, without accents.
_KINDS = {
    "ke hoach": "Kế hoạch",
    "quyet dinh": "Quyết định",
    "chuong trinh": "Chương trình",
    "chuong trinh hanh dong": "Chương trình hành động",
    "thong bao": "Thông báo",
    "de an": "Đề án",
    "nghi quyet": "Nghị quyết",
    "bao cao": "Báo cáo",
}
_ISSUES = re.compile(
    r"(?:(?:v/v|về việc)\s+)?(?:phê duyệt|ban hành)\s+(?=kế hoạch|chương trình|đề án)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^(?:v/v|về việc|về)\s+", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"\s*(?:căn cứ|thực hiện (?:kế hoạch|quyết định|nghị|luật|thông tư|chỉ thị|công văn)|thi hành"
    r"|theo đề nghị|xét |[IVX]+[./]|\d+[.)]|phần |chủ tịch |ủy ban |uỷ ban |ubnd |\(|[-–_+])",
    re.IGNORECASE,
)
_MOST_LINES = 6  # of a title
_SHORTER = (("thủ tục hành chính", "TTHC"), ("Ủy ban nhân dân", "UBND"))


def document_title(lines: Sequence[HeadLine]) -> str:
    """A document's title, beginning with its kind ("Kế hoạch"); "" where the lines have none.

    "KẾ HOẠCH" over "Kiểm soát …" is "Kế hoạch kiểm soát …"; a decision that issues a plan has the
    plan's title.
    """
    for place, line in enumerate(lines):
        for cell in line.cells:
            if kind := _KINDS.get(strip_accents(fold(cell)).strip(" :")):
                return _whole_title(kind, _title_below(lines[place + 1 :]))
            if (title := _one_line_title(cell)) and len(line.cells) == 1:
                return _cut(f"{title} {_title_below(lines[place + 1 :], in_capitals=True)}".strip())
    return ""


def _one_line_title(cell: str) -> str:
    """The title on a line of capitals that begins with the kind ("KẾ HOẠCH …"), else ""."""
    if not cell.isupper():
        return ""
    begins = any(strip_accents(fold(cell)).startswith(f"{kind} ") for kind in _KINDS)
    title = in_small_letters(cell)
    return f"{title[:1].upper()}{title[1:]}" if begins else ""


def _title_below(lines: Sequence[HeadLine], *, in_capitals: bool = False) -> str:
    """The title below a document's kind, up to a blank line (`in_capitals`: capitals alone); or "".

    The first may stand apart, save where it only goes on (`in_capitals`) with a line in capitals.
    """
    parts: list[str] = []
    for line in lines[:_MOST_LINES]:
        text = " ".join(line.cells)
        goes_on = line.is_adjacent or not (parts or in_capitals)
        if not goes_on or _NO_TITLE.match(text) or (in_capitals and not text.isupper()):
            break
        parts.append(text)
        if text.endswith((".", ";", ":")):
            break
    return in_small_letters(" ".join(parts)).strip(" .;:*")


def _whole_title(kind: str, title: str) -> str:
    """The document's kind and the title below it as one text; "" where that title is empty."""
    if not title:
        return ""
    if issues := _ISSUES.match(title):
        title = title[issues.end() :]
        return _cut(f"{title[:1].upper()}{title[1:]}")
    title = _ABOUT.sub("", title, count=1) if kind == "Kế hoạch" else title
    if fold(title).startswith(fold(kind)):
        return _cut(f"{title[:1].upper()}{title[1:]}")
    return _cut(f"{kind} {lower_first_letter(title)}")


def _cut(title: str) -> str:
    """The title within a plan's longest line: abbreviated where it is longer, then cut with "…"."""
    for words, abbreviation in _SHORTER:
        if len(title) > LONGEST_LINE:
            title = title.replace(words, abbreviation)
    if len(title) <= LONGEST_LINE:
        return title
    return f"{title[: LONGEST_LINE - 1].rsplit(' ', 1)[0]}…"
