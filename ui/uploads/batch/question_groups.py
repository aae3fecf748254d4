"""The same question of many files as one: what is asked, and which files its answer is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from zlib import crc32

from data.record.mapped_words import WaitingWord
from data.text import fold
from files.refusal import Refused
from loaders.open_questions import Question
from loaders.recognition.sheet import Sheet
from loaders.staging import Staged
from loaders.validation.problems import AllRowsSetAside
from ui.uploads.batch.files import FileChoices, HandedFile

# The field of `FileChoices` that answers a question; units are remembered for their layout.
ANSWER_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "commune": "commune_code",
        "period": "period",
        "unlikely_period": "unlikely_period",
        "whole_list": "whole_list",
    }
)
_NO_CHOICES = FileChoices()


@dataclass(frozen=True)
class QuestionGroup:
    """A question and the files that leave it open, or left it open until it was answered."""

    question: Question
    files: tuple[HandedFile, ...]

    @property
    def key(self) -> str:
        """A key for the group's widgets: subject, first file's number, sentence's checksum.

        Another sentence is another question: what was ticked for one period holds for no other.
        """
        sentence_key = crc32(self.question.sentence.encode())
        return f"{self.question.subject}-{self.files[0].number}-{sentence_key}"

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the group's files."""
        return tuple(file.number for file in self.files)

    @property
    def likely_periods(self) -> frozenset[tuple[date, date] | None]:
        """The periods that the files' rows tell of, each once; a None for rows that do not."""
        return frozenset(
            question.likely_period
            for file in self.files
            for question in file.asked_questions
            if question.subject == self.question.subject
        )

    @property
    def is_open(self) -> bool:
        """Whether any of the group's files still waits for the answer."""
        return any(_open_subject(file) == self.question.subject for file in self.files)

    @property
    def shared_answer(self) -> object:
        """What was answered for all of the group's files; None if answers differ or none is."""
        answers = {answer_of(file, self.question.subject) for file in self.files}
        return answers.pop() if len(answers) == 1 else None


@dataclass(frozen=True)
class LayoutQuestion:
    """What the files of one layout leave open of it: units and words, asked once for all."""

    layout: str
    files: tuple[HandedFile, ...]
    units: tuple[str, ...]
    words: tuple[WaitingWord, ...]
    commune_codes: tuple[str, ...]


def question_groups(files: Iterable[HandedFile]) -> list[QuestionGroup]:
    """The files' open or answered questions, each once for all files of one turn that ask it."""
    groups: dict[tuple[object, ...], list[tuple[HandedFile, Question]]] = {}
    for file in files:
        latest_questions = {question.subject: question for question in file.asked_questions}
        for question in latest_questions.values():
            if question.subject in ANSWER_FIELDS and _matters(file, question):
                subject = file.turn, question.subject, question.sentence, question.periods
                groups.setdefault(subject, []).append((file, question))
    return [
        QuestionGroup(pairs[0][1], tuple(file for file, _ in pairs)) for pairs in groups.values()
    ]


def apart(group: QuestionGroup) -> list[QuestionGroup]:
    """A group for each of the group's files, with the same question."""
    return [replace(group, files=(file,)) for file in group.files]


def answer_of(file: HandedFile, subject: str) -> object:
    """What was answered for the file to a question of this subject; None or False for nothing."""
    return getattr(file.choices, ANSWER_FIELDS[subject])


def _matters(file: HandedFile, question: Question) -> bool:
    """Whether the file's question is open, or was answered, so that the answer may change."""
    preview = file.preview
    is_open = preview is not None and preview.question == question
    unanswered = getattr(_NO_CHOICES, ANSWER_FIELDS[question.subject])
    return is_open or answer_of(file, question.subject) != unanswered


def _open_subject(file: HandedFile) -> str | None:
    """What the file's open question is about; None without one."""
    return file.preview.question.subject if file.preview and file.preview.question else None


