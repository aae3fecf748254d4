"""Why each number of a plan's text was proposed as a target, or was not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from data.dates import day_text
from plan_texts.targets.proposal import FigureReading, Proposal

_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_MOST_POINTS = re.compile(r"(?<=\d)/\d+(?= điểm)")
REASON_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "result": "kết quả đã đạt, hoặc nằm trong phần nhìn lại",
        "upper_limit": "mức tối đa của một tỷ lệ mà cao mới là tốt",
        "no_limit": "tỷ lệ chậm mà không nói là mức tối đa",
        "too_small": "quá nhỏ để là chỉ tiêu",
        "points": "điểm, trọng số hoặc cơ cấu điểm",
        "condition": "điều kiện (nếu, đơn vị nào…), không phải mức phải đạt",
        "example": "ví dụ",
        "consequence": "mức để khen, chê, xếp loại",
        "far_year": "mục tiêu của năm sau nữa",
        "starting_level": "mức ban đầu hoặc mức đem ra so",
        "other_deed": "tỷ lệ phải kiểm tra, hỗ trợ, khảo sát…",
        "not_yet": "phần chưa làm",
        "of_a_goal": "phần đã làm của một chỉ tiêu, một khối lượng, hoặc mức để tính điểm",
        "other_matter": "chuyện khác: tập huấn, định danh, bảo hiểm…",
        "budget": "tiền, kinh phí, lệ phí",
        "others_goal": "mục tiêu chung của cấp khác, của nơi khác",
        "earlier_goal": "chỉ tiêu của kỳ trước hoặc của văn bản đã được thay",
        "superior_level": "mức cấp trên giao, bên cạnh có mức riêng của xã, phường",
        "rise": "mức tăng, giảm mà không nói so với năm nào",
        "fall": "mức giảm, không phải mức phải đạt",
        "count_rise": "mức tăng, giảm của một số lượng, không phải của một tỷ lệ",
        "explaining_rise": "mức tăng, giảm chỉ nói rõ thêm mức phải đạt nêu cùng câu",
        "repeated": "nhắc lại chỉ tiêu đã đề xuất",
        "earlier_step": "bước trong năm, bên cạnh có mức của cả năm hoặc của bước sau",
        "no_metric": "không chỉ số nào ứng với những chữ quanh con số",
    }
)
# What else a number is, by the letters before and behind it; the first that fits.
_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = tuple(
    (re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE), words)
    for before, after, words in (
        (r"", r"\s*(?:%|phần trăm)", "tỷ lệ ở căn cứ, cột kết quả, bước trung gian, mức ban đầu"),
        (r"", r"(?:/\d+)*/(?:NQ|QĐ|KH|NĐ|TT|CT|TB|CTr|BC|UBND|[A-ZĐ]{2,})", "số hiệu văn bản"),
        (r"số:?\s*$", r"[/-]", "số hiệu văn bản"),
        (r"(?:ngày|tháng|năm|quý|hạn|trước|sau|đến)\s*$", r"", "ngày, tháng, năm"),
        (r"^\s*\(?$", r"[.)\t]|\s*\|", "số thứ tự"),
        (r"", r"\s*(?:điểm|đ(?!\w))", "điểm"),
        (r"", r"\s*(?:triệu|tỷ|nghìn) đồng|\s*đồng", "tiền"),
    )
)
_ORDINAL_END = re.compile(r"[.)]\s")  # "5. Tăng thêm 5%"
_OTHER_NUMBER = "số đếm, không phải tỷ lệ"
_DAY = re.compile(r"\d{1,2}/\d{1,2}(?:/\d{4})?|(?:19|20)\d\d")
_AROUND = 16  # letters beside a number that are looked at


def explanation_lines(text: str, readings: Sequence[FigureReading]) -> Iterator[str]:
    """A line of words for each number and spelt figure: what it was read as, or why it was not."""
    readings_by_line: dict[int, list[FigureReading]] = {}
    for reading in readings:
        readings_by_line.setdefault(reading.line, []).append(reading)
    for number, line in enumerate(unicodedata.normalize("NFC", text).split("\n"), start=1):
        yield from _line_explanations(number, line, readings_by_line.get(number, []))


def _line_explanations(line_number: int, line: str, readings: list[FigureReading]) -> Iterator[str]:
    """The explanations of one line's numbers and spelt figures, given how they were read."""
    unmatched = list(readings)
    for match in _NUMBER.finditer(line):
        named = (r for r in unmatched if match[0] in _numbers(r.written))
        reading = None if _is_ordinal(line, match) else next(named, None)
        if reading and match[0] == _numbers(reading.written)[-1]:
            unmatched.remove(reading)
        words = _reading_words(reading) if reading else _kind_of_number(line, match)
        yield f"dòng {line_number:>4}  {match[0]:<10}  {words}"
    for reading in unmatched:
        yield f"dòng {line_number:>4}  {reading.written:<10}  {_reading_words(reading)}"


def _is_ordinal(line: str, number: re.Match[str]) -> bool:
    """Whether a number of a line is that of its item ("5. Phấn đấu …")."""
    is_first = not line[: number.start()].strip(" (")
    return is_first and bool(_ORDINAL_END.match(line, number.end()))


def _numbers(written: str) -> list[str]:
    """The numbers in a figure as written, of points ("16,5/18 điểm") without the maximum."""
    return _NUMBER.findall(_MOST_POINTS.sub("", written))


def _reading_words(reading: FigureReading) -> str:
    """A figure's proposals in words, or the reason why it has none."""
    if not reading.proposals:
        return f"không: {REASON_WORDS[reading.reason]}"
    return f"đề xuất: {'; '.join(map(_proposal_words, reading.proposals))}"


def _proposal_words(proposal: Proposal) -> str:
    """A proposal in words: metric and demand, then what limits it."""
    contradicts = proposal.contradicts
    limits = [
        proposal.scope,
        f"so với năm {proposal.base_year}" if proposal.base_year else "",
        f"từ ngày {day_text(proposal.since)}" if proposal.since else "",
        f"đến ngày {day_text(proposal.until)}" if proposal.until else "",
        "mức cấp trên giao" if proposal.province_wide else "",
        "bước trong năm" if proposal.is_step else "",
        f"nhắc lại dòng {proposal.repeats}" if proposal.repeats else "",
        f"khác mức ở dòng {', '.join(map(str, contradicts))}" if contradicts else "",
    ]
    demand = f"{proposal.metric} {proposal.demand}"
    return ", ".join(filter(None, (demand, *limits)))


def _kind_of_number(line: str, match: re.Match[str]) -> str:
    """What a number without a reading is, in words: a date, points, money, or a plain count."""
    before, after = line[max(0, match.start() - _AROUND) : match.start()], line[match.end() :]
    kinds = (
        words
        for pattern_before, pattern_after, words in _KINDS
        if pattern_before.search(before) and pattern_after.match(after)
    )
    kind = next(kinds, "")
    if not kind and _DAY.fullmatch(match[0]):
        kind = "ngày, tháng, năm"
    return f"không: {kind or _OTHER_NUMBER}"
