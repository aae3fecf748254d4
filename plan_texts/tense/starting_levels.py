"""Figures that say where a rise or a fall begins, or what is compared with: no targets."""

from __future__ import annotations

import re

from plan_texts.language.figures import Figure
from plan_texts.language.letters import lower_letters
from plan_texts.language.phrases import final_phrase

# "chỉ tiêu …: điều chỉnh từ 60% xuống còn 55%".
_AMENDED = re.compile(
    r"(?<!\w)(?:điều chỉnh|sửa đổi|hạ chỉ tiêu|giảm chỉ tiêu)(?!\w)[^;]*(?<!\w)từ (?:mức )?"
    r"\d[\d.,]*\s*%[^;%]{0,40}(?<!\w)(?:xuống|còn)[^;%]{0,12}$"
)
# "So với chỉ tiêu cả năm 85% và 80%": what something is compared with.
_AGAINST = re.compile(
    r"(?<!\w)vượt (?:xa |cả |qua )*(?:so với )?(?:mức |con số )*(?:mục tiêu|chỉ tiêu|kế hoạch|mức)"
    r"(?: (?!phấn đấu)[^,;.%()]{0,30})?$|(?<!\w)so với (?:(?!đạt|lên|tăng|phấn đấu)[^,;.%()]){0,40}"
    r"(?:\d[\d.,]*\s*%\s*(?:và|hoặc)\s*)?$"
)
# "từ mức 37% hiện nay": where a rise begins.
_FROM, _NOW = (
    re.compile(r"(?<!\w)(?:từ|so với|thay vì)(?: mức| con số| tỷ lệ| khoảng)*\s*$"),
    re.compile(
        r"[\s,(]*(?:như |của )?(?:hiện nay|hiện tại|hiện có|hiện thời|bây giờ|năm ngoái)(?!\w)"
    ),
)


def is_starting_level(text: str, figure: Figure) -> bool:
    """Whether a figure is the level that there is now ("hiện còn 40%", "từ mức 37% hiện nay")."""
    lowercase = lower_letters(text)
    text_before = lowercase[: figure.lead]
    if _AMENDED.search(text_before):
        return False
    if _NOW.match(lowercase, figure.end) and _FROM.search(lowercase[: figure.start]):
        return True
    return bool(final_phrase(text_before, "remaining") or _AGAINST.search(text_before))
