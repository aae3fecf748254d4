"""From where a plan's text speaks: the years it is for, the day it was written, whose it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from data.text import fold
from plan_texts.structure.date_lines import issue_day
from plan_texts.structure.item_marks import CAPITALS

_HEAD_LENGTH = 4_000  # letters from the beginning, where title, day and issuer stand
_TITLE_LINES = 8  # lines from the genre's on
_LONGEST_TITLE_LINE = 120  # letters; a longer one that ends in a full stop is a sentence
_ISSUER_LINES = 30
_GENRE = re.compile(
    r"(?:kế hoạch|chương trình|nghị quyết|quyết định|chỉ thị|đề án|thông báo|báo cáo|kết luận"
    r"|phương án|công văn|tờ trình|bản đăng ký|đăng ký|hướng dẫn|phụ lục|v/v|về việc)(?!\w)"
)
# "Chỉ thị nêu rõ, năm 2025 …" is no title.
_SENTENCE = re.compile(
    r"[^%]*%|(?:\w+ ){2}(?:này |trên |cũng |còn )*(?:nêu|yêu cầu|đặt|xác định|đề ra|đưa ra|chỉ rõ"
    r"|nhấn mạnh|hướng tới)(?!\w)"
)
_AFTER_TITLE = re.compile(
    r"(?:căn cứ|xét|theo đề nghị|kính gửi"
    r"|thực hiện (?:nghị quyết|quyết định|kế hoạch|công văn|chỉ thị) số"
    r"|[ivx]{1,4}[./-]|[a-e]\.|\d{1,2}[.)]|điều 1|[-–+•*] ?\w)"
)
_SPAN = re.compile(
    r"(?:giai đoạn|nhiệm kỳ|thời kỳ|trong (?:các|những) năm|các năm)\s*(?:từ )?(?:năm )?"
    r"(20\d\d)\s*(?:[-–,]|đến|tới)\s*(?:năm )?(20\d\d)"
)
_YEAR = re.compile(r"năm (20\d\d)")
_TITLE = re.compile(
    r"(?<!\w)(?:kế hoạch|chương trình|bảng|đề án|chỉ tiêu)(?!\w)"
    r"(?:(?!căn cứ|thực hiện quyết định|thực hiện kế hoạch|tháng \d|số \d|[;.]).){0,300}?"
    r"năm (20\d\d)"
)
# "15/01/2027 | 09:42" above a press note.
_DATELINE = re.compile(
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>20\d\d)(?=[\s|,–-]{1,5}\d{1,2}\s*[:hg]\s*\d\d)"
)
# "Vạn Xuân, ngày 02/3/2026", "(Kèm theo Quyết định số 5/QĐ-UBND ngày 02/3/2026)".
_DAY_AT_END = re.compile(
    r"^(?!\W*(?:căn cứ|thực hiện|xét|theo|thay thế))[^\n]{0,100}?(?<!\w)"
    r"(?<!trước )(?<!đến )(?<!hết )(?<!hạn )(?<!từ )(?<!sau )(?<!là )ngày\s*"
    r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>20\d\d)\W*$",
    re.IGNORECASE | re.MULTILINE,
)
# "Ngày 24/02/2026, Chủ tịch …", "Ngày đăng: 22/01/2026"; no decree's day, and none to come.
_DAY_TOLD = re.compile(
    r"^(?!\W*(?:căn cứ|thực hiện|xét|theo|thay thế))"
    r"(?:(?!số|từ|đến|trước|hết|sau|hạn)[^\n/\d]){0,60}"
    r"(?:\d{1,2}(?:h|:|giờ)\d{0,2},?\s*)?(?:ngày\s*)?(?P<day>\d{1,2})/(?P<month>\d{1,2})"
    r"/(?P<year>20\d\d)(?!\d)",
    re.IGNORECASE | re.MULTILINE,
)
_FIRST_LINES = 1_000  # letters
# "UBND PHƯỜNG ĐÔNG KỲ LỪA" in a head of capitals, "UBND xã Nậm Mỏ" in a sentence.
_CELL_END = re.compile(r"\t|\||\s{2,}|\s[-–]\s|\*\*")
_IN_CAPITALS = re.compile(r"(?<!\w)(?:XÃ(?! HỘI)|PHƯỜNG|ĐẶC KHU)\s+(?P<name>\w[\w\s'’]*)")
_ISSUED_BY = re.compile(
    r"(?:UBND|(?:Ủy|Uỷ|ủy|uỷ) ban nhân dân|Đảng (?:ủy|uỷ)|HĐND|Hội đồng nhân dân)"
    rf" (?:xã|phường|đặc khu) (?P<name>[{CAPITALS}][\w'’]*(?: [{CAPITALS}][\w'’]*)*)"
)
_OF_PROVINCE = re.compile(
    r"(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân|hđnd|hội đồng nhân dân) (?:tỉnh|thành phố)(?!\w)"
    r"|tỉnh (?:ủy|uỷ)|thành (?:ủy|uỷ)|(?<!\w)toàn (?:tỉnh|thành phố)"
)
_OFFICER = re.compile(r"(?:[Cc]hủ tịch|[Bb]í thư|[Ll]ãnh đạo|[Đđ]ại diện) $")
# "Đài Truyền thanh phường Vạn Xuân" above a text.
_SENDER = re.compile(
    r"^[^,.;:%\d]{0,60}?(?<!\w)(?:[Xx]ã|[Pp]hường|[Đđ]ặc khu)"
    rf" (?P<name>[{CAPITALS}][\w'’]*(?: [{CAPITALS}][\w'’]*)*)"
)
_SENDER_LINES = 4
_ADDRESSEE = re.compile(r"\W*(?:kính gửi|nơi nhận)")


@dataclass(frozen=True)
class Standpoint:
    """The years that a plan is for, the first and the last; None where the text names none.

    Where its day alone tells the first, nobody knows the last.

    `written_on` is the day of the document, None where it has none; `commune` the folded name of
    the commune that issues it, "" where a province does (`is_province`) or nobody knows; `title`
    the folded lines of its title, "" for none.
    """

    year: int | None = None
    last_year: int | None = None
    written_on: date | None = None
    commune: str = ""
    is_province: bool = False
    title: str = field(default="", compare=False)


def standpoint(text: str) -> Standpoint:
    """The years, the day and the commune from which a plan's text speaks; blank where unknown."""
    head = text[:_HEAD_LENGTH]
    written_on = _day_written(head)
    first_year, last_year = _title_years(head)
    if first_year is None and (named_year := plan_year(text, written_on)):
        first_year = last_year = max(named_year, written_on.year if written_on else 0)
    commune = _commune(head)
    is_province = not commune and bool(_OF_PROVINCE.search(fold(head)))
    year = first_year or _year_of(written_on)
    title = next(_titles(head), "")
    return Standpoint(year, last_year, written_on, commune, is_province, title)


