"""Which column a strange heading probably names: the known heading that it resembles most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from rapidfuzz import fuzz

from data.columns import DOSSIERS, is_count
from data.text import fold, strip_accents
from loaders.layouts.custom import has_personal_part
from loaders.layouts.layout import SEPARATOR, layouts
from loaders.layouts.mapping import KEY_COLUMNS, PERSONAL, UNUSED, TableKind, possible_columns
from loaders.layouts.unknown_table import UnknownHeading, UnknownTable
from loaders.layouts.words import common_words

LEAST_LIKENESS = 78.0
"""The likeness (0 to 100) below which nothing is suggested."""

_CONTRAST = 15.0  # off for each word that stands on one side alone and turns the meaning
_WORTH_WITHOUT_MARKS = 0.97  # what letters without their marks are worth
# Short for, or another word for (docs/rules.md, Cells); one after the other, whole words alone.
_SYNONYMS: tuple[tuple[str, str], ...] = (
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
_TURNING_WORDS = frozenset(
    {"mã", "tên", "hẹn", "lĩnh", "người", "tổng", "tỷ", "gồm", "rút", "phí", "phản"}
    | {"trước", "đúng", "quá", "trong", "đã", "đang", "chưa", "tuyến", "bưu"}
)
_SIGNS_AND_UNITS = re.compile(r"\((?:vnđ|vnd|đồng|đ|hồ sơ|%)\)|[.,;:/()*]")


def likeliest_kind(table: UnknownTable) -> TableKind:
    """The likeliest kind: a list if it has days, else the form whose key a heading is most like."""
    if any(heading.kind == "days" for heading in table.headings):
        return "dossiers"
    by_unit, by_field = (_key_likeness(table, kind) for kind in ("by_unit", "by_field"))
    return "by_field" if by_field > by_unit else "by_unit"


def _key_likeness(table: UnknownTable, kind: TableKind) -> float:
    """The greatest likeness, 0 to 100, of a heading to those that name such a form's lines."""
    known_headings = [
        (text, choice) for text, choice in _known_headings(kind) if choice == KEY_COLUMNS[kind]
    ]
    scores = (
        _likeness_by_choice(heading, known_headings).get(KEY_COLUMNS[kind], 0.0)
        for heading in table.headings
    )
    return max(scores, default=0.0)


def suggested_choices(
    table: UnknownTable, kind: TableKind, column_names: Mapping[str, str]
) -> dict[str, str]:
    """Heading → the column, PERSONAL or UNUSED that it probably is; no column twice.

    `column_names` are what the pages call each column. A heading that resembles nothing, or whose
    column holds what the suggested one cannot, is left out.
    """
    known_headings = [
        *_known_headings(kind),
        *(
            (_plain_heading(column_names[c]), c)
            for c in possible_columns(kind)
            if c in column_names
        ),
    ]
    scored_choices = [
        (score, heading.text, choice)
        for heading in table.headings
        for choice, score in _likeness_by_choice(heading, known_headings).items()
        if score >= LEAST_LIKENESS and _choice_fits_cells(heading, choice)
    ]
    choices: dict[str, str] = {}
    for _, text, choice in sorted(scored_choices, key=lambda row: (-row[0], row[2])):
        if text not in choices and (choice in (PERSONAL, UNUSED) or choice not in choices.values()):
            choices[text] = choice
    return choices | _choices_by_cells(table, kind, choices)


def _choices_by_cells(
    table: UnknownTable, kind: TableKind, choices: Mapping[str, str]
) -> dict[str, str]:
    """Heading → column, where the cells of a heading without a choice fit one free column alone."""
    free_columns = [column for column in possible_columns(kind) if column not in choices.values()]
    headings_by_column: dict[str, list[str]] = {}
    for heading in table.headings:
        fitting_columns = [
            c
            for c in free_columns
            if _cells_tell_column(heading, c) and heading.text not in choices
        ]
        if len(fitting_columns) == 1:
            headings_by_column.setdefault(fitting_columns[0], []).append(heading.text)
    return {
        headings[0]: column for column, headings in headings_by_column.items() if len(headings) == 1
    }


def _cells_tell_column(heading: UnknownHeading, column: str) -> bool:
    """Whether a heading's cells show this column: its codes, its days, or its words alone."""
    if DOSSIERS.get(column) == "word":
        return bool(heading.words) and _choice_fits_cells(heading, column)
    return {"dossier_code": "codes", "received_on": "days"}.get(column) == heading.kind


