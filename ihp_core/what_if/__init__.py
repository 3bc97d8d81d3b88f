"""Other cases than the stated one: levers, openers, maps, variants."""
