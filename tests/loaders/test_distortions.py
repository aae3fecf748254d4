"""Every sample, distorted as systems and people do and in any container, says what it said."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache

import pytest

from files.refusal import Refused
from loaders.answers import Answers
from loaders.load import read_and_stage
from loaders.notes.preview_notes import notices
from loaders.staging import Staged
from tests.loaders.test_samples import PLANNED, TRUTH, assert_truth
from tests.support.distortions.kinds import LOSSLESS, Distortion
from tests.support.distortions.spoiling import (
    LINE,
    day_and_month_swapped,
    in_year,
    place_of,
    spoilt,
    without_column,
)
from tests.support.long_runs import LONG
from tests.support.pairwise import Choice, covering
from tests.support.paths import EXPORTS
from tests.support.workbook_lines import is_data
from tests.support.workbook_writers import WRITERS
from tests.support.workbooks import Book, Fault, Page, Row, book_of

SEED = 20260331
# A kind of sample by how its name begins; lists by their container too.
KINDS = (
    "danh-sach-ho-so-11203",
    "danh-sach-ho-so-09385",
    "danh-sach-ho-so-31393",
    "bieu-II06a",
    "bieu-06",
    "tong-hop-thang",
    "tong-hop-theo",
    "thanh-toan",
    "so-hoa",
    "hai-long",
    "pakn",
)
WITH_SHARES = ("thanh-toan", "hai-long", "tong-hop-thang")
NO_PERIOD = ("danh-sach-ho-so-09385", "danh-sach-ho-so-31393")
SUFFIXES = ("pdf", "xls", "xlsx", "csv", "docx", "ods", "dat", "htm", "")


@dataclass(frozen=True)
class Case:
    """A sample, what is done to it in order, and the container."""

    sample: str
    writer: str
    distortions: tuple[Distortion, ...]

    def __str__(self) -> str:
        done = ", ".join(one.name for one in self.distortions) or "as it is"
        return f"{self.sample.rpartition('.')[0]} as {self.writer}: {done}"


def samples(kind: str) -> list[str]:
    return sorted(name for name in TRUTH if name.startswith(kind))


def applies(one: Distortion, kind: str, writer: str) -> bool:
    """Whether a kind of sample can show it, and a container."""
    of = {"list" if kind.startswith("danh-sach") else "form"}
    of |= {"rates"} if kind in WITH_SHARES else set()
    return writer in (one.writers or WRITERS) and (not one.kinds or bool(of & set(one.kinds)))


def array() -> list[Case]:
    """A pairwise covering array: each two of kind, container and ways of distortion once."""
    if not TRUTH:
        return []
    writers = list(WRITERS)
    sizes = {"kind": len(KINDS), "writer": len(writers)}
    sizes |= {name: 1 + len(ways) for name, ways in LOSSLESS.items()}

    def agree(one: Choice, other: Choice) -> bool:
        chosen = dict((one, other))
        ways = [LOSSLESS[n][i - 1] for n, i in chosen.items() if n in LOSSLESS and i]
        kinds = [KINDS[chosen["kind"]]] if "kind" in chosen else KINDS
        into = [writers[chosen["writer"]]] if "writer" in chosen else writers
        return any(all(applies(way, k, w) for way in ways) for k in kinds for w in into)

    cases = []
    for number, chosen in enumerate(covering(sizes, agree, 2, SEED)):
        of_kind = samples(KINDS[chosen["kind"]])
        done = [LOSSLESS[name][chosen[name] - 1] for name in LOSSLESS if chosen[name]]
        writer = writers[chosen["writer"]]
        cases.append(Case(of_kind[number % len(of_kind)], writer, tuple(done)))
    return cases


def every() -> Iterator[Case]:
    """Each sample in each container with each distortion that applies, one at a time."""
    for kind in KINDS:
        for sample in samples(kind):
            for writer in WRITERS:
                yield Case(sample, writer, ())
                for ways in LOSSLESS.values():
                    for one in ways:
                        if applies(one, kind, writer):
                            yield Case(sample, writer, (one,))


def distorted(case: Case) -> Book:
    book = book_of(EXPORTS / case.sample)
    for one in case.distortions:
        book = one.change(book)
    return book


def any_name(case: Case) -> str:
    """A name that says nothing, and a suffix that says something else."""
    dice = random.Random(str(case))
    letters = "".join(dice.choices("abcdefghijklmnopqrstuvwxyz0123456789 ()_ăđơ", k=12))
    return f"{letters}.{dice.choice(SUFFIXES)}"


def answers_for(case: Case) -> Answers:
    """What a person must say where the titles are gone."""
    truth = TRUTH[case.sample]
    untitled = any(one.name == "no titles" for one in case.distortions)
    first, last = (date.fromisoformat(day) for day in truth["period"])
    return Answers(
        period=(first, last) if untitled or case.sample.startswith(NO_PERIOD) else None,
        commune_code=truth.get("commune") if untitled else None,
        planned_communes=PLANNED,
    )


def loaded(case: Case, book: Book) -> Staged:
    content = WRITERS[case.writer](book)
    answers = answers_for(case)
    return read_and_stage(any_name(case), content, answers)


@pytest.mark.parametrize("case", list(every()) if LONG else array(), ids=str)
def test_what_loses_nothing(case: Case) -> None:
    book = distorted(case)
    found = loaded(case, book)
    assert_truth(found, case.sample)
    hidden = [one.name for one in case.distortions if one.name == "hidden rows"]
    if hidden:
        assert found.sheet.hidden_rows == tuple(sorted(1 + row for row in book.page.hidden_rows))


# What loses something: a problem with the row and the cell, and the rest equal

LISTS = (
    "danh-sach-ho-so-11203-2026-01.xlsx",
    "danh-sach-ho-so-09385-2026-02.xls",
    "danh-sach-ho-so-31393-2026-03.csv",
)
FORM_CELLS = {
    "bieu-II06a-11203-2026-01.xlsx": "Trực tuyến",
    "bieu-06-theo-don-vi-2026-02.xls": "Trước hạn",
    "tong-hop-thang-opencps-2026-03.xls": "Một cửa",
    "tong-hop-theo-don-vi-2026-01.xlsx": "Chưa đến hạn",
    "thanh-toan-2026-02.xlsx": "Hồ sơ thu phí",
    "so-hoa-2026-03.xlsx": "Đã số hóa",
    "hai-long-31393-2026-01.xlsx": "Hài lòng",
}
LIST_CELLS = ("Ngày tiếp nhận", "Trạng thái", "Phí, lệ phí (đồng)", "Hình thức nộp", "Mã hồ sơ")


def of_sample(sample: str, page: Page, writer: str) -> Staged:
    return loaded(Case(sample, writer, ()), book_of(EXPORTS / sample).with_page(page))


def plain(sample: str) -> Page:
    return book_of(EXPORTS / sample).page


@cache
def as_it_is(sample: str) -> Staged:
    return of_sample(sample, plain(sample), "xlsx")


def any_writer(*told: str) -> str:
    """One of the containers, always the same for the same test."""
    return random.Random(f"{SEED} {told}").choice(list(WRITERS))


def problems_of(found: Staged) -> list[tuple[str, int, str]]:
    return [(one.kind, one.row, one.heading.rpartition(" > ")[2]) for one in found.problems]


@pytest.mark.parametrize("heading", LIST_CELLS)
@pytest.mark.parametrize("sample", LISTS)
def test_an_error_in_a_list(sample: str, heading: str) -> None:
    page = spoilt(plain(sample), heading, lambda cell: Fault())
    found = of_sample(sample, page, any_writer(sample, heading))
    assert problems_of(found) == [("error_cell", place_of(page), heading)]
    assert_all_but_one(found, sample)


@pytest.mark.parametrize(("sample", "heading"), FORM_CELLS.items())
def test_an_error_in_a_form(sample: str, heading: str) -> None:
    """The line's counts are not known, and its name is kept; the others stand."""
    page = spoilt(plain(sample), heading, lambda cell: Fault())
    found = of_sample(sample, page, any_writer(sample, heading))
    assert problems_of(found) == [("error_cell", place_of(page), heading)]
    assert [row for row, _ in found.set_aside] == [place_of(page)]
    name = str(page.body[place_of(page) - page.start - 1][1])
    assert found.set_aside[0][1][found.sheet.layout.key] == name
    rows = found.rows.to_pylist()
    (empty,) = [row for row in rows if row["row"] == place_of(page)]
    assert {empty[c] for c in found.columns if c not in ("field", "petition_kind")} == {None}
    whole = {row["row"]: row for row in as_it_is(sample).rows.to_pylist()}
    assert [row for row in rows if row is not empty] == [
        row for number, row in whole.items() if number != place_of(page)
    ]


