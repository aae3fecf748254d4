"""Clauses whose metric is known (`examples.toml`), asked where no rule is complete."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from plan_texts.language.lexicon import lexicon, located_words

EXAMPLES_FILE = Path(__file__).with_name("examples.toml")
_LEAST_LIKENESS = 75  # of 100; lower ones took strangers' shares for targets
_FEWEST_WORDS, _MOST_WORDS = 3, 40
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*\s*%?")


@lru_cache(maxsize=4_096)
def example_metric(words: str) -> str | None:
    """The metric of the example clause nearest to the words, in any order; None if none is near."""
    sorted_words = _sorted_words(words)
    if not _FEWEST_WORDS <= sorted_words.count(" ") + 1 <= _MOST_WORDS:
        return None
    nearest_example = process.extractOne(
        sorted_words, _metrics_by_example().keys(), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS
    )
    return _metrics_by_example()[nearest_example[0]] if nearest_example else None


def _sorted_words(words: str) -> str:
    """The folded words in the order of the alphabet, without the figure and the words about it."""
    spelt_words = (word for word, _, _ in located_words(_FIGURE.sub(" ", words)))
    return " ".join(sorted(word for word in spelt_words if word not in lexicon().figure_words))


@cache
def _metrics_by_example() -> Mapping[str, str]:
    """Sorted words of an example clause → its metric."""
    table = tomllib.loads(EXAMPLES_FILE.read_text(encoding="utf-8"))
    return {
        _sorted_words(clause): metric for metric, clauses in table.items() for clause in clauses
    }
