"""The generated tables in docs/."""
