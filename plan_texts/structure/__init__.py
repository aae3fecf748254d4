"""A plan's blocks, tables and sentences, down to clauses that may demand something."""
