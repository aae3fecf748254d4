"""Clauses to targets: figure and segment, what looks back or sets none, the metric meant."""
