"""How an input is entered: as a slider with its box, as a list, as a plain box; mark and note."""
