"""How the dashboard is used: pages, files, the month's round, messages, keys, privacy."""