@pytest.mark.parametrize(("heading", "year"), [("Ngày tiếp nhận", 2206), ("Ngày hẹn trả", 2569)])
@pytest.mark.parametrize("sample", LISTS)
def test_an_impossible_year(sample: str, heading: str, year: int) -> None:
    page = spoilt(plain(sample), heading, in_year(year))
    found = of_sample(sample, page, any_writer(sample, heading))
    assert problems_of(found) == [("impossible_date", place_of(page), heading)]
    assert_all_but_one(found, sample)


@pytest.mark.parametrize(
    ("sample", "writer"), [(LISTS[0], "xlsx"), (LISTS[1], "xls"), (LISTS[2], "csv utf-8")]
)
def test_day_and_month_swapped(sample: str, writer: str) -> None:
    """The dossier's code says which day was meant."""
    page = plain(sample)
    line = next(i for i, row in enumerate(page.body) if is_data(row) and may_swap(row))
    rest = [row for i, row in enumerate(page.body) if i != line]
    moved = replace(page, body=(*rest[:LINE], page.body[line], *rest[LINE:]))
    swapped = spoilt(moved, "Ngày tiếp nhận", day_and_month_swapped)
    found = of_sample(sample, swapped, writer)
    told = [("day_month_swapped", place_of(swapped), "Ngày tiếp nhận")]
    assert problems_of(found)[:1] == told
    assert {row for _, row, _ in problems_of(found)} == {place_of(swapped)}
    assert_all_but_one(found, sample, place_of(swapped))


