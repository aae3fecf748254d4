"""The page Hồ sơ trễ hạn."""
