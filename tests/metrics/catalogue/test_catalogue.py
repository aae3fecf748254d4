"""Metrics on counts made up by hand: what each divides, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from data.form_counts import SUMS
from data.periods import Period, parse_period
from data.petition_kinds import KINDS, count_of_kind
from data.planning.targets import built_in_plans
from data.typed_counts import FULL_MARK, count_nature, typed_counts
from loaders.layouts.layout import form_columns
from metrics.catalogue.labels import COUNT_LABELS
from metrics.catalogue.measures import MEASURES, PROCEDURE_COUNTS
from metrics.catalogue.metric import definitions_of
from metrics.catalogue.metrics import ALL_METRICS, METRICS_BY_NAME, Metric
from metrics.catalogue.variants import VARIANT_WORDS
from metrics.counting.coverage import Segment, Source
from metrics.counting.day_counts import DayCounts, Holdings
from metrics.counting.forms import Form
from metrics.counting.plan_tasks import TASK_COUNTS
from metrics.counting.stocks import CLOSING_COUNTS, OPENING_COUNTS, STOCKS
from metrics.counting.tallies import Evidence
from metrics.standings import standing, standing_against, standing_of_target, validity_to_date
from tests.metrics.test_truth import RATES

CODE = "09385"
TO_15_SEPTEMBER = Period(date(2026, 1, 1), date(2026, 9, 15))  # when the cuts must be proposed
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), "2026")

# Metrics that have a share only by the denominator variant that a plan names.
BY_VARIANT = frozenset({"processing_time_cut", "compliance_cost_cut", "no_resubmission"})
# Metric → its counts, the numerator first: each line by hand from what the plan asks. Those that
# the samples give are counted in tests/metrics/test_truth.py.
COUNTED: dict[str, tuple[dict[str, int], dict[str, int]]] = {
    "digitised_components": ({"components_digitised": 90}, {"components": 120}),
    "digitised_dossiers_and_results": (
        {"received_digitised": 80, "results_digitised": 55},
        {"received": 100, "results_due": 60},
    ),
    "digitised_legacy_results": ({"valid_results_digitised": 7}, {"valid_results": 9}),
    "results_published": ({"results_published": 41}, {"results_to_publish": 44}),
    "online_processing": ({"resolved_online": 45}, {"resolved": 52}),
    "electronic_circulation": (
        {"dossiers_circulated_electronically": 18},
        {"dossiers_circulated": 20},
    ),
    "electronic_work_files": ({"work_files_electronic": 98}, {"work_files": 100}),
    "electronic_receipts": ({"receipts_electronic": 33}, {"receipts": 40}),
    "petition_satisfaction": ({"petition_answers_satisfied": 11}, {"petition_answers": 12}),
    "online_services_with_dossiers": (
        {"procedures_online_with_dossiers": 120},
        {"procedures_online": 300},
    ),
    "late_dossiers": (
        {"resolved_late": 2},
        {"resolved_early": 150, "resolved_on_time": 48, "resolved_late": 2},
    ),
    "sipas": ({"sipas": 8521}, {"full_mark": 10_000}),  # 85,21 of 100
    "index_766": ({"index_766": 8860}, {"full_mark": 10_000}),
    "index_766_disclosure": ({"index_766_disclosure": 1650}, {"full_mark": 10_000}),
    "index_766_progress": ({"index_766_progress": 1800}, {"full_mark": 10_000}),
    "index_766_online": ({"index_766_online": 1925}, {"full_mark": 10_000}),
    "index_766_digitisation": ({"index_766_digitisation": 1740}, {"full_mark": 10_000}),
    "index_766_satisfaction": ({"index_766_satisfaction": 1700}, {"full_mark": 10_000}),
    "dossiers_on_system": ({"dossiers_on_system": 398}, {"dossiers_everywhere": 400}),
    "dossiers_synchronised": (
        {"synchronised": 95},
        {"received_online": 60, "received_direct": 37, "received_postal": 3},
    ),
    "late_apologised": ({"late_apologised": 3}, {"late_apologised": 3, "late_not_apologised": 2}),
    "late_explained_and_apologised": ({"late_explained_apologised": 4}, {"late_dossiers": 5}),
    "no_resubmission_business": ({"business_papers_once": 30}, {"business_papers": 31}),
    "electronic_certified_copies": ({"copy_services_given": 1}, {"copy_services_due": 1}),
    "petitions_received": ({"petitions_taken_in": 12}, {"petitions_sent": 13}),
    "petitions_handled": (
        {"petitions_handled": 10},
        {"petitions_handled": 10, "petitions_pending_late": 1},
    ),
    "petitions_on_time": (
        {"petitions_handled_on_time": 9},
        {"petitions_handled": 10, "petitions_pending_late": 1},
    ),
    "petitions_published": (
        {"petitions_published": 8},
        {"petitions_handled_on_time": 9, "petitions_handled_late": 1},
    ),
    "procedures_one_stop": ({"procedures_one_stop": 397}, {"procedures": 400}),
    "procedures_disclosed": ({"procedures_disclosed": 410}, {"procedures_to_disclose": 412}),
    "procedures_non_territorial": ({"procedures_non_territorial": 390}, {"procedures": 400}),
    "non_territorial_procedures_restructured": (
        {"procedures_restructured_non_territorial": 100},
        {"procedures": 400},
    ),
    "eligible_procedures_by_post": (
        {"procedures_by_post": 70},
        {"procedures_eligible_by_post": 75},
    ),
    "catalogue_synchronised": (
        {"catalogue_entries_synchronised": 399},
        {"catalogue_entries": 400},
    ),
    "procedures_online": ({"procedures_online": 300}, {"procedures": 400}),
    "eligible_procedures_online": (
        {"procedures_online": 300},
        {"procedures_eligible_online": 310},
    ),
    "eligible_procedures_online_end_to_end": (
        {"procedures_end_to_end": 150},
        {"procedures_eligible_end_to_end": 155},
    ),
    "eligible_procedures_restructured": (
        {"procedures_eligible_restructured": 200},
        {"procedures_eligible_online": 310},
    ),
    "online_services_restructured": (
        {"online_services_restructured": 20},
        {"online_services": 300},
    ),
    "online_services_integrated": (
        {"online_services_integrated": 299},
        {"online_services": 300},
    ),
    "business_procedures_online": (
        {"business_procedures_online": 33},
        {"business_procedures": 35},
    ),
    "payment_procedures_available": ({"fee_procedures_available": 34}, {"fee_procedures": 35}),
    "procedures_paid_online": (
        {"procedures_paid_online": 12},
        {"procedures_with_fee_dossiers": 17},
    ),
    "centre_brand_identity": ({"centres_branded": 0}, {"centres": 1}),
    "tasks_on_time": ({"tasks_done_on_time": 19}, {"tasks_due": 20}),
    "procedures_reviewed": ({"procedures_reviewed": 250}, {"procedures": 400}),
    "internal_procedures_reviewed": (
        {"internal_procedures_reviewed": 12},
        {"internal_procedures": 60},
    ),
    "standards_procedures_reviewed": (
        {"standards_procedures_reviewed": 2},
        {"standards_procedures": 3},
    ),
    "business_conditions_cut": ({"needless_conditions_cut": 5}, {"needless_conditions": 6}),
    "unlisted_business_conditions_abolished": (
        {"unlisted_conditions_abolished": 4},
        {"unlisted_conditions": 4},
    ),
    "business_reports_electronic": (
        {"business_reports_electronic": 8},
        {"business_reports": 11},
    ),
}


def form(period: Period, upload_id: int, **counts: int | None) -> tuple[Source, Form]:
    """One form over the whole period, with these counts of the whole commune."""
    source = Source(CODE, upload_id, period.first, period.last, frozenset(counts), False, "x")
    return source, Form({"": counts}, has_fields=False)


def evidence(*forms: tuple[Source, Form]) -> Evidence:
    holdings = Holdings(
        {CODE: tuple(source for source, _ in forms)},
        {(CODE, source.upload_id): one for source, one in forms},
    )
    scopes = {"land_construction_investment": frozenset({"Đất đai"})}
    return Evidence(holdings, DayCounts({}), scopes, built_in_plans())


def definitions() -> list[Metric]:
    return [definition for metric in ALL_METRICS for definition in definitions_of(metric)]


@pytest.mark.parametrize("name", COUNTED)
def test_a_metric_divides_what_the_plan_asks(name: str) -> None:
    above, below = COUNTED[name]
    tally = evidence(form(YEAR, 1, **{**below, **above})).tally(METRICS_BY_NAME[name], CODE, YEAR)
    assert (tally.numerator, tally.denominator) == (sum(above.values()), sum(below.values()))
    assert tally.coverage.state == "whole"


def test_every_metric_that_a_plan_names_is_counted_by_hand() -> None:
    names = {target.metric for plan in built_in_plans() for target in plan.targets}
    on_samples = {*RATES, "satisfaction_land_construction_investment"}
    uncounted = names - COUNTED.keys() - on_samples - BY_VARIANT
    assert uncounted == set(), "a line each in COUNTED, tests/metrics/catalogue/test_catalogue.py"


@pytest.mark.parametrize(
    "metric",
    [metric for metric in definitions() if not TASK_COUNTS & {*metric.numerator}],  # no form's
    ids=lambda metric: metric.name,
)
def test_every_definition_divides_the_sums_of_its_counts(metric: Metric) -> None:
    """Each count is a power of two of its own, so that a sum says which counts are in it."""
    names = sorted({*metric.numerator, *metric.denominator})
    counts = {name: 2**place for place, name in enumerate(names)}
    alone = replace(metric, fallback=None, bounds=None, scope=None)
    tally = evidence(form(YEAR, 1, **counts)).tally(alone, CODE, YEAR)
    sums = [sum(counts[name] for name in side) for side in (metric.numerator, metric.denominator)]
    assert [tally.numerator, tally.denominator] == (sums if names else [None, None])


def test_each_target_names_a_metric_and_a_variant_that_are_there() -> None:
    for plan in built_in_plans():
        for target in plan.targets:
            assert METRICS_BY_NAME[target.metric].variant(target.denominator_variant), target.id


def test_every_definition_names_counts_that_somebody_gives() -> None:
    of_forms = {*form_columns(), *CLOSING_COUNTS, *OPENING_COUNTS}
    known = {m.name for m in MEASURES} | set(SUMS) | set(typed_counts()) | of_forms
    known |= {count_of_kind(name, kind) for name in of_forms for kind in KINDS}
    known |= PROCEDURE_COUNTS.keys() | TASK_COUNTS | {FULL_MARK}
    known |= {stock.name for stock in STOCKS}
    for metric in definitions():
        unknown = {*metric.numerator, *metric.denominator} - known
        assert unknown == set(), f"{metric.name}: no list, form or typed count gives these"
        variant = metric.denominator_variant
        assert VARIANT_WORDS[variant] != variant, "words in metrics/catalogue/variants.py"
        assert {*metric.numerator, *metric.denominator} <= COUNT_LABELS.keys()


def test_the_counts_of_a_definition_go_over_periods_alike() -> None:
    for metric in definitions():
        names = {*metric.numerator, *metric.denominator} - PROCEDURE_COUNTS.keys() - {FULL_MARK}
        natures = {count_nature(name) for name in names}
        # What arose in one span may be set beside what stood at its end: neither adds.
        assert len(natures) <= 1 or natures == {"whole", "end"}, metric.name
        assert not {*metric.numerator} & OPENING_COUNTS.keys()


def test_late_dossiers_by_a_form_are_set_beside_what_left_too() -> None:
    """II.06a has 150 early, 45 on time or left, 5 late: 5 of 200."""
    counts = {"resolved_early": 150, "resolved_on_time_or_left": 45, "resolved_late": 5}
    tally = evidence(form(YEAR, 1, **counts)).tally(METRICS_BY_NAME["late_dossiers"], CODE, YEAR)
    assert (tally.numerator, tally.denominator) == (5, 200)
    assert tally.metric.denominator_variant == "resolved_or_left"


def test_services_with_dossiers_are_counted_from_lists_over_those_typed() -> None:
    """Lists to 31 March had dossiers of 90 services; 120 were offered on that day, as typed."""
    quarter = parse_period("2026-Q1")
    metric = METRICS_BY_NAME["online_services_with_dossiers"]
    counted = frozenset({"counted_procedures_online_with_dossiers"})
    listed = Source(CODE, 1, quarter.first, quarter.last, counted, True, "x")
    typed, sheet = form(quarter, 2, procedures_online=120)
    segment = Segment(quarter.first, quarter.last)
    of_both = Evidence(
        Holdings({CODE: (listed, typed)}, {(CODE, 2): sheet}),
        DayCounts({}),
        {},
        built_in_plans(),
        {(CODE, "counted_procedures_online_with_dossiers", segment): 90},
    )
    tally = of_both.tally(metric, CODE, quarter)
    assert (tally.numerator, tally.denominator) == (90, 120)
    without_typed = replace(of_both, holdings=Holdings({CODE: (listed,)}, {}))
    assert without_typed.tally(metric, CODE, quarter).numerator is None
    # In April nothing is typed, and no list is there.
    assert of_both.tally(metric, CODE, parse_period("2026-04")).coverage.state == "none"


def test_where_counts_come_from() -> None:
    assert METRICS_BY_NAME["on_time"].source_kind == "export"
    assert METRICS_BY_NAME["tasks_on_time"].source_kind == "typed"
    assert METRICS_BY_NAME["processing_time_cut"].source_kind == "none"
    by_transaction = METRICS_BY_NAME["online_payment"].variant("transactions")
    assert by_transaction is not None
    assert by_transaction.source_kind == "typed"


def test_what_stood_open_at_the_beginning_is_counted_once() -> None:
    january, february = parse_period("2026-01"), parse_period("2026-02")
    both = Period(january.first, february.last)
    found = evidence(
        form(january, 1, received_online=8, received=10, carried_over=5),
        form(february, 2, received_online=9, received=12, carried_over=7),
    )
    variant = METRICS_BY_NAME["online_filing"].variant("received_and_carried_over")
    assert variant is not None
    tally = found.tally(variant, CODE, both)
    assert (tally.numerator, tally.denominator) == (
        17,
        27,
    )  # 10 + 12, and January began with 5
    assert found.tally(variant, CODE, february).denominator == 19


def test_a_count_as_at_a_day_is_the_last_forms_and_is_never_summed() -> None:
    january, june = parse_period("2026-01"), parse_period("2026-H1")
    found = evidence(
        form(january, 1, procedures=100, procedures_one_stop=50),
        form(june, 2, procedures=110, procedures_one_stop=99),
    )
    metric = METRICS_BY_NAME["procedures_one_stop"]
    tally = found.tally(metric, CODE, YEAR)
    assert (tally.numerator, tally.denominator) == (99, 110)
    assert tally.coverage.covered_span == (date(2026, 1, 1), date(2026, 6, 30))
    assert tally.is_provisional
    # June's end is in the second quarter too, though the form began before it.
    assert found.tally(metric, CODE, parse_period("2026-Q2")).coverage.state == "whole"
    assert found.tally(metric, CODE, parse_period("2026-Q3")).numerator is None


def test_numbers_of_different_things_do_not_add_over_two_spans() -> None:
    january, february = parse_period("2026-01"), parse_period("2026-02")
    found = evidence(
        form(january, 1, procedures_with_fee_dossiers=9, procedures_paid_online=6),
        form(february, 2, procedures_with_fee_dossiers=10, procedures_paid_online=8),
    )
    metric = METRICS_BY_NAME["procedures_paid_online"]
    assert found.tally(metric, CODE, february).numerator == 8
    tally = found.tally(metric, CODE, Period(january.first, february.last))
    assert (tally.numerator, tally.denominator) == (6, 9)
    assert tally.coverage.covered_span == (january.first, january.last)


def test_counts_that_add_do_so_over_two_sheets() -> None:
    january, february = parse_period("2026-01"), parse_period("2026-02")
    found = evidence(
        form(january, 1, tasks_due=4, tasks_done_on_time=3),
        form(february, 2, tasks_due=6, tasks_done_on_time=6),
    )
    tally = found.tally(
        METRICS_BY_NAME["tasks_on_time"], CODE, Period(january.first, february.last)
    )
    assert (tally.numerator, tally.denominator) == (9, 10)


def test_a_part_without_the_count_adds_nothing_and_an_untrusted_one_makes_it_unknown() -> None:
    sheet = Form({"BC 1": {"tasks_due": 4}, "BC 2": {"tasks_done_on_time": 3}}, has_fields=False)
    assert sheet.total(("tasks_due",), None) == 4
    assert sheet.total(("petitions_sent",), None) is None
    untrusted = Form({"BC 1": {"tasks_due": 4}, "BC 2": {"tasks_due": None}}, has_fields=False)
    assert untrusted.total(("tasks_due",), None) is None


def test_a_target_is_judged_by_its_own_denominator_where_that_is_there() -> None:
    """Đồng Nguyên's body asks 75 % of the transactions; 72 % of the dossiers would be short."""
    period = parse_period("2026-03")
    dossiers = {"payable": 100, "paid_online": 72}
    without = standing(
        evidence(form(period, 1, **dossiers)), METRICS_BY_NAME["online_payment"], CODE, period
    )
    assert (without.status, without.shortfall, without.denominator_differs) == ("missed", 3, True)
    found = evidence(
        form(period, 1, **dossiers), form(period, 2, transactions=200, transactions_online=151)
    )
    one = standing(found, METRICS_BY_NAME["online_payment"], CODE, period)
    assert (one.tally.numerator, one.tally.denominator) == (72, 100)
    assert (one.judged_tally.numerator, one.judged_tally.denominator) == (151, 200)
    assert (one.status, one.shortfall, one.denominator_differs) == ("met", 0, False)
    assert one.attainment == pytest.approx(0.755 / 0.75)


