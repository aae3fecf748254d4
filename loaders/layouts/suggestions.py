"""Which column a strange heading probably names: the known heading that it resembles most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from rapidfuzz import fuzz

from data.columns import DOSSIERS, is_count
from data.text import fold, strip_accents
from loaders.layouts.custom import personal_headings
from loaders.layouts.layout import SEPARATOR, common_words, layouts
from loaders.layouts.mapping import KEYS, PERSONAL, UNUSED, TableKind, columns_of
from loaders.layouts.unknown_table import UnknownHeading, UnknownTable

LEAST = 78.0
"""The likeness (0 to 100) below which nothing is suggested."""

_CONTRAST = 15.0  # off for each word that stands on one side alone and turns the meaning
_BARE = 0.97  # what letters without their marks are worth
# Short for, or another word for (docs/rules.md, Cells); one after the other, whole words alone.
_SAME: tuple[tuple[str, str], ...] = (
    ("số thứ tự", "stt"),
    ("số biên nhận", "mã hồ sơ"),
    ("mã biên nhận", "mã hồ sơ"),
    ("hs", "hồ sơ"),
    ("tthc", "thủ tục"),
    ("thủ tục hành chính", "thủ tục"),
    ("tphs", "thành phần hồ sơ"),
    ("kqgq", "kết quả giải quyết"),
    ("kq", "kết quả"),
    ("gq", "giải quyết"),
    ("đv", "đơn vị"),
    ("cq", "đơn vị"),
    ("cơ quan", "đơn vị"),
    ("sđt", "số điện thoại"),
    ("đt", "điện thoại"),
    ("pakn", "phản ánh kiến nghị"),
    ("bcci", "bưu chính"),
    ("bưu điện", "bưu chính"),
    ("bưu chính công ích", "bưu chính"),
    ("dvcqg", "dịch vụ công quốc gia"),
    ("dvc qg", "dịch vụ công quốc gia"),
    ("sớm hạn", "trước hạn"),
    ("trễ hạn", "quá hạn"),
    ("còn hạn", "trong hạn"),
    ("chưa đến hạn", "trong hạn"),
    ("xử lý", "giải quyết"),
    ("thụ lý", "giải quyết"),
    ("tình trạng", "trạng thái"),
    ("cách thức", "hình thức"),
    ("hoàn tất", "hoàn thành"),
    ("tổng số", "tổng"),
)
# Two headings that differ in one of these are two columns, however alike the rest is.
_TURNING = frozenset(
    {"mã", "tên", "hẹn", "lĩnh", "người", "tổng", "tỷ", "gồm", "rút", "phí", "phản"}
    | {"trước", "đúng", "quá", "trong", "đã", "đang", "chưa", "tuyến", "bưu"}
)
_UNITS = re.compile(r"\((?:vnđ|vnd|đồng|đ|hồ sơ|%)\)|[.,;:/()*]")


def kind_like(table: UnknownTable) -> TableKind:
    """What the table probably is: a list where it has days, else a form by what its lines name."""
    if any(heading.kind == "days" for heading in table.headings):
        return "dossiers"
    by_unit, by_field = (_best(table, kind) for kind in ("by_unit", "by_field"))
    return "by_field" if by_field > by_unit else "by_unit"


def _best(table: UnknownTable, kind: TableKind) -> float:
    """How much one of the headings looks like the one that names a form's lines."""
    known_headings = [
        (text, choice) for text, choice in _known_headings(kind) if choice == KEYS[kind]
    ]
    scores = (_scores(heading, known_headings).get(KEYS[kind], 0.0) for heading in table.headings)
    return max(scores, default=0.0)


def suggestions(table: UnknownTable, kind: TableKind, words: Mapping[str, str]) -> dict[str, str]:
    """Heading → the column, PERSONAL or UNUSED that it probably is; no column twice.

    `words` are what the pages call each column. A heading that resembles nothing, or whose
    column holds what the suggested one cannot, is left out.
    """
    known_headings = [
        *_known_headings(kind),
        *((_plain_heading(words[c]), c) for c in columns_of(kind) if c in words),
    ]
    scored = [
        (score, heading.text, choice)
        for heading in table.headings
        for choice, score in _scores(heading, known_headings).items()
        if score >= LEAST and _can_be(heading, choice)
    ]
    choices: dict[str, str] = {}
    for _, text, choice in sorted(scored, key=lambda row: (-row[0], row[2])):
        if text not in choices and (choice in (PERSONAL, UNUSED) or choice not in choices.values()):
            choices[text] = choice
    return choices | _by_cells(table, kind, choices)


