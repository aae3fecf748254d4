"""Figures that "lần lượt" gives to times and levels, each put into a clause of its own.

"Tỷ lệ hồ sơ trực tuyến quý II, III, IV lần lượt đạt 75%, 80%, 85%" says three times what it says
once; "…; ở cấp sở là 95% và 85%" says of another level what the clause before said of the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from plan_texts.language.figures import Figure
from plan_texts.language.letters import lower_letters
from plan_texts.language.levels import level_labels
from plan_texts.language.share_pattern import figures
from plan_texts.language.tokens import tokens
from plan_texts.structure.sentences import Clause

_RESPECTIVELY = re.compile(
    r"\W*(?:(?:phải|cần|sẽ|đạt|là|phấn đấu|với|các|mức)\s)*(?:lần lượt|tương ứng)(?!\w)"
    r"(?:\s(?:phải|cần|sẽ|đạt|là|ở|mức|với))*"
)
_QUARTER = r"(?:iv|iii|ii|i|[1-4])"
_TIME = (
    rf"(?:(?:hết |cuối |đến )*(?:quý {_QUARTER}|tháng \d{{1,2}}|(?:ngày )?\d{{1,2}}/\d{{1,2}}"
    r"|(?:cả |toàn )?(?:năm )?20\d\d|cả năm|năm)|(?:\d|ba|sáu|chín) tháng(?: đầu năm)?"
    rf"|(?<=, ){_QUARTER}|(?<=và ){_QUARTER}|nửa đầu năm|giữa năm|cuối năm)(?![\w/])"
)
_TIMES = re.compile(
    r"(?<!\w)\s*(?:(?:trong|vào|của|các|hai|ba|bốn|năm|đến|tại|ở|cho|theo|đối với|mốc)\s)*?"
    rf"(?P<times>{_TIME}(?:\s?,? (?:và )?{_TIME}|\s?,\s?{_TIME})+)(?: năm 20\d\d)?"
)
_EACH_TIME = re.compile(_TIME)
_LISTED = re.compile(r"[,;]|(?<!\w)(?:và|cùng)(?!\w)", re.IGNORECASE)
_OF_LEVEL = re.compile(r"(?:ở|tại|đối với|của|với)?\s*cấp \w+", re.IGNORECASE)
_IS = re.compile(r"^(?:(?:là|đạt|ở|mức)\s)+")
_RATE = re.compile(r"(?<!\w)(?:tỷ lệ|tỉ lệ|mức độ|chỉ số)(?!\w)", re.IGNORECASE)
_THIS_RATE = re.compile(
    r"(?<!\w)(?:tỷ lệ|tỉ lệ|mức|chỉ tiêu|chỉ số|con số) (?:này|đó|ấy|trên)(?!\w)", re.IGNORECASE
)
_THESE_FIELDS = re.compile(
    r"(?<!\w)(?:(?:các|những|cả|nhóm|hai|ba|bốn|\d) )*lĩnh vực (?:này|đó|ấy|trên|nói trên|nêu trên)"
    r"(?!\w)",
    re.IGNORECASE,
)
_FIELD_NAME = r"(?:đất đai|xây dựng|đầu tư|nhà ở|quy hoạch)"
_FIELDS = re.compile(
    rf"(?<!\w)(?P<names>{_FIELD_NAME}(?:(?:,| và|,? -|/) {_FIELD_NAME})*)(?!\w)", re.IGNORECASE
)
_FEWEST = 2


def with_steps_apart(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """The clauses; one that gives figures to several times ("lần lượt") as a clause for each."""
    head, count = "", 0  # what the clause before said "lần lượt" of, and of how many parts
    named_rate = ""  # what the last figure of the clause before is a rate of
    for clause in clauses:
        clause = _with_fields_named(_with_rate_named(clause, named_rate))
        shares = figures(clause.text)
        lowercase = lower_letters(clause.text)
        match = _respectively_match(lowercase, shares)
        if match:
            head, count = clause.text[: match.start()], len(shares)
            yield from _steps(clause, shares, match) or [clause]
        elif head and len(shares) == count and clause.lenders[0] and _names_level(lowercase):
            text = f"{_OF_LEVEL.sub('', head).strip()} lần lượt {clause.text}"
            yield replace(clause, text=text, marks=((0, clause.line_at(0)),))
        else:
            head, count = "", 0
            yield clause
        named_rate = _rate_of(clause.text, shares) if shares else ""


def _with_rate_named(clause: Clause, rate: str) -> Clause:
    """The clause with `rate`, the words of the clause before, in place of its "tỷ lệ này"."""
    this_rate = _THIS_RATE.search(clause.text) if rate and clause.lenders[0] else None
    if not this_rate:
        return clause
    text = f"{clause.text[: this_rate.start()]}{rate}{clause.text[this_rate.end() :]}"
    return replace(clause, text=text, marks=((0, clause.line_at(this_rate.start())),))


def _with_fields_named(clause: Clause) -> Clause:
    """The clause with the fields that the clauses before it name in place of "ba lĩnh vực này"."""
    these = _THESE_FIELDS.search(clause.text)
    named = _FIELDS.search(clause.lenders[0]) if these else None
    if not these or not named:
        return clause
    text = f"{clause.text[: these.start()]}lĩnh vực {named['names']}{clause.text[these.end() :]}"
    return replace(clause, text=text, marks=((0, clause.line_at(these.start())),))


def _rate_of(text: str, shares: Sequence[Figure]) -> str:
    """The words from the last "tỷ lệ" before a clause's last figure; "" where there are none."""
    subjects = list(_RATE.finditer(text, 0, shares[-1].lead))
    return text[subjects[-1].start() : shares[-1].lead].rstrip() if subjects else ""


