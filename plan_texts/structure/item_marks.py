"""What the items of a plan's lists begin with."""

from __future__ import annotations

import re

CAPITALS = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x1EFA)) if letter.isupper())
# What an item begins with: "- ", "(1) ", "2.1. ", "a) ", "IV. ", "I- ", "1/ ".
START = re.compile(
    r"^\s*(?:[-–+•*]|\(?\d{1,2}\)|\d+(?:\.\d+)*\.(?!\d)|\d+(?:\.\d+)+(?=\s)|\d{1,2}/(?=\s)"
    r"|\(?[a-zđ]\)|[a-zđ]/(?=\s)|[IVX]+(?:\.|\s?[-–/)](?=\s)))\s*"
)
