"""Shares that a sentence says twice, or outbids at once: the first of them counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plan_texts.language.figures import Figure

_SAME = re.compile(
    r"\s*[(,]?\s*(?:hay|tức|tức là|tương đương)?\s*(?:trên|hơn|tối thiểu|ít nhất|[≥>]=?)?\s*"
)
_AMBITION = re.compile(
    r"\s*\(\s*(?:phấn đấu|cố gắng|hướng tới|tiến tới)(?: đạt| đến| tới| trên| từ)*\s*"
)
# "Giữ vững tỷ lệ thanh toán 80%, phấn đấu 85%"; not "hiện đạt 78%, phấn đấu 88%".
_KEPT = re.compile(
    r"(?<!\w)(?:duy trì|giữ vững|giữ|bảo đảm|đảm bảo|tối thiểu|ít nhất|không dưới|không thấp hơn)"
    r"(?!\w)[^.;]*$"
)
_HOPE = re.compile(
    r"\s*,\s*(?:phấn đấu|cố gắng|hướng tới|tiến tới|quyết tâm)(?: đạt| đến| tới| trên| lên| từ)*\s*"
)
# "Cứ 10 hồ sơ có 3 hồ sơ trả sớm (30%)", "một nửa … (tức 50%)": said again as a percentage.
_SAID_AGAIN = re.compile(
    r"[^%(;:.]*\(\s*(?:hay|tức|tức là|tương đương|tương ứng|bằng|đạt|là|[≥>]=?|\s)*"
)


def without_repetitions(lowercase: str, shares: Sequence[Figure]) -> list[Figure]:
    """The shares without those that repeat or outbid the one before; its `end` moves past them."""
    remaining_shares = list(shares)
    for n in range(len(remaining_shares) - 1, 0, -1):
        if _is_said_again(lowercase, remaining_shares[n - 1], remaining_shares[n]):
            remaining_shares.pop(n)
        elif _repeats_share(lowercase, remaining_shares[n - 1], remaining_shares[n]):
            end = remaining_shares.pop(n).end
            end += lowercase.startswith(")", end)
            remaining_shares[n - 1] = replace(remaining_shares[n - 1], end=end)
    return remaining_shares


def _is_said_again(lowercase: str, figure: Figure, next_figure: Figure) -> bool:
    """Whether the next figure, alone in brackets behind the words, is the same ("… (30%)")."""
    text_between = lowercase[figure.end : next_figure.start]
    is_closed = lowercase.startswith(")", next_figure.end)
    same = figure.value == next_figure.value and is_closed
    return same and len(text_between) > 2 and bool(_SAID_AGAIN.fullmatch(text_between))


def _repeats_share(lowercase: str, figure: Figure, next_figure: Figure) -> bool:
    """Whether the next figure says the same ("80% (tám mươi phần trăm)") or hopes for more.

    "80% (phấn đấu đạt 85%)" sets 80 %.
    """
    text_between = lowercase[figure.end : next_figure.start]
    says_same = figure.value == next_figure.value and _SAME.fullmatch(text_between)
    if says_same or _AMBITION.fullmatch(text_between):
        return True
    is_kept = bool(_KEPT.search(lowercase[: figure.start]))
    return is_kept and bool(_HOPE.fullmatch(text_between))
