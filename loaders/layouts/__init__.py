"""What exports look like: layout files, own layouts, and mapping an unknown table."""
