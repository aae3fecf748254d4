"""The key of a new plan, and the ids of its targets and tasks where none are written."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain, count
from string import ascii_lowercase

from data.communes import communes
from data.planning.drafts import Draft, DraftRow, Head

_TASK_ID = re.compile(r"NV-(\d+)")


def new_plan_key(head: Head, used_keys: Collection[str]) -> str:
    """A key such as "11203-2026" for a new plan, with "-b" or the like where it is used."""
    first_key = f"{head.commune_code}-{head.valid_from.year if head.valid_from else ''}"
    letters = (f"-{letter}" for letter in ascii_lowercase[1:])
    suffixes = chain([""], letters, (f"-{number}" for number in count(27)))
    return next(key for suffix in suffixes if (key := f"{first_key}{suffix}") not in used_keys)


def numbered_rows(draft: Draft, used_ids: Collection[str] = ()) -> tuple[DraftRow, ...]:
    """A draft's target rows that are not blank, each with an id, new ones as "NG-07".

    No id of the commune's other plans (`used_ids`) comes again.
    """
    rows = [row for row in draft.rows if not row.is_blank]
    ids = [row.texts.get("id", "").strip() for row in rows]
    id_matches = [re.fullmatch(r"(.*?)(\d+)", text) for text in (*ids, *used_ids)]
    own_matches = id_matches[: len(ids)]
    prefix = next((match[1] for match in own_matches if match), _id_prefix(draft.head))
    numbers = (int(match[2]) for match in id_matches if match and match[1] == prefix)
    last_number = max(numbers, default=0)
    free_ids = (f"{prefix}{number:02d}" for number in count(last_number + 1))
    return tuple(
        replace(row, texts={**row.texts, "id": text or next(free_ids)})
        for row, text in zip(rows, ids, strict=True)
    )


def numbered_task_rows(rows: Sequence[DraftRow], used_ids: Collection[str]) -> tuple[DraftRow, ...]:
    """The task rows that are not blank, each with an id, new ones as "NV-07".

    No id that the plan has or had (`used_ids`) comes again: what is recorded of a task stays its.
    """
    rows = [row for row in rows if not row.is_blank]
    ids = [row.texts.get("id", "").strip() for row in rows]
    numbers = [int(match[1]) for text in (*used_ids, *ids) if (match := _TASK_ID.fullmatch(text))]
    free_ids = (f"NV-{number:02d}" for number in count(max(numbers, default=0) + 1))
    return tuple(
        replace(row, texts={**row.texts, "id": text or next(free_ids)})
        for row, text in zip(rows, ids, strict=True)
    )


def _id_prefix(head: Head) -> str:
    """The prefix of a draft's target ids: the commune's initials ("NG-"), else "K-"."""
    commune = communes().get(head.commune_code or "")
    words = commune.name.removeprefix(commune.kind).split() if commune else ["KH"]
    return f"{''.join(word[0] for word in words).upper()}-"