def layout_questions(files: Iterable[HandedFile]) -> list[LayoutQuestion]:
    """The unit names and words that the files leave open, one question for each layout."""
    files_by_layout: dict[str, list[HandedFile]] = {}
    for file in files:
        if file.read and file.read.sheet and file.preview:
            files_by_layout.setdefault(file.read.sheet.layout.name, []).append(file)
    questions = (_layout_question(name, group) for name, group in files_by_layout.items())
    return [question for question in questions if question.units or question.words]


def _layout_question(layout: str, files: list[HandedFile]) -> LayoutQuestion:
    """The unit names and words that these files of one layout leave open, alike ones joined."""
    units: dict[str, str] = {}
    waiting_words: dict[tuple[str, str], WaitingWord] = {}
    open_files = []
    for file in files:
        units_of_file, words_of_file = _open_units(file), _open_words(file)
        for unit in units_of_file:
            units.setdefault(fold(unit), unit)
        for word in words_of_file:
            key = word.column, fold(word.word)
            earlier = waiting_words.get(key)
            count = word.row_count + (earlier.row_count if earlier else 0)
            waiting_words[key] = replace(earlier or word, row_count=count)
        if units_of_file or words_of_file:
            open_files.append(file)
    codes = sorted({code for file in files for code in _commune_codes(file)})
    return LayoutQuestion(
        layout,
        tuple(open_files),
        tuple(units.values()),
        tuple(waiting_words.values()),
        tuple(codes),
    )


def _open_units(file: HandedFile) -> tuple[str, ...]:
    """The file's unit names of which nobody said which commune they are; () without any."""
    outcome = file.preview.outcome if file.preview else None
    if isinstance(outcome, Staged):
        return outcome.open_units
    if isinstance(outcome, AllRowsSetAside):
        return outcome.units
    question = file.preview.question if file.preview else None
    return question.units if isinstance(outcome, Refused) and question else ()


def _open_words(file: HandedFile) -> tuple[WaitingWord, ...]:
    """The file's words of which nobody said what they mean; () without any."""
    outcome = file.preview.outcome if file.preview else None
    if isinstance(outcome, Staged):
        return outcome.unknown_words
    return outcome.words if isinstance(outcome, AllRowsSetAside) else ()


def _commune_codes(file: HandedFile) -> Iterable[str]:
    """The codes of the file's communes if it is staged; () otherwise."""
    outcome = file.preview.outcome if file.preview else None
    return outcome.communes if isinstance(outcome, Staged) else ()


def files_by_suggested_communes(
    files: Iterable[HandedFile],
) -> dict[tuple[str, ...], list[HandedFile]]:
    """Codes of communes → the staged files in which only a plan suggested one of these."""
    files_by_codes: dict[tuple[str, ...], list[HandedFile]] = {}
    for file in files:
        outcome = file.preview.outcome if file.preview else None
        if isinstance(outcome, Staged) and outcome.assumed:
            files_by_codes.setdefault(tuple(sorted(outcome.communes)), []).append(file)
    return files_by_codes


def lists_perhaps_complete(files: Iterable[HandedFile]) -> list[HandedFile]:
    """The dossier lists without a carried-over dossier, which may be whole or are said to be."""
    return [
        file
        for file in files
        if (outcome := file.preview.outcome if file.preview else None)
        and isinstance(outcome, Staged)
        and outcome.sheet.layout.table == "dossiers"
        and (not outcome.complete or file.choices.complete)
    ]


def sheets_with_other_headings(
    files: Iterable[HandedFile],
) -> Iterator[tuple[HandedFile, Sheet]]:
    """(file, its sheet) for the first of each layout and set of headings."""
    known: set[tuple[object, ...]] = set()
    for file in files:
        sheet = file.read.sheet if file.read else None
        if sheet and file.preview:
            key = sheet.layout.name, tuple(heading.text for heading in sheet.headings)
            if key not in known:
                known.add(key)
                yield file, sheet