def _respectively_match(lowercase: str, shares: Sequence[Figure]) -> re.Match[str] | None:
    """The match of "lần lượt" before a clause's figures; None without it or for a single figure."""
    if len(shares) < _FEWEST:
        return None
    return _RESPECTIVELY.search(lowercase, 0, shares[0].start)


def _names_level(lowercase: str) -> bool:
    """Whether a clause names a level, and nothing that could be counted."""
    return bool(_OF_LEVEL.search(lowercase)) and not tokens(_OF_LEVEL.sub("", lowercase))


def _steps(clause: Clause, shares: Sequence[Figure], match: re.Match[str]) -> list[Clause]:
    """The clauses, one a time, of "lần lượt" at `match`; [] where its figures are not for times."""
    text, lowercase = clause.text, lower_letters(clause.text)
    head, tail_start = text[: match.start()], shares[-1].end
    named = _TIMES.search(lowercase, 0, match.start())
    behind = None if named else _TIMES.match(lowercase.replace("(", " "), tail_start)
    if times := named or behind:
        names = [
            _time_name(text[name.start() : name.end()])
            for name in _EACH_TIME.finditer(lowercase, times.start("times"), times.end("times"))
        ]
        subject = f"{head[: named.start()]}{head[named.end() :]}" if named else head
        if len(names) == len(shares) and tokens(subject):
            return [
                _step(clause, f"{subject.strip(' ,:')} {name}", share)
                for name, share in zip(names, shares, strict=True)
            ]
    parts = [part for part in _LISTED.split(head) if tokens(part)]
    has_levels = level_labels(lower_letters(head)) or level_labels(lowercase[tail_start:])
    rises = [share.value for share in shares] == sorted({share.value for share in shares})
    if len(parts) != 1 or has_levels or not rises:
        return []
    return [_step(clause, head.strip(" ,:"), shares[-1])]


def _time_name(name: str) -> str:
    """A time as a sentence names it: "đến năm 2027", "quý IV"."""
    if re.fullmatch(_QUARTER, name.lower()):
        return f"quý {name}"
    year = re.fullmatch(r"(?:đến |hết |cuối )*(?:năm )?(20\d\d)", name.lower())
    return f"đến năm {year[1]}" if year else name


def _step(clause: Clause, subject: str, share: Figure) -> Clause:
    """The clause cut down to one share of a subject: "subject: share"."""
    text = f"{subject}: {_IS.sub('', clause.text[share.lead : share.end])}"
    return replace(clause, text=text, marks=((0, clause.line_at(share.start)),))
