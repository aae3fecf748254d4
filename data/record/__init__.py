"""What is true: the ledger of what people did, and one Parquet file an upload."""
