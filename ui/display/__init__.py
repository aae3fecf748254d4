"""Words, colours, tables and charts that pages share."""
