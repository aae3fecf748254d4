"""The counts that no export gives: people type them in, each with the document it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

# How a count goes over periods: "sum" adds from one to the next; "end" stands as at the last
# day; "whole" is a number of different things within one span, so two spans do not add.
Nature = Literal["sum", "end", "whole"]

_END = (
    # procedures
    *("procedures", "procedures_one_stop", "procedures_to_disclose", "procedures_disclosed"),
    *("procedures_non_territorial", "procedures_restructured_non_territorial"),
    *("procedures_eligible_by_post", "procedures_by_post"),
    *("catalogue_entries", "catalogue_entries_synchronised"),
    # online services
    *("procedures_online", "procedures_eligible_online", "procedures_eligible_restructured"),
    *("procedures_eligible_end_to_end", "procedures_end_to_end"),
    *("online_services", "online_services_restructured", "online_services_integrated"),
    *("business_procedures", "business_procedures_online"),
    *("fee_procedures", "fee_procedures_available"),
    # results and the centre
    *("valid_results", "valid_results_digitised"),
    *("copy_services_due", "copy_services_given", "centres", "centres_branded"),
    # reviews and cuts
    *("procedures_reviewed", "internal_procedures", "internal_procedures_reviewed"),
    *("standards_procedures", "standards_procedures_reviewed"),
    *("needless_conditions", "needless_conditions_cut"),
    *("unlisted_conditions", "unlisted_conditions_abolished"),
    *("business_reports", "business_reports_electronic"),
    *("processing_days_base", "processing_days_cut"),
    *("compliance_cost_base", "compliance_cost_cut"),
)
_SUM = (
    # payments
    *("transactions", "transactions_online"),
    # dossiers
    *("dossiers_everywhere", "dossiers_on_system"),
    *("dossiers_circulated", "dossiers_circulated_electronically"),
    *("late_dossiers", "late_explained_apologised"),
    # papers and data
    *("components", "components_digitised", "data_items", "data_items_reused"),
    *("applicants", "applicants_not_resubmitting", "business_papers", "business_papers_once"),
    *("results_to_publish", "results_published"),
    *("certified_copies", "certified_copies_electronic"),
    # surveys, petitions and tasks
    *("paper_ratings", "paper_ratings_satisfied"),
    *("petitions_sent", "petitions_taken_in", "tasks_due", "tasks_done_on_time"),
)
_WHOLE = (
    *("procedures_with_fee_dossiers", "procedures_paid_online"),
    "procedures_online_with_dossiers",
)

_NATURES: tuple[tuple[Nature, tuple[str, ...]], ...] = (
    ("end", _END),
    ("sum", _SUM),
    ("whole", _WHOLE),
)
TYPED: Mapping[str, Nature] = MappingProxyType(
    {name: nature for nature, names in _NATURES for name in names}
)


def nature(name: str) -> Nature:
    """How a count goes over periods; what exports give adds (stocks apart, see measures)."""
    return TYPED.get(name, "sum")
