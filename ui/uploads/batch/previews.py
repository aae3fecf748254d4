"""What a file would be if it were stored now: staged once for each set of answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from data.dates import HANOI, day_text
from data.record import uploads
from data.record.faults import RecordFault
from data.record.ledger import Upload
from data.wording import lower_first_letter, number
from files.refusal import Refused
from loaders.answers import Answers, answers_for_layout
from loaders.load import RecognisedFile, new_upload, stage_file
from loaders.notes.preview_notes import notices
from loaders.open_questions import open_question
from loaders.recognition.sheet import Sheet, drop_hidden_rows
from loaders.replaced_lists import fall_texts, rows_to_replace
from loaders.same_bytes import upload_of_same_bytes
from loaders.staging import Staged
from reports.list_difference import list_difference
from ui.uploads.batch.files import Circumstances, FileChoices, HandedFile, Preview, Stagings
from ui.uploads.batch.losses import MOST_LOST, loss_sentence

_MOST_STAGINGS = 8  # a person who answers back and forth waits for none of them again


def preview_file(
    file: HandedFile, sheet: Sheet, circumstances: Circumstances, stagings: Stagings
) -> Preview:
    """What storing the sheet would do; `stagings` caches what was staged, a new one is added."""
    if file.choices.drops_hidden_rows:
        sheet = drop_hidden_rows(sheet)
    recognised = RecognisedFile(file.member.name, file.sha256, sheet)
    answers = _answers(file.choices, circumstances, sheet.layout.name)
    outcome = _outcome(recognised, answers, circumstances.folder, stagings)
    question = open_question(outcome)
    if not isinstance(outcome, Staged):
        return Preview(outcome, question)
    sentence, loss = _replacement(outcome, circumstances)
    earlier = file.preview
    is_same = earlier is not None and earlier.outcome is outcome
    known_notices = earlier.notices if earlier and is_same else tuple(notices(outcome))
    return Preview(outcome, question, sentence, loss, known_notices)


def _answers(choices: FileChoices, circumstances: Circumstances, layout: str) -> Answers:
    """The answers for a file: its choices, the circumstances, what the layout remembers."""
    own_answers = Answers(
        commune_code=choices.commune_code,
        period=choices.period,
        unlikely_period=choices.unlikely_period,
        whole_list=choices.whole_list,
        complete=choices.complete,
        accept_unbalanced=choices.accept_unbalanced,
        home_code=circumstances.home_code,
        planned_communes=circumstances.planned_communes,
        today=circumstances.today,
    )
    return answers_for_layout(own_answers, circumstances.folder, layout)


def _outcome(
    file: RecognisedFile, answers: Answers, folder: Path, stagings: Stagings
) -> Staged | Upload | Refused:
    """The upload of the same bytes; else the file staged with these answers, or its refusal."""
    try:
        upload = upload_of_same_bytes(folder, file.sha256, answers)
    except Refused as refused:
        return refused.with_traceback(None)
    return upload or _staged_or_refused(file, answers, folder, stagings)


def _staged_or_refused(
    file: RecognisedFile, answers: Answers, folder: Path, stagings: Stagings
) -> Staged | Refused:
    """The file staged with these answers, or its refusal, looked up in or added to `stagings`."""
    sheet = file.sheet
    key = sheet.sheets, sheet.headings, sheet.hidden_rows, answers
    if key not in stagings:
        while len(stagings) >= _MOST_STAGINGS:
            del stagings[next(iter(stagings))]
        try:
            stagings[key] = stage_file(file, answers, folder)
        except Refused as refused:
            stagings[key] = refused.with_traceback(None)
    return stagings[key]


def _replacement(staged: Staged, circumstances: Circumstances) -> tuple[str, str]:
    """(what the file would replace in a sentence, or ""; what much that loses, or "")."""
    replaced_uploads = uploads.uploads_replaced_by_commune(
        circumstances.uploads, new_upload(staged, "", None, False)
    )
    if not replaced_uploads:
        return "", ""
    newest_upload = max(replaced_uploads.values(), key=lambda upload: upload.id)
    stored_on = day_text(newest_upload.stored_at.astimezone(HANOI))
    sentence = f"Thay số liệu cùng kỳ đã nạp ngày {stored_on}"
    if staged.sheet.layout.table != "dossiers":
        return sentence, ""
    difference, loss = _difference_words(replaced_uploads, staged, circumstances.folder)
    return sentence + difference, loss


def _difference_words(
    replaced_uploads: Mapping[str, Upload], staged: Staged, folder: Path
) -> tuple[str, str]:
    """(": thêm 12, thay đổi 3, không còn 0 hồ sơ", what is lost where it is much, or "")."""
    try:
        rows = rows_to_replace(folder, replaced_uploads)
    except RecordFault as fault:
        return f", chưa so được: {lower_first_letter(fault.sentence).rstrip('.')}", ""
    if rows is None:
        return "", ""
    difference = list_difference(rows, staged.rows)
    counts = difference.added, difference.changed, difference.gone
    added_text, changed_text, gone_text = map(number, counts)
    words = f": thêm {added_text}, thay đổi {changed_text}, không còn {gone_text} hồ sơ"
    complete = all(upload.complete for upload in replaced_uploads.values())
    is_much = difference.gone > rows.num_rows * MOST_LOST
    falls = list(fall_texts(rows, complete, staged)) if is_much else []
    return words, loss_sentence(rows.num_rows, staged.rows.num_rows, difference.gone, falls)
