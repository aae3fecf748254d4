"""What a table says of itself that makes it a part of the whole: "DANH SÁCH HỒ SƠ QUÁ HẠN"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from data.schema import read_toml, refuse_missing_keys, refuse_unknown_names
from data.text import fold
from loaders.parsing.mixed_accents import end_of_phrase, with_bare_words
from loaders.parsing.stated_period import title_lines

_WORDS = Path(__file__).parents[1] / "filters.toml"
_WHOLE = "whole"
# "Cổng Dịch vụ công trực tuyến tỉnh …" is where the list comes from.
_SYSTEM = re.compile(
    with_bare_words(
        r"(?:cổng|hệ thống|phần mềm|trang)\b[^;:()]*?dịch vụ công(?: trực tuyến)?",
    )
)
# "Quá hạn: 27 hồ sơ", "trong hạn: 10, quá hạn: 2"
_COUNT = re.compile(
    with_bare_words(
        r"[:=-]?\s*[\d.,]+\s*(?:hồ sơ|hs|dòng|%)?\W*$"
        r"|\s*[:=]\s*\d[\d.]*\s*(?:hồ sơ|hs|dòng|%)?\s*[,;].*"
    )
)
# "QuaHan", "DS_tre_han": words of a sheet's name without spaces.
_WORD_ENDS = re.compile(r"_+|(?<=[^\W\dA-Z_])(?=[A-ZĐ][^\W\dA-Z_])")
_LABEL = with_bare_words(
    r"(?:trạng thái|tình trạng|lĩnh vực|hình thức (?:nộp|tiếp nhận)|kênh (?:nộp|tiếp nhận)"
    r"|cách thức nộp|(?:tên )?(?:thủ tục(?: hành chính)?|tthc)|kết quả (?:giải quyết|xử lý)|tiến độ"
    r"|loại hồ sơ|loại thủ tục|đối tượng(?: nộp)?|mức độ|điều kiện lọc|bộ lọc|tiêu chí lọc"
    r"|lọc theo)(?: hồ sơ)?"
)
_LABELLED = re.compile(rf"(?<!\w){_LABEL}\s*:\s*(.*?)\s*(?=(?:[;|,]|\s)\s*{_LABEL}\s*:|[;|]|$)")
_LABEL_ALONE = re.compile(rf"\W*{_LABEL}\s*:?\W*")
_NO_FILTER = re.compile(
    with_bare_words(
        r"\W*(?:(?:-+\s*)?(?:tất cả|toàn bộ|mọi|các|chọn|all)\b.*|chung|không|không lọc)?\W*"
    )
)
_NAMED_FIELD = re.compile(
    with_bare_words(
        r"(?<!theo )(?<!các )(?<!mọi )(?<!từng )(?<!cả )(?<!\w)"
        r"((?:lĩnh vực|thủ tục(?! hành chính)|tthc)\s+"
        r"(?!tiếp nhận|giải quyết|theo|của)[^\W\d].{2,})"
    )
)
_IN_BRACKETS = re.compile(r"[()]")
_LONGEST_QUOTE = 80


def stated_filters(titles: Iterable[str], sheet_names: Iterable[str]) -> tuple[str, ...]:
    """The folded words of titles or sheet names that say a list is only a part; () if whole."""
    lines = list(title_lines([*titles, *(_WORD_ENDS.sub(" ", name) for name in sheet_names)]))
    return tuple(
        dict.fromkeys([*labelled_filters(lines), *_named_fields(lines), *_aspect_words(lines)])
    )


def labelled_filters(titles: Iterable[str]) -> tuple[str, ...]:
    """Labelled filters of titles, folded: "lĩnh vực: đất đai"; none for "lĩnh vực: tất cả"."""
    lines = list(title_lines(titles))
    joined_lines = [
        f"{line.rstrip(' :')}: {next_line}"
        for line, next_line in pairwise([*lines, ""])
        if _LABEL_ALONE.fullmatch(fold(line)) and not _LABEL_ALONE.fullmatch(fold(next_line))
    ]
    matches = (
        match for line in [*lines, *joined_lines] for match in _LABELLED.finditer(fold(line))
    )
    return tuple(_short_quote(match[0]) for match in matches if not _NO_FILTER.fullmatch(match[1]))


def text_named_in_title(texts: Sequence[str], titles: Iterable[str]) -> str | None:
    """The one text of a column (a field or procedure), cut, where a title names it; else None."""
    if len(texts) != 1:
        return None
    name = fold(texts[0])
    is_in_title = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", fold(line)) for line in titles)
    return _short_quote(texts[0]) if is_in_title and name else None


def _named_fields(lines: Iterable[str]) -> Iterator[str]:
    """The fields and procedures that the lines name, folded: "lĩnh vực đất đai"."""
    for line in lines:
        for part in _IN_BRACKETS.split(fold(line)):
            if (match := _NAMED_FIELD.search(part)) and ":" not in match[1]:
                yield _short_quote(match[1])


def _aspect_words(lines: Sequence[str]) -> Iterator[str]:
    """The filter words in the lines ("quá hạn"); none of an aspect named whole.

    "Đúng hạn, quá hạn" names the whole. The words and their aspects are those of `filters.toml`.
    """
    for meanings in _aspects().values():
        word_by_meaning = {
            meaning: word for line in lines for meaning, word in _meanings_in(fold(line), meanings)
        }
        if word_by_meaning and not set(meanings[_WHOLE]) <= word_by_meaning.keys():
            yield from word_by_meaning.values()


def _meanings_in(line: str, meanings: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """(meaning, word) of each filter that a folded line names; none for a count: "quá hạn: 27"."""
    line = _SYSTEM.sub(";", line)
    for meaning, words in meanings.items():
        for word in words if meaning != _WHOLE else ():
            end = end_of_phrase(word, line)
            if end is not None and not _COUNT.fullmatch(line[end:]):
                yield meaning, word
                break


@cache
def _aspects() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Aspect ("time") → meaning ("late") → folded words, as `filters.toml` has them."""
    return read_filter_aspects(_WORDS)


def read_filter_aspects(path: Path) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Aspect → meaning → folded words of a TOML file; _WHOLE → meanings that leave nothing out.

    Raises MalformedFile, or OSError where the file cannot be read.
    """
    aspects = read_toml(path, dict[str, dict[str, tuple[str, ...]]])
    for name, meanings in aspects.items():
        refuse_missing_keys({_WHOLE}, meanings.keys(), f"{path.name}, {name}")
        refuse_unknown_names(
            set(meanings[_WHOLE]), meanings.keys() - {_WHOLE}, f"{path.name}, {name}"
        )
    return {
        name: {
            meaning: words if meaning == _WHOLE else tuple(map(fold, words))
            for meaning, words in meanings.items()
        }
        for name, meanings in aspects.items()
    }


def _short_quote(text: str) -> str:
    """The text cut to _LONGEST_QUOTE letters."""
    return text[:_LONGEST_QUOTE].strip()
