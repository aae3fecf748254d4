"""Few cases in which every two choices that go together meet at least once."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from itertools import combinations

Choice = tuple[str, int]  # what is chosen, and the number of the choice
Case = dict[str, int]
_TRIES = 6


def covering(
    sizes: Mapping[str, int], agree: Callable[[Choice, Choice], bool], ruling: int, seed: int
) -> list[Case]:
    """Cases that give each name one of its `sizes[name]` choices and hold every agreeing pair.

    The first `ruling` names are chosen before the others, whose choice 0 agrees with everything.
    Greedy: of some random cases the one with most new pairs.
    """
    dice = random.Random(seed)
    pairs = {
        frozenset({one, other})
        for a, b in combinations(sizes, 2)
        for one in ((a, i) for i in range(sizes[a]))
        for other in ((b, i) for i in range(sizes[b]))
        if agree(one, other)
    }
    cases: list[Case] = []
    left = set(pairs)
    for start in sorted(pairs, key=sorted):
        if start not in left:
            continue
        tried = [_case(sizes, pairs, ruling, left, start, dice) for _ in range(_TRIES)]
        best = max(tried, key=lambda case: len(left & _pairs(case)))
        left -= _pairs(best)
        cases.append(best)
    return cases


def _case(
    sizes: Mapping[str, int],
    pairs: set[frozenset[Choice]],
    ruling: int,
    left: set[frozenset[Choice]],
    start: frozenset[Choice],
    dice: random.Random,
) -> Case:
    """A case with the choices of `start`; of each other name that with most pairs in `left`."""
    chosen: list[Choice] = sorted(start)
    taken = {name for name, _ in chosen}
    names = list(sizes)
    for name in (*names[:ruling], *dice.sample(names[ruling:], len(names) - ruling)):
        if name in taken:
            continue
        fitting = [
            (name, i)
            for i in range(sizes[name])
            if all(frozenset({(name, i), other}) in pairs for other in chosen)
        ]
        gains = [sum(frozenset({one, other}) in left for other in chosen) for one in fitting]
        most = max(gains)
        chosen.append(dice.choice([c for c, g in zip(fitting, gains, strict=True) if g == most]))
    return dict(sorted(chosen))


def _pairs(case: Case) -> set[frozenset[Choice]]:
    """Every pair of choices of a case."""
    return {frozenset(pair) for pair in combinations(case.items(), 2)}
