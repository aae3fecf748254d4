"""A proposed target in a line, and the boxes in which a confirmed one is put right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.dates import day_text
from data.planning.draft_checks import metric_by_label, parse_share, row_faults
from data.planning.drafts import (
    COMPARATORS,
    HEADINGS,
    PARTS,
    YES,
    DraftFault,
    DraftRow,
    percent_cell_text,
    quotation_note,
)
from data.planning.plan import RISES
from metrics.catalogue.plan_names import catalogue_labels
from metrics.rate_words import demand_words
from plan_texts.proposals import Proposal
from ui.begun_form import begin_box
from ui.display import words

_USUAL_DENOMINATOR = "như cách tính thường dùng"
_OWN_LEVEL, _PROVINCE_LEVEL = "của xã, phường", "của tỉnh, thành"


def proposal_line(proposal: Proposal) -> str:
    """Markdown: a proposed target's metric, comparator, value and all that limits them."""
    label = catalogue_labels().metrics.get(proposal.metric, proposal.metric)
    demand = demand_words(proposal.metric, proposal.comparator, proposal.value)
    variant_label = _proposed_variant_label(proposal, label)
    limits = (
        f"so với năm {proposal.base_year}" if proposal.base_year else "",
        f"áp dụng từ ngày {day_text(proposal.since)}" if proposal.since else "",
        _last_day_words(proposal),
        proposal.scope,
        "mức cấp trên giao" if proposal.province_wide else "",
        f"mẫu số: {variant_label}" if variant_label else "",
    )
    return _demand_line(label, demand, limits)


def row_line(row: Mapping[str, str]) -> str:
    """Markdown: the metric, demand and limits of a target row that was taken into the table."""
    limits = (
        f"so với năm {row['base_year']}" if row["base_year"] else "",
        f"từ {row['since']}" if row["since"] else "",
        f"đến {row['until']}" if row["until"] else "",
        row["scope"],
        "mức cấp trên giao" if row["province_wide"] else "",
        f"mẫu số: {row['denominator_variant']}" if row["denominator_variant"] else "",
    )
    return _demand_line(row["metric"], _row_demand(row), limits)


def _row_demand(row: Mapping[str, str]) -> str:
    """A row's comparator and value as a demand in words; as typed where the value is no number."""
    signs = {text: sign for sign, text in COMPARATORS.items()}
    metric = metric_by_label(row["metric"], catalogue_labels())
    try:
        return demand_words(metric or "", signs[row["comparator"]], parse_share(row["value"]))
    except ValueError:
        return f"{row['comparator']} {row['value']}"


def _demand_line(label: str, demand: str, limits: Sequence[str]) -> str:
    """Markdown: "**label**: demand · limit · limit", each limit that is not empty."""
    limit_words = "".join(f" · {words.escape_markdown(limit)}" for limit in limits if limit)
    return f"**{words.escape_markdown(label)}**: {words.escape_markdown(demand)}{limit_words}"


def _last_day_words(proposal: Proposal) -> str:
    """The last day of a proposed target in words: "đến ngày 30/06/2026"; "" where none is named."""
    if proposal.until:
        return f"đến ngày {day_text(proposal.until)}"
    return f"đến hết năm {proposal.until_year}" if proposal.until_year else ""


def edit_proposal(key_end: str, proposal: Proposal) -> Mapping[str, str]:
    """Draw the boxes that correct a confirmed proposal, keys ending in `key_end`; give its row."""
    columns = st.columns([5, 2, 2, 4])
    metric = _choose_metric(key_end, proposal, columns[0])
    comparator = _choose_comparator(key_end, proposal, columns[1])
    percent_key = begin_box(f"proposal-value-{key_end}", percent_cell_text(proposal.value))
    value = columns[2].text_input("Mức (%)", key=percent_key)
    scope_key = begin_box(f"proposal-scope-{key_end}", proposal.scope)
    scope = columns[3].text_input("Phạm vi", key=scope_key)
    return {
        "metric": metric,
        "comparator": comparator,
        "value": value,
        "scope": scope,
        **_edit_terms(key_end, proposal, metric),
        "part": PARTS["body", "text"],
        "line": f"L{proposal.line}",
        "note": quotation_note(proposal.words),
    }


def missing_term(proposal: Proposal, row: Mapping[str, str]) -> str:
    """What a confirmed proposal's row lacks or has wrong, as a clause; "" for nothing."""
    if not (row["metric"] and row["comparator"]):
        return "hãy chọn chỉ số và cách so sánh."
    is_rise = row["comparator"] in {COMPARATORS[sign] for sign in RISES}
    if is_rise and not row["base_year"]:
        return "mức tăng so với năm nào thì ghi vào ô Năm gốc."
    if row["base_year"] and not is_rise:
        return "năm gốc chỉ đi với mức tăng: hãy chọn “tăng” ở ô So sánh, hoặc xóa năm gốc."
    if proposal.value is not None and not row["value"].strip():
        return f"hãy ghi ô “{HEADINGS['value']}”, văn bản có con số ở đây."
    faults = row_faults(DraftRow(proposal.line, row), catalogue_labels())
    return next((f"ô {_fault_words(fault)}" for fault in faults), "")


