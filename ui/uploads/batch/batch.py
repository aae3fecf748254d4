"""A batch: the files that one reader handed in, kept from page to page until they are put away.

Threads read and stage them (`work.py`), the page draws what there is, and both change a batch
under its lock alone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from files.archives import LeftOutEntry, Member, open_package
from files.file_types import LARGEST_FILE
from files.refusal import Refused
from loaders.load import sha256_of
from ui.uploads.batch.files import Circumstances, HandedFile, ReadFile, Stagings

MOST_BYTES = 2 * LARGEST_FILE  # of all that lies in a batch
MOST_FILES = 1000
TOO_MUCH = (
    "Các tệp đang xem đã tới 400 MB hoặc 1.000 tệp: hãy nạp hoặc bỏ bớt các tệp ở bảng dưới rồi "
    "chọn lại tệp này."
)


@dataclass(eq=False)
class Batch:
    """The files by their numbers, and what threads and the page share about them.

    `left_out` are entries of zips that are no files to load. `in_hand` are the numbers of those a
    thread works on, with the moment it began; `passwords` are handed on once and kept nowhere.
    `failure` is an exception that ended a thread.
    """

    files: dict[int, HandedFile] = field(default_factory=dict)
    left_out: list[LeftOutEntry] = field(default_factory=list)
    turn: int = 0
    last_number: int = 0
    circumstances: Circumstances | None = None
    stagings: dict[int, Stagings] = field(default_factory=dict)
    passwords: dict[int, str] = field(default_factory=dict)
    in_hand: dict[int, float] = field(default_factory=dict)
    run_numbers: set[int] = field(default_factory=set)
    run_began: float = 0.0
    thread_count: int = 0
    failure: BaseException | None = None
    idle: threading.Event = field(default_factory=threading.Event)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def __len__(self) -> int:
        """How many files the batch has."""
        return len(self.files)

    @property
    def held_bytes(self) -> int:
        """How many uploaded bytes the batch holds; those of a zip once."""
        with self.lock:
            packages = {
                id(file.member.package): file.member.package for file in self.files.values()
            }
        return sum(map(len, packages.values()))


def hand_in(batch: Batch, uploads: Iterable[tuple[str, bytes]]) -> None:
    """Add (name, bytes) of each file or the files in a zip, as a new turn; drops stored files.

    Files that are in the record by now make room. What is refused whole is a file of the batch
    all the same, with the sentence that says why.
    """
    with batch.lock:
        _drop(batch, [file.number for file in batch.files.values() if file.stored])
        batch.turn += 1
        batch.left_out.clear()
        for name, content in uploads:
            _add_package(batch, name, content)


def _add_package(batch: Batch, name: str, content: bytes) -> None:
    """Add a file, or a zip's files, to the batch; if too much or unreadable, as one refused."""
    whole = Member(name, "", len(content), content)
    if batch.held_bytes + len(content) > MOST_BYTES:
        _add_refused(batch, name, content, TOO_MUCH)
        return
    try:
        package = open_package(content, name)
    except Refused as refused:
        _add_refused(batch, name, content, refused.sentence)
        return
    if len(batch.files) + len(package.members) > MOST_FILES:
        _add_refused(batch, name, content, TOO_MUCH)
        return
    batch.left_out.extend(package.left_out)
    package_name = "" if package.members == (whole,) else name
    for member in package.members:
        _add_file(batch, member, package_name)


def _add_file(batch: Batch, member: Member, package_name: str) -> HandedFile:
    """Add to the batch a file under the next number, and give it; no package: ""."""
    batch.last_number += 1
    file = HandedFile(batch.last_number, batch.turn, member, package_name)
    batch.files[file.number] = file
    return file


def _add_refused(batch: Batch, name: str, content: bytes, sentence: str) -> None:
    """Add a file with the `sentence` by which it is refused unread; its bytes are not kept."""
    file = _add_file(batch, Member(name, "", len(content), b""), "")
    read = ReadFile(sha256_of(content), None, sentence)
    batch.files[file.number] = replace(file, read=read)


def choose(batch: Batch, numbers: Collection[int], **choices: Any) -> None:
    """Set these fields of `FileChoices` for the batch's files of these numbers."""
    _change(batch, numbers, lambda file: replace(file, choices=replace(file.choices, **choices)))


def give_password(batch: Batch, numbers: Collection[int], password: str) -> None:
    """Have these files of the batch read again with a password, used once and then dropped."""
    with batch.lock:
        batch.passwords.update(dict.fromkeys(numbers, password))
    read_again(batch, lambda file: file.number in numbers)


def read_again(batch: Batch, is_meant: Callable[[HandedFile], bool]) -> None:
    """Have the batch's files for which `is_meant` is true read and staged anew."""
    with batch.lock:
        numbers = [file.number for file in batch.files.values() if is_meant(file)]
        for number in numbers:
            batch.stagings.pop(number, None)
    _change(
        batch, numbers, lambda file: replace(file, read=None, reading_turn=file.reading_turn + 1)
    )


def drop_files(batch: Batch, numbers: Collection[int]) -> None:
    """Take these files out of the batch, with all that was read of them."""
    with batch.lock:
        _drop(batch, numbers)


def empty_batch(earlier_batch: Batch) -> Batch:
    """A batch without files, whose numbers go on after those of an earlier one."""
    return Batch(last_number=earlier_batch.last_number)


def mark_as_being_stored(batch: Batch, numbers: Collection[int]) -> None:
    """Mark these files of the batch as being stored, so that no thread reads them any more."""
    _change(batch, numbers, lambda file: replace(file, is_being_stored=True, failure=""))


def kept_once(batch: Batch) -> dict[int, HandedFile]:
    """Number → file of the batch, without files whose bytes an earlier one has."""
    number_by_sha256: dict[str, int] = {}
    with batch.lock:
        for file in batch.files.values():
            if file.sha256:
                number_by_sha256.setdefault(file.sha256, file.number)
        return {
            number: file
            for number, file in batch.files.items()
            if number_by_sha256.get(file.sha256, number) == number
        }


def is_up_to_date(file: HandedFile, circumstances: Circumstances | None) -> bool:
    """Whether a file is stored, being stored, or read with a preview for these circumstances."""
    if file.stored or file.is_being_stored:
        return True
    return file.read is not None and file.previewed_for == preview_key(file, circumstances)


def preview_key(file: HandedFile, circumstances: Circumstances | None) -> object:
    """What a file's preview depends on, to compare: its choices, reading turn, circumstances."""
    return file.choices, file.reading_turn, circumstances


def _drop(batch: Batch, numbers: Collection[int]) -> None:
    """Take the files of these numbers, their stagings and passwords out of the batch."""
    for number in numbers:
        batch.files.pop(number, None)
        batch.stagings.pop(number, None)
        batch.passwords.pop(number, None)


def _change(
    batch: Batch, numbers: Collection[int], changed: Callable[[HandedFile], HandedFile]
) -> None:
    """Replace each of these files that the batch still has by what `changed` gives for it."""
    with batch.lock:
        for number in set(numbers) & batch.files.keys():
            batch.files[number] = changed(batch.files[number])
