"""The one door to DuckDB: a file built from the record, which the pages read."""
