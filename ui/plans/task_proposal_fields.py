"""A proposed task in a line, and the boxes in which a confirmed one is put right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import shorten

import streamlit as st

from data.dates import day_text, short_span_text
from data.planning.drafts import TASK_HEADINGS, quotation_note
from data.planning.own_day import own_day_text, recurrence_text
from data.planning.task import LENGTHS
from data.planning.task_checks import task_content_faults
from data.wording import CADENCES
from plan_texts.task_proposals import TaskProposal
from ui.begun_form import begin_box
from ui.display import words

_LONGEST_LEADS = 90  # letters: the quotation below has all of them


def proposal_line(proposal: TaskProposal) -> str:
    """Markdown: a proposed task's title, when it is due, how often, and who leads it."""
    parts = " · ".join(map(words.escape_markdown, _line_parts(proposal)))
    return f"**{words.escape_markdown(proposal.title)}**: {parts}"


def row_line(row: Mapping[str, str]) -> str:
    """Markdown: title, days, cadence and leads of a task row that was taken into the table."""
    first = f"từ {row['first']}" if row["first"] else ""
    last = f"đến {row['last']}" if row["last"] else ""
    days = " ".join(filter(None, (first, last)))
    recurrence = ", ".join(filter(None, (row["cadence"].lower(), row["own_day"])))
    leads = shorten(row["leads"], _LONGEST_LEADS, placeholder="…")
    parts = " · ".join(map(words.escape_markdown, filter(None, (days, recurrence, leads))))
    return f"**{words.escape_markdown(row['title'])}**: {parts}"


def falls_due(proposal: TaskProposal) -> bool:
    """Whether a proposed task has a last day, or a cadence by which it falls due again."""
    return proposal.last is not None or not LENGTHS.keys().isdisjoint(proposal.cadence)


def edit_proposal(key_end: str, proposal: TaskProposal) -> Mapping[str, str]:
    """Draw the boxes that correct a confirmed task, keys ending in `key_end`; give its row."""
    columns = st.columns([6, 4, 3])
    texts = _cell_texts(proposal)
    row = dict(texts)
    for place, name in zip(columns, ("title", "deadline_text"), strict=False):
        row[name] = place.text_input(
            TASK_HEADINGS[name], key=begin_box(_box_key(name, key_end), texts[name])
        )
    chosen_cadences: list[str] = columns[2].multiselect(
        TASK_HEADINGS["cadence"],
        list(CADENCES.values()),
        placeholder="Chọn",
        key=begin_box(
            _box_key("cadence", key_end), [CADENCES[cadence] for cadence in proposal.cadence]
        ),
    )
    names = ("first", "last", "own_day", "leads", "supports", "product")
    for place, name in zip(st.columns([2, 2, 2, 4, 4, 3]), names, strict=True):
        row[name] = place.text_input(
            TASK_HEADINGS[name], key=begin_box(_box_key(name, key_end), texts[name])
        )
    return row | {"cadence": ", ".join(chosen_cadences)}


def missing_term(row: Mapping[str, str]) -> str:
    """A clause on the first fault of a confirmed task's row; "" where it has none."""
    faults = (f"“{TASK_HEADINGS[name]}”: {message}" for name, message in task_content_faults(row))
    return next(faults, "")


def _line_parts(proposal: TaskProposal) -> Iterator[str]:
    """A proposed task's days ("chưa rõ ngày" if unknown), cadence and leads, as far as known."""
    if proposal.first and proposal.last:
        yield short_span_text(proposal.first, proposal.last)
    elif proposal.last:
        yield f"đến {day_text(proposal.last)}"
    elif "once" in proposal.cadence:
        yield "chưa rõ ngày"
    if cadences := [name for name in proposal.cadence if name != "once"]:
        yield recurrence_text(cadences, proposal.own_day)
    if proposal.leads:
        yield shorten("; ".join(proposal.leads), _LONGEST_LEADS, placeholder="…")


def _cell_texts(proposal: TaskProposal) -> Mapping[str, str]:
    """The proposed task's cell texts by the names of TASK_HEADINGS, "" for blank ones."""
    texts = dict.fromkeys(TASK_HEADINGS, "")
    texts |= {name: getattr(proposal, name) for name in ("title", "deadline_text", "product")}
    texts |= {name: "; ".join(getattr(proposal, name)) for name in ("leads", "supports")}
    return texts | {
        "kind": proposal.kind,
        "first": day_text(proposal.first) if proposal.first else "",
        "last": day_text(proposal.last) if proposal.last else "",
        "own_day": own_day_text(proposal.own_day) if proposal.own_day else "",
        "place": proposal.place,
        "line": f"L{proposal.line}",
        "note": quotation_note(proposal.words),
    }


def _box_key(name: str, key_end: str) -> str:
    """The session's key of the box for cell `name` of the task proposal with this key end."""
    return f"task_proposal-{name}-{key_end}"
