"""What the files of a batch leave open, asked once for all files that leave the same open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast
from zlib import crc32

import streamlit as st

from data.periods import month_of, previous_period
from data.wording import lower_first_letter
from ui import session
from ui.display import words
from ui.uploads import (
    answer_boxes,
    column_mapping,
    heading_questions,
    unit_questions,
    word_questions,
)
from ui.uploads.batch import question_groups
from ui.uploads.batch.batch import Batch, choose, give_password
from ui.uploads.batch.files import HandedFile
from ui.uploads.batch.losses import is_accepted, losses
from ui.uploads.batch.question_groups import ANSWER_FIELDS, LayoutQuestion, QuestionGroup

_MOST_NAMED = 5


def ask_questions(batch: Batch, files: Sequence[HandedFile]) -> None:
    """Draw all that the files leave open; answers go into the batch or the record, then rerun."""
    for group in question_groups.question_groups(files):
        _ask_group(batch, group)
    _ask_password(batch, [file for file in files if file.read and file.read.asks == "password"])
    column_mapping.ask_for_layouts(files)
    for question in question_groups.layout_questions(files):
        _ask_layout_question(question)
    for codes, group_files in question_groups.files_by_suggested_communes(files).items():
        _ask_to_confirm(batch, codes, group_files)
    _ask_to_accept_losses(batch, files)
    _ask_whether_complete(batch, question_groups.lists_perhaps_complete(files))
    for file, sheet in question_groups.sheets_with_other_headings(files):
        heading_questions.ask_for_missing_columns(file.sha256, sheet)


def _ask_group(batch: Batch, group: QuestionGroup) -> None:
    """Draw a question once for all of the group's files, or for each if that is chosen."""
    with st.container(border=len(group.files) > 1):
        if group.is_open:
            st.warning(words.escape_markdown(group.question.sentence))
        is_apart = False
        if len(group.files) > 1:
            st.markdown(f"Trả lời một lần cho {_file_names(group.files)}.")
            is_apart = st.toggle("Trả lời riêng từng tệp", key=f"apart-{group.key}")
        for part in question_groups.apart(group) if is_apart else [group]:
            if is_apart:
                st.markdown(f"**{words.escape_markdown(part.files[0].member.name)}**")
            _ask_part(batch, part, f"{part.key}-{'apart' if is_apart else 'all'}")


def _file_names(files: Sequence[HandedFile]) -> str:
    """How many files, and the names of the first: "12 tệp: a.xlsx, b.xlsx và 10 tệp khác"."""
    names = ", ".join(words.escape_markdown(file.member.name) for file in files[:_MOST_NAMED])
    more = len(files) - _MOST_NAMED
    rest = f" và {words.number(more)} tệp khác" if more > 0 else ""
    return f"**{words.number(len(files))} tệp**: {names}{rest}"


def _ask_part(batch: Batch, group: QuestionGroup, key: str) -> None:
    """Draw the box that answers the group's question; put a new answer into the batch, rerun."""
    subject, shared_answer = group.question.subject, group.shared_answer
    if subject in ("commune", "period") and shared_answer is None and not group.question.periods:
        _offer_likely_answer(group, key)
    if subject == "commune":
        answer: object = answer_boxes.choose_commune(key, cast(str | None, shared_answer))
    elif subject == "period":
        answer = answer_boxes.choose_span(
            group.question.periods, key, cast(answer_boxes.Span | None, shared_answer)
        )
    else:
        label = {
            "whole_list": "Đây là toàn bộ hồ sơ của kỳ, không lọc bớt",
            "unlikely_period": "Kỳ đã chọn là đúng, vẫn dùng",
        }[subject]
        answer = st.checkbox(label, bool(shared_answer), key=key)
    if answer != shared_answer and not (answer is False and shared_answer is None):
        more_choices = {"unlikely_period": False} if subject == "period" else {}
        choose(batch, group.numbers, **{ANSWER_FIELDS[subject]: answer}, **more_choices)
        st.rerun()


def _offer_likely_answer(group: QuestionGroup, key: str) -> None:
    """Draw a button that fills the box `key`: with home, or the rows' period; nothing if unsure.

    It fills the box of this key, which is drawn after it and answers the question. Files whose rows
    tell of several periods have no one answer.
    """
    home_code: str | None = session.home_commune()
    boxes: Mapping[str, object] = {key: home_code}
    if group.question.subject == "period" and len(group.likely_periods) == 1:
        label, boxes = _likely_period(next(iter(group.likely_periods)), key)
    elif group.question.subject == "commune" and home_code:
        label = words.full_commune_name(home_code)
    else:
        return
    st.button(
        f"{'Đều là' if len(group.files) > 1 else 'Là'} {label}",
        key=f"likely-{key}",
        on_click=lambda: st.session_state.update(boxes),
    )


