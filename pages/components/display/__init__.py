"""How anything is shown."""