def _fault_words(fault: DraftFault) -> str:
    """A fault by its box alone: "“Mức (%)” ghi “8o”: phải là số…"."""
    cell_words = f" ghi “{fault.cell_text[:40]}”" if fault.cell_text else ""
    return words.escape_markdown(f"“{fault.heading}”{cell_words}: {fault.message}")


def _edit_terms(key_end: str, proposal: Proposal, metric_label: str) -> Mapping[str, str]:
    """Draw the boxes of denominator, base year, days and level; give their cells by name."""
    columns = st.columns([5, 2, 2, 2, 4])
    initial_base_year = str(proposal.base_year or "") if proposal.comparator in RISES else ""
    initial_since = day_text(proposal.since) if proposal.since else ""
    initial_level = _PROVINCE_LEVEL if proposal.province_wide else _OWN_LEVEL
    variant = _choose_variant(key_end, proposal, metric_label, columns[0])
    base_year = columns[1].text_input(
        HEADINGS["base_year"],
        key=begin_box(f"proposal-base_year-{key_end}", initial_base_year),
        placeholder="2025",
        help="Chỉ ghi khi chỉ tiêu là mức tăng so với một năm",
    )
    since = columns[2].text_input(
        HEADINGS["since"],
        key=begin_box(f"proposal-since-{key_end}", initial_since),
        placeholder="01/07/2026",
        help="Chỉ ghi khi mức này áp dụng từ giữa năm",
    )
    until = columns[3].text_input(
        HEADINGS["until"],
        key=begin_box(f"proposal-until-{key_end}", _last_day_text(proposal)),
        placeholder="30/06/2026",
        help="Chỉ ghi khi chỉ tiêu hết hạn sớm hơn kế hoạch",
    )
    level = columns[4].selectbox(
        "Cấp giao",
        [_OWN_LEVEL, _PROVINCE_LEVEL],
        key=begin_box(f"proposal-level-{key_end}", initial_level),
    )
    return {
        "denominator_variant": variant,
        "base_year": base_year.strip(),
        "since": since.strip(),
        "until": until.strip(),
        "province_wide": YES if level == _PROVINCE_LEVEL else "",
    }


def _last_day_text(proposal: Proposal) -> str:
    """The last day of a proposed target as the table's cell, "30/06/2026"; "" without one."""
    if proposal.until:
        return day_text(proposal.until)
    return f"31/12/{proposal.until_year}" if proposal.until_year else ""


def _choose_metric(key_end: str, proposal: Proposal, place: DeltaGenerator) -> str:
    """Draw the choice of a metric, first the proposed one; its label, "" while none is chosen."""
    labels = catalogue_labels().metrics
    proposed_label = labels.get(proposal.metric)
    return _choose_option(
        "Chỉ số", list(labels.values()), proposed_label, f"metric-{key_end}", place
    )


def _choose_comparator(key_end: str, proposal: Proposal, place: DeltaGenerator) -> str:
    """Draw the choice of a comparator, first the proposed one; its words, "" while none is."""
    proposed_words = COMPARATORS.get(proposal.comparator)
    options = list(COMPARATORS.values())
    return _choose_option("So sánh", options, proposed_words, f"comparator-{key_end}", place)


def _choose_option(
    label: str, options: Sequence[str], proposed: str | None, key: str, place: DeltaGenerator
) -> str:
    """Draw a select box, `proposed` chosen at first; give its choice, "" while there is none."""
    is_proposed = proposed in options
    choice: str | None = place.selectbox(
        label,
        options,
        index=0 if is_proposed else None,  # only one with nothing proposed may be blank
        placeholder="Chọn",
        key=begin_box(f"proposal-{key}", proposed if is_proposed else None),
    )
    return choice or ""


def _choose_variant(
    key_end: str, proposal: Proposal, metric_label: str, place: DeltaGenerator
) -> str:
    """Draw the choice of a denominator of the metric; give its label, "" for the usual one."""
    names = catalogue_labels()
    metric = next((name for name, label in names.metrics.items() if label == metric_label), "")
    options = [_USUAL_DENOMINATOR, *names.variants.get(metric, {}).values()]
    proposed_label = _proposed_variant_label(proposal, metric_label) or _USUAL_DENOMINATOR
    # A key for each metric: another's denominators are none of this one's.
    key = f"variant-{key_end}-{metric}"
    label = _choose_option(HEADINGS["denominator_variant"], options, proposed_label, key, place)
    return "" if label == _USUAL_DENOMINATOR else label


def _proposed_variant_label(proposal: Proposal, metric_label: str) -> str:
    """The label of the proposed denominator; "" without one or if the metric is another."""
    names = catalogue_labels()
    if names.metrics.get(proposal.metric) != metric_label:
        return ""
    base = f"base_{proposal.base_year}"  # of a cut, which is divided by that year's
    return names.variants.get(proposal.metric, {}).get(proposal.denominator_variant or base, "")
