"""Which denominator a target's words name, what they leave out of it, and what is told apart."""

from __future__ import annotations

import pytest

from plan_texts.proposals import propose

HEAD = "KẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n"
BOTH = "received_and_carried_over"
# A sentence, the denominator that it names, and what stands in its scope.
SENTENCES: list[tuple[str, str | None, str]] = [
    ("90% hồ sơ nộp trực tuyến (bao gồm hồ sơ kỳ trước chuyển sang)", BOTH, ""),
    ("Hồ sơ nộp trực tuyến đạt 90% tổng số hồ sơ phải giải quyết", BOTH, ""),
    (
        "Hồ sơ nộp trực tuyến đạt 90% tổng số hồ sơ (không tính hồ sơ kỳ trước chuyển sang)",
        None,
        "không tính hồ sơ kỳ trước chuyển sang",
    ),
    (
        "Hồ sơ nộp trực tuyến đạt 90%, không bao gồm hồ sơ kỳ trước chuyển sang.",
        None,
        "không bao gồm hồ sơ kỳ trước chuyển sang",
    ),
    (
        "Hồ sơ nộp trực tuyến (không kể hồ sơ kỳ trước chuyển sang) đạt 90%",
        None,
        "không kể hồ sơ kỳ trước chuyển sang",
    ),
    (
        "Hồ sơ nộp trực tuyến đạt 90% tổng số hồ sơ phải giải quyết, trừ hồ sơ tồn kỳ trước",
        None,
        "trừ hồ sơ tồn kỳ trước",
    ),
    (
        "Hồ sơ nộp trực tuyến đạt 90%, ngoại trừ hồ sơ năm trước chuyển sang",
        None,
        "ngoại trừ hồ sơ năm trước chuyển sang",
    ),
    (
        "90% hồ sơ nộp trực tuyến, chưa tính hồ sơ kỳ trước chuyển sang",
        None,
        "chưa tính hồ sơ kỳ trước chuyển sang",
    ),
    ("Hồ sơ nộp trực tuyến đạt 90%, không loại trừ hồ sơ kỳ trước chuyển sang", BOTH, ""),
    (
        "Hồ sơ trễ hạn không quá 2% (kể cả hồ sơ đang giải quyết)",
        "late_or_overdue",
        "",
    ),
    (
        "Hồ sơ trễ hạn không quá 2% (không tính hồ sơ đang giải quyết)",
        None,
        "không tính hồ sơ đang giải quyết",
    ),
]


@pytest.mark.parametrize(("sentence", "variant", "scope"), SENTENCES)
def test_what_a_denominator_takes_in(sentence: str, variant: str | None, scope: str) -> None:
    (proposal,) = propose(f"{HEAD}- {sentence}")
    assert (proposal.denominator_variant, proposal.scope) == (variant, scope)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Hồ sơ nộp trực tuyến đạt 90% (không tính hồ sơ kỳ trước chuyển sang).",
            "Hồ sơ nộp trực tuyến đạt 90% (bao gồm hồ sơ kỳ trước chuyển sang).",
        ),
        (
            "Hồ sơ trễ hạn không quá 2% (kể cả hồ sơ đang giải quyết).",
            "Hồ sơ trễ hạn không quá 2% (không tính hồ sơ đang giải quyết).",
        ),
    ],
)
def test_opposite_denominators_are_no_repetition(first: str, second: str) -> None:
    assert [p.repeats for p in propose(f"{HEAD}- {first}\n- {second}")] == [None, None]
