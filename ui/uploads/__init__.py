"""The page Nạp số liệu."""
