"""The 766 index: its components, their counts, and its tables."""
