"""The files of one batch and what becomes of each: threads read and store them, pages look on."""
