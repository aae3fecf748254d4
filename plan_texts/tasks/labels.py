"""Tasks of sections whose deadline, offices and product stand behind labels, each on its line.

2. Rà soát, đơn giản hóa thủ tục hành chính.
- Bộ phận chủ trì: Các phòng chuyên môn.
- Thời gian thực hiện: Trước ngày 30/9/2026.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plan_texts.structure.passages import Passage
from plan_texts.tasks.deadlines import label_deadlines
from plan_texts.tasks.label_marks import label_spans
from plan_texts.tasks.organisations import leading_offices, offices
from plan_texts.tasks.proposal import PlanTime, TaskProposal
from plan_texts.tasks.titles import cleaned_title, says_something

_LONGEST_DEADLINE = 300  # letters
_NEW_SECTION = re.compile(
    r"^\s*(?:[IVX]+[./]|\d+(?:\.\d+)*[.)]|phần\s|điều\s|phụ lục|nhiệm vụ \d)", re.IGNORECASE
)


@dataclass
class Section:
    """What a section with labels says: its title paragraph, and the texts behind its labels."""

    title: str = ""
    texts: dict[str, str] = field(default_factory=dict)

    def text_of(self, label: str) -> str:
        """The text behind a label; "" where the section has none."""
        return self.texts.get(label, "")


def sections_by_line(paragraphs: Sequence[Passage]) -> Mapping[int, Section]:
    """First line (from 1) of each paragraph → the section that the paragraph belongs to.

    A section begins at an ordinal, and at a paragraph without a label below one that has it.
    """
    sections: dict[int, Section] = {}
    section, has_labels = Section(), False
    for passage in paragraphs:
        spans = label_spans(passage.text)
        own_text = passage.text[: spans[0][1]].strip() if spans else passage.text
        begins = bool(own_text) and (has_labels or _NEW_SECTION.match(passage.text))
        if begins:
            section, has_labels = Section(), False
        section.title = section.title or own_text
        for label, _, start, end in spans:
            section.texts.setdefault(label, passage.text[start:end].strip(" ;.,)"))
        has_labels = has_labels or bool(spans)
        sections[passage.marks[0][1]] = section
    return sections


def labelled_tasks(
    passage: Passage, section: Section, time: PlanTime, place: str
) -> Iterator[TaskProposal]:
    """The tasks of a section whose deadlines stand behind labels in this paragraph of it."""
    spans = label_spans(passage.text)
    own_text = passage.text[: spans[0][1]] if spans else ""
    title = cleaned_title(own_text if says_something(own_text) else section.title)
    for label, _, start, end in spans:
        deadline_text = passage.text[start:end].strip(" ;.,")
        if label != "deadline" or not says_something(title):
            continue
        for deadline in label_deadlines(deadline_text, time.year):
            yield TaskProposal(
                title=title,
                kind=deadline.kind,
                cadence=deadline.cadence,
                deadline_text=deadline_text[:_LONGEST_DEADLINE],
                first=deadline.first,
                last=deadline.last,
                own_day=deadline.own_day,
                leads=offices(section.text_of("lead")) or leading_offices(title),
                supports=offices(section.text_of("support")),
                product=cleaned_title(section.text_of("product")),
                place=place,
                line=passage.part(start, end).marks[0][1],
                words=f"{title}: {deadline_text[:_LONGEST_DEADLINE]}",
            )
