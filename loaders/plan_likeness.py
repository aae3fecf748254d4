"""The example clause most like a demand's words, for those that no rule is complete in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from loaders.plan_lexicon import lexicon, words_of

_FILE = Path(__file__).with_name("plan_examples.toml")
_LEAST = 75  # of 100; lower ones took strangers' shares for targets
_FEWEST_WORDS, _MOST_WORDS = 3, 40
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*\s*%?")


@lru_cache(maxsize=4_096)
def most_alike(words: str) -> str | None:
    """The metric of the nearest example, whatever the order of words; None where none is near."""
    ordered = _ordered(words)
    if not _FEWEST_WORDS <= ordered.count(" ") + 1 <= _MOST_WORDS:
        return None
    near = process.extractOne(ordered, _examples().keys(), scorer=fuzz.ratio, score_cutoff=_LEAST)
    return _examples()[near[0]] if near else None


def _ordered(words: str) -> str:
    """The words in the order of the alphabet, those about the figure left out."""
    known = lexicon()
    spelt = (word for word, _, _ in words_of(_FIGURE.sub(" ", words), known.short))
    return " ".join(sorted(word for word in spelt if word not in known.unsaying))


@cache
def _examples() -> Mapping[str, str]:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {_ordered(clause): metric for metric, clauses in table.items() for clause in clauses}