def may_swap(row: Row) -> bool:
    """Whether the day of receipt would be another one, day and month swapped."""
    received = row[RECEIVED]
    assert isinstance(received, datetime)
    return received.day <= 12 and received.day != received.month


RECEIVED = 10


@pytest.mark.parametrize(
    ("heading", "column"),
    [("Hình thức nộp", "channel"), ("Đánh giá", "rating"), ("Ngày hẹn trả", "due_on")],
)
@pytest.mark.parametrize("sample", LISTS)
def test_a_missing_column(sample: str, heading: str, column: str) -> None:
    """It is told, and nothing else changes."""
    found = of_sample(sample, without_column(plain(sample), heading), "xlsx")
    assert found.problems == ()
    assert any("thiếu cột" in one.sentence for one in notices(found))
    whole = as_it_is(sample).rows
    assert found.rows.to_pylist() == whole.drop_columns(column).to_pylist()


@pytest.mark.parametrize(
    ("sample", "heading"),
    [
        (LISTS[0], "Trạng thái"),
        (LISTS[1], "Mã hồ sơ"),
        (LISTS[2], "Ngày tiếp nhận"),
        ("thanh-toan-2026-02.xlsx", "Hồ sơ thu phí"),
        ("hai-long-31393-2026-01.xlsx", "Lĩnh vực"),
    ],
)
def test_a_missing_column_without_which_nothing_counts(sample: str, heading: str) -> None:
    with pytest.raises(Refused, match="thiếu cột") as refused:
        of_sample(sample, without_column(plain(sample), heading), "xlsx")
    assert f"“{heading}”" in refused.value.sentence


def assert_all_but_one(found: Staged, sample: str, row: int | None = None) -> None:
    """One row set aside, all others as they are in the sample."""
    ((aside, _),) = found.set_aside
    assert row in (None, aside)
    whole = as_it_is(sample).rows.drop_columns("row").to_pylist()
    rest = found.rows.drop_columns("row").to_pylist()
    assert len(rest) == len(whole) - 1
    assert {tuple(line.items()) for line in rest} < {tuple(line.items()) for line in whole}
