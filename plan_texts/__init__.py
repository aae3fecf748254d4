"""From a plan's words to proposed targets; nothing of it is stored."""
