"""A plan's tasks: the days that a deadline names, the rows and sentences that set one."""
