"""The answer's form, where each input is from, what a customer may see."""
