"""Plans, their targets and tasks: files and versions, when each is due, and what was done."""
