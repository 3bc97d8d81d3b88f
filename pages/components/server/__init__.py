"""How one server holds for many visitors: warm before the first, and each in turn."""
