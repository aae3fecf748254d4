"""Texts to values: days, numbers, words, units, and the period that a title states."""
