"""Which denominators of a metric words name, and what they leave out of them."""

from __future__ import annotations

import re

from plan_texts.language.lexicon import lexicon, spell_out

# "không tính hồ sơ kỳ trước chuyển sang", "trừ …"; not "không loại trừ …".
_EXCLUSION = re.compile(
    r"(?<!\w)(?:(?:không|chưa)(?: được)? (?:tính|gồm|bao gồm|kể|cộng)(?! cả)"
    r"|(?<!không )(?<!không được )(?<!loại )(?:(?:đã |sau khi )?(?:loại trừ|loại bỏ|trừ)"
    r"|ngoại trừ))(?!\w)[^;.()%]*",
    re.IGNORECASE,
)
_INCLUDING = re.compile(r"^(?:(?:bao gồm|gồm|kể) cả|bao gồm|gồm|cả|và) ")


def exclusion_words(metric: str, words: str) -> str:
    """The first exclusion in the words that concerns a denominator of the metric; "" if none does.

    So "không tính hồ sơ kỳ trước chuyển sang", as written.
    """
    exclusions = (exclusion[0].strip(" ,") for exclusion in _EXCLUSION.finditer(words))
    return next((text for text in exclusions if excluded_variants(metric, text)), "")


def without_exclusions(words: str) -> str:
    """The words without their exclusions ("không tính …"), " ; " in place of each."""
    return _EXCLUSION.sub(" ; ", words)


def excluded_variants(metric: str, words: str) -> list[str]:
    """The denominator variants of a metric that the words exclude; [] where they exclude none."""
    exclusions = " . ".join(exclusion[0] for exclusion in _EXCLUSION.finditer(words))
    return named_variants(metric, exclusions, _INCLUDING) if exclusions else []


def named_variants(metric: str, words: str, ignored: re.Pattern[str] | None = None) -> list[str]:
    """The denominator variants of a metric that the words name, in the lexicon's order.

    `ignored` matches how phrases begin that need not begin so here.
    """
    padded_words = f" {spell_out(words)} "
    return [
        variant
        for variant, phrases in lexicon().denominators.get(metric, {}).items()
        if any(f" {ignored.sub('', p) if ignored else p} " in padded_words for p in phrases)
    ]
