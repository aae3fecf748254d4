"""Rows we trust, and the problems of those that we do not."""
