"""Hours, results and a list of sites as plain files."""
