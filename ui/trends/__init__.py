"""The page Diễn biến."""
