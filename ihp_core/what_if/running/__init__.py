"""The plant run otherwise: by the price of electricity, with units out, built in steps."""
