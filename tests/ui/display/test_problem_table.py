"""Problems of which the same is to be said stand in one line."""

from __future__ import annotations

from ui.display.problem_table import group_alike_problems


def test_rows_of_one_department_are_one_line_and_others_stay_their_own() -> None:
    unit = ("Cơ quan", "…", "“Sở Xây dựng” không phải xã, phường đã biết.")
    state = ("Trạng thái", "Đang bay", "Từ lạ.")
    problems = [(row, *unit) for row in range(5, 1207)]
    problems.insert(3, (1300, *state))
    assert group_alike_problems(problems) == [
        ("5, 6, 7, 8, 9, 10… (1.202 dòng)", *unit),
        ("1300", *state),
    ]
    assert group_alike_problems([(4, *state), (7, *state)]) == [("4, 7", *state)]
