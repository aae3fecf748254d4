"""A batch holds every file that is handed in, once, and within limits that it tells of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.builders import csv_bytes, dossier, earlier, table, xlsx_bytes
from tests.support.containers import PASSWORD, locked_xlsx, zipped
from tests.support.memory import MIB, growth_of
from ui.uploads.batch import batch as batches
from ui.uploads.batch import work
from ui.uploads.batch.batch import Batch, choose, give_password, hand_in
from ui.uploads.batch.files import Circumstances
from ui.uploads.batch.lines import batch_lines
from ui.uploads.batch.question_groups import apart, layout_questions, question_groups
from ui.uploads.batch.states import State, counting_sentence

LIST = table([earlier(), dossier(1)])
SECOND = csv_bytes(table([earlier(), dossier(1), dossier(2)]))
JANUARY_DAYS = (date(2026, 1, 1), date(2026, 1, 31))
MANY = "Các tệp đang xem đã tới 400 MB hoặc 1.000 tệp"


def without_period(number: int) -> bytes:
    """A list of January 2026 that does not say so."""
    return csv_bytes(table([earlier(), dossier(number)], above=("UBND XÃ NINH GIANG",)))


def bring_up_to_date(batch: Batch, folder: Path, version: str = "1") -> None:
    """Wait until all files are read and staged over an empty record."""
    work.bring_up_to_date(batch, Circumstances(folder, version, None, frozenset(), None))
    assert batch.idle.wait(60)


def states_and_notes(batch: Batch) -> dict[str, tuple[State, str]]:
    """By its name, how far each file has come, and why."""
    return {line.name: (line.state, line.note) for line in batch_lines(batch)}


@pytest.mark.parametrize(
    ("states", "sentence"),
    [
        (["ready"], "1 tệp: 1 nạp được."),
        (
            ["ready"] * 40 + ["refused"] * 8 + ["waiting"] * 3,
            "51 tệp: 40 nạp được, 8 bị từ chối, 3 chờ trả lời.",
        ),
        (
            ["twin", "known", "waiting", "refused", "ready", "storing", "stored", "reading"],
            "8 tệp: 1 đã nạp, 1 đang nạp, 1 nạp được, 1 bị từ chối, 1 chờ trả lời, "
            "1 đã nạp từ trước, 1 trùng tệp khác, 1 đang đọc.",
        ),
        (["stored"] * 1200, "1.200 tệp: 1.200 đã nạp."),
    ],
)
def test_one_sentence_counts_all_files(states: list[State], sentence: str) -> None:
    assert counting_sentence(states) == sentence


def test_what_a_zip_cannot_give_is_a_file_of_the_batch_too(tmp_path: Path) -> None:
    batch = Batch()
    too_many = zipped({f"{n}.csv": b"a" for n in range(501)})
    nothing = zipped({".ẩn": b"1"})
    hand_in(batch, [("nhiều.zip", too_many), ("rỗng.zip", nothing), ("a.csv", csv_bytes(LIST))])
    bring_up_to_date(batch, tmp_path)
    states = states_and_notes(batch)
    assert {name: state for name, (state, _) in states.items()} == {
        "nhiều.zip": "refused",
        "rỗng.zip": "refused",
        "a.csv": "ready",
    }
    assert "hãy chia thành nhiều tệp nén" in states["nhiều.zip"][1]
    assert "không có tệp nào để nạp" in states["rỗng.zip"][1]


def test_more_files_than_a_batch_takes_are_told_of(tmp_path: Path) -> None:
    batch = Batch()
    zips = [(f"{z}.zip", zipped({f"{z}-{n}.csv": b"" for n in range(400)})) for z in range(3)]
    hand_in(batch, zips)
    assert len(batch.files) == 801
    bring_up_to_date(batch, tmp_path)
    assert states_and_notes(batch)["2.zip"][0] == "refused"
    assert states_and_notes(batch)["2.zip"][1].startswith(MANY)


def test_uploaded_bytes_are_held_once_and_no_more_than_the_limit() -> None:
    content = bytes(150 * MIB)
    batch = Batch()
    grown = growth_of(lambda: hand_in(batch, [(f"{n}.xlsx", content) for n in range(1)]))
    assert grown < 20 * MIB
    hand_in(batch, [("khác.xlsx", bytes(150 * MIB)), ("thừa.xlsx", bytes(150 * MIB))])
    notes = {file.member.name: file.read.refusal for file in batch.files.values() if file.read}
    assert set(notes) == {"thừa.xlsx"}
    assert notes["thừa.xlsx"].startswith(MANY)
    assert batch.files[3].member.package == b""


def test_a_file_that_would_replace_another_of_the_batch_is_marked(tmp_path: Path) -> None:
    batch = Batch()
    hand_in(batch, [("a.csv", csv_bytes(LIST)), ("b.csv", SECOND)])
    bring_up_to_date(batch, tmp_path)
    first, second = batch_lines(batch)
    assert (first.change, first.is_alarming) == ("Số liệu mới", False)
    assert second.change == "Thay tệp số 1 ở bảng này: cùng xã, phường và cùng kỳ"
    assert second.is_alarming


def test_a_question_of_many_files_is_asked_once_and_answered_for_those_that_are_meant(
    tmp_path: Path,
) -> None:
    batch = Batch()
    hand_in(batch, [(f"{n}.csv", without_period(n)) for n in range(1, 4)])
    bring_up_to_date(batch, tmp_path)
    (group,) = question_groups(batch.files.values())
    assert (group.question.subject, group.numbers) == ("period", (1, 2, 3))
    assert (group.is_open, group.shared_answer) == (True, None)

    choose(batch, [1, 2], period=JANUARY_DAYS)
    bring_up_to_date(batch, tmp_path)
    assert [line.state for line in batch_lines(batch)] == ["ready", "ready", "waiting"]
    (group,) = question_groups(batch.files.values())
    assert (group.numbers, group.is_open, group.shared_answer) == ((1, 2, 3), True, None)
    assert [part.shared_answer for part in apart(group)] == [JANUARY_DAYS, JANUARY_DAYS, None]

    choose(batch, [3], period=JANUARY_DAYS)
    bring_up_to_date(batch, tmp_path)
    (group,) = question_groups(batch.files.values())  # so that the answer may be changed
    assert (group.is_open, group.shared_answer) == (False, JANUARY_DAYS)


def test_files_handed_in_later_are_asked_about_anew(tmp_path: Path) -> None:
    batch = Batch()
    hand_in(batch, [("1.csv", without_period(1))])
    choose(batch, [1], period=JANUARY_DAYS)
    bring_up_to_date(batch, tmp_path)
    hand_in(batch, [("2.csv", without_period(2))])
    bring_up_to_date(batch, tmp_path)
    assert [line.state for line in batch_lines(batch)] == ["ready", "waiting"]
    assert [group.numbers for group in question_groups(batch.files.values())] == [(2,)]


def test_units_and_words_of_a_layout_are_asked_once_for_all_its_files(tmp_path: Path) -> None:
    batch = Batch()
    rows = ["Một cửa số 2", "MỘT CỬA SỐ 2", "Một cửa số 3"]
    lists = (
        [earlier(), dossier(n, state="Đang bay"), dossier(10 + n, unit=unit)]
        for n, unit in enumerate(rows, start=1)
    )
    hand_in(batch, [(f"{n}.csv", csv_bytes(table(list_))) for n, list_ in enumerate(lists)])
    bring_up_to_date(batch, tmp_path)
    (question,) = layout_questions(batch.files.values())
    assert question.units == ("Một cửa số 2", "Một cửa số 3")
    assert [(word.word, word.row_count) for word in question.words] == [("Đang bay", 3)]
    assert len(question.files) == 3


def test_one_password_opens_all_locked_files(tmp_path: Path) -> None:
    batch = Batch()
    hand_in(
        batch,
        [("a.xlsx", locked_xlsx(xlsx_bytes(LIST[:-1]))), ("b.xlsx", locked_xlsx(xlsx_bytes(LIST)))],
    )
    bring_up_to_date(batch, tmp_path)
    assert [line.note for line in batch_lines(batch)] == ["cần mật khẩu"] * 2
    give_password(batch, [1, 2], "sai")
    bring_up_to_date(batch, tmp_path)
    assert [line.state for line in batch_lines(batch)] == ["waiting"] * 2
    give_password(batch, [1, 2], PASSWORD)
    bring_up_to_date(batch, tmp_path)
    assert [line.state for line in batch_lines(batch)] == ["ready"] * 2
    assert batch.passwords == {}


def test_what_is_put_away_while_it_is_read_does_not_come_back(tmp_path: Path) -> None:
    batch = Batch()
    hand_in(batch, [(f"{n}.csv", csv_bytes(LIST) + b"\r\n" * n) for n in range(6)])
    work.bring_up_to_date(batch, Circumstances(tmp_path, "1", None, frozenset(), None))
    batches.drop_files(batch, range(1, 6))
    assert batch.idle.wait(60)
    assert [line.number for line in batch_lines(batch)] == [6]


def test_a_choice_made_while_a_file_is_read_counts(tmp_path: Path) -> None:
    batch = Batch()
    hand_in(batch, [("a.csv", csv_bytes(LIST))])
    work.bring_up_to_date(batch, Circumstances(tmp_path, "1", None, frozenset(), None))
    choose(batch, [1], complete=True)
    bring_up_to_date(batch, tmp_path)
    (file,) = batch.files.values()
    assert file.choices.complete
    assert work.progress(batch).share == 1.0
    assert batch_lines(batch)[0].state == "ready"