def _by_cells(table: UnknownTable, kind: TableKind, choices: Mapping[str, str]) -> dict[str, str]:
    """Headings that resemble nothing, over cells that only one column still to be found holds."""
    free = [column for column in columns_of(kind) if column not in choices.values()]
    headings_by_column: dict[str, list[str]] = {}
    for heading in table.headings:
        fitting = [c for c in free if _is_held(heading, c) and heading.text not in choices]
        if len(fitting) == 1:
            headings_by_column.setdefault(fitting[0], []).append(heading.text)
    return {
        headings[0]: column for column, headings in headings_by_column.items() if len(headings) == 1
    }


def _is_held(heading: UnknownHeading, column: str) -> bool:
    """Whether the cells are of a kind that no list is without, or words of the column's own."""
    if DOSSIERS.get(column) == "word":
        return bool(heading.words) and _can_be(heading, column)
    return {"dossier_code": "codes", "received_on": "days"}.get(column) == heading.kind


def _scores(heading: UnknownHeading, known_headings: list[tuple[str, str]]) -> dict[str, float]:
    """The best likeness for each choice; a personal heading inside another makes it personal."""
    if heading.personal or _names_somebody(fold(heading.text)):
        return {PERSONAL: 100.0}
    best: dict[str, float] = {}
    text = _plain_heading(heading.text)
    for known_text, choice in known_headings:
        best[choice] = max(best.get(choice, 0.0), likeness(text, known_text))
    return best


def _names_somebody(heading: str) -> bool:
    """Whether a personal heading stands in it as whole words: "địa chỉ của chủ hồ sơ"."""
    return any(re.search(rf"\b{re.escape(part)}\b", heading) for part in personal_headings())


def likeness(heading: str, known_text: str) -> float:
    """0 to 100: letters in order, or words in any order, less for words that turn the meaning."""
    with_marks = _alike(heading, known_text)
    without_marks = _alike(strip_accents(heading), strip_accents(known_text))
    contrasts = _turning(heading) ^ _turning(known_text)
    return max(with_marks, _BARE * without_marks) - _CONTRAST * len(contrasts)


def _alike(heading: str, known_text: str) -> float:
    same_words = fuzz.token_sort_ratio(heading, known_text)
    shared_words = fuzz.token_set_ratio(heading, known_text)
    return max(fuzz.ratio(heading, known_text), 0.6 * same_words + 0.4 * shared_words)


@cache
def _turning(text: str) -> frozenset[str]:
    """The words that turn the meaning; of a text typed without marks as far as it can be told."""
    words = frozenset(text.split())
    if text.isascii():
        return words & frozenset(map(strip_accents, _TURNING))
    return frozenset(map(strip_accents, words & _TURNING))


@cache
def _known_headings(kind: TableKind) -> tuple[tuple[str, str], ...]:
    """Every heading that the layouts know, in plain words, with what it means in such a table."""
    headings: dict[tuple[str, str], None] = {}
    offered = frozenset(columns_of(kind))
    for heading, choice in _headings(kind):
        if choice in offered or choice in (PERSONAL, UNUSED):
            headings[_plain_heading(heading), choice] = None
    return tuple(headings)


def _headings(kind: TableKind) -> Iterator[tuple[str, str]]:
    table = "dossiers" if kind == "dossiers" else "totals"
    for layout in layouts():
        if layout.table == table and layout.key != "petition_kind":
            for path, column in layout.headings.items():
                yield SEPARATOR.join(path), column
        yield from ((heading, PERSONAL) for heading in layout.personal)
        if layout.table == table:
            yield from ((heading, UNUSED) for heading in layout.unused)


def _can_be(heading: UnknownHeading, choice: str) -> bool:
    """Whether the column holds what the choice would hold; a blank one may be anything."""
    if choice in (PERSONAL, UNUSED) or heading.kind == "blank":
        return True
    kind = "number" if is_count(choice) and choice not in DOSSIERS else DOSSIERS[choice]
    if kind == "word" and heading.words:
        return set(heading.words) <= common_words()[choice].keys()
    allowed = {
        "date": ("days", "numbers"),
        "number": ("numbers",),
        "code": ("codes", "texts", "words", "numbers"),
    }
    return heading.kind in allowed.get(kind, ("texts", "words"))


@cache
def _plain_heading(heading: str) -> str:
    """Folded, without signs and units, short forms written out."""
    text = f" {' '.join(_UNITS.sub(' ', fold(heading.replace(SEPARATOR, ' '))).split())} "
    spelt = strip_accents if text.isascii() else fold
    for short, long in _SAME:
        text = text.replace(f" {spelt(short)} ", f" {spelt(long)} ")
    return text.strip()
