"""The page Nhập số liệu: counts that no export gives, topic by topic, each with its document."""
