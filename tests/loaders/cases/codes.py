"""One dossier's code in several spellings."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from tests.support.invented.dossiers import Dossier
from tests.support.invented.listing import Listing
from tests.support.invented.spelling import Spelling

# The signs of a typewriter as wide as an ideograph, which NFKC makes usual ones.
_WIDE = {sign: sign + 0xFEE0 for sign in range(0x21, 0x7F)}
# A way to write a code, all of them the same code.
WAYS: dict[str, Callable[[str], str]] = {
    "a zero-width space after": lambda code: f"{code}\u200b",
    "a zero-width joiner inside": lambda code: f"{code[:5]}\u200d{code[5:]}",
    "a byte order mark before": lambda code: f"\ufeff{code}",
    "a soft hyphen inside": lambda code: f"{code[:9]}\u00ad{code[9:]}",
    "a mark of direction before": lambda code: f"\u200e{code}",
    "a guard apostrophe": lambda code: f"'{code}",
    "a curly apostrophe": lambda code: f"\u2019{code}",
    "a text formula": lambda code: f'="{code}"',
    "en dashes": lambda code: code.replace("-", "–"),
    "hyphens that do not break": lambda code: code.replace("-", "\u2011"),
    "minus signs": lambda code: code.replace("-", "\u2212"),
    "wide hyphens": lambda code: code.replace("-", "－"),
    "wide letters": lambda code: code.translate(_WIDE),
    "wide digits": lambda code: code.translate({ord(d): _WIDE[ord(d)] for d in "0123456789"}),
    "small letters": str.lower,
    "hard spaces around": lambda code: f"\xa0{code}\xa0",
    "spaces inside": lambda code: code.replace("-", " - "),
}


def _written(way: Callable[[str], str]) -> Callable[[Listing, random.Random], Listing]:
    return lambda listing, dice: listing.written(code=lambda d: way(d.code))


def _twice(way: Callable[[str], str]) -> Callable[[Listing, random.Random], Listing]:
    """Every fifth dossier stands again at the end, its code written so."""

    def again(dossier: Dossier) -> str:
        return way(dossier.code) if dossier.number > 1000 else dossier.code

    def change(listing: Listing, dice: random.Random) -> Listing:
        copies = [replace(d, number=d.number + 1000) for d in listing.dossiers[::5]]
        longer = replace(listing, dossiers=(*listing.dossiers, *copies))
        return longer.written(code=again)

    return change


# The dossiers are the same, and one that stands twice counts once.
CODES = (
    *(Spelling(f"codes: {name}", frozenset({"code"}), _written(w)) for name, w in WAYS.items()),
    *(
        Spelling(f"twice, {name}", frozenset({"code", "lines"}), _twice(w))
        for name, w in WAYS.items()
    ),
)
