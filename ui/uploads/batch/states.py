"""How far each file of a batch has come, in one word, and the sentence that counts them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from data.record.ledger import Upload
from data.wording import number
from files.refusal import Refused
from loaders.staging import Staged
from loaders.validation.problems import AllRowsSetAside
from ui.uploads.batch.files import HandedFile

State = Literal["stored", "storing", "ready", "refused", "waiting", "known", "twin", "reading"]
# In the order in which the sentence counts them.
STATE_WORDS: Mapping[State, str] = MappingProxyType(
    {
        "stored": "đã nạp",
        "storing": "đang nạp",
        "ready": "nạp được",
        "refused": "bị từ chối",
        "waiting": "chờ trả lời",
        "known": "đã nạp từ trước",
        "twin": "trùng tệp khác",
        "reading": "đang đọc",
    }
)
_MAY_BE_OPENED = frozenset({"password", "layout"})


def state_of(file: HandedFile, twin_number: int | None, is_up_to_date: bool) -> State:
    """A file's state; "twin" with a `twin_number`, "reading" unless up to date, else by outcome."""
    if file.stored:
        return "stored"
    if file.is_being_stored:
        return "storing"
    if twin_number is not None:
        return "twin"
    if not is_up_to_date or file.read is None:
        return "reading"
    if file.preview is None:
        return "waiting" if file.read.asks in _MAY_BE_OPENED else "refused"
    return _state_of_outcome(file, file.preview.outcome)


def _state_of_outcome(file: HandedFile, outcome: Staged | Upload | Refused) -> State:
    """The state of a file that was read, by its staging, earlier upload or refusal."""
    if isinstance(outcome, Upload):
        return "ready" if outcome.withdrawn else "known"
    if isinstance(outcome, Refused):
        has_question = file.preview is not None and file.preview.question is not None
        return "waiting" if has_question or _has_open_rows(outcome) else "refused"
    return "waiting" if needs_confirmation(file, outcome) else "ready"


def _has_open_rows(refused: Refused) -> bool:
    """Whether a refused file's rows would count once their units or words have a meaning."""
    return isinstance(refused, AllRowsSetAside) and bool(refused.units or refused.words)


def needs_confirmation(file: HandedFile, staged: Staged) -> bool:
    """Whether only a plan suggested the commune, and nobody confirmed it for this file."""
    return staged.assumed and set(file.choices.confirmed_codes) != set(staged.communes)


def counting_sentence(states: Sequence[State]) -> str:
    """All files counted in one sentence: "51 tệp: 40 nạp được, 8 bị từ chối, 3 chờ trả lời."."""
    counts = Counter(states)
    parts = (
        f"{number(counts[state])} {state_words}"
        for state, state_words in STATE_WORDS.items()
        if counts[state]
    )
    return f"{number(len(states))} tệp: {', '.join(parts)}."
