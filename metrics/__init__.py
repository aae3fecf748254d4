"""Counts, rates and standings: everything that is computed from what the record holds."""
