"""Where a year will end, and what would still be needed."""
