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
from loaders.replaced_lists import rows_to_replace
from loaders.same_bytes import upload_of_same_bytes
from loaders.staging import Staged
from reports.list_difference import list_difference
from ui.uploads.batch.files import Circumstances, FileChoices, HandedFile, Preview, Stagings

_MOST_STAGINGS = 8  # a person who answers back and forth waits for none of them again
_MOST_LOST = 0.1  # a greater share of a list's dossiers is marked before it is lost


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
    sentence, loses_rows = _replacement(outcome, circumstances)
    earlier = file.preview
    is_same = earlier is not None and earlier.outcome is outcome
    known_notices = earlier.notices if earlier and is_same else tuple(notices(outcome))
    return Preview(outcome, question, sentence, loses_rows, known_notices)


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


def _replacement(staged: Staged, circumstances: Circumstances) -> tuple[str, bool]:
    """(what the file would replace in a sentence, or ""; whether many dossiers would be lost)."""
    replaced_uploads = uploads.uploads_replaced_by_commune(
        circumstances.uploads, new_upload(staged, "", None, False)
    )
    if not replaced_uploads:
        return "", False
    newest_upload = max(replaced_uploads.values(), key=lambda upload: upload.id)
    stored_on = day_text(newest_upload.stored_at.astimezone(HANOI))
    sentence = f"Thay số liệu cùng kỳ đã nạp ngày {stored_on}"
    if staged.sheet.layout.table != "dossiers":
        return sentence, False
    difference, loses_rows = _difference_words(replaced_uploads, staged, circumstances.folder)
    return sentence + difference, loses_rows


def _difference_words(
    replaced_uploads: Mapping[str, Upload], staged: Staged, folder: Path
) -> tuple[str, bool]:
    """(": thêm 12, thay đổi 3, không còn 0 hồ sơ" or "", whether over a tenth would be lost)."""
    try:
        rows = rows_to_replace(folder, replaced_uploads)
    except RecordFault as fault:
        return f", chưa so được: {lower_first_letter(fault.sentence).rstrip('.')}", False
    if rows is None:
        return "", False
    difference = list_difference(rows, staged.rows)
    counts = difference.added, difference.changed, difference.gone
    added_text, changed_text, gone_text = map(number, counts)
    words = f": thêm {added_text}, thay đổi {changed_text}, không còn {gone_text} hồ sơ"
    return words, difference.gone > rows.num_rows * _MOST_LOST
