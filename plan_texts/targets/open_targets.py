"""Targets whose figure another plan sets: "đạt chỉ tiêu tỉnh giao"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from plan_texts.language.figures import Figure
from plan_texts.language.letters import lower_letters
from plan_texts.language.lexicon import lexicon

_LONGEST_OPEN = 300  # letters; who sets so vague a demand says so in few words

_WITHDRAWN = re.compile(r"\W*(?:bãi bỏ|hủy bỏ|huỷ bỏ|không thực hiện)(?!\w)")


def open_figure(text: str) -> Figure | None:
    """A figure in place of one set elsewhere ("chỉ tiêu tỉnh giao"); None without such words."""
    if len(text) > _LONGEST_OPEN or text.rstrip().endswith(":"):
        return None
    lowercase = lower_letters(text)
    if _WITHDRAWN.match(lowercase):
        return None
    match = _open_target_pattern().search(lowercase)
    return Figure(Decimal(1), ">=", match.start(), match.start(), match.end()) if match else None


@cache
def _open_target_pattern() -> re.Pattern[str]:
    """The pattern of an open target: "hoàn thành … mức thanh toán trực tuyến do UBND tỉnh giao"."""
    grammar = lexicon().grammar
    kinds = ("met", "set_by", "given")
    met, figure_set, given_by = ("|".join(map(re.escape, grammar[kind])) for kind in kinds)
    gap = r"(?:[\s,]+\w+){{0,{}}}?[\s,]+"
    few, many = gap.format(4), gap.format(10)
    return re.compile(rf"\b(?:{met}){few}(?:{figure_set})\b{many}(?:{given_by})\b")
