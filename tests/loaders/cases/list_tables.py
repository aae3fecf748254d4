"""Every table of spellings of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.loaders.cases import (
    blanks,
    codes,
    columns_and_fields,
    moments_and_days,
    titles_and_tables,
    values_and_words,
)
from tests.support.invented.listing import Listing
from tests.support.invented.spelling import Spelling

LIST_TABLES: Mapping[str, Sequence[Spelling[Listing]]] = {
    "moments": moments_and_days.MOMENTS,
    "days": moments_and_days.DAYS,
    "no days": moments_and_days.NO_DAYS,
    "codes": codes.CODES,
    "merged cells": blanks.MERGED_CELLS,
    "blank columns": blanks.BLANK_COLUMNS,
    "formulas": blanks.FORMULAS,
    "filters": titles_and_tables.FILTERS,
    "no filters": titles_and_tables.NO_FILTERS,
    "stated days": titles_and_tables.TITLE_DAYS,
    "second tables": titles_and_tables.SECOND_TABLES,
    "two columns": columns_and_fields.TWO_COLUMNS,
    "headings of OpenCPS": columns_and_fields.OF_OPENCPS,
    "fields": columns_and_fields.FIELDS,
    "footnotes": columns_and_fields.FOOTNOTES,
    "headings": columns_and_fields.HEADINGS,
    "groups of headings": columns_and_fields.GROUPS,
    "fees": values_and_words.FEES,
    "flags": values_and_words.FLAGS,
    "states": values_and_words.STATE_WORDS,
    "channels": values_and_words.CHANNEL_WORDS,
    "unknown words": values_and_words.UNKNOWN_WORDS,
}
