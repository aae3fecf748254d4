"""What a plan's document says of itself: its title, number, date, issuer and days."""