def plan_year(text: str, written_on: date | None = None) -> int | None:
    """The year that a plan is for: its title's, else the one named most, decrees' dates aside.

    Of two that are named as often it is the one in which the text was written, else the later.
    """
    first_year, _ = _title_years(text[:_HEAD_LENGTH])
    if first_year:
        return first_year
    folded_text = fold(text)
    if title := _TITLE.search(folded_text[:_HEAD_LENGTH]):
        return int(title[1])
    years = re.findall(r"(?<!tháng \d )(?<!tháng \d\d )(?<!đến )(?<!tới )năm (20\d\d)", folded_text)
    if not years:
        return None
    counts = Counter(map(int, years))
    year_written = written_on.year if written_on else None
    return max(counts, key=lambda year: (counts[year], year == year_written, year))


def _title_years(head: str) -> tuple[int | None, int | None]:
    """The first and the last year that a title names; (None, None) where none does.

    Of "kết quả năm 2025, nhiệm vụ năm 2026" the later is the plan's.
    """
    for title in _titles(head):
        span = _SPAN.search(title)
        years = _YEAR.findall(title[: span.start()] if span else title)
        if span and not years:
            return int(span[1]), int(span[2])
        if years:
            return int(max(years)), int(max(years))
    return None, None


def _titles(head: str) -> Iterator[str]:
    """Each title in a head as one folded text: the line of its genre and those below it."""
    lines = [fold(line) for line in head.split("\n")]
    for n, line in enumerate(lines):
        if not _GENRE.match(line) or _SENTENCE.match(line):
            continue
        title_lines = [line]
        for next_line in lines[n + 1 : n + _TITLE_LINES]:
            is_below_gap = len(title_lines) > 1 and not title_lines[-1].strip()
            has_title = any(text.strip() for text in title_lines[1:])
            is_prose = len(next_line) > _LONGEST_TITLE_LINE and next_line.rstrip().endswith(".")
            if is_prose or _AFTER_TITLE.match(next_line) or (is_below_gap and has_title):
                break
            title_lines.append(next_line)
        yield " ".join(title_lines)


def _day_written(head: str) -> date | None:
    """The day that a document or a press note is from; None where it names none."""
    first_lines = head[:_FIRST_LINES]
    days = (_DATELINE.search(head), _DAY_AT_END.search(first_lines), _DAY_TOLD.search(first_lines))
    match = next(filter(None, days), None)
    if (written_on := issue_day(head)) or not match:
        return written_on
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _year_of(written_on: date | None) -> int | None:
    """The year that a document of that day is for, in December the next; None for no day."""
    return written_on.year + (written_on.month == 12) if written_on else None


def _commune(head: str) -> str:
    """The folded name of the commune in the head's first lines; "" where none stands there."""
    cells = (cell for line in head.split("\n")[:_ISSUER_LINES] for cell in _CELL_END.split(line))
    in_capitals = (_IN_CAPITALS.search(cell) for cell in cells if cell.isupper())
    match = next(filter(None, in_capitals), None) or _issuer(head) or _sender(head)
    return fold(match["name"]) if match else ""


def _issuer(head: str) -> re.Match[str] | None:
    """The first match of "UBND xã …" in a head; None where there is none.

    Not where a person of that office is quoted and the commune is never named again.
    """
    return next(
        (
            match
            for match in _ISSUED_BY.finditer(head)
            if not _OFFICER.search(head[: match.start()]) or head.count(match["name"]) > 1
        ),
        None,
    )


def _sender(head: str) -> re.Match[str] | None:
    """The match of the first line that names the commune a text is from; None where none does."""
    lines = [line.strip() for line in head.split("\n") if line.strip()][:_SENDER_LINES]
    named = (_SENDER.match(line) for line in lines if not _ADDRESSEE.match(fold(line)))
    return next(filter(None, named), None)
