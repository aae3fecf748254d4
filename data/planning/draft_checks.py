"""A draft checked into a plan, or every fault that keeps it from being one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, count
from string import ascii_lowercase

from data.communes import communes
from data.dates import day_text
from data.day_cells import read_day_cell
from data.planning.drafts import (
    COMPARATORS,
    HEAD,
    HEADINGS,
    PARTS,
    YES,
    Draft,
    DraftRow,
    Head,
    Names,
)
from data.planning.plan import LONGEST, LONGEST_LINE, PRINTABLE, RISES, Plan, Target
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
_NO_DAY = "hãy ghi ngày như 28/02/2026, hoặc để trống."
_YEAR = re.compile(r"20\d\d")
_NO_PART = f"hãy chọn {'; '.join(PARTS.values())}."
_NO_YES = f"hãy ghi “{YES}” hoặc để trống."
_TOO_LONG = f"dài quá {LONGEST} chữ."
_CONTROL_SIGNS = "có ký tự điều khiển không nhìn thấy: hãy xóa ô này rồi gõ lại."


@dataclass(frozen=True)
class DraftFault:
    """One thing to put right, in the cell `called` of a row, or above the table (no row)."""

    row: int | None
    called: str
    value: str
    message: str

    @property
    def sentence(self) -> str:
        """ "Dòng 3, cột “Mức (%)” ghi “8o”: phải là số…"."""
        where = self.called if self.row is None else f"Dòng {self.row}, cột “{self.called}”"
        return f"{where}{f' ghi “{self.value[:40]}”' if self.value else ''}: {self.message}"


def check_draft(draft: Draft, key: str, names: Names) -> tuple[Plan | None, tuple[DraftFault, ...]]:
    """The plan of this key, or None and its faults in the order in which they stand."""
    head, rows = draft.head, numbered_rows(draft)
    faults = [*_head_faults(head), *_faults_of_repeated_ids(rows)]
    faults += [fault for row in rows for fault in _row_faults(row, names)]
    if not rows:
        faults.append(DraftFault(None, "Bảng chỉ tiêu", "", "chưa có chỉ tiêu nào."))
    if faults or not (head.commune_code and head.valid_from and head.valid_to):
        return None, tuple(faults)
    plan = Plan(
        key=key,
        commune_code=head.commune_code,
        **{name: _plain_text(getattr(head, name)) for name in _TEXTS},
        valid_from=head.valid_from,
        valid_to=head.valid_to,
        targets=tuple(_target(row, key, names) for row in rows),
    )
    return plan, ()


def new_key(head: Head, used_keys: Collection[str]) -> str:
    """A key for a new plan: commune and year, and a letter where the commune has one already."""
    base = f"{head.commune_code}-{head.valid_from.year if head.valid_from else ''}"
    letters = (f"-{letter}" for letter in ascii_lowercase[1:])
    suffixes = chain([""], letters, (f"-{number}" for number in count(27)))
    return next(key for suffix in suffixes if (key := f"{base}{suffix}") not in used_keys)


def numbered_rows(draft: Draft) -> tuple[DraftRow, ...]:
    """The rows that hold anything; those without a number of their own get the next free one."""
    rows = [row for row in draft.rows if not row.is_blank]
    ids = [row.texts.get("id", "").strip() for row in rows]
    numbers = [re.fullmatch(r"(.*?)(\d+)", text) for text in ids]
    prefix = next((match[1] for match in numbers if match), _initials(draft.head))
    last = max((int(match[2]) for match in numbers if match and match[1] == prefix), default=0)
    free = (f"{prefix}{number:02d}" for number in count(last + 1))
    return tuple(
        replace(row, texts={**row.texts, "id": text or next(free)})
        for row, text in zip(rows, ids, strict=True)
    )


def share_in(text: str) -> Decimal | None:
    """A percent as written ("95,5", "80%") as a share, exact; None where nothing is written.

    ValueError, with what to do, for anything else; also for a bare 0,8 or 1, which may mean a
    share.
    """
    if not text.strip():
        return None
    match = _PERCENT.fullmatch(text.strip())
    if match is None or (percent := Decimal(match[1].replace(",", "."))) > 100:
        raise ValueError(_NO_PERCENT)
    if 0 < percent <= 1 and not match[2]:
        raise ValueError(_SHARE)
    return percent / 100


def metric_in(text: str, names: Names) -> str | None:
    """The metric of this label; None where no metric is called so."""
    labels = {fold(label): name for name, label in names.metrics.items()}
    return labels.get(fold(text))


def _initials(head: Head) -> str:
    """Of the commune's name, without its kind: "Xã Ninh Giang" → "NG-"."""
    commune = communes().get(head.commune_code or "")
    words = commune.name.removeprefix(commune.kind).split() if commune else ["KH"]
    return f"{''.join(word[0] for word in words).upper()}-"


