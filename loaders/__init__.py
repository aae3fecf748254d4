"""From a file's bytes to rows that we trust, and problems to put right."""
