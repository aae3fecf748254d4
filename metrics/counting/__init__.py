"""Measures counted by day, and tallies of any period from them."""
