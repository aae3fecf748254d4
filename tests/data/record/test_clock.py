"""The machine's clock held against the record and against a list's own days."""

from datetime import date

import pytest

from data import dates
from data.record.clock import clock_of
from loaders.answers import Answers
from loaders.load import read_and_stage
from loaders.notes.preview_notes import notices
from tests.support.builders import Desk, csv_bytes, done, earlier, table

SOUND = [earlier(), *(done(number, f"{12 + number}/01/2026") for number in range(1, 13))]


@pytest.mark.parametrize(("today", "behind"), [("2020-01-01", True), ("2999-01-01", False)])
def test_a_clock_before_what_was_stored_is_behind(
    stocked: Desk, monkeypatch: pytest.MonkeyPatch, today: str, behind: bool
) -> None:
    stored_on = dates.today()
    monkeypatch.setattr(dates, "today", lambda: date.fromisoformat(today))
    clock = clock_of(stocked.record)
    assert clock.is_behind == behind
    assert clock.today == (stored_on if behind else date(2999, 1, 1))


def test_a_clock_is_not_behind_an_empty_record(desk: Desk) -> None:
    assert not clock_of(desk.record).is_behind


@pytest.mark.parametrize("today", [date(2020, 1, 1), date(2026, 2, 1), None])
def test_sound_rows_stay_sound_by_a_clock_that_is_behind(today: date | None) -> None:
    staged = read_and_stage("a.csv", csv_bytes(table(SOUND)), Answers(today=today))
    assert (staged.rows_read, staged.set_aside, staged.problems) == (13, (), ())
    told = [notice for notice in notices(staged) if "Đồng hồ" in notice.sentence]
    assert bool(told) == (today == date(2020, 1, 1))
