"""What a plan is written in: the boxes above, and the tables of its targets and tasks."""
