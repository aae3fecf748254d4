"""A section of the guide: a title, and items that are looked up one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from data.text import matching_texts


@dataclass(frozen=True)
class GuideItem:
    """One thing explained, in Markdown."""

    title: str
    text: str


@dataclass(frozen=True)
class GuideSection:
    """Items under a title, after an introduction in Markdown; `anchor` is its place.

    `is_long` says that the items are folded as long as nothing is looked for.
    """

    anchor: str
    title: str
    introduction: str
    items: tuple[GuideItem, ...]
    is_numbered: bool = False
    is_long: bool = False


def sections_answering(sections: Sequence[GuideSection], query: str) -> list[GuideSection]:
    """The sections with only the items that have all words of `query` (numbered ones stay whole).

    The words may be partly of the section's title. Numbered steps stay together.
    """
    places = [(section, item) for section in sections for item in section.items]
    texts = [f"{section.title} {item.title} {item.text}" for section, item in places]
    found_items = list(compress(places, matching_texts(texts, query)))
    return [
        section if section.is_numbered else replace(section, items=items)
        for section in sections
        if (items := tuple(item for place, item in found_items if place is section))
    ]


def items_of(texts: Mapping[str, str]) -> tuple[GuideItem, ...]:
    """A guide item for each pair of title → Markdown text, in order."""
    return tuple(GuideItem(title, text) for title, text in texts.items())
