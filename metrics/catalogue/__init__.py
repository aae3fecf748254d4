"""Every metric: its counts, its denominator, its words."""
