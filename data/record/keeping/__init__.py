"""What keeps a record from being lost: copies of its ledger, what became of it, quarantine."""
