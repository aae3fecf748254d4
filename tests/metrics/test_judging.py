"""How targets are judged, each rule worked out by hand: kinds of petitions, bounds, late dossiers,
ceilings, rises, days of a target's own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data.periods import Period, parse_period
from data.petition_kinds import add_counts_by_kind
from data.planning.plan import Plan, Target
from data.planning.targets import meets_target, shortfall, target_on
from metrics.catalogue.metrics import METRICS_BY_NAME
from metrics.catalogue.variants import VARIANT_WORDS
from metrics.counting.coverage import Source
from metrics.counting.day_counts import DayCounts, Holdings
from metrics.counting.forms import Form
from metrics.counting.tallies import Evidence, counts_text
from metrics.standings import Standing, standing, standing_of_target
from tests.support.builders import Desk, done, dossier, earlier, table

CODE = "11203"
QUARTER = parse_period("2026-Q1")
HALF_YEAR = Period(date(2026, 1, 1), date(2026, 6, 30))
RULES, CONDUCT = "Về quy định hành chính", "Về hành vi hành chính"


def target(metric: str, comparator: str, value: str, **changed: object) -> Target:
    plain = Target(
        plan_key="k",
        id="X-01",
        metric=metric,
        label="",
        comparator=comparator,
        value=Decimal(value),
        scope="",
        denominator="",
        denominator_variant=None,
        part="body",
        column="text",
        place="",
        line="",
        note=None,
        province_wide=False,
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


def plan(of: Target) -> Plan:
    year = date(2026, 1, 1), date(2026, 12, 31)
    return Plan("k", CODE, "Kế hoạch", "", "", "", *year, (of,))


def evidence(*forms: tuple[Period, dict[str, dict[str, int]]], judged_by: Target) -> Evidence:
    """Forms with lines that are no fields, one a period."""
    sources, held = [], {}
    for number, (period, lines) in enumerate(forms, start=1):
        form = Form(add_counts_by_kind(lines), has_fields=False)
        counts = frozenset(form.count_names())
        sources.append(Source(CODE, number, period.first, period.last, counts, False, "x"))
        held[CODE, number] = form
    return Evidence(Holdings({CODE: tuple(sources)}, held), DayCounts({}), {}, (plan(judged_by),))


def petitions(carried: int, new: int, on_time: int, late: int, open_: int) -> dict[str, int]:
    assert carried + new == on_time + late + open_
    return {
        "petitions_carried_over": carried,
        "petitions_new": new,
        "petitions_handled": on_time + late,
        "petitions_handled_on_time": on_time,
        "petitions_handled_late": late,
        "petitions_pending": open_,
        "petitions_published": on_time,
    }


def judge(of: Target, *forms: tuple[Period, dict[str, dict[str, int]]]) -> Standing:
    return standing(evidence(*forms, judged_by=of), METRICS_BY_NAME[of.metric], CODE, QUARTER)


# The form of the quarter: about rules 4 carried over and 11 new, of which 6 were handled on time
# and 9 are open; about conduct 10 new, 8 handled on time and 2 late.
OPEN = {RULES: petitions(4, 11, 6, 0, 9), CONDUCT: petitions(0, 10, 8, 2, 0)}
# Nothing open about rules: 7 of 7.
SETTLED = {RULES: petitions(1, 6, 7, 0, 0), CONDUCT: petitions(0, 10, 8, 2, 0)}


@pytest.mark.parametrize(
    ("metric", "variant", "lines", "counts", "status"),
    [
        # The nine may be within their time or past it: 6 of 15, or 15 of 15.
        ("petitions_handled", "regulation_petitions_due", OPEN, "từ 6/15 đến 15/15", "no_data"),
        ("petitions_on_time", "regulation_petitions_due", OPEN, "từ 6/15 đến 15/15", "no_data"),
        ("petitions_handled", "regulation_petitions_due", SETTLED, "7/7", "met"),
        ("petitions_on_time", "regulation_petitions_due", SETTLED, "7/7", "met"),
        # About conduct none is open: 8 + 2 handled, 8 of them on time.
        ("petitions_handled", "conduct_petitions_due", OPEN, "10/10", "met"),
        ("petitions_on_time", "conduct_petitions_due", OPEN, "8/10", "missed"),
        # Both kinds: 25 received, 16 handled, 9 open; on time 14, and 14 + 9 at most: missed both
        # ways, since two were late.
        ("petitions_handled", None, OPEN, "từ 16/25 đến 25/25", "no_data"),
        ("petitions_on_time", None, OPEN, "từ 14/25 đến 23/25", "missed"),
        ("petitions_published", "regulation_petitions_handled", SETTLED, "7/7", "met"),
        ("petitions_published", "conduct_petitions_handled", SETTLED, "8/10", "missed"),
        ("petitions_published", None, SETTLED, "15/17", "missed"),
    ],
)
def test_petitions_are_judged_by_their_kind_and_between_bounds(
    metric: str, variant: str | None, lines: dict[str, dict[str, int]], counts: str, status: str
) -> None:
    found = judge(target(metric, "=", "1.00", denominator_variant=variant), (QUARTER, lines))
    assert (counts_text(found.judged_tally), found.status) == (counts, status)
    assert not found.denominator_differs


def test_a_form_that_says_which_open_petitions_are_overdue_has_no_bounds() -> None:
    """Of nine open three are overdue: 6 of 6 + 3."""
    lines = {RULES: petitions(4, 11, 6, 0, 9) | {"petitions_pending_late": 3}}
    of = target("petitions_on_time", "=", "1.00", denominator_variant="regulation_petitions_due")
    found = judge(of, (QUARTER, lines))
    assert counts_text(found.judged_tally) == "6/9"
    assert (found.status, found.shortfall) == ("missed", 3)


def test_months_add_but_for_what_is_open_at_either_end() -> None:
    """3 carried into January; 5 + 5 + 5 new; 4 + 6 + 6 handled; 2 open at the end: 16 of 18."""
    months = [
        (parse_period("2026-01"), {RULES: petitions(3, 5, 4, 0, 4)}),
        (parse_period("2026-02"), {RULES: petitions(4, 5, 6, 0, 3)}),
        (parse_period("2026-03"), {RULES: petitions(3, 5, 6, 0, 2)}),
    ]
    of = target("petitions_handled", "=", "1.00", denominator_variant="regulation_petitions_due")
    assert counts_text(judge(of, *months).judged_tally) == "từ 16/18 đến 18/18"


def test_a_form_without_kinds_does_not_tell_one_and_the_page_says_so() -> None:
    of = target("petitions_handled", "=", "1.00", denominator_variant="regulation_petitions_due")
    found = judge(of, (QUARTER, {"Tổng số": petitions(0, 5, 5, 0, 0)}))
    assert counts_text(found.judged_tally) == "5/5"
    assert found.denominator_differs


@pytest.mark.parametrize("part", ["Về quy định hành chính và hành vi hành chính", "Nội dung khác"])
def test_a_line_of_both_kinds_or_neither_is_of_no_kind(part: str) -> None:
    assert add_counts_by_kind({part: {"petitions_new": 3}}) == {part: {"petitions_new": 3}}


@pytest.mark.parametrize(
    ("comparator", "value", "numerator", "denominator", "met", "missing"),
    [
        ("<=", "0.05", 5, 100, True, 0),
        ("<=", "0.05", 6, 100, False, 1),
        ("<", "0.05", 4, 100, True, 0),
        ("<", "0.05", 5, 100, False, 1),  # strictly below: four at most
        ("<", "0.05", 9, 100, False, 5),
        ("<=", "0.05", 3, 41, False, 1),  # 5 % of 41 is 2.05: two at most
        ("<=", "0", 2, 41, False, 2),
        ("<", "0", 2, 41, False, 2),
        (">", "0.95", 95, 100, False, 1),
        (">=", "0.95", 95, 100, True, 0),
    ],
)
def test_ceilings_and_floors(
    comparator: str, value: str, numerator: int, denominator: int, met: bool, missing: int
) -> None:
    of = target("late_dossiers", comparator, value)
    assert meets_target(of, numerator, denominator) is met
    assert shortfall(of, numerator, denominator) == missing


FILED = "online_filing"


@pytest.mark.parametrize(
    ("comparator", "value", "now", "before", "status", "missing"),
    [
        # 60 % the year before: 10 % more are 66 %, ten points more 70 %.
        ("+", "0.10", (66, 100), (60, 100), "met", 0),
        ("+", "0.10", (65, 100), (60, 100), "missed", 1),
        ("+pp", "0.10", (70, 100), (60, 100), "met", 0),
        ("+pp", "0.10", (66, 100), (60, 100), "missed", 4),
        ("+", "0.10", (66, 100), None, "no_data", None),
        ("+", "0.10", (66, 100), (0, 0), "no_data", None),
    ],
)
def test_a_rise_is_over_the_same_days_of_its_base_year(
    comparator: str,
    value: str,
    now: tuple[int, int],
    before: tuple[int, int] | None,
    status: str,
    missing: int | None,
) -> None:
    def form(name: str, counts: tuple[int, int]) -> tuple[Period, dict[str, dict[str, int]]]:
        return parse_period(name), {
            "": dict(zip(("received_online", "received"), counts, strict=True))
        }

    forms = [form("2026-Q1", now), *([form("2025-Q1", before)] if before else [])]
    found = judge(target(FILED, comparator, value, base_year=2025), *forms)
    assert (found.status, found.shortfall) == (status, missing)


def test_a_target_with_a_day_of_its_own_is_judged_up_to_it_and_expired_after() -> None:
    of = target("digitised_legacy_results", "=", "1.00", until=date(2026, 2, 28))
    two_months = Period(date(2026, 1, 1), date(2026, 2, 28))
    lines = {"": {"valid_results": 10, "valid_results_digitised": 9}}
    later = {"": {"valid_results": 10, "valid_results_digitised": 10}}
    held = evidence((two_months, lines), (QUARTER, later), judged_by=of)
    by_own_days = standing_of_target(held, held.plans[0], of, QUARTER)
    assert (by_own_days.status, by_own_days.period.last) == ("missed", date(2026, 2, 28))
    after = standing(held, METRICS_BY_NAME[of.metric], CODE, QUARTER)
    assert (after.status, after.expired_target) == ("expired", of)
    assert target_on(held.plans, CODE, of.metric, date(2026, 2, 28)) == of
    assert target_on(held.plans, CODE, of.metric, date(2026, 3, 1)) is None


def test_a_target_that_begins_within_the_year_is_judged_from_its_day_on() -> None:
    of = target(FILED, ">=", "0.80", since=date(2026, 4, 1))
    first_quarter = {"": {"received_online": 30, "received": 100}}
    second_quarter = {"": {"received_online": 95, "received": 100}}
    spring = parse_period("2026-Q2")
    held = evidence((QUARTER, first_quarter), (spring, second_quarter), judged_by=of)
    before = standing_of_target(held, held.plans[0], of, QUARTER)
    assert (before.status, before.shortfall) == ("upcoming", None)
    assert standing(held, METRICS_BY_NAME[of.metric], CODE, QUARTER).status == "no_target"
    begun = standing_of_target(held, held.plans[0], of, HALF_YEAR)
    assert (begun.status, begun.judged_tally.denominator) == ("met", 100)
    assert (begun.period.first, begun.period.last) == (spring.first, spring.last)


def test_late_dossiers_by_default_are_those_returned_and_by_variant_those_open_too(
    tmp_path: Path,
) -> None:
    """Seen on 31 January: four returned, one of them late; three open, two of them past their due
    day, and for one of these two the list says that an apology was sent.
    """
    rows = [
        {**earlier(due="05/01/2026"), "Thư xin lỗi": "Đã xin lỗi"},
        dossier(1, due="20/01/2026"),
        dossier(2, due="20/02/2026"),
        done(3, "15/01/2026", due="20/01/2026"),
        done(4, "20/01/2026", due="20/01/2026"),
        done(5, "20/01/2026", due="28/01/2026"),
        {**done(6, "25/01/2026", due="20/01/2026"), "Thư xin lỗi": "Chưa"},
    ]
    desk = Desk(tmp_path)
    desk.stored("a.csv", table(rows))
    assert desk.counts("late_dossiers") == (1, 4)
    # Late or overdue: 1 + 2 of 4 + 2. Apologies are owed for all three; one was made.
    assert METRICS_BY_NAME["late_dossiers"].variant("late_or_overdue") is not None
    assert desk.counts("late_apologised") == (1, 3)
    assert VARIANT_WORDS["late_or_overdue"] == "hồ sơ đã trả và đang giải quyết quá hạn"
