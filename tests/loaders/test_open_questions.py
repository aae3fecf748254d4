"""Which question a refusal leaves open, and that its answer lets the file be staged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from files.refusal import Refused
from loaders.answers import Answers
from loaders.load import read_and_stage
from loaders.open_questions import Question, open_question
from loaders.parsing.unit_names import UnitUnclear
from loaders.staging import Staged
from tests.support.builders import csv_bytes, dossier, earlier, table

TITLE = ("DANH SÁCH HỒ SƠ",)
UNIT, PERIOD = "UBND Xã Ninh Giang", "Từ ngày 01/01/2026 đến ngày 31/01/2026"
JANUARY, FEBRUARY = ((date(2026, m, 1), date(2026, m, last)) for m, last in ((1, 31), (2, 28)))


@pytest.mark.parametrize(
    ("refused", "question"),
    [
        (Refused("Chọn xã.", "commune"), Question("commune", "Chọn xã.")),
        (Refused("Chọn kỳ.", "period"), Question("period", "Chọn kỳ.")),
        (Refused("Kỳ lạ.", "unlikely_period"), Question("unlikely_period", "Kỳ lạ.")),
        (UnitUnclear("Đơn vị lạ.", ("Sở A",)), Question("units", "Đơn vị lạ.", ("Sở A",))),
        (Refused("Có mật khẩu.", "password"), None),  # asked before the file can be read
        (Refused("Chưa có mẫu.", "layout"), None),
        (Refused("Tệp hỏng."), None),
    ],
)
def test_what_a_refusal_asks(refused: Refused, question: Question | None) -> None:
    assert open_question(refused) == question


# What the lines above the headings say, and the unit of each row; then, question by question, what
# is asked and the answer that is given.
DIALOGUES: dict[str, tuple[tuple[str, ...], str, list[tuple[str, dict[str, object]]]]] = {
    "all is in the file": ((UNIT, *TITLE, PERIOD), UNIT, []),
    "no period": ((UNIT, *TITLE), UNIT, [("period", {"period": JANUARY})]),
    "no period, and an unlikely one typed": (
        (UNIT, *TITLE),
        UNIT,
        [("period", {"period": FEBRUARY}), ("unlikely_period", {"unlikely_period": True})],
    ),
    "no commune": ((*TITLE, PERIOD), "", [("commune", {"commune_code": "11203"})]),
    "neither commune nor period": (
        TITLE,
        "",
        [("period", {"period": JANUARY}), ("commune", {"commune_code": "11203"})],
    ),
    "a unit that nobody knows": (
        (*TITLE, PERIOD),
        "Một cửa số 2",
        [("units", {"unit_codes": (("một cửa số 2", "11203"),)})],
    ),
}


@pytest.mark.parametrize("name", DIALOGUES)
def test_each_question_is_asked_once_until_the_file_is_staged(name: str) -> None:
    above, unit, expected = DIALOGUES[name]
    content = csv_bytes(table([earlier(unit=unit), dossier(1, unit=unit)], above))
    answers = Answers(today=date(2026, 3, 1))
    outcome = outcome_of(content, answers)
    subjects = []
    for _, answer in expected:
        question = open_question(outcome)
        assert question is not None
        subjects.append(question.subject)
        answers = replace(answers, **answer)  # type: ignore[arg-type]
        outcome = outcome_of(content, answers)
    assert subjects == [subject for subject, _ in expected]
    assert isinstance(outcome, Staged)
    assert open_question(outcome) is None
    assert set(outcome.communes) == {"11203"}


def outcome_of(content: bytes, answers: Answers) -> Staged | Refused:
    try:
        return read_and_stage("a.csv", content, answers)
    except Refused as refused:
        return refused
