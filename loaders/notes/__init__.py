"""What a person should know of a file before it is stored, and of its columns and titles."""
