"""Bytes to grids of text, whatever the container."""
