"""The page Vì sao chưa đạt."""