def _likeness_by_choice(
    heading: UnknownHeading, known_headings: list[tuple[str, str]]
) -> dict[str, float]:
    """Column, PERSONAL or UNUSED → the greatest likeness (0 to 100) to a heading known for it.

    A personal heading inside another makes it personal, whatever else it is like.
    """
    if heading.personal or has_personal_part(heading.text):
        return {PERSONAL: 100.0}
    likeness_by_choice: dict[str, float] = {}
    plain_heading = _plain_heading(heading.text)
    for known_text, choice in known_headings:
        likeness_by_choice[choice] = max(
            likeness_by_choice.get(choice, 0.0), likeness(plain_heading, known_text)
        )
    return likeness_by_choice


def likeness(heading: str, known_text: str) -> float:
    """How like two plain headings are, at most 100; less for each word that turns a meaning."""
    likeness_with_marks = _text_likeness(heading, known_text)
    likeness_without_marks = _text_likeness(strip_accents(heading), strip_accents(known_text))
    greater_likeness = max(likeness_with_marks, _WORTH_WITHOUT_MARKS * likeness_without_marks)
    contrasts = _turning_words(heading) ^ _turning_words(known_text)
    return greater_likeness - _CONTRAST * len(contrasts)


def _text_likeness(heading: str, known_text: str) -> float:
    """How like two texts are, 0 to 100: by letters in order, or by words in any order."""
    same_words_score = fuzz.token_sort_ratio(heading, known_text)
    shared_words_score = fuzz.token_set_ratio(heading, known_text)
    return max(fuzz.ratio(heading, known_text), 0.6 * same_words_score + 0.4 * shared_words_score)


@cache
def _turning_words(text: str) -> frozenset[str]:
    """The words of a folded text that turn its meaning, given without their accents."""
    words = frozenset(text.split())
    if text.isascii():
        return words & frozenset(map(strip_accents, _TURNING_WORDS))
    return frozenset(map(strip_accents, words & _TURNING_WORDS))


@cache
def _known_headings(kind: TableKind) -> tuple[tuple[str, str], ...]:
    """(plain heading, its column, PERSONAL or UNUSED) of each known for this kind of table."""
    headings: dict[tuple[str, str], None] = {}
    allowed_columns = frozenset(possible_columns(kind))
    for heading, choice in _layout_headings(kind):
        if choice in allowed_columns or choice in (PERSONAL, UNUSED):
            headings[_plain_heading(heading), choice] = None
    return tuple(headings)


def _layout_headings(kind: TableKind) -> Iterator[tuple[str, str]]:
    """(heading, its column, PERSONAL or UNUSED) of each that layouts have for such a table."""
    table = "dossiers" if kind == "dossiers" else "totals"
    for layout in layouts():
        if layout.table == table and layout.key != "petition_kind":
            for path, column in layout.headings.items():
                yield SEPARATOR.join(path), column
        yield from ((heading, PERSONAL) for heading in layout.personal)
        if layout.table == table:
            yield from ((heading, UNUSED) for heading in layout.unused)


def _choice_fits_cells(heading: UnknownHeading, choice: str) -> bool:
    """Whether a choice's column may hold what stands under the heading; blank cells fit any."""
    if choice in (PERSONAL, UNUSED) or heading.kind == "blank":
        return True
    kind = "number" if is_count(choice) and choice not in DOSSIERS else DOSSIERS[choice]
    if kind == "word" and heading.words:
        return set(heading.words) <= common_words()[choice].keys()
    allowed_kinds = {
        "date": ("days", "numbers"),
        "number": ("numbers",),
        "code": ("codes", "texts", "words", "numbers"),
    }
    return heading.kind in allowed_kinds.get(kind, ("texts", "words"))


@cache
def _plain_heading(heading: str) -> str:
    """The heading folded, without signs and units, short forms written out."""
    text = f" {' '.join(_SIGNS_AND_UNITS.sub(' ', fold(heading.replace(SEPARATOR, ' '))).split())} "
    spell = strip_accents if text.isascii() else fold
    for short, long in _SYNONYMS:
        text = text.replace(f" {spell(short)} ", f" {spell(long)} ")
    return text.strip()
