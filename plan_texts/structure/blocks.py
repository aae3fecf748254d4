"""A plan's lines to paragraphs, put together again where a page cut them, and its tables."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plan_texts.structure.cell_lines import CellLines, cell_lines
from plan_texts.structure.date_lines import is_date_line
from plan_texts.structure.passages import NO_PASSAGE, Passage
from plan_texts.structure.pasted.flat_rows import with_tabs_in_flat_tables
from plan_texts.structure.pasted.step_rows import with_tabs_in_step_tables
from plan_texts.structure.table_row import is_table_row

_BLOCK_TAG = re.compile(r"</?(?:li|p|ul|ol|br|div|td|tr)\b[^>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^>]{0,200}>", re.IGNORECASE)
# "**bold**", "*slanted*", "# heading".
_MARKDOWN = re.compile(r"\*\*|(?<!\w)\*(?=\w)|(?<=\w[).,]|\w\w|.\))\*(?!\w)|^#+\s*")
# "- …", "1.2. …", "a) …", "II. …", "Điều 3": begins a paragraph of its own.
_ITEM = re.compile(
    r"^\s*(?:[-–+•]|\d+(?:\.\d+)*[.)]|\d{1,2}/\s|[a-zđ](?:\)|/\s)|[IVX]+(?:[.)]|\s?[-–/]\s)"
    r"|Điều\s|Phụ lục|Phần\s)"
)
_SPACES = re.compile(r"[^\S\t]+")
_COLUMNS = re.compile(r"(?<=\S) {3,}(?=\S)")  # a table set with blanks
# "Tỷ lệ hài lòng (%): 99" is read as "Tỷ lệ hài lòng : 99%".
_UNIT = re.compile(r"\(%\)(\s*[:=–-]?\s*[≥>]?\s*\d+(?:[.,]\d+)?)(?![\d.,]|\s*%)")
_FRAMES = str.maketrans("│┃║", "|||")
_PAGE_NUMBER = re.compile(r"\s*-?\s*\d{1,3}\s*-?\s*")
_FIGURE = re.compile(r"\s*[≥>]*\s*\d[\d,]*\s*%")  # "≥ 95%" at a line's beginning
_MOST_LINES = 200  # of one paragraph
_LONGEST_WRAPPED = 160  # letters; a longer line is a paragraph, no line of a page
_WRAPPED_LENGTH = 60  # letters; a shorter line was ended by its writer, not by the page's width


@dataclass(frozen=True)
class Paragraph:
    """Text outside tables."""

    passage: Passage


@dataclass(frozen=True)
class TableLines:
    """The lines of a table, from position `start` up to `end` among all `lines` of the text."""

    lines: Sequence[str]
    start: int
    end: int


def blocks(text: str) -> Iterator[Paragraph | TableLines | CellLines]:
    """The paragraphs and tables of a text in its order, lines counted from 1."""
    written_lines = unicodedata.normalize("NFC", text).split("\n")
    tabbed_lines = with_tabs_in_step_tables(with_tabs_in_flat_tables(written_lines))
    lines = list(map(clean_line, tabbed_lines))
    start = 0
    while start < len(lines):
        end = start + 1
        if table := cell_lines(written_lines, start):
            end = table.end
            yield table
        elif is_table_row(lines[start]):
            while end < len(lines) and (is_table_row(lines[end]) or not lines[end].strip()):
                end += 1
            yield TableLines(lines, start, end)
        elif lines[start].strip():
            end = _paragraph_end(lines, start)
            yield Paragraph(_passage_of_lines(lines, start, end))
        start = end


def clean_line(line: str) -> str:
    """The line with bullets for tags of paragraphs and items, without other mark-up.

    "" for a page's number.
    """
    if "<" in line:
        line = _TAG.sub("", _BLOCK_TAG.sub(" • ", line))
    line = _MARKDOWN.sub("", html.unescape(line.rstrip("\r")))
    line = _UNIT.sub(r"\1%", line.translate(_FRAMES))
    line = line if "|" in line else _COLUMNS.sub("\t", line)
    line = _SPACES.sub(" ", line)
    return "" if _PAGE_NUMBER.fullmatch(line) else line


def _passage_of_lines(lines: Sequence[str], start: int, end: int) -> Passage:
    """The lines from position `start` up to `end` as one passage."""
    passage = NO_PASSAGE
    for index in range(start, end):
        text = lines[index].strip(" •\t")
        passage = passage.with_following(Passage(text, ((0, index + 1),)))
    return passage


def _paragraph_end(lines: Sequence[str], start: int) -> int:
    """The position after the last line of the paragraph that begins at position `start`."""
    last_index, next_index = start, start + 1
    while next_index < min(len(lines), start + _MOST_LINES) and next_index - last_index < 3:
        if not lines[next_index].strip():
            next_index += 1
        elif _continues_sentence(
            lines[last_index], lines[next_index], next_index == last_index + 1
        ):
            last_index, next_index = next_index, next_index + 1
        else:
            break
    return last_index + 1


def _continues_sentence(line: str, next_line: str, is_adjacent: bool) -> bool:
    """Whether a page's end or width cut a sentence between the two lines.

    "… hồ sơ tiếp nhận" goes on with "trực tuyến đạt 80%", "Tỷ lệ hài lòng:" with "≥ 95%".
    """
    if is_table_row(next_line) or _ITEM.match(next_line) or is_date_line(next_line):
        return False
    first_letter = next_line.strip(" •")[:1]
    last_letter = line.rstrip()[-1:]
    if next_line.lstrip(" •").startswith(("Căn cứ ", "Thực hiện Quyết định", "Thực hiện Kế hoạch")):
        return False
    if is_adjacent and last_letter == ":" and _FIGURE.match(next_line):
        return True
    if last_letter in ".;:!":
        return is_adjacent and last_letter == ";" and first_letter.islower()
    if first_letter.islower() or first_letter in "%,)":
        return True
    is_wrapped = _WRAPPED_LENGTH <= len(line.strip()) <= _LONGEST_WRAPPED
    return is_adjacent and is_wrapped and not next_line.isupper()
