"""Headings of a plan's sections, and which of them look back."""

from __future__ import annotations

import re

from data.text import fold
from plan_texts.language.lexicon import lexicon
from plan_texts.structure.item_marks import START

_LONGEST_HEADING, _LONGEST_TITLE, _SHORTEST_TITLE = 200, 80, 8  # letters
_PART = re.compile(r"^(?:phần|mục|chương|điều) (?:thứ )?\w+[.:]?\s*")
# How a heading begins that looks back, and what in it goes on with what is to be done: not "Kết
# quả thực hiện nhiệm vụ năm 2025", but "Kết quả năm 2025 và nhiệm vụ năm 2026".
_BACK = re.compile(
    r"(?:một số |những |các )?(?:tình hình|kết quả|hạn chế|tồn tại|khó khăn|vướng mắc|nguyên nhân"
    r"|đánh giá (?:tình hình|kết quả|chung|việc|công tác|thực hiện|thực trạng))(?!\w)"
)
_AHEAD = re.compile(
    r"(?<!\w)(?:phương hướng|giải pháp|phấn đấu|dự kiến|cần đạt|phải đạt|trọng tâm|thời gian tới"
    r"|khắc phục|(?:và|,|;|-) (?:các )?(?:mục tiêu|chỉ tiêu|nhiệm vụ|kế hoạch)(?! đã))(?!\w)"
)
# "Kết quả đã cấp, còn hiệu lực" is what is to be digitised.
_STILL_VALID = re.compile(
    r"(?:còn|đang có) (?:hiệu lực|giá trị|thời hạn)|(?<!\w)số (?:hóa|hoá) kết quả"
)
# "II. Đánh giá năm 2025"; not "ngày 30 tháng 12 năm 2025", "từ năm 2025".
_YEAR = re.compile(r"(?<!tháng \d )(?<!tháng \d\d )(?<!so với )(?<!từ )năm (20\d\d)")
_ORDINAL = re.compile(
    r"^(?:(?P<roman>[IVX]+(?:\.|\s?[-–/)]))|(?P<part>(?:[Pp]hần|PHẦN|[Cc]hương|CHƯƠNG)\b)"
    r"|(?P<article>(?:Điều|ĐIỀU)\b)|(?P<letter>[A-E][./])|(?P<number>\d+(?:\.\d+)*[./]?))\s"
)
# A press note's headings have no ordinals; "Kết quả giải quyết hồ sơ" may be a cell of a table.
_TITLE_BACK = re.compile(
    r"(?:một số |những |các )?(?:kết quả (?:đạt được|nổi bật|đáng|năm|bước đầu|thực hiện|ấn tượng"
    r"|tích cực|khả quan|sau|ban đầu|6|sáu)|hạn chế|tồn tại|khó khăn|nguyên nhân|thực trạng"
    r"|nhìn lại|dấu ấn|điểm sáng|chuyển biến)(?!\w)"
)


def is_heading(text: str) -> bool:
    """Whether a short line with an ordinal, or in capitals, is a heading and no sentence."""
    bare_text = text.strip()
    is_sentence = bare_text.endswith(".") and (len(bare_text) > _LONGEST_TITLE or ": " in bare_text)
    if (
        len(bare_text) >= _LONGEST_HEADING
        or "%" in bare_text
        or is_sentence
        or bare_text.endswith((";", ":"))
    ):
        return False
    return bool(_ORDINAL.match(bare_text) or bare_text.isupper())


def is_lead_looking_back(text: str) -> bool:
    """Whether a numbered line opens a list of what was ("2. Những hạn chế chủ yếu:")."""
    bare_text = text.strip()
    is_lead = bare_text.endswith(":") and len(bare_text) <= _LONGEST_TITLE and "%" not in bare_text
    return is_lead and bool(_ORDINAL.match(bare_text)) and looks_back(bare_text)


def is_article(text: str) -> bool:
    """Whether a paragraph is an article of a decision ("Điều 2. Các đơn vị …"), below no other."""
    return ordinal_of(text)[0] == "article"


def ordinal_of(heading: str) -> tuple[str, tuple[int, ...]]:
    """(kind, numbers) of a heading's ordinal: ("roman", ()) of "II.", ("number", (1, 3)) of "1.3.".

    ("", ()) for one without.
    """
    match = _ORDINAL.match(heading.strip())
    if not match:
        return "", ()
    numbers = (match["number"] or "").strip("./")
    return match.lastgroup or "", tuple(map(int, numbers.split("."))) if numbers else ()


def looks_back(heading: str) -> bool:
    """Whether a heading names what was: "Kết quả năm 2025", "Những hạn chế"."""
    title = _PART.sub("", fold(START.sub("", heading)))
    names_past = any(phrase in title for phrase in lexicon().grammar["looking_back"])
    is_of_now = _AHEAD.search(title) or _STILL_VALID.search(title)
    return bool(names_past or _BACK.match(title)) and not is_of_now


def names_earlier_year(heading: str, year: int | None) -> bool:
    """Whether a heading's years are all before `year`, and it does not go on with what is to do."""
    title = fold(heading)
    years = [int(named) for named in _YEAR.findall(title)]
    return bool(year and years and max(years) < year) and not _AHEAD.search(title)


def is_plain_title(text: str) -> bool:
    """Whether a line may be a heading without an ordinal: short, no "%", no sign at its end."""
    bare_text = text.strip()
    if not _SHORTEST_TITLE <= len(bare_text) <= _LONGEST_TITLE or START.match(bare_text):
        return False
    return bare_text[0].isupper() and bare_text[-1].isalnum() and "%" not in bare_text


def title_looks_back(title: str) -> bool:
    """Whether a heading without an ordinal names what was ("Kết quả nổi bật")."""
    folded_title = fold(title)
    return bool(_TITLE_BACK.match(folded_title)) and not _AHEAD.search(folded_title)
