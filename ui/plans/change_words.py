"""What a version of a plan holds, and what it changes of the one before, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from data.planning.drafts import HEAD, HEADINGS, TASK_HEADINGS
from data.planning.plan_diff import Entry, ListChange, PlanDifference
from data.planning.targets import Plan, Target
from data.planning.task import Task
from ui.display import task_words, words


def plan_counts(plan: Plan) -> str:
    """How many targets and tasks a plan has: "27 chỉ tiêu, 3 nhiệm vụ"; "" without either."""
    counts = ((len(plan.targets), "chỉ tiêu"), (len(plan.tasks), "nhiệm vụ"))
    return ", ".join(f"{words.number(count)} {noun}" for count, noun in counts if count)


def change_lines(difference: PlanDifference, most_sentences: int | None = None) -> Sequence[str]:
    """Markdown list items, one a change, at most `most_sentences`, then how many more there are."""
    all_sentences = change_sentences(difference)
    surplus_count = len(all_sentences) - most_sentences if most_sentences else 0
    surplus_sentences = [f"và {surplus_count} thay đổi khác"] if surplus_count > 0 else []
    return [
        f"- {words.escape_markdown(sentence)}"
        for sentence in (*all_sentences[:most_sentences], *surplus_sentences)
    ]


def change_sentences(difference: PlanDifference) -> list[str]:
    """A sentence for each change: of the head, then of targets, then of tasks."""
    head_names = [HEAD[name].lower() for name in difference.changed_head_fields]
    return [
        *([f"Sửa {', '.join(head_names)}"] if head_names else []),
        *_list_sentences(difference.targets, _limited_name, _changed_target_words, "chỉ tiêu"),
        *_list_sentences(difference.tasks, _named_task, _changed_task_words, "nhiệm vụ"),
    ]


def _list_sentences(
    change: ListChange[Entry],
    entry_words: Callable[[Entry], str],
    changed_words: Callable[[Entry, Entry], str],
    plural: str,
) -> Iterator[str]:
    """A sentence for each entry added, changed and removed, and one if the order changed."""
    yield from (f"Thêm {entry_words(entry)}" for entry in change.added)
    yield from (f"Sửa {changed_words(before, after)}" for before, after in change.changed)
    yield from (f"Bỏ {entry_words(entry)}" for entry in change.removed)
    if change.is_reordered:
        yield f"Đổi thứ tự các {plural}"


def limited_demand(target: Target) -> str:
    """What a target demands and all that limits it: "tối thiểu 80%, đến 30/06/2026, hộ tịch"."""
    return ", ".join(filter(None, (words.target_words(target), _limit_words(target))))


def _limit_words(target: Target) -> str:
    """A target's own last day, scope and denominators in words; "" where none is set."""
    variant = target.denominator_variant
    denominators = (target.denominator, words.variant(variant) if variant else "")
    limits = (
        f"đến {words.day(target.until)}" if target.until else "",
        f"phạm vi: {target.scope}" if target.scope else "",
        f"mẫu số: {'; '.join(filter(None, denominators))}" if any(denominators) else "",
    )
    return ", ".join(filter(None, limits))


def _named_demand(target: Target) -> str:
    """A target's id, label and demand: "NG-10 Hồ sơ tiếp nhận trực tuyến: tối thiểu 80%"."""
    return f"{target.id} {target.label}: {words.target_words(target)}"


def _limited_name(target: Target) -> str:
    """A target's id, label, demand and limits: "NG-10 …: tối thiểu 80%, đến 30/06/2026"."""
    return f"{target.id} {target.label}: {limited_demand(target)}"


def _changed_target_words(before: Target, after: Target) -> str:
    """A target, its demand and limits before → after; else which cells' headings changed."""
    limits_before, limits_after = (_limit_words(target) or "không" for target in (before, after))
    if limits_before != limits_after:
        limits = f"giới hạn: {limits_before} → {limits_after}"
        return f"{_changed_demand(before, after)}; {limits}"
    if words.target_words(before) != words.target_words(after):
        return _changed_demand(before, after)
    differing_names = _differing_names(before, after, HEADINGS)
    if before.column != after.column and "part" not in differing_names:
        differing_names.append("part")
    headings = ", ".join(HEADINGS[name].lower() for name in differing_names)
    return f"{_named_demand(after)}, {headings}"


def _changed_demand(before: Target, after: Target) -> str:
    """A target with its demand before and, where another, after: "NG-10 …: 80% → 85%"."""
    demand_before, demand_after = words.target_words(before), words.target_words(after)
    return _named_demand(before) + (f" → {demand_after}" if demand_before != demand_after else "")


def _named_task(task: Task) -> str:
    """A task with its id, title and due days: "nhiệm vụ NV-01 Báo cáo quý: hạn 15/03/2026"."""
    return f"nhiệm vụ {task.id} {task.title}: {task_words.due_words(task)}"


def _changed_task_words(before: Task, after: Task) -> str:
    """A task, its due days before → after, and the headings of other changed cells."""
    due_before, due_after = task_words.due_words(before), task_words.due_words(after)
    due_change = f" → {due_after}" if due_before != due_after else ""
    differing_names = _differing_names(before, after, TASK_HEADINGS)
    other_names = [name for name in differing_names if name not in ("first", "last", "kind")]
    headings = [f", {TASK_HEADINGS[name].lower()}" for name in other_names]
    return "".join(chain([_named_task(before), due_change], headings))


def _differing_names(before: object, after: object, headings: Mapping[str, str]) -> list[str]:
    """Those attribute names in `headings` whose values differ between `before` and `after`."""
    return [name for name in headings if getattr(before, name) != getattr(after, name)]
