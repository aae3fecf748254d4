"""Every typed count is one line that the template, the metrics and the pages all know."""

from __future__ import annotations

from itertools import chain

from data.typed_counts import typed_count_of_line, typed_counts
from loaders.layouts.layout import layouts
from metrics.catalogue.labels import COUNT_LABELS
from metrics.catalogue.metrics import ALL_METRICS
from reports.typed_counts_template import counts_by_topic

# They stand in the Parquet files of every record: a name may be added, never changed.
STORED = """
    procedures procedures_one_stop procedures_to_disclose procedures_disclosed
    procedures_non_territorial procedures_restructured_non_territorial
    procedures_eligible_by_post procedures_by_post procedures_reviewed internal_procedures
    internal_procedures_reviewed standards_procedures standards_procedures_reviewed
    catalogue_entries catalogue_entries_synchronised procedures_online
    procedures_online_with_dossiers procedures_eligible_online
    procedures_eligible_restructured procedures_eligible_end_to_end procedures_end_to_end
    business_procedures business_procedures_online online_services
    online_services_restructured online_services_integrated fee_procedures
    fee_procedures_available procedures_with_fee_dossiers procedures_paid_online
    transactions transactions_online dossiers_everywhere dossiers_on_system
    dossiers_circulated dossiers_circulated_electronically late_dossiers
    late_explained_apologised components components_digitised data_items
    data_items_reused applicants applicants_not_resubmitting business_papers
    business_papers_once results_to_publish results_published valid_results
    valid_results_digitised certified_copies certified_copies_electronic
    copy_services_due copy_services_given centres centres_branded paper_ratings
    paper_ratings_satisfied petitions_sent petitions_taken_in tasks_due
    tasks_done_on_time needless_conditions needless_conditions_cut unlisted_conditions
    unlisted_conditions_abolished business_reports business_reports_electronic
    processing_days_base processing_days_cut compliance_cost_base compliance_cost_cut
"""


def test_each_line_is_known_to_the_template_and_to_the_metrics() -> None:
    in_metrics = {
        measure
        for metric in ALL_METRICS
        for definition in (metric, *metric.variants, metric.fallback)
        if definition
        for measure in (*definition.numerator, *definition.denominator)
    }
    in_template = [count.measure for _, counts in counts_by_topic() for count in counts]
    assert in_template == list(typed_counts())
    for count in typed_counts().values():
        assert typed_count_of_line(count.line.upper()) is count
        assert COUNT_LABELS[count.measure] == count.label
    wholes = set(chain.from_iterable(count.within for count in typed_counts().values()))
    of_the_index = {"procedures_online_with_dossiers"}
    assert typed_counts().keys() <= in_metrics | wholes | of_the_index


def test_no_typed_count_has_the_name_of_a_count_of_an_export() -> None:
    exported = {column for layout in layouts() for column in layout.headings.values()}
    assert not exported & typed_counts().keys()


def test_names_that_are_stored_are_still_known() -> None:
    assert set(STORED.split()) <= typed_counts().keys()
