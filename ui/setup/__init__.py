"""The three things that an empty dashboard asks: whose centre, which plan, which first export."""
