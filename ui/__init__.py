"""The frame that every page shares: start-up, navigation, filters, charts and words."""
