"""What exports look like: layout files, custom layouts, and mapping an unknown table."""
