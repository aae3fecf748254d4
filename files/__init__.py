"""Uploaded bytes opened safely: kind, archives, encodings, passwords, a child with limits."""
