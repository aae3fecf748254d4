"""Where in its document a task stands: "Phụ lục I, mục II.3"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ATTACHED = re.compile(r"\s*(?:KẾ HOẠCH\s*$|\((?:ban hành )?kèm theo|(?-i:CHƯƠNG TRÌNH)\s*$)")
_APPENDIX = re.compile(
    r"\s*phụ lục(?: số)?\s*(?P<number>[ivx]+(?!\w)|\d{1,2}(?!\w)|)", re.IGNORECASE
)
_ARTICLE = re.compile(r"\s*điều\s+(?P<number>\d{1,2})(?!\w)", re.IGNORECASE)
_PART = re.compile(r"\s*(?:phần\s+)?(?P<number>[IVX]{1,5})\s*[./)]")
_ITEM = re.compile(r"\s*(?P<number>\d{1,2}(?:\.\d{1,2})*)\s*[.)]?\s")
_LETTER = re.compile(r"\s*(?P<letter>[a-zđ])\)")


@dataclass(frozen=True)
class Place:
    """The appendix, part, item and letter that stand above a text; "" where none does."""

    appendix: str = ""
    part: str = ""
    item: str = ""
    letter: str = ""

    def after(self, paragraph: str) -> Place:
        """The place that holds from a paragraph on: a new one where it is a heading, else this."""
        if not self.appendix and _ATTACHED.match(paragraph):
            return Place()
        if appendix := _APPENDIX.match(paragraph):
            return Place(appendix=f"Phụ lục {appendix['number'].upper()}".strip())
        if article := _ARTICLE.match(paragraph):
            return Place(self.appendix, f"Điều {article['number']}")
        if part := _PART.match(paragraph):
            return Place(self.appendix, part["number"])
        if item := _ITEM.match(f"{paragraph} "):
            return Place(self.appendix, self.part, item["number"])
        if letter := _LETTER.match(paragraph):
            return Place(self.appendix, self.part, self.item, letter["letter"])
        return self

    @property
    def words(self) -> str:
        """The place as people write it ("Phụ lục I, mục II.3"); "" where none is known."""
        number = ".".join(filter(None, (self.part, self.item, self.letter)))
        if number and not number.startswith("Điều"):
            number = f"mục {number}" if self.appendix else f"Mục {number}"
        return ", ".join(filter(None, (self.appendix, number)))