def _head_faults(head: Head) -> Iterator[DraftFault]:
    for name in ("commune_code", "title", "issuer", "valid_from", "valid_to"):
        if name in head.unread:
            expected = (
                "xã, phường nào" if name == "commune_code" else "ngày nào, hãy ghi như 01/01/2026"
            )
            yield DraftFault(None, HEAD[name], head.unread[name], f"không rõ là {expected}.")
        elif not getattr(head, name):
            yield DraftFault(None, HEAD[name], "", "chưa ghi.")
    for name in _TEXTS:
        if len(getattr(head, name)) > LONGEST_LINE:
            yield DraftFault(None, HEAD[name], getattr(head, name), f"dài quá {LONGEST_LINE} chữ.")
        if not _is_printable(getattr(head, name)):
            yield DraftFault(None, HEAD[name], "", _CONTROL_SIGNS)
    if head.valid_from and head.valid_to and head.valid_to < head.valid_from:
        yield DraftFault(None, HEAD["valid_to"], day_text(head.valid_to), "trước ngày có hiệu lực.")


def _faults_of_repeated_ids(rows: Sequence[DraftRow]) -> Iterator[DraftFault]:
    times = Counter(row.texts["id"] for row in rows)
    for row in rows:
        if times[name := row.texts["id"]] > 1:
            message = "số này có ở dòng khác: hãy xóa đi để dòng được đánh số mới."
            yield DraftFault(row.number, HEADINGS["id"], name, message)


def _row_faults(row: DraftRow, names: Names) -> Iterator[DraftFault]:
    texts = {name: row.texts.get(name, "").strip() for name in HEADINGS}
    for name, message in (
        *_choice_faults(texts, names),
        *_day_faults(texts),
        *_text_faults(texts),
    ):
        yield DraftFault(row.number, HEADINGS[name], texts[name], message)


def _choice_faults(texts: Mapping[str, str], names: Names) -> Iterator[tuple[str, str]]:
    metric = metric_in(texts["metric"], names)
    if metric is None:
        yield "metric", _STRANGE_METRIC if texts["metric"] else _NO_METRIC
    if not _COMPARATORS.get(fold(texts["comparator"])):
        yield "comparator", _NO_COMPARATOR
    try:
        share_in(texts["value"])
    except ValueError as error:
        yield "value", str(error)
    variant = texts["denominator_variant"]
    if metric and variant and _variant(metric, variant, names) is None:
        offered = "; ".join(names.variants.get(metric, {}).values())
        choose = f"hãy chọn {offered}, hoặc để trống." if offered else "hãy để trống."
        yield "denominator_variant", f"không phải mẫu số của chỉ số này: {choose}"


def _day_faults(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The year that a rise is over, and the target's own last day."""
    is_rise = _COMPARATORS.get(fold(texts["comparator"])) in RISES
    if is_rise != bool(_YEAR.fullmatch(texts["base_year"])) or (texts["base_year"] and not is_rise):
        yield "base_year", _NO_BASE_YEAR
    if texts["until"] and not read_day_cell(texts["until"]):
        yield "until", _NO_DAY


def _text_faults(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if fold(texts["part"]) not in _PARTS:
        yield "part", _NO_PART
    if fold(texts["province_wide"]) not in ("", YES):
        yield "province_wide", _NO_YES
    for name, text in texts.items():
        if len(text) > LONGEST:
            yield name, _TOO_LONG
        if not _is_printable(text):
            yield name, _CONTROL_SIGNS


def _variant(metric: str, text: str, names: Names) -> str | None:
    words = {fold(called): name for name, called in names.variants.get(metric, {}).items()}
    return words.get(fold(text))


def _target(row: DraftRow, plan: str, names: Names) -> Target:
    """A sound row as a target; without a label of its own it is called as its metric is."""
    cells = {name: _plain_text(row.texts.get(name, "")) for name in HEADINGS}
    metric = metric_in(cells["metric"], names) or ""
    part, column = _PARTS[fold(cells["part"])]
    variant = cells["denominator_variant"]
    plain_texts = {name: cells[name] for name in ("id", "scope", "denominator", "place", "line")}
    return Target(
        plan=plan,
        metric=metric,
        label=cells["label"] or names.metrics[metric],
        comparator=_COMPARATORS[fold(cells["comparator"])],
        value=share_in(cells["value"]),
        denominator_variant=_variant(metric, variant, names) if variant else None,
        part=part,
        column=column,
        note=cells["note"] or None,
        province_wide=fold(cells["province_wide"]) == YES,
        until=read_day_cell(cells["until"]) if cells["until"] else None,
        base_year=int(cells["base_year"]) if cells["base_year"] else None,
        **plain_texts,
    )


def _is_printable(text: str) -> bool:
    """Whether a text has no control sign, but for line ends and tabs, which become spaces."""
    return re.fullmatch(PRINTABLE, _plain_text(text)) is not None


def _plain_text(text: str) -> str:
    return " ".join(text.split())
