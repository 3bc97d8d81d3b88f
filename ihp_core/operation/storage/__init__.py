"""A tank between the plant's outlet and its inlet, and the year the plant makes with it."""
