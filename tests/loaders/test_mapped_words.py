"""Words that nobody knows: their rows wait, count once somebody says what they mean, and wait again
when that is taken back. Never is anything stored written again."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.record import ledger
from data.record.mapped_words import map_word, mapped_words, unmap_word
from data.record.review import review_of
from tests.support.builders import JANUARY, Desk, done, dossier, earlier, table

LAYOUT = "danh-sach-ho-so"
STATE, CHANNEL, PAYMENT = "Mã 17", "Kênh 7", "Cách 3"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def january(**changed: str) -> list[list[str]]:
    """Two dossiers returned, one of them online; three online that came, of which two `changed`.

    Received in January: 5; by known words alone 3, all of them online.
    """
    return table(
        [earlier(), done(1), done(2), dossier(3), *(dossier(n, **changed) for n in (4, 5))]
    )


@pytest.mark.parametrize(
    ("column", "meaning", "changed", "filed_online"),
    [
        ("state", "open", {"state": STATE}, (5, 5)),
        ("state", "returned", {"state": STATE, "finished": "20/01/2026"}, (5, 5)),
        ("state", "left", {"state": STATE, "finished": "20/01/2026"}, (5, 5)),
        ("state", "not_received", {"state": STATE}, (3, 3)),
        ("state", "returned", {"state": STATE}, (3, 3)),  # it ended, and no day says when
        ("channel", "online", {"channel": CHANNEL}, (5, 5)),
        ("channel", "direct", {"channel": CHANNEL}, (3, 5)),
        ("channel", "postal", {"channel": CHANNEL}, (3, 5)),
        ("payment", "direct", {"payment": PAYMENT}, (5, 5)),
    ],
)
def test_rows_come_back_with_a_meaning_and_go_with_it(
    desk: Desk, column: str, meaning: str, changed: dict[str, str], filed_online: tuple[int, int]
) -> None:
    word = {"state": STATE, "channel": CHANNEL, "payment": PAYMENT}[column]
    answer = desk.stored("a.csv", january(**changed))
    assert (answer["rows_stored"], answer["rows_set_aside"]) == (4, 2)
    assert {problem["value"] for problem in answer["problems"]} == {word}
    files = {name: (desk.record / "uploads" / name).read_bytes() for name in desk.parquet()}
    assert desk.counts("online_filing") == (3, 3)
    map_word(desk.record, LAYOUT, column, word, meaning, "Lan")
    assert desk.counts("online_filing") == filed_online
    unmap_word(desk.record, mapped_words(desk.record)[0], "Lan")
    assert desk.counts("online_filing") == (3, 3)
    assert files == {name: (desk.record / "uploads" / name).read_bytes() for name in desk.parquet()}


def test_a_file_loaded_after_the_word_was_mapped_is_undone_with_it(desk: Desk) -> None:
    map_word(desk.record, LAYOUT, "state", STATE, "open", "Lan")
    answer = desk.stored("a.csv", january(state=STATE.lower()))  # letters' case changes nothing
    assert (answer["rows_stored"], answer["rows_set_aside"], answer["problems"]) == (6, 0, [])
    assert desk.counts("online_filing") == (5, 5)
    unmap_word(desk.record, mapped_words(desk.record)[0], "Lan")
    assert desk.counts("online_filing") == (3, 3)
    (upload,) = ledger.uploads(desk.record)
    review = review_of(desk.record, upload)
    assert (review.rows_set_aside, [(w.word, w.row_count) for w in review.waiting_words]) == (
        2,
        [(STATE.lower(), 2)],
    )


OTHER, HAI_AN = "UBND Phường Hải An", "11413"


def two_communes(state: str) -> list[list[str]]:
    """Two dossiers of one commune, and two of another whose states are all `state`."""
    others = [earlier(9001, unit=OTHER, state=state), dossier(7, unit=OTHER, state=state)]
    return table([earlier(), dossier(1), *others], JANUARY[1:])


def test_a_commune_whose_every_row_waits_counts_once_the_word_has_a_meaning(desk: Desk) -> None:
    answer = desk.stored("a.csv", two_communes(STATE))
    assert (answer["rows_stored"], answer["rows_set_aside"]) == (2, 2)
    assert desk.figures(commune=HAI_AN)["online_filing"]["status"] == "no_data"
    map_word(desk.record, LAYOUT, "state", STATE, "open", "Lan")
    assert desk.counts("online_filing", commune=HAI_AN) == (1, 1)
    assert desk.counts("online_filing") == (1, 1)
    unmap_word(desk.record, mapped_words(desk.record)[0], "Lan")
    assert desk.figures(commune=HAI_AN)["online_filing"]["status"] == "no_data"  # not 0 of 0


def test_a_form_fills_the_days_for_which_every_row_waits(desk: Desk) -> None:
    form = [
        ["Biểu số 06/VPCP/KSTT, Thành phố Hải Phòng"],
        ["Từ ngày 01/01/2026 đến ngày 31/01/2026"],
        ["STT", "Đơn vị", "Số hồ sơ nhận giải quyết", "", "Số hồ sơ đã giải quyết", ""],
        ["", "", "Trong đó", "", "Trước hạn", "Quá hạn"],
        ["", "", "Trực tuyến", "Trực tiếp, dịch vụ bưu chính", "", ""],
        ["1", OTHER, "7", "2", "4", "3"],
    ]
    desk.stored("a.csv", two_communes(STATE))
    desk.stored("b.csv", form)
    assert desk.counts("online_filing", commune=HAI_AN) == (7, 9)
    map_word(desk.record, LAYOUT, "state", STATE, "open", "Lan")
    assert desk.counts("online_filing", commune=HAI_AN) == (1, 1)


def test_what_a_review_says_before_and_after(desk: Desk) -> None:
    desk.stored("a.csv", january(state=STATE))
    (upload,) = ledger.uploads(desk.record)
    before = review_of(desk.record, upload)
    assert (before.rows_set_aside, len(before.problems), before.mapped_word_counts) == (2, 2, ())
    map_word(desk.record, LAYOUT, "state", STATE, "open", "Lan")
    after = review_of(desk.record, upload)
    assert (after.rows_set_aside, after.problems, after.waiting_words) == (0, (), ())
    ((word, rows),) = after.mapped_word_counts
    assert (word.word, word.meaning, word.by, rows) == (STATE, "open", "Lan", 2)


def test_of_a_code_that_comes_twice_the_first_row_counts_once_it_is_known(desk: Desk) -> None:
    rows = [earlier(), done(1), dossier(2, channel="Trực tiếp", state=STATE), dossier(2)]
    desk.stored("a.csv", table(rows))
    assert desk.counts("online_filing") == (2, 2)
    map_word(desk.record, LAYOUT, "state", STATE, "open", "Lan")
    assert desk.counts("online_filing") == (1, 2)


@pytest.mark.parametrize(
    "word",
    ["Nguyễn Văn An", "0912345678", "Thôn Đông xã Ninh Giang"],
    ids=["name", "phone", "place"],
)
def test_what_may_be_a_persons_is_kept_nowhere(desk: Desk, word: str) -> None:
    answer = desk.stored("a.csv", january(state=word))
    assert {problem["value"] for problem in answer["problems"]} == {"…"}
    (upload,) = ledger.uploads(desk.record)
    assert review_of(desk.record, upload).waiting_words == ()
    kept = b"".join(path.read_bytes() for path in desk.record.rglob("*") if path.is_file())
    assert word.encode() not in kept


def test_a_row_with_another_fault_does_not_come_back(desk: Desk) -> None:
    rows = [earlier(), done(1), dossier(2, state=STATE, received="35/01/2026")]
    desk.stored("a.csv", table(rows))
    map_word(desk.record, LAYOUT, "state", STATE, "open", "Lan")
    assert desk.counts("online_filing") == (1, 1)
    (upload,) = ledger.uploads(desk.record)
    assert review_of(desk.record, upload).rows_set_aside == 1


def test_a_file_of_words_on_the_command_line(desk: Desk) -> None:
    words = desk.path / "tu.toml"
    words.write_text(f'[state]\nopen = ["{STATE.lower()}"]\n', encoding="utf-8")
    first = desk.stored("a.csv", january(state=STATE))
    assert first["rows_set_aside"] == 2
    _, (again,) = desk.load(str(desk.path / "a.csv"), "--words", str(words))
    assert (again["already"], again["rows_stored"], again["rows_set_aside"]) == (True, 6, 0)
    assert desk.counts("online_filing") == (5, 5)
    assert [word.word for word in mapped_words(desk.record)] == [STATE]


@pytest.mark.parametrize(
    "content", ["[state]\ndone = ['x']", "[stat]\nopen = ['x']", "state = 1", "[state"]
)
def test_a_file_of_words_that_says_what_is_not_is_wrong_usage(desk: Desk, content: str) -> None:
    words = desk.path / "tu.toml"
    words.write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        desk.load(desk.file("a.csv", january()), "--words", str(words))
    assert ended.value.code == 2
