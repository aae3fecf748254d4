"""The page Chỉ số 766."""
