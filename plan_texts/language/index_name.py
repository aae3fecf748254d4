"""Whether a text names the index of how people are served, whose points are of 100."""

from __future__ import annotations

import re

_INDEX = re.compile(r"766|bộ chỉ số|nhóm chỉ số|chỉ số phục vụ")


def names_index(lowercase: str) -> bool:
    """Whether a text of small letters names index 766 ("bộ chỉ số", "chỉ số phục vụ")."""
    return bool(_INDEX.search(lowercase))
