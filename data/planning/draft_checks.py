"""A draft checked into a plan, or every fault that keeps it from being one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from data.dates import day_text
from data.day_cells import read_day_cell
from data.planning.cell_checks import CONTROL_SIGNS, NO_DAY, is_printable, one_line, text_faults
from data.planning.draft_ids import numbered_rows, numbered_task_rows
from data.planning.drafts import (
    COMPARATORS,
    HEAD,
    HEADINGS,
    PARTS,
    YES,
    Draft,
    DraftFault,
    DraftRow,
    Head,
    MetricLabels,
)
from data.planning.plan import RISES, Plan, Target
from data.planning.task_checks import task_faults, tasks_of_rows
from data.planning.text_limits import LONGEST_LINE
from data.text import fold

_TEXTS = ("title", "number", "date", "issuer")
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*(%?)")
_COMPARATORS = {text: sign for sign, text in COMPARATORS.items()}
_COMPARATORS |= {">=": ">=", "≥": ">=", ">": ">", "=": "=", "": ""}
_PARTS = {text: part for part, text in PARTS.items()} | {"": ("body", "text")}
_NO_METRIC = "chưa chọn chỉ số."
_STRANGE_METRIC = "không có chỉ số này: hãy chọn trong danh mục."
_NO_COMPARATOR = f"hãy chọn {', '.join(COMPARATORS.values())}."
_NO_PERCENT = "phải là số từ 0 đến 100, ví dụ 95 hoặc 95,5; để trống khi kế hoạch không có con số."
_SHARE = "hãy ghi theo phần trăm, ví dụ 80 cho 80%; mức từ 1% trở xuống thì ghi cả dấu %."
_NO_BASE_YEAR = "ghi năm để so sánh, ví dụ 2025, khi chỉ tiêu là mức tăng; nếu không thì để trống."
_ENDS_BEFORE_BEGINNING = "đứng trước ngày áp dụng: hãy xem lại hai ngày."
_YEAR = re.compile(r"20\d\d")
_NO_PART = f"hãy chọn {'; '.join(PARTS.values())}."
_NO_YES = f"hãy ghi “{YES}” hoặc để trống."


def check_draft(
    draft: Draft,
    key: str,
    labels: MetricLabels,
    used_task_ids: Collection[str] = (),
    used_target_ids: Collection[str] = (),
) -> tuple[Plan | None, tuple[DraftFault, ...]]:
    """(the plan of this key, ()) from a draft without faults, else (None, all faults in order).

    A task without an id gets none of `used_task_ids`, those that the plan's tasks have or had and
    those of the commune's other plans, a target none of `used_target_ids`, those of the latter.
    """
    head, rows = draft.head, numbered_rows(draft, used_target_ids)
    task_rows = numbered_task_rows(draft.task_rows, used_task_ids)
    faults = [*_head_faults(head), *_faults_of_repeated_ids(rows)]
    faults += [fault for row in rows for fault in row_faults(row, labels)]
    faults += task_faults(task_rows)
    if not (rows or task_rows):
        message = "chưa có chỉ tiêu hay nhiệm vụ nào."
        faults.append(DraftFault(None, "Bảng chỉ tiêu", "", message))
    if faults or not (head.commune_code and head.valid_from and head.valid_to):
        return None, tuple(faults)
    plan = Plan(
        key=key,
        commune_code=head.commune_code,
        **{name: one_line(getattr(head, name)) for name in _TEXTS},
        valid_from=head.valid_from,
        valid_to=head.valid_to,
        targets=tuple(_target_of_row(row, key, labels) for row in rows),
        tasks=(),
    )
    return replace(plan, tasks=tasks_of_rows(task_rows, plan)), ()


def parse_share(text: str) -> Decimal | None:
    """The share (0–1) of a percentage: "95,5" → 0.955; None for a blank text, else ValueError.

    Raises ValueError, with what to do, for anything else; also for a bare 0,8 or 1, which may mean
    a share.
    """
    if not text.strip():
        return None
    match = _PERCENT.fullmatch(text.strip())
    if match is None or (percent := Decimal(match[1].replace(",", "."))) > 100:
        raise ValueError(_NO_PERCENT)
    if 0 < percent <= 1 and not match[2]:
        raise ValueError(_SHARE)
    return percent / 100


def metric_by_label(text: str, labels: MetricLabels) -> str | None:
    """The name of the metric with a label, however spelled; None where none has it."""
    names_by_label = {fold(label): name for name, label in labels.metrics.items()}
    return names_by_label.get(fold(text))


def _head_faults(head: Head) -> Iterator[DraftFault]:
    """The faults of a draft's head: texts missing, unread or too long, days out of order."""
    for name in ("commune_code", "title", "issuer", "valid_from", "valid_to"):
        if name in head.unread_texts:
            is_commune = name == "commune_code"
            expected = "xã, phường nào" if is_commune else "ngày nào, hãy ghi như 01/01/2026"
            yield DraftFault(None, HEAD[name], head.unread_texts[name], f"không rõ là {expected}.")
        elif not getattr(head, name):
            yield DraftFault(None, HEAD[name], "", "chưa ghi.")
    for name in _TEXTS:
        if len(getattr(head, name)) > LONGEST_LINE:
            message = f"dài quá {LONGEST_LINE} chữ: hãy rút gọn."
            yield DraftFault(None, HEAD[name], getattr(head, name), message)
        if not is_printable(getattr(head, name)):
            yield DraftFault(None, HEAD[name], "", CONTROL_SIGNS)
    if head.valid_from and head.valid_to and head.valid_to < head.valid_from:
        yield DraftFault(None, HEAD["valid_to"], day_text(head.valid_to), "trước ngày có hiệu lực.")


