"""How the producer's money splits among lender, state and owner, in the money of each year."""
