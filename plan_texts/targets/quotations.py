"""The words that a proposal quotes: enough to confirm it by, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plan_texts.targets.proposal import Proposal

ENDS = " ,;-–•"  # of a quotation
_BEGINNINGS = f"{ENDS}."  # a sentence is cut where the one before ends
_FEWEST_WORDS = 4  # beside the figure: with fewer nobody can tell what a quotation speaks of
_LONGEST_QUOTED = 300  # letters up to the figure


def with_quotation(proposal: Proposal, enclosing_texts: Iterable[str]) -> Proposal:
    """The proposal quoting its own words, or where they are few the first longer text with them."""
    words = proposal.words
    quotations = (text.strip(ENDS).lstrip(_BEGINNINGS) for text in (words, *enclosing_texts))
    long_quotations = (
        text for text in quotations if words in text and _word_count(text) >= _FEWEST_WORDS
    )
    return replace(proposal, words=_quotation_up_to(words, next(long_quotations, words)))


def _quotation_up_to(words: str, text: str) -> str:
    """The text that holds the words; of a long one only the last letters up to the words' end."""
    end = text.index(words) + len(words)
    if end <= _LONGEST_QUOTED or words == text:
        return text
    return f"… {text[end - _LONGEST_QUOTED : end].partition(' ')[2]}"


def _word_count(text: str) -> int:
    """How many words of a text have a letter, numbers and signs aside."""
    return sum(any(map(str.isalpha, word)) for word in text.split())
