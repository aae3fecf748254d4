"""Documents to take away: workbooks made from the record and from what the pages show."""
