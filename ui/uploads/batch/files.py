"""A file of a batch: as it was handed in, what was read of it, and what people said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from data.record.ledger import Upload
from files.archives import Member
from files.passwords import unlock
from files.refusal import Refused
from loaders.layouts.unknown_table import LayoutNeeded, UnknownTable
from loaders.load import StoredUpload, recognise_file, sha256_of
from loaders.notes.notice import Notice
from loaders.open_questions import Question
from loaders.recognition.sheet import Sheet
from loaders.staging import Staged

Stagings = dict[object, Staged | Refused]


@dataclass(frozen=True)
class FileChoices:
    """What people said of one file: the fields of `Answers` that are its own, and how to read it.

    `confirmed_codes` are the communes of which a plan here suggested one, rightly; `accepted_loss`
    is the sentence on what storing it would lose, once it is accepted.
    """

    commune_code: str | None = None
    period: tuple[date, date] | None = None
    unlikely_period: bool = False
    whole_list: bool = False
    complete: bool = False
    accept_unbalanced: bool = False
    confirmed_codes: tuple[str, ...] = ()
    accepted_loss: str = ""
    sheet_name: str | None = None
    drops_hidden_rows: bool = False


@dataclass(frozen=True)
class ReadFile:
    """A file as its child process read it: its sheet, or the sentence that says why there is none.

    `sha256` is that of the bytes as handed in. `asks` is what would open it ("password",
    "layout"), if anything does; `unknown_table` what a layout is asked for. `sheet_name` is the
    sheet that was to be read alone.
    """

    sha256: str
    sheet: Sheet | None
    refusal: str = ""
    asks: str | None = None
    unknown_table: UnknownTable | None = None
    sheet_name: str | None = None


@dataclass(frozen=True)
class Preview:
    """What a file would be if it were stored now.

    `question` is what it leaves open, `replacement` a sentence on what it would replace, or "";
    `loss` one on what that loses, where it is much. `notices` are what its reader
    should know besides its problems, serious ones first.
    """

    outcome: Staged | Upload | Refused
    question: Question | None = None
    replacement: str = ""
    loss: str = ""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class HandedFile:
    """A file of a batch by its number; `turn` counts how often files were handed in before.

    `unlocked_content` are its bytes without the password that somebody typed. `asked_questions`
    are all that it left open so far, each once. `previewed_for` is what the preview hangs on.
    `stored` is what became of it in the record, `failure` why it is not there.
    """

    number: int
    turn: int
    member: Member
    package_name: str = ""
    choices: FileChoices = FileChoices()
    unlocked_content: bytes | None = field(default=None, repr=False)
    reading_turn: int = 0
    read: ReadFile | None = None
    preview: Preview | None = None
    previewed_for: object = None
    asked_questions: tuple[Question, ...] = ()
    is_being_stored: bool = False
    stored: StoredUpload | None = None
    failure: str = ""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes as handed in; "" before they are read."""
        return self.read.sha256 if self.read else ""


@dataclass(frozen=True)
class Circumstances:
    """What beside a file and the choices made for it decides its preview: the record, the day.

    `uploads` are all of the record at its `version`.
    """

    folder: Path
    version: str
    home_code: str | None
    planned_communes: frozenset[str]
    today: date | None
    uploads: Sequence[Upload] = field(default=(), compare=False, repr=False)


def read_member(
    file: HandedFile, folder: Path, password: str | None = None
) -> tuple[ReadFile, bytes | None]:
    """(the file as read, or why it is refused; its unlocked bytes, None if it had no password).

    A refusal is in the first of them.
    """
    unlocked_content = file.unlocked_content
    try:
        content = file.member.content()
    except Refused as refused:
        torn_sha256 = sha256_of(repr((file.number, file.turn)).encode())
        return ReadFile(torn_sha256, None, refused.sentence), None
    sha256, sheet_name = sha256_of(content), file.choices.sheet_name
    try:
        if password:
            unlocked_content = unlock(content, password)
        recognised = recognise_file(
            file.member.name, unlocked_content or content, folder, sheet_name=sheet_name
        )
        return ReadFile(sha256, recognised.sheet, sheet_name=sheet_name), unlocked_content
    except Refused as refused:
        table = refused.table if isinstance(refused, LayoutNeeded) else None
        return (
            ReadFile(sha256, None, refused.sentence, refused.asks, table, sheet_name),
            unlocked_content,
        )
