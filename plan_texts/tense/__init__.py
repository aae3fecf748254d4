"""When a plan speaks of: from where it speaks, what was then, what it asks for."""
