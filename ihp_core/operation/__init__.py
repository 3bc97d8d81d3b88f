"""Both sides of the plant hour by hour, its design, and the year it makes."""
