"""A form's lines divided: what counts, its totals in whatever words, and what is told of both."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from data.communes import by_name
from data.text import fold
from loaders.validation.form_lines import Line, number, row_of
from loaders.validation.line_sums import (
    CHANCE,
    Counts,
    Reading,
    is_nearly_sum,
    is_sum,
    readings,
    summed,
    without,
)


@dataclass(frozen=True)
class Divided:
    """`data` count; `totals` are held against them; `guessed` were left out for their counts
    alone, small enough for chance; `doubtful` are among `data` and may be totals.
    """

    data: list[Line]
    totals: list[Line]
    guessed: list[Line] = field(default_factory=list)
    doubtful: list[Line] = field(default_factory=list)


def split_totals(lines: Sequence[Line], counts: Sequence[str], key: str) -> Divided:
    """A total is a line whose whole name says so; else one that repeats the other lines' sum.

    `key` is what the lines name ("field", "unit", "petition_kind"). A form's own total line
    decides where it adds up: over all other lines, none of them is a total.
    """
    totals = [line for line in lines if is_total_name(str(line["name"]))]
    rest = [line for line in lines if not is_total_name(str(line["name"]))]
    cells = [_cells(line, counts) for line in rest]
    known = _knower(rest, key)
    ways = list(readings(cells))
    borne_out = [way for way in ways if _is_total_of(way, totals, counts)]
    if borne_out:
        left = min(borne_out, key=lambda way: sum(known(rest[i]) for i in way.left_out)).left_out
        return Divided([line for i, line in enumerate(rest) if i not in left], totals)
    likely = (way.left_out for way in ways if way.sound)
    left = next((some for some in likely if not any(known(rest[i]) for i in some)), frozenset())
    left = left or _one_of_two(rest, cells, known)
    data = [line for i, line in enumerate(rest) if i not in left]
    guessed = [rest[i] for i in sorted(left) if _by_chance(rest[i], cells[i])]
    return _suspects(Divided(data, totals, guessed), counts, key, known)


def _cells(line: Line, counts: Sequence[str]) -> list[float | None]:
    return [None if line[f"blank_{name}"] else number(line, name) for name in counts]


def _is_total_of(way: Reading, totals: Sequence[Line], counts: Sequence[str]) -> bool:
    """Whether a total line bears it out; of two equal lines it cannot say which to leave out."""
    certain = not way.left_out or way.filled > 1
    return certain and any(is_sum(_cells(total, counts), way.sums) for total in totals)


def _knower(lines: Sequence[Line], key: str) -> Callable[[Line], bool]:
    """Whether a line is surely none: a field that everybody has, a commune that it alone names."""
    if key != "unit":
        return lambda line: is_known_name(str(line["name"]), key)
    times = Counter(communes_named(str(line["name"])) for line in lines)

    def known(line: Line) -> bool:
        codes = communes_named(str(line["name"]))
        return bool(codes) and times[codes] == 1

    return known


def _one_of_two(
    lines: Sequence[Line], cells: Sequence[Counts], known: Callable[[Line], bool]
) -> frozenset[int]:
    """Of two equal lines, and nothing else, the total by its name; none where no name tells."""
    filled = [i for i, one in enumerate(cells) if any(one)]
    if len(filled) != 2 or not _equal(*(cells[i] for i in filled)):
        return frozenset()
    ends = [i for i in filled if i in (0, len(lines) - 1)]
    strange = [i for i in filled if not known(lines[i])]
    named = [i for i in strange if may_name_total(str(lines[i]["name"]))]
    for some in (named, strange):
        if len(some) == 1 and some[0] in ends:
            return frozenset(some)
    return frozenset()


def _equal(one: Counts, other: Counts) -> bool:
    return is_sum(one, [cell or 0 for cell in other])


def _by_chance(line: Line, cells: Counts) -> bool:
    """Whether neither the name nor the counts make it sure that the line is a total."""
    return not may_name_total(str(line["name"])) and max(cell or 0 for cell in cells) < CHANCE


def _suspects(
    found: Divided, counts: Sequence[str], key: str, known: Callable[[Line], bool]
) -> Divided:
    """Totals with a wrong cell, and lines that add up though nothing else says that they are one.

    Of units none can double a commune's counts, unless it names that commune too.
    """
    cells = [_cells(line, counts) for line in found.data]
    sums = summed(cells)
    filled = sum(any(one) for one in cells)
    wrong: list[Line] = []
    doubtful: list[Line] = []
    for place, (line, one) in enumerate(zip(found.data, cells, strict=True)):
        others = without(sums, one)
        near = filled > 2 and is_nearly_sum(one, others) and not known(line)
        if near and place in (0, len(cells) - 1) and may_name_total(str(line["name"])):
            wrong.append(line)
        elif key == "unit" and (known(line) or not communes_named(str(line["name"]))):
            continue
        elif any(one) and _doubtful(one, others, filled, near, known(line)):
            doubtful.append(line)
    data = [line for line in found.data if line not in wrong]
    return Divided(
        data,
        sorted([*found.totals, *wrong], key=row_of),
        found.guessed,
        [] if wrong else doubtful[-1:],
    )


def _doubtful(
    one: Counts, others: Sequence[float], filled: int, near: bool, is_known: bool
) -> bool:
    if filled > 1 and is_sum(one, others):
        return filled > 2 or not is_known
    return near and max(cell or 0 for cell in one) >= CHANCE


_KNOWN = Path(__file__).with_name("known_lines.toml")
_LONGEST = 200  # no unit's name is longer
_CODE = re.compile(r"(?<!\d)\d{5}(?!\d)")
_WORD = re.compile(r"[^\W_]+|∑")
_MARK = r"(?:(?:[ivx]+|[a-d]|\d{1,2}) )?"  # "I. ", "a) "
_PLACE = r"(?:xã(?! hội)|phường|đặc khu|huyện|quận|tỉnh|thành phố|tp|nước|ngành)"
_CORE = (
    r"(?:tổng(?: số| cộng)?|cộng|tong(?: so| cong)?|t cộng|t số|tc|t c|(?:grand )?total|σ|∑"
    r"|(?:số liệu |kết quả |tính )?chung|tất cả|toàn bộ"
    rf"|(?:toàn|cả) (?:{_PLACE}|quốc|đơn vị|trung tâm|hệ thống|cơ quan))(?!\w)"
)
# What may follow a total's word and still say no more than "all of it": "(I+II)", ": 12 hồ sơ".
_SCOPE = (
    r"(?:\d+|[ivx]+|[a-d]|số|cộng|chung|toàn|bộ|cả|các|của|và|đến|từ|ngày|tháng|năm|quý|kỳ|mục"
    r"|phần|nhóm|hồ|sơ|hs|lĩnh|vực|đơn|vị|cấp|thủ|tục|tthc|hành|chính|pakn|phản|ánh|kiến|nghị"
    r"|phiếu|lượt|loại|biểu|trung|tâm|dòng)"
)
_TOTAL = re.compile(rf"{_MARK}{_CORE}(?: {_SCOPE}\b)*(?: (?:ubnd|{_PLACE})\b.*)?")
# Names that a total may have, and a field or a kind of petition has not.
_SUSPECT = re.compile(
    _MARK + r"(?:tổng|cộng|toàn|ubnd|uỷ ban nhân dân|xã(?! hội)|phường|đặc khu|tỉnh|thành phố"
    r"|đơn vị|trung tâm phục vụ|trung tâm pvhcc)\b"
)


def is_total_name(name: str) -> bool:
    """Whether the whole name says "total": "TỔNG CỘNG:", "Tổng (I+II)", "Toàn xã Ninh Giang"."""
    return _TOTAL.fullmatch(_words(name)) is not None


def may_name_total(name: str) -> bool:
    """Whether the name begins like a total's, or is a unit's."""
    return _SUSPECT.match(_words(name)) is not None


def is_known_name(name: str, key: str) -> bool:
    """Whether a line of this key ("field", "petition_kind") is surely no total."""
    return fold(name) in _known_names().get(key, frozenset())


@lru_cache(maxsize=4096)
def communes_named(unit: str) -> frozenset[str]:
    """The codes of the communes that a unit's text may mean."""
    codes = _CODE.findall(unit)
    return frozenset(codes) or frozenset(one.code for one in by_name(unit[:_LONGEST], None))


def _words(name: str) -> str:
    return " ".join(_WORD.findall(fold(name)))


@cache
def _known_names() -> Mapping[str, frozenset[str]]:
    given = tomllib.loads(_KNOWN.read_text(encoding="utf-8"))
    return {key: frozenset(map(fold, names)) for key, names in given.items()}