def _faults_of_repeated_ids(rows: Sequence[DraftRow]) -> Iterator[DraftFault]:
    """A fault for each row whose id another row has too."""
    id_counts = Counter(row.texts["id"] for row in rows)
    for row in rows:
        if id_counts[row_id := row.texts["id"]] > 1:
            message = "số này có ở dòng khác: hãy xóa đi để dòng được đánh số mới."
            yield DraftFault(row.number, HEADINGS["id"], row_id, message)


def row_faults(row: DraftRow, labels: MetricLabels) -> Iterator[DraftFault]:
    """All faults of one row of the table of targets."""
    texts = {name: row.texts.get(name, "").strip() for name in HEADINGS}
    faults = chain(_choice_faults(texts, labels), _day_faults(texts), _text_faults(texts))
    for name, message in faults:
        yield DraftFault(row.number, HEADINGS[name], texts[name], message)


def _choice_faults(texts: Mapping[str, str], labels: MetricLabels) -> Iterator[tuple[str, str]]:
    """Faults (cell's name, message) of a row's metric, comparator, value and denominator."""
    metric = metric_by_label(texts["metric"], labels)
    if metric is None:
        yield "metric", _STRANGE_METRIC if texts["metric"] else _NO_METRIC
    if not _COMPARATORS.get(fold(texts["comparator"])):
        yield "comparator", _NO_COMPARATOR
    try:
        parse_share(texts["value"])
    except ValueError as error:
        yield "value", str(error)
    variant = texts["denominator_variant"]
    if metric and variant and _variant_by_label(metric, variant, labels) is None:
        variant_labels = "; ".join(labels.variants.get(metric, {}).values())
        advice = f"hãy chọn {variant_labels}, hoặc để trống." if variant_labels else "hãy để trống."
        yield "denominator_variant", f"không phải mẫu số của chỉ số này: {advice}"


def _day_faults(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Faults (cell's name, message) of a row's base year and of its own days."""
    is_rise = _COMPARATORS.get(fold(texts["comparator"])) in RISES
    if is_rise != bool(_YEAR.fullmatch(texts["base_year"])) or (texts["base_year"] and not is_rise):
        yield "base_year", _NO_BASE_YEAR
    days = {name: read_day_cell(texts[name]) for name in ("since", "until")}
    for name, day in days.items():
        if texts[name] and not day:
            yield name, NO_DAY
    if days["since"] and days["until"] and days["until"] < days["since"]:
        yield "until", _ENDS_BEFORE_BEGINNING


def _text_faults(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Faults (cell's name, message) of a row's part, province mark and texts."""
    if fold(texts["part"]) not in _PARTS:
        yield "part", _NO_PART
    if fold(texts["province_wide"]) not in ("", YES):
        yield "province_wide", _NO_YES
    yield from text_faults(texts)


def _variant_by_label(metric: str, text: str, labels: MetricLabels) -> str | None:
    """The name of a metric's denominator variant with a label; None where none has it."""
    variants = labels.variants.get(metric, {})
    return {fold(label): name for name, label in variants.items()}.get(fold(text))


def _target_of_row(row: DraftRow, plan_key: str, labels: MetricLabels) -> Target:
    """The target that a row without faults states; a blank label becomes its metric's."""
    cells = {name: one_line(row.texts.get(name, "")) for name in HEADINGS}
    metric = metric_by_label(cells["metric"], labels) or ""
    part, column = _PARTS[fold(cells["part"])]
    variant = cells["denominator_variant"]
    plain_texts = {name: cells[name] for name in ("id", "scope", "denominator", "place", "line")}
    return Target(
        plan_key=plan_key,
        metric=metric,
        label=cells["label"] or labels.metrics[metric],
        comparator=_COMPARATORS[fold(cells["comparator"])],
        value=parse_share(cells["value"]),
        denominator_variant=_variant_by_label(metric, variant, labels) if variant else None,
        part=part,
        column=column,
        note=cells["note"] or None,
        province_wide=fold(cells["province_wide"]) == YES,
        since=read_day_cell(cells["since"]) if cells["since"] else None,
        until=read_day_cell(cells["until"]) if cells["until"] else None,
        base_year=int(cells["base_year"]) if cells["base_year"] else None,
        **plain_texts,
    )
