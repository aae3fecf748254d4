"""Signs that want a second look, drawn beside what is usual and elsewhere."""