# (the target's denominator, (judged numerator, denominator), its name, status and shortfall), where
# of 100 payable dossiers 90 are paid online, none of them on the national portal, and nothing is
# typed: 75 % of all are 75. On the portal alone, it is short of all 75.
WITHOUT_TRANSACTIONS = [
    ("transactions", (90, 100), "payable", "met", 0),
    ("transactions_national", (0, 100), "payable_national", "missed", 75),
]


@pytest.mark.parametrize(
    ("variant", "counts", "judged_by", "status", "lacking"), WITHOUT_TRANSACTIONS
)
def test_without_transactions_dossiers_stand_for_them_on_the_portal_alone_where_it_is_named(
    variant: str, counts: tuple[int, int], judged_by: str, status: str, lacking: int
) -> None:
    period = parse_period("2026-03")
    found = evidence(form(period, 1, payable=100, paid_online=90, paid_online_national=0))
    (plan,) = (plan for plan in built_in_plans() if plan.key == f"{CODE}-2026")
    target = next(t for t in plan.targets if t.metric == "online_payment")
    assert target.value == Decimal("0.75")
    target = replace(target, denominator_variant=variant)
    one = standing_against(found, METRICS_BY_NAME["online_payment"], CODE, period, target)
    tally = one.judged_tally
    assert (tally.numerator, tally.denominator) == counts
    assert tally.metric.denominator_variant == judged_by
    assert (one.status, one.shortfall, one.denominator_differs) == (status, lacking, True)


