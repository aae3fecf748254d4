"""`python -m metrics`: rates as people read them, and figures as at a day."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from data.periods import parse_period
from data.planning.targets import built_in_plans
from metrics.__main__ import _standing_line, main
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.counting.coverage import Source
from metrics.counting.day_counts import DayCounts, Holdings
from metrics.counting.forms import Form
from metrics.counting.tallies import Evidence
from metrics.standings import standing
from tests.support.builders import JANUARY, NINH_GIANG, Desk, done, dossier, earlier, table


def satisfaction_line(satisfied: int, ratings: int) -> str:
    """The line for Ninh Giang, whose plan asks for at least 95 %."""
    period = parse_period("2026-03")
    counts = {"ratings_satisfied": satisfied, "ratings": ratings}
    source = Source(
        NINH_GIANG, 1, period.first, period.last, frozenset(counts), is_list=False, layout="x"
    )
    holdings = Holdings(
        {NINH_GIANG: (source,)}, {(NINH_GIANG, 1): Form({"": counts}, has_fields=False)}
    )
    evidence = Evidence(holdings, DayCounts({}), {}, built_in_plans())
    return _standing_line(standing(evidence, METRICS_BY_NAME["satisfaction"], NINH_GIANG, period))


@pytest.mark.parametrize(
    ("satisfied", "ratings", "rate", "status"),
    [
        (94_999, 100_000, "94,99%", "✘ Chưa đạt"),  # rounds to 95,00 %, and misses
        (95_000, 100_000, "95,00%", "✔ Đạt"),
        (99_999, 100_000, "99,99%", "✔ Đạt"),  # rounds to 100,00 %, and is not all
        (1, 3, "33,33%", "✘ Chưa đạt"),
        (0, 0, "", "– Không phát sinh"),
    ],
)
def test_a_rate_never_reads_as_the_target_that_it_misses(
    satisfied: int, ratings: int, rate: str, status: str
) -> None:
    label, counts = "Mức độ hài lòng", f"{satisfied}/{ratings}"
    assert satisfaction_line(satisfied, ratings).split("  ")[0].strip() == label
    assert satisfaction_line(satisfied, ratings).endswith(f"{counts:>12} {rate:>9}  {status}")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """January's list: received on the 2nd to the 4th, one of them returned on the 20th."""
    desk = Desk(tmp_path_factory.mktemp("january"))
    rows = [
        earlier(due="10/02/2026"),
        dossier(1),
        dossier(2, channel="Trực tiếp"),
        done(3, "20/01/2026"),
    ]
    desk.stored("tháng 1.csv", table(rows, JANUARY))
    return desk


@pytest.mark.parametrize(
    ("today", "returned", "covered", "provisional"),
    [
        (None, (1, 1), ["2026-01-01", "2026-01-31"], False),
        ("2026-02-15", (1, 1), ["2026-01-01", "2026-01-31"], False),
        ("2026-01-31", (1, 1), ["2026-01-01", "2026-01-31"], False),
        ("2026-01-20", (1, 1), ["2026-01-01", "2026-01-20"], True),
        ("2026-01-19", (0, 0), ["2026-01-01", "2026-01-19"], True),
        ("2025-12-31", (None, None), None, False),
    ],
)
def test_figures_as_at_a_day(
    desk: Desk,
    today: str | None,
    returned: tuple[int | None, int | None],
    covered: list[str] | None,
    provisional: bool,
) -> None:
    arguments = ["--today", today] if today else []
    row = desk.figures("2026-01", NINH_GIANG, *arguments)["on_time"]
    assert (row["numerator"], row["denominator"]) == returned
    assert (row["covered"], row["provisional"]) == (covered, provisional)
    if covered is None:
        assert (row["status"], row["missing"]) == ("no_data", [["2026-01-01", "2026-01-31"]])


def test_the_index_is_printed_by_component(tmp_path: Path) -> None:
    counts = tmp_path / "bảng.csv"
    counts.write_text("unit,received,on_time\nXã A,200,190\nXã B,0,0\n", encoding="utf-8")
    with redirect_stdout(io.StringIO()) as out:
        assert main(["--index-766", str(counts)]) == 0
    assert out.getvalue().splitlines() == [
        "Xã A: Hồ sơ xử lý trước hạn, đúng hạn 19,00",
        "Xã B: Hồ sơ xử lý trước hạn, đúng hạn –",
    ]


def test_a_day_that_is_none_is_wrong_usage(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        desk.figures("2026-01", NINH_GIANG, "--today", "hôm nay")
    assert exit_.value.code == 2
