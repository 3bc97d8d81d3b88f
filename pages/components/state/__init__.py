"""What a visitor has entered, its address and the answer to it; the settings of the app."""
