"""A plan's sentences with the lines they stand on, what governs them and what lends them words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from data.text import fold
from plan_texts.language.lexicon import lexicon
from plan_texts.language.tokens import names_count
from plan_texts.structure.item_marks import CAPITALS, START
from plan_texts.structure.passages import NO_PASSAGE, Passage

Role = Literal["", "text", "product"]

# Where a part ends: at a bullet, a semicolon, a full stop, or the dash of a list item in a cell
# ("… cao hơn - Đạt …"), but not at the dash of a range or of a name.
_END = re.compile(
    rf"\s*•\s*|;\s*|(?<=\S)\.\s+(?=[{CAPITALS}\d]|[-–+•(])"
    rf"|(?<![\d%])\s+[-–+]\s+(?=[{CAPITALS}]|[\d≥>][^%;]*%\s+\w)"
)
# "Phòng Văn hóa - Xã hội tổ chức …": the dash of an office's name parts nothing.
_OFFICE_NAME = re.compile(
    rf"(?<!\w)(?:[Pp]hòng|[Bb]an|[Ss]ở|[Bb]ộ phận|[Tt]ổ|[Cc]ông chức|[Tt]rung tâm|[Vv]ăn phòng"
    rf"|[Pp]hụ trách)(?:\s+(?:Văn phòng|Công chức))?\s+[{CAPITALS}]\w*(?:,? \w+| [-–] \w+){{0,7}}$"
)
_NAME_GOES_ON = re.compile(
    r"\s+[-–]\s+(?:Xã hội|Hạ tầng|Kế hoạch|Thương binh|Nông nghiệp|Xây dựng|Môi trường|Đô thị"
    r"|Hộ tịch|Thống kê|Đào tạo|Dân số|Thể thao|Thông tin|Du lịch|Công nghệ|Đầu tư|Lao động"
    r"|Khen thưởng|Dân tộc|Tôn giáo|Kế toán|Ngân sách|Kinh tế|Văn hóa|Văn hoá|Y tế|Khoa học"
    r"|Nội vụ|Truyền thông|Tài chính|Tổng hợp|Hành chính|Quản trị)(?!\w)"
)
_FULL_STOP = re.compile(rf"•|(?<=\S)\.\s+(?=[{CAPITALS}])")
_LONGEST_OFFICE = 100  # letters of an office's name before a dash in it
_LONGEST_LABEL = 40  # letters up to the colon
_LONGEST_LENT = 400  # letters of what was said before
_LONGEST_SENTENCE = 4_000  # letters; what stands behind is no part of a sentence any more


@dataclass(frozen=True)
class Clause:
    """What may demand something: a sentence, or the part of one that semicolons bound.

    `marks` are (offset, line from 1) where a line begins; `role` says in which column of a table
    it stands, "" outside tables; `lenders` are the texts around it that lend it words, the
    nearest first; `looks_back`: it stands where the plan does; `sentence` is the whole sentence.
    `unit` is whom a table's row is for, "" where it is about an indicator; `is_superseded`: it is
    a higher level's figure, beside which the commune's own stands. `is_step`: a table has it as
    the way to the year's figure.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    role: Role
    lenders: tuple[str, ...]
    looks_back: bool
    sentence: str = ""
    unit: str = ""
    is_superseded: bool = False
    is_step: bool = False

    def line_at(self, offset: int) -> int:
        """The line (from 1) that the letter at `offset` stands on."""
        starts = [start for start, _ in self.marks]
        return self.marks[max(0, bisect_right(starts, offset) - 1)][1]


@dataclass
class PlanContext:
    """What governs the blocks that follow, changed as the document is read.

    `year` is the plan's; `heading` is the last one, `lead` the last line that ends in ":";
    `past_heading_level` is the level of the heading that looks back (1 the highest), 0 where none
    does, `past_heading_number` its ordinal, 0 for none, and `is_of_past_year` whether it names a
    year before the plan's; `ordinal_kinds` are the kinds of ordinals that headings had so far, in
    the order of their coming; `row_subject` is what the last row with an ordinal is about,
    `count_passage` the last line that names a count.
    """

    year: int | None = None
    heading: str = ""
    lead: str = ""
    past_heading_level: int = 0
    past_heading_number: int = 0
    is_of_past_year: bool = False
    ordinal_kinds: list[str] = field(default_factory=list)
    row_subject: str = ""
    count_passage: Passage = NO_PASSAGE

    @property
    def looks_back(self) -> bool:
        """Whether what follows stands below a heading that looks back."""
        return self.past_heading_level > 0


def passage_clauses(
    passage: Passage, role: Role, outer_lenders: Sequence[str], context: PlanContext
) -> Iterator[Clause]:
    """The clauses of a paragraph or of a table's cell, in their order.

    Each is lent words by the parts before it, back to the last that names a count, and then by
    `outer_lenders`.
    """
    text_before = ""
    stop_offsets = [stop.start() for stop in _FULL_STOP.finditer(passage.text)]
    for start, end in _part_spans(passage.text):
        is_labelled = has_product_label(passage.text[start:end])
        colon = passage.text.find(":", start, min(end, start + _LONGEST_LABEL))
        part = passage.part(colon + 1 if is_labelled and colon > 0 else start, end)
        part_role: Role = "product" if role != "text" and is_labelled else role
        sentence = _sentence_around(passage.text, stop_offsets, start, end)
        lenders = (text_before, *outer_lenders)
        yield Clause(part.text, part.marks, part_role, lenders, context.looks_back, sentence)
        text_before = (
            part.text if names_count(part.text) else f"{text_before} {part.text}"[-_LONGEST_LENT:]
        )


def _part_spans(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each part of a text that has words, without the mark of an item before it."""
    opening = START.match(text)
    start = opening.end() if opening else 0
    cuts = (
        (cut.start(), cut.end())
        for cut in _END.finditer(text, start)
        if not _is_within_office(text, cut.start())
    )
    for end, next_start in [*cuts, (len(text),) * 2]:
        if text[start:end].strip(" .-–+"):
            yield start, min(end, start + _LONGEST_SENTENCE)
        start = next_start


def _is_within_office(text: str, offset: int) -> bool:
    """Whether the dash at an offset stands within an office's name."""
    before = _OFFICE_NAME.search(text, max(0, offset - _LONGEST_OFFICE), offset)
    return bool(before and _NAME_GOES_ON.match(text, offset))


def _sentence_around(text: str, stop_offsets: Sequence[int], start: int, end: int) -> str:
    """The text between the full stops (or bullets) before and after the part from start to end."""
    previous_count, next_stop = bisect_left(stop_offsets, start), bisect_left(stop_offsets, end)
    begin = stop_offsets[previous_count - 1] if previous_count else 0
    return text[begin : stop_offsets[next_stop] if next_stop < len(stop_offsets) else len(text)][
        :_LONGEST_SENTENCE
    ]


def has_product_label(text: str) -> bool:
    """Whether a text is labelled as the result to be shown ("Sản phẩm: …", "kết quả: …")."""
    grammar = lexicon().grammar
    labels = tuple(f"{label}:" for label in grammar["labels"])
    return fold(START.sub("", text)).startswith(grammar["product"] + labels)
