"""Every table of spellings of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.loaders.cases import (
    columns_and_fields,
    titles_and_tables,
    values_and_words,
)
from tests.support.invented.listing import Listing
from tests.support.invented.spelling import Spelling

LIST_TABLES: Mapping[str, Sequence[Spelling[Listing]]] = {
    "filters": titles_and_tables.FILTERS,
    "no filters": titles_and_tables.NO_FILTERS,
    "stated days": titles_and_tables.TITLE_DAYS,
    "second tables": titles_and_tables.SECOND_TABLES,
    "headings": columns_and_fields.HEADINGS,
    "states": values_and_words.STATE_WORDS,
    "channels": values_and_words.CHANNEL_WORDS,
    "unknown words": values_and_words.UNKNOWN_WORDS,
}
