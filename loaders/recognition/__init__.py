"""Which layout a grid has, where its headings stand, and which sheets go together."""
