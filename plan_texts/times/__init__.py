"""The words by which a plan says when: days, months, quarters, spans of them, and how often."""
