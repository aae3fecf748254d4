"""Several figures of one rate, each for a level, a field or people of its own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plan_texts.proposals import propose, read_figures

COMMUNE = "UBND XÃ AN PHÚ\nKẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n"
PROVINCE = "UBND TỈNH BẮC HÀ\nKẾ HOẠCH\nKiểm soát thủ tục hành chính năm 2026\n"
LAND, BIRTHS, COPIES = "lĩnh vực đất đai", "lĩnh vực hộ tịch", "lĩnh vực chứng thực"
Scoped = list[tuple[str, str]]
# A sentence, and each share with its scope.
FIELDS: list[tuple[str, Scoped]] = [
    (
        "Hồ sơ giải quyết đúng hạn đạt 80 % đối với lĩnh vực đất đai, 95 % đối với hộ tịch.",
        [("0.8", LAND), ("0.95", BIRTHS)],
    ),
    (
        "Hồ sơ giải quyết đúng hạn đạt 95% ở lĩnh vực hộ tịch; 80% ở lĩnh vực đất đai.",
        [("0.95", BIRTHS), ("0.8", LAND)],
    ),
    (
        "Tỷ lệ hồ sơ nộp trực tuyến: đất đai 60%, hộ tịch 90%, chứng thực 70%.",
        [("0.6", LAND), ("0.9", BIRTHS), ("0.7", COPIES)],
    ),
    (
        "Tỷ lệ hồ sơ nộp trực tuyến đạt 60% (đất đai), 70% (chứng thực).",
        [("0.6", LAND), ("0.7", COPIES)],
    ),
    (
        "Tỷ lệ hồ sơ nộp trực tuyến (lĩnh vực đất đai 60%; lĩnh vực chứng thực 70%).",
        [("0.6", LAND), ("0.7", COPIES)],
    ),
    (
        "80% hồ sơ lĩnh vực đất đai, 95% hồ sơ lĩnh vực hộ tịch được giải quyết đúng hạn.",
        [("0.8", LAND), ("0.95", BIRTHS)],
    ),
    (
        "Đối với đất đai, tỷ lệ hồ sơ đúng hạn đạt 80%; đối với hộ tịch đạt 95%.",
        [("0.8", "đất đai"), ("0.95", BIRTHS)],
    ),
    (
        "Số hóa hồ sơ đạt 100% đối với hộ tịch, chứng thực và 85% đối với các lĩnh vực còn lại.",
        [("1", "lĩnh vực hộ tịch - chứng thực"), ("0.85", "lĩnh vực còn lại")],
    ),
    ("Hồ sơ đúng hạn đạt 98%, riêng hộ tịch đạt 100%.", [("0.98", ""), ("1", BIRTHS)]),
    ("Hồ sơ đúng hạn đạt 98% (riêng chứng thực 100%).", [("0.98", ""), ("1", COPIES)]),
    (
        "Hồ sơ trực tuyến đạt 90% đối với doanh nghiệp, 70% đối với người dân.",
        [("0.9", "doanh nghiệp"), ("0.7", "người dân")],
    ),
    (
        "Mức độ hài lòng của người dân đạt 95%, doanh nghiệp đạt 90%.",
        [("0.95", "người dân"), ("0.9", "doanh nghiệp")],
    ),
    ("Mức độ hài lòng của người dân, doanh nghiệp đạt 95%.", [("0.95", "")]),
    (
        "Hồ sơ trực tuyến đạt 90%, thanh toán trực tuyến đạt 70% đối với hộ tịch.",
        [("0.9", ""), ("0.7", BIRTHS)],
    ),
]
# A sentence, and each share with its level in a province's plan, and of a commune's own plan.
LEVELS: list[tuple[str, Scoped, Scoped]] = [
    (sentence, scoped, [("0.99", "cấp xã")])
    for sentence, scoped in (
        (
            "Hồ sơ đúng hạn: 98 % (cấp tỉnh), 99 % (cấp xã).",
            [("0.98", "cấp tỉnh"), ("0.99", "cấp xã")],
        ),
        (
            "Hồ sơ đúng hạn: 99% (cấp xã) và 98% (cấp tỉnh).",
            [("0.99", "cấp xã"), ("0.98", "cấp tỉnh")],
        ),
        (
            "Hồ sơ đúng hạn cấp tỉnh đạt 98 %, cấp xã đạt 99 %.",
            [("0.98", "cấp tỉnh"), ("0.99", "cấp xã")],
        ),
        (
            "Hồ sơ đúng hạn (cấp tỉnh 98 %; cấp xã 99 %).",
            [("0.98", "cấp tỉnh"), ("0.99", "cấp xã")],
        ),
        (
            "Hồ sơ đúng hạn đạt 98% ở cấp tỉnh và 99% ở cấp xã.",
            [("0.98", "cấp tỉnh"), ("0.99", "cấp xã")],
        ),
        (
            "98% hồ sơ cấp tỉnh, 99% hồ sơ cấp xã được giải quyết đúng hạn.",
            [("0.98", "cấp tỉnh"), ("0.99", "cấp xã")],
        ),
        (
            "Hồ sơ đúng hạn của các sở, ban, ngành đạt 98%; của UBND cấp xã đạt 99%.",
            [("0.98", "cấp tỉnh"), ("0.99", "cấp xã")],
        ),
        (
            "Chỉ tiêu | Cấp tỉnh | Cấp xã\nHồ sơ đúng hạn | 98% | 99%",
            [("0.98", "cấp tỉnh"), ("0.99", "cấp xã")],
        ),
    )
]


def scoped_shares(text: str) -> list[tuple[Decimal | None, str]]:
    return [(proposal.value, proposal.scope) for proposal in propose(text)]


def expected(scoped: Scoped) -> list[tuple[Decimal, str]]:
    return [(Decimal(share), scope) for share, scope in scoped]


@pytest.mark.parametrize(("sentence", "scoped"), FIELDS)
def test_each_figure_has_its_own_field_or_people(sentence: str, scoped: Scoped) -> None:
    assert scoped_shares(f"{COMMUNE}- {sentence}") == expected(scoped)


@pytest.mark.parametrize(("sentence", "provinces", "communes"), LEVELS)
def test_each_figure_has_its_own_level(sentence: str, provinces: Scoped, communes: Scoped) -> None:
    begin = "" if "\n" in sentence else "- "
    assert scoped_shares(f"{PROVINCE}{begin}{sentence}") == expected(provinces)
    assert scoped_shares(f"{COMMUNE}{begin}{sentence}") == expected(communes)


def test_a_communes_plan_keeps_a_higher_level_that_stands_alone_and_says_what_it_left() -> None:
    lines = "- Hồ sơ số hóa cấp tỉnh đạt 90%.\n- Hồ sơ đúng hạn: 98% (cấp tỉnh), 99% (cấp xã)."
    text = f"{COMMUNE}{lines}"
    assert scoped_shares(text) == [(Decimal("0.9"), "cấp tỉnh"), (Decimal("0.99"), "cấp xã")]
    assert [r.reason for r in read_figures(text)] == ["", "superior_level", ""]


def test_a_land_rate_keeps_its_own_metric() -> None:
    text = f"{COMMUNE}- Mức độ hài lòng đạt 95%, riêng đất đai, xây dựng, đầu tư đạt 90%."
    assert [p.metric for p in propose(text)] == [
        "satisfaction",
        "satisfaction_land_construction_investment",
    ]