def _likely_period(span: answer_boxes.Span | None, key: str) -> tuple[str, Mapping[str, object]]:
    """(the likely period in words, what fills the boxes of this key with it).

    Files whose rows tell nothing, as forms, are likely of the last month.
    """
    last_month = previous_period(month_of(session.today()))
    first, last = span or (last_month.first, last_month.last)
    month = month_of(last)
    is_month = (first, last) == (month.first, month.last)
    label = lower_first_letter(words.period_name(month)) if is_month else words.span(first, last)
    return label, answer_boxes.boxes_of_span((first, last), key)


def _ask_password(batch: Batch, files: Sequence[HandedFile]) -> None:
    """Draw a form for the locked files' password, by which they are read again; or nothing.

    The password is kept nowhere.
    """
    if not files:
        return
    turns = sum(file.reading_turn for file in files)
    with st.form(f"password-{files[0].number}-{turns}", border=len(files) > 1):
        if any(file.reading_turn for file in files):
            st.error(words.escape_markdown(files[0].read.refusal if files[0].read else ""))
        st.markdown(f"Có mật khẩu: {_file_names(files)}.")
        password = st.text_input("Mật khẩu của tệp", type="password")
        if st.form_submit_button("Mở tệp") and password:
            give_password(batch, [file.number for file in files], password)
            st.rerun()


def _ask_layout_question(question: LayoutQuestion) -> None:
    """Draw forms: which commune each unit is, what each word means, for a layout's files."""
    if question.units:
        title = f"{words.number(len(question.units))} đơn vị chưa rõ là xã, phường nào"
        is_needed = any(file.preview and file.preview.question for file in question.files)
        with st.expander(title, expanded=is_needed):
            if is_needed:
                _show_sentences(question.files)
            _show_file_names(question.files)
            unit_questions.ask_for_communes(
                question.layout, question.layout, question.units, question.commune_codes
            )
    if question.words:
        with st.expander(f"{words.number(len(question.words))} từ chưa rõ nghĩa", expanded=True):
            _show_file_names(question.files)
            word_questions.ask_for_meanings(question.layout, question.layout, question.words)


def _show_sentences(files: Sequence[HandedFile]) -> None:
    """Draw as warnings why the files cannot be staged, each sentence once, the first five."""
    sentences = dict.fromkeys(
        file.preview.question.sentence for file in files if file.preview and file.preview.question
    )
    for sentence in list(sentences)[:_MOST_NAMED]:
        st.warning(words.escape_markdown(sentence))


def _show_file_names(files: Sequence[HandedFile]) -> None:
    """Draw the names of the files that an answer is for; nothing for a single one."""
    if len(files) > 1:
        st.markdown(f"Trả lời một lần cho {_file_names(files)}.")


def _ask_to_confirm(batch: Batch, codes: tuple[str, ...], files: Sequence[HandedFile]) -> None:
    """Draw a box to confirm the communes that a plan suggested; a tick goes into the batch."""
    _tick(
        batch,
        files,
        f"Đúng là {'; '.join(map(words.full_commune_name, codes))}",
        "confirmed_codes",
        {True: codes, False: ()},
    )


def _ask_to_accept_losses(batch: Batch, files: Sequence[HandedFile]) -> None:
    """Ask of each list that would replace a far longer one whether that is meant."""
    by_number = {file.number: file for file in files}
    for number, sentence in losses(files).items():
        file = by_number[number]
        name = words.escape_markdown(file.member.name)
        with st.container(border=True):
            st.warning(f"**{name}**: {words.escape_markdown(sentence)}")
            label = "Đúng là thay danh sách dài hơn bằng danh sách này"
            key = f"accepted_loss-{number}-{crc32(sentence.encode())}"
            is_ticked = st.checkbox(label, is_accepted(file, sentence), key=key)
        if is_ticked != is_accepted(file, sentence):
            choose(batch, [number], accepted_loss=sentence if is_ticked else "")
            st.rerun()


def _ask_whether_complete(batch: Batch, files: Sequence[HandedFile]) -> None:
    """Draw a box: do lists without carried-over dossiers hold them all; into the batch."""
    label = "Danh sách này đã gồm cả hồ sơ kỳ trước chuyển sang (kỳ này không có hồ sơ nào như vậy)"
    _tick(batch, files, label, "complete", {True: True, False: False})


def _tick(
    batch: Batch,
    files: Sequence[HandedFile],
    label: str,
    choice: str,
    choices: Mapping[bool, object],
) -> None:
    """Draw a checkbox that sets the field `choice` of all the files to `choices` of its tick."""
    if not files:
        return
    was_ticked = all(getattr(file.choices, choice) == choices[True] for file in files)
    with st.container(border=len(files) > 1):
        _show_file_names(files)
        is_ticked = st.checkbox(label, was_ticked, key=f"{choice}-{files[0].number}")
    if is_ticked != was_ticked:
        choose(batch, [file.number for file in files], **{choice: choices[is_ticked]})
        st.rerun()