def test_a_cut_is_unknown_where_the_plan_names_no_base_year() -> None:
    """Trần Liễu compares with 2025, Ninh Giang with no year; both typed the same counts."""
    for code, wanted in (("10729", ("missed", 5)), ("11203", ("no_data", None))):
        source = Source(
            code,
            1,
            TO_15_SEPTEMBER.first,
            TO_15_SEPTEMBER.last,
            frozenset({"processing_days_base", "processing_days_cut"}),
            False,
            "x",
        )
        sheet = Form({"": {"processing_days_base": 100, "processing_days_cut": 45}}, False)
        found = Evidence(
            Holdings({code: (source,)}, {(code, 1): sheet}), DayCounts({}), {}, built_in_plans()
        )
        one = standing(found, METRICS_BY_NAME["processing_time_cut"], code, TO_15_SEPTEMBER)
        assert (one.status, one.shortfall) == wanted


def test_each_line_of_a_plan_has_a_standing_of_its_own() -> None:
    """Body "above 60 %" and appendix "60 %" of the same dossiers: 60 of 100 tells them apart."""
    (plan,) = (plan for plan in built_in_plans() if plan.commune_code == CODE)
    counts = {"resolved_early": 60, "resolved_on_time": 30, "resolved_late": 10}
    period = validity_to_date(plan, date(2026, 6, 30))
    assert (period.first, period.last) == (date(2026, 1, 1), date(2026, 6, 30))
    found = evidence(form(period, 1, **counts))
    told = {t.id: standing_of_target(found, plan, t, period).status for t in plan.targets}
    assert len(told) == 56
    assert (told["DN-04"], told["DN-29"]) == ("missed", "met")
    assert told["DN-01"] == "no_data"


def test_after_its_last_day_a_target_is_expired_and_within_it_is_judged() -> None:
    (plan,) = (plan for plan in built_in_plans() if plan.commune_code == "11842")
    (target,) = (target for target in plan.targets if target.id == "VT-03")
    period = validity_to_date(plan, date(2026, 11, 22))
    assert (period.first, period.last) == (plan.valid_from, plan.valid_to)
    source = Source("11842", 1, YEAR.first, YEAR.last, frozenset({"centres"}), False, "x")
    known = frozenset({"centres", "centres_branded"})
    after = Source("11842", 1, YEAR.first, YEAR.last, known, False, "x")
    within = Source("11842", 1, period.first, period.last, known, False, "x")
    sheet = {("11842", 1): Form({"": {"centres": 1, "centres_branded": 1}}, False)}
    for held, days, wanted in (
        (after, YEAR, "expired"),
        (within, period, "met"),
        (source, YEAR, "no_data"),
    ):
        found = Evidence(Holdings({"11842": (held,)}, sheet), DayCounts({}), {}, built_in_plans())
        assert standing_of_target(found, plan, target, days).status == wanted
