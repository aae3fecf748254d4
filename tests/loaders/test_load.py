"""A file's whole way: into the record, or refused with the layout that it fits."""

from __future__ import annotations

from pathlib import Path

from data.record import ledger
from data.record.faults import not_written_error
from loaders.answers import Answers
from loaders.load import Loaded, NotLoaded, Outcome, load_file
from loaders.validation.problems import AllRowsSetAside
from tests.support.builders import csv_bytes, dossier, earlier, table

SOUND = csv_bytes(table([earlier(), dossier(1)]))
FAULTY = csv_bytes(table([dossier(1, state="Đang bay")]))


def load_into(folder: Path, content: bytes) -> Outcome:
    return load_file(folder, "a.csv", content, Answers(), "thử")


def loaded(outcome: Outcome) -> Loaded:
    assert isinstance(outcome, Loaded)
    return outcome


def not_loaded(outcome: Outcome) -> NotLoaded:
    assert isinstance(outcome, NotLoaded)
    return outcome


def test_the_same_bytes_are_stored_once_and_brought_back(tmp_path: Path) -> None:
    first = loaded(load_into(tmp_path, SOUND))
    assert first.staged is not None
    assert not first.stored_upload.was_in_record
    upload_id = first.stored_upload.upload.id

    again = loaded(load_into(tmp_path, SOUND))
    assert (again.staged, again.stored_upload.was_in_record, again.stored_upload.upload.id) == (
        None,
        True,
        upload_id,
    )

    ledger.withdraw(tmp_path, [upload_id], "thử")
    loaded(load_into(tmp_path, SOUND))
    assert [upload.withdrawn for upload in ledger.uploads(tmp_path)] == [False]


def test_a_refusal_names_the_layout_as_far_as_it_is_known(tmp_path: Path) -> None:
    assert not_loaded(load_into(tmp_path, b"")).layout is None
    outcome = not_loaded(load_into(tmp_path, FAULTY))
    assert outcome.layout == "danh-sach-ho-so"
    assert isinstance(outcome.refused, AllRowsSetAside)
    assert ledger.uploads(tmp_path) == ()


def test_a_record_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "uploads").write_text("no folder")
    outcome = not_loaded(load_into(tmp_path, SOUND))
    assert outcome.layout == "danh-sach-ho-so"
    assert (
        outcome.refused.sentence == not_written_error().sentence
    )  # it says that nothing is stored
